"""Numbers as people write and say them: ``3001234567``, ``300 123 45 67``, ``tres cero cero, uno dos tres``.

A *run* is a stretch of a text that tells one number, whatever its form. What a run is (a document, a
phone, an amount) is decided elsewhere, by what stands around it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Haitian Creole writes tens and units as one word: «venntwa», «karannsenk», «swasanndisèt».
_HAITIAN_TENS = "venn ven vent trann trant karann karant senkann senkant swasann swasant katreven katrevenn"
_HAITIAN_UNITS = "teyen eyen en de twa kat senk sis set uit wit nef dis onz douz trez katoz kenz sez diset disset dizuit dizwit diznef"

_WORDS = {
    "es": {
        1: "cero uno un una dos tres cuatro cinco seis siete ocho nueve sero sinco ocho",
        2: "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintiun "
        "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta cuarenta "
        "cincuenta sesenta setenta ochenta noventa veinti",
        3: "cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
        4: "mil millon millones",
        0: "doble triple",
    },
    "pt": {
        1: "zero um dois duas tres quatro cinco seis sete oito nove meia",
        2: "dez onze doze treze quatorze catorze quinze dezesseis dezasseis dezessete dezassete dezoito dezenove dezanove "
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        3: "cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
        4: "mil milhao milhoes",
        0: "dobro triplo",
    },
    "fr": {
        1: "zero un une deux trois quatre cinq six sept huit neuf",
        2: "dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante septante huitante "
        "octante nonante",
        3: "cent cents",
        4: "mille milles million millions",
        0: "double triple",
    },
    "en": {
        1: "zero oh one two three four five six seven eight nine nought",
        2: "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty "
        "sixty seventy eighty ninety",
        3: "hundred",
        4: "thousand million millions",
        0: "double triple",
    },
    "ht": {
        1: "zewo youn yon en de twa kat senk sis set uit wit nef",
        2: " ".join(
            ["dis onz douz trez katoz kenz sez diset dizuit dizwit diznef ven trant karant senkant swasant katreven"]
            + [ten + unit for ten in _HAITIAN_TENS.split() for unit in _HAITIAN_UNITS.split()]
        ),
        3: "san",
        4: "mil milyon",
        0: "doub",
    },
}

DIGITS_OF: dict[str, int] = {}
"""A number word -> how many digits it stands for; 4 for scales, 0 for words that repeat the next digit."""

_LANGUAGES: dict[str, set[str]] = {}
for _language, _sizes in _WORDS.items():
    for _size, _list in _sizes.items():
        for _word in _list.split():
            DIGITS_OF[_word] = max(_size, DIGITS_OF.get(_word, 0))
            _LANGUAGES.setdefault(_word, set()).add(_language)

# Everyday words besides: they count only beside a number word of the same language.
_WEAK = frozenset(
    "un une um one oh yon en de dis set sis san ven mil meia nef uma onze cent six dez sez wit youn duas dos quince double triple doble doub".split()
)

_REPEATS = frozenset("doble triple doub".split())
"""Between digits they are of the number: «312 6 doble cero 41»."""
_COMPOUND_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_COMPOUND_UNITS = "uno un dos tres cuatro cinco seis siete ocho nueve"
_COMPOUND = {
    f"{ten}{joint}{unit}" for ten in _COMPOUND_TENS.split() for joint in "iy" for unit in _COMPOUND_UNITS.split()
}
"""«treintaiuno», as people write it."""
DIGITS_OF |= dict.fromkeys(_COMPOUND, 2)
_LANGUAGES |= {word: {"es"} for word in _COMPOUND}

_HAITIAN = [ten + unit for ten in _HAITIAN_TENS.split() for unit in _HAITIAN_UNITS.split()]
_OF_EVERY_DAY = {"de", "en", "oh", "un", "une", "um", "san", "set", "yon"}
NUMBER_WORD = (
    r"(?:(?<![a-z])(?:"
    + "|".join(sorted(set(DIGITS_OF) - _OF_EVERY_DAY - set(_HAITIAN) - _COMPOUND, key=len, reverse=True))
    # The three hundred of Creole by their parts: patterns that repeat this one are built in a third of the time.
    + f"|(?:{'|'.join(_HAITIAN_TENS.split())})(?:{'|'.join(_HAITIAN_UNITS.split())})"
    + f"|(?:{'|'.join(_COMPOUND_TENS.split())})[iy](?:{'|'.join(_COMPOUND_UNITS.split())})"
    + r")(?![a-z]))"
)
"""A pattern for one number word, without those that are everyday words as well."""

_LINK = r"(?:y|e|et|and|ak)"
_SPOKEN_SIGN = r"(?:guion|guiones|dash|hyphen|tiret|traco|hifen|tire|espacio|space|espace|espaco|punto|ponto|pwen|menos|minus|raya|barra|slash|coma|virgule|virgula)"
_ATOM = re.compile(r"[a-z0-9]+")
_DIGIT = re.compile(r"[0-9]")
_GAP = re.compile(
    rf"[\u200b-\u200d\u2060\ufeff]*(?:['.·*_-]|\s?[-./]\s?|\s{{1,3}}|,\s?|\.\s|\s?[()]\s?|\)\s?[-.]?\s?)?(?:{_LINK}\s|{_SPOKEN_SIGN}\s)?[\u200b-\u200d\u2060\ufeff]*"
)


_LINE_BREAK = 3
_LONGEST_ON_A_LINE = 4
"""Digits up to which a number may go on in the next line: «312», «448» and «0916» below each other."""


class Run(NamedTuple):
    """One number in a text.

    Attributes:
        start: First character.
        end: One past the last.
        digits: How many digits it tells, words included (an estimate: ``treinta y cinco`` is two).
        written: Its digits as written, words left out.
        spoken: How many number words it has.
        groups: Lengths of its groups of digits.
        text: As it stands, folded.
    """

    start: int
    end: int
    digits: int
    written: str
    spoken: int
    groups: tuple[int, ...]
    text: str


def find_runs(folded: str) -> Iterator[Run]:
    """Every number of a folded text, left to right."""
    atoms: list[tuple[int, int, str]] = []
    for match in _ATOM.finditer(folded):
        if match.group() not in DIGITS_OF and not _DIGIT.search(match.group()):
            continue
        if atoms and not _joined(folded, atoms[-1], match):
            yield from _runs(folded, atoms)
            atoms = []
        atoms.append((match.start(), match.end(), match.group()))
    yield from _runs(folded, atoms)


def _joined(folded: str, last: tuple[int, int, str], new: re.Match[str]) -> bool:
    gap = folded[last[1] : new.start()]
    left, right = last[2], new.group()
    if "\n" in gap and len(gap) <= _LINE_BREAK:
        return left.isdigit() and right.isdigit() and max(len(left), len(right)) <= _LONGEST_ON_A_LINE
    if len(gap) > 14 or "\n" in gap or not _GAP.fullmatch(gap):
        return False
    words = left in DIGITS_OF or right in DIGITS_OF
    if gap.strip()[-1:].isalpha() and not words:
        return gap.strip() not in ("y", "e", "et", "and", "ak") and len(left) <= 6
    if "(" in gap and len(left) > 3:
        return False
    if gap == "/" and min(len(left), len(right)) > 2 and len(left) + len(right) > 6:
        return True
    if gap in (", ", ". ", ",", "/") or "/" in gap:
        # «300, 123, 4567» is one number, «cédula 1098765432, 25 años» are two.
        short = (left in DIGITS_OF or len(left) <= 1) and (right in DIGITS_OF or len(right) <= 1)
        return (short and "/" not in gap) or (gap == "," and len(right) == 3 and len(left) <= 3)
    return True


def _runs(folded: str, atoms: list[tuple[int, int, str]]) -> Iterator[Run]:
    """Runs of neighbouring atoms, without the everyday words that only look like numbers."""
    for part in _split_weak(atoms):
        digits = spoken = 0
        written = ""
        groups = []
        room = 0  # digits that the next word fills rather than adds: «treinta y» has one, «trescientos» two
        for _, _, word in part:
            size = DIGITS_OF.get(word)
            if size is None:
                numerals = "".join(c for c in word if c.isdigit())
                written += numerals
                digits += len(numerals)
                groups.append(len(numerals))
                room = 0
            else:
                spoken += 1
                digits += 0 if size <= room else min(size, 3)
                room = size - 1 if size in (2, 3) else 0
        start, end = part[0][0], part[-1][1]
        yield Run(start, end, digits, written, spoken, tuple(groups), folded[start:end])


def _split_weak(atoms: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    if not atoms:
        return
    strong: set[str] = set()
    for _, _, word in atoms:
        if word in DIGITS_OF and word not in _WEAK:
            strong |= _LANGUAGES[word]
    spoken = sum(word in DIGITS_OF for _, _, word in atoms)
    part: list[tuple[int, int, str]] = []
    for atom in atoms:
        word = atom[2]
        if word in _REPEATS and atom is not atoms[-1]:
            part.append(atom)
            continue
        if word in _WEAK and (not (_LANGUAGES[word] & strong) or spoken < 3):
            if part:
                yield part
            part = []
            continue
        part.append(atom)
    if part:
        yield part
