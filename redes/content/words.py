"""Words made comparable: accents, capitals and stretched letters do not matter."""

import re
import unicodedata
from string import ascii_lowercase

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_TRIPLES = tuple(letter * 3 for letter in ascii_lowercase)
_BEYOND = re.compile("[^\0-\u00bf]")  # up to there only ASCII letters are left once accents are taken off
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


def plain(text: str) -> str:
    """Lower case without accents; letters repeated three times or more count once, figures never do."""
    beyond: set[str] = set()
    if text.isascii():  # the same, sooner
        bare = text.lower()
    else:
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
        beyond = set(_BEYOND.findall(bare))
        if beyond and max(beyond) > "\u036f":  # other scripts have other marks
            bare = "".join(c for c in bare if not unicodedata.combining(c))
    # To look for a stretched letter is much quicker than to mend it.
    for triple in _TRIPLES:
        if triple in bare:
            bare = re.sub(f"{triple}+", triple[0], bare)
    stretched = len(beyond) > len(_TRIPLES) or any(letter * 3 in bare for letter in beyond)
    return _REPEATED.sub(r"\1", bare) if stretched else bare


def words(text: str) -> list[str]:
    """The words of a text, made plain, in order."""
    return _WORD.findall(plain(text))
