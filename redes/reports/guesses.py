"""Guessing receipts is slowed down, without keeping who guessed.

A receipt has 63 bits: at ten guesses a second a thousand years find none. The brake is there so that nobody has
to trust that figure, and so that the slow hash cannot be used to keep the processor busy. Its memory is
that of the process, under a hash with a key that is made at each start and never leaves it.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable

from redes.errors import RedesError

FREE = 5
"""Wrong receipts that cost nothing: people mistype."""

FIRST_WAIT_S = 30.0
"""The wait after the first that is not free; each further one doubles it."""

LONGEST_WAIT_S = 3600.0
"""The longest wait."""

FORGOTTEN_S = 86_400.0
"""After a day without a wrong one, all is forgotten."""

PER_SECOND = 10.0
"""Wrong receipts a second that all people together may try."""

BURST = 100.0
"""Wrong receipts that all together may try at once."""

MOST = 50_000
"""Pseudonyms remembered; the longest idle are forgotten first."""


class TooManyGuesses(RedesError):
    """Too many wrong receipts.

    Attributes:
        wait_s: Seconds until the next try.
    """

    def __init__(self, wait_s: float) -> None:
        super().__init__("too many wrong receipts; wait before the next one")
        self.wait_s = wait_s


class Guesses:
    """The brake of one process.

    Args:
        now: Seconds from any start, never going back.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._key = secrets.token_bytes(32)
        self._wrong: OrderedDict[bytes, tuple[int, float]] = OrderedDict()
        self._tokens = BURST
        self._filled = now()

    def begin(self, by: str) -> None:
        """Before a receipt is looked up.

        Raises:
            TooManyGuesses: Not now. Who waits out her own wait is let through.
        """
        now = self._now()
        count, last = self._wrong.get(self._name(by), (0, now))
        if now - last > FORGOTTEN_S:
            count = 0
        if count >= FREE:
            wait = min(FIRST_WAIT_S * 2.0 ** min(count - FREE, 20), LONGEST_WAIT_S)
            if now - last < wait:
                raise TooManyGuesses(wait - (now - last))
        self._tokens = min(BURST, self._tokens + (now - self._filled) * PER_SECOND)
        self._filled = now
        if self._tokens < 1:
            raise TooManyGuesses((1 - self._tokens) / PER_SECOND)
        self._tokens -= 1

    def end(self, by: str, *, right: bool) -> None:
        """After it was looked up; a right one costs nothing and does not forgive the wrong ones before."""
        if right:
            self._tokens = min(BURST, self._tokens + 1)
            return
        now, name = self._now(), self._name(by)
        count, last = self._wrong.pop(name, (0, now))
        self._wrong[name] = (1 if now - last > FORGOTTEN_S else count + 1, now)
        while len(self._wrong) > MOST:
            self._wrong.popitem(last=False)

    def _name(self, by: str) -> bytes:
        return hmac.new(self._key, by.encode(), hashlib.sha256).digest()
