"""A barrier report at rest: the row that cannot name a person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NewType

Receipt = NewType("Receipt", str)
"""The code in clear, as its author holds it. Never stored, never logged."""

ReceiptHash = NewType("ReceiptHash", str)
"""Slow keyed hash of a receipt: the only way from a receipt to its row."""

State = Literal["nuevo", "en-revision", "en-mesa", "con-compromiso", "resuelto", "descartado"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        receipt_hash: See :data:`ReceiptHash`.
        week: Monday of the ISO week of arrival. Day and hour are not kept: together with a
            waiting room's visits they would point at somebody.
        barrier: Id of a kind of barrier of the catalogue.
        municipality: DIVIPOLA code, or None when not told.
        groups: Differential groups, sorted.
        story: The person's words, scrubbed and shown to her, then sealed; None when not told.
        state: Where it is on its way.
        language: Language it was told in.
    """

    receipt_hash: ReceiptHash
    week: date
    barrier: str
    municipality: str | None
    groups: tuple[str, ...]
    story: bytes | None
    state: State
    language: str


def monday(day: date) -> date:
    """First day of the ISO week of a day."""
    return day - timedelta(days=day.weekday())
