"""Flood control: how fast a bot may write.

About one message a second in one chat, 30 a second in all, 20 a minute in a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Telegram tolerates short
bursts and does not say how long ones; here the limits are exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .errors import too_many_requests
from .pulse import Clock

SENDING = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendLocation", "copyMessage", "forwardMessage"})
EDITING = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimits:
    """At most so many messages in so many seconds, as ``(messages, seconds)``."""

    per_chat: tuple[int, float] = (1, 1.0)
    overall: tuple[int, float] = (30, 1.0)
    per_group: tuple[int, float] = (20, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One message that came too fast.

    Attributes:
        limit: ``per_chat``, ``overall`` or ``per_group``.
        retry_after: Whole seconds until it would have been in time.
    """

    limit: str
    method: str
    chat_id: int
    at: float
    retry_after: int


@dataclass(slots=True)
class FloodControl:
    """Watches what is sent; refuses it only when ``enforced``.

    Attributes:
        violations: Every message that was too fast, refused or not.
    """

    clock: Clock
    limits: FloodLimits = field(default_factory=FloodLimits)
    enforced: bool = False
    violations: list[Violation] = field(default_factory=list)
    _sent: dict[tuple[str, int], list[float]] = field(default_factory=dict)

    def watch(self, method: str, chat_id: object) -> None:
        """Count one call.

        Raises:
            Refusal: 429 with ``retry_after`` when a limit is passed and limits are enforced.
        """
        if not isinstance(chat_id, int) or method not in SENDING | EDITING:
            return
        rules: list[tuple[str, int, tuple[int, float]]] = []
        if method in SENDING:
            rules = [("per_chat", chat_id, self.limits.per_chat), ("overall", 0, self.limits.overall)]
        if chat_id < 0:
            rules.append(("per_group", chat_id, self.limits.per_group))
        now = self.clock()
        worst = 0
        for name, key, (most, window) in rules:
            recent = [moment for moment in self._sent.get((name, key), []) if now - moment < window]
            self._sent[name, key] = recent
            if len(recent) >= most:
                wait = max(math.ceil(recent[-most] + window - now), 1)
                worst = max(worst, wait)
                self.violations.append(Violation(limit=name, method=method, chat_id=chat_id, at=now, retry_after=wait))
        if worst and self.enforced:
            raise too_many_requests(worst)
        for name, key, _ in rules:
            self._sent[name, key].append(now)
