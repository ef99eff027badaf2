"""What is typeset, as data: a sheet of blocks. Words come in here as authored and leave as pieces of plain text.

Nothing of it is ever written into Typst source: it is handed over as JSON, so that no sign in a text can
be read as a command.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]\[]+)\]\((?:https?://|tel:)[^\s()]+\)")
_HAS_SHAPE = re.compile(
    "[ -~\xa0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0123\u0126\u0127\u012a\u012b\u012e\u012f\u0131\u0136\u0137"
    "\u013b-\u013e\u0141-\u0148\u0150-\u0155\u0158-\u015b\u015e-\u0165\u016a\u016b\u016e-\u0173\u0178-\u017e\u0218-\u021b"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u2122\u2212]"
)
"""What both weights of Atkinson Hyperlegible can show."""

_LONG_WORD = re.compile(r"\S{22,}")
_AFTER = re.compile(r"(?<=[/@._?&=-])(?=\w)")

_TOO_LONG = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b])")

Paper = Literal["phone", "booklet"]
"""``phone``: as few pages as are needed, evenly filled, three at most; ``booklet``: pages of one height."""

Kind = Literal["lead", "alarm", "steps", "list", "avoid", "quote", "note", "text"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line.

    Attributes:
        text: Its characters.
        bold: Whether it is bold.
    """

    text: str
    bold: bool = False


def printable(text: str) -> str:
    """A text in shapes that the typeface has.

    Pictograms go: the pictures draw their own signs. A letter with a mark that the typeface lacks loses the
    mark. Of imported directories the rest is dropped too; a test keeps authored texts from losing anything.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c if _HAS_SHAPE.match(c) else _without_marks(c) for c in composed)
    return re.sub(r"[^\S\xa0]+", " ", kept).strip(" ")


def _without_marks(character: str) -> str:
    if character.isspace():
        return " "
    return "".join(c for c in unicodedata.normalize("NFKD", character) if _HAS_SHAPE.match(c))


def runs(text: str) -> tuple[Run, ...]:
    """An authored line in pieces; links keep their words, long addresses may be broken after their signs."""
    line = _LONG_WORD.sub(lambda word: _breakable(word[0]), _LINK.sub(r"\1", printable(text)))
    found: list[Run] = []
    position = 0
    for match in _BOLD.finditer(line):
        found += [Run(line[position : match.start()]), Run(match[1], bold=True)]
        position = match.end()
    found.append(Run(line[position:]))
    return tuple(run for run in found if run.text)


def _breakable(word: str) -> str:
    """A long word with places where it may go on in the next line: after its signs, else anywhere."""
    return _TOO_LONG.sub("\\g<0>\u200b", _AFTER.sub("\u200b", word))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a sheet.

    Attributes:
        kind: How it is set; see ``design/sheet.typ``.
        heading: What stands over it, or None.
        items: Its lines.
    """

    kind: Kind
    heading: str | None = None
    items: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a directory entry.

    Attributes:
        runs: Its pieces.
        link: Where it leads when it is tapped in a PDF, or None.
    """

    runs: tuple[Run, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A directory entry, kept together on a page.

    Attributes:
        heading: Its name.
        rows: Its lines.
    """

    heading: str
    rows: tuple[Row, ...]
    kind: Literal["entry"] = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The end of a sheet.

    Attributes:
        lines: What it rests on, when it was reviewed.
        address: Where the rest can be asked for, or None.
        qr: The same as a QR code (SVG), or None.
    """

    lines: tuple[tuple[Run, ...], ...]
    address: tuple[Run, ...] | None = None
    qr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One text to be typeset.

    Attributes:
        lang: Its language.
        paper: How it is paged.
        brand: Who speaks, on every page.
        kicker: A small line over the title, or None.
        title: The title.
        blocks: One below the other.
        foot: The end.
    """

    lang: str
    paper: Paper
    brand: str
    kicker: str | None
    title: str
    blocks: tuple[Block | Entry, ...]
    foot: Foot

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def block(kind: Kind, heading: str | None, lines: Iterable[str]) -> tuple[Block, ...]:
    """A block as authored; none at all when it has no lines."""
    items = tuple(filter(None, map(runs, lines)))
    return (Block(kind=kind, heading=printable(heading or "") or None, items=items),) if items else ()
