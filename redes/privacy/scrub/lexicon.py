"""Lists of words: given names, family names, and what is said in the languages of the bot."""

from functools import cache
from importlib.resources import files

from redes.privacy.scrub.words import fold_word, sound

_DATA = files("redes.privacy.scrub") / "data"


def _read(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold_word(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def given_names() -> frozenset[str]:
    """Given names and nicknames, folded."""
    return _read("given.txt")


@cache
def surnames() -> frozenset[str]:
    """Family names, folded."""
    return _read("surnames.txt")


@cache
def common_words() -> frozenset[str]:
    """Words of everyday and of health care in five languages, folded; some are names as well."""
    return _read("words.txt")


@cache
def places() -> frozenset[str]:
    """Words of the names of towns, departments, insurers and institutions, folded."""
    return _read("places.txt")


@cache
def sounds_of_names() -> frozenset[str]:
    """How given and family names of four letters or more sound."""
    return frozenset(sound(name) for name in given_names() | surnames() if len(name) > 3)


@cache
def sounds_of_words() -> frozenset[str]:
    """How everyday words sound."""
    return frozenset(map(sound, common_words()))


@cache
def institutions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of two words or more that towns, hospitals and schools bear: first word -> all their words, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in (_DATA / "institutions.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words = tuple(line.split())
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}
