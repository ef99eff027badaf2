"""Whose territory it is: every use case of this room asks here before it reads or writes."""

from dataclasses import dataclass
from typing import Literal, Protocol

from redes.followup.errors import NotYours

Right = Literal["counts", "follow-up"]
"""What this room asks for: counts of a territory, or what its mesa does."""


class Scope(Protocol):
    """Who asks, as far as it matters here."""

    def may(self, right: Right, territory: str) -> bool:
        """Whether somebody has a right in a territory."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs commands on the machine itself, and could read its database anyway."""

    def may(self, _: Right, territory: str) -> bool:
        """Always."""
        return bool(territory)


OPERATOR = Operator()


def may_enter(scope: Scope, territory: str) -> None:
    """Go on only with the right to read and change what a mesa does.

    Raises:
        NotYours: There is none. The message is the same for a territory that does not exist.
    """
    if not scope.may("follow-up", territory):
        raise NotYours("no right to the mesa of this territory", "mesa.error.no-es-suyo")


def may_count(scope: Scope, territory: str) -> None:
    """Go on only with the right to see the counts of a territory.

    Raises:
        NotYours: There is none.
    """
    if not scope.may("counts", territory):
        raise NotYours("no right to the counts of this territory", "mesa.error.no-es-suyo")
