"""Narratives that were written as a whole, and the same told of others: ``narratives/``.

Made-up sentences repeat the ways of speaking that somebody thought of beforehand. A narrative that was written as a whole
has what stands between them; told again with other names, and written in other ways, it teaches how people are named
rather than who they are.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import parts_of_phrases
from redes.privacy.scrub.spans import Kind
from redes.privacy.scrub.tagger import label_of
from redes.privacy.scrub.training.marked import Marked, narratives
from redes.privacy.scrub.training.material import Labelled, Names, written
from redes.privacy.scrub.words import fold, split

_NAMES = frozenset({"nombre", "nombre-de-tercero"})
_AS_NAMED = 0.35
"""In so many tellings everybody keeps the name she has."""
_OF_ANOTHER = 0.5
"""So many identifiers become another narrative's."""
_WORD = re.compile(r"[^\W\d_]+")
_NOTHING = frozenset("de del la las los da das do dos di y e".split())
_INITIAL = 2


def as_told(told: Marked) -> list[Labelled]:
    """A narrative as it was written."""
    return _pieces(told, [told.text[start:end] for start, end, _ in told.spans])


def retold(told: Marked, names: Names, rng: random.Random) -> list[Labelled]:
    """A narrative of somebody else, written in another way."""
    kept = rng.random() < _AS_NAMED
    said = [
        text if kept else _other(text, kind, names, told.lang, rng)
        for text, kind in ((told.text[start:end], kind) for start, end, kind in told.spans)
    ]
    return written(_pieces(told, said), rng)


def _other(text: str, kind: Kind, names: Names, language: str, rng: random.Random) -> str:
    """What stands there of somebody else: another name, or an identifier of another narrative."""
    if kind in _NAMES:
        return _other_name(text, names, language, rng)
    return rng.choice(_identifiers()[language, kind]) if rng.random() < _OF_ANOTHER else text


@cache
def _identifiers() -> Mapping[tuple[str, Kind], Sequence[str]]:
    """Language and kind -> the identifiers of all narratives."""
    found: dict[tuple[str, Kind], list[str]] = defaultdict(list)
    for told in narratives():
        for start, end, kind in told.spans:
            found[told.lang, kind].append(told.text[start:end])
    return found


def _pieces(told: Marked, said: Sequence[str]) -> list[Labelled]:
    found: list[Labelled] = []
    position = 0
    for (start, end, kind), text in zip(told.spans, said, strict=True):
        found += _beside(told.text[position:start])
        found.append((text, label_of(kind)))
        position = end
    return [*found, *_beside(told.text[position:])]


def _beside(text: str) -> Iterator[Labelled]:
    """What stands around names, the names that institutions bear told apart."""
    words = split(fold(text))
    position = 0
    for index in sorted(parts_of_phrases(words, lexicon.institutions())):
        yield text[position : words[index].start], "O"
        yield text[words[index].start : words[index].end], "X"
        position = words[index].end
    yield text[position:], "O"


def _other_name(text: str, names: Names, language: str, rng: random.Random) -> str:
    """Another name of as many words, in the same letters; initials, and what holds them, stay."""
    words = [word for word in _WORD.findall(text) if fold(word) not in _NOTHING]
    if not words or min(map(len, words)) < _INITIAL or any(sign in text for sign in "@._\n\"'«»"):
        return text
    if len(words) == 1:
        new = names.surname(language) if rng.random() < 0.08 else names.given(language)
    else:
        families = 1 if len(words) == 2 else rng.choice((1, 2))
        given = [names.given(language) for _ in words[families:]]
        new = " ".join([*given, *(names.surname(language) for _ in range(families))])
    if text.islower():
        return new.lower()
    return new.upper() if text.isupper() else new
