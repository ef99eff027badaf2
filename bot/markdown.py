"""Reads the small Markdown subset of replies into blocks that each face renders its way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]\[]+)\]\(((?:https?://|tel:)[^\s()]+)\)")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line.

    Attributes:
        text: Its characters.
        bold: Whether it is bold.
        url: Where it leads, or None.
    """

    text: str
    bold: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        kind: Plain text, or an item of a list without or with order, or the space between paragraphs.
        runs: Its pieces; empty for a space.
        number: The item's number, as authored; 0 elsewhere.
    """

    kind: Literal["text", "bullet", "number", "space"]
    runs: tuple[Run, ...] = ()
    number: int = 0


def lines(body: str) -> Iterator[Line]:
    """The lines of a body."""
    for line in body.split("\n"):
        if not line.strip():
            yield Line("space")
        elif line.startswith("- "):
            yield Line("bullet", tuple(_runs(line[2:])))
        elif match := re.match(r"(\d{1,2})\. ", line):
            yield Line("number", tuple(_runs(line[match.end() :])), int(match[1]))
        else:
            yield Line("text", tuple(_runs(line)))


def _runs(text: str) -> Iterator[Run]:
    position = 0
    for match in _MARK.finditer(text):
        yield from _linked(text[position : match.start()], bold=False)
        yield from _linked(match[1], bold=True)
        position = match.end()
    yield from _linked(text[position:], bold=False)


def _linked(text: str, *, bold: bool) -> Iterator[Run]:
    position = 0
    for match in sorted((*_LINK.finditer(text), *_URL.finditer(text)), key=lambda m: m.start()):
        if match.start() < position:
            continue  # an address inside a link that was already read
        if match.start() > position:
            yield Run(text[position : match.start()], bold)
        named = match.re is _LINK
        yield Run(match[1] if named else match[0], bold, match[2] if named else match[0])
        position = match.end()
    if position < len(text):
        yield Run(text[position:], bold)


def plain(body: str) -> str:
    """A body as plain text: the marks are gone, the lists keep their signs."""
    return "\n".join(
        ("- " if line.kind == "bullet" else f"{line.number}. " if line.kind == "number" else "")
        + "".join(run.text for run in line.runs)
        for line in lines(body)
    )
