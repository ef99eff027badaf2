"""A report before consent: held in the dialogue only, never on disk."""

from pydantic import BaseModel, ConfigDict


class Draft(BaseModel):
    """What somebody has told so far.

    Attributes:
        barrier: Id of a kind of barrier.
        municipality: DIVIPOLA code, or None when not told.
        groups: Differential groups it may matter to; empty when not told.
        story: The person's words, already scrubbed; None when not told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    barrier: str
    municipality: str | None = None
    groups: tuple[str, ...] = ()
    story: str | None = None
