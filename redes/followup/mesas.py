"""Who sits at the table: looked at and changed by its coordinators."""

import dataclasses
import uuid
from typing import TypeVar

from redes.followup.errors import Incomplete, NotThere
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.mesa import SECTORS, Mesa, Organisation, Sector
from redes.followup.rights import Scope, may_enter
from redes.followup.words import checked
from redes.reports.keeping import ChangedMeanwhile

LONGEST_NAME = 120

Found = TypeVar("Found")


def open_mesa(territory: str, *, scope: Scope, ground: Ground, uow: UnitOfWork) -> Mesa:
    """The mesa of a territory; an empty one of version 0 before anybody wrote something.

    Raises:
        redes.followup.errors.NotYours: It is another's.
        redes.followup.errors.NotThere: The territory has no mesa.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_enter(scope, territory)
    ground.territory(territory)
    with uow:
        return uow.followup.mesas.get(territory) or Mesa(territory=territory)


def set_organisation(
    territory: str,
    name: str,
    sector: Sector,
    *,
    seen: int,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    organisation: str | None = None,
    contact: str | None = None,
) -> Mesa:
    """Bring an organisation to the table, or change what it is called.

    Args:
        territory: Whose table.
        name: What it is called.
        sector: Its sector.
        seen: The version of the mesa that was read.
        scope: Who asks.
        ground: The catalogue.
        uow: Where it is kept.
        organisation: Id of the one to change; None for a new one.
        contact: Id of its directory entry, or None.

    Returns:
        The mesa as it is now.

    Raises:
        redes.followup.errors.FollowupError: It is another's, names a person, stands there already, or is none.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
    """
    said = checked(name, most=LONGEST_NAME, least=3)
    if sector not in SECTORS:
        raise Incomplete("there is no such sector", "mesa.error.sector")
    if contact is not None and contact not in ground.catalogue.contacts:
        raise Incomplete("there is no such directory entry", "mesa.error.contacto")
    mesa = open_mesa(territory, scope=scope, ground=ground, uow=uow)
    if organisation is not None:
        there(mesa.organisation(organisation))
    others = tuple(one for one in mesa.organisations if one.id != organisation)
    if any(one.name.casefold() == said.casefold() for one in others):
        raise Incomplete("this organisation sits at the table already", "mesa.error.repetida")
    new = Organisation(id=organisation or uuid.uuid4().hex[:12], name=said, sector=sector, contact=contact)
    return _save(mesa, (*others, new), seen=seen, uow=uow)


def remove_organisation(
    territory: str, organisation: str, *, seen: int, scope: Scope, ground: Ground, uow: UnitOfWork
) -> Mesa:
    """Take an organisation off the table, as long as it promised nothing. Raises as :func:`set_organisation`."""
    mesa = open_mesa(territory, scope=scope, ground=ground, uow=uow)
    there(mesa.organisation(organisation))
    with uow:
        promised = any(one.organisation == organisation for one in uow.followup.commitments.of([territory]))
    if promised:
        raise Incomplete("this organisation has made commitments", "mesa.error.con-compromisos")
    return _save(mesa, tuple(one for one in mesa.organisations if one.id != organisation), seen=seen, uow=uow)


def there(found: Found | None) -> Found:
    """What was looked for.

    Raises:
        NotThere: There is none.
    """
    if found is None:
        raise NotThere("there is no such thing here", "mesa.error.no-existe")
    return found


def _save(mesa: Mesa, organisations: tuple[Organisation, ...], *, seen: int, uow: UnitOfWork) -> Mesa:
    ordered = tuple(sorted(organisations, key=lambda one: (one.name.casefold(), one.id)))
    changed = dataclasses.replace(mesa, organisations=ordered, version=seen + 1)
    with uow:
        if seen > 0:
            uow.followup.mesas.replace(changed, seen=seen)
        elif uow.followup.mesas.get(mesa.territory) is not None:
            raise ChangedMeanwhile("somebody else changed this mesa meanwhile; read it again")
        else:
            uow.followup.mesas.add(changed)
        uow.commit()
    return changed
