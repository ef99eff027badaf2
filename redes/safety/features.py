"""What a message shows to the weights that weigh danger: words, pairs of words, pieces of words and concepts.

This module imports nothing of ours but the making plain of words, because the weights are also trained with it in
Rasa's older Python. Everything is a number of a bucket; which words lie in it nobody needs to know.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from redes.content.words import plain

BUCKETS = 1 << 15
"""Features fall into so many buckets."""

WINDOW = 24
"""Words that are weighed together: in a long story the danger stands in one or two sentences."""

STEP = 16
"""Words from the beginning of one window to that of the next."""

_LOOKALIKES = str.maketrans(
    "асеорхуікмтнвαεικορτυνβ\u0131",
    "aceopxyikmtnbaeikoptuvbi",
)
_LEET = str.maketrans("0134578@$", "oieastbas")
_TOKEN = re.compile(r"[^\W_]+")
_MIXED = re.compile(r"[^\W\d_]+[0134578@$][\w@$]*[^\W\d_]")
_FIGURE = re.compile(r"[0134578@$]")
_FOLDS = (
    ("qu", "k"),
    ("ch", "x"),
    ("ph", "f"),
    ("ll", "y"),
    ("h", ""),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("v", "b"),
    ("w", "u"),
    ("ss", "s"),
    ("rr", "r"),
    ("mb", "nb"),
    ("mp", "np"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_SHORT = {"q": "que", "k": "que", "xq": "porque", "pq": "porque", "bb": "bebe", "bbe": "bebe", "tngo": "tengo"}


def readable(text: str) -> str:
    """The letters a reader sees: no invisible characters, no lookalikes from other scripts, no figures for letters."""
    if text.isascii():
        seen = text
    else:
        seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Mn"))
        seen = seen.casefold().translate(_LOOKALIKES)
    return seen if _FIGURE.search(seen) is None else _MIXED.sub(lambda found: found[0].translate(_LEET), seen)


def tokens(text: str) -> list[str]:
    """The words of a readable text, made plain and spelled by ear."""
    return [by_ear(word) for word in _TOKEN.findall(plain(text).replace("'", " ").replace("’", " "))]


@lru_cache(maxsize=20_000)
def by_ear(word: str) -> str:
    """A word as it sounds to who writes Spanish in haste: ``kiero`` and ``quiero`` are one."""
    word = _SOFT_G.sub("j", _SOFT_C.sub("s", _SHORT.get(word, word)))
    for written, heard in _FOLDS:
        word = word.replace(written, heard)
    return word


class Features:
    """Makes features of messages.

    Args:
        concepts: Concept -> words that tell of it, in all languages, without accents; ``*`` at the end of a word stands
            for any ending.

    Attributes:
        concepts: As given.
    """

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        self.concepts = concepts
        self._exact: dict[str, list[str]] = {}
        self._starts: dict[str, list[str]] = {}
        for concept, words in concepts.items():
            for word in words:
                known = self._starts if word.endswith("*") else self._exact
                known.setdefault(by_ear(plain(word.rstrip("*"))), []).append(concept)
        self.of_word = lru_cache(maxsize=20_000)(self._word)

    def said(self, text: str) -> "Said":
        """A message made ready to be weighed."""
        heard = tokens(readable(text))
        told = [self.of_word(word)[1] for word in heard]
        starts = range(0, max(1, len(heard) - (WINDOW - STEP)), STEP)
        return Said(
            words=heard,
            asks="?" in text,
            windows=[
                (slice(start, start + WINDOW), sorted({c for word in told[start : start + WINDOW] for c in word}))
                for start in starts
            ],
        )

    def buckets(self, said: "Said", window: int) -> list[int]:
        """The buckets of one window of a message, as often as they are in it."""
        where, concepts = said.windows[window]
        found = [ASKS] if said.asks else []
        for before, one, word in said.triples()[where]:
            found += self.of_word(word)[0]
            found += (pair("2", one, word), pair("3", before, word))
        for index, concept in enumerate(concepts):
            found += (pair("p", concept, other) for other in concepts[index + 1 :])
        return found

    def _word(self, word: str) -> tuple[list[int], tuple[str, ...]]:
        told = {c for end in range(2, len(word) + 1) for c in self._starts.get(word[:end], ())}
        told.update(self._exact.get(word, ()))
        framed = f"^{word}$"
        pieces = {f"g{framed[i : i + n]}" for n in (3, 4, 5) for i in range(len(framed) - n + 1)} if word[3:] else set()
        return [bucket(name) for name in (f"w{word}", *(f"k{concept}" for concept in told), *pieces)], tuple(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message, heard.

    Attributes:
        words: As they sound.
        asks: Whether it has a question mark.
        windows: Which words are weighed together, and the concepts they tell of, in a fixed order.
    """

    words: list[str]
    asks: bool
    windows: list[tuple[slice, list[str]]]

    def triples(self) -> list[tuple[str, str, str]]:
        """Each word with the two before it; ``^`` stands before the first."""
        return list(zip(["^", "^", *self.words], ["^", *self.words], self.words, strict=False))


@lru_cache(maxsize=50_000)
def pair(kind: str, one: str, other: str) -> int:
    """The bucket of two things said together."""
    return bucket(f"{kind}{one} {other}")


def bucket(name: str) -> int:
    """The bucket of a feature."""
    return crc32(name.encode()) % BUCKETS


ASKS = bucket("asks")
