"""Kinds of barrier that fit somebody's words."""

from collections.abc import Iterator

from redes.content.catalogue import Catalogue
from redes.content.schema import Barrier
from redes.content.word_index import Said, WordIndex

_NAME, _KEYWORD, _EXAMPLE, _DESCRIPTION = 5.0, 5.0, 3.0, 2.0
"""Weights of a word by where it stands."""


class BarrierSearch:
    """Finds barriers by the words of their names, descriptions, keywords and examples.

    Args:
        catalogue: Whose barriers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._order = {barrier: place for place, barrier in enumerate(catalogue.barriers)}
        self._index = WordIndex({b.id: _said(b) for b in catalogue.barriers.values()}, language="es")

    def find(self, text: str, *, limit: int) -> tuple[str, ...]:
        """Ids of the barriers that fit best, best first, ties in the order of the catalogue; empty when none does."""
        scores = self._index.find(text)
        best = sorted(scores, key=lambda barrier: (-round(scores[barrier], 9), self._order[barrier]))
        return tuple(best[:limit])


def _said(barrier: Barrier) -> Iterator[Said]:
    yield Said(barrier.name, _NAME, names=True)
    yield Said(barrier.description, _DESCRIPTION)
    for keyword in barrier.keywords:
        yield Said(keyword, _KEYWORD, names=True)
    for example in barrier.examples:
        yield Said(example, _EXAMPLE, names=True)
