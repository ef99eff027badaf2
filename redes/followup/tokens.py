"""Secrets that a browser or a chat shows: made here, kept only as keyed hashes."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes secrets and hashes them.

    Attributes:
        key: 32 bytes, from :func:`redes.privacy.keys.derive`, purpose ``panel/1``.
    """

    key: bytes

    @staticmethod
    def new() -> str:
        """A fresh secret of 192 bits: 32 characters that stand in an address and in Telegram's start parameter as they are."""
        return secrets.token_urlsafe(24)

    def hash(self, token: str) -> str:
        """What is kept of a secret: 64 hexadecimal digits. A fast hash is enough for what cannot be guessed."""
        return self._keyed("token", token)

    def form(self, session: str) -> str:
        """What a form of a session's page must bring along (against requests forged by other sites)."""
        return self._keyed("form", session)[:32]

    def form_fits(self, session: str, shown: str) -> bool:
        """Whether a form's token is of this session."""
        return hmac.compare_digest(self.form(session).encode(), shown.encode())

    def chat(self, session_key: str) -> str:
        """What an account keeps of a Telegram chat: the conversation's pseudonym under a key of its own.

        So nobody can lead from an account to what its owner writes to the bot, were it kept somewhere.
        """
        return self._keyed("chat", session_key)[:32]

    def _keyed(self, use: str, value: str) -> str:
        return hmac.new(self.key, f"{use}:{value}".encode(), hashlib.sha256).hexdigest()
