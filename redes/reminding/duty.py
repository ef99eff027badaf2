"""Who is told of a refused emergency, for the coordinators of a territory: by what a seat is called, and by nothing else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from redes.content.catalogue import Catalogue
from redes.followup.accounts import Scope
from redes.reminding.emergency import who_asked
from redes.reminding.keeping import UnitOfWork
from redes.reminding.subscription import DAYS_OF_A_WEEK, days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is told of a refused emergency in a territory.

    Attributes:
        territory: Id.
        asked: Labels of the seats that asked for alerts, in order; none: nobody is told.
        week: Labels of who is on call, by day of the week from Monday; on a day with none all who asked are told.
        today: The day of the week that it is, from 0, Monday.
    """

    territory: str
    asked: tuple[str, ...]
    week: tuple[tuple[str, ...], ...]
    today: int

    @property
    def on_call(self) -> tuple[str, ...]:
        """Who is on call today."""
        return self.week[self.today]


def duties(
    territories: Sequence[str], *, scope: Scope, uow: UnitOfWork, catalogue: Catalogue, today: date
) -> tuple[Duty, ...]:
    """Who is told, in each of some territories.

    Args:
        territories: Ids.
        scope: Who asks: somebody who reviews the reports of all of them.
        uow: Where seats and what they asked for are kept.
        catalogue: Knows the territories.
        today: The day in Colombia.

    Raises:
        redes.followup.accounts.Forbidden: One of them is not theirs.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    for territory in territories:
        scope.require("review", territory)
    with uow:
        asked = [
            (account.label, tuple(days_of(one.wish)), theirs)
            for one, account, theirs in who_asked(uow, catalogue.territories)
        ]
    found = []
    for territory in territories:
        here = sorted({(label, days) for label, days, theirs in asked if theirs.may("review", territory)})
        found.append(_duty(territory, here, today))
    return tuple(found)


def _duty(territory: str, here: Collection[tuple[str, tuple[int, ...]]], today: date) -> Duty:
    return Duty(
        territory=territory,
        asked=tuple(label for label, _ in here),
        week=tuple(tuple(label for label, days in here if weekday in days) for weekday in range(DAYS_OF_A_WEEK)),
        today=today.weekday(),
    )
