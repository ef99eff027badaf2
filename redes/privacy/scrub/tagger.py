"""What the tagger (a linear-chain conditional random field, fitted to made-up narratives) thinks of every word of a text."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import pycrfsuite

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import Lists, features
from redes.privacy.scrub.spans import Findings, Kind
from redes.privacy.scrub.words import Word, split

AUTHOR, OTHER, HOME, BIRTH, NUMBER = "N", "T", "D", "B", "I"
"""Labels of what is personal: the author's name, somebody else's, where somebody lives, when she was born, any other identifier.
Of the others, ``X`` is part of the name of an institution and ``O`` is everything else."""

_LABELS: dict[Kind, str] = {
    "nombre": AUTHOR,
    "nombre-de-tercero": OTHER,
    "direccion": HOME,
    "fecha-nacimiento": BIRTH,
}

_MODEL = files("redes.privacy.scrub") / "data" / "names.crfsuite"
_local = threading.local()
"""A tagger keeps the sentence it is reading, so every thread has its own."""


def label_of(kind: Kind) -> str:
    """The label of a kind of personal data."""
    return _LABELS.get(kind, NUMBER)


def hidden_by(findings: Findings, words: Sequence[Word]) -> list[str]:
    """For each word, the label of what was found there already; the empty text where nothing was."""
    return [label_of(kind) if (kind := findings.kind_at(word.start, word.end)) else "" for word in words]


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
        lexicon.titles(),
        lexicon.heard(),
    )


class Reading:
    """A text as the tagger reads it. The last one of its thread only: the tagger keeps one text at a time.

    Attributes:
        text: As it was written.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
        words: Its words.
        hidden: For each word, the label of what rules found there; the empty text where they found nothing.
    """

    def __init__(self, text: str, folded: str, findings: Findings) -> None:
        self.text = text
        self.folded = folded
        self.words = split(folded)
        self.hidden = hidden_by(findings, self.words)
        self._tagger = _tagger()
        if self.words:
            self._tagger.set(features(text, self.words, self.hidden, lists()))

    def sure(self, label: str, index: int) -> float:
        """How likely a word bears a label, from 0 to 1."""
        return float(self._tagger.marginal(label, index))


@cache
def _model() -> bytes:
    return _MODEL.read_bytes()


def _tagger() -> pycrfsuite.Tagger:
    tagger = getattr(_local, "tagger", None)
    if tagger is None:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
        _local.tagger = tagger
    return tagger
