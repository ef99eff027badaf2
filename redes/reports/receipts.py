"""Receipts: the key to one report, held by nobody but its author.

A receipt is 19 random digits (63 bits) and a check digit in five groups of four, easy to copy down, to
say aloud in any language and to type on any keyboard: ``4821 0937 5516 8240 5739``. Digits, because
words would have to exist in five languages and letters are misread by people who learnt another script.
"""

import hashlib
import secrets

from redes.reports.report import Receipt, ReceiptHash

_DIGITS = 19
_CHECK = 1


class Receipts:
    """Makes receipts and their hashes.

    Args:
        pepper: 32 secret bytes; without them the stored hashes cannot be tried out offline.
        cost: scrypt's N, a power of two; 2**14 takes about 50 ms and 16 MiB. Tests pass 2.
    """

    def __init__(self, pepper: bytes, *, cost: int = 2**14) -> None:
        self._pepper = pepper
        self._cost = cost

    def new(self) -> Receipt:
        """A fresh receipt of 19 random digits (63 bits) and a check digit, in groups of four."""
        digits = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
        return Receipt(_grouped(digits + _check_digit(digits)))

    def hash(self, receipt: Receipt) -> ReceiptHash:
        """The stored form of a receipt: scrypt with the pepper as salt, 64 hexadecimal digits."""
        digits = "".join(c for c in receipt if c.isdigit())
        hashed = hashlib.scrypt(digits.encode(), salt=self._pepper, n=self._cost, r=8, p=1, dklen=32, maxmem=64 * 2**20)
        return ReceiptHash(hashed.hex())


_LOOK_ALIKES = str.maketrans("oOlIiSsBZz", "0011155822")


def read_receipt(text: str) -> Receipt | None:
    """A receipt as somebody typed it: spaces, dashes and look-alike letters are tolerated.

    Returns:
        The receipt in its written form, or None when the text is none: too short, too long, or a
        digit is wrong (the check digit tells a slip from a code that does not exist).
    """
    candidates = text.translate(_LOOK_ALIKES)
    digits = "".join(c for c in candidates if c in "0123456789")
    letters = sum(c.isalpha() for c in candidates)
    if len(digits) != _DIGITS + _CHECK or letters:
        return None
    if _check_digit(digits[:_DIGITS]) != digits[_DIGITS:]:
        return None
    return Receipt(_grouped(digits))


def looks_like_receipt(text: str) -> bool:
    """Whether a text was meant as a receipt, right or wrong: mostly digits, 12 to 26 of them."""
    digits = sum(c.isdigit() for c in text)
    return 12 <= digits <= 26 and digits * 2 > len(text.strip())


def _grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""Damm's quasigroup of order 10 (H. M. Damm, 2004): finds every wrong digit and every swap of neighbours."""


def _check_digit(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)
