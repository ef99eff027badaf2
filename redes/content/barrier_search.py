"""Kinds of barrier that fit somebody's words."""

from collections.abc import Iterator

from redes.content.catalogue import Catalogue
from redes.content.schema import Barrier, BarrierWords
from redes.content.word_index import Said, WordIndex

_NAME, _KEYWORD, _EXAMPLE, _DESCRIPTION = 5.0, 5.0, 3.0, 2.0
"""Weights of a word by where it stands."""


class BarrierSearch:
    """Finds barriers by the words of their names, descriptions, keywords and examples, in all languages at once.

    Args:
        catalogue: Whose barriers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._order = {barrier: place for place, barrier in enumerate(catalogue.barriers)}
        self._indexes = [WordIndex({b.id: _said(b) for b in catalogue.barriers.values()}, language="es")]
        for language, spoken in catalogue.report_words.items():
            texts = {barrier: _translated(said) for barrier, said in spoken.barriers.items() if barrier in self._order}
            self._indexes.append(WordIndex(texts, language=language))

    def find(self, text: str, *, limit: int) -> tuple[str, ...]:
        """Ids of the barriers that fit best, best first, ties in the order of the catalogue; empty when none does."""
        # Nobody says in which language she writes: what covers most of her words, in any of them, counts.
        scores: dict[str, float] = {}
        for index in self._indexes:
            for barrier, score in index.find(text).items():
                scores[barrier] = max(score, scores.get(barrier, 0.0))
        best = sorted(scores, key=lambda barrier: (-round(scores[barrier], 9), self._order[barrier]))
        return tuple(best[:limit])


def _said(barrier: Barrier) -> Iterator[Said]:
    yield Said(barrier.name, _NAME, names=True)
    yield Said(barrier.description, _DESCRIPTION)
    for keyword in barrier.keywords:
        yield Said(keyword, _KEYWORD, names=True)
    for example in barrier.examples:
        yield Said(example, _EXAMPLE, names=True)


def _translated(spoken: BarrierWords) -> Iterator[Said]:
    yield Said(spoken.name, _NAME, names=True)
    for keyword in spoken.keywords:
        yield Said(keyword, _KEYWORD, names=True)
