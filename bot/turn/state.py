"""What belongs to one message only, while it is answered."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from bot.inbound import Inbound
from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import danger, menu
from bot.sessions import Role, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.turn.services import Services
from bot.voice import Voice
from redes.content.schema import Audience, Card, Danger
from redes.reports.report import Voice as Teller

_TELLERS: Mapping[Role | None, Teller] = {"migrante": "migrante", "ips": "staff", "mesa": "staff"}
"""Who tells a report, by the role she chose."""


_ASKED_IS_SURE = 0.35
"""From here on what the search finds is offered beside an answer to danger: one tap, if nobody was in danger."""

_NEVER_DOUBTED = "suicidio"
"""To whom this is told no button says that she may not have meant it."""


class Turn:
    """One message and what is known while it is answered.

    Attributes:
        house: What stands around the conversation.
        inbound: The message.
        session: What is remembered from here on.
        shelf: The catalogue in force.
        voice: The language it is answered in.
        today: The day.
        said: What was typed, scrubbed.
        told: The facts of a case in it.
    """

    def __init__(self, house: Services, inbound: Inbound, session: Session, shelf: Shelf) -> None:
        self.house = house
        self.inbound = inbound
        self.session = session
        self.shelf = shelf
        wanted = session.language or session.heard or inbound.language or "es"
        self.voice = Voice(shelf.catalogue, wanted if wanted in shelf.catalogue.languages else "es")
        self.today = house.today()
        self.said = ""
        self.told: Mapping[str, str] = {}

    def change(self, **changes: Any) -> None:
        """Remember something else of the conversation from here on: fields of the session, by name."""
        self.session = dataclasses.replace(self.session, **changes)

    @property
    def audience(self) -> Audience | None:
        """Whom it is told to; None when she said neither who she is nor in her words."""
        if self.session.role is None:
            # She has not said who she is; her words may.
            return Audience.PERSONAL if self.said and self.shelf.cues.of_staff(self.said) else None
        return Audience.MIGRANTE if self.session.role == "migrante" else Audience.PERSONAL

    @property
    def teller(self) -> Teller | None:
        """Who tells a report; None when she has not said who she is."""
        return _TELLERS.get(self.session.role)

    def say(self, key: str, *rows: tuple[Button, ...], **blanks: str) -> Reply:
        """A text of the catalogue as a reply, with rows of buttons."""
        return Reply(body=self.voice.say(key, **blanks), buttons=rows)

    def danger(self, kind: str) -> Answer:
        """The answer to a danger of the catalogue, with the way to what was asked if it is none."""
        found = next(d for d in self.shelf.catalogue.dangers if d.kind == kind)
        return Answer(replies=(danger.danger_reply(self.voice, found, asked=self._asked(found)),), danger=kind)

    def _asked(self, found: Danger) -> Card | None:
        """The card that the search finds for the message; it needs no Rasa. None when it tells of the danger itself."""
        hits = self.shelf.search.find(self.said, language=self.voice.language, audience=self.audience, limit=1)
        if found.kind == _NEVER_DOUBTED or not hits or hits[0].score < _ASKED_IS_SURE or hits[0].topic == found.topic:
            return None
        return self.shelf.catalogue.cards[hits[0].card]

    def old_button(self) -> Reply:
        """A button whose screen does not exist (any more)."""
        return self.say("error.boton-viejo", menu.menu_row(self.voice))

    def ways_on(self) -> tuple[Button, ...]:
        """Where to go when nothing fits: places, a human, the menu."""
        return (
            Button(label=self.voice.say("boton.donde-acudir"), press=Press("contacts")),
            Button(label=self.voice.topic("hablar-con-humano"), press=Press("topic", "hablar-con-humano")),
            Button(label=self.voice.say("boton.menu"), press=Press("menu")),
        )

    def report_row(self) -> tuple[Button, ...]:
        """To begin a report anew, or leave it."""
        return (
            Button(label=self.voice.say("boton.reportar"), press=Press("report")),
            Button(label=self.voice.say("boton.menu"), press=Press("menu")),
        )
