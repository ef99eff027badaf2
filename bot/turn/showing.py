"""Screens that only read: cards, cases, places, menus. They are served from the catalogue, so they need no Rasa."""

import dataclasses
from typing import get_args

from bot.cases import is_case
from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import (
    again,
    cards,
    case,
    counter,
    decalogo,
    menu,
    preview,
    report,
    rights,
    share,
    trace,
    training,
    why,
)
from bot.screens.markdown import paragraphs
from bot.sessions import Role
from bot.turn.state import Turn
from bot.voice import Voice
from redes.content.schema import TOPICS, Audience, Card, Topic
from redes.content.serving import serving
from redes.eligibility.case_code import Case
from redes.eligibility.decide import CannotTell
from redes.eligibility.facts import BadFacts, make_facts
from redes.pictures.gallery import Busy

_NEED_IS_SURE = 0.2
"""From here on the search is taken at its word for a need beside the name of a place: a wrong one only puts other places first."""


class Showing:
    """What is shown for a button or a topic."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn

    def read(self, press: Press) -> Reply | None:
        """The screen of a button that only reads; None when what it names does not exist (any more)."""
        voice, value = self.turn.voice, press.value
        match press.kind:
            case "start":
                return menu.welcome(voice)
            case "role":
                return self._choose_role(value)
            case "menu":
                return menu.menu(voice, self.turn.session.role)
            case "section":
                return menu.section(voice, value)
            case "topic":
                return self.topic(value)
            case "card" if voice.catalogue.topic_of.get(value) == "capacitacion-quiz":
                return training.home(voice, None)  # the card tells of what stands there
            case "card":
                card = voice.catalogue.cards.get(value)
                return None if card is None else self.card(card)
            case "simple":
                card = voice.catalogue.cards.get(value)
                return None if card is None else again.simpler(voice, card, today=self.turn.today)
            case "near":
                return again.near(voice, value)
            case "basis":
                card = voice.catalogue.cards.get(value)
                return None if card is None else cards.basis_reply(voice, card, today=self.turn.today)
            case "decalogo":
                return decalogo.overview(voice, today=self.turn.today)
            case "practice" | "practice-basis":
                practice = decalogo.practice_of(voice, value)
                if practice is None:
                    return None
                if press.kind == "practice":
                    return decalogo.practice_reply(voice, practice, today=self.turn.today)
                return decalogo.practice_basis(voice, practice, today=self.turn.today)
            case "languages":
                return menu.languages(voice)
            case "language":
                return self._choose_language(value)
            case "rights":
                return self._rights(value)
            case "category":
                return report.category(voice, value)
            case "territory":
                return report.territory(voice, value)
            case "details":
                return preview.details(voice, value)
            case "erase":
                return trace.ask(voice, reminders=self.turn.inbound.reachable)
            case "contacts":
                return menu.directory(voice, value) if value else menu.national_lines(voice)
            case "case" | "case-ask" | "case-facts" | "case-why" | "case-card":
                return self._case_pressed(press)
            case "privacy":
                return menu.privacy(voice)
            case "help":
                return menu.help_(voice)
            case "none-fits":
                return self.turn.say("alcance.ninguna", self.turn.ways_on())
            case "share":
                card = voice.catalogue.cards.get(value)
                doors = self.turn.house.pictures.doors
                return None if card is None else share.share_card(voice, card, today=self.turn.today, doors=doors)
            case "share-practice":
                return share.share_practice(voice, value, today=self.turn.today, doors=self.turn.house.pictures.doors)
            case "share-city":
                return share.share_city(voice, value, doors=self.turn.house.pictures.doors)
            case "verify":
                return self.verified(value)
        return None

    async def made(self, press: Press) -> Reply | None:
        """The screen of a button for which something is typeset; None for all others."""
        voice, value, pictures = self.turn.voice, press.value, self.turn.house.pictures
        try:
            match press.kind:
                case "picture" if card := voice.catalogue.cards.get(value):
                    return share.pictured(voice, await pictures.card(voice, card), back=Press("card", value))
                case "picture-practice" if practice := decalogo.practice_of(voice, value):
                    pages = await pictures.practice(voice, practice)
                    return share.pictured(voice, pages, back=Press("practice", value))
                case "city-file":
                    file = await pictures.city_file(voice, value)
                    return None if file is None else share.kept(voice, file, value)
                case "case-card" if view := case.read_view(value):
                    facts = make_facts(view.case.known)
                    verdict = self.turn.shelf.law.rulebook.decide(facts, on=self.turn.today)
                    return await counter.counter_reply(
                        voice, verdict, facts, self.turn.today, pictures=pictures, back=Press("case", value)
                    )
        except Busy:
            return self.turn.say("imagen.no-pudo", menu.menu_row(voice))
        except (BadFacts, CannotTell):
            return None  # the case is shown instead, and says what is wrong with it
        return None

    def verified(self, code: str) -> Reply:
        """What the code of a counter card says. It never reaches Rasa."""
        reply, _ = counter.code_reply(self.turn.voice, code, pictures=self.turn.house.pictures)
        return reply

    def _choose_role(self, value: str) -> Reply | None:
        role = next((known for known in get_args(Role) if known == value), None)
        if role is None:
            return None
        self.turn.change(role=role)
        return menu.menu(self.turn.voice, role)

    def _choose_language(self, value: str) -> Reply | None:
        if value not in self.turn.voice.catalogue.languages:
            return None
        self.turn.change(language=value)
        self.turn.voice = Voice(self.turn.shelf.catalogue, value)
        first = (
            menu.menu(self.turn.voice, self.turn.session.role)
            if self.turn.session.role
            else menu.welcome(self.turn.voice)
        )
        if self.turn.voice.is_whole:
            return first
        return dataclasses.replace(first, body=paragraphs([self.turn.voice.say("idioma.incompleto"), first.body]))

    def _rights(self, value: str) -> Reply | None:
        """What a poster leads to, in the language of the poster: who scanned it can read it."""
        language, _, code = value.partition(".")
        if language not in self.turn.voice.catalogue.languages:
            return None
        self.turn.change(language=language)
        self.turn.voice = Voice(self.turn.shelf.catalogue, language)
        return rights.rights_reply(self.turn.voice, self.turn.voice.catalogue.ips.get(code), today=self.turn.today)

    def _case_pressed(self, press: Press) -> Reply | None:
        if press.kind == "case-ask":
            return case.ask_fact(self.turn.voice, press.value)
        view = case.read_view(press.value)
        if view is None:
            return None
        self.turn.change(case=view.letters)
        match press.kind:
            case "case-facts":
                return case.facts_reply(self.turn.voice, view)
            case "case-why":
                return why.why_reply(self.turn.voice, self.turn.shelf.law, view, today=self.turn.today)
        return case.case_reply(self.turn.voice, self.turn.shelf.law, view, today=self.turn.today)

    def case_shown(self, said: Case, *, own: bool | None = None) -> Reply:
        """The answer to a case, told in the voice of whoever asks, or the one it was told in before."""
        view = case.View(said, own=self.turn.audience is not Audience.PERSONAL if own is None else own)
        self.turn.change(case=view.letters)
        return case.case_reply(self.turn.voice, self.turn.shelf.law, view, today=self.turn.today)

    def case_before(self) -> case.View | None:
        return case.read_view(self.turn.session.case) if self.turn.session.case else None

    def answers_case(self, topic: str | None) -> bool:
        """Whether the message holds a case, and its topic (None: not understood) is one that the rules answer."""
        talk = self.turn.shelf.catalogue.talk
        return is_case(self.turn.told) and (topic is None or topic in talk.case_topics)

    def topic(self, name: str) -> Reply | None:
        """The answer to a topic: most are cards, some are screens of their own."""
        voice = self.turn.voice
        match name:
            case "decalogo":
                return decalogo.overview(voice, today=self.turn.today)
            case "capacitacion-quiz":
                return training.home(voice, None)
            case "ayuda-menu":
                return menu.menu(voice, self.turn.session.role)
            case "cambiar-idioma":
                return menu.languages(voice)
            case "privacidad-datos" if self.turn.session.asking is not None:
                return menu.privacy(voice)  # in the middle of a report the question is about this program
            case "saludo" if self.turn.session.role is None:
                return menu.welcome(voice)
            case "estado-de-mi-reporte":
                return self.turn.say("recibo.pida", menu.menu_row(voice))
            case "directorio-donde-acudir":
                return self.place_said() or menu.national_lines(voice)
        card_id = self.card_id(name)
        return self.card(voice.catalogue.cards[card_id]) if card_id else None

    def card(self, card: Card) -> Reply:
        """A card; what follows may be about it, unless it is talk."""
        if card.states_law:
            self.turn.change(shown=card.id)
        return cards.card_reply(self.turn.voice, card, today=self.turn.today)

    def card_id(self, name: str) -> str | None:
        if name not in TOPICS:
            return None
        card = self.turn.shelf.catalogue.card_for(name, self.turn.audience)  # type: ignore[arg-type]
        return card.id if card else None

    def place_said(self) -> Reply | None:
        """The directory of the place that the message names, or None when it names none.

        What fits the need that the message names too stands alone, before a button to all the others.
        """
        code = self.turn.shelf.places.find(self.turn.said) if self.turn.said else None
        if code is None:
            return None
        need = self._need_said()
        entries = serving(self.turn.shelf.catalogue, code, need) if need else ()
        return menu.serving(self.turn.voice, code, entries) if entries else menu.place(self.turn.voice, code)

    def _need_said(self) -> Topic | None:
        """What the message asks for beside a place, as far as the search is sure of it."""
        hits = self.turn.shelf.search.find(
            self.turn.shelf.places.without(self.turn.said), language=self.turn.voice.language, limit=1
        )
        return hits[0].topic if hits and hits[0].score >= _NEED_IS_SURE else None

    def places_for(self, topic: str) -> tuple[Reply, ...]:
        """Behind the answer to a topic: where to go for it in the place that the message names, when both are known."""
        card = self.card_id(topic)
        code = (
            self.turn.shelf.places.find(self.turn.said)
            if self.turn.said and card and self.turn.session.asking is None
            else None
        )
        if code is None or card is None:
            return ()
        entries = serving(self.turn.shelf.catalogue, code, self.turn.shelf.catalogue.topic_of[card])
        return (menu.serving(self.turn.voice, code, entries),) if entries else ()

    def found(self, wanted: str) -> Reply:
        """What the search finds, as buttons; it needs no Rasa."""
        hits = self.turn.shelf.search.find(wanted, language=self.turn.voice.language, audience=self.turn.audience)
        if not hits:
            return self.turn.say("buscar.nada", self.turn.ways_on())
        rows = tuple(
            (
                Button(
                    label=self.turn.voice.card(self.turn.shelf.catalogue.cards[hit.card]).title[:60],
                    press=Press("card", hit.card),
                ),
            )
            for hit in hits
        )
        return self.turn.say("buscar.encontre", *rows, menu.menu_row(self.turn.voice))
