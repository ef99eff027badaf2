"""Periods of which counts are published: months, quarters, years. Only closed ones, each once.

A report belongs to the month in which the Monday of its week lies, so no week is split.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from redes.errors import RedesError

GRACE = timedelta(days=7)
"""How long after its last week a month stays open: for reports that waited in the spool, and for the first review."""

Kind = Literal["mes", "trimestre", "año"]

_NAME = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|T(?P<quarter>[1-4])))?")
_MONTHS_EACH: dict[Kind, int] = {"mes": 1, "trimestre": 3, "año": 12}


class NoPeriod(RedesError):
    """What was given names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year.

    Attributes:
        year: Of the Gregorian calendar.
        kind: Which of the three.
        number: Month 1 to 12, quarter 1 to 4; 1 for a year.
    """

    year: int
    kind: Kind = "año"
    number: int = 1

    def __str__(self) -> str:
        """``2024-07``, ``2024-T3`` or ``2024``."""
        match self.kind:
            case "mes":
                return f"{self.year:04}-{self.number:02}"
            case "trimestre":
                return f"{self.year:04}-T{self.number}"
            case "año":
                return f"{self.year:04}"

    def parts(self) -> tuple["Period", ...]:
        """The next finer periods, in order: of a year its quarters, of a quarter its months; of a month none."""
        match self.kind:
            case "mes":
                return ()
            case "trimestre":
                return tuple(Period(self.year, "mes", self.number * 3 - 2 + month) for month in range(3))
            case "año":
                return tuple(Period(self.year, "trimestre", quarter) for quarter in range(1, 5))

    def months(self) -> tuple["Period", ...]:
        """Its months, in order; of a month itself."""
        first = self.first_day.month
        return tuple(Period(self.year, "mes", first + month) for month in range(_MONTHS_EACH[self.kind]))

    def holds(self, other: "Period") -> bool:
        """Whether another, shorter period lies in it."""
        return self.kind != other.kind and self.first_day <= other.first_day and other.after <= self.after

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * _MONTHS_EACH[self.kind] + 1, 1)

    @property
    def after(self) -> date:
        """The first day that lies behind it."""
        month = self.first_day.month - 1 + _MONTHS_EACH[self.kind]
        return date(self.year + month // 12, month % 12 + 1, 1)

    @property
    def closes_on(self) -> date:
        """Day from which it is published: its last week is over, and :data:`GRACE` too."""
        last = self.after - timedelta(days=1)
        return last - timedelta(days=last.weekday()) + timedelta(days=7) + GRACE


def period(name: str) -> Period:
    """The period of a name, as ``str`` writes it.

    Raises:
        NoPeriod: It names none.
    """
    if (read := _NAME.fullmatch(name)) is None or read["year"] == "0000":
        raise NoPeriod(f"'{name}' is no period; a month is written 2024-07, a quarter 2024-T3, a year 2024")
    if read["month"]:
        return Period(int(read["year"]), "mes", int(read["month"]))
    if read["quarter"]:
        return Period(int(read["year"]), "trimestre", int(read["quarter"]))
    return Period(int(read["year"]))


def month_of(day: date) -> Period:
    """The month of a day."""
    return Period(day.year, "mes", day.month)


def closed(first: date, *, on: date) -> Iterator[Period]:
    """Periods that are closed on a day, those of which others are made first.

    Args:
        first: A day of the first year: years begin in January, so that each has its quarters.
        on: The day.
    """
    for year in range(first.year, on.year + 1):
        whole = Period(year)
        for quarter in whole.parts():
            yield from (part for part in (*quarter.parts(), quarter) if part.closes_on <= on)
        if whole.closes_on <= on:
            yield whole
