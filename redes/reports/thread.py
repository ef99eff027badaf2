"""What an author does with her receipt: look, add, answer, say how it goes on, take it back.

A face finds the report by its receipt (:func:`redes.reports.intake.find_report`) and passes its id here;
the receipt need not be held for longer than that.
"""

import dataclasses
from collections.abc import Callable
from datetime import date

from redes.errors import RedesError
from redes.privacy.scrub import scrub
from redes.privacy.seal import CannotOpen, Sealer
from redes.privacy.vault import Vault
from redes.reports import states
from redes.reports.keeping import ChangedMeanwhile, UnitOfWork
from redes.reports.message import Act, Author, Message, Said, open_question
from redes.reports.report import Report, ReportId, State, monday
from redes.reports.spool import Spool

LONGEST = 4000
"""Characters of a message that are kept, as many as Telegram sends at once."""

MOST = 40
"""Messages of a thread; whoever has more to say files another report."""

_TRIES = 5


class NoSuchReport(RedesError):
    """It was taken back or erased, or never was."""


class ThreadFull(RedesError):
    """The thread has as many messages as it can hold."""


class NoQuestion(RedesError):
    """No question of the mesa waits for an answer."""


class NothingSaid(RedesError):
    """The text is empty."""


def read_thread(report_id: ReportId, *, uow: UnitOfWork, vault: Vault) -> tuple[Said, ...]:
    """All messages of a report, opened, in order. What cannot be opened any more has no text.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        messages, wrapped = uow.threads.of(report_id), uow.keys.get(report_id)
    return opened(messages, wrapped, vault)


def add_message(report_id: ReportId, text: str, *, uow: UnitOfWork, vault: Vault, today: date) -> Report:
    """The author adds something. Personal data is taken out of it first.

    Returns:
        The report as it is now.

    Raises:
        NoSuchReport: There is none.
        ThreadFull: No more fits.
        NothingSaid: The text is empty.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    return _author_says(report_id, "aporte", text, uow=uow, vault=vault, today=today)


def answer_question(report_id: ReportId, text: str, *, uow: UnitOfWork, vault: Vault, today: date) -> Report:
    """The author answers the question that waits. Raises as :func:`add_message`, and :class:`NoQuestion`."""
    return _author_says(report_id, "respuesta", text, uow=uow, vault=vault, today=today)


def still_the_same(report_id: ReportId, *, uow: UnitOfWork, vault: Vault, today: date) -> Report:
    """The author says that nothing changed; what was closed or promised is opened again. Raises as :func:`add_message`."""
    return _author_says(report_id, "sigue-igual", None, uow=uow, vault=vault, today=today, to=states.still_the_same)


def is_solved(report_id: ReportId, *, uow: UnitOfWork, vault: Vault, today: date) -> Report:
    """The author says that it is solved. Raises as :func:`add_message`."""
    return _author_says(report_id, "se-resolvio", None, uow=uow, vault=vault, today=today, to=states.solved)


def withdraw(report: Report, *, uow: UnitOfWork, today: date, spool: Spool | None = None) -> None:
    """The author takes her report back: row, thread and key are deleted, and the file in which it may wait.

    Raises:
        redes.reports.keeping.StoreUnavailable: It may still be there; she must be told so.
    """
    if spool is not None and report.receipt_hash is not None:
        with spool.alone():  # nobody brings it into the database between these two steps
            spool.drop(report.receipt_hash)
            _remove(report.id, uow=uow, today=today)
    else:
        _remove(report.id, uow=uow, today=today)


def _remove(report_id: ReportId, *, uow: UnitOfWork, today: date) -> None:
    with uow:
        uow.reports.remove(report_id)
        uow.erasures.note(monday(today), "retirado", 1)
        uow.commit()


def _author_says(
    report_id: ReportId,
    act: Act,
    text: str | None,
    *,
    uow: UnitOfWork,
    vault: Vault,
    today: date,
    to: Callable[[State], State] | None = None,
) -> Report:
    """One act of the author. A coordinator's step at the same moment does not undo it: it is tried again."""
    for attempt in range(_TRIES):
        try:
            with uow:
                report = living(report_id, uow)
                thread = uow.threads.of(report_id)
                if act == "respuesta" and open_question(thread) is None:
                    raise NoQuestion("no question of the mesa waits for an answer")
                append("autor", act, text, report=report, thread=thread, uow=uow, vault=vault, today=today)
                report = living(report_id, uow)  # a story of before was sealed anew with the first message
                state = report.state if to is None else to(report.state)
                changed = dataclasses.replace(
                    report,
                    state=state,
                    reason=report.reason if state == report.state else None,
                    version=report.version + 1,
                )
                uow.reports.replace(changed, seen=report.version)
                uow.commit()
                return changed
        except ChangedMeanwhile:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError


def living(report_id: ReportId, uow: UnitOfWork) -> Report:
    """A report whose narrative is not erased.

    Raises:
        NoSuchReport: There is none.
    """
    report = uow.reports.get(report_id)
    if report is None or report.erased:
        raise NoSuchReport("there is no such report (any more)")
    return report


def append(
    author: Author,
    act: Act,
    text: str | None,
    *,
    report: Report,
    thread: tuple[Message, ...],
    uow: UnitOfWork,
    vault: Vault,
    today: date,
) -> None:
    """Put a message at the end of a thread, scrubbed and sealed, inside a unit of work.

    Raises:
        ThreadFull: No more fits.
        NothingSaid: The text is empty.
    """
    if len(thread) >= MOST:
        raise ThreadFull("this thread is full")
    if text is not None and not text.strip():
        raise NothingSaid("the message is empty")
    sealed = None if text is None else report_sealer(report.id, uow, vault).seal(scrub(text.strip()[:LONGEST]).text)
    number = thread[-1].number + 1 if thread else 1
    uow.threads.say(
        Message(report_id=report.id, number=number, author=author, act=act, text=sealed, week=monday(today))
    )


def report_sealer(report_id: ReportId, uow: UnitOfWork, vault: Vault) -> Sealer:
    """The sealer of a report; one of before gets a key with its first message.

    Its story, if it has one, is sealed anew then.
    """
    wrapped = uow.keys.get(report_id)
    if wrapped is not None:
        return vault.sealer(wrapped)
    sealer, fresh = vault.new_key()
    report = uow.reports.get(report_id)
    assert report is not None
    if report.story is not None:
        story = sealer.seal(vault.sealer(None).open(report.story))
        uow.reports.replace(dataclasses.replace(report, story=story), seen=report.version)
    uow.keys.put(report_id, fresh)
    return sealer


def opened(messages: tuple[Message, ...], wrapped: bytes | None, vault: Vault) -> tuple[Said, ...]:
    """Messages with their words; what cannot be opened any more has none."""
    said = []
    for message in messages:
        text = None
        if message.text is not None:
            try:
                text = vault.sealer(wrapped).open(message.text)
            except CannotOpen:
                text = None
        said.append(Said(number=message.number, author=message.author, act=message.act, text=text, week=message.week))
    return tuple(said)
