"""A mesa: the organisations that sit at the table of a territory. Never persons."""

from dataclasses import dataclass
from typing import Literal, get_args

Sector = Literal[
    "entidad-territorial",
    "ips",
    "eps",
    "organizacion-de-base",
    "cooperacion",
    "entidad-nacional",
    "academia",
    "comunidad",
]
"""From where somebody comes to the table; attendance is counted by it."""

SECTORS: tuple[Sector, ...] = get_args(Sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who sits at a table.

    Attributes:
        id: Random, 12 hexadecimal digits.
        name: What it is called, 120 characters at most.
        sector: See :data:`Sector`.
        contact: Id of its directory entry, or None.
    """

    id: str
    name: str
    sector: Sector
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesa:
    """The table of a territory; each has one, from the moment somebody first looks for it.

    Attributes:
        territory: Id of the territory, which is also the mesa's.
        organisations: In the order of their names.
        version: Grows by one with each change; 0 for one that was never written.
    """

    territory: str
    organisations: tuple[Organisation, ...] = ()
    version: int = 0

    def organisation(self, organisation_id: str) -> Organisation | None:
        """One of its organisations, or None."""
        return next((one for one in self.organisations if one.id == organisation_id), None)
