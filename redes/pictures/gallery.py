"""Pictures and PDF without making anybody wait: typeset beside the event loop, each once.

What was made is kept by what it was made of, so that a text that changed is made anew and nothing has to be
thrown away by hand.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from redes.errors import RedesError
from redes.pictures.typeset import Template, pdf, pictures

Made = tuple[bytes, ...]


class Busy(RedesError):
    """Too many pictures are waiting to be made."""


class Gallery:
    """Makes pictures and PDF, and keeps the latest in memory.

    Typesetting has one thread of its own: it takes a processor for some tenths of a second, and in the shared
    threads a burst of it would keep others from the database.

    Args:
        room: Bytes that are kept; what was asked for longest ago goes first.
        most_waiting: How many different ones may wait at once.
    """

    def __init__(self, *, room: int = 24 * 2**20, most_waiting: int = 24) -> None:
        self._room = room
        self._most_waiting = most_waiting
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._size = 0
        self._at_work: dict[str, asyncio.Future[Made]] = {}
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="pictures")

    async def pictures(self, template: Template, data: str) -> Made:
        """Typeset as PNG, one a page.

        Raises:
            Busy: Too many are waiting.
        """
        return await self._made("png", template, data, lambda: pictures(template, data))

    async def pdf(self, template: Template, data: str) -> bytes:
        """Typeset as PDF.

        Raises:
            Busy: Too many are waiting.
        """
        (file,) = await self._made("pdf", template, data, lambda: (pdf(template, data),))
        return file

    async def pdf_unkept(self, template: Template, data: str) -> bytes:
        """Typeset as PDF and remember nothing of it: for what holds a name.

        Raises:
            Busy: Too many are waiting.
        """
        if len(self._at_work) >= self._most_waiting:
            raise Busy("too many pictures are waiting")
        return await asyncio.get_running_loop().run_in_executor(self._hand, pdf, template, data)

    def close(self) -> None:
        """Make no more."""
        self._hand.shutdown(wait=False, cancel_futures=True)

    async def _made(self, form: str, template: Template, data: str, make: Callable[[], Made]) -> Made:
        key = f"{form}/{template}/{hashlib.sha256(data.encode()).hexdigest()}"
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        if key not in self._at_work:
            if len(self._at_work) >= self._most_waiting:
                raise Busy("too many pictures are waiting")
            self._at_work[key] = asyncio.ensure_future(self._make_and_keep(key, make))
        # Who goes away takes nothing from the others who wait for the same.
        return await asyncio.shield(self._at_work[key])

    async def _make_and_keep(self, key: str, make: Callable[[], Made]) -> Made:
        try:
            made = await asyncio.get_running_loop().run_in_executor(self._hand, make)
        finally:
            del self._at_work[key]
        self._kept[key] = made
        self._size += sum(map(len, made))
        while self._size > self._room and self._kept:
            _, dropped = self._kept.popitem(last=False)
            self._size -= sum(map(len, dropped))
        return made
