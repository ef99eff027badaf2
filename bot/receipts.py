"""What the holder of a receipt does in the conversation, without the dialogue: look, add, answer, say how it goes, take back.

The receipt itself is held for one lookup. What is remembered afterwards is the id of the report, for half an hour at
most, and only until she does something else.
"""

import asyncio
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.presses import Press
from bot.replies import Reply
from bot.screens import receipt as screens
from bot.screens.menu import menu_row
from bot.sessions import Opened, Session
from bot.voice import Voice
from redes.followup.promised import PromiseTold
from redes.privacy.pseudonym import SessionKey
from redes.reports.draft import Draft
from redes.reports.guesses import TooManyGuesses
from redes.reports.keeping import ChangedMeanwhile, StoreUnavailable
from redes.reports.message import Said
from redes.reports.receipts import read_receipt
from redes.reports.report import Receipt, Report, ReportId
from redes.reports.thread import LONGEST, NoQuestion, NoSuchReport, NothingSaid, ThreadFull

OPEN_S = 1800.0
"""Seconds for which a report stays open after its receipt was shown."""


class ReportBox(Protocol):
    """Where reports are. Each call takes tens of milliseconds and may raise :class:`StoreUnavailable`."""

    def file(self, draft: Draft, language: str, by: str) -> Receipt:
        """Keep a confirmed report; raises :class:`redes.reports.limits.TooManyReports` too."""

    def find(self, receipt: Receipt, by: str) -> Report | None:
        """The report of a receipt; raises :class:`TooManyGuesses` too."""

    def look(self, report_id: ReportId) -> tuple[Report, tuple[Said, ...]]:
        """A report with its thread; raises :class:`NoSuchReport` too, as all below."""

    def promised(self, report_id: ReportId) -> tuple[PromiseTold, ...]:
        """What was promised about it at the mesa."""

    def add(self, report_id: ReportId, text: str) -> None:
        """Add something."""

    def answer(self, report_id: ReportId, text: str) -> None:
        """Answer the question that waits."""

    def same(self, report_id: ReportId) -> None:
        """Say that nothing changed."""

    def solved(self, report_id: ReportId) -> None:
        """Say that it is solved."""

    def withdraw(self, report_id: ReportId) -> None:
        """Take it back: it is deleted."""

    def erase_on(self) -> date:
        """Day of erasure of a report that is filed today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDesk:
    """Serves the holder of a receipt, in one conversation.

    Attributes:
        box: Where reports are.
        voice: Speaks to her.
        by: Pseudonym of who asks, for the brake on guessing.
        now: Seconds since the epoch.
    """

    box: ReportBox
    voice: Voice
    by: SessionKey
    now: float

    async def typed(self, text: str, session: Session) -> tuple[tuple[Reply, ...], Session]:
        """A receipt was typed; it is looked up, and the report opened."""
        receipt = read_receipt(text)
        if receipt is None:
            return (self._say("recibo.mal-copiado" if session.copying else "recibo.mal-escrito"),), session
        try:
            found = await asyncio.to_thread(self.box.find, receipt, self.by)
        except TooManyGuesses as slow:
            minutes = str(max(1, round(slow.wait_s / 60)))
            return (self._say("recibo.espere", minutos=minutes),), closed(session)
        except StoreUnavailable:
            return (self._say("error.base-de-datos"),), closed(session)
        if found is None:
            return (self._say("recibo.mal-copiado" if session.copying else "recibo.no-existe"),), closed(session)
        if session.copying:
            return (self._say("recibo.bien-copiado"),), dataclasses.replace(session, copying=False)
        opened = dataclasses.replace(session, opened=Opened(report=found.id, until=self.now + OPEN_S))
        reply, opened = await self._shown(found.id, opened, first=found)
        return (reply,), opened

    async def pressed(self, press: Press, session: Session) -> tuple[Reply, Session]:
        """A button of an opened report."""
        if press.kind == "mine-copied":
            return self._say("recibo.guarde"), dataclasses.replace(session, copying=False)
        report = self._open(session, press.value)
        if report is None:
            return self._say("recibo.otra-vez"), closed(session)
        match press.kind:
            case "mine-close":
                return self._say("hilo.cerrado"), closed(session)
            case "mine-add":
                return screens.ask_words(self.voice, report, "aporte"), waiting(session, "aporte")
            case "mine-answer":
                return screens.ask_words(self.voice, report, "respuesta"), waiting(session, "respuesta")
            case "mine-same":
                return await self._act(lambda: self.box.same(report), "hilo.sigue-igual-dicho", report, session)
            case "mine-solved":
                return await self._act(lambda: self.box.solved(report), "hilo.se-resolvio-dicho", report, session)
            case "mine-withdraw":
                return screens.ask_withdrawal(self.voice, report), session
            case "mine-withdrawn":
                return await self._withdraw(report, session)
        return await self._shown(report, waiting(session, None))

    async def told(self, words: str, session: Session) -> tuple[tuple[Reply, ...], Session]:
        """What she adds or answers.

        Args:
            words: What was typed, scrubbed.
            session: One in which a report waits for words.
        """
        assert session.opened is not None
        report = self._open(session, screens.tag(session.opened.report))
        if report is None:
            return (self._say("recibo.otra-vez"),), closed(session)
        if len(words) > LONGEST:
            return (self._say("hilo.muy-largo", maximo=str(LONGEST)),), session
        say = self.box.answer if session.opened.waits == "respuesta" else self.box.add
        refused, session = await self._try(lambda: say(report, words), session)
        if refused is not None:
            return (refused,), session
        shown, session = await self._done("hilo.guardado", report, session)
        return (Reply(body=f"«{words}»", protected=True), shown), session

    async def _act(
        self, act: Callable[[], None], done: str, report: ReportId, session: Session
    ) -> tuple[Reply, Session]:
        """Do one thing, say that it is done, and show the report as it is now."""
        refused, session = await self._try(act, session)
        return (refused, session) if refused is not None else await self._done(done, report, session)

    async def _try(self, act: Callable[[], None], session: Session) -> tuple[Reply | None, Session]:
        """Do one thing; why it could not be done, or None when it was."""
        try:
            await asyncio.to_thread(act)
        except (StoreUnavailable, ChangedMeanwhile):
            return self._say("hilo.no-guardado"), session
        except NothingSaid:
            return self._say("error.vacio"), session
        except ThreadFull:
            return self._say("hilo.lleno"), waiting(session, None)
        except NoQuestion:
            return self._say("hilo.sin-pregunta"), waiting(session, None)
        except NoSuchReport:
            return self._say("recibo.ya-no-esta"), closed(session)
        return None, waiting(session, None)

    async def _done(self, done: str, report: ReportId, session: Session) -> tuple[Reply, Session]:
        shown, session = await self._shown(report, session)
        return dataclasses.replace(shown, body=f"{self.voice.say(done)}\n\n{shown.body}"), session

    async def _withdraw(self, report: ReportId, session: Session) -> tuple[Reply, Session]:
        try:
            await asyncio.to_thread(self.box.withdraw, report)
        except StoreUnavailable:
            return self._say("hilo.no-retirado"), session
        except NoSuchReport:
            return self._say("recibo.ya-no-esta"), closed(session)
        return self._say("hilo.retirado"), closed(session)

    async def _shown(self, report: ReportId, session: Session, *, first: Report | None = None) -> tuple[Reply, Session]:
        """The report with its thread. One that waits in the spool has no thread yet, and is shown all the same."""
        try:
            now, thread = await asyncio.to_thread(self.box.look, report)
            promised = await asyncio.to_thread(self.box.promised, report)
        except (StoreUnavailable, NoSuchReport) as gone:
            if first is not None:
                return screens.state(self.voice, first, ()), session
            if isinstance(gone, NoSuchReport):
                return self._say("recibo.ya-no-esta"), closed(session)
            return self._say("error.base-de-datos"), session
        return screens.state(self.voice, now, thread, promised), session

    def _open(self, session: Session, own: str) -> ReportId | None:
        """The report that is open, if it is the one a button means, and not for too long."""
        opened = session.opened
        if opened is None or opened.until < self.now or screens.tag(opened.report) != own:
            return None
        return ReportId(opened.report)

    def _say(self, key: str, **blanks: str) -> Reply:
        return Reply(body=self.voice.say(key, **blanks), buttons=(menu_row(self.voice),))


def waits_for_words(session: Session) -> bool:
    """Whether the next message that is typed belongs to an opened report."""
    return session.opened is not None and session.opened.waits is not None


def waiting(session: Session, waits: Literal["aporte", "respuesta"] | None) -> Session:
    """The session of somebody whose next words are an addition, an answer, or nothing of the kind."""
    if session.opened is None:
        return session
    return dataclasses.replace(session, opened=dataclasses.replace(session.opened, waits=waits))


def closed(session: Session) -> Session:
    """The session of somebody who does something else: which report was hers is forgotten."""
    return session if session.opened is None else dataclasses.replace(session, opened=None)
