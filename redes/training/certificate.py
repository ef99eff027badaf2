"""A certificate (*constancia*) that anybody can check and nobody keeps: its code holds what it says, signed with the name.

The name is typed when the certificate is made and is nowhere afterwards but on it. The code's tag (HMAC-SHA256, cut to 53
bits) is over what is certified and over the name, so that a certificate cannot be handed on under another name. To check
it one needs both, as they stand on it.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from redes.content.lessons import ITEMS, Exam, Module
from redes.content.words import words
from redes.errors import RedesError
from redes.reports.report import monday
from redes.training.progress import Progress
from redes.training.score import result_of

CertificateCode = NewType("CertificateCode", str)
"""Sixteen signs of Crockford's alphabet (no I, L, O, U) in groups of four behind ``CERT-``."""

PURPOSE = "certificate/1"
"""Of the key that tags are made with; see :func:`redes.privacy.keys.derive`."""

LONGEST_NAME = 60
"""Characters of a name that fit its line."""

_EPOCH = date(2024, 1, 1)
_WEEK_BITS, _COUNT_BITS, _TAG_BITS = 15, 4, 53
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_NAME = re.compile(rf"[^\W\d_](?:[^\W\d_]|[ .'’-]){{2,{LONGEST_NAME - 1}}}")
_WRITTEN = re.compile(r"\s*CERT[\s-]*((?:[0-9A-Z][\s-]*?){16})(?![0-9A-Z])[\s,.:;-]*(.*)", re.IGNORECASE)


class NotCertified(RedesError):
    """A code that this program did not make, or not for that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What a certificate says beside the name.

    Attributes:
        week: Monday of the week in which it was made.
        modules: How many modules were read and decided.
        entry, exit: Items right, of ten.
    """

    week: date
    modules: int
    entry: int
    exit: int


class CertificateCodes:
    """Makes codes and checks them.

    Args:
        key: 32 bytes for the purpose ``certificate/1``.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, certified: Certified, name: str) -> CertificateCode:
        """The code of a certificate for a name."""
        number = (certified.week - _EPOCH).days // 7
        for count in (certified.modules, certified.entry, certified.exit):
            number = number << _COUNT_BITS | count
        number = number << _TAG_BITS | self._tag(number, name)
        signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(15, -1, -1))
        return CertificateCode("CERT-" + "-".join(signs[i : i + 4] for i in range(0, 16, 4)))

    def check(self, code: str, name: str) -> Certified:
        """What a certificate says; accents and capitals of the name do not matter.

        Args:
            code: Its sixteen signs, as :func:`read_certificate` finds them.
            name: The name on it.

        Raises:
            NotCertified: They do not belong together, or the code is not ours.
        """
        number = 0
        for sign in code:
            place = _ALPHABET.find(sign)
            if place < 0:
                raise NotCertified("a sign is of no code")
            number = number << 5 | place
        said, tag = number >> _TAG_BITS, number & (1 << _TAG_BITS) - 1
        if not hmac.compare_digest(tag.to_bytes(8, "big"), self._tag(said, name).to_bytes(8, "big")):
            raise NotCertified("code and name do not belong together")
        counts = []
        for _ in range(3):
            counts.append(said & (1 << _COUNT_BITS) - 1)
            said >>= _COUNT_BITS
        exit_, entry, modules = counts
        return Certified(week=_EPOCH + timedelta(weeks=said), modules=modules, entry=entry, exit=exit_)

    def _tag(self, said: int, name: str) -> int:
        signed = said.to_bytes(4, "big") + " ".join(words(name)).encode()
        digest = hmac.new(self._key, signed, hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big") >> (64 - _TAG_BITS)


def certified(progress: Progress, exam: Exam, modules: list[Module], *, today: date) -> Certified | None:
    """What can be certified of somebody; None until every module was decided and both tests are over."""
    entry, exit_ = result_of(progress, exam, "entrada"), result_of(progress, exam, "salida")
    if entry is None or exit_ is None or open_modules(progress, modules):
        return None
    return Certified(week=monday(today), modules=len(modules), entry=entry.whole.right, exit=exit_.whole.right)


def open_modules(progress: Progress, modules: list[Module]) -> list[Module]:
    """The modules whose situation was not decided yet."""
    return [module for module in modules if progress.lessons.get(module.id, 0) <= len(module.lessons)]


def read_name(text: str) -> str | None:
    """A name as it can stand on a certificate: Latin letters (the typeface has no others), spaces, dots, hyphens and
    apostrophes; else None.
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    latin = all(unicodedata.name(sign, "").startswith("LATIN") for sign in name if sign.isalpha())
    return name if latin and _NAME.fullmatch(name) else None


def read_certificate(text: str) -> tuple[str, str] | None:
    """The signs of a code and the name behind it, in what was typed; None when no code was meant."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    return re.sub(r"[\s-]", "", found[1]).upper().translate(_LOOK_ALIKES), found[2].strip()


assert ITEMS < 1 << _COUNT_BITS
assert _WEEK_BITS + 3 * _COUNT_BITS + _TAG_BITS == 80
