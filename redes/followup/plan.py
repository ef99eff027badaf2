"""The work plan of an IPS: actions in the short, medium and long term, in four fields."""

from dataclasses import dataclass
from typing import Literal, get_args

from redes.followup.promise import Promise

Field = Literal["sensibilizacion", "capacitacion", "cultura-organizacional", "atencion-asistencial"]
"""The four fields of the plans that the mesas made with 21 IPS."""

Term = Literal["corto", "mediano", "largo"]

FIELDS: tuple[Field, ...] = get_args(Field)
TERMS: tuple[Term, ...] = get_args(Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Promise):
    """One action of a plan.

    Attributes:
        id: Random, 12 hexadecimal digits.
        field: See :data:`Field`.
        term: See :data:`Term`.
        responsible: Which office or organisation does it; never a person.
        barriers: Ids of kinds of barrier it answers.
        practices: Numbers of practices of the decálogo, 1 to 10.
    """

    id: str
    field: Field
    term: Term
    responsible: str
    barriers: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlan:
    """The plan of one IPS.

    Attributes:
        id: Random, 32 hexadecimal digits.
        territory: Whose mesa follows it.
        ips: Id of the IPS in the directory.
        actions: In the order in which they were added.
        version: Grows by one with each change, of an action too.
    """

    id: str
    territory: str
    ips: str
    actions: tuple[Action, ...] = ()
    version: int = 1

    def action(self, action_id: str) -> Action | None:
        """One of its actions, or None."""
        return next((one for one in self.actions if one.id == action_id), None)
