"""Faults on demand: what a network and a busy server do to a bot."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal["too_many_requests", "bad_gateway", "hang", "drop", "act_then_drop", "act_then_hang"]


@dataclass(slots=True, eq=False)
class Fault:
    """Something that goes wrong with the next calls.

    Attributes:
        method: Only calls of this method; ``None`` for all but ``getUpdates``, which is only hit by name.
        left: How many calls it will still hit.
        hit: How many it has hit.
    """

    kind: FaultKind
    method: str | None
    left: int
    retry_after: int = 1
    hit: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let hanging calls go on, when somebody still listens."""
        self.left = 0
        self._released.set()

    async def wait(self) -> None:
        await self._released.wait()

    def meets(self, method: str) -> bool:
        return self.left > 0 and (method == self.method if self.method else method != "getUpdates")


class Faults:
    """The list of faults to come; each call meets at most the first that fits."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def _plan(self, kind: FaultKind, n: int, method: str | None, retry_after: int = 1) -> Fault:
        fault = Fault(kind, method, n, retry_after)
        self.planned.append(fault)
        return fault

    def too_many_requests(self, n: int = 1, *, method: str | None = None, retry_after: int = 1) -> Fault:
        """The next ``n`` calls are refused with 429."""
        return self._plan("too_many_requests", n, method, retry_after)

    def bad_gateway(self, n: int = 1, *, method: str | None = None) -> Fault:
        """The next ``n`` calls get 502 with a page of HTML, and do nothing."""
        return self._plan("bad_gateway", n, method)

    def hang(self, n: int = 1, *, method: str | None = None) -> Fault:
        """The next ``n`` calls get no answer until ``release()``; nothing is done before."""
        return self._plan("hang", n, method)

    def drop(self, n: int = 1, *, method: str | None = None) -> Fault:
        """The next ``n`` calls do nothing, and their connection is cut."""
        return self._plan("drop", n, method)

    def act_then_drop(self, n: int = 1, *, method: str | None = None) -> Fault:
        """The next ``n`` calls are carried out, but the bot never hears so."""
        return self._plan("act_then_drop", n, method)

    def act_then_hang(self, n: int = 1, *, method: str | None = None) -> Fault:
        """The next ``n`` calls are carried out, and answered only after ``release()``: the bot times out."""
        return self._plan("act_then_hang", n, method)

    def clear(self) -> None:
        """Everything works again."""
        for fault in self.planned:
            fault.release()
        self.planned.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets."""
        fault = next((planned for planned in self.planned if planned.meets(method)), None)
        if fault is not None:
            fault.left -= 1
            fault.hit += 1
        return fault
