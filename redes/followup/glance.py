"""Several mesas at a glance, read in one transaction: who coordinates seven would wait for fourteen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from redes.followup.keeping import UnitOfWork
from redes.followup.meeting import Meeting, next_called
from redes.followup.rights import Scope, may_enter


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A mesa at a glance.

    Attributes:
        territory: Whose.
        open: How many commitments are open.
        late: Of these, how many have their term behind them.
        next: The meeting that is called next, or None.
    """

    territory: str
    open: int
    late: int
    next: Meeting | None


def glance_at(territories: Sequence[str], *, scope: Scope, uow: UnitOfWork, today: date) -> tuple[Glance, ...]:
    """Each mesa at a glance, in the order given.

    Args:
        territories: Whose.
        scope: Who asks.
        uow: Where it is kept.
        today: The day.

    Raises:
        redes.followup.errors.NotYours: One of them is another's.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    for territory in territories:
        may_enter(scope, territory)
    with uow:
        commitments = [one for one in uow.followup.commitments.of(territories) if one.is_open]
        meetings = uow.followup.meetings.of(territories)
    found = []
    for territory in territories:
        promised = [one for one in commitments if one.territory == territory]
        found.append(
            Glance(
                territory=territory,
                open=len(promised),
                late=sum(one.late(today) for one in promised),
                next=next_called((one for one in meetings if one.territory == territory), today=today),
            )
        )
    return tuple(found)
