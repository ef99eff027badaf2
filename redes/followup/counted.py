"""What a mesa counts beside its barriers: the rules of law they break, and the practices that people praise. In bands of five."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from redes.followup.agenda import SPAN_WEEKS, band
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.rights import Scope, may_count
from redes.reports.report import monday


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """A rule of law that reports say was broken.

    Attributes:
        rule: Its id.
        count: How many reports say so, as a band: a multiple of five, 0 below five.
        barriers: (id, band) of the kinds of barrier by which it was broken.
    """

    rule: str
    count: int
    barriers: tuple[tuple[str, int], ...]


def broken_with_barriers(
    territory: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> tuple[BrokenRule, ...]:
    """Rules that were broken in a territory in the agenda's span, each with its kinds of barrier.

    The highest band comes first, and inside a band the name decides: so the order tells nothing more. The week that is not
    over does not count.

    Raises:
        redes.followup.errors.NotYours: Its counts are not to be seen by who asks.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_count(scope, territory)
    until = monday(today)
    by_rule: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with uow:
        counts = uow.followup.counts
        municipalities = ground.municipalities(territory)
        for one in counts.broken(municipalities, since=until - timedelta(weeks=SPAN_WEEKS), until=until):
            by_rule[one.rule][one.barrier] += one.count
    found = [
        BrokenRule(
            rule=rule,
            count=band(barriers.total()),
            barriers=tuple(sorted(((one, band(count)) for one, count in barriers.items()), key=_by_band)),
        )
        for rule, barriers in by_rule.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.rule)))


def praised_practices(
    territory: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> tuple[tuple[int, int], ...]:
    """The practices that people praise in a territory, in the agenda's span.

    Returns:
        (number of the practice, band), in the order of :func:`broken_with_barriers`; raises as that.
    """
    may_count(scope, territory)
    until = monday(today)
    with uow:
        praised = uow.followup.counts.praised(
            ground.municipalities(territory), since=until - timedelta(weeks=SPAN_WEEKS), until=until
        )
        found = [(practice, band(count)) for practice, count in praised]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _by_band(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
