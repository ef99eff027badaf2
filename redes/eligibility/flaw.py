"""What a proof finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """Something the proof found.

    Attributes:
        kind: ``gap``, ``contradiction``, ``dead-rule``, ``norm``, ``invariant``, ``knowledge`` or ``table``.
        subject: Id of the rule or invariant, or the question.
        message: What is wrong, with the smallest case found that shows it.
    """

    kind: str
    subject: str
    message: str
