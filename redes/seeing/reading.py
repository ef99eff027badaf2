"""Which months a view looks at, and how figures are read from what was published of them."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from redes.publishing.periods import Period
from redes.publishing.release import Figure, Record
from redes.publishing.shape import ALL, Where

SPANS = (3, 6, 12, 24)
"""Months that a view may look back. Quarters, all of them: a table of two dimensions is seldom told of a month."""

CLEARLY = 2.0
"""How far apart two counts must lie to be called different, in standard deviations of their difference."""

Trend = Literal["sube", "baja", "igual"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of what is told.

    Attributes:
        count: Of the parts that are told.
        whole: Whether these are all parts; else it is at least so many.
    """

    count: int
    whole: bool

    @property
    def hidden(self) -> bool:
        """Whether nothing of it is told."""
        return not self.whole and not self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time a view looks at.

    Attributes:
        months: Its months, in order: whole quarters as long as one is published.
        charted: The months of its chart: one by one, up to the last published one.
        quarter: Its last quarter, or None.
        before: The quarter before, or None.
        periods: Published periods that lie in it, the longest first: they hide least.
    """

    months: tuple[Period, ...]
    charted: tuple[Period, ...]
    quarter: Period | None
    before: Period | None
    periods: tuple[Period, ...]


def window(record: Record, span: int) -> Window:
    """The time of a view.

    Args:
        record: All that is published.
        span: How many months; one of :data:`SPANS`.
    """
    every = record.months()
    quarters = sorted((one for one in record.releases if one.kind == "trimestre"), key=lambda one: one.first_day)
    last = quarters[-1] if quarters else None
    months = [one for one in every if last is None or one.after <= last.after][-span:]
    inside = [one for one in record.releases if set(months).issuperset(one.months())]
    return Window(
        months=tuple(months),
        charted=tuple(every[-max(span, 12) :]),
        quarter=last,
        before=quarters[-2] if len(quarters) > 1 else None,
        periods=tuple(sorted(inside, key=lambda one: (-len(one.months()), one.first_day))),
    )


def figure(record: Record, period: Period, cell: Where = ALL) -> Figure:
    """What is told of a cell in a period; nothing of nothing is nothing, though no table of so little is published."""
    return 0 if record.figure(period) == 0 else record.figure(period, cell)


def amount(record: Record, over: Window, cell: Where = ALL) -> Amount:
    """What is told of a cell in a window: a sum of published figures, so it tells nothing that they do not."""
    wanted, added = set(over.months), 0
    for period in over.periods:
        months = period.months()
        if wanted.issuperset(months) and (found := figure(record, period, cell)) is not None:
            added += found
            wanted.difference_update(months)
    return Amount(added, whole=not wanted)


def trend(record: Record, over: Window, cell: Where = ALL) -> Trend | None:
    """Whether the last quarter has clearly more or fewer than the one before; None when one of them is not told."""
    if over.quarter is None or over.before is None:
        return None
    now, then = figure(record, over.quarter, cell), figure(record, over.before, cell)
    if now is None or then is None:
        return None
    if abs(now - then) <= CLEARLY * math.sqrt(now + then):
        return "igual"
    return "sube" if now > then else "baja"


def spanned(asked: str, *, spans: Collection[int] = SPANS, usual: int = 12) -> int:
    """The span that an address asks for; the usual one for anything else."""
    return next((span for span in spans if asked == str(span)), usual)
