"""A text as words, without case and accents; offsets stay those of the input."""

import re
import unicodedata
from typing import NamedTuple


def _plain(character: str) -> str | None:
    """The one lower-case letter a character is written with when accents are left out."""
    lowered = character.lower()
    letters = [c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)]
    return letters[0] if len(letters) == 1 and letters[0] != character else None


_LAST_DIGIT = 0x1FBF9
"""The last digit of Unicode; letters beyond are no digits."""
_LATIN = [*range(0x250), *range(0x1E00, 0x1F00), *range(0xFF00, 0xFF5F), *range(0x2010, 0x2016)]
_PLAIN = {code: plain for code in _LATIN if (plain := _plain(chr(code)))}
# Digits of other alphabets, look-alike quotes and dashes, and blanks nobody sees.
_PLAIN |= {
    code: str(unicodedata.digit(chr(code)))
    for code in range(0x660, _LAST_DIGIT + 1)
    if chr(code).isdecimal() and not 0xFF00 <= code <= 0xFF5F
}
_PLAIN |= {
    ord("’"): "'",
    ord("‘"): "'",
    ord("´"): "'",
    ord("`"): "'",
    ord("–"): "-",
    ord("—"): "-",
    ord("‑"): "-",
    ord("‐"): "-",
}
_PLAIN |= {ord(c): " " for c in "\u00a0\u2007\u2009\u200a\u202f\u3000\t"}

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+|[^\w\s]|_")
_MARKS = re.compile(r"[\u0300-\u036f]")


class Word(NamedTuple):
    """A word, a run of digits or a sign.

    Attributes:
        start: First character in the text.
        end: One past the last.
        plain: Without case and accents.
    """

    start: int
    end: int
    plain: str


def fold(text: str) -> str:
    """A text of the same length without case and accents: ``Núñez`` becomes ``nunez``."""
    return text.translate(_PLAIN)


def fold_word(word: str) -> str:
    """Like :func:`fold`; accents that are characters of their own go as well."""
    return _MARKS.sub("", fold(word))


def split(folded: str) -> list[Word]:
    """Words, runs of digits and signs of a folded text; hyphens and apostrophes stand alone."""
    marked = _MARKS.search(folded) is not None
    return [
        Word(m.start(), m.end(), _MARKS.sub("", m.group()) if marked else m.group()) for m in _TOKEN.finditer(folded)
    ]


_SOUNDS = (
    ("qu", "k"), ("ce", "se"), ("ci", "si"), ("ch", "\1"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "b"), ("ll", "i"), ("y", "i"),
    ("ge", "je"), ("gi", "ji"), ("gue", "ge"), ("gui", "gi"), ("ph", "f"), ("sh", "s"), ("h", ""), ("w", "u"), ("nb", "mb"), ("np", "mp"), ("x", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def sound(plain: str) -> str:
    """How a folded word sounds, roughly: ``yamo`` and ``llamo``, ``gonsales`` and ``gonzalez`` become one."""
    for written, heard in _SOUNDS:
        if written in plain:
            plain = plain.replace(written, heard)
    return _DOUBLED.sub(r"\1", plain)
