"""Looks for personal data where none may be: in columns, in files, in logs.

What is found is told by its place and kind, never by its words: the audit's own output must not become
what it looks for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from redes.privacy.scrub import find_forms, find_personal_data

_OF_OUR_MAKING = re.compile(
    r"gAAAA[\w-]{40,}={0,2}"  # sealed
    r"|[0-9a-f]{32,}"  # random ids and keyed hashes
    r"|(?:\d{4}-\d\d-\d\d)+"  # Mondays and days of erasure
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2]|T[1-4])(?!\d)"  # closed periods
)
_HEX_REMNANT = re.compile(r"(?=(?:\d*[a-f]){3})[0-9a-f]{12,}")
"""What an overwritten page leaves of a random id: hexadecimal with letters, which no document and no phone has."""

_DRAWN = re.compile(r"[0-9a-f]{12,}")
"""What an id drawn by lot looks like: one of twelve signs in three hundred is all figures, as a document is."""

_FIGURES = re.compile(r"\d{6,}")
"""Figures in a row, as many as may look like a document."""

_NAMED = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")
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


def look_at_text(text: str, *, place: str, ids: frozenset[str] = frozenset()) -> Iterator[Suspect]:
    """What looks personal in a text.

    What the program itself makes (ids, hashes, seals, Mondays) does not count, nor do the catalogue's ids.

    Args:
        text: Looked at.
        place: What to call where it stands.
        ids: Of the catalogue, and those drawn by lot: "bog-sds" is an institution, and to a tagger of names somebody's
            surname.
    """
    for kind in sorted({span.type for span in find_personal_data(_not_ours(text, ids))}):
        yield Suspect(place, kind)


def _not_ours(text: str, ids: frozenset[str]) -> str:
    """A text without what the program itself makes."""
    rest = _NAMED.sub(lambda found: " " if found[0] in ids else found[0], _OF_OUR_MAKING.sub(" ", text))
    # A database's bytes have no space around an id.
    return _without(rest, ids, _DRAWN)


def _without(text: str, ours: frozenset[str], shape: re.Pattern[str]) -> str:
    """A text without those of our texts that have a shape, wherever they stand."""
    found = _any_of(ours, shape)
    return text if found is None else found.sub(" ", text)


@lru_cache(maxsize=8)
def _any_of(ours: frozenset[str], shape: re.Pattern[str]) -> re.Pattern[str] | None:
    """Finds those of some texts that have a shape, the longest first."""
    found = sorted((one for one in ours if shape.fullmatch(one)), key=lambda one: (-len(one), one))
    return re.compile("|".join(found)) if found else None


def look_at_bytes(
    content: bytes, *, place: str, ids: frozenset[str] = frozenset(), ours: frozenset[str] = frozenset()
) -> Iterator[Suspect]:
    """What surely looks personal in the printable parts of a binary file, such as a database's free pages."""
    kinds: set[str] = set()
    for run in _PRINTABLE.findall(content):
        text = _HEX_REMNANT.sub(" ", run.decode("utf-8", errors="replace"))
        # By form only: to a tagger of sentences, chance is somebody's number.
        kinds.update(span.type for span in find_forms(_not_ours(_without(text, ours, _FIGURES), ids)))
    for kind in sorted(kinds & _SURE_IN_BYTES):
        yield Suspect(place, kind)


def look_at_folder(
    folder: Path, *, skip: frozenset[str], ids: frozenset[str] = frozenset(), in_bytes: frozenset[str] = frozenset()
) -> Iterator[Suspect]:
    """What looks personal in the files of a folder: texts line by line, all else by its bytes.

    Args:
        folder: Looked through to its depths.
        skip: Names directly in it that are left out.
        ids: Of the catalogue.
        in_bytes: What the program itself wrote into its database, such as the answers of a test: in its files it stands beside
            anything, and in a log it would be somebody's number.
    """
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        shown = path.relative_to(folder)
        if shown.parts[0] in skip:
            continue
        content = path.read_bytes()
        if path.suffix in _TEXT_FILES:
            for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
                yield from look_at_text(line, place=f"{shown}:{number}", ids=ids)
        else:
            yield from look_at_bytes(content, place=str(shown), ids=ids, ours=in_bytes)
