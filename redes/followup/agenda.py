"""What the reports put on a mesa's agenda: most frequent, fastest rising, gravest, longest unanswered, and why.

An agenda is printed and passed on, so it holds no exact number: counts stand in bands of five and waiting times
in steps, and a week that is not over is not counted. Who compares the agendas of two weeks learns no single report.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from redes.content.schema import Barrier
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork, Weekly
from redes.followup.meeting import AgendaItem
from redes.followup.rights import Scope, may_count
from redes.reports.report import monday

Cause = Literal["grave", "sube", "frecuente", "antiguo"]

SPAN_WEEKS = 12
"""Weeks that are looked at; the last four of them against the eight before tell what rises."""

RECENT_WEEKS = 4
MOST_OF_A_CAUSE = 3
BAND = 5
"""Counts below it are "fewer than five"; above they are given as its multiples."""

RISES_BY = 1.5
"""How far above its mean a kind must be to rise, in standard deviations of a count (its square root)."""

UNANSWERED_WEEKS = (52, 26, 12, 8, 4)
"""Steps in which a waiting time is told."""

LOOK_BACK_WEEKS = 104
"""How far back an unanswered report is looked for; narratives are not kept longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is proposed.

    Attributes:
        cause: See :data:`Cause`.
        count: How many, as a band: the number of which there are at least so many; 0 for fewer than five.
        weeks: For ``antiguo``, since how many weeks at least; else of how many weeks the count is.
        doubled: For ``sube``, whether it is twice as much as before or more.
    """

    cause: Cause
    count: int
    weeks: int
    doubled: bool = False

    def sentence(self, say: Callable[..., str]) -> str:
        """The reason in words.

        Args:
            say: Sentence of ``content/textos`` by its key and blanks.
        """
        how_many = (
            say("agenda.menos-de", numero=str(BAND)) if self.count == 0 else say("agenda.o-mas", numero=str(self.count))
        )
        key = f"agenda.razon.{self.cause}" + ("-doble" if self.doubled else "")
        return say(key, cuenta=how_many, semanas=str(self.weeks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A kind of barrier that the agenda should hold.

    Attributes:
        barrier: Its id.
        reasons: Why; never empty, the weightiest first.
    """

    barrier: str
    reasons: tuple[Reason, ...]

    def item(self, ground: Ground, language: str = "es") -> AgendaItem:
        """The proposal as a point of the agenda, in words."""

        def say(key: str, **blanks: str) -> str:
            return ground.say(language, key, **blanks)

        return AgendaItem(
            title=ground.barrier(self.barrier),
            reasons=tuple(reason.sentence(say) for reason in self.reasons),
            barrier=self.barrier,
        )


@dataclass
class _Sums:
    """What the weeks of one kind add up to."""

    span: int = 0
    recent: int = 0
    urgent: int = 0
    waiting: int = 0
    oldest: date | None = None

    rises: float = field(default=0.0, init=False)


def propose_agenda(
    territory: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> tuple[Proposal, ...]:
    """What the reports of a territory put on its mesa's agenda.

    Raises:
        redes.followup.errors.NotYours: Its counts are not to be seen by who asks.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_count(scope, territory)
    ground.territory(territory)
    since = monday(today) - timedelta(weeks=LOOK_BACK_WEEKS)
    with uow:
        weekly = tuple(uow.followup.counts.weekly(ground.municipalities(territory), since=since))
    return proposals(weekly, ground.catalogue.barriers, today=today)


def proposals(weekly: Iterable[Weekly], barriers: Mapping[str, Barrier], *, today: date) -> tuple[Proposal, ...]:
    """The kinds of barrier that stand out, the gravest first.

    Args:
        weekly: Counts by week, of any weeks.
        barriers: Id -> kind; counts of others are left out.
        today: The day; the week it lies in is not over and does not count.
    """
    this_week = monday(today)
    sums = _added(weekly, barriers, this_week=this_week)
    chosen: dict[str, list[Reason]] = {}

    def choose(rank: Mapping[str, float], reason: Callable[[str], Reason]) -> None:
        best = sorted((-weight, barrier) for barrier, weight in rank.items() if weight > 0)[:MOST_OF_A_CAUSE]
        for _, barrier in best:
            chosen.setdefault(barrier, []).append(reason(barrier))

    # Whoever was refused in an emergency comes first, however few they are.
    grave = {b: (s.span if barriers[b].urgency == "inmediata" else s.urgent) for b, s in sums.items()}
    choose(grave, lambda b: Reason(cause="grave", count=band(int(grave[b])), weeks=SPAN_WEEKS))
    choose(
        {b: s.rises for b, s in sums.items()},
        lambda b: Reason(
            cause="sube",
            count=band(sums[b].recent),
            weeks=RECENT_WEEKS,
            doubled=sums[b].recent >= 2 * _before(sums[b]),
        ),
    )
    choose(
        {b: s.span if s.span >= BAND else 0 for b, s in sums.items()},
        lambda b: Reason(cause="frecuente", count=band(sums[b].span), weeks=SPAN_WEEKS),
    )
    ages = {b: _age(s.oldest, this_week) for b, s in sums.items()}
    # Among those of one step of age the ones that wait in greater number come first.
    choose(
        {b: age + sums[b].waiting / 1e9 if age else 0 for b, age in ages.items()},
        lambda b: Reason(cause="antiguo", count=band(sums[b].waiting), weeks=ages[b]),
    )
    return tuple(Proposal(barrier=barrier, reasons=tuple(reasons)) for barrier, reasons in chosen.items())


def band(count: int) -> int:
    """The multiple of five at or below a count; 0 below five."""
    return count - count % BAND


def _added(weekly: Iterable[Weekly], barriers: Mapping[str, Barrier], *, this_week: date) -> dict[str, _Sums]:
    first = this_week - timedelta(weeks=SPAN_WEEKS)
    recent = this_week - timedelta(weeks=RECENT_WEEKS)
    sums: dict[str, _Sums] = {}
    for one in weekly:
        if one.barrier not in barriers or one.week >= this_week:
            continue
        of = sums.setdefault(one.barrier, _Sums())
        if one.week >= first:
            of.span += one.count
            of.urgent += one.urgent
        if one.week >= recent:
            of.recent += one.count
        if one.waiting:
            of.waiting += one.waiting
            of.oldest = one.week if of.oldest is None else min(of.oldest, one.week)
    for of in sums.values():
        before = _before(of)
        above = (of.recent - before) / math.sqrt(before + 1)
        of.rises = above if of.recent >= BAND and above >= RISES_BY else 0.0
    return sums


def _before(of: _Sums) -> float:
    """How many of a kind came in as many weeks as the recent ones, before them."""
    return (of.span - of.recent) * RECENT_WEEKS / (SPAN_WEEKS - RECENT_WEEKS)


def _age(oldest: date | None, this_week: date) -> int:
    """Since how many weeks one waits, in steps; 0 for less than the smallest."""
    weeks = 0 if oldest is None else (this_week - oldest).days // 7
    return next((step for step in UNANSWERED_WEEKS if weeks >= step), 0)


def broken_rules(
    territory: str, *, weeks: int, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> tuple[tuple[str, int], ...]:
    """Rules of law by how many reports say that they were broken, as bands; the most broken first.

    Args:
        territory: Whose reports.
        weeks: Of how many weeks; the one that is not over does not count.
        scope: Who asks.
        ground: The catalogue.
        uow: Where reports are kept.
        today: The day.

    Raises:
        redes.followup.errors.NotYours: Its counts are not to be seen by who asks.
    """
    may_count(scope, territory)
    totals: Counter[str] = Counter()
    with uow:
        since = monday(today) - timedelta(weeks=weeks)
        for one in uow.followup.counts.broken(ground.municipalities(territory), since=since, until=monday(today)):
            totals[one.rule] += one.count
    return tuple((rule, band(count)) for rule, count in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))
