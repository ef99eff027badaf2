"""What the bot asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .faults import FaultKind


@dataclass(slots=True, kw_only=True)
class Call:
    """One call of the Bot API.

    Attributes:
        parameters: By name, typed where the call was understood, as text where it was not.
        status: HTTP status of the answer; ``None`` when none was given (cut, hung up, still running).
        description: Why it was refused.
        fault: The fault on demand that hit it, if any.
        result: What it returned.
        at: When it came, seconds since the epoch by the server's clock.
    """

    method: str
    parameters: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    description: str | None = None
    fault: FaultKind | None = None
    result: Any = field(default=None, repr=False)
    at: float = 0.0

    @property
    def refused(self) -> bool:
        """Whether Telegram's rules refused it; faults on demand are not refusals."""
        return self.status is not None and self.status >= 400 and self.fault is None
