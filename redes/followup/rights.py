"""Whose territory it is: every use case of this room asks here before it reads or writes."""

from collections.abc import Collection
from typing import Protocol

from redes.followup.errors import NotYours


class Scope(Protocol):
    """Who asks, as far as it matters: a role and the territories it holds for."""

    @property
    def role(self) -> str:
        """``coordinator``, ``analyst`` or ``administrator``."""

    @property
    def territories(self) -> Collection[str]:
        """Ids of territories; an administrator has all, whatever stands here."""


def may_enter(scope: Scope, territory: str) -> None:
    """Whether somebody may read and change what a mesa does; analysts see counts only.

    Raises:
        NotYours: She may not. The message is the same for a territory that does not exist.
    """
    if scope.role == "administrator" or (scope.role == "coordinator" and territory in scope.territories):
        return
    raise NotYours(f"role {scope.role} may not enter this territory", "mesa.error.no-es-suyo")


def may_count(scope: Scope, territory: str) -> None:
    """Whether somebody may see the counts of a territory.

    Raises:
        NotYours: She may not.
    """
    if scope.role != "administrator" and territory not in scope.territories:
        raise NotYours(f"role {scope.role} may not see this territory", "mesa.error.no-es-suyo")
