"""What author and mesa say to each other about a report, without the mesa ever knowing who the author is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from redes.reports.report import ReportId

Author = Literal["autor", "mesa"]

Act = Literal["aporte", "pregunta", "respuesta", "sigue-igual", "se-resolvio"]
"""What a message does: add something, ask, answer, say that nothing changed, say that it is solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a report's thread, at rest.

    Attributes:
        report_id: The report it belongs to; never its receipt's hash.
        number: Its place in the thread, from 1.
        author: Who said it.
        act: What it does.
        text: Sealed with the report's own key; None where the act says it all.
        week: Monday of its week.
    """

    report_id: ReportId
    number: int
    author: Author
    act: Act
    text: bytes | None
    week: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of a thread, opened for the one who may read it.

    Attributes:
        number: Its place in the thread, from 1.
        author: Who said it.
        act: What it does.
        text: Its words; None where the act says it all.
        week: Monday of its week.
    """

    number: int
    author: Author
    act: Act
    text: str | None
    week: date


def open_question(thread: tuple[Message, ...] | tuple[Said, ...]) -> int | None:
    """Number of the mesa's question that waits for the author's answer, or None."""
    waiting: int | None = None
    for message in thread:
        if message.act == "pregunta":
            waiting = message.number
        elif message.author == "autor" and message.act == "respuesta":
            waiting = None
    return waiting
