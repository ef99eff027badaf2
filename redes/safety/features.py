"""What a message shows to the weights that weigh danger: words, pairs of words, pieces of words and concepts.

This module imports nothing of ours but the making plain of words, because the weights are also trained with it in
Rasa's older Python. Everything is a number of a bucket; which words lie in it nobody needs to know.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from redes.content.words import plain
from redes.safety.remembered import Remembered

WORDS, PAIRS, PIECES, CONCEPTS, TOGETHER, NEAR = range(6)
"""Kinds of features: words; a word with one of the two before it; pieces of words; concepts; two concepts in one window;
one concept soon after another."""

SIZES = (1 << 14, 1 << 16, 1 << 15, 1 << 11, 1 << 15, 1 << 16)
"""Buckets of each kind; the kinds do not share any."""

STARTS = tuple(sum(SIZES[:kind]) for kind in range(len(SIZES)))
"""The first bucket of each kind."""

BUCKETS = sum(SIZES)
"""Features fall into so many buckets."""

WINDOW = 24
"""Words that are weighed together: in a long story the danger stands in one or two sentences."""

STEP = 16
"""Words from the beginning of one window to that of the next."""

REACH = 4
"""So many words at most lie from a concept to one that it is near to."""

SLIPPED = 6
"""Letters from which on a word is known in spite of a slip: shorter ones have too many neighbours."""

_LOOKALIKES = str.maketrans(
    "асеорхуікмтнвαεικορτυνβ\u0131",
    "aceopxyikmtnbaeikoptuvbi",
)
_UNSEEN = re.compile("[\u00ad\u0300-\U0010ffff]")  # what is invisible or of another script is among these
_LEET = str.maketrans("0134578@$", "oieastbas")
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
    """The letters a reader sees: no invisible characters, no lookalikes from other scripts, no figures for letters.

    ``can't`` becomes ``cant``, as many write it: apart, ``can`` would be a question and ``t`` nothing.
    """
    text = text.replace("\u2019", "'").replace("n't", "nt").replace("N'T", "NT")
    if text.isascii():
        seen = text
    elif _UNSEEN.search(text) is None:
        seen = unicodedata.normalize("NFKC", text).casefold().replace("\u0131", "i")
    else:
        seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Mn"))
        seen = seen.casefold().translate(_LOOKALIKES)
    return seen if _FIGURE.search(seen) is None else _spelt(seen)


def _spelt(seen: str) -> str:
    """Letters for the figures within words; only what stands around a figure is looked at."""
    done, upto = [], 0
    for figure in _FIGURE.finditer(seen):
        if figure.start() < upto:
            continue
        begin = max(upto, seen.rfind(" ", upto, figure.start()) + 1)
        end = seen.find(" ", figure.end())
        end = len(seen) if end < 0 else end
        done += [seen[upto:begin], _MIXED.sub(lambda found: found[0].translate(_LEET), seen[begin:end])]
        upto = end
    return "".join([*done, seen[upto:]])


def by_ear(word: str) -> str:
    """A word as it sounds to who writes Spanish in haste: ``kiero`` and ``quiero`` are one."""
    return _heard[word]


def _by_ear(word: str) -> str:
    word = _SOFT_G.sub("j", _SOFT_C.sub("s", _SHORT.get(word, word)))
    for written, heard in _FOLDS:
        word = word.replace(written, heard)
    return word


_heard = Remembered(_by_ear)


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
        self._exact: dict[str, list[int]] = {}
        self._starts: dict[str, list[int]] = {}
        self._near: dict[str, list[str]] = {}
        for concept, words in enumerate(concepts.values()):
            for word in words:
                known = self._starts if word.endswith("*") else self._exact
                known.setdefault(by_ear(plain(word.rstrip("*"))), []).append(concept)
        for word in sorted({*self._exact, *self._starts}):
            if len(word) >= SLIPPED:
                for slip in _slips(word):
                    self._near.setdefault(slip, []).append(word)
        self.of_word = Remembered(self._word)

    def said(self, words: Sequence[str], *, asks: bool) -> "Said":
        """A message made ready to be weighed.

        Args:
            words: Its words, made readable and plain.
            asks: Whether it has a question mark.
        """
        heard = list(map(_heard.__getitem__, words))
        starts = range(0, max(1, len(heard) - (WINDOW - STEP)), STEP)
        return Said(
            words=heard,
            told=[told for _, told in map(self.of_word.__getitem__, heard)],
            asks=asks,
            windows=[(start, min(start + WINDOW, len(heard))) for start in starts],
        )

    def buckets(self, said: "Said", window: int) -> list[int]:
        """The buckets of one window of a message, as often as they are in it."""
        begin, end = said.windows[window]
        found = [ASKS] if said.asks else []
        for at in range(begin, end):
            word = said.words[at]
            found += self.of_word[word][0]
            found += (pair(said.before(at, 1), word), pair(said.before(at, 2), word, apart=True))
            found += (near(one, other) for one, other in said.near(at))
        told = said.concepts(begin, end)
        for index, one in enumerate(told):
            found += (together(one, other) for other in told[index + 1 :])
        return found

    def _word(self, word: str) -> tuple[list[int], tuple[int, ...]]:
        told = {c for end in range(2, len(word) + 1) for c in self._starts.get(word[:end], ())}
        told.update(self._exact.get(word, ()))
        if not told and len(word) >= SLIPPED:
            told.update(self._nearly(word))
        framed = f"^{word}$"
        pieces = {framed[i : i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)} if word[3:] else set()
        known = tuple(sorted(told))
        return [
            bucket(WORDS, word),
            *(STARTS[CONCEPTS] + concept for concept in known),
            *(bucket(PIECES, piece) for piece in sorted(pieces)),
        ], known

    def _nearly(self, word: str) -> list[int]:
        """The concepts of the words from which this one, or its beginning, differs by a slip of the finger."""
        for slip in _slips(word):
            for near in self._near.get(slip, ()):
                if _one_slip(word, near):
                    return [*self._exact.get(near, ()), *self._starts.get(near, ())]
        for end in range(len(word) - 1, SLIPPED, -1):
            beginning = word[:end]
            for slip in _slips(beginning):
                for near in self._near.get(slip, ()):
                    if near in self._starts and _one_slip(beginning, near):
                        return self._starts[near]
        return []


def _slips(word: str) -> list[str]:
    """A word, and the word without each of its letters but the first: two words a slip apart share one of them."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter was lost, added, mistaken or swapped with its neighbour, and nothing else."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[same:], other[same:]
    swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message, heard.

    Attributes:
        words: As they sound.
        told: For each word the numbers of the concepts it tells of.
        asks: Whether it has a question mark.
        windows: The first of the words that are weighed together, and the one after the last.
    """

    words: list[str]
    told: list[tuple[int, ...]]
    asks: bool
    windows: list[tuple[int, int]]

    def before(self, at: int, back: int) -> str:
        """The word so many before another; ``^`` stands before the first."""
        return self.words[at - back] if at >= back else "^"

    def near(self, at: int) -> list[tuple[int, int]]:
        """Concepts told of shortly before a word, each with one that the word tells of."""
        told = self.told[at]
        if not told:
            return []
        return [(one, other) for back in self.told[max(0, at - REACH) : at] for one in back for other in told]

    def concepts(self, begin: int, end: int) -> list[int]:
        """The concepts that some words tell of, once each, in a fixed order."""
        return sorted({concept for told in self.told[begin:end] for concept in told})


@lru_cache(maxsize=50_000)
def pair(one: str, other: str, *, apart: bool = False) -> int:
    """The bucket of two words in a row, or with one between them."""
    return bucket(PAIRS, f"{one} _ {other}" if apart else f"{one} {other}")


@lru_cache(maxsize=50_000)
def near(one: int, other: int) -> int:
    """The bucket of a concept that follows another soon."""
    return bucket(NEAR, f"{one} {other}")


@lru_cache(maxsize=50_000)
def together(one: int, other: int) -> int:
    """The bucket of two concepts in one window, the lower number first."""
    return bucket(TOGETHER, f"{one} {other}")


def length(count: int) -> float:
    """By what the weight of so many words is divided: much said is not much danger."""
    return math.sqrt(count + 3)


def bucket(kind: int, name: str) -> int:
    """The bucket of a feature."""
    return STARTS[kind] + crc32(name.encode()) % SIZES[kind]


ASKS = bucket(WORDS, "?")
