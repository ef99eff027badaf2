"""Words that are near an everyday word: another form of it, or it with a letter wrong."""

from collections.abc import Iterator

import Stemmer

_STEMMERS = [Stemmer.Stemmer(language, maxCacheSize=0) for language in ("spanish", "portuguese", "french", "english")]
"""Without their memory of words: what people write is kept nowhere."""

_SHORTEST_STEM = 4
_SHORTEST_SLIP = 6
"""Letters below which a stem, or a word with a slip in it, is that of too many words."""


def stems(plain: str) -> set[str]:
    """The stems of a folded word in the languages that have a stemmer; none of a short one."""
    if len(plain) <= _SHORTEST_STEM:
        return set()
    return {stem for stemmer in _STEMMERS if len(stem := stemmer.stemWord(plain)) >= _SHORTEST_STEM}


def slips(heard: str) -> Iterator[str]:
    """A sounded word, and it with one letter left out, the first excepted; nothing of a short one.

    Two words are one letter apart when they have one of these in common.
    """
    if len(heard) < _SHORTEST_SLIP:
        return
    yield heard
    for index in range(1, len(heard)):
        yield heard[:index] + heard[index + 1 :]
