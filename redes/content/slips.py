"""Slips mended: a misspelt word becomes the known word it was meant to be.

Only what nobody would write on purpose is touched. A word of the catalogue's own texts is no slip; a short word is
left alone, because one letter makes another word of it; and so is one that differs at its beginning or its end,
where other words and other forms of a word differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 5, 24
"""Letters below and above which a word is never mended: few letters make another word, many make no word."""

_SOUNDS = (
    ("qu", "k"), ("gue", "ge"), ("gui", "gi"), ("ph", "f"), ("ch", "x"), ("ce", "se"), ("ci", "si"), ("c", "k"),
    ("z", "s"), ("v", "b"), ("ll", "y"), ("h", ""), ("w", "u"), ("ge", "je"), ("gi", "ji"), ("nb", "mb"), ("np", "mp"),
    ("ss", "s"), ("rr", "r"), ("nn", "n"),
)  # fmt: skip
"""Letters taken for each other by ear in Spanish, in the order in which they are replaced."""


def sound(word: str) -> str:
    """A plain word as it is heard: ``enbarasada`` and ``embarazada`` sound alike."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return word


class SlipMender:
    """Mends words towards those it knows.

    Candidates come from an index of known words with one letter left out, so that a word costs microseconds
    however many are known.

    Args:
        known: Words that a misspelt one may have been meant to be, made plain.
        right: Words that are right as they are.
        beginnings: Whatever begins so is right too.
    """

    def __init__(self, known: Iterable[str], right: Iterable[str], beginnings: tuple[str, ...] = ()) -> None:
        targets = [word for word in known if len(word) >= SHORTEST and word.isalpha()]
        self._right = frozenset(right) | frozenset(targets)
        self._beginnings = beginnings
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in targets:
            for key in {*_keys(word), *_keys(sound(word))}:
                self._near[key].add(word)

    def mend(self, word: str) -> str:
        """The word that was meant; the word itself when it is right, short, or near none."""
        if not SHORTEST <= len(word) <= LONGEST or word in self._right or word.startswith(self._beginnings):
            return word
        heard = sound(word)
        near = {one for key in {*_keys(word), *_keys(heard)} for one in self._near.get(key, ())}
        meant = [(OSA.distance(word, one), one) for one in near if _a_slip(heard, sound(one)) or _a_slip(word, one)]
        return min(meant)[1] if meant else word


def _a_slip(heard: str, meant: str) -> bool:
    """Whether one word, as written or as heard, is another with letters lost, doubled or exchanged inside it."""
    if heard == meant:
        return True
    shorter = min(len(heard), len(meant))
    if shorter < 6 or heard[0] != meant[0] or heard[-1] != meant[-1]:
        return False
    distance = OSA.distance(heard, meant)
    # A letter in the place of another makes other words more often than a lost one does.
    other_length = len(heard) != len(meant) or sorted(heard) == sorted(meant)
    return (distance == 1 and (other_length or shorter >= 8)) or (distance == 2 and shorter >= 10)


def _keys(heard: str) -> Iterator[str]:
    """A word and what is left of it when one letter is dropped."""
    yield heard
    for index in range(len(heard)):
        yield heard[:index] + heard[index + 1 :]
