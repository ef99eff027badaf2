"""A municipality in somebody's words."""

from rapidfuzz import fuzz, process

from redes.content.catalogue import Catalogue
from redes.content.slips import sound
from redes.content.words import words

_AROUND = frozenset(map(sound, "en de la el por aqui ahi eso fue paso pasado estoy vivo".split()))
"""Words around a name, as they sound."""


def _sound(text: str) -> str:
    """A text's words as they sound."""
    return " ".join(map(sound, words(text)))


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
        self._words = frozenset(word for name in self._names for word in name.split())

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

    def without(self, text: str) -> str:
        """What a text says beside the names of places: its other words, made plain."""
        return " ".join(word for word in words(text) if _sound(word) not in self._words)
