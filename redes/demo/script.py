"""What an invented year is made of, as read from ``year.yml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from redes.content.strict_yaml import read, validate
from redes.flags.states import Reason
from redes.flags.subject import SubjectKind
from redes.followup.accounts import Role
from redes.followup.mesa import Sector
from redes.followup.promise import Evidence
from redes.reports.report import Voice


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Promised(_Part):
    """Something that organisations promise: in words, and for which practice of the decálogo."""

    what: str
    practice: int


class Family(_Part):
    """A family of barriers: how often it is told, of which care, against which rules, in which words."""

    weight: int
    services: tuple[str, ...]
    rules: tuple[str, ...]
    stories: tuple[str, ...]
    promises: tuple[Promised, ...]


class Seat(_Part):
    """An organisation at every table."""

    name: str
    sector: Sector


class Offered(_Part):
    """An ally in the network of every territory."""

    name: str
    kind: str
    offers: str
    for_whom: str | None = None
    topics: tuple[str, ...] = ()
    hours: str | None = None


class Talk(_Part):
    """What is said in a thread: the mesa asks, the author replies, the mesa answers."""

    question: str
    reply: str
    answer: str


class Proposed(_Part):
    """A proposal, what it would change, where it was made, what came of it; ``why`` is what a declined one is answered with."""

    text: str
    fate: Literal["nueva", "en-revision", "pregunta", "compromiso", "contenido", "declinada"]
    voice: Voice
    practice: int | None = None
    card: str | None = None
    where: tuple[str, ...] = ()
    why: str = ""


class Flagged(_Part):
    """An answer that somebody said is wrong: what is wrong, of which case, in what words, and what the reviewer made of it."""

    kind: SubjectKind
    id: str
    reason: Reason
    fate: Literal["nueva", "aceptada", "rechazada"]
    words: str | None = None
    note: str | None = None
    case: Mapping[str, str] = {}
    old: bool = False


class PanelSeat(_Part):
    """A seat of the panel: its role, its territories (none: one seat for each), and on which days it is on call."""

    label: str
    role: Role
    where: tuple[str, ...] = ()
    on_call: tuple[int, ...] = ()


class Script(_Part):
    """All of it; see the file."""

    mark: str
    territories: Mapping[str, int]
    languages: Mapping[str, int]
    organisations: tuple[Seat, ...]
    allies: tuple[Offered, ...]
    notes: str
    evidence: tuple[Evidence, ...]
    broken: str
    families: Mapping[str, Family]
    compliments: tuple[str, ...]
    talk: Talk
    proposals: tuple[Proposed, ...]
    flags: tuple[Flagged, ...]
    learners: int
    seats: tuple[PanelSeat, ...]


@cache
def script() -> Script:
    """The script of the house."""
    return validate(Script, read(Path(__file__).with_name("year.yml")))
