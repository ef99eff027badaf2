"""Messages of one chat in order, different chats in parallel, each update once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_REMEMBERED = 20_000


class ChatOrder(BaseUpdateProcessor):
    """An update processor that keeps the order within a chat.

    python-telegram-bot hands updates over in their order of arrival. Each waits for those before it
    from the same chat, and only then for one of the places at work, so that one chat that floods
    takes up one place and nobody else waits for it.

    Args:
        at_once: Chats that are worked for at the same time.
        waiting: Updates that may be held at all, working or waiting.
    """

    def __init__(self, *, at_once: int = 64, waiting: int = 10_000) -> None:
        super().__init__(max_concurrent_updates=waiting)
        self._places = asyncio.Semaphore(at_once)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to tidy."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on one update when its turn has come; one that came before is dropped.

        Telegram delivers an update again when it did not hear that the first was taken.
        """
        if not isinstance(update, Update):
            await coroutine
            return
        if self._came_before(update.update_id):
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            return
        chat = update.effective_chat
        if chat is None:
            async with self._places:
                await coroutine
            return
        lock, waiting = self._turns.get(chat.id, (asyncio.Lock(), 0))
        self._turns[chat.id] = (lock, waiting + 1)
        try:
            async with lock, self._places:
                await coroutine
        finally:
            lock, waiting = self._turns[chat.id]
            if waiting == 1:
                del self._turns[chat.id]
            else:
                self._turns[chat.id] = (lock, waiting - 1)

    def _came_before(self, update_id: int) -> bool:
        if update_id in self._seen:
            return True
        self._seen[update_id] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return False
