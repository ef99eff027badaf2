"""A municipality in somebody's words."""

from rapidfuzz import fuzz, process

from redes.content.catalogue import Catalogue
from redes.content.words import words

_SOUNDS = (("qu", "k"), ("ch", "x"), ("c", "k"), ("z", "s"), ("v", "b"), ("ll", "y"), ("h", ""), ("w", "u"))
"""Letters that are taken for each other by ear, as people write place names: Kukuta, Varranquilla, Sibate."""

_AROUND = frozenset(["en", "de", "la", "el", "por", "aki", "ai", "eso", "fue", "paso", "pasado", "estoy", "bibo"])
"""Words around a name, as they sound."""


def _sound(text: str) -> str:
    """A text's words as they sound."""
    heard = " ".join(words(text))
    for written, spoken in _SOUNDS:
        heard = heard.replace(written, spoken)
    return heard


class PlaceSearch:
    """Finds municipalities by name, tolerant of slips and of what stands around the name.

    Args:
        catalogue: Whose territories.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = {
            _sound(name): municipality.code
            for territory in catalogue.territories.values()
            for municipality in territory.municipalities
            for name in (municipality.name, *municipality.synonyms)
        }
        self._longest = max(len(name.split()) for name in self._names)
        self._first = frozenset(name.split(" ", 1)[0] for name in self._names)

    def find(self, text: str) -> str | None:
        """DIVIPOLA code of the municipality a text names, or None when it names none for sure."""
        said = _sound(text[:400]).split()
        starts = [start for start, word in enumerate(said) if word in self._first]
        for size in range(self._longest, 0, -1):
            for start in (start for start in starts if start + size <= len(said)):
                code = self._names.get(" ".join(said[start : start + size]))
                if code is not None:
                    return code
        said = [word for word in said if word not in _AROUND]
        if not 0 < len(said) <= 4:
            return None
        near = process.extractOne(" ".join(said), list(self._names), scorer=fuzz.ratio, score_cutoff=84)
        return self._names[near[0]] if near else None
