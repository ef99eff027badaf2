"""What a check says to an author: where, how bad, what to do."""

from dataclasses import dataclass
from typing import Literal

from redes.content.catalogue import Catalogue, Place


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something an author should look at.

    Attributes:
        path, line: Where.
        severity: ``error`` will mislead or break; ``issue`` may wait.
        message: What is wrong and what to do. Ids stand in it between straight quotes.
    """

    path: str
    line: int
    severity: Literal["error", "issue"]
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


def place_of(catalogue: Catalogue, name: str) -> Place:
    """Where a value stands, by its name in ``Catalogue.places``; the whole folder when that is not known."""
    return catalogue.places.get(name, Place("content", 0))


def error(place: Place, message: str) -> Finding:
    """Something that will mislead or break."""
    return Finding(place.path, place.line, "error", message)


def issue(place: Place, message: str) -> Finding:
    """Something that may wait for an editor."""
    return Finding(place.path, place.line, "issue", message)
