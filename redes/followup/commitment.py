"""A commitment: what an organisation promised at a mesa, and the barriers behind it."""

from dataclasses import dataclass
from datetime import date

from redes.followup.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Promise):
    """One commitment. The reports behind it are kept beside it, since their authors may take them back.

    Attributes:
        id: Random, 32 hexadecimal digits.
        territory: Whose.
        organisation: Id of who promised, among the mesa's organisations.
        made_on: The day it was promised.
        meeting: Id of the meeting, or None.
        barriers: Ids of kinds of barrier it answers.
        rules: Ids of rules of law it helps to keep.
        practices: Numbers of practices of the decálogo, 1 to 10.
        version: Grows by one with each change.
    """

    id: str
    territory: str
    organisation: str
    made_on: date
    meeting: str | None = None
    barriers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()
    version: int = 1
