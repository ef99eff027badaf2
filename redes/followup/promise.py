"""A promise: what, until when, how far it is. Commitments of a mesa and actions of a plan are promises."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from redes.followup.errors import Incomplete, NoSuchStep
from redes.followup.words import checked

State = Literal["abierto", "en-curso", "cumplido", "no-cumplido", "retirado"]

STEPS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        "abierto": frozenset({"en-curso", "cumplido", "no-cumplido", "retirado"}),
        "en-curso": frozenset({"en-curso", "cumplido", "no-cumplido", "retirado"}),
        "cumplido": frozenset({"en-curso"}),
        "no-cumplido": frozenset({"en-curso"}),
        "retirado": frozenset(),
    }
)
"""State -> where a promise may be taken from there. What is under way may go on; what was closed may be opened
again, because authors say that nothing changed; what was taken back is over."""

NEXT: tuple[State, ...] = ("en-curso", "cumplido", "no-cumplido", "retirado")
"""In which order steps are offered."""

OPEN: tuple[State, ...] = ("abierto", "en-curso")

LONGEST_WHAT = 500
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What shows that a promise was kept.

    Attributes:
        kind: An address, or some words.
        text: The address (http or https), or the words.
    """

    kind: Literal["enlace", "nota"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a promise's way.

    Attributes:
        day: When.
        state: Where it led.
        progress: How far it was then, in percent.
        note: What was said about it, or None.
    """

    day: date
    state: State
    progress: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody will do.

    Attributes:
        what: In words, 500 characters at most.
        due: Last day of its term.
        state: Where it stands.
        progress: In percent; 100 exactly when it was kept.
        evidence: What shows it, or None; never None when it was kept.
        closed_on: Day on which it was kept, broken or taken back; None while it is open.
        steps: Its way so far, oldest first.
    """

    what: str
    due: date
    state: State = "abierto"
    progress: int = 0
    evidence: Evidence | None = None
    closed_on: date | None = None
    steps: tuple[Step, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.state in OPEN

    def late(self, on: date) -> bool:
        """Whether its term is over and it was not kept; or was kept after its term."""
        if self.state == "cumplido":
            return self.closed_on is not None and self.closed_on > self.due
        return self.is_open and on > self.due


AnyPromise = TypeVar("AnyPromise", bound=Promise)


def advanced(
    promise: AnyPromise,
    to: State,
    *,
    on: date,
    progress: int | None = None,
    evidence: Evidence | None = None,
    note: str | None = None,
) -> AnyPromise:
    """A promise one step further.

    Args:
        promise: As it stands.
        to: Where it goes.
        on: The day.
        progress: In percent; None leaves it where it was.
        evidence: What shows it; needed to say that it was kept, unless it was given before.
        note: A word about it; needed to say that it was broken or taken back.

    Raises:
        NoSuchStep: There is no such step.
        Incomplete: Evidence, a reason or a percentage is missing or does not fit.
        redes.followup.errors.NamesAPerson: Note or evidence would lead to a person.
    """
    if to not in STEPS[promise.state]:
        raise NoSuchStep(
            f"a promise that is {promise.state} does not become {to}",
            "mesa.error.paso-compromiso",
            desde=promise.state,
            hasta=to,
        )
    said = checked(note, most=LONGEST_NOTE) if note and note.strip() else None
    shown = promise.evidence if evidence is None else checked_evidence(evidence)
    if to == "cumplido" and shown is None:
        raise Incomplete("a kept promise needs evidence", "mesa.error.falta-evidencia")
    if to in ("no-cumplido", "retirado") and said is None:
        raise Incomplete("say why it was not kept, or taken back", "mesa.error.falta-motivo")
    reached = _reached(promise, to, progress)
    return dataclasses.replace(
        promise,
        state=to,
        progress=reached,
        evidence=shown,
        closed_on=None if to in OPEN else on,
        steps=(*promise.steps, Step(day=on, state=to, progress=reached, note=said)),
    )


def _reached(promise: Promise, to: State, progress: int | None) -> int:
    """How far it is; a promise is whole when it was kept, and never before."""
    if to == "cumplido":
        return 100
    reached = progress if progress is not None else min(promise.progress, 99)
    if not 0 <= reached <= 99:
        raise Incomplete("progress of what is not kept yet is 0 to 99 percent", "mesa.error.avance")
    return reached


def checked_evidence(evidence: Evidence) -> Evidence:
    """Evidence as it is kept.

    Raises:
        Incomplete: The address is none, or there are no words.
        redes.followup.errors.NamesAPerson: The words would lead to a person.
    """
    if evidence.kind == "nota":
        return Evidence(kind="nota", text=checked(evidence.text, most=LONGEST_NOTE))
    address = evidence.text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST_WHAT or " " in address:
        raise Incomplete("evidence is an address that begins with https://", "mesa.error.enlace")
    return Evidence(kind="enlace", text=address)
