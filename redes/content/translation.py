"""Which Spanish text a translation follows.

Spanish is the authority. A translation carries the version of the Spanish card it was made from; when
the Spanish changes, the two differ and the check says so.
"""

import hashlib
import json
from collections.abc import Iterable

from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Audience, Card, CardTranslation, Language

TRANSLATED = (
    "title",
    "answer",
    "alarm",
    "steps",
    "bring",
    "if_refused",
    "avoid",
    "register_",
    "say",
    "open_question",
)
"""Fields of a card that people read, in the order of the card."""


def spanish_version(card: Card) -> str:
    """Version of what a card says in Spanish: 8 hexadecimal digits that change when any word does."""
    return version_of(getattr(card, field) for field in TRANSLATED)


def report_version(catalogue: Catalogue) -> str:
    """Version of what a report is picked from in Spanish: families, barriers and practices."""
    parts: list[str | tuple[str, ...] | None] = []
    for family in catalogue.categories:
        parts += (family.name, *(text for one in family.barriers for text in (one.name, one.message)))
    return version_of([*parts, *(practice.title for practice in catalogue.decalogo.practices)])


def version_of(parts: Iterable[str | tuple[str, ...] | None]) -> str:
    """Version of the parts of a text, in their order: 8 hexadecimal digits that change when any word does."""
    said = json.dumps(list(parts), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def languages_of(audience: Audience) -> tuple[Language, ...]:
    """The languages beside Spanish that a card for these readers must have."""
    return ("en",) if audience is Audience.PERSONAL else tuple(code for code in LANGUAGES if code != "es")


def missing_parts(card: Card, translation: CardTranslation) -> list[str]:
    """Fields in which a translation says more or fewer things than the Spanish card."""
    return [field for field in TRANSLATED if _size(getattr(card, field)) != _size(getattr(translation, field))]


def _size(part: str | tuple[str, ...] | None) -> int:
    return len(part) if isinstance(part, tuple) else int(part is not None)
