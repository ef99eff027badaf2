"""Looks for personal data where none may be: in columns, in files, in logs.

What is found is told by its place and kind, never by its words: the audit's own output must not become
what it looks for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redes.privacy.scrub import find_personal_data

_OF_OUR_MAKING = re.compile(
    r"gAAAA[\w-]{40,}={0,2}"  # sealed
    r"|[0-9a-f]{32,}"  # random ids and keyed hashes
    r"|(?:\d{4}-\d\d-\d\d)+"  # Mondays and days of erasure
)
_PRINTABLE = re.compile(rb"[\x20-\x7e\xc3-\xf4\x80-\xbf]{6,}")
_SURE_IN_BYTES = frozenset({"correo", "telefono", "documento"})
"""Kinds with a form so firm that the bytes of a database or an archive do not have it by chance."""

_TEXT_FILES = frozenset({".txt", ".log", ".json", ".jsonl", ".csv", ".yml", ".yaml", ".md", ".html"})


@dataclass(frozen=True, slots=True, order=True)
class Suspect:
    """Something that looks personal.

    Attributes:
        place: A table and column, a report's story by its id, or a file and its line.
        kind: What it looks like, as :mod:`redes.privacy.scrub` names it.
    """

    place: str
    kind: str


def look_at_text(text: str, *, place: str) -> Iterator[Suspect]:
    """What looks personal in a text; what the program itself makes (ids, hashes, seals, Mondays) does not count."""
    for kind in sorted({span.type for span in find_personal_data(_OF_OUR_MAKING.sub(" ", text))}):
        yield Suspect(place, kind)


def look_at_bytes(content: bytes, *, place: str) -> Iterator[Suspect]:
    """What surely looks personal in the printable parts of a binary file, such as a database's free pages."""
    kinds: set[str] = set()
    for run in _PRINTABLE.findall(content):
        text = run.decode("utf-8", errors="replace")
        kinds.update(suspect.kind for suspect in look_at_text(text, place=place))
    for kind in sorted(kinds & _SURE_IN_BYTES):
        yield Suspect(place, kind)


def look_at_folder(folder: Path, *, skip: frozenset[str]) -> Iterator[Suspect]:
    """What looks personal in the files of a folder: texts line by line, all else by its bytes.

    Args:
        folder: Looked through to its depths.
        skip: Names directly in it that are left out.
    """
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        shown = path.relative_to(folder)
        if shown.parts[0] in skip:
            continue
        content = path.read_bytes()
        if path.suffix in _TEXT_FILES:
            for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
                yield from look_at_text(line, place=f"{shown}:{number}")
        else:
            yield from look_at_bytes(content, place=str(shown))
