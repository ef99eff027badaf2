"""How long the reports wait that nobody answered: in bands of five and in steps, as on an agenda.

How many wait today is not published anywhere, because it changes with each step of a coordinator. So it is told as
coarsely as an agenda tells it, of whole weeks, and of several territories only what follows from those told of each.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from redes.followup.agenda import LOOK_BACK_WEEKS, UNANSWERED_WEEKS, band
from redes.followup.ground import Ground
from redes.followup.keeping import Counts, Weekly
from redes.reports.report import monday

STEPS = (0, *reversed(UNANSWERED_WEEKS))
"""Since how many weeks at least; each step ends where the next begins."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports that wait.

    Attributes:
        since: For at least so many weeks.
        until: For fewer than so many; None: no end.
        count: How many at least, a multiple of five; 0: few or none.
    """

    since: int
    until: int | None
    count: int


def waiting_of(territory: str, *, ground: Ground, counts: Counts, today: date) -> tuple[Waiting, ...]:
    """How many wait how long in a territory, a step each.

    Args:
        territory: Its id.
        ground: The catalogue.
        counts: Exact counts.
        today: The day; the week it lies in is not over and does not count.
    """
    since = monday(today) - timedelta(weeks=LOOK_BACK_WEEKS)
    exact = _by_step(counts.weekly(ground.municipalities(territory), since=since), this_week=monday(today))
    ends = (*STEPS[1:], None)
    return tuple(Waiting(step, end, band(exact[step])) for step, end in zip(STEPS, ends, strict=True))


def together(territories: Sequence[Sequence[Waiting]]) -> tuple[Waiting, ...]:
    """What is told of several territories, added up step by step."""
    steps = zip(*territories, strict=True)
    return tuple(Waiting(of[0].since, of[0].until, sum(one.count for one in of)) for of in steps)


def _by_step(weekly: Iterable[Weekly], *, this_week: date) -> Counter[int]:
    """Step -> exactly how many; the week that is not over is left out."""
    found: Counter[int] = Counter()
    for one in weekly:
        if one.waiting and one.week < this_week:
            weeks = (this_week - one.week).days // 7
            found[max(step for step in STEPS if step <= weeks)] += one.waiting
    return found
