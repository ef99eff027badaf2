"""A tracker store that keeps no words.

Rasa's own stores keep every event of a conversation, texts included, for ever. A dialogue needs far
less: its slots, the form it is in, the slot that is asked for. That is all that is kept here, under a
pseudonym, in memory, for a day. Nothing is serialised, so it is also quicker.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Iterable, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

IDLE_S = 24 * 3600
"""Seconds after which an idle session is forgotten."""

MOST = 50_000
"""Sessions kept at most; the longest idle ones go first."""


@dataclass(frozen=True)
class _Kept:
    seen: float
    slots: dict[str, Any]
    loop: Optional[str]


class SessionTrackerStore(TrackerStore):
    """Keeps the state of each dialogue, not its history."""

    def __init__(
        self, domain: Optional[Domain], host: Optional[str] = None, event_broker: Optional[EventBroker] = None, **_: Any
    ) -> None:
        super().__init__(domain, event_broker)
        self._kept: OrderedDict[Text, _Kept] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a dialogue's state for another day."""
        slots = {
            name: slot.value for name, slot in tracker.slots.items() if slot.value is not None and slot.value != []
        }
        self._kept[tracker.sender_id] = _Kept(time.monotonic(), slots, tracker.active_loop_name)
        self._kept.move_to_end(tracker.sender_id)
        self._forget_idle()

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """A dialogue as a fresh tracker that waits for its next message, or None."""
        self._forget_idle()
        kept = self._kept.get(sender_id)
        if kept is None:
            return None
        tracker = self.init_tracker(sender_id)
        for name, value in kept.slots.items():
            tracker.update(SlotSet(name, value))
        if kept.loop is not None:
            tracker.update(ActiveLoop(kept.loop))
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def keys(self) -> Iterable[Text]:
        """Session keys that are kept."""
        return list(self._kept)

    async def delete(self, sender_id: Text) -> None:
        """Forget a dialogue now."""
        self._kept.pop(sender_id, None)

    def asking(self, sender_id: Text) -> Optional[str]:
        """The slot that a form waits for, or None outside forms."""
        kept = self._kept.get(sender_id)
        return kept.slots.get("requested_slot") if kept is not None and kept.loop is not None else None

    def _forget_idle(self) -> None:
        oldest = time.monotonic() - IDLE_S
        while self._kept:
            sender_id, kept = next(iter(self._kept.items()))
            if kept.seen >= oldest and len(self._kept) <= MOST:
                return
            del self._kept[sender_id]
