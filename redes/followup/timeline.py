"""One thread: what was reported, what the table said, what was promised, shown and reached, what authors said of it.

It is begun at either end: at a kind of barrier in a territory, or at a commitment. Counts stand in bands of five
and by month, since a thread is shown at the table.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from redes.followup.agenda import band
from redes.followup.commitment import Commitment
from redes.followup.ground import Ground
from redes.followup.keeping import Answered, UnitOfWork
from redes.followup.meeting import Meeting
from redes.followup.mesas import there
from redes.followup.promise import State
from redes.followup.rights import Scope, may_enter
from redes.reports.report import monday

What = Literal["reportes", "reunion", "compromiso", "avance", "evidencia", "resultado", "sigue-igual", "se-resolvio"]

_ORDER: tuple[What, ...] = (
    "reportes", "reunion", "compromiso", "avance", "evidencia", "resultado", "sigue-igual", "se-resolvio",
)  # fmt: skip
"""Of events of one day, what leads to what."""

LOOK_BACK_WEEKS = 104


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened on the way.

    Attributes:
        day: When; for counts the first day of their month.
        what: What it was.
        text: Its words: the agenda's reasons, the promise, the note, the evidence; empty for counts.
        count: For counts, the band: a multiple of five, 0 below five; else None.
        state: For a step of a promise, where it led; else None.
        meeting: Id of the meeting it belongs to, or None.
        commitment: Id of the commitment it belongs to, or None.
    """

    day: date
    what: What
    text: str = ""
    count: int | None = None
    state: State | None = None
    meeting: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """All events of one thread.

    Attributes:
        barriers: Ids of the kinds of barrier it is about.
        events: Oldest first; read from the end it tells how the last thing came to be.
    """

    barriers: tuple[str, ...]
    events: tuple[Event, ...]


def thread_of_barrier(
    territory: str, barrier: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> Thread:
    """From a kind of barrier on: where it was talked about, what was promised, what came of it.

    Raises:
        redes.followup.errors.FollowupError: The territory is another's, or there is no such kind.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_enter(scope, territory)
    barriers = ground.check_barriers([barrier])
    with uow:
        commitments = [one for one in uow.followup.commitments.of([territory]) if barrier in one.barriers]
        meetings = [
            one for one in uow.followup.meetings.of([territory]) if any(item.barrier == barrier for item in one.agenda)
        ]
        return _thread(territory, barriers, meetings, commitments, ground=ground, uow=uow, today=today)


def thread_of_commitment(commitment_id: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date) -> Thread:
    """From a commitment back to what was reported, and on to what authors said.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or there is none.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        found = there(uow.followup.commitments.get(commitment_id))
        may_enter(scope, found.territory)
        meeting = uow.followup.meetings.get(found.meeting) if found.meeting else None
        meetings = [meeting] if meeting else []
        return _thread(found.territory, found.barriers, meetings, [found], ground=ground, uow=uow, today=today)


def _thread(
    territory: str,
    barriers: tuple[str, ...],
    meetings: Iterable[Meeting],
    commitments: Collection[Commitment],
    *,
    ground: Ground,
    uow: UnitOfWork,
    today: date,
) -> Thread:
    events = [
        *_reported(ground.municipalities(territory), barriers, uow=uow, today=today),
        *(event for meeting in meetings for event in _talked_about(meeting, barriers)),
        *(event for commitment in commitments for event in _way(commitment)),
        *_answered(uow.followup.counts.answered([one.id for one in commitments])),
    ]
    events.sort(key=lambda event: (event.day, _ORDER.index(event.what), event.commitment or "", event.text))
    return Thread(barriers=barriers, events=tuple(events))


def _reported(
    municipalities: Collection[str], barriers: Collection[str], *, uow: UnitOfWork, today: date
) -> Iterator[Event]:
    """Reports by month; the week that is not over is not counted."""
    this_week = monday(today)
    months: Counter[date] = Counter()
    since = this_week - timedelta(weeks=LOOK_BACK_WEEKS)
    for one in uow.followup.counts.weekly(municipalities, since=since, barriers=barriers):
        if one.week < this_week:
            months[one.week.replace(day=1)] += one.count
    for month, count in months.items():
        yield Event(day=month, what="reportes", count=band(count))


def _talked_about(meeting: Meeting, barriers: Collection[str]) -> Iterator[Event]:
    for item in meeting.agenda:
        if item.barrier in barriers:
            words = " ".join((item.title + ".", *item.reasons)) if item.reasons else item.title
            yield Event(day=meeting.day, what="reunion", text=words, meeting=meeting.id)


def _way(commitment: Commitment) -> Iterator[Event]:
    """A promise and its steps; what it ended in is a result, and what shows it stands beside."""
    yield Event(
        day=commitment.made_on,
        what="compromiso",
        text=commitment.what,
        meeting=commitment.meeting,
        commitment=commitment.id,
    )
    for step in commitment.steps[1:]:
        over = step.state not in ("abierto", "en-curso")
        yield Event(
            day=step.day,
            what="resultado" if over else "avance",
            text=step.note or "",
            state=step.state,
            commitment=commitment.id,
        )
    if commitment.evidence is not None:
        shown_on = commitment.closed_on or commitment.steps[-1].day
        yield Event(day=shown_on, what="evidencia", text=commitment.evidence.text, commitment=commitment.id)


def _answered(answers: Iterable[Answered]) -> Iterator[Event]:
    """What authors said, by month and commitment."""
    sums: Counter[tuple[date, What, str]] = Counter()
    for one in answers:
        sums[one.week.replace(day=1), one.act, one.commitment] += one.count
    for (month, act, commitment), count in sums.items():
        yield Event(day=month, what=act, count=band(count), commitment=commitment)
