"""A report before consent: held in the dialogue only, never on disk."""

import hashlib
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from redes.reports.report import Kind, Voice, When

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=64)]
"""An id of the catalogue. Where one is expected, nobody's words fit."""


class Draft(BaseModel):
    """What somebody has told so far.

    Attributes:
        kind: A barrier, a compliment for a good practice, or a proposal.
        barrier: Id of a kind of barrier; needed for a barrier.
        practice: Number of a practice of the decálogo; needed for a compliment. Of a proposal the one it would change.
        card: Id of the card that a proposal would change. A proposal without practice and card is a new practice.
        municipality: DIVIPOLA code, or None when not told.
        service: Value of the vocabulary ``servicio``, or None.
        ips: Id of a directory entry, or None; never free text.
        rule: Id of the eligibility rule that was broken, or None.
        when: How long ago it happened, or None.
        urgent_now: Whether care is needed now, or None.
        voice: Whether staff or a migrant tells it, or None.
        groups: Differential groups it may matter to; empty when not told.
        story: The person's words, already scrubbed; None when not told. A proposal is nothing without them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = "barrera"
    barrier: str | None = None
    practice: int | None = Field(default=None, ge=1, le=10)
    municipality: str | None = None
    service: Id | None = None
    ips: Id | None = None
    rule: Id | None = None
    when: When | None = None
    urgent_now: bool | None = None
    voice: Voice | None = None
    groups: tuple[str, ...] = ()
    story: str | None = None
    card: Id | None = None

    @model_validator(mode="after")
    def _says_what_it_is_about(self) -> Self:
        if self.kind == "barrera" and (self.barrier is None or self.practice is not None):
            raise ValueError("a report of a barrier names a barrier, and no practice")
        if self.kind == "buena-practica" and (self.practice is None or self.barrier is not None):
            raise ValueError("a compliment names a practice, and no barrier")
        if self.kind == "propuesta" and (self.barrier is not None or not self.story):
            raise ValueError("a proposal says what is proposed, and names no barrier")
        if self.card is not None and (self.kind != "propuesta" or self.practice is not None):
            raise ValueError("only a proposal is about a card, and then about nothing else")
        return self


def fingerprint(draft: Draft) -> str:
    """What tells one preview from another, 12 hexadecimal digits: a consent counts for what was seen, and for nothing else."""
    return hashlib.sha256(draft.model_dump_json().encode()).hexdigest()[:12]
