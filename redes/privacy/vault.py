"""A key for each report: destroying it makes the report unreadable, wherever copies of it are."""

import secrets
from collections.abc import Iterator
from typing import NewType

from redes.privacy.keyring import Keyring
from redes.privacy.seal import Sealer

WrappedKey = NewType("WrappedKey", bytes)
"""A data key, sealed by the keyring; what the database keeps."""


class Vault:
    """Makes data keys, opens and seals them.

    Args:
        keyring: Seals them.
        before: Sealed the stories of before, which had no key of their own; None when there are none.
    """

    def __init__(self, keyring: Keyring, *, before: Sealer | None = None) -> None:
        self.keyring = keyring
        self._before = before

    def new_key(self) -> tuple[Sealer, WrappedKey]:
        """A sealer with a fresh data key, and the key as it is kept."""
        key = secrets.token_bytes(32)
        return Sealer(key), WrappedKey(self._ring().seal(key.hex()))

    def new_keys(self) -> Iterator[tuple[Sealer, WrappedKey]]:
        """Fresh data keys without end, all sealed by the key that is newest now; the ring is read once."""
        ring = self._ring()
        while True:
            key = secrets.token_bytes(32)
            yield Sealer(key), WrappedKey(ring.seal(key.hex()))

    def sealer(self, wrapped: bytes | None) -> Sealer:
        """The sealer of a report.

        Args:
            wrapped: Its key as kept; None for a report of before.

        Raises:
            redes.privacy.seal.CannotOpen: The ring has no key that fits: it was turned since, or is another one.
        """
        if wrapped is None:
            return self._before or Sealer(secrets.token_bytes(32))
        return Sealer(bytes.fromhex(self._ring().open(wrapped)))

    def rewrap(self, wrapped: bytes) -> WrappedKey:
        """The same data key, sealed by the newest key of the ring.

        Raises:
            redes.privacy.seal.CannotOpen: The ring has no key that fits.
        """
        ring = self._ring()
        return WrappedKey(ring.seal(ring.open(wrapped)))

    def _ring(self) -> Sealer:
        return Sealer(*self.keyring.keys())
