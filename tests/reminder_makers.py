"""Values for tests of reminders and alerts."""

from datetime import UTC, date, datetime
from typing import Any

from redes.followup.accounts import Account, AccountId
from redes.privacy.vault import Vault
from redes.reminding.address import sealed_to
from redes.reminding.subscription import DEFAULTS, Kind, Subscriber, Subscription, SubscriptionId, Wish

MONDAY_NOON = datetime(2024, 7, 1, 17, 30, tzinfo=UTC)
"""Half past noon in Colombia."""

MONDAY = date(2024, 7, 1)
CHAT = 987_654_321_012
ANA = Subscriber("a" * 32)


def a_wish(kind: Kind = "practica-semanal", **given: Any) -> Wish:
    """The wish that is proposed, unless something else is said."""
    proposed = DEFAULTS[kind]
    return Wish(kind=kind, **{"days": proposed.days, "hour": proposed.hour} | given)


def a_subscription(vault: Vault, kind: Kind = "practica-semanal", *, chat: int = CHAT, **given: Any) -> Subscription:
    """What Ana asked for, with her address in it."""
    default: dict[str, Any] = {"id": "1" * 32, "who": ANA, "wish": a_wish(kind), "language": "es"}
    values = default | given
    bare = Subscription(**values | {"id": SubscriptionId(values["id"]), "address": b"", "wrapped": b""})
    return sealed_to(bare, chat, vault=vault)


def an_account(**given: Any) -> Account:
    """A coordinator of Medellín, whose chat is tied."""
    default: dict[str, Any] = {
        "id": AccountId("c" * 32),
        "label": "Referente",
        "role": "coordinator",
        "territories": ("medellin",),
        "language": "es",
        "telegram": "7" * 32,
        "since": MONDAY,
        "disabled": False,
        "second_step": None,
        "last_step": 0,
    }
    return Account(**default | given)
