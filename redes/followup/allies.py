"""The network of a territory, kept by its coordinators: what they change the bot's directory shows at once."""

import dataclasses
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from redes.content.catalogue import Catalogue
from redes.content.schema import TOPICS, Contact
from redes.followup.ally import Ally
from redes.followup.errors import Incomplete
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.mesas import LONGEST_NAME, there
from redes.followup.promise import Evidence, checked_evidence
from redes.followup.rights import Scope, may_enter
from redes.followup.words import checked

_PHONE = re.compile(r"(?=.*\d)[\d\s()+*#/.-]{3,60}(?:ext\.? ?\d{1,6})?", re.IGNORECASE)
"""As one dials it; a word is no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a coordinator writes of an ally.

    Attributes:
        name, kind, offers, for_whom, topics, phone, address, hours, source_url: As on
            :class:`redes.followup.ally.Ally`.
    """

    name: str
    kind: str
    offers: str
    for_whom: str | None = None
    topics: tuple[str, ...] = ()
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    source_url: str | None = None


def allies_of(territory: str, *, scope: Scope, uow: UnitOfWork) -> tuple[Ally, ...]:
    """The network of a territory, by name; those that ended too.

    Raises:
        redes.followup.errors.NotYours: It is another's.
    """
    may_enter(scope, territory)
    with uow:
        return uow.followup.allies.of([territory])


def add_ally(territory: str, offer: Offer, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date) -> Ally:
    """Bring an ally into the network.

    Args:
        territory: Whose network.
        offer: What it offers, as somebody made sure today.
        scope: Who asks.
        ground: The catalogue.
        uow: Where it is kept.
        today: The day; the directory shows it as the day of its source.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or something is missing or does not fit.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    may_enter(scope, territory)
    ground.territory(territory)
    new = Ally(id=f"red-{uuid.uuid4().hex[:12]}", territory=territory, checked_on=today, **_checked(offer, ground))
    with uow:
        uow.followup.allies.add(new)
        uow.commit()
    return new


def change_ally(
    ally_id: str, offer: Offer, *, seen: int, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> Ally:
    """Write anew what an ally offers; also to say that it was made sure of today, and to bring back one that ended.

    Raises as :func:`add_ally`, and :class:`redes.reports.keeping.ChangedMeanwhile`.
    """
    with uow:
        found = there(uow.followup.allies.get(ally_id))
        may_enter(scope, found.territory)
        changed = dataclasses.replace(found, **_checked(offer, ground), checked_on=today, active=True, version=seen + 1)
        uow.followup.allies.replace(changed, seen=seen)
        uow.commit()
    return changed


def end_ally(ally_id: str, *, seen: int, scope: Scope, uow: UnitOfWork) -> Ally:
    """Take an ally out of the directory; it stays in the network's history. Raises as :func:`change_ally`."""
    with uow:
        found = there(uow.followup.allies.get(ally_id))
        may_enter(scope, found.territory)
        changed = dataclasses.replace(found, active=False, version=seen + 1)
        uow.followup.allies.replace(changed, seen=seen)
        uow.commit()
    return changed


def with_allies(catalogue: Catalogue, allies: Iterable[Ally]) -> Catalogue:
    """The catalogue with a network in its directory, after what the files hold.

    An entry of the files is never replaced: its id is another. Allies of territories that the catalogue does not
    know are left out.
    """
    shown = {one.id: _contact(one) for one in allies if one.active and one.territory in catalogue.territories}
    contacts = MappingProxyType({**catalogue.contacts, **shown})
    return dataclasses.replace(catalogue, contacts=contacts)


def _contact(ally: Ally) -> Contact:
    offers = ally.offers if ally.for_whom is None else f"{ally.offers.rstrip('. ')}. {ally.for_whom}"
    return Contact(
        id=ally.id,
        name=ally.name,
        scope=ally.territory,
        kind=ally.kind,
        offers=offers if offers.endswith(".") else f"{offers}.",
        topics=ally.topics,  # type: ignore[arg-type]  # checked when it was written
        phone=ally.phone,
        address=ally.address,
        hours=ally.hours,
        source_url=ally.source_url,
        source_date=ally.checked_on.isoformat(),
        confidence="media",
    )


def _checked(offer: Offer, ground: Ground) -> dict[str, Any]:
    """An offer's fields as they are kept."""
    if offer.kind not in {one.kind for one in ground.catalogue.contacts.values()}:
        raise Incomplete("the directory has no such kind", "mesa.error.tipo")
    if not TOPICS.issuperset(offer.topics):
        raise Incomplete("there is no such topic", "mesa.error.tema")
    phone = _maybe(offer.phone)
    if phone is not None and not _PHONE.fullmatch(phone):
        raise Incomplete("a telephone is digits and signs", "mesa.error.telefono")
    source = _maybe(offer.source_url)
    return {
        "name": checked(offer.name, most=LONGEST_NAME, least=3),
        "kind": offer.kind,
        "offers": checked(offer.offers, most=300, least=5),
        "for_whom": None if _maybe(offer.for_whom) is None else checked(str(offer.for_whom), most=200),
        "topics": tuple(sorted(set(offer.topics))),
        "phone": phone,
        "address": None if _maybe(offer.address) is None else _short(str(offer.address)),
        "hours": None if _maybe(offer.hours) is None else _short(str(offer.hours)),
        "source_url": None if source is None else checked_evidence(Evidence(kind="enlace", text=source)).text,
    }


def _maybe(text: str | None) -> str | None:
    return (text or "").strip() or None


def _short(text: str) -> str:
    """An address or opening hours: they are full of numbers, so they are not looked through for documents."""
    said = text.strip()
    if len(said) > 200:
        raise Incomplete("a text is longer than 200 characters", "mesa.error.muy-largo", numero="200")
    return said
