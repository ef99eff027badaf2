"""Authored phrases found in somebody's words.

A message becomes tokens; each phrase becomes a row of steps; a row is looked up by its first word, so that
thousands of phrases cost a message no more than the few that begin with its words.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from redes.content.words import plain

M = TypeVar("M")

FARTHEST = 3
"""Words that ``...`` may step over."""

_MOST_FILLERS = 4
"""Fillers that may stand between two words of a phrase; more are no phrase but a wall of text."""

_PIECE = re.compile(r"\[[a-z-]{4,24}\]|\d+|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_ROMAN = re.compile(r"i{3}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;\n…。]")
_JOINTS = frozenset(["", " ", "'", "’", "-", "‑"])
"""What stands between two words of one run: ``n'ai``, ``sans-papiers``."""

_WHOLE = frozenset(["no", "si", "sí", "ya", "eps", "ppt", "pep"])
"""Short words that are no abbreviation: the full stop behind them ends a sentence."""

HIDDEN = "#"
"""The word in the place of personal data that was taken out (``[documento]``)."""


class Token(NamedTuple):
    """A word of a message.

    Attributes:
        word: Made plain; digits and the roman three as they are.
        start, end: Where it stands in the message, in code points; end is one past the last.
        mark: What stands between it and the word before: ``.`` an end of sentence, ``,`` another sign, or nothing.
    """

    word: str
    start: int
    end: int
    mark: str


def tokens_of(text: str) -> list[Token]:
    """The words of a message in order."""
    found: list[Token] = []
    before = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        word = piece.group()
        if word[0] == "[":
            word = HIDDEN
        elif not word.isdigit():
            # "iii" would become one letter, because letters that are repeated for emphasis count once
            word = "iii" if _ROMAN.fullmatch(word) else plain(word)
        between = text[before:start]
        if between in _JOINTS or _inside_abbreviation(text, before, start):
            mark = ""
        elif _SENTENCE_END.search(between):
            mark = "."
        else:
            mark = "," if between.strip() else ""
        found.append(Token(word, start, end, mark))
        before = end
    return found


def _inside_abbreviation(text: str, end: int, start: int) -> bool:
    """Whether a full stop only shortens a word: ``E.P.S.``, ``pte.``, ``c.c.``."""
    if text[end:start].strip() != "." or text[_word_start(text, end) : end].casefold() in _WHOLE:
        return False
    after = text[start : start + 1]
    return start == end + 1 or (after.islower() and end - _word_start(text, end) <= 4)


def _word_start(text: str, end: int) -> int:
    start = end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


class _Step(NamedTuple):
    """One position of a phrase: the words and beginnings that fit, and how far it may be from the one before."""

    literals: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int

    def fits(self, word: str) -> bool:
        return word in self.literals or (bool(self.beginnings) and word.startswith(self.beginnings))


Row = tuple[_Step, ...]


def rows_of(phrase: str, words: Mapping[str, Sequence[str]]) -> list[Row]:
    """A phrase as rows of steps; several when an alternative has more than one word.

    Args:
        phrase: As authored.
        words: Name -> alternatives, for ``<name>``.
    """
    positions: list[list[tuple[_Step, ...]]] = []
    gap = 0
    for piece in phrase.split():
        if piece == "...":
            gap = FARTHEST
            continue
        positions.append(_alternatives(piece, words, gap))
        gap = 0
    return [tuple(step for part in parts for step in part) for parts in product(*positions)]


def _alternatives(piece: str, words: Mapping[str, Sequence[str]], gap: int) -> list[tuple[_Step, ...]]:
    single: list[str] = []
    several: list[tuple[_Step, ...]] = []
    for choice in _choices(piece, words):
        parts = _parts(choice)
        if len(parts) == 1:
            single += parts
        else:
            several.append(tuple(_step([part], gap if index == 0 else 0) for index, part in enumerate(parts)))
    return [(_step(single, gap),), *several] if single else several


def _choices(piece: str, words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for choice in piece.split("|"):
        if choice.startswith("<"):
            yield from words[choice.strip("<>")]
        else:
            yield choice


def _parts(choice: str) -> list[str]:
    """The words of one alternative; an asterisk stays with the last."""
    parts = [token.word for token in tokens_of(choice.replace("_", " ").replace("*", ""))]
    if choice.endswith("*"):
        parts[-1] += "*"
    return parts


def _step(parts: Iterable[str], gap: int) -> _Step:
    listed = list(parts)
    return _Step(
        frozenset(part for part in listed if not part.endswith("*")),
        tuple(part[:-1] for part in listed if part.endswith("*")),
        gap,
    )


def literals_of(rows: Iterable[Row]) -> set[str]:
    """All whole words of rows."""
    return {word for row in rows for step in row for word in step.literals}


def beginnings_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """All beginnings of words of rows."""
    return tuple({word for row in rows for step in row for word in step.beginnings})


@dataclass(frozen=True, slots=True)
class Match(Generic[M]):
    """A phrase found.

    Attributes:
        meaning: What it was listed under.
        first, last: Index of its first and last token, both inclusive.
    """

    meaning: M
    first: int
    last: int

    @property
    def length(self) -> int:
        """Tokens it covers."""
        return self.last - self.first + 1


class PhraseBook(Generic[M]):
    """Phrases under meanings, ready to be found.

    Args:
        entries: (meaning, its rows, words that a ``...`` of theirs never steps over).
        fillers: Words that may stand between the words of a phrase.
    """

    def __init__(self, entries: Iterable[tuple[M, Iterable[Row], Collection[str]]], fillers: Collection[str]) -> None:
        self._fillers = frozenset(fillers)
        self._by_word: dict[str, list[tuple[M, Row, frozenset[str]]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[M, Row, frozenset[str]]]] = defaultdict(list)
        for meaning, rows, walls in entries:
            unpassable = frozenset(walls)
            for row in rows:
                for word in row[0].literals:
                    self._by_word[word].append((meaning, row, unpassable))
                for beginning in row[0].beginnings:
                    self._by_beginning[beginning].append((meaning, row, unpassable))
        self._sizes = sorted({len(beginning) for beginning in self._by_beginning})

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[M]]:
        """Every phrase that stands in a message, overlapping ones too, by their first token."""
        for first in range(len(tokens)):
            yield from self.at(tokens, first)

    def at(self, tokens: Sequence[Token], first: int) -> Iterator[Match[M]]:
        """Every phrase that begins at a token."""
        near: list[str] | None = None
        for meaning, row, walls in self._beginning_with(tokens[first].word):
            if len(row) == 1:
                yield Match(meaning, first, first)
                continue
            # Most rows end here, at one look: their second word is nowhere near.
            if near is None:
                near = [token.word for token in tokens[first + 1 : first + 2 + FARTHEST + _MOST_FILLERS]]
            if not row[1].beginnings and row[1].literals.isdisjoint(near):
                continue
            last = self._last(row, tokens, first, walls)
            if last is not None:
                yield Match(meaning, first, last)

    def _beginning_with(self, word: str) -> Iterator[tuple[M, Row, frozenset[str]]]:
        yield from self._by_word.get(word, ())
        for size in self._sizes:
            if size > len(word):
                break
            yield from self._by_beginning.get(word[:size], ())

    def _last(self, row: Row, tokens: Sequence[Token], first: int, walls: frozenset[str]) -> int | None:
        """Index of the token at which a row that begins at ``first`` ends, or None when it does not stand there."""
        at = first
        for step in row[1:]:
            found = self._next(step, tokens, at + 1, walls)
            if found is None:
                return None
            at = found
        return at

    def _next(self, step: _Step, tokens: Sequence[Token], at: int, walls: frozenset[str]) -> int | None:
        gap, fillers = step.gap, _MOST_FILLERS
        while at < len(tokens) and tokens[at].mark != ".":
            word = tokens[at].word
            if tokens[at].mark and not step.gap:
                return None
            if step.fits(word):
                return at
            if word in self._fillers and fillers:
                fillers -= 1
            elif gap and word not in walls:
                gap -= 1
            else:
                return None
            at += 1
        return None
