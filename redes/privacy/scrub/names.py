"""Names of people, found by a tagger (a linear-chain conditional random field) that was fitted to made-up narratives."""

import threading
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pycrfsuite

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import Lists, features
from redes.privacy.scrub.spans import Findings, Kind
from redes.privacy.scrub.words import Word, split

THRESHOLD = 0.3
"""A word is a name from this probability on. Below one half: an unnecessary bracket costs less than a leak."""

LABELS: dict[str, Kind] = {"N": "nombre", "T": "nombre-de-tercero"}
"""Labels of the tagger that mean a name: the author's, somebody else's. Of the others, ``X`` is part of the name of
an institution and ``O`` is everything else."""

_MODEL = files("redes.privacy.scrub") / "data" / "names.crfsuite"
_local = threading.local()
"""A tagger keeps the sentence it is reading, so every thread has its own."""


@cache
def _model() -> bytes:
    return _MODEL.read_bytes()


@cache
def lists() -> Lists:
    """The lists the tagger looks words up in."""
    return Lists(
        lexicon.given_names(),
        lexicon.surnames(),
        lexicon.common_words(),
        lexicon.places(),
        lexicon.sounds_of_names(),
        lexicon.sounds_of_words(),
        lexicon.institutions(),
    )


def _tagger() -> pycrfsuite.Tagger:
    tagger = getattr(_local, "tagger", None)
    if tagger is None:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
        _local.tagger = tagger
    return tagger


def find_names(text: str, folded: str, findings: Findings) -> Iterator[tuple[int, int, Kind]]:
    """Where a text names somebody.

    Args:
        text: As it was written.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
        findings: What was found before; names are looked for beside it.
    """
    words = split(folded)
    if not words:
        return
    hidden = [not findings.free(word.start, word.end) for word in words]
    kinds = _kinds(text, words, hidden)
    start = 0
    while start < len(words):
        kind = kinds[start]
        if kind is None:
            start += 1
            continue
        end = start
        while end + 1 < len(words) and _goes_on(words, kinds, end + 1):
            end += 1
        while kinds[end] is None:
            end -= 1
        yield words[start].start, words[end].end, kind
        start = end + 1


def _kinds(text: str, words: list[Word], hidden: list[bool]) -> list[Kind | None]:
    """For each word, whose name it is part of."""
    tagger = _tagger()
    tagger.set(features(text, words, hidden, lists()))
    kinds: list[Kind | None] = []
    for index, (word, hide) in enumerate(zip(words, hidden, strict=True)):
        if hide or not word.plain[:1].isalpha():
            kinds.append(None)
            continue
        own, other = tagger.marginal("N", index), tagger.marginal("T", index)
        kinds.append(None if own + other < THRESHOLD else LABELS["N" if own >= other else "T"])
    return kinds


def _goes_on(words: list[Word], kinds: list[Kind | None], index: int) -> bool:
    """Whether a name goes on with this word: it is one, or a sign that joins two."""
    if kinds[index] is not None:
        return True
    return words[index].plain in ("-", "'", ".") and index + 1 < len(words) and kinds[index + 1] is not None
