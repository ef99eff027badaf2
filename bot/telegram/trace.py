"""Which messages of a chat the bot could delete: kept in memory only, under the pseudonym, for as long as Telegram allows it."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from redes.privacy.pseudonym import SessionKey

DELETABLE_S = 47 * 3600.0
"""Seconds for which a message is remembered: Telegram deletes none that is older than 48 hours."""

MOST_CHATS = 20_000
MOST_MESSAGES = 400
"""Of a chat; the oldest are forgotten first, as are the chats that were silent longest."""


class Trace:
    """Ids of messages, of hers and of the bot's.

    Args:
        clock: Seconds on a clock that never goes back.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[SessionKey, deque[tuple[float, int]]] = OrderedDict()

    def saw(self, chat: SessionKey, *messages: int) -> None:
        """Messages were written in a chat."""
        ids = self._seen.pop(chat, None) or deque(maxlen=MOST_MESSAGES)
        ids.extend((self._clock(), message) for message in messages)
        self._seen[chat] = ids
        oldest = self._clock() - DELETABLE_S
        while self._seen:
            silent, kept = next(iter(self._seen.items()))
            if len(self._seen) <= MOST_CHATS and kept[-1][0] >= oldest:
                return
            del self._seen[silent]

    def take(self, chat: SessionKey) -> list[int]:
        """The messages of a chat that can be deleted; they are forgotten here."""
        oldest = self._clock() - DELETABLE_S
        return sorted({message for at, message in self._seen.pop(chat, ()) if at >= oldest})
