"""A barrier report at rest: the row that cannot name a person. Compliments and proposals are rows of the same kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NewType

Receipt = NewType("Receipt", str)
"""The code in clear, as its author holds it. Never stored, never logged."""

ReceiptHash = NewType("ReceiptHash", str)
"""Slow keyed hash of a receipt: the only way from a receipt to its row."""

ReportId = NewType("ReportId", str)
"""Random name of a report inside the house, 32 hexadecimal digits. It says nothing of its receipt nor of its arrival."""

MatterId = NewType("MatterId", str)
"""Random name of a matter, 12 hexadecimal digits: what joined reports have in common (:mod:`redes.reports.matter`)."""

State = Literal["nuevo", "en-revision", "en-mesa", "con-compromiso", "resuelto", "descartado"]

Kind = Literal["barrera", "buena-practica", "propuesta"]
"""A barrier, a compliment for a practice of the decálogo, or a proposal: a practice of one's own, or a change."""

Queue = Literal["normal", "abuso"]
"""Where a coordinator finds it. What looks like abuse waits apart; it is never thrown away unread."""

Voice = Literal["staff", "migrante"]
"""Who tells it: somebody who works at an IPS, or somebody who was turned away."""

When = Literal["hoy", "esta-semana", "este-mes", "antes"]
"""How long before the report it happened, as coarse as it is told."""

Reason = Literal["repetido", "fuera-de-tema", "faltan-datos", "solo-insultos", "otra"]
"""Why a report was put aside; its author is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        id: See :data:`ReportId`.
        receipt_hash: See :data:`ReceiptHash`; None once the narrative is erased: nobody returns to a bare count.
        week: Monday of the ISO week of arrival. Day and hour are not kept: together with a
            waiting room's visits they would point at somebody.
        erase_on: Day from which the narrative is erased, told to the author at filing. It follows from the
            week alone, so it says nothing more about the arrival; it can come nearer, never go further.
        kind: See :data:`Kind`.
        queue: See :data:`Queue`.
        voice: See :data:`Voice`; None when not told.
        barrier: Id of a kind of barrier of the catalogue; None for a compliment or a proposal.
        practice: Number of a practice of the decálogo, 1 to 10: the one a compliment is for or a proposal would change;
            else None.
        card: Id of the card that a proposal would change; else None.
        municipality: DIVIPOLA code, or None when not told.
        service: Value of the vocabulary ``servicio``, or None.
        ips: Id of a directory entry, or None. Never free text.
        rule: Id of the eligibility rule that was broken, when it comes from such an answer.
        when: See :data:`When`; None when not told.
        urgent_now: Whether care was needed at the time of the report; None when not told.
        groups: Differential groups, sorted.
        story: The person's words, scrubbed and shown to her, sealed with the report's own key; None when not told.
        state: Where it is on its way.
        reason: Why it was put aside, in the state ``descartado``; else None.
        language: Language it was told in.
        version: Grows by one with each change, so that two who change it at once do not overwrite each other.
    """

    id: ReportId
    receipt_hash: ReceiptHash | None
    week: date
    erase_on: date
    kind: Kind
    queue: Queue
    voice: Voice | None
    barrier: str | None
    practice: int | None
    municipality: str | None
    service: str | None
    ips: str | None
    rule: str | None
    when: When | None
    urgent_now: bool | None
    groups: tuple[str, ...]
    story: bytes | None
    state: State
    reason: Reason | None
    language: str
    version: int
    card: str | None = None

    @property
    def erased(self) -> bool:
        """Whether only the count is left."""
        return self.receipt_hash is None


def monday(day: date) -> date:
    """First day of the ISO week of a day."""
    return day - timedelta(days=day.weekday())
