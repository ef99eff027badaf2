"""One message in, replies out; knows no channel.

The order is a promise: personal data leaves the text first, danger is answered next, and only then
is anything understood. Buttons that only read are served from the catalogue, so they work while Rasa
loads, and when it is down.
"""

import dataclasses
import re

from bot.commands import search_words
from bot.flagging import moved_on, waits_for_words
from bot.inbound import Inbound
from bot.presses import Press
from bot.proposing import left
from bot.proposing import waits_for_words as proposal_waits_for_words
from bot.receipts import closed
from bot.receipts import waits_for_words as report_waits_for_words
from bot.replies import Reply
from bot.screens import formal, menu, trace
from bot.sessions import Session
from bot.training import typed_code
from bot.turn.answer import Answer, only
from bot.turn.asking import Asking
from bot.turn.desks import Desks
from bot.turn.following import Following
from bot.turn.forgetting import Forgetting
from bot.turn.services import Services
from bot.turn.showing import Showing
from bot.turn.state import Turn
from bot.understanding import NotUp
from bot.voice import Voice
from redes.content.nearest import nearby
from redes.eligibility.counter_code import looks_like_code
from redes.privacy.scrub import Scrubbed, scrub
from redes.reports.receipts import looks_like_receipt
from redes.training.certificate import read_certificate
from redes.training.room import read_code

LONGEST_TEXT = 3000
"""Characters of a typed message that are read; what is longer is refused, so that nothing is lost unseen."""

_TELLING = ("report_barrier", "report_story")
"""Questions of the report that are answered by telling what happened: danger in it is answered, and the form goes on."""

_PLACEHOLDER = re.compile(r"\[[^\]]*\]")
"""What the scrubber puts in place of a name: Spanish, whatever language stands around it."""


class Conversation(Services):
    """What all faces talk to."""

    async def reply(self, inbound: Inbound) -> Answer:
        """Answer one message."""
        session = await self.sessions.get(inbound.session)
        turn = Turn(self, inbound, session, self.shelf())
        answer = await _Way(turn).answer()
        if turn.session != session or session != Session():  # also unchanged: it is idle time that forgets
            await self.sessions.put(inbound.session, turn.session)
        return dataclasses.replace(answer, language=turn.voice.language)


class _Way:
    """The way of one message, in the order that is promised above."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.desks = Desks(turn)
        self.showing = Showing(turn)
        self.following = Following(turn, self.showing)
        self.asking = Asking(turn, self.showing)
        self.forgetting = Forgetting(turn, self.desks, self.asking)

    async def answer(self) -> Answer:
        if self.turn.inbound.press is not None:
            return await self._pressed(self.turn.inbound.press)
        if self.turn.inbound.text is not None:
            return await self._typed(self.turn.inbound.text)
        if self.turn.inbound.location is not None:
            # Where she is serves this answer and ends with it: nothing below this line takes it on.
            return only(menu.around(self.turn.voice, nearby(self.turn.shelf.catalogue, self.turn.inbound.location)))
        return self._unreadable()

    async def _pressed(self, press: Press) -> Answer:
        if press.flags:
            reply, self.turn.session = await self.desks.flags.pressed(press, self.turn.session)
            return only(reply or self.turn.old_button())
        self.turn.session = moved_on(self.turn.session)
        self.turn.change(naming=False)
        if press.proposes:
            several, self.turn.session = await self.desks.proposals.pressed(press, closed(self.turn.session))
            return Answer(replies=several)
        self.turn.session = left(self.turn.session)
        if press.holds_receipt:
            reply, self.turn.session = await self.desks.receipts.pressed(press, self.turn.session)
            return only(reply)
        self.turn.session = closed(self.turn.session)
        if press.learns or press.reminds or press.in_room:
            return await self._at_desk(press)
        match press.kind:
            case "panel":  # Telegram answers it; elsewhere nobody has an account
                return only(self.turn.say("panel.sin-cuenta", menu.menu_row(self.turn.voice)))
            case "status":
                return only(self.turn.say("recibo.pida", menu.menu_row(self.turn.voice)))
            case "erase-now":
                return await self.forgetting.erase(everything=press.value == trace.EVERYTHING)
            case "formal":
                replies = formal.formal(self.turn.voice, press.value)
                return Answer(replies=replies or (self.turn.old_button(),))
        if press.moves_dialogue:
            return await self.asking.move(press)
        reply = await self.showing.made(press) or self.showing.read(press)
        return only(reply or self.turn.old_button())

    async def _at_desk(self, press: Press) -> Answer:
        """A button of the training, of reminders or of a quiz in a room."""
        agreed = None
        if press.learns:
            shown = await self._learn(press)
        elif press.reminds:
            shown, agreed = await self.desks.reminders.pressed(press)
        else:
            shown = await self.desks.rooms.pressed(press)
        return Answer(replies=(shown or self.turn.old_button(),), agreed=agreed)

    async def _learn(self, press: Press) -> Reply | None:
        """A button of the training."""
        match press.kind:
            case "forget":
                return await self.forgetting.forget(press.value)
            case "certificate":
                reply, asks = await self.desks.training.certificate()
                self.turn.change(naming=asks)
                return reply
        return await self.desks.training.pressed(press)

    async def _named(self, text: str) -> Answer:
        """The certificate with the name that was typed. Only danger is looked for in it; it reaches nothing else."""
        found = self.turn.shelf.dangers.detect(scrub(text).text)
        if found is not None:
            return self.turn.danger(found.kind)
        reply, asks = await self.desks.training.named(text, self.turn.house.pictures)
        self.turn.change(naming=asks)
        return only(reply)

    async def _typed(self, text: str) -> Answer:
        # A name is waited for once: what is typed after anything else must not end on a certificate.
        naming = self.turn.session.naming
        self.turn.change(naming=False)
        if not text.strip():
            return only(self.turn.say("error.vacio", menu.menu_row(self.turn.voice)))
        if len(text) > LONGEST_TEXT:
            return only(self.turn.say("error.largo", menu.menu_row(self.turn.voice), maximo=str(LONGEST_TEXT)))
        if (wanted := search_words(text)) is not None:
            self.turn.session = left(moved_on(self.turn.session))
            return only(self.showing.found(scrub(wanted).text))
        if looks_like_code(text):
            return only(self.showing.verified(text))
        if (signed := read_certificate(text)) is not None:
            return only(self.desks.training.verified(*signed, self.turn.house.pictures.certificates))
        if naming:
            return await self._named(text)
        return await self._with_code(text) or await self._read(scrub(text))

    async def _with_code(self, text: str) -> Answer | None:
        """The answer to a code of an institution, a room or a report; it reaches neither the scrubber nor Rasa."""
        ips = typed_code(text, frozenset(self.turn.shelf.catalogue.ips))
        if ips is not None:
            return await self._pressed(Press("ips", ips))
        if (room := read_code(text)) is not None:
            return await self._pressed(Press("room-in", room))
        if looks_like_receipt(text):
            replies, self.turn.session = await self.desks.receipts.typed(text, left(moved_on(self.turn.session)))
            return Answer(replies=replies)
        return None

    async def _read(self, scrubbed: Scrubbed) -> Answer:
        """What was typed, without personal data: danger first, then what it answers, then what it asks."""
        self.turn.said = scrubbed.text
        self._listen(_PLACEHOLDER.sub(" ", scrubbed.text))
        found = self.turn.shelf.dangers.detect(scrubbed.text)
        alarm = None if found is None else self.turn.danger(found.kind)
        waited = await self._waited_for(scrubbed.text)
        if waited:
            return _after(alarm, Answer(replies=waited))
        self.turn.session = closed(left(moved_on(self.turn.session)))
        if alarm is not None and self.turn.session.asking not in _TELLING:
            return alarm
        if self.turn.session.asking is None:
            self.turn.told = self.turn.shelf.facts.read(self.turn.said).known
            followed = self.following.followed()
            if followed is not None:
                return only(followed)
        try:
            answer = await self.asking.answered(scrubbed.text)
        except NotUp:
            answer = self.asking.without_rasa(scrubbed.text)
        # The story of a report may tell of danger: it is kept as her words, and answered as danger.
        answer = _after(alarm, answer)
        if any(span.type in ("documento", "telefono", "correo") for span in scrubbed.spans):
            answer = dataclasses.replace(answer, replies=(self.turn.say("privacidad.borramos"), *answer.replies))
        return answer

    async def _waited_for(self, text: str) -> tuple[Reply, ...]:
        """Replies to words that a flag, a proposal or a report's thread waits for; none when nothing does."""
        session = self.turn.session
        if waits_for_words(session):
            reply, self.turn.session = await self.desks.flags.told(text, session)
            return (reply,)
        if proposal_waits_for_words(session):
            reply, self.turn.session = self.desks.proposals.told(text, session)
            return (reply,)
        if report_waits_for_words(session):
            replies, self.turn.session = await self.desks.receipts.told(text, session)
            return replies
        return ()

    def _listen(self, text: str) -> None:
        """Go on in the language of the message, unless she chose one or is telling a report."""
        if self.turn.session.language is not None or self.turn.session.asking is not None:
            return
        heard = self.turn.shelf.languages.detect(text, before=self.turn.voice.language)
        if heard is None or heard not in self.turn.shelf.catalogue.languages:
            return
        self.turn.change(heard=heard)
        self.turn.voice = Voice(self.turn.shelf.catalogue, heard)

    def _unreadable(self) -> Answer:
        kind = self.turn.inbound.unreadable or "other"
        return only(self.turn.say(f"error.{kind}", menu.menu_row(self.turn.voice)))


def _after(alarm: Answer | None, answer: Answer) -> Answer:
    """An answer behind the one to danger, if there is danger."""
    if alarm is None:
        return answer
    return dataclasses.replace(answer, replies=(*alarm.replies, *answer.replies), danger=alarm.danger)
