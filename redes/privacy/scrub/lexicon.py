"""Lists of words: given names, family names, and what is said in the languages of the bot."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from redes.privacy.scrub.nearness import slips, stems
from redes.privacy.scrub.words import fold_word, sound

_DATA = files("redes.privacy.scrub") / "data"


def _read(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold_word(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def given_names() -> frozenset[str]:
    """Given names and nicknames, folded."""
    return _read("given.txt") | _read("listed-given.txt")


@cache
def surnames() -> frozenset[str]:
    """Family names, folded."""
    return _read("surnames.txt") | _read("listed-surnames.txt")


@cache
def common_words() -> frozenset[str]:
    """Words of everyday and of health care in five languages, folded; some are names as well."""
    return _read("words.txt")


@cache
def places() -> frozenset[str]:
    """Words of the names of towns, departments, insurers and institutions, folded."""
    return _read("places.txt")


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name: professions, kin, forms of address; folded."""
    return _read("titles.txt")


@cache
def sounds_of_names() -> frozenset[str]:
    """How the given and family names that are written by hand sound, those of four letters or more."""
    return frozenset(sound(name) for name in _read("given.txt") | _read("surnames.txt") if len(name) > 3)


@cache
def heard() -> Mapping[str, str]:
    """An everyday word -> how it sounds."""
    return {word: sound(word) for word in common_words()}


@cache
def sounds_of_words() -> frozenset[str]:
    """How everyday words sound."""
    return frozenset(heard().values())


@cache
def stems_of_words() -> frozenset[str]:
    """Stems of everyday words."""
    return frozenset(stem for word in common_words() for stem in stems(word))


@cache
def slips_of_words() -> frozenset[str]:
    """Everyday words as they sound, with a letter left out."""
    return frozenset(slip for heard in sounds_of_words() for slip in slips(heard))


Phrases = dict[tuple[str, str], tuple[tuple[str, ...], ...]]
"""First two words -> all words of each name that begins with them, the longest name first."""


@cache
def institutions() -> Phrases:
    """Names of two words or more that towns, hospitals and schools bear."""
    return _phrases("institutions.txt")


@cache
def protected() -> Phrases:
    """Names of the catalogue and of towns, of two words or more, that nobody bears: they are never taken for somebody's."""
    return _phrases("protected.txt")


@cache
def nobodys() -> frozenset[str]:
    """The same of one word: they are somebody's only beside a name, «Ángel Cuello»."""
    return frozenset(words[0] for words in _lines_of_words("protected.txt") if len(words) == 1)


@cache
def elsewhere() -> frozenset[str]:
    """Words that mean something besides a name: everyday words, words of places, what the catalogue says."""
    return common_words() | places() | nobodys()


def _lines_of_words(name: str) -> Iterator[tuple[str, ...]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split())


def _phrases(name: str) -> Phrases:
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for words in _lines_of_words(name):
        if len(words) > 1:
            found.setdefault((words[0], words[1]), []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}
