"""What is handed on to other people: a card as a short text with its date, its source and the way here."""

from datetime import date

from bot.replies import Reply
from bot.screens.markdown import bold, numbered, paragraphs
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.content.freshness import why_stale
from redes.content.schema import Card
from redes.doors import Doors

_MOST_STEPS = 4
_MOST_NORMS = 2


def share_card(voice: Voice, card: Card, *, today: date, doors: Doors) -> Reply:
    """A card as a text to hand on; of one under review the safe part only."""
    text = voice.card(card)
    if card.states_law and why_stale(card, voice.catalogue, today=today):
        said = [
            bold(voice.topic(voice.catalogue.topic_of[card.id])),
            voice.say("ficha.solo-lo-seguro"),
            voice.say("ficha.urgencia-siempre"),
        ]
    else:
        norms = dict.fromkeys(norm_name(voice.catalogue.norms[basis.norm]) for basis in card.basis)
        steps = numbered(text.steps[:_MOST_STEPS])
        said = [bold(text.title), text.answer, steps, "; ".join(list(norms)[:_MOST_NORMS])]
    reviewed = voice.say("ficha.revisada", dia=voice.day(card.reviewed_on)) if card.states_law else ""
    return Reply(body=paragraphs([*said, reviewed, doors.link or ""]))
