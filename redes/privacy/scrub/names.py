"""Names of people, found by a tagger (a linear-chain conditional random field) that was fitted to made-up narratives."""

import threading
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pycrfsuite

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import Lists, features, parts_of_phrases
from redes.privacy.scrub.spans import Findings, Kind
from redes.privacy.scrub.words import Word, split

THRESHOLD = 0.3
"""A word is a name from this probability on. Below one half: an unnecessary bracket costs less than a leak."""

_JOINTS = frozenset("- ' . d de del la las los da das do dos du des".split())
_LONGEST_JOINT = 2

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
        lexicon.stems_of_words(),
        lexicon.slips_of_words(),
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
        while (after := _next_of_name(words, kinds, end)) is not None:
            end = after
        yield words[start].start, words[end].end, kind
        start = end + 1


def _kinds(text: str, words: list[Word], hidden: list[bool]) -> list[Kind | None]:
    """For each word, whose name it is part of."""
    tagger = _tagger()
    tagger.set(features(text, words, hidden, lists()))
    kept = parts_of_phrases(words, lexicon.protected())
    kinds: list[Kind | None] = []
    for index, (word, hide) in enumerate(zip(words, hidden, strict=True)):
        if hide or index in kept or not word.plain[:1].isalpha():
            kinds.append(None)
            continue
        own, other = tagger.marginal("N", index), tagger.marginal("T", index)
        kinds.append(None if own + other < THRESHOLD else LABELS["N" if own >= other else "T"])
    if any(kinds):
        _repeat(words, kinds)
    for index in (index for index in range(len(words)) if hidden[index] or index in kept):
        kinds[index] = None
    return kinds


def _next_of_name(words: list[Word], kinds: list[Kind | None], index: int) -> int | None:
    """The next word of a name after one of it, over signs and particles that join two: ``de la``, ``-``."""
    for step in range(1, _LONGEST_JOINT + 2):
        following = index + step
        if following >= len(words):
            return None
        if kinds[following] is not None:
            return following
        if words[following].plain not in _JOINTS or words[following].start - words[following - 1].end > 1:
            return None
    return None


def _repeat(words: list[Word], kinds: list[Kind | None]) -> None:
    """Who was named once is meant again: a word that means nothing else is a name wherever the text has it."""
    common = lexicon.common_words()
    named = {
        word.plain: kind
        for word, kind in zip(words, kinds, strict=True)
        if kind is not None and len(word.plain) > 3 and word.plain not in common
    }
    for index, word in enumerate(words):
        if kinds[index] is None and word.plain in named:
            kinds[index] = named[word.plain]
