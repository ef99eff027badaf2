"""Kinds of barrier that fit somebody's words."""

import math
from collections import defaultdict

from rapidfuzz import fuzz, process

from redes.content.catalogue import Catalogue
from redes.content.words import STOPWORDS, stem, words


class BarrierSearch:
    """Finds barriers by the words of their names, descriptions and examples.

    Args:
        catalogue: Whose barriers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._holders: dict[str, set[str]] = defaultdict(set)
        for barrier in catalogue.barriers.values():
            for text in (barrier.name, barrier.description, *barrier.examples):
                for word in words(text):
                    if word not in STOPWORDS:
                        self._holders[stem(word)].add(barrier.id)
        self._count = len(catalogue.barriers)
        self._known = list(self._holders)

    def find(self, text: str, *, limit: int) -> tuple[str, ...]:
        """Ids of the barriers that fit best, best first; empty when none does."""
        scores: dict[str, float] = defaultdict(float)
        for word in {self._known_form(stem(w)) for w in words(text)[:80] if w not in STOPWORDS}:
            for barrier in self._holders.get(word, ()):
                scores[barrier] += math.log(1 + self._count / len(self._holders[word]))
        return tuple(barrier for barrier, _ in sorted(scores.items(), key=lambda s: (-s[1], s[0]))[:limit])

    def _known_form(self, word: str) -> str:
        """A word as the catalogue spells it, when it is one with a slip."""
        if word in self._holders or len(word) <= 3:
            return word
        near = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=82)
        return near[0] if near else word
