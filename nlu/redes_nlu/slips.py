"""How people mistype: noise that the training adds to its sentences, so that it need not be authored.

A phone's neighbouring key, a letter left out or twice or swapped, a word written as it is heard, "que" as "q".
Only training sees these; a message is never changed before it is read.
"""

from __future__ import annotations

import random
from typing import Dict, Text, Tuple

_NEIGHBOURS: Dict[Text, Text] = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "rw", "g": "fh", "i": "uo", "l": "k", "m": "n",
    "n": "mb", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi",
}  # fmt: skip
_AS_HEARD: Tuple[Tuple[Text, Text], ...] = (
    ("qu", "k"), ("v", "b"), ("b", "v"), ("h", ""), ("z", "s"), ("c", "s"), ("s", "c"), ("ll", "y"), ("y", "ll"),
    ("g", "j"), ("c", "k"), ("x", "s"),
)  # fmt: skip
_SHORTENED = {"que": "q", "porque": "xq", "por": "x", "para": "pa", "estoy": "toy", "donde": "dnd", "como": "cm"}
_SHORTEST = 4
_SHARE = 0.25


def mistyped(text: Text, chance: random.Random) -> Text:
    """A text as somebody in a hurry may write it.

    Args:
        text: Plain (``redes.content.words.plain``).
        chance: Decides; seeded, so that a model can be made again.
    """
    return " ".join(_word(word, chance) for word in text.split())


def _word(word: Text, chance: random.Random) -> Text:
    if chance.random() >= _SHARE:
        return word
    if word in _SHORTENED:
        return _SHORTENED[word]
    if len(word) < _SHORTEST:
        return word
    kind, at = chance.random(), chance.randrange(1, len(word) - 1)
    if kind < 0.25:
        return word[:at] + word[at + 1 :]
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.5:
        return word[:at] + word[at] + word[at:]
    if kind < 0.65:
        return word[:at] + chance.choice(_NEIGHBOURS.get(word[at], word[at])) + word[at + 1 :]
    heard, written = chance.choice([pair for pair in _AS_HEARD if pair[0] in word] or [("", "")])
    return word.replace(heard, written, 1) if heard else word
