"""An ally of a territory: who offers what, for whom, with its source and the day of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ally:
    """One offer of the network, as the directory shows it.

    Attributes:
        id: Its id in the directory: ``red-`` and 12 hexadecimal digits.
        territory: Whose network.
        name: What it is called.
        kind: As in the directory: ``organizacion``, ``entidad`` and so on.
        offers: What it does.
        for_whom: For whom, or None for everybody.
        topics: Needs it serves; topics of the catalogue.
        phone: As one dials it, or None.
        address: Street address, or None.
        hours: When it answers, or None.
        source_url: Where this can be read, or None when the organisation told it itself.
        checked_on: The day somebody made sure of it.
        active: Whether the directory shows it; one that ended is kept for the thread.
        version: Grows by one with each change.
    """

    id: str
    territory: str
    name: str
    kind: str
    offers: str
    for_whom: str | None = None
    topics: tuple[str, ...] = ()
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    source_url: str | None = None
    checked_on: date
    active: bool = True
    version: int = 1
