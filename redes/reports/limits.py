"""Floods and copied texts are limited without identity: in memory, by pseudonym, never by address.

A clinic has one address for all who sit in its waiting room. Pseudonyms and texts are held under a key
that is made at each start and never leaves the process.
"""

import hashlib
import hmac
import secrets
from collections import Counter
from datetime import date

from redes.content.words import words
from redes.errors import RedesError
from redes.reports.report import Queue

A_DAY = 5
"""Reports a day that one pseudonym may file."""

COPIES = 3
"""The same words as often as this within a day look copied."""

SHORTEST_COPY = 5
"""Words below which everybody may say the same: ``no me dejaron entrar``."""


class TooManyReports(RedesError):
    """This pseudonym has filed enough for a day; tomorrow it may again."""


class Limits:
    """What one process remembers of one day."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._day = date.min
        self._filed: Counter[bytes] = Counter()
        self._texts: Counter[bytes] = Counter()

    def admit(self, by: str, *, today: date) -> None:
        """Before a report is filed.

        Args:
            by: Pseudonym of the author.
            today: The day; a new one forgets the one before.

        Raises:
            TooManyReports: It has filed enough today.
        """
        self._turn(today)
        if self._filed[self._name("by", by)] >= A_DAY:
            raise TooManyReports("this pseudonym filed enough reports today")

    def queue(self, story: str | None, *, today: date) -> Queue:
        """Where a story belongs that may be a copy."""
        self._turn(today)
        said = words(story or "")
        copied = len(said) >= SHORTEST_COPY and self._texts[self._name("text", " ".join(said))] >= COPIES - 1
        return "abuso" if copied else "normal"

    def filed(self, by: str, story: str | None, *, today: date) -> None:
        """After a report is durable."""
        self._turn(today)
        self._filed[self._name("by", by)] += 1
        self._texts[self._name("text", " ".join(words(story or "")))] += 1

    def _turn(self, today: date) -> None:
        if today != self._day:
            self._day = today
            self._key = secrets.token_bytes(32)
            self._filed.clear()
            self._texts.clear()

    def _name(self, kind: str, value: str) -> bytes:
        return hmac.new(self._key, f"{kind}:{value}".encode(), hashlib.sha256).digest()
