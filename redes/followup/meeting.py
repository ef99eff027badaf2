"""A meeting of a mesa: when, about what, how many of each sector came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from redes.followup.errors import NoSuchStep
from redes.followup.mesa import Sector

State = Literal["convocada", "realizada", "cancelada"]

STEPS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        "convocada": frozenset({"realizada", "cancelada"}),
        "realizada": frozenset({"convocada"}),
        "cancelada": frozenset({"convocada"}),
    }
)
"""State -> where a meeting may be taken from there. Back as well: a button is pressed too early now and then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One point of an agenda, as it will be read out.

    Attributes:
        title: What is talked about.
        reasons: Why, a sentence each; its counts are safe to show.
        barrier: Id of the kind of barrier it is about, or None for a point that somebody wrote.
    """

    title: str
    reasons: tuple[str, ...] = ()
    barrier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting.

    Attributes:
        id: Random, 32 hexadecimal digits.
        territory: Whose.
        day: When.
        state: Called, held or called off.
        agenda: In the order in which it is talked about.
        attendance: Sector -> how many came; empty until it was held.
        notes: What was said, without saying who; None when nothing was written.
        version: Grows by one with each change.
    """

    id: str
    territory: str
    day: date
    state: State = "convocada"
    agenda: tuple[AgendaItem, ...] = ()
    attendance: Mapping[Sector, int] = field(default_factory=dict)
    notes: str | None = None
    version: int = 1

    @property
    def attended(self) -> int:
        """How many came."""
        return sum(self.attendance.values())


def moved(state: State, to: State) -> State:
    """The state after a step.

    Raises:
        NoSuchStep: There is no such step.
    """
    if to not in STEPS[state]:
        raise NoSuchStep(
            f"a meeting that is {state} does not become {to}", "mesa.error.paso-reunion", desde=state, hasta=to
        )
    return to


def next_called(meetings: Iterable[Meeting], *, today: date) -> Meeting | None:
    """The first of some meetings, in the order of their days, that is called and not over; None when there is none."""
    return next((one for one in meetings if one.state == "convocada" and one.day >= today), None)
