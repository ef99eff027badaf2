"""The directory entries nearest to a point.

The point is somebody's whereabouts: it is used here and kept nowhere, and what is said of a distance is
rounded up so far that the point cannot be read back from it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from redes.content.catalogue import Catalogue
from redes.content.schema import Contact, Municipality, Territory

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

EARTH_KM = 6371.0088
"""Mean radius of the earth."""

FARTHEST_KM = 100
"""What is farther than this is not near: a day's journey to a place that may have closed helps nobody."""

_STEPS_KM = (1, 2, 5, 10, 20, 50, FARTHEST_KM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A directory entry and how far it is.

    Attributes:
        contact: The entry.
        km: Kilometres to it as the crow flies; None when only its municipality is known.
    """

    contact: Contact
    km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What there is around a point.

    Attributes:
        territory: The nearest that has entries.
        municipality: The nearest municipality of it.
        km: Kilometres to the middle of that municipality, as the crow flies.
        entries: The territory's entries, nearest first: those with coordinates of their own, then the
            others by their municipality, in the order of their authors where that is the same.
    """

    territory: Territory
    municipality: Municipality
    km: float
    entries: tuple[Near, ...]


def distance_km(one: Point, other: Point) -> float:
    """Kilometres between two points as the crow flies (haversine)."""
    (lat, lon), (other_lat, other_lon) = (map(math.radians, point) for point in (one, other))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def at_most_km(km: float) -> int:
    """A distance as it may be said: rounded up to 1, 2, 5, 10, 20, 50 or 100 kilometres."""
    return next((step for step in _STEPS_KM if km <= step), _STEPS_KM[-1])


def nearby(catalogue: Catalogue, point: Point) -> Nearby | None:
    """What the directory has around a point, or None when nothing is near or it is no point on earth."""
    if not _on_earth(point):
        return None
    found = None
    for territory in catalogue.territories.values():
        entries = tuple(_by_distance(catalogue, territory, point))
        middles = [(distance_km(point, m.location), m) for m in territory.municipalities if m.location is not None]
        if not entries or not middles:
            continue
        km, municipality = min(middles, key=lambda middle: middle[0])
        if km <= FARTHEST_KM and (found is None or km < found.km):
            found = Nearby(territory=territory, municipality=municipality, km=km, entries=entries)
    return found


def _by_distance(catalogue: Catalogue, territory: Territory, point: Point) -> Iterator[Near]:
    """A territory's entries that are not far, nearest first."""
    middles = {m.code: distance_km(point, m.location) for m in territory.municipalities if m.location is not None}
    ranked = []
    for contact in catalogue.contacts_of(territory.id):
        own = None if contact.location is None else distance_km(point, contact.location)
        about = middles.get(contact.municipality or "", 0.0 if territory.mesa else math.inf)
        if (about if own is None else own) <= FARTHEST_KM:
            ranked.append(((own is None, about if own is None else own), Near(contact=contact, km=own)))
    return (near for _, near in sorted(ranked, key=lambda pair: pair[0]))


def _on_earth(point: Point) -> bool:
    """Whether a face handed over a place: a modified client sends what it likes, infinity too."""
    lat, lon = point
    return -90 <= lat <= 90 and -180 <= lon <= 180
