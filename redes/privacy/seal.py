"""Stories are encrypted at rest.

Fernet (AES-128-CBC with HMAC-SHA256) from ``cryptography``. Its token carries the time of
encryption in clear, to the second, which would undo the flattening of a report's time to the week;
so the time given to it is always the start of the epoch.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from redes.errors import RedesError


class CannotOpen(RedesError):
    """A sealed text was not sealed with any of the keys at hand, or was damaged."""


class Sealer:
    """Seals and opens short texts.

    Args:
        keys: 32 bytes each; the first seals, all open (rotation).
    """

    def __init__(self, *keys: bytes) -> None:
        self._fernet = MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
        self._sealing = Fernet(base64.urlsafe_b64encode(keys[0]))

    def seal(self, text: str) -> bytes:
        """Encrypt a text."""
        return self._sealing.encrypt_at_time(text.encode(), current_time=0)

    def open(self, sealed: bytes) -> str:
        """Decrypt a text.

        Raises:
            CannotOpen: No key fits, or the bytes were changed.
        """
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise CannotOpen("a sealed text cannot be opened with the keys at hand") from None
