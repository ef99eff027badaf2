"""Narratives whose personal data is marked: ``Soy [N:Ana], cédula [D:12345678]``, or JSON lines with offsets."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from redes.privacy.scrub.spans import Kind

KINDS: dict[str, Kind] = {
    "N": "nombre",
    "T": "nombre-de-tercero",
    "D": "documento",
    "P": "telefono",
    "C": "correo",
    "A": "direccion",
    "F": "fecha-nacimiento",
    "L": "placa",
    "H": "historia-clinica",
    "U": "usuario-red-social",
    "W": "url-personal",
    "B": "cuenta-bancaria",
}
"""The letter of a mark -> the kind of what it encloses."""

_MARK = re.compile(r"\[([A-Z]):([^\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A narrative whose personal data is known.

    Attributes:
        line: In its file, from 1.
        lang: Language code.
        style: ``clean``, ``noisy`` or ``voice``; empty when nobody said.
        text: Without the marks.
        spans: Start, end (exclusive) and kind, in the order of the text.
    """

    line: int
    lang: str
    style: str
    text: str
    spans: tuple[tuple[int, int, Kind], ...]


@cache
def narratives() -> tuple[Marked, ...]:
    """All that the tagger learns from, in the order of the files of ``narratives/``."""
    folder = Path(__file__).parent / "narratives"
    return tuple(
        one for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".jsonl") for one in read_marked(path)
    )


def read_marked(path: Path) -> Iterator[Marked]:
    """The narratives of a file, one a line: JSON, or language, style and marked text."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if path.suffix == ".jsonl":
            yield _from_json(number, json.loads(line))
        elif not line.startswith("#"):
            lang, style, marked = line.split(" ", 2)
            text, spans = unmark(marked)
            yield Marked(line=number, lang=lang, style=style, text=text, spans=spans)


def _from_json(number: int, told: Any) -> Marked:
    spans = sorted((span["start"], span["end"], span["type"]) for span in told["spans"])
    return Marked(line=number, lang=told["lang"], style=told.get("kind", ""), text=told["text"], spans=tuple(spans))


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int, Kind], ...]]:
    """The text without its marks, and what they enclosed."""
    text = ""
    spans: list[tuple[int, int, Kind]] = []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[2]), KINDS[match[1]]))
        text += match[2]
        position = match.end()
    return text + marked[position:], tuple(spans)
