"""One message in, replies out; knows no channel.

The order is a promise: personal data leaves the text first, danger is answered next, and only then
is anything understood. Buttons that only read are served from the catalogue, so they work while Rasa
loads, and when it is down.
"""

import contextlib
import dataclasses
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.cases import continued, is_case
from bot.commands import search_words
from bot.flagging import FlagBox, FlagDesk, moved_on, waits_for_words
from bot.inbound import Inbound
from bot.pictures import Pictures
from bot.presses import Press
from bot.proposing import ProposalDesk, left
from bot.proposing import waits_for_words as proposal_waits_for_words
from bot.receipts import ReceiptDesk, ReportBox, closed
from bot.receipts import waits_for_words as report_waits_for_words
from bot.reminders import Agreed, ReminderBook, ReminderDesk
from bot.replies import Button, Reply
from bot.rooms import RoomDesk
from bot.screens import (
    again,
    cards,
    case,
    counter,
    danger,
    decalogo,
    formal,
    menu,
    preview,
    receipt,
    report,
    rights,
    share,
    trace,
    training,
    why,
)
from bot.screens.markdown import paragraphs
from bot.sessions import Role, Session, Sessions
from bot.shelf import Shelf
from bot.training import TrainingBook, TrainingDesk, forgotten, typed_code
from bot.understanding import Dialogue, NotUp, Understood
from bot.voice import Voice
from redes.content.nearest import nearby
from redes.content.schema import Audience, Card, Language, Topic
from redes.content.serving import serving
from redes.content.words import words
from redes.dialogue import (
    GIVEN,
    Ask,
    Directive,
    Preview,
    Say,
    ShowDanger,
    ShowFallback,
    ShowReceipt,
    ShowTopic,
)
from redes.eligibility.case_code import Case
from redes.eligibility.counter_code import looks_like_code
from redes.eligibility.decide import CannotTell
from redes.eligibility.facts import BadFacts, make_facts
from redes.pictures.gallery import Busy
from redes.privacy.scrub import scrub
from redes.reports.keeping import StoreUnavailable
from redes.reports.receipts import looks_like_receipt
from redes.reports.report import Receipt
from redes.reports.report import Voice as Teller
from redes.training.certificate import read_certificate
from redes.training.room import read_code
from redes.training.room_book import RoomBook

LONGEST_TEXT = 3000
"""Characters of a typed message that are read; what is longer is refused, so that nothing is lost unseen."""

PATIENCE_S = 180.0
"""Seconds a person who needs the dialogue is kept waiting for it before she is told to try later."""

_TELLING = ("report_barrier", "report_story")
"""Questions of the report that are answered by telling what happened: danger in it is answered, and the form goes on."""

_PLACEHOLDER = re.compile(r"\[[^\]]*\]")
"""What the scrubber puts in place of a name: Spanish, whatever language stands around it."""

_GROUP = "grupo:"
_WORDS_BESIDE_A_PLACE = 2
"""Words beside the name of a place in a message that only says where somebody is: «estoy en Cúcuta»."""

_SMALL_TALK = ("saludo", "agradecimiento", "despedida", "fuera-de-alcance", None)
_SEVERAL = 2

_TOPICS = frozenset(get_args(Topic))
_SEARCH_IS_SURE = 0.35
"""From here on nine of ten first results are right (on the sentences of ``nlu/data``); below, topics are offered."""

_NEED_IS_SURE = 0.2
"""The same for a need beside the name of a place: taken for another, it only puts other places first."""

_INTENTS = {
    "report": "reportar-barrera",
    "report-at": "reportar-barrera",
    "praise": "reportar-barrera",
    "cancel": "cancelar",
    "back": "atras",
    "set": "pulsar",
}

_TELLERS: Mapping[Role | None, Teller] = {"migrante": "migrante", "ips": "staff", "mesa": "staff"}
"""Who tells a report, by the role she chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the conversation makes of a message.

    Attributes:
        replies: To be sent now, in order; never empty.
        later: Replies that come when the dialogue is up; None when nothing is to come. The face
            awaits it apart, so that the person's next message does not stand in line behind it.
        understood: What Rasa made of it, for ``redes ask``; None when Rasa was not asked.
        danger: Kind of danger that was answered, or None.
        card: Id of the card that answered, or None.
        suggestions: Topics offered because none was sure, best first.
        language: In which language it is told.
        agreed: Reminders that the face is to keep with where she can be written to, or None.
        erase: Whether the face deletes what it can of the conversation before it shows the replies.
    """

    replies: tuple[Reply, ...]
    later: Awaitable[tuple[Reply, ...]] | None = None
    understood: Understood | None = None
    danger: str | None = None
    card: str | None = None
    suggestions: tuple[Topic, ...] = ()
    language: Language = "es"
    agreed: Agreed | None = None
    erase: bool = False


class Conversation:
    """What all faces talk to.

    Args:
        shelf: Gives the catalogue in force; asked for each message, so that it can be reloaded.
        dialogue: Rasa, up or not.
        sessions: What is remembered of each conversation.
        reports: Where reports are kept and found.
        flags: Where «Está mal» goes.
        training: Where progress in the training is kept.
        reminders: What people asked to be reminded of.
        rooms: Where quizzes in a room are kept.
        today: The day, for reviews and validity.
        pictures: Makes pictures and files, and reads the codes of counter cards.
        clock: Seconds since the epoch.
    """

    def __init__(
        self,
        *,
        shelf: Callable[[], Shelf],
        dialogue: Dialogue,
        sessions: Sessions,
        reports: ReportBox,
        flags: FlagBox,
        training: TrainingBook,
        reminders: ReminderBook,
        rooms: RoomBook,
        today: Callable[[], date],
        pictures: Pictures,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.shelf = shelf
        self.dialogue = dialogue
        self.sessions = sessions
        self.reports = reports
        self.flags = flags
        self.training = training
        self.reminders = reminders
        self.rooms = rooms
        self.today = today
        self.pictures = pictures
        self.clock = clock

    async def reply(self, inbound: Inbound) -> Answer:
        """Answer one message."""
        session = await self.sessions.get(inbound.session)
        turn = _Turn(self, inbound, session, self.shelf())
        answer = await turn.answer()
        if turn.session != session or session != Session():  # also unchanged: it is idle time that forgets
            await self.sessions.put(inbound.session, turn.session)
        return dataclasses.replace(answer, language=turn.voice.language)


class _Turn:
    """One message on its way through; holds what belongs to this message only."""

    def __init__(self, house: Conversation, inbound: Inbound, session: Session, shelf: Shelf) -> None:
        self.house = house
        self.inbound = inbound
        self.session = session
        self.shelf = shelf
        wanted = session.language or session.heard or inbound.language or "es"
        self.voice = Voice(shelf.catalogue, wanted if wanted in shelf.catalogue.languages else "es")
        self.today = house.today()
        self.said = ""  # what was typed, scrubbed
        self.told: Mapping[str, str] = {}  # the facts of a case in it

    async def answer(self) -> Answer:
        if self.inbound.press is not None:
            return await self._pressed(self.inbound.press)
        if self.inbound.text is not None:
            return await self._typed(self.inbound.text)
        if self.inbound.location is not None:
            # Where she is serves this answer and ends with it: nothing below this line takes it on.
            return self._now(menu.around(self.voice, nearby(self.shelf.catalogue, self.inbound.location)))
        return self._unreadable()

    # Buttons

    async def _pressed(self, press: Press) -> Answer:
        if press.flags:
            reply, self.session = await self._flag_desk.pressed(press, self.session)
            return self._now(reply or self._say("error.boton-viejo", menu.menu_row(self.voice)))
        self.session = dataclasses.replace(moved_on(self.session), naming=False)
        if press.proposes:
            several, self.session = await self._proposal_desk.pressed(press, closed(self.session))
            return Answer(replies=several)
        self.session = left(self.session)
        if press.holds_receipt:
            reply, self.session = await self._receipt_desk.pressed(press, self.session)
            return self._now(reply)
        self.session = closed(self.session)
        if press.learns:
            learnt = await self._learn(press)
            return self._now(learnt or self._say("error.boton-viejo", menu.menu_row(self.voice)))
        if press.reminds:
            shown, agreed = await self._reminder_desk.pressed(press)
            old = self._say("error.boton-viejo", menu.menu_row(self.voice))
            return dataclasses.replace(self._now(shown or old), agreed=agreed)
        if press.in_room:
            shown = await self._room_desk.pressed(press)
            return self._now(shown or self._say("error.boton-viejo", menu.menu_row(self.voice)))
        match press.kind:
            case "panel":  # Telegram answers it; elsewhere nobody has an account
                return self._now(self._say("panel.sin-cuenta", menu.menu_row(self.voice)))
            case "status":
                return self._now(self._say("recibo.pida", menu.menu_row(self.voice)))
            case "erase-now":
                return await self._erase(everything=press.value == trace.EVERYTHING)
            case "formal":
                replies = formal.formal(self.voice, press.value)
                return Answer(replies=replies or (self._say("error.boton-viejo", menu.menu_row(self.voice)),))
        if press.moves_dialogue:
            return await self._move(press)
        reply = await self._made(press) or self._read(press)
        return self._now(reply or self._say("error.boton-viejo", menu.menu_row(self.voice)))

    def _read(self, press: Press) -> Reply | None:
        """The screen of a button that only reads; None when what it names does not exist (any more)."""
        voice, value = self.voice, press.value
        match press.kind:
            case "start":
                return menu.welcome(voice)
            case "role":
                return self._choose_role(value)
            case "menu":
                return menu.menu(voice, self.session.role)
            case "section":
                return menu.section(voice, value)
            case "topic":
                return self._topic(value)
            case "card" if voice.catalogue.topic_of.get(value) == "capacitacion-quiz":
                return training.home(voice, None)  # the card tells of what stands there
            case "card":
                card = voice.catalogue.cards.get(value)
                return None if card is None else self._card(card)
            case "simple":
                card = voice.catalogue.cards.get(value)
                return None if card is None else again.simpler(voice, card, today=self.today)
            case "near":
                return again.near(voice, value)
            case "basis":
                card = voice.catalogue.cards.get(value)
                return None if card is None else cards.basis_reply(voice, card, today=self.today)
            case "decalogo":
                return decalogo.overview(voice, today=self.today)
            case "practice" | "practice-basis":
                practice = decalogo.practice_of(voice, value)
                if practice is None:
                    return None
                if press.kind == "practice":
                    return decalogo.practice_reply(voice, practice, today=self.today)
                return decalogo.practice_basis(voice, practice, today=self.today)
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
                return trace.ask(voice, reminders=self.inbound.reachable)
            case "contacts":
                return menu.directory(voice, value) if value else menu.national_lines(voice)
            case "case" | "case-ask" | "case-facts" | "case-why" | "case-card":
                return self._case_pressed(press)
            case "privacy":
                return menu.privacy(voice)
            case "help":
                return menu.help_(voice)
            case "none-fits":
                return self._say("alcance.ninguna", self._ways_on())
            case "share":
                card = voice.catalogue.cards.get(value)
                doors = self.house.pictures.doors
                return None if card is None else share.share_card(voice, card, today=self.today, doors=doors)
            case "share-practice":
                return share.share_practice(voice, value, today=self.today, doors=self.house.pictures.doors)
            case "share-city":
                return share.share_city(voice, value, doors=self.house.pictures.doors)
            case "verify":
                return self._verified(value)
        return None

    async def _made(self, press: Press) -> Reply | None:
        """The screen of a button for which something is typeset; None for all others."""
        voice, value, pictures = self.voice, press.value, self.house.pictures
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
                    verdict = self.shelf.law.rulebook.decide(facts, on=self.today)
                    return await counter.counter_reply(
                        voice, verdict, facts, self.today, pictures=pictures, back=Press("case", value)
                    )
        except Busy:
            return self._say("imagen.no-pudo", menu.menu_row(voice))
        except (BadFacts, CannotTell):
            return None  # the case is shown instead, and says what is wrong with it
        return None

    async def _learn(self, press: Press) -> Reply | None:
        """A button of the training."""
        match press.kind:
            case "forget":
                return await self._forget(press.value)
            case "certificate":
                reply, asks = await self._training_desk.certificate()
                self.session = dataclasses.replace(self.session, naming=asks)
                return reply
        return await self._training_desk.pressed(press)

    async def _named(self, text: str) -> Answer:
        """The certificate with the name that was typed. Only danger is looked for in it; it reaches nothing else."""
        found = self.shelf.dangers.detect(scrub(text).text)
        if found is not None:
            return self._danger(found.kind)
        reply, asks = await self._training_desk.named(text, self.house.pictures)
        self.session = dataclasses.replace(self.session, naming=asks)
        return self._now(reply)

    async def _forget(self, value: str) -> Reply:
        """All that is kept of a person under a pseudonym goes: her training, her session, a report she has not sent."""
        if value != "si":
            return trace.ask(self.voice, reminders=self.inbound.reachable)
        try:
            there_was = await self._forget_learning()
        except StoreUnavailable:
            return self._say("olvido.no-pudo", menu.menu_row(self.voice))
        stopped = await self._reminder_desk.stop_all()
        if stopped is None:
            return self._say("olvido.no-pudo", menu.menu_row(self.voice))
        there_was = there_was or stopped or self.session != Session()
        await self._leave()
        return forgotten(self.voice, there_was=there_was)

    def _verified(self, code: str) -> Reply:
        """What the code of a counter card says. It never reaches Rasa."""
        reply, _ = counter.code_reply(self.voice, code, pictures=self.house.pictures)
        return reply

    def _choose_role(self, value: str) -> Reply | None:
        role = next((known for known in get_args(Role) if known == value), None)
        if role is None:
            return None
        self.session = dataclasses.replace(self.session, role=role)
        return menu.menu(self.voice, role)

    def _choose_language(self, value: str) -> Reply | None:
        if value not in self.voice.catalogue.languages:
            return None
        self.session = dataclasses.replace(self.session, language=value)
        self.voice = Voice(self.shelf.catalogue, value)
        first = menu.menu(self.voice, self.session.role) if self.session.role else menu.welcome(self.voice)
        if self.voice.is_whole:
            return first
        return dataclasses.replace(first, body=paragraphs([self.voice.say("idioma.incompleto"), first.body]))

    def _rights(self, value: str) -> Reply | None:
        """What a poster leads to, in the language of the poster: who scanned it can read it."""
        language, _, code = value.partition(".")
        if language not in self.voice.catalogue.languages:
            return None
        self.session = dataclasses.replace(self.session, language=language)
        self.voice = Voice(self.shelf.catalogue, language)
        return rights.rights_reply(self.voice, self.voice.catalogue.ips.get(code), today=self.today)

    # The case: ¿debo atender?

    def _case_pressed(self, press: Press) -> Reply | None:
        if press.kind == "case-ask":
            return case.ask_fact(self.voice, press.value)
        view = case.read_view(press.value)
        if view is None:
            return None
        self.session = dataclasses.replace(self.session, case=view.letters)
        match press.kind:
            case "case-facts":
                return case.facts_reply(self.voice, view)
            case "case-why":
                return why.why_reply(self.voice, self.shelf.law, view, today=self.today)
        return case.case_reply(self.voice, self.shelf.law, view, today=self.today)

    def _case_shown(self, said: Case, *, own: bool | None = None) -> Reply:
        """The answer to a case, told in the voice of whoever asks, or the one it was told in before."""
        view = case.View(said, own=self._audience is not Audience.PERSONAL if own is None else own)
        self.session = dataclasses.replace(self.session, case=view.letters)
        return case.case_reply(self.voice, self.shelf.law, view, today=self.today)

    def _case_before(self) -> case.View | None:
        return case.read_view(self.session.case) if self.session.case else None

    def _answers_case(self, topic: str | None) -> bool:
        """Whether the message holds a case, and its topic (None: not understood) is one that the rules answer."""
        talk = self.shelf.catalogue.talk
        return is_case(self.told) and (topic is None or topic in talk.case_topics)

    # Text

    async def _typed(self, text: str) -> Answer:
        # A name is waited for once: what is typed after anything else must not end on a certificate.
        naming, self.session = self.session.naming, dataclasses.replace(self.session, naming=False)
        if not text.strip():
            return self._now(self._say("error.vacio", menu.menu_row(self.voice)))
        if len(text) > LONGEST_TEXT:
            return self._now(self._say("error.largo", menu.menu_row(self.voice), maximo=str(LONGEST_TEXT)))
        wanted = search_words(text)
        if wanted is not None:
            self.session = left(moved_on(self.session))
            return self._found(wanted)
        if looks_like_code(text):
            return self._now(self._verified(text))
        if (signed := read_certificate(text)) is not None:
            return self._now(self._training_desk.verified(*signed, self.house.pictures.certificates))
        if naming:
            return await self._named(text)
        ips = typed_code(text, frozenset(self.shelf.catalogue.ips))
        if ips is not None:
            return await self._pressed(Press("ips", ips))
        if (room := read_code(text)) is not None:
            return await self._pressed(Press("room-in", room))
        if looks_like_receipt(text):
            # It never reaches Rasa.
            replies, self.session = await self._receipt_desk.typed(text, left(moved_on(self.session)))
            return Answer(replies=replies)
        scrubbed = scrub(text)
        self.said = scrubbed.text
        self._listen(_PLACEHOLDER.sub(" ", scrubbed.text))
        found = self.shelf.dangers.detect(scrubbed.text)
        if waits_for_words(self.session):
            reply, self.session = await self._flag_desk.told(scrubbed.text, self.session)
            first = Answer(replies=()) if found is None else self._danger(found.kind)
            return dataclasses.replace(first, replies=(*first.replies, reply))
        if proposal_waits_for_words(self.session):
            reply, self.session = self._proposal_desk.told(scrubbed.text, self.session)
            first = Answer(replies=()) if found is None else self._danger(found.kind)
            return dataclasses.replace(first, replies=(*first.replies, reply))
        if report_waits_for_words(self.session):
            replies, self.session = await self._receipt_desk.told(scrubbed.text, self.session)
            first = Answer(replies=()) if found is None else self._danger(found.kind)
            return dataclasses.replace(first, replies=(*first.replies, *replies))
        self.session = closed(left(moved_on(self.session)))
        if found is not None and self.session.asking not in _TELLING:
            return self._danger(found.kind)
        if self.session.asking is None:
            self.told = self.shelf.facts.read(self.said).known
            followed = self._followed()
            if followed is not None:
                return self._now(followed)
        try:
            answer = await self._answered(scrubbed.text)
        except NotUp:
            answer = self._without_rasa(scrubbed.text)
        if found is not None:
            # The story of a report tells of danger: it is kept as her words, and answered as danger.
            first = self._danger(found.kind)
            answer = dataclasses.replace(answer, replies=first.replies + answer.replies, danger=found.kind)
        if any(span.type in ("documento", "telefono", "correo") for span in scrubbed.spans):
            answer = dataclasses.replace(answer, replies=(self._say("privacidad.borramos"), *answer.replies))
        return answer

    def _followed(self) -> Reply | None:
        """The answer to a message that only follows the one before; None when it stands for itself."""
        cues, before = self.shelf.cues, self._case_before()
        if before is not None:
            changed = continued(before.case, self.said, self.told, cues=cues)
            if changed is not None:
                return self._case_shown(changed, own=before.own)
            if cues.asks_simpler(self.said):
                return case.in_short(self.voice, self.shelf.law, before, today=self.today)
        self.session = dataclasses.replace(self.session, case=None)
        card = self.shelf.catalogue.cards.get(self.session.shown or "")
        if card is None:
            return None
        if cues.asks_simpler(self.said):
            return again.simpler(self.voice, card, today=self.today)
        return self._where_for(card) or self._for_whom()

    def _where_for(self, card: Card) -> Reply | None:
        """«¿Y dónde queda?», or the name of a place alone: where to go for what was answered last."""
        topic = self.shelf.catalogue.topic_of[card.id]
        code = self.shelf.places.find(self.said)
        if code is None:
            return again.which_city(self.voice, topic) if self.shelf.cues.asks_where(self.said) else None
        if len(words(self.shelf.places.without(self.said))) > _WORDS_BESIDE_A_PLACE:
            return None
        entries = serving(self.shelf.catalogue, code, topic)
        return menu.serving(self.voice, code, entries) if entries else menu.place(self.voice, code)

    def _for_whom(self) -> Reply | None:
        """«¿Y para mi hijo?»: what there is for somebody of another group."""
        topics = self.shelf.catalogue.talk.group_topics
        groups = [fact.removeprefix(_GROUP) for fact, value in self.told.items() if value == "si"]
        only = all(fact.startswith(_GROUP) for fact in self.told)
        topic = next((topics[group] for group in groups if group in topics), None)
        if topic is None or not only or not self.shelf.cues.changes_a_fact(self.said):
            return None
        return self._topic(topic)

    async def _answered(self, text: str) -> Answer:
        """The dialogue's answer; to a message of several questions, one answer each."""
        questions = self.shelf.cues.questions(text) if self.session.asking is None else (text,)
        if len(questions) == 1:
            return await self._understand(text)
        said, told = self.said, self.told
        about = {fact: value for fact, value in told.items() if fact != "servicio"}
        answers: list[Answer] = []
        for question in questions:
            self.said, self.told = question, {**about, **self.shelf.facts.read(question).known}
            answers.append(await self._understand(question))
            if self.session.asking is not None:
                break  # a report has begun; what else she asked is answered when she asks it there
        clear = [a for a in answers if a.understood and not a.suggestions and a.understood.topic not in _SMALL_TALK]
        if self.session.asking is None and len({a.understood.topic for a in clear if a.understood}) < _SEVERAL:
            self.said, self.told = said, told
            return await self._understand(text)
        replies = dict.fromkeys(reply for answer in clear or answers for reply in answer.replies)
        return dataclasses.replace((clear or answers)[0], replies=(self._say("seguir.varias"), *replies))

    def _listen(self, text: str) -> None:
        """Go on in the language of the message, unless she chose one or is telling a report."""
        if self.session.language is not None or self.session.asking is not None:
            return
        heard = self.shelf.languages.detect(text, before=self.voice.language)
        if heard is None or heard not in self.shelf.catalogue.languages:
            return
        self.session = dataclasses.replace(self.session, heard=heard)
        self.voice = Voice(self.shelf.catalogue, heard)

    def _found(self, wanted: str) -> Answer:
        """What the search finds, as buttons; it needs no Rasa."""
        hits = self.shelf.search.find(scrub(wanted).text, language=self.voice.language, audience=self._audience)
        if not hits:
            return self._now(self._say("buscar.nada", self._ways_on()))
        rows = tuple(
            (
                Button(
                    label=self.voice.card(self.shelf.catalogue.cards[hit.card]).title[:60],
                    press=Press("card", hit.card),
                ),
            )
            for hit in hits
        )
        return self._now(self._say("buscar.encontre", *rows, menu.menu_row(self.voice)))

    def _danger(self, kind: str) -> Answer:
        found = next(d for d in self.shelf.catalogue.dangers if d.kind == kind)
        return Answer(replies=(danger.danger_reply(self.voice, found),), danger=kind)

    async def _understand(self, text: str) -> Answer:
        # A leading slash is data: Rasa would read an intent into it.
        cleaned = text.lstrip("/ \t\r\n") or "?"
        understood = await self.house.dialogue.send_text(
            self.inbound.session, cleaned, language=self.voice.language, voice=_TELLERS.get(self.session.role)
        )
        return self._shown(understood)

    # The dialogue

    async def _move(self, press: Press) -> Answer:
        intent, slots = _INTENTS[press.kind], {press.slot: press.value} if press.slot else {}
        given = self._given(press)
        if given is None:
            return self._now(self._say("error.boton-viejo", menu.menu_row(self.voice)))
        if given:
            slots = {GIVEN: json.dumps(given)}
        if press.slot == "report_barrier" and self.session.asking is None:
            intent = _INTENTS["report"]  # a kind of barrier picked outside the form begins one
        elif press.kind in ("set", "back") and self.session.asking is None:
            return self._now(self._say("reporte.sin-curso", self._report_row()))
        if press.kind == "cancel" and self.session.asking is None:
            return self._now(self._say("reporte.nada-que-cancelar", menu.menu_row(self.voice)))
        if intent == _INTENTS["report"]:
            # A report begun anew is interrupted by nothing, whatever was asked before.
            self.session = dataclasses.replace(self.session, boot=None)
        try:
            return self._shown(await self._send_intent(intent, slots))
        except NotUp:
            if press.kind == "cancel":
                # Nothing is kept before consent, so leaving needs nobody's leave.
                self.session = dataclasses.replace(self.session, asking=None, boot=None)
                return self._now(self._say("reporte.cancelado", menu.menu_row(self.voice)))
            return Answer(
                replies=(self._say("rasa.espere", menu.menu_row(self.voice)),), later=self._later(intent, slots)
            )

    def _given(self, press: Press) -> dict[str, object] | None:
        """What is known of a report that a button begins; None when what it names does not exist (any more)."""
        if press.kind == "praise":
            return {"kind": "buena-practica"}
        if press.kind == "report-at":
            place = self.shelf.catalogue.contacts.get(press.value)
            if place is None:
                return None
            where = place.municipality
            return {"ips": place.id, "municipality": where, "place_told": where is not None}
        if press.kind == "report" and any(press.value == rule.id for rule in self.shelf.law.rulebook.rules):
            before = self._case_before()
            known = {} if before is None else before.case.known
            groups = [fact.partition(":")[2] for fact, value in known.items() if ":" in fact and value == "si"]
            return {"rule": press.value, "service": known.get("servicio"), "groups": sorted(groups)}
        return {}

    async def _send_intent(self, intent: str, slots: Mapping[str, str]) -> Understood:
        return await self.house.dialogue.send_intent(
            self.inbound.session,
            intent,
            slots,
            language=self.voice.language,
            voice=_TELLERS.get(self.session.role),
        )

    async def _erase(self, *, everything: bool) -> Answer:
        """Forget this conversation, or all that is kept of her too; the face deletes what it can of the chat.

        When what is kept cannot be deleted now, the chat stays as well: an empty one would say that nothing is left.
        """
        if everything:
            try:
                await self._forget_learning()
            except StoreUnavailable:
                return self._now(self._say("olvido.no-pudo", menu.menu_row(self.voice)))
        await self._leave()
        stopped = await self._reminder_desk.stop_all()
        done = trace.erased(self.voice, everything=everything, reminders_stopped=stopped)
        return Answer(replies=(done,), erase=True)

    async def _forget_learning(self) -> bool:
        """Progress and open rooms go; whether there was any. Raises :class:`StoreUnavailable`."""
        return await self._training_desk.forget() | await self._room_desk.forget()

    async def _leave(self) -> None:
        """Forget the session, and the report that was not sent."""
        if self.session.asking is not None:
            with contextlib.suppress(NotUp):  # a dialogue that is down has forgotten already
                await self._send_intent(_INTENTS["cancel"], {})
        self.session = Session()

    async def _later(self, intent: str, slots: Mapping[str, str]) -> tuple[Reply, ...]:
        """The replies to a button once the dialogue is up, or a plain word that it is not."""
        house, key = self.house, self.inbound.session
        if not await house.dialogue.wait_until_up(PATIENCE_S):
            return (self._say("rasa.no-pudo", menu.menu_row(self.voice)),)
        self.session = await house.sessions.get(key)
        try:
            answer = self._shown(await self._send_intent(intent, slots))
        except NotUp:
            return (self._say("rasa.no-pudo", menu.menu_row(self.voice)),)
        await house.sessions.put(key, self.session)
        return answer.replies

    def _shown(self, understood: Understood) -> Answer:
        """Rasa's directives as replies; the session learns where the dialogue stands."""
        interrupted = self.session.asking is not None and self.session.boot not in (None, understood.boot)
        self.session = dataclasses.replace(
            self.session, asking=understood.asking, boot=understood.boot if understood.asking else None
        )
        if interrupted:
            # Rasa was started anew and has forgotten the form; what was typed answered its question.
            self.session = dataclasses.replace(self.session, asking=None, boot=None)
            return Answer(replies=(self._say("reporte.interrumpido", self._report_row()),), understood=understood)
        answer = Answer(replies=(), understood=understood)
        for directive in understood.directives:
            answer = self._show(directive, understood, answer)
        if not answer.replies:
            answer = self._fallback(understood, answer)
        return answer

    def _show(self, directive: Directive, understood: Understood, answer: Answer) -> Answer:
        def more(*replies: Reply, card: str | None = None) -> Answer:
            return dataclasses.replace(answer, replies=(*answer.replies, *replies), card=card or answer.card)

        match directive:
            case ShowTopic(topic=topic):
                name = topic or understood.topic or ""
                if self._answers_case(name):
                    return more(self._case_shown(Case(self.told)))
                reply = self._topic(name)
                if reply is None:
                    return self._fallback(understood, answer)
                return more(reply, *self._places_for(name), card=self._card_id(name))
            case ShowFallback():
                return self._fallback(understood, answer)
            case Ask(slot=slot, told=told, offered=offered):
                return more(report.ask(self.voice, slot, told, offered))
            case Preview(draft=draft):
                return more(preview.preview(self.voice, draft, erase_on=self.house.reports.erase_on()))
            case ShowReceipt(receipt=code, barrier=barrier, municipality=place):
                self.session = dataclasses.replace(self.session, copying=True)
                day = self.house.reports.erase_on()
                return more(
                    *receipt.receipt(self.voice, Receipt(code), erase_on=day, barrier=barrier, municipality=place)
                )
            case ShowDanger(kind=kind):
                return dataclasses.replace(more(*self._danger(kind).replies), danger=kind)
            case Say(text=key):
                rows = () if understood.asking else (menu.menu_row(self.voice),)
                return more(self._say(key, *rows))

    # Topics

    @property
    def _audience(self) -> Audience | None:
        if self.session.role is None:
            # She has not said who she is; her words may.
            return Audience.PERSONAL if self.said and self.shelf.cues.of_staff(self.said) else None
        return Audience.MIGRANTE if self.session.role == "migrante" else Audience.PERSONAL

    def _card_id(self, name: str) -> str | None:
        if name not in _TOPICS:
            return None
        card = self.shelf.catalogue.card_for(name, self._audience)  # type: ignore[arg-type]
        return card.id if card else None

    def _topic(self, name: str) -> Reply | None:
        """The answer to a topic: most are cards, some are screens of their own."""
        voice = self.voice
        match name:
            case "decalogo":
                return decalogo.overview(voice, today=self.today)
            case "capacitacion-quiz":
                return training.home(voice, None)
            case "ayuda-menu":
                return menu.menu(voice, self.session.role)
            case "cambiar-idioma":
                return menu.languages(voice)
            case "privacidad-datos" if self.session.asking is not None:
                return menu.privacy(voice)  # in the middle of a report the question is about this program
            case "saludo" if self.session.role is None:
                return menu.welcome(voice)
            case "estado-de-mi-reporte":
                return self._say("recibo.pida", menu.menu_row(voice))
            case "directorio-donde-acudir":
                return self._place_said() or menu.national_lines(voice)
        card_id = self._card_id(name)
        return self._card(voice.catalogue.cards[card_id]) if card_id else None

    def _card(self, card: Card) -> Reply:
        """A card; what follows may be about it, unless it is talk."""
        if card.states_law:
            self.session = dataclasses.replace(self.session, shown=card.id)
        return cards.card_reply(self.voice, card, today=self.today)

    def _place_said(self) -> Reply | None:
        """The directory of the place that the message names, or None when it names none.

        What fits the need that the message names too stands alone, before a button to all the others.
        """
        code = self.shelf.places.find(self.said) if self.said else None
        if code is None:
            return None
        need = self._need_said()
        entries = serving(self.shelf.catalogue, code, need) if need else ()
        return menu.serving(self.voice, code, entries) if entries else menu.place(self.voice, code)

    def _need_said(self) -> Topic | None:
        """What the message asks for beside a place, as far as the search is sure of it."""
        hits = self.shelf.search.find(self.shelf.places.without(self.said), language=self.voice.language, limit=1)
        return hits[0].topic if hits and hits[0].score >= _NEED_IS_SURE else None

    def _places_for(self, topic: str) -> tuple[Reply, ...]:
        """Behind the answer to a topic: where to go for it in the place that the message names, when both are known."""
        card = self._card_id(topic)
        code = self.shelf.places.find(self.said) if self.said and card and self.session.asking is None else None
        if code is None or card is None:
            return ()
        entries = serving(self.shelf.catalogue, code, self.shelf.catalogue.topic_of[card])
        return (menu.serving(self.voice, code, entries),) if entries else ()

    def _fallback(self, understood: Understood, answer: Answer) -> Answer:
        """Honest about not having understood, with the three nearest topics; a case needs no topic."""
        if self._answers_case(None):
            return dataclasses.replace(answer, replies=(*answer.replies, self._case_shown(Case(self.told))))
        nearest = tuple(t for t, _ in understood.ranking if t in _TOPICS and t != "fuera-de-alcance")[:3]
        reply = self._offer("alcance.no-entendi", nearest)  # type: ignore[arg-type]
        return dataclasses.replace(
            answer,
            replies=(*answer.replies, reply),
            suggestions=nearest,  # type: ignore[arg-type]
        )

    def _offer(self, key: str, topics: tuple[Topic, ...]) -> Reply:
        none_fits = (Button(label=self.voice.say("boton.ninguna"), press=Press("none-fits")),)
        return Reply(body=self.voice.say(key), buttons=(*menu.topic_rows(self.voice, topics), none_fits))

    def _without_rasa(self, text: str) -> Answer:
        """Search answers, and says plainly what waits."""
        if self.session.asking is not None:
            self.session = dataclasses.replace(self.session, asking=None, boot=None)
            return self._now(self._say("reporte.interrumpido", self._report_row()))
        if self._answers_case(None):
            return Answer(replies=(self._say("rasa.busqueda"), self._case_shown(Case(self.told))))
        hits = self.shelf.search.find(text, language=self.voice.language, audience=self._audience)
        starting = self._say("rasa.busqueda")
        if hits and hits[0].score >= _SEARCH_IS_SURE:
            asks_where = self.shelf.catalogue.topic_of[hits[0].card] == "directorio-donde-acudir"
            card = self.shelf.catalogue.cards[hits[0].card]
            reply = (self._place_said() if asks_where else None) or cards.card_reply(self.voice, card, today=self.today)
            return Answer(replies=(starting, reply, *self._places_for(hits[0].topic)), card=hits[0].card)
        nearest = tuple(hit.topic for hit in hits)[:3]
        if not nearest:
            return Answer(replies=(starting, menu.menu(self.voice, self.session.role)))
        return Answer(replies=(self._offer("rasa.busqueda-parecidos", nearest),), suggestions=nearest)

    # What cannot be read

    def _unreadable(self) -> Answer:
        kind = self.inbound.unreadable or "other"
        return self._now(self._say(f"error.{kind}", menu.menu_row(self.voice)))

    # Small pieces

    @property
    def _flag_desk(self) -> FlagDesk:
        return FlagDesk(box=self.house.flags, voice=self.voice, law=self.shelf.law, today=self.today)

    @property
    def _proposal_desk(self) -> ProposalDesk:
        return ProposalDesk(
            box=self.house.reports,
            voice=self.voice,
            by=self.inbound.session,
            teller=_TELLERS.get(self.session.role),
            places=self.shelf.places,
        )

    @property
    def _training_desk(self) -> TrainingDesk:
        return TrainingDesk(book=self.house.training, voice=self.voice, session=self.inbound.session, today=self.today)

    @property
    def _reminder_desk(self) -> ReminderDesk:
        return ReminderDesk(
            book=self.house.reminders,
            voice=self.voice,
            session=self.inbound.session,
            reachable=self.inbound.reachable,
            doors=self.house.pictures.doors,
        )

    @property
    def _room_desk(self) -> RoomDesk:
        house, doors = self.house, self.house.pictures.doors
        return RoomDesk(
            book=house.rooms,
            training=house.training,
            voice=self.voice,
            session=self.inbound.session,
            doors=doors,
            today=self.today,
        )

    @property
    def _receipt_desk(self) -> ReceiptDesk:
        return ReceiptDesk(box=self.house.reports, voice=self.voice, by=self.inbound.session, now=self.house.clock())

    def _say(self, key: str, *rows: tuple[Button, ...], **blanks: str) -> Reply:
        return Reply(body=self.voice.say(key, **blanks), buttons=rows)

    def _now(self, reply: Reply) -> Answer:
        return Answer(replies=(reply,))

    def _ways_on(self) -> tuple[Button, ...]:
        return (
            Button(label=self.voice.say("boton.donde-acudir"), press=Press("contacts")),
            Button(label=self.voice.topic("hablar-con-humano"), press=Press("topic", "hablar-con-humano")),
            Button(label=self.voice.say("boton.menu"), press=Press("menu")),
        )

    def _report_row(self) -> tuple[Button, ...]:
        return (
            Button(label=self.voice.say("boton.reportar"), press=Press("report")),
            Button(label=self.voice.say("boton.menu"), press=Press("menu")),
        )
