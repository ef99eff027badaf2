"""The short code of a counter card: the case itself, so that nothing has to be kept about anybody.

A code holds the facts of a case, the day, a mark of the rules that answered and one of the catalogue, and a
tag (HMAC-SHA256, cut to 64 bits) that only this program can make. Whoever scans it learns whether the answer
still stands; the program looks nothing up, because there is nothing to look up. What kind of document and
which service a case is about can be read from a code by anyone, as from the card it stands on; who it is
about, by nobody: it was never told.

Thirty-six signs of Crockford's alphabet (no I, L, O, U), the last one a check sign that finds every wrong
sign and every swap of neighbours, so that a slip of the finger is not called a forgery.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NewType

from redes.content.catalogue import Catalogue
from redes.eligibility.decide import CannotTell, Verdict
from redes.eligibility.facts import BadFacts, Facts, make_facts
from redes.eligibility.load import Law
from redes.errors import RedesError

Code = NewType("Code", str)
"""Thirty-six signs, capitals, without spaces."""

PURPOSE = "counter/1"
"""Of the key that tags are made with; see :func:`redes.privacy.keys.derive`."""


class Mistyped(RedesError):
    """A code has the wrong length, a foreign sign, or a check sign that does not fit."""


class NotOurs(RedesError):
    """A code is well written and its tag is not ours: it was made up, or with another key."""


_GROUPS = (
    "gestante menor recien-nacido persona-mayor discapacidad lgbtiq indigena victima-conflicto "
    "victima-violencia trata habitante-calle refugio retornado transito"
).split()  # fmt: skip
_YES_NO = ("si", "no")

TABLE: tuple[tuple[str, tuple[str, ...], int], ...] = (
    (
        "servicio",
        tuple(
            "urgencia control-prenatal parto puerperio recien-nacido nino-control vacunacion anticoncepcion ive "
            "violencia-sexual violencia-genero vih its tuberculosis cancer enfermedad-cronica salud-mental "
            "discapacidad consulta-externa medicamentos cirugia-programada odontologia laboratorio "
            "hospitalizacion".split()
        ),
        40,
    ),
    (
        "documento",
        tuple(
            "cc ppt-vigente ppt-vencido ppt-en-tramite pep-vencido pep-tutor ce salvoconducto pasaporte-vigente "
            "pasaporte-vencido cedula-venezolana carne-fronterizo registro-civil-col sin-documento".split()
        ),
        24,
    ),
    ("afiliacion", ("contributivo", "subsidiado", "no-afiliado"), 6),
    ("nacionalidad", ("colombiana", "venezolana", "otra-fronteriza", "otra"), 8),
    ("triage", ("I", "II", "III", "IV", "V", "sin-clasificar"), 8),
    ("situacion-grave", _YES_NO, 3),
    ("orden-medica", _YES_NO, 3),
    *((f"grupo:{group}", _YES_NO, 3) for group in _GROUPS),
)  # fmt: skip
"""How facts are written into a code: (fact, its values, how many places it has; place 0 is *not known*).

Codes on paper outlive releases: values are only ever added at the end, facts only below the last one, and
places never change.
"""

_NOT_OF_THE_ANSWER = {"caution", "before", "contacts", "routes", "steps"}

_EPOCH = date(2015, 1, 1)
_VERSION, _VERSION_BITS = 1, 4
_DAY_BITS, _RULES_BITS, _CONTENT_BITS, _FACTS_BITS = 14, 24, 12, 57
_PAYLOAD_BITS = _VERSION_BITS + _DAY_BITS + _RULES_BITS + _CONTENT_BITS + _FACTS_BITS
_TAG_BITS = 64
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = (_PAYLOAD_BITS + _TAG_BITS) // 5 + 1
_LOOK_ALIKES = str.maketrans("OIL", "011")
_WRITTEN = re.compile(r"(?:[0-9A-Za-z]{4}[\s-]*){9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCase:
    """What a code says.

    Attributes:
        known: Fact -> value, as they were known then; may hold values that the rules no longer know.
        day: The day the card was made for.
        rules: Mark of the rules that answered; see :func:`rules_mark`.
        content: Mark of the catalogue it was made from.
    """

    known: Mapping[str, str]
    day: date
    rules: int
    content: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a card still says what holds.

    Attributes:
        case: What its code says.
        facts: The case as the rules read it today; None when they no longer know a value of it.
        verdict: The answer of today; None when the rules of today cannot answer.
        current: The same rules answer today, word for word, and all their norms are in force.
        content_changed: Anything at all was changed in the catalogue since.
    """

    case: CounterCase
    facts: Facts | None
    verdict: Verdict | None
    current: bool
    content_changed: bool


class CounterCodes:
    """Makes codes and reads them.

    Args:
        key: 32 bytes for the purpose ``counter/1``.
        law: The rules in force; asked each time, so that they can be reloaded.
        catalogue: The catalogue in force, likewise.
    """

    def __init__(self, key: bytes, *, law: Callable[[], Law], catalogue: Callable[[], Catalogue]) -> None:
        self._key = key
        self._law = law
        self._catalogue = catalogue

    def make(self, verdict: Verdict, facts: Facts, day: date) -> Code:
        """The code of a case that was decided.

        Raises:
            ValueError: The day is before 2015 or after 2059.
        """
        days = (day - _EPOCH).days
        if not 0 <= days < 1 << _DAY_BITS:
            raise ValueError(f"a counter card cannot be made for {day}")
        number = _VERSION
        for bits, value in (
            (_DAY_BITS, days),
            (_RULES_BITS, rules_mark(verdict, self._catalogue(), on=day)),
            (_CONTENT_BITS, self._content_mark),
            (_FACTS_BITS, _facts_number(facts.known)),
        ):
            number = number << bits | value
        symbols = _symbols(number << _TAG_BITS | self._tag(number))
        return Code("".join(_ALPHABET[s] for s in (*symbols, _check_sign(symbols))))

    def read(self, text: str) -> CounterCase:
        """What a code says, as somebody scanned or typed it: spaces, dashes, small letters are tolerated.

        Raises:
            Mistyped: It is no code.
            NotOurs: It is one, and not of this program's making.
        """
        signs = re.sub(r"[\s-]", "", text).upper().translate(_LOOK_ALIKES)
        if len(signs) != _LENGTH or set(signs) - set(_ALPHABET):
            raise Mistyped(f"a code has {_LENGTH} signs")
        symbols = [_ALPHABET.index(sign) for sign in signs]
        if _check_sign(symbols[:-1]) != symbols[-1]:
            raise Mistyped("the check sign does not fit")
        number = 0
        for symbol in symbols[:-1]:
            number = number << 5 | symbol
        payload, tag = number >> _TAG_BITS, number & (1 << _TAG_BITS) - 1
        if not hmac.compare_digest(_eight(tag), _eight(self._tag(payload))):
            raise NotOurs("the tag is not ours")
        # From here on it is a code that this program once made: nothing in it can be wrong.
        parts = []
        for bits in (_FACTS_BITS, _CONTENT_BITS, _RULES_BITS, _DAY_BITS):
            parts.append(payload & (1 << bits) - 1)
            payload >>= bits
        facts, content, rules, days = parts
        return CounterCase(
            known=MappingProxyType(_facts_of(facts)), day=_EPOCH + timedelta(days=days), rules=rules, content=content
        )

    def look_up(self, text: str, *, today: date) -> Standing:
        """Whether the card of a code still stands.

        Raises:
            Mistyped: It is no code.
            NotOurs: It is one, and not of this program's making.
        """
        case = self.read(text)
        changed = case.content != self._content_mark
        try:
            facts = make_facts(case.known)
        except BadFacts:
            return Standing(case=case, facts=None, verdict=None, current=False, content_changed=changed)
        try:
            verdict = self._law().rulebook.decide(facts, on=today)
        except CannotTell:
            return Standing(case=case, facts=facts, verdict=None, current=False, content_changed=changed)
        current = case.rules == rules_mark(verdict, self._catalogue(), on=today)
        return Standing(case=case, facts=facts, verdict=verdict, current=current, content_changed=changed)

    @property
    def _content_mark(self) -> int:
        return int(self._catalogue().version[: _CONTENT_BITS // 4], 16)

    def _tag(self, payload: int) -> int:
        signed = payload.to_bytes((_PAYLOAD_BITS + 7) // 8, "big")
        return int.from_bytes(hmac.new(self._key, signed, hashlib.sha256).digest()[: _TAG_BITS // 8], "big")


def rules_mark(verdict: Verdict, catalogue: Catalogue, *, on: date) -> int:
    """A mark of what was answered and why: changes when an answer, a rule's words or conditions, or the force of a norm does.

    Notes for reviewers do not count, nor what is offered beside the answer.
    """
    said: list[object] = []
    for question, answer in sorted(verdict.answers.items()):
        # What is left out in the file is left out here, so that a key that rules may have one day changes nothing.
        rule = answer.because.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_OF_THE_ANSWER)
        cited = {basis.norm for basis in answer.because.basis}
        ended = sorted(n for n in cited if n in catalogue.norms and not catalogue.norms[n].in_force(on))
        said.append([question, answer.value, sorted(answer.missing), rule, ended])
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).digest()
    return int.from_bytes(digest[: _RULES_BITS // 8], "big")


def looks_like_code(text: str) -> bool:
    """Whether a text was meant as a code, right or wrong: nine groups of four signs, digits and letters mixed."""
    return (
        _WRITTEN.fullmatch(text.strip()) is not None
        and sum(c.isdigit() for c in text) >= 4
        and sum(c.isalpha() for c in text) >= 4
    )


def grouped(code: Code) -> tuple[str, ...]:
    """A code in groups of four, as it is printed and read aloud."""
    return tuple(code[i : i + 4] for i in range(0, len(code), 4))


def _facts_number(known: Mapping[str, str]) -> int:
    number, weight = 0, 1
    for fact, values, places in TABLE:
        if fact in known:
            number += weight * (values.index(known[fact]) + 1)
        weight *= places
    return number


def _facts_of(number: int) -> dict[str, str]:
    known = {}
    for fact, values, places in TABLE:
        number, place = divmod(number, places)
        if place:
            known[fact] = values[place - 1]
    return known


def _eight(tag: int) -> bytes:
    return tag.to_bytes(_TAG_BITS // 8, "big")


def _symbols(number: int) -> list[int]:
    return [number >> 5 * place & 31 for place in range(_LENGTH - 2, -1, -1)]


def _check_sign(symbols: list[int]) -> int:
    """The remainder in the field of 32 elements (polynomial x^5 + x^2 + 1) with every place weighing twice the next."""
    check = 0
    for symbol in symbols:
        check = (check ^ symbol) << 1
        if check & 32:
            check ^= 0b100101
    return check
