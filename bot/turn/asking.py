"""What Rasa understands and where its form stands; without it, what the search finds."""

import dataclasses
import json
from collections.abc import Mapping

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import cards, menu, preview, receipt, report
from bot.turn.answer import Answer, only
from bot.turn.showing import Showing
from bot.turn.state import Turn
from bot.understanding import NotUp, Understood
from redes.content.schema import TOPICS, Topic
from redes.dialogue import GIVEN, Ask, Directive, Preview, Say, ShowDanger, ShowFallback, ShowReceipt, ShowTopic
from redes.eligibility.case_code import Case
from redes.reports.report import Receipt

PATIENCE_S = 180.0
"""Seconds a person who needs the dialogue is kept waiting for it before she is told to try later."""

_SMALL_TALK = ("saludo", "agradecimiento", "despedida", "fuera-de-alcance", None)
_SEVERAL = 2

_SEARCH_IS_SURE = 0.35
"""From here on nine of ten first results are right (on the sentences of ``nlu/data``); below, topics are offered."""

_INTENTS = {
    "report": "reportar-barrera",
    "report-at": "reportar-barrera",
    "praise": "reportar-barrera",
    "cancel": "cancelar",
    "back": "atras",
    "set": "pulsar",
}


class Asking:
    """The dialogue, for one message."""

    def __init__(self, turn: Turn, showing: Showing) -> None:
        self.turn = turn
        self.showing = showing

    async def answered(self, text: str) -> Answer:
        """The dialogue's answer; to a message of several questions, one answer each."""
        questions = self.turn.shelf.cues.questions(text) if self.turn.session.asking is None else (text,)
        if len(questions) == 1:
            return await self._understand(text)
        said, told = self.turn.said, self.turn.told
        about = {fact: value for fact, value in told.items() if fact != "servicio"}
        answers: list[Answer] = []
        for question in questions:
            self.turn.said, self.turn.told = question, {**about, **self.turn.shelf.facts.read(question).known}
            answers.append(await self._understand(question))
            if self.turn.session.asking is not None:
                break  # a report has begun; what else she asked is answered when she asks it there
        clear = [a for a in answers if a.understood and not a.suggestions and a.understood.topic not in _SMALL_TALK]
        if self.turn.session.asking is None and len({a.understood.topic for a in clear if a.understood}) < _SEVERAL:
            self.turn.said, self.turn.told = said, told
            return await self._understand(text)
        replies = dict.fromkeys(reply for answer in clear or answers for reply in answer.replies)
        return dataclasses.replace((clear or answers)[0], replies=(self.turn.say("seguir.varias"), *replies))

    async def _understand(self, text: str) -> Answer:
        understood = await self._send_text(text)
        if understood.topic == "saludo" and understood.asking is None:
            rest = self.turn.shelf.cues.after_greeting(text)
            if rest is not None:  # she greeted, and then said what she wants
                understood = await self._send_text(rest)
        return self._shown(understood)

    async def _send_text(self, text: str) -> Understood:
        # A leading slash is data: Rasa would read an intent into it.
        cleaned = text.lstrip("/ \t\r\n") or "?"
        return await self.turn.house.dialogue.send_text(
            self.turn.inbound.session, cleaned, language=self.turn.voice.language, voice=self.turn.teller
        )

    async def move(self, press: Press) -> Answer:
        intent, slots = _INTENTS[press.kind], {press.slot: press.value} if press.slot else {}
        given = self._given(press)
        if given is None:
            return only(self.turn.old_button())
        if given:
            slots = {GIVEN: json.dumps(given)}
        if press.slot == "report_barrier" and self.turn.session.asking is None:
            intent = _INTENTS["report"]  # a kind of barrier picked outside the form begins one
        elif press.kind in ("set", "back") and self.turn.session.asking is None:
            return only(self.turn.say("reporte.sin-curso", self.turn.report_row()))
        if press.kind == "cancel" and self.turn.session.asking is None:
            return only(self.turn.say("reporte.nada-que-cancelar", menu.menu_row(self.turn.voice)))
        if intent == _INTENTS["report"]:
            # A report begun anew is interrupted by nothing, whatever was asked before.
            self.turn.change(boot=None)
        try:
            return self._shown(await self._send_intent(intent, slots))
        except NotUp:
            if press.kind == "cancel":
                # Nothing is kept before consent, so leaving needs nobody's leave.
                self.turn.change(asking=None, boot=None)
                return only(self.turn.say("reporte.cancelado", menu.menu_row(self.turn.voice)))
            return Answer(
                replies=(self.turn.say("rasa.espere", menu.menu_row(self.turn.voice)),),
                later=self._later(intent, slots),
            )

    def _given(self, press: Press) -> dict[str, object] | None:
        """What is known of a report that a button begins; None when what it names does not exist (any more)."""
        if press.kind == "praise":
            return {"kind": "buena-practica"}
        if press.kind == "report-at":
            place = self.turn.shelf.catalogue.contacts.get(press.value)
            if place is None:
                return None
            where = place.municipality
            return {"ips": place.id, "municipality": where, "place_told": where is not None}
        if press.kind == "report" and any(press.value == rule.id for rule in self.turn.shelf.law.rulebook.rules):
            before = self.showing.case_before()
            known = {} if before is None else before.case.known
            groups = [fact.partition(":")[2] for fact, value in known.items() if ":" in fact and value == "si"]
            return {"rule": press.value, "service": known.get("servicio"), "groups": sorted(groups)}
        return {}

    async def _send_intent(self, intent: str, slots: Mapping[str, str]) -> Understood:
        return await self.turn.house.dialogue.send_intent(
            self.turn.inbound.session,
            intent,
            slots,
            language=self.turn.voice.language,
            voice=self.turn.teller,
        )

    async def cancel(self) -> None:
        """Leave the report that was begun.

        Raises:
            NotUp: Rasa is down, and has forgotten it already.
        """
        await self._send_intent(_INTENTS["cancel"], {})

    async def _later(self, intent: str, slots: Mapping[str, str]) -> tuple[Reply, ...]:
        """The replies to a button once the dialogue is up, or a plain word that it is not."""
        house, key = self.turn.house, self.turn.inbound.session
        if not await house.dialogue.wait_until_up(PATIENCE_S):
            return (self.turn.say("rasa.no-pudo", menu.menu_row(self.turn.voice)),)
        try:
            understood = await self._send_intent(intent, slots)
        except NotUp:
            return (self.turn.say("rasa.no-pudo", menu.menu_row(self.turn.voice)),)
        # Read last: she may have written meanwhile.
        self.turn.session = await house.sessions.get(key)
        answer = self._shown(understood)
        await house.sessions.put(key, self.turn.session)
        return answer.replies

    def _shown(self, understood: Understood) -> Answer:
        """Rasa's directives as replies; the session learns where the dialogue stands."""
        interrupted = self.turn.session.asking is not None and self.turn.session.boot not in (None, understood.boot)
        self.turn.change(asking=understood.asking, boot=understood.boot if understood.asking else None)
        if interrupted:
            # Rasa was started anew and has forgotten the form; what was typed answered its question.
            self.turn.change(asking=None, boot=None)
            return Answer(
                replies=(self.turn.say("reporte.interrumpido", self.turn.report_row()),), understood=understood
            )
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
                if self.showing.answers_case(name):
                    return more(self.showing.case_shown(Case(self.turn.told)))
                reply = self.showing.topic(name)
                if reply is None:
                    return self._fallback(understood, answer)
                return more(reply, *self.showing.places_for(name), card=self.showing.card_id(name))
            case ShowFallback():
                return self._fallback(understood, answer)
            case Ask(slot=slot, told=told, offered=offered):
                return more(report.ask(self.turn.voice, slot, told, offered))
            case Preview(draft=draft):
                return more(preview.preview(self.turn.voice, draft, erase_on=self.turn.house.reports.erase_on()))
            case ShowReceipt(receipt=code, barrier=barrier, municipality=place):
                self.turn.change(copying=True)
                day = self.turn.house.reports.erase_on()
                return more(
                    *receipt.receipt(self.turn.voice, Receipt(code), erase_on=day, barrier=barrier, municipality=place)
                )
            case ShowDanger(kind=kind):
                return dataclasses.replace(more(*self.turn.danger(kind).replies), danger=kind)
            case Say(text=key):
                rows = () if understood.asking else (menu.menu_row(self.turn.voice),)
                return more(self.turn.say(key, *rows))

    def _fallback(self, understood: Understood, answer: Answer) -> Answer:
        """Honest about not having understood, with the three nearest topics; a case needs no topic."""
        if self.showing.answers_case(None):
            return dataclasses.replace(answer, replies=(*answer.replies, self.showing.case_shown(Case(self.turn.told))))
        nearest = tuple(t for t, _ in understood.ranking if t in TOPICS and t != "fuera-de-alcance")[:3]
        reply = self._offer("alcance.no-entendi", nearest)  # type: ignore[arg-type]
        return dataclasses.replace(
            answer,
            replies=(*answer.replies, reply),
            suggestions=nearest,  # type: ignore[arg-type]
        )

    def _offer(self, key: str, topics: tuple[Topic, ...]) -> Reply:
        none_fits = (Button(label=self.turn.voice.say("boton.ninguna"), press=Press("none-fits")),)
        return Reply(body=self.turn.voice.say(key), buttons=(*menu.topic_rows(self.turn.voice, topics), none_fits))

    def without_rasa(self, text: str) -> Answer:
        """Search answers, and says plainly what waits."""
        if self.turn.session.asking is not None:
            self.turn.change(asking=None, boot=None)
            return only(self.turn.say("reporte.interrumpido", self.turn.report_row()))
        if self.showing.answers_case(None):
            return Answer(replies=(self.turn.say("rasa.busqueda"), self.showing.case_shown(Case(self.turn.told))))
        hits = self.turn.shelf.search.find(text, language=self.turn.voice.language, audience=self.turn.audience)
        starting = self.turn.say("rasa.busqueda")
        if hits and hits[0].score >= _SEARCH_IS_SURE:
            asks_where = self.turn.shelf.catalogue.topic_of[hits[0].card] == "directorio-donde-acudir"
            card = self.turn.shelf.catalogue.cards[hits[0].card]
            reply = (self.showing.place_said() if asks_where else None) or cards.card_reply(
                self.turn.voice, card, today=self.turn.today
            )
            return Answer(replies=(starting, reply, *self.showing.places_for(hits[0].topic)), card=hits[0].card)
        nearest = tuple(hit.topic for hit in hits)[:3]
        if not nearest:
            return Answer(replies=(starting, menu.menu(self.turn.voice, self.turn.session.role)))
        return Answer(replies=(self._offer("rasa.busqueda-parecidos", nearest),), suggestions=nearest)
