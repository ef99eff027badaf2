"""What somebody asked to be written to about, and on which days at which hour."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NewType, get_args

from redes.calendar import COLOMBIA
from redes.followup.accounts import AccountId

Kind = Literal["practica-semanal", "capacitacion", "compromisos", "guardia"]
"""The decálogo's practice of the week; where the training goes on; what was promised at the mesa; refused emergencies."""

KINDS: tuple[Kind, ...] = get_args(Kind)

OF_A_SEAT: frozenset[Kind] = frozenset({"compromisos", "guardia"})
"""Kinds for who coordinates a mesa only: they end with the seat."""

ONE_DAY: frozenset[Kind] = frozenset({"practica-semanal", "compromisos"})
"""Kinds that come once a week."""

DAYS_OF_A_WEEK = 7

EVERY_DAY = 0b1111111
"""All days of the week; the bit of Monday is 1, of Sunday 64."""

HOURS = (6, 8, 10, 12, 14, 16, 18, 20)
"""Hours of the day in Colombia that can be chosen: nobody is woken at night, but by an alert she asked for."""

PATIENCE = timedelta(hours=3)
"""How long after its hour a reminder is still sent, when the program was down; after that it waits for its next day."""

SubscriptionId = NewType("SubscriptionId", str)
"""Random name of a subscription, 32 hexadecimal digits."""

Subscriber = NewType("Subscriber", str)
"""Pseudonym of who asked, 32 hexadecimal digits, by a key of this room's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be written to about.

    Attributes:
        kind: See :data:`Kind`.
        days: Bits of the days of the week. For ``guardia`` the days on which she is on call; none is possible there.
        hour: One of :data:`HOURS`, in Colombia. ``guardia`` has none: an alert comes when it happens.
    """

    kind: Kind
    days: int
    hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A wish at rest.

    Attributes:
        id: See :data:`SubscriptionId`.
        who: See :data:`Subscriber`.
        wish: What she asked for.
        language: In which language she is written to.
        address: Where to, sealed with a data key of its own and bound to this row (:mod:`redes.reminding.address`).
        wrapped: The data key, sealed by the keyring.
        last: The day in Colombia on which it was last sent, so that it is sent once; None: never.
        seat: The account it belongs to, for kinds of a seat; else None.
    """

    id: SubscriptionId
    who: Subscriber
    wish: Wish
    language: str
    address: bytes
    wrapped: bytes
    last: date | None = None
    seat: AccountId | None = None


def bit_of(day: date) -> int:
    """The bit of a day's weekday."""
    return 1 << day.weekday()


def toggled(wish: Wish, weekday: int) -> Wish:
    """The wish with another day; of a kind that comes once a week the day takes the place of the one before.

    Args:
        wish: As it was.
        weekday: From 0, Monday.
    """
    bit = 1 << weekday
    days = bit if wish.kind in ONE_DAY else wish.days ^ bit
    return Wish(kind=wish.kind, days=days, hour=wish.hour)


DEFAULTS: dict[Kind, Wish] = {
    "practica-semanal": Wish(kind="practica-semanal", days=1, hour=8),
    "capacitacion": Wish(kind="capacitacion", days=0b0001001, hour=12),
    "compromisos": Wish(kind="compromisos", days=1, hour=8),
    "guardia": Wish(kind="guardia", days=EVERY_DAY, hour=0),
}
"""What is proposed before she chooses: Mondays at eight; a training twice a week at noon."""


def write_wish(wish: Wish) -> str:
    """A wish as a button carries it: ``capacitacion.9.12``."""
    return f"{wish.kind}.{wish.days}.{wish.hour}"


def read_wish(text: str) -> Wish | None:
    """The wish that a button carries, or the proposal for a kind alone; None when it is none of ours."""
    name, dot, rest = text.partition(".")
    kind = next((known for known in KINDS if known == name), None)
    if kind is None:
        return None
    if not dot:
        return DEFAULTS[kind]
    days, _, hour = rest.partition(".")
    if days not in map(str, range(EVERY_DAY + 1)) or hour not in map(str, (0, *HOURS)):
        return None
    wish = Wish(kind=kind, days=int(days), hour=int(hour))
    return wish if _makes_sense(wish) else None


def _makes_sense(wish: Wish) -> bool:
    if wish.kind == "guardia":
        return wish.hour == 0
    if wish.kind in ONE_DAY and wish.days.bit_count() > 1:
        return False
    return wish.hour in HOURS


def days_of(wish: Wish) -> Iterator[int]:
    """The days of a wish, from 0 (Monday)."""
    return (weekday for weekday in range(DAYS_OF_A_WEEK) if wish.days >> weekday & 1)


def hours_due(now: datetime) -> Collection[int]:
    """Hours whose reminders of today are to be sent now.

    Args:
        now: With its time zone.
    """
    hour = now.astimezone(COLOMBIA).hour
    return range(max(0, hour - int(PATIENCE / timedelta(hours=1)) + 1), hour + 1)


def first_last(wish: Wish, now: datetime) -> date | None:
    """What :attr:`Subscription.last` begins with: a reminder whose hour is over today begins with its next day.

    Args:
        wish: What she asked for.
        now: With its time zone.
    """
    local = now.astimezone(COLOMBIA)
    return local.date() if wish.kind != "guardia" and local.hour >= wish.hour else None
