"""An institution of the directory in somebody's words: ``el herasmo meos`` is the Hospital Universitario Erasmo Meoz."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from redes.content.catalogue import Catalogue
from redes.content.schema import Contact
from redes.content.slips import sound
from redes.content.words import words

_NO_PLACE = frozenset({"linea", "aplicacion", "mesa", "nacional"})
"""Kinds of entries to which nobody goes, so nobody is turned away there."""

_CARE = ("hospital", "ips", "clinica", "centro")
"""Beginnings of kinds that give care: offered first."""

_GENERIC = frozenset(
    map(
        sound,
        (
            "el la los las de del en un una al y e ese ips eps sa sas hospital clinica centro salud puesto universitario "
            "universitaria publico fundacion sede red empresa social estado municipal departamental secretaria san santa "
            "urgencias"
        ).split(),
    )
)
"""Words that many institutions bear; they tell one from another only when nothing else is said."""

_LEAST_LIKE = 78
_SURELY_LIKE = 90
_CLEARLY_BEFORE = 8
"""Points of a hundred: below the first an entry is not meant, from the second it is taken when the next is this far behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text may name.

    Attributes:
        ids: Directory entries, best first; empty when none is like it.
        sure: Whether the first one is meant beyond doubt.
    """

    ids: tuple[str, ...]
    sure: bool


class InstitutionSearch:
    """Finds entries of the directory by name, tolerant of slips.

    Args:
        catalogue: Whose directory.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = {entry.id: _heard(entry.name) for entry in catalogue.contacts.values() if _is_a_place(entry)}
        self._own = {entry: _distinct(name) for entry, name in self._names.items()}

    def find(self, text: str, *, municipality: str | None, limit: int) -> Found:
        """Entries that a text names.

        Args:
            text: As typed.
            municipality: DIVIPOLA code where it happened; only entries of its territory are looked at. None: all.
            limit: How many at most.
        """
        said = _heard(text[:200])
        own = _distinct(said)
        near = near_ids(self._catalogue, municipality)
        names = self._own if own else self._names
        candidates = {entry: name for entry, name in names.items() if entry in near and name}
        if not said:
            return Found(ids=(), sure=False)
        hits = process.extract(
            own or said, candidates, scorer=fuzz.token_set_ratio, score_cutoff=_LEAST_LIKE, limit=limit + 1
        )
        ids = tuple(entry for _, _, entry in hits)
        clear = len(hits) == 1 or (len(hits) > 1 and hits[0][1] - hits[1][1] >= _CLEARLY_BEFORE)
        return Found(ids=ids[:limit], sure=bool(own and hits) and hits[0][1] >= _SURELY_LIKE and clear)


def near_ids(catalogue: Catalogue, municipality: str | None) -> tuple[str, ...]:
    """Ids of the entries where somebody in a municipality may have gone: of the very municipality first, care before offices.

    Args:
        catalogue: Whose directory.
        municipality: DIVIPOLA code; None: of the whole country.
    """
    found = catalogue.municipalities.get(municipality or "")
    scope = None if found is None else found[0].id
    entries = [
        entry for entry in catalogue.contacts.values() if _is_a_place(entry) and (scope is None or entry.scope == scope)
    ]
    entries.sort(
        key=lambda entry: (
            not entry.kind.startswith(_CARE),
            municipality is not None and entry.municipality != municipality,
        )
    )
    return tuple(entry.id for entry in entries)


def gives_care(contact: Contact) -> bool:
    """Whether an entry is a hospital, a clinic or the like."""
    return _is_a_place(contact) and contact.kind.startswith(_CARE)


def _is_a_place(contact: Contact) -> bool:
    return contact.kind not in _NO_PLACE and contact.scope != "nacional"


def _heard(name: str) -> str:
    return " ".join(map(sound, words(name)))


def _distinct(heard: str) -> str:
    return " ".join(word for word in heard.split() if word not in _GENERIC)
