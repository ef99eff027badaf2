"""What must hold over the whole catalogue, beyond the shape of each file.

A check is a generator over the catalogue; adding one means writing a function and listing it in
``CHECKS``. An *error* stops the program from loading a catalogue; an *issue* goes to an editor.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from redes.content.catalogue import Catalogue, Place
from redes.content.freshness import ended_since
from redes.content.schema import Basis, Card, Topic
from redes.content.translation import missing_parts, spanish_version

LONGEST_CARD = 3500
"""Characters of a card's text; Telegram takes 4096, and headings and dates are added to it."""

_PHONE = re.compile(r"(?<![\d.])(?!\d{4}-\d{2}-\d{2}(?!\d))(?:\+?\d[\s-]?){7,}(?!\d|\.\d)")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something an author should look at.

    Attributes:
        path, line: Where.
        severity: ``error`` will mislead or break; ``issue`` may wait.
        message: What is wrong and what to do.
    """

    path: str
    line: int
    severity: Literal["error", "issue"]
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


_DECALOGO = Place("content/decalogo/decalogo.yaml", 1)

Check = Callable[[Catalogue, date], Iterator[Finding]]


def _at(catalogue: Catalogue, name: str) -> Place:
    return catalogue.places.get(name, Place("content", 0))


def _error(place: Place, message: str) -> Finding:
    return Finding(place.path, place.line, "error", message)


def _issue(place: Place, message: str) -> Finding:
    return Finding(place.path, place.line, "issue", message)


def _all_bases(catalogue: Catalogue) -> Iterator[tuple[Place, str, Basis, date]]:
    """Where a citation stands, who cites, what, and when it was last reviewed."""
    for card in catalogue.cards.values():
        for basis in card.basis:
            yield _at(catalogue, f"card:{card.id}"), f"card '{card.id}'", basis, card.reviewed_on
    for practice in catalogue.decalogo.practices:
        for basis in practice.basis:
            yield _DECALOGO, f"practice {practice.number}", basis, catalogue.decalogo.reviewed_on


def citations(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A cited norm exists, was read well enough, and is in force.

    One that ended after the review is an issue: a day that passes must not stop the program, and its
    cards show their safe part only meanwhile.
    """
    for place, who, basis, reviewed_on in _all_bases(catalogue):
        norm = catalogue.norms.get(basis.norm)
        if norm is None:
            yield _error(place, f"{who} cites '{basis.norm}', which is not in content/normas/")
        elif norm.confidence == "baja":
            yield _error(place, f"{who} cites '{basis.norm}', which nobody has read well enough (confidence: baja)")
        elif not norm.in_force(today):
            instead = f"; replaced by {', '.join(norm.replaced_by)}" if norm.replaced_by else ""
            if ended_since(norm, reviewed_on, today=today):
                yield _issue(
                    place, f"{who} cites '{basis.norm}', which ended on {norm.until}, after the review{instead}"
                )
            else:
                yield _error(place, f"{who} cites '{basis.norm}' as law, but it is not in force{instead}")


def links_between_norms(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Norms link to norms of the catalogue."""
    for norm in catalogue.norms.values():
        for other in (*norm.amended_by, *norm.repeals, *norm.replaced_by):
            if other not in catalogue.norms:
                yield _error(_at(catalogue, f"norm:{norm.id}"), f"norm '{norm.id}' links to unknown norm '{other}'")


def links_between_cards(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Buttons lead somewhere: next cards and contacts exist."""
    for card in catalogue.cards.values():
        place = _at(catalogue, f"card:{card.id}")
        for target in card.next:
            if target not in catalogue.cards:
                yield _error(place, f"card '{card.id}' offers '{target}' next, which does not exist")
        for contact in card.contacts:
            if contact not in catalogue.contacts:
                yield _error(place, f"card '{card.id}' names contact '{contact}', which is not in content/directorio/")
    for danger in catalogue.dangers:
        for contact in danger.contacts:
            if contact not in catalogue.contacts:
                yield _error(Place("content/seguridad", 0), f"danger '{danger.kind}' names unknown contact '{contact}'")


def every_topic_has_a_card(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A topic that is understood is also answered."""
    for topic in get_args(Topic):
        if catalogue.card_for(topic, None) is None:
            yield _error(
                Place("content/derechos", 0), f"the topic '{topic}' has no card; add content/derechos/{topic}.yaml"
            )


def cards_fit_a_message(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A card fits one Telegram message."""
    for card in catalogue.cards.values():
        size = len(card_text(card))
        if size > LONGEST_CARD:
            yield _error(
                _at(catalogue, f"card:{card.id}"),
                f"card '{card.id}' has {size} characters; a message takes {LONGEST_CARD}: split it and link by 'next'",
            )


def ids_fit_a_button(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A card's id fits Telegram's 64 bytes of callback data with the longest prefix before it."""
    for card in catalogue.cards.values():
        if len(card.id.encode()) > 52:
            yield _error(_at(catalogue, f"card:{card.id}"), f"the id '{card.id}' is longer than 52 bytes")


def reviews_are_due(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A review date that has passed is told; the card itself says so to its readers."""
    for card in catalogue.cards.values():
        if card.review_by <= today:
            yield _issue(_at(catalogue, f"card:{card.id}"), f"card '{card.id}' was to be reviewed by {card.review_by}")
    if catalogue.decalogo.review_by <= today:
        yield _issue(_DECALOGO, f"the decálogo was to be reviewed by {catalogue.decalogo.review_by}")


def phones_come_from_the_directory(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A phone number stands in the directory, with its source, and nowhere else."""
    for card in catalogue.cards.values():
        if _PHONE.search(card_text(card)):
            yield _error(
                _at(catalogue, f"card:{card.id}"),
                f"card '{card.id}' holds a phone number; put it into content/directorio/ and name it under 'contacts'",
            )


def entries_belong_to_a_territory(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A directory entry belongs to a territory that exists, and so does the municipality it names."""
    for contact in catalogue.contacts.values():
        place = _at(catalogue, f"contact:{contact.id}")
        territory = catalogue.territories.get(contact.scope)
        if territory is None and contact.scope != "nacional":
            yield _error(place, f"'{contact.id}' is of '{contact.scope}', which is not in content/territorios/")
        elif contact.municipality is not None and (
            territory is None or contact.municipality not in {m.code for m in territory.municipalities}
        ):
            yield _error(place, f"'{contact.id}' is in {contact.municipality}, no municipality of '{contact.scope}'")


def texts_are_complete(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Every language says what Spanish says, with the same places to fill in."""
    spanish = catalogue.texts["es"].texts
    for language, texts in catalogue.texts.items():
        place = _at(catalogue, f"texts:{language}")
        if language not in catalogue.languages:
            yield _error(place, f"the language '{language}' has texts and no content/idiomas/{language}.yaml")
        for key, sentence in texts.texts.items():
            there = catalogue.places.get(f"text:{language}:{key}", place)
            if key not in spanish:
                yield _error(there, f"the text '{key}' does not exist in Spanish")
            elif _blanks(sentence) != _blanks(spanish[key]):
                yield _error(there, f"the text '{key}' must hold the places {sorted(_blanks(spanish[key]))}")
        for key in spanish.keys() - texts.texts.keys():
            yield _issue(place, f"the text '{key}' is missing; Spanish is shown instead")


def translations_follow_the_spanish(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A translation belongs to a card, says as many things, and follows the Spanish as it is now."""
    for (language, card_id), translation in catalogue.card_translations.items():
        place = _at(catalogue, f"translation:{language}:{catalogue.topic_of.get(card_id, '')}")
        card = catalogue.cards.get(card_id)
        if card is None:
            yield _error(place, f"translates the card '{card_id}', which does not exist")
            continue
        if parts := missing_parts(card, translation):
            yield _error(
                place, f"'{card_id}' in {language} does not say as many things as the Spanish: {', '.join(parts)}"
            )
        if translation.follows != spanish_version(card):
            yield _issue(
                place,
                f"'{card_id}' in {language} is stale: it follows {translation.follows}, "
                f"the Spanish is now {spanish_version(card)}",
            )


def _blanks(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def card_text(card: Card) -> str:
    """All that a person may read of a card, joined."""
    return "\n".join(
        (
            card.title,
            card.answer,
            *card.alarm,
            *card.steps,
            *card.bring,
            *card.if_refused,
            *card.avoid,
            *card.register_,
            *card.say,
            card.open_question or "",
        )
    )


CHECKS: tuple[Check, ...] = (
    citations,
    links_between_norms,
    links_between_cards,
    every_topic_has_a_card,
    cards_fit_a_message,
    ids_fit_a_button,
    reviews_are_due,
    phones_come_from_the_directory,
    entries_belong_to_a_territory,
    texts_are_complete,
    translations_follow_the_spanish,
)


def check(catalogue: Catalogue, *, today: date) -> list[Finding]:
    """Run every check; findings in order of file and line."""
    return sorted(finding for one in CHECKS for finding in one(catalogue, today))
