"""The queue of updates, until the bot has confirmed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .bot_api import UPDATE_KINDS
from .entities import Json
from .pulse import Pulse

ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only when ``allowed_updates`` names them."""


@dataclass(slots=True, kw_only=True)
class Update:
    """One update on its way.

    Attributes:
        lane: Chat or person it belongs to; a webhook gets the updates of one lane one after the other.
        deliveries_left: 2 for an update that is to reach the bot twice.
        offered: Whether the bot was given it since its last (re)delivery began.
        again: Whether it was confirmed once and comes again all the same.
    """

    update_id: int
    kind: str
    payload: Json
    lane: int
    deliveries_left: int = 1
    offered: bool = False
    again: bool = False

    def to_json(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """Updates in order, with Telegram's rules of confirmation.

    Attributes:
        pending: What is not confirmed yet, oldest first.
        allowed: Kinds asked for by the last ``allowed_updates``; ``None`` before any was given.
        held: While true nothing is delivered: the bot's side of the line is silent.
        on_new: Called when something may be delivered.
    """

    def __init__(self, pulse: Pulse) -> None:
        self.pending: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.held = False
        self.on_new: Callable[[], None] = lambda: None
        self._pulse = pulse
        self._next_id = 870_000_001
        self._twice = 0

    def twice(self, n: int) -> None:
        """The next ``n`` updates are delivered twice under the same id."""
        self._twice += n

    def wants(self, kind: str) -> bool:
        """Whether the bot has asked for such updates; the empty list means the default."""
        return kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY

    def allow(self, kinds: list[str] | None) -> None:
        """Remember an ``allowed_updates``; absent keeps the last one, unknown names are ignored."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & UPDATE_KINDS

    def add(self, kind: str, payload: Json, *, lane: int) -> Update | None:
        """Queue an update; ``None`` when the bot has not asked for its kind."""
        if not self.wants(kind):
            return None
        update = Update(update_id=self._next_id, kind=kind, payload=payload, lane=lane)
        self._next_id += 1
        if self._twice:
            self._twice -= 1
            update.deliveries_left = 2
        self.pending.append(update)
        self._pulse.beat()
        self.on_new()
        return update

    def hold(self) -> None:
        """Deliver nothing until ``release``."""
        self.held = True

    def release(self) -> None:
        """Deliver everything that gathered, at once."""
        self.held = False
        self._pulse.beat()
        self.on_new()

    def confirm(self, offset: int) -> None:
        """Forget what lies below an offset; a negative one keeps only that many of the newest."""
        if offset < 0:
            self.pending = self.pending[offset:]
        for update in list(self.pending):
            if update.update_id < offset and (update.offered or not update.again):
                self.delivered(update)

    def delivered(self, update: Update) -> None:
        """One delivery of an update is over."""
        if update.deliveries_left > 1 and update.offered:
            update.deliveries_left -= 1
            update.offered, update.again = False, True
        elif update in self.pending:
            self.pending.remove(update)
        self._pulse.beat()

    def batch(self, limit: int) -> list[Update]:
        """What a ``getUpdates`` returns now; it stays pending until confirmed."""
        if self.held:
            return []
        batch = self.pending[:limit]
        for update in batch:
            update.offered = True
        return batch


__all__ = ["ASKED_FOR_ONLY", "UPDATE_KINDS", "Update", "UpdateQueue"]
