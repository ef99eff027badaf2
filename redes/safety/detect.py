"""Danger is recognised before anything else, without Rasa and in well under 2 ms.

The signs stand in ``content/seguridad/``, where a clinician can read and mend them; here they are
only compiled. What looks alike and is harmless is taken out of the message first. Beside the signs stand weights learnt
from sentences (``content/peligro/``): people in danger find words that no list foresees, and the same words are also
said of the past, in questions and in jest. A message is danger when the weights are sure, or when a sign is there and
they do not speak against it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from redes.content.schema import Danger
from redes.content.words import words
from redes.safety.features import WINDOW, readable
from redes.safety.remembered import Remembered
from redes.safety.weights import Weights

LONGEST = 4000
"""Characters that are looked at; the start of a longer message says enough, and time stays bounded."""

SURE = -0.4
"""From this logit on, the weights alone make an alarm: to miss a danger is worse than to ask for nothing. Here some 98 in 100 dangers
are caught, on sentences left out of the learning (``learn_danger --folds``, ``python -m bench.danger``)."""

FEWEST_WORDS = 3
"""Words of a message of which the weights may speak: of one or two they know too little ("qwerty")."""

AGAINST = -1.75
"""Below this logit, the weights silence a sign; chosen like :data:`SURE`."""


_Begun = tuple[re.Pattern[str], list[tuple[int, re.Pattern[str]]]]
"""All signs that begin with a word, and the same apart by rank."""


class DangerDetector:
    """Finds danger in messages, in all languages at once.

    Args:
        dangers: As authored, in the order in which they win.
        weights: What was learnt from sentences; None leaves the decision to the signs.
    """

    def __init__(self, dangers: tuple[Danger, ...], weights: Weights | None = None) -> None:
        self._signs = _Signs(tuple(tuple(p for of in d.signs.values() for p in of) for d in dangers))
        self._dangers = dangers
        self._by_kind: dict[str, Danger] = {d.kind: d for d in dangers}
        self._weights = weights
        self._not_meant = _Signs(([p for d in dangers for patterns in d.not_meant.values() for p in patterns],))

    def detect(self, text: str) -> Danger | None:
        """The gravest danger a message tells of, or None."""
        seen = readable(text[:LONGEST])[:LONGEST]  # some signs become many letters when made plain
        said = words(seen)
        if self._weights is None:
            return self._signed(said)
        weighed = self._weights.weigh(said, asks="?" in seen)
        if len(said) < FEWEST_WORDS:
            return self._signed(said)
        # In a long story what is said around a sign does not speak against it.
        if weighed.sureness < AGAINST and len(said) <= WINDOW:
            return None
        sign = self._signed(said)
        if sign is None and weighed.sureness >= SURE:
            return self._by_kind.get(self._weights.kind(weighed))
        return sign

    def _signed(self, said: Sequence[str]) -> Danger | None:
        message = " ".join(said)[:LONGEST]
        gravest = self._signs.gravest(message)
        if gravest is not None and (meant := self._not_meant.without(message)) != message:
            gravest = self._signs.gravest(meant)
        return None if gravest is None else self._dangers[gravest]


class _Signs:
    """Finds the gravest sign of a message, in time linear in its length.

    A pattern is only tried where one of its first words stands: most words of most messages begin no sign.

    Args:
        patterns: Of each danger, the gravest first.
    """

    def __init__(self, patterns: Sequence[Sequence[str]]) -> None:
        beginnings: dict[tuple[str, bool], dict[int, list[str]]] = {}
        for rank, of_danger in enumerate(patterns):
            for pattern in of_danger:
                for begins in _beginnings(pattern):
                    beginnings.setdefault(begins, {}).setdefault(rank, []).append(pattern)
        self._whole = {word: [_ranked(ranks)] for (word, open_end), ranks in beginnings.items() if not open_end}
        self._open = {word: [_ranked(ranks)] for (word, open_end), ranks in beginnings.items() if open_end}
        self._longest = max(map(len, self._open), default=0)
        self._begun = Remembered(self._beginning)

    def gravest(self, message: str) -> int | None:
        """The rank of the gravest danger of which there is a sign in plain words, or None."""
        found: int | None = None
        for at, begun in self._places(message):
            for any_sign, ranks in begun:
                if any_sign.match(message, at):
                    graver = (rank for rank, signs in ranks if signs.match(message, at))
                    found = min(graver) if found is None else min(found, *graver)
        return found

    def without(self, message: str) -> str:
        """A message in plain words with a space for each of these patterns."""
        kept, upto = [], 0
        for at, begun in self._places(message):
            for any_sign, _ in begun if at >= upto else ():
                if found := any_sign.match(message, at):
                    kept.append(message[upto:at])
                    upto = found.end()
                    break
        return " ".join([*kept, message[upto:]])

    def _places(self, message: str) -> list[tuple[int, list[_Begun]]]:
        """Where words stand with which a sign may begin, each with the signs that begin so."""
        said = message.split(" ")
        begins = accumulate((len(word) + 1 for word in said), initial=0)
        known = map(self._begun.__getitem__, said)
        return [(at, begun) for at, begun in zip(begins, known, strict=False) if begun]

    def _beginning(self, word: str) -> list[_Begun]:
        begun = list(self._whole.get(word, ()))
        for end in range(1, min(len(word), self._longest) + 1):
            begun += self._open.get(word[:end], ())
        return begun


def _ranked(ranks: Mapping[int, Sequence[str]]) -> _Begun:
    return (
        _any_of([pattern for patterns in ranks.values() for pattern in patterns]),
        [(rank, _any_of(patterns)) for rank, patterns in ranks.items()],
    )


def _beginnings(pattern: str) -> Iterator[tuple[str, bool]]:
    """The words with which a pattern may begin, and whether each may have any ending."""
    for choice in pattern.split(maxsplit=1)[0].split("|"):
        said = words(choice)
        yield said[0] if said else "", choice.endswith("*") and len(said) == 1


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(map(_regex, patterns))
    return re.compile(rf"\b(?:{alternatives})\b" if patterns else r"(?!)")


def _regex(pattern: str) -> str:
    """One authored pattern as a regular expression over plain words with single spaces."""
    parts = []
    for piece in pattern.split():
        if piece == "...":
            parts.append(r"(?:\w+ ){0,4}")
        else:
            choices = "|".join(
                " ".join(words(choice)) + (r"\w*" if choice.endswith("*") else "") for choice in piece.split("|")
            )
            parts.append(f"(?:{choices}) ")
    return "".join(parts).removesuffix(" ")
