"""Where somebody can be written to: a Telegram chat, sealed so that it opens in its own row only."""

import dataclasses
import json

from redes.privacy.seal import CannotOpen
from redes.privacy.vault import Vault
from redes.reminding.subscription import Subscription


def sealed_to(subscription: Subscription, chat: int, *, vault: Vault) -> Subscription:
    """A subscription with its address.

    What is sealed names the row and who asked: an address that is copied into another row does not open there. Its data
    key is sealed by the keyring, so that a deleted address becomes unreadable in backups as the ring turns.

    Args:
        subscription: Without an address, or with an old one.
        chat: Id of the chat.
        vault: Makes the data key.
    """
    sealer, wrapped = vault.new_key()
    sealed = sealer.seal(json.dumps([*_bound(subscription), chat]))
    return dataclasses.replace(subscription, address=sealed, wrapped=wrapped)


def chat_of(subscription: Subscription, *, vault: Vault) -> int:
    """Id of the chat of a subscription.

    Raises:
        redes.privacy.seal.CannotOpen: The keyring is another one, the address was changed, or is another row's.
    """
    *bound, chat = json.loads(vault.sealer(subscription.wrapped).open(subscription.address))
    if bound != _bound(subscription):
        raise CannotOpen("an address stands in a row that it was not sealed for")
    return int(chat)


def _bound(subscription: Subscription) -> list[str]:
    return [subscription.id, subscription.who, subscription.wish.kind, subscription.seat or ""]
