"""One secret, many keys.

Every use gets a key of its own, derived with HKDF (RFC 5869), so that what one part of the
program reveals or loses says nothing about the others.
"""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from redes.errors import RedesError


class UnsafeKey(RedesError):
    """The key file could be read by others, or is damaged."""


def load_or_make_secret(path: Path) -> bytes:
    """Read the root secret, making one on the first run.

    Args:
        path: File that holds it, 64 hexadecimal digits, mode 0600.

    Raises:
        UnsafeKey: Others may read the file, or it does not hold a secret. Nothing is overwritten:
            a new key would make every receipt and every sealed story worthless.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise UnsafeKey(f"{path}: other users of this machine may read it; run: chmod 600 {path}") from None
        try:
            secret = bytes.fromhex(path.read_text().strip())
        except ValueError:
            secret = b""
        if len(secret) < 32:
            raise UnsafeKey(
                f"{path}: holds no key (64 hexadecimal digits expected); restore it from a backup. "
                "Without it, receipts already handed out cannot be found again."
            ) from None
        return secret
    secret = secrets.token_bytes(32)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return secret


def derive(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose.

    Args:
        secret: The root secret, 32 bytes or more.
        purpose: Names the use and its version, for example ``pseudonym/1``.
    """
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"redes/{purpose}".encode()).derive(secret)
