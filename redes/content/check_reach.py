"""Cards that nobody can come to: what no topic, button or danger leads to."""

from collections.abc import Iterator
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.finding import Finding, error, place_of
from redes.content.schema import Audience, Card


def reached(catalogue: Catalogue) -> frozenset[str]:
    """Ids of the cards that somebody can come to by naming a topic and pressing buttons.

    A topic (said in words, in the menu, or behind the answer to a danger) shows its first card for the person who asks: a
    migrant, staff, or somebody who has not said. From there the buttons ``next`` and *the other voice* lead on.
    """
    askers = (None, Audience.MIGRANTE, Audience.PERSONAL)
    waiting = [card for topic in catalogue.topics for who in askers if (card := catalogue.card_for(topic, who))]
    found: set[str] = set()
    while waiting:
        card = waiting.pop()
        if card.id in found:
            continue
        found.add(card.id)
        other = catalogue.other_voice(card)
        waiting += [catalogue.cards[target] for target in card.next if target in catalogue.cards]
        waiting += [] if other is None else [other]
    return frozenset(found)


def ways_to(catalogue: Catalogue, card: Card) -> tuple[str, ...]:
    """What leads to a card: its topic, when it answers it; ids of the cards that have a button to it."""
    topic = catalogue.topic_of[card.id]
    answers = card in [catalogue.card_for(topic, who) for who in (None, Audience.MIGRANTE, Audience.PERSONAL)]
    buttons = [
        other.id for other in catalogue.cards.values() if card.id in other.next or catalogue.other_voice(other) is card
    ]
    return (*((topic,) if answers else ()), *buttons)


def every_card_is_reached(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Every card can be come to; the search would find it, but only for who knows what to look for."""
    for card in catalogue.cards.keys() - reached(catalogue):
        yield error(
            place_of(catalogue, f"card:{card}"),
            f"nobody can reach the card '{card}': name it under 'next' of another card, or put it first in its topic",
        )
