"""What an invented year is made of, as read from ``year.yml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from redes.content.strict_yaml import read, validate
from redes.followup.mesa import Sector
from redes.followup.promise import Evidence


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


class Script(_Part):
    """All of it; see the file."""

    mark: str
    territories: Mapping[str, int]
    languages: Mapping[str, int]
    organisations: tuple[Seat, ...]
    notes: str
    evidence: tuple[Evidence, ...]
    broken: str
    families: Mapping[str, Family]
    compliments: tuple[str, ...]


@cache
def script() -> Script:
    """The script of the house."""
    return validate(Script, read(Path(__file__).with_name("year.yml")))
