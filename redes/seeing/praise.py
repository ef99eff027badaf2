"""What people praise, by practice of the decálogo: in bands of five, of whole weeks, as how long the unanswered wait."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from redes.followup.agenda import band
from redes.followup.ground import Ground
from redes.followup.keeping import Counts
from redes.reports.report import monday

SPAN_WEEKS = 52
"""Weeks that are looked back on."""


def praise_of(territory: str, *, ground: Ground, counts: Counts, today: date) -> Mapping[int, int]:
    """Practice -> how many compliments at least, a multiple of five; of those that got five or more.

    Args:
        territory: Id of a territory.
        ground: The catalogue.
        counts: Exact counts.
        today: The day; the week it lies in is not over and does not count.
    """
    until = monday(today)
    found = counts.praised(ground.municipalities(territory), since=until - timedelta(weeks=SPAN_WEEKS), until=until)
    return {practice: band(count) for practice, count in found if band(count)}


def together(territories: Sequence[Mapping[int, int]]) -> tuple[tuple[int, int], ...]:
    """(practice, at least so many) of several territories, what is praised most first."""
    sums: Counter[int] = Counter()
    for one in territories:
        sums.update(one)
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
