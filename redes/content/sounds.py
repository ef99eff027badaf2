"""Words as they sound, because people write as they hear: ``bacuna``, ``sita``, ``desplasado``, ``Kukuta``."""

import re

_SOUNDS = (
    (re.compile(r"qu(?=[ei])|c(?![ehi])|ck"), "k"),
    (re.compile(r"ch"), "x"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[cz]"), "s"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"h"), ""),
    (re.compile(r"[wü]"), "u"),
    (re.compile(r"(?<=[aeiou])y\b"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
"""Letters that are taken for each other by ear in Colombia and Venezuela, in this order."""


def sound(word: str) -> str:
    """A plain word (:func:`redes.content.words.plain`) as it sounds; equal for all ways to spell one sound.

    ``n`` and ``m`` before ``b`` and ``p`` stay apart: other words than misspelt ones would meet there.
    """
    for written, spoken in _SOUNDS:
        word = written.sub(spoken, word)
    return word
