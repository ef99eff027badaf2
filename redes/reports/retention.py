"""How long a narrative is kept, and its end.

On its day a report becomes a bare count: week, what, where, for whom. Its narrative, its thread, its
key and its receipt's hash are gone, and with them what few reports share: institution, rule, moment.
"""

import calendar
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from redes.reports.keeping import UnitOfWork
from redes.reports.report import Report, State, monday

LONGEST = 120
"""Months; more is no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Months a narrative is kept, counted from the week of its arrival.

    Attributes:
        months: For every state that has no number of its own.
        by_state: State -> months.
    """

    months: int = 24
    by_state: Mapping[State, int] = field(default_factory=dict)

    def erase_on(self, week: date, state: State = "nuevo") -> date:
        """Day of erasure of a report that came in a week and is in a state."""
        return months_after(week, self.by_state.get(state, self.months))


def read_retention(text: str) -> Retention:
    """How long, as a setting says it: ``24`` or ``24, resuelto=12, descartado=6``.

    Raises:
        ValueError: It says no such thing.
    """
    states: dict[State, int] = {}
    months = Retention().months
    for part in text.split(","):
        name, equals, number = part.strip().rpartition("=")
        if not number.strip().isdecimal() or not 1 <= int(number) <= LONGEST:
            raise ValueError(f"says months from 1 to {LONGEST}, such as: 24, resuelto=12, descartado=6")
        if not equals:
            months = int(number)
        elif (state := name.strip()) in get_args(State):
            states[state] = int(number)  # type: ignore[index]  # just looked up among the states
        else:
            raise ValueError(f"names a state that there is not; there are {', '.join(get_args(State))}")
    return Retention(months=months, by_state=states)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def purge(*, uow: UnitOfWork, today: date) -> int:
    """Erase every narrative whose day has come; the counts stay.

    Args:
        uow: Where reports are kept.
        today: The day.

    Returns:
        How many were erased.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer; nothing was erased.
    """
    with uow:
        due = list(uow.reports.due(today))
        for report in due:
            uow.threads.remove(report.id)
            uow.keys.remove(report.id)
            uow.matters.leave(report.id)
            uow.reports.replace(_bare(report), seen=report.version)
        if due:
            uow.erasures.note(monday(today), "narrativa", len(due))
            uow.commit()
    return len(due)


def _bare(report: Report) -> Report:
    return dataclasses.replace(
        report,
        receipt_hash=None,
        story=None,
        ips=None,
        rule=None,
        card=None,
        when=None,
        urgent_now=None,
        reason=None,
        version=report.version + 1,
    )
