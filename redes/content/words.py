"""Words made comparable: accents, capitals, plurals and repeated letters do not matter."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"(.)\1{2,}")

STOPWORDS = frozenset(
    (
        "a al ante con de del donde e el ella en es esta este la las le les lo los me mi mis no o para pero por que se "
        "si sin su sus te tu un una y ya como cual cuando hay the of to in and or is my for je les une et os as um uma "
        "do da em por para meu minha tengo tiene tienen quiero puedo puede necesito debo hago hacer soy estoy dan dar"
    ).split()
)
"""Words too common to tell one card from another; ``no`` and ``sin`` count as common only for the search."""


def plain(text: str) -> str:
    """Lower case without accents; letters repeated three times or more count once."""
    if text.isascii():  # the same, sooner
        return _REPEATED.sub(r"\1", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _REPEATED.sub(r"\1", "".join(c for c in decomposed if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The words of a text, made plain, in order."""
    return _WORD.findall(plain(text))


def stem(word: str) -> str:
    """What a word and its plural share: ``vacuna`` of ``vacunas``, ``papel`` of ``papeles``, ``madr`` of ``madres``."""
    singular = word.removesuffix("s") if len(word) > 4 else word
    return singular.removesuffix("e") if len(singular) > 3 else singular
