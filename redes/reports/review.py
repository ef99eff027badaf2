"""What coordinators do with reports: read, take further, ask, answer, blot out. Joined reports (:mod:`redes.reports.matter`)
take a step together and hear an answer together.

Whoever changes something names the version that was read; if somebody else was quicker nothing is
overwritten. Who may see which territory is decided above, by the filter that is passed in.
"""

import contextlib
import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redes.errors import RedesError
from redes.privacy.seal import CannotOpen
from redes.privacy.vault import Vault
from redes.reports import states
from redes.reports.keeping import EVERYTHING, Filter, UnitOfWork
from redes.reports.matter import together
from redes.reports.message import Act, Said, open_question
from redes.reports.report import Reason, Report, ReportId, State
from redes.reports.retention import Retention
from redes.reports.thread import ThreadFull, append, living, opened, report_sealer

BLOT = "▇▇▇"
"""What stands where something was blotted out: as long for a short name as for a long one."""


class NoReason(RedesError):
    """Whoever puts a report aside says why, and only then."""


class NoSuchSpan(RedesError):
    """A span lies outside the text, or there is no such text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report as a coordinator reads it.

    Attributes:
        report: The row. Groups and place together may be rare; :mod:`redes.publishing` generalises them.
        story: The narrative; None when there is none, it is erased, or its key is gone.
        thread: The messages, in order.
        question: Number of the question that waits for its author's answer, or None.
    """

    report: Report
    story: str | None
    thread: tuple[Said, ...]
    question: int | None


def queue(wanted: Filter = EVERYTHING, *, uow: UnitOfWork) -> tuple[Report, ...]:
    """Reports that a coordinator may see, without their words: newest week first, then by barrier; what is urgent first."""
    with uow:
        found = [report for report in uow.reports.all(wanted) if not report.erased]
    return tuple(sorted(found, key=lambda report: (-report.week.toordinal(), not report.urgent_now)))


def read(report_id: ReportId, *, uow: UnitOfWork, vault: Vault) -> Opened:
    """One report with its words.

    Raises:
        redes.reports.thread.NoSuchReport: There is none.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        report = living(report_id, uow)
        messages, wrapped = uow.threads.of(report_id), uow.keys.get(report_id)
    return Opened(
        report=report,
        story=open_story(report, wrapped, vault),
        thread=opened(messages, wrapped, vault),
        question=open_question(messages),
    )


def open_story(report: Report, wrapped: bytes | None, vault: Vault) -> str | None:
    """A report's narrative; None when there is none, it is erased, or its key is gone."""
    if report.story is None:
        return None
    try:
        return vault.sealer(wrapped).open(report.story)
    except CannotOpen:
        return None


def set_state(
    report_id: ReportId,
    to: State,
    *,
    seen: int,
    uow: UnitOfWork,
    retention: Retention,
    reason: Reason | None = None,
) -> Report:
    """Take a report a step further, and with it those it is joined with that go along (:func:`redes.reports.states.follows`).

    Args:
        report_id: Which.
        to: Where to.
        seen: The version that was read.
        uow: Where it is kept.
        retention: A state in which narratives are kept shorter brings the day of erasure nearer, never further.
        reason: Why it is put aside; with ``descartado``, and only then.

    Returns:
        The report as it is now.

    Raises:
        redes.reports.states.NotAllowed: There is no such step.
        NoReason: A reason is missing, or given where there is none to give.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        redes.reports.thread.NoSuchReport: There is none.
    """
    if (to == "descartado") != (reason is not None):
        raise NoReason("whoever puts a report aside says why, and only then")
    with uow:
        report = living(report_id, uow)
        changed = put_in_state(report, states.moved(report.state, to), reason, seen=seen, uow=uow, retention=retention)
        for other in together(report_id, uow):
            if states.follows(other.state, before=report.state, to=to):
                put_in_state(other, to, reason, seen=other.version, uow=uow, retention=retention)
        uow.commit()
    return changed


def put_in_state(
    report: Report, to: State, reason: Reason | None, *, seen: int, uow: UnitOfWork, retention: Retention
) -> Report:
    """Write a state that was found to be allowed, in a transaction of the caller's; the day of erasure only comes nearer.

    Raises:
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
    """
    changed = dataclasses.replace(
        report,
        state=to,
        reason=reason,
        erase_on=min(report.erase_on, retention.erase_on(report.week, to)),
        version=seen + 1,
    )
    uow.reports.replace(changed, seen=seen)
    return changed


def set_queue(report_id: ReportId, *, normal: bool, seen: int, uow: UnitOfWork) -> Report:
    """Move a report between the queues, when the program sorted it wrongly. Raises as :func:`set_state`."""
    with uow:
        report = living(report_id, uow)
        changed = dataclasses.replace(report, queue="normal" if normal else "abuso", version=seen + 1)
        uow.reports.replace(changed, seen=seen)
        uow.commit()
    return changed


def ask(report_id: ReportId, text: str, *, seen: int, uow: UnitOfWork, vault: Vault, today: date) -> Report:
    """Ask the author something; she alone sees it, when she comes back with her receipt.

    Raises as :func:`set_state`, and :class:`redes.reports.thread.ThreadFull` or
    :class:`redes.reports.thread.NothingSaid`.
    """
    return _mesa_says(report_id, "pregunta", text, seen=seen, uow=uow, vault=vault, today=today, alone=True)


def answer(
    report_id: ReportId, text: str, *, seen: int, uow: UnitOfWork, vault: Vault, today: date, alone: bool = False
) -> Report:
    """Tell the author what came of it, and the authors of the reports it is joined with.

    Args:
        report_id: Which report.
        text: What they read.
        seen: The version that was read.
        uow: Where it is kept.
        vault: Seals it, for each with the key of her report.
        today: The day.
        alone: Whether the others are not told.

    Raises as :func:`ask`. Of the others, who can take no more messages still reads the state.
    """
    return _mesa_says(report_id, "respuesta", text, seen=seen, uow=uow, vault=vault, today=today, alone=alone)


def blot_out(
    report_id: ReportId,
    spans: Iterable[tuple[int, int]],
    *,
    seen: int,
    uow: UnitOfWork,
    vault: Vault,
    message: int | None = None,
) -> Report:
    """Blot out what could still point at somebody. It cannot be undone: the words are gone.

    Args:
        report_id: Which report.
        spans: (first, one past the last) in Unicode code points of the opened text.
        seen: The version that was read.
        uow: Where it is kept.
        vault: Opens and seals.
        message: Number of a message of the thread; None for the narrative.

    Raises:
        NoSuchSpan: A span lies outside the text, or there is no such text.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        redes.reports.thread.NoSuchReport: There is none.
        redes.privacy.seal.CannotOpen: The key is gone.
    """
    with uow:
        report = living(report_id, uow)
        if report.version != seen:
            uow.reports.replace(report, seen=seen)  # refuses
        sealer = report_sealer(report_id, uow, vault)
        report = living(report_id, uow)
        story = report.story
        if message is None:
            if story is None:
                raise NoSuchSpan("this report has no narrative")
            story = sealer.seal(_blotted(sealer.open(story), spans))
        else:
            found = next((one for one in uow.threads.of(report_id) if one.number == message), None)
            if found is None or found.text is None:
                raise NoSuchSpan("this thread has no such message")
            uow.threads.say(dataclasses.replace(found, text=sealer.seal(_blotted(sealer.open(found.text), spans))))
        changed = dataclasses.replace(report, story=story, version=seen + 1)
        uow.reports.replace(changed, seen=seen)
        uow.commit()
    return changed


def _mesa_says(
    report_id: ReportId, act: Act, text: str, *, seen: int, uow: UnitOfWork, vault: Vault, today: date, alone: bool
) -> Report:
    def say(report: Report, seen: int) -> Report:
        append("mesa", act, text, report=report, thread=uow.threads.of(report.id), uow=uow, vault=vault, today=today)
        changed = dataclasses.replace(living(report.id, uow), version=seen + 1)
        uow.reports.replace(changed, seen=seen)
        return changed

    with uow:
        changed = say(living(report_id, uow), seen)
        for other in () if alone else together(report_id, uow):
            with contextlib.suppress(ThreadFull):
                say(other, other.version)
        uow.commit()
    return changed


def _blotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(text):
            raise NoSuchSpan("a span lies outside the text")
        if start >= position:
            pieces += [text[position:start], BLOT]
        position = max(position, end)
    return "".join([*pieces, text[position:]])
