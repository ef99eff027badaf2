"""Who wrote becomes a pseudonym at the face, and stays one."""

import hashlib
import hmac
from typing import NewType

SessionKey = NewType("SessionKey", str)
"""Keyed pseudonym of one conversation, 32 hexadecimal digits. Never stored with a report."""


def pseudonym(channel: str, identity: str, *, key: bytes) -> SessionKey:
    """The session key of somebody on a channel.

    A keyed hash (HMAC-SHA256), because a plain hash of a Telegram id is undone by trying the few
    billion ids there are. The channel is part of it, so that one person's sessions on two channels
    cannot be linked.

    Args:
        channel: ``telegram``, ``web`` or ``terminal``.
        identity: What the channel knows the person by; not kept.
        key: From :func:`redes.privacy.keys.derive`, purpose ``pseudonym``.
    """
    digest = hmac.new(key, f"{channel}:{identity}".encode(), hashlib.sha256).hexdigest()
    return SessionKey(digest[:32])
