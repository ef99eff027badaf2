"""Words made comparable: accents, capitals and stretched letters do not matter."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


def plain(text: str) -> str:
    """Lower case without accents; letters repeated three times or more count once, figures never do."""
    if text.isascii():  # the same, sooner
        return _REPEATED.sub(r"\1", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _REPEATED.sub(r"\1", "".join(c for c in decomposed if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The words of a text, made plain, in order."""
    return _WORD.findall(plain(text))
