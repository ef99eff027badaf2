"""An answer told once more: in simpler words, or with the places where one goes for it."""

import re
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens import menu
from bot.screens.cards import card_reply, contact_line
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.voice import Voice
from redes.content.freshness import why_stale
from redes.content.schema import Card, Topic
from redes.content.serving import serving

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[¿¡A-ZÁÉÍÓÚÑÀÂÇÈÊÔÒ«])")
_MOST_STEPS = 3
_MOST_CONTACTS = 2


def simpler(voice: Voice, card: Card, *, today: date) -> Reply:
    """A card in fewer words: its answer sentence by sentence, the first steps, whom to call, and a person to ask.

    A card under review is shown as it is: only its safe part is left, and that is short.
    """
    if why_stale(card, voice.catalogue, today=today) and card.states_law:
        return card_reply(voice, card, today=today)
    text = voice.card(card)
    contacts = [contact_line(voice.catalogue.contacts[c]) for c in card.contacts[:_MOST_CONTACTS]]
    body = paragraphs(
        [
            bold(voice.say("sencillo.titulo")),
            bullets(_SENTENCE.split(text.answer)),
            section(voice.say("ficha.alarma"), text.alarm),
            section(voice.say("sencillo.que-hacer"), text.steps[:_MOST_STEPS], ordered=True),
            section(voice.say("sencillo.si-no"), contacts),
        ]
    )
    return Reply(body=body, buttons=menu.rows_below_a_short_answer(voice, Press("card", card.id)))


def which_city(voice: Voice, topic: Topic) -> Reply:
    """«¿Y dónde queda?»: the cities of the directory as buttons, for what was just answered."""
    places = [
        Button(label=t.name, press=Press("near", f"{topic}.{t.id}"))
        for t in voice.catalogue.territories.values()
        if t.mesa
    ]
    body = voice.say("seguir.en-que-ciudad", tema=voice.topic(topic))
    return Reply(body=body, buttons=(*in_rows(places, width=2), menu.menu_row(voice)))


def near(voice: Voice, value: str) -> Reply | None:
    """Where to go for a topic in a territory: what fits it, else the whole directory; None when there is no such thing.

    Args:
        voice: In which language.
        value: Topic and territory with a dot between: ``vacunacion.cucuta``.
    """
    topic, _, scope = value.partition(".")
    territory = voice.catalogue.territories.get(scope)
    if territory is None or topic not in voice.catalogue.topics:
        return None
    code = territory.municipalities[0].code
    entries = serving(voice.catalogue, code, topic)  # type: ignore[arg-type]  # looked up above
    return menu.serving(voice, code, entries) if entries else menu.directory(voice, scope)
