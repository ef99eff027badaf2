"""What was promised about a report, for its author: who, what, until when, and whether it was done."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from redes.followup.keeping import UnitOfWork
from redes.reports.report import ReportId

Standing = Literal["pendiente", "tarde", "cumplido", "no-cumplido"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTold:
    """A promise as its cause reads it.

    Attributes:
        who: Name of the organisation.
        what: In words.
        due: Last day of its term.
        standing: Where it stands.
    """

    who: str
    what: str
    due: date
    standing: Standing


def promises_about(report_id: ReportId, *, uow: UnitOfWork, today: date) -> tuple[PromiseTold, ...]:
    """What was promised about a report, by the end of the term. What was taken back is not told: nobody promises it.

    Args:
        report_id: Which.
        uow: Where it is kept.
        today: The day.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    told = []
    with uow:
        for commitment_id in uow.followup.behind.commitments_of(report_id):
            made = uow.followup.commitments.get(commitment_id)
            mesa = None if made is None else uow.followup.mesas.get(made.territory)
            who = None if made is None or mesa is None else mesa.organisation(made.organisation)
            if made is None or who is None or made.state == "retirado":
                continue
            standing: Standing = "pendiente"
            if made.state in ("cumplido", "no-cumplido"):
                standing = made.state
            elif made.late(today):
                standing = "tarde"
            told.append(PromiseTold(who=who.name, what=made.what, due=made.due, standing=standing))
    return tuple(sorted(told, key=lambda one: (one.due, one.what)))
