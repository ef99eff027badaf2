"""The second step of an entry: a code from an app on the telephone (TOTP, RFC 6238). Who wants none has none."""

import pyotp

from redes.privacy.seal import Sealer

_HALF_MINUTE = 30


def new_secret() -> str:
    """A fresh secret, as apps read it: 32 letters and digits."""
    return pyotp.random_base32()


def address(secret: str, label: str) -> str:
    """What the QR code says that an app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=label, issuer_name="REDES")


def fitting_step(secret: str, code: str, *, now: int, after: int = 0) -> int | None:
    """The half minute that a code is of, or None when it is wrong.

    Args:
        secret: As made.
        code: As typed; spaces do not matter.
        now: Second since 1970. A clock may be half a minute off.
        after: Half minutes up to this one are used up, so that no code is good twice.
    """
    typed, current = code.replace(" ", ""), now // _HALF_MINUTE
    once = pyotp.TOTP(secret)
    for step in (current - 1, current, current + 1):
        if step > after and pyotp.utils.strings_equal(once.at(step * _HALF_MINUTE), typed):
            return step
    return None


def sealed_step_fits(sealed: bytes, code: str, *, sealer: Sealer, now: int, after: int) -> int | None:
    """As :func:`fitting_step`, for a secret at rest.

    Raises:
        redes.privacy.seal.CannotOpen: The key is another.
    """
    return fitting_step(sealer.open(sealed), code, now=now, after=after)
