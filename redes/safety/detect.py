"""Danger is recognised before anything else, without Rasa and in well under 2 ms.

The signs stand in ``content/seguridad/``, where a clinician can read and mend them; here they are
only compiled. What looks alike and is harmless is taken out of the message first. Beside the signs stand weights learnt
from sentences (``content/peligro/``): people in danger find words that no list foresees, and the same words are also
said of the past, in questions and in jest. A message is danger when the weights are sure, or when a sign is there and
they do not speak against it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from redes.content.schema import Danger, Language
from redes.content.words import words
from redes.safety.features import WINDOW, readable
from redes.safety.weights import Weights

LONGEST = 4000
"""Characters that are looked at; the start of a longer message says enough, and time stays bounded."""

SURE = 1.0
"""From this logit on, the weights alone make an alarm."""

FEWEST_WORDS = 3
"""Words of a message that the weights alone may call danger: of one or two they know too little ("qwerty")."""

AGAINST = -1.5
"""Below this logit, the weights silence a sign."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    danger: Danger
    signs: re.Pattern[str]


class DangerDetector:
    """Finds danger in messages, in all languages at once.

    Args:
        dangers: As authored, in the order in which they win.
        weights: What was learnt from sentences; None leaves the decision to the signs.
    """

    def __init__(self, dangers: tuple[Danger, ...], weights: Weights | None = None) -> None:
        self._dangers = tuple(_Compiled(d, _any_of(d.signs)) for d in dangers if any(d.signs.values()))
        self._by_kind: dict[str, Danger] = {d.kind: d for d in dangers}
        self._weights = weights
        self._not_meant = _any_of(
            {"es": tuple(p for d in dangers for patterns in d.not_meant.values() for p in patterns)}
        )

    def detect(self, text: str) -> Danger | None:
        """The gravest danger a message tells of, or None."""
        seen = readable(text[:LONGEST])[:LONGEST]  # some signs become many letters when made plain
        if self._weights is None:
            return self._signed(seen)
        weighed = self._weights.weigh(seen)
        # In a long story what is said around a sign does not speak against it.
        if weighed.sureness < AGAINST and len(seen.split()) <= WINDOW:
            return None
        sure = weighed.sureness >= SURE and len(seen.split()) >= FEWEST_WORDS
        likeliest = self._by_kind.get(weighed.kind) if sure else None
        return self._signed(seen) or likeliest

    def _signed(self, seen: str) -> Danger | None:
        message = self._not_meant.sub(" ", " ".join(words(seen)))[:LONGEST]
        for compiled in self._dangers:
            if compiled.signs.search(message):
                return compiled.danger
        return None


def _any_of(patterns: Mapping[Language, tuple[str, ...]]) -> re.Pattern[str]:
    alternatives = [_regex(pattern) for in_language in patterns.values() for pattern in in_language]
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b" if alternatives else r"(?!)")


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
