"""What has been worked out for a word is kept: most words of most messages have been met before."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

MOST = 20_000
"""So many are kept; then all are forgotten, because a flood of new words must not fill the memory."""


class Remembered(dict[Key, Value]):
    """Values by what they are made of; each is made when it is first asked for.

    A plain dictionary is asked three times as fast as ``functools.lru_cache``, and a long message asks a thousand times.

    Args:
        make: Makes the value of a key.
    """

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        """Make and keep the value of a key that was not asked for before."""
        if len(self) >= MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value
