"""What the scrubber hands over, and how findings that overlap become one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "nombre",
    "documento",
    "telefono",
    "correo",
    "direccion",
    "fecha-nacimiento",
    "placa",
    "historia-clinica",
    "usuario-red-social",
    "url-personal",
    "cuenta-bancaria",
    "nombre-de-tercero",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of personal data in a text.

    Attributes:
        start: First character, in Unicode code points of the input.
        end: One past the last.
        type: What it is.
    """

    start: int
    end: int
    type: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """A text without its personal data.

    Attributes:
        text: What may be read and kept.
        spans: What was taken out, by offsets into the input, in order, not overlapping.
    """

    text: str
    spans: tuple[Span, ...]


class Findings:
    """Spans of one text that do not overlap: whoever comes first has the place.

    Args:
        length: Characters of the text.
    """

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self._spans: list[Span] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing was found there yet."""
        return not any(self._taken[start:end])

    def kind_at(self, start: int, end: int) -> Kind | None:
        """The first that was found there; None when nothing was."""
        if self.free(start, end):
            return None
        return next(span.type for span in self._spans if span.start < end and span.end > start)

    def add(self, start: int, end: int, kind: Kind) -> None:
        """Take a place; of a place that is partly taken, the pieces that are left."""
        position = start
        while position < end:
            if self._taken[position]:
                position += 1
                continue
            stop = self._taken.find(1, position, end)
            stop = end if stop < 0 else stop
            self._taken[position:stop] = b"\1" * (stop - position)
            self._spans.append(Span(start=position, end=stop, type=kind))
            position = stop

    def add_all(self, found: Iterable[tuple[int, int, Kind]]) -> None:
        """Take many places, in their order."""
        for start, end, kind in found:
            self.add(start, end, kind)

    def spans(self) -> tuple[Span, ...]:
        """What was found, in the order of the text; pieces of one kind that touch are one."""
        whole: list[Span] = []
        for span in sorted(self._spans, key=lambda span: span.start):
            if whole and whole[-1].end == span.start and whole[-1].type == span.type:
                whole[-1] = Span(start=whole[-1].start, end=span.end, type=span.type)
            else:
                whole.append(span)
        return tuple(whole)
