"""How the patterns of this package are written and when they are compiled."""

import re
import sys
from collections.abc import Iterator
from functools import cached_property


def one_of(*lines: str) -> str:
    """A pattern for any word of some lines.

    In a line, ``_`` stands for blanks, a final ``*`` for any ending and ``s?`` for an optional letter: the words are
    patterns otherwise. Longer words come first, so that ``cedula`` does not hide ``cedulas``.
    """
    words = sorted({word for line in lines for word in line.split()}, key=len, reverse=True)
    return "(?:" + "|".join(_pattern(word) for word in words) + ")"


def _pattern(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    return word.removesuffix("*").replace("_", r"\s+") + ending


class Later:
    """A pattern that is compiled when it is first asked: all of them together would hold up the start by a third of a second.

    Attributes:
        pattern: As written.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Like :meth:`re.Pattern.match`."""
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Like :meth:`re.Pattern.fullmatch`."""
        return self._compiled.fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Like :meth:`re.Pattern.search`."""
        return self._compiled.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Like :meth:`re.Pattern.finditer`."""
        return self._compiled.finditer(text, start, end)
