"""Rows of a table that somebody else saved: CSV in the encodings and with the separators of this world."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from redes.errors import RedesError

_DELIMITERS = ";,\t|"
_NO_CSV = {
    b"PK\x03\x04": "is an Excel workbook",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook",
    b"<": "is a web page, which the registry calls .xls",
    b"%PDF": "is a PDF",
}


class BadTable(RedesError):
    """The file as a whole cannot be read as a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row below the headings, or the headings themselves.

    Attributes:
        number: As a spreadsheet shows it, from 1.
        cells: Its cells as written; None when its quotes stand wrong and it cannot be told apart into cells.
    """

    number: int
    cells: tuple[str, ...] | None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def read_table(data: bytes) -> list[Row]:
    """All rows of a file, the headings first; rows above the headings that hold nothing are left out.

    A row with a quote that is never closed does not swallow the rows after it: it is handed over without cells, and
    reading goes on in the next line.

    Raises:
        BadTable: The file is no text, or holds nothing.
    """
    lines = _lines(data)
    if lines and re.fullmatch(r'"?sep=.?"?\s*', lines[0], re.IGNORECASE):
        lines = lines[1:]  # for Excel, which does not show it as a row either
    rows = [Row(number=number, cells=cells) for number, cells in enumerate(_records(lines, _delimiter(lines)), start=1)]
    while rows and rows[0].empty:
        rows = rows[1:]
    if not rows:
        raise BadTable("the file holds nothing")
    return rows


def _lines(data: bytes) -> list[str]:
    """The lines of a file with their ends.

    Each line is UTF-8, or else Windows-1252: lists are pasted together from files of both kinds.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise BadTable("the file is broken UTF-16; save it as CSV UTF-8") from None
    data = data.removeprefix(b"\xef\xbb\xbf")
    for beginning, what in _NO_CSV.items():
        if data.lstrip().startswith(beginning):
            raise BadTable(f"the file {what}; open it in a spreadsheet and save it as CSV UTF-8")
    return [_decoded(line) for line in data.splitlines(keepends=True)]


def _decoded(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def _delimiter(lines: list[str]) -> str:
    """What separates the headings: the sign that stands most often among them outside quotes."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    for line in lines:
        for character in line:
            if character == '"':
                quoted = not quoted
            elif character in counts and not quoted:
                counts[character] += 1
        if not quoted and line.strip(_DELIMITERS + " \r\n"):
            break
    return max(counts, key=counts.__getitem__)


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[str, ...] | None]:
    at = 0
    while at < len(lines):
        rest = (lines[index] for index in range(at, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
        try:
            cells = next(reader)
        except csv.Error:
            yield None
            at += 1
        else:
            yield tuple(cells)
            at += reader.line_num
