"""What a message shows to the weights that weigh danger: words, pairs of words, pieces of words and concepts.

This module imports nothing of ours but the making plain of words, because the weights are also trained with it in
Rasa's older Python. Everything is a number of a bucket; which words lie in it nobody needs to know.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
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
_MIXED = re.compile(r"(?=\w*[^\W\d_]\w*[0134578@$]\w*[^\W\d_])[\w@$]+")
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
    return _MIXED.sub(lambda found: found[0].translate(_LEET), seen)


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
        self._of_word = lru_cache(maxsize=20_000)(self._word)
        self._of_pair = lru_cache(maxsize=50_000)(_pair)

    def windows(self, text: str) -> Iterator[list[int]]:
        """The buckets of each window of a message."""
        heard = tokens(readable(text))
        asks = "?" in text
        for start in range(0, max(1, len(heard) - (WINDOW - STEP)), STEP):
            yield self._window(heard[start : start + WINDOW], asks=asks)

    def _window(self, heard: list[str], *, asks: bool) -> list[int]:
        buckets = [_bucket("asks")] if asks else []
        concepts: list[str] = []
        before = "^"
        earlier = ""
        for word in heard:
            own, told = self._of_word(word)
            buckets += own
            buckets.append(self._of_pair("2", before, word))
            if earlier:
                buckets.append(self._of_pair("3", earlier, word))
            for concept in told:
                if concept not in concepts:
                    concepts.append(concept)
            earlier, before = before, word
        buckets.append(self._of_pair("2", before, "$"))
        concepts.sort()
        for index, concept in enumerate(concepts):
            buckets.extend(self._of_pair("p", concept, other) for other in concepts[index + 1 :])
        return list(set(buckets))

    def _word(self, word: str) -> tuple[list[int], list[str]]:
        told = {c for end in range(2, len(word) + 1) for c in self._starts.get(word[:end], ())}
        told.update(self._exact.get(word, ()))
        framed = f"^{word}$"
        pieces = {f"g{framed[i : i + n]}" for n in (3, 4, 5) for i in range(len(framed) - n + 1)} if word[3:] else set()
        names = sorted({f"w{word}", *(f"k{concept}" for concept in told), *pieces})
        return [_bucket(name) for name in names], sorted(told)


def _pair(kind: str, one: str, other: str) -> int:
    return _bucket(f"{kind}{one} {other}")


def _bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS
