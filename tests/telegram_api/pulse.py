"""Time and change: the two things that a test must be able to steer or to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds since the epoch, as ``time.time``."""


class ManualClock:
    """A clock that only moves when told; for flood limits and old queries.

    Long polling and webhook retries always run in real time.
    """

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.now += seconds


class Pulse:
    """Beats whenever something happened, so that waiting needs no sleeping.

    Attributes:
        count: Beats so far.
    """

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Wake everybody who waits."""
        self.count += 1
        woken, self._next = self._next, asyncio.Event()
        woken.set()

    async def until(self, happened: Callable[[], bool], *, timeout_s: float) -> bool:
        """Wait until a claim holds; False when it still does not after ``timeout_s``."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while not happened():
            try:
                await asyncio.wait_for(self._next.wait(), max(deadline - loop.time(), 0))
            except TimeoutError:
                return happened()
        return True
