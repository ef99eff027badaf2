"""Where a report is on its way, and which steps there are: all of them stand here."""

from collections.abc import Mapping
from types import MappingProxyType

from redes.errors import RedesError
from redes.reports.report import State


class NotAllowed(RedesError):
    """There is no such step from where the report is."""


BY_THE_MESA: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        "nuevo": frozenset({"en-revision", "en-mesa", "descartado"}),
        "en-revision": frozenset({"en-mesa", "con-compromiso", "resuelto", "descartado"}),
        "en-mesa": frozenset({"en-revision", "con-compromiso", "resuelto", "descartado"}),
        "con-compromiso": frozenset({"en-mesa", "resuelto"}),
        "resuelto": frozenset({"en-revision"}),
        "descartado": frozenset({"en-revision"}),
    }
)
"""State -> where a coordinator may take a report from there. A promise is not put aside: it is kept or taken back."""

_REOPENED: Mapping[State, State] = MappingProxyType(
    {"con-compromiso": "en-revision", "resuelto": "en-revision", "descartado": "en-revision"}
)


def moved(state: State, to: State) -> State:
    """The state after a coordinator's step.

    Raises:
        NotAllowed: There is no such step.
    """
    if to not in BY_THE_MESA[state]:
        raise NotAllowed(f"a report in '{state}' goes on to: {', '.join(sorted(BY_THE_MESA[state]))}")
    return to


_WAY: tuple[State, ...] = ("nuevo", "en-revision", "en-mesa", "con-compromiso", "resuelto", "descartado")


def follows(state: State, *, before: State, to: State) -> bool:
    """Whether a report goes along when another that it is joined with takes a step.

    Together they go anywhere. One that is elsewhere goes along forward only, and what is new is looked at on the way; what is
    closed, by the mesa or by its author, is not opened again, nor is a promise taken back.
    """
    if state == before:
        return True
    steps = BY_THE_MESA[state] | (BY_THE_MESA["en-revision"] if state == "nuevo" else frozenset())
    return state not in ("resuelto", "descartado") and to in steps and _WAY.index(to) > _WAY.index(state)


def still_the_same(state: State) -> State:
    """The state after its author says that nothing changed: what was closed or promised is looked at again."""
    return _REOPENED.get(state, state)


def solved(_: State) -> State:
    """The state after its author says that it is solved: she knows best."""
    return "resuelto"
