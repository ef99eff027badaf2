"""A case as a few letters: what a button carries, so that nothing of it needs to be kept anywhere.

The letters are pinned here and not derived from the order of :data:`DOMAIN`'s facts: a button lives for years in a
chat, and must never come to mean another case. Values count by their place in :data:`DOMAIN`, which grows at
the end only; a test pins both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from redes.eligibility.facts import DOMAIN

_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "servicio": "s",
        "documento": "d",
        "afiliacion": "a",
        "nacionalidad": "n",
        "triage": "t",
        "situacion-grave": "g",
        "orden-medica": "o",
        "grupo:gestante": "b",
        "grupo:menor": "c",
        "grupo:recien-nacido": "f",
        "grupo:persona-mayor": "h",
        "grupo:discapacidad": "i",
        "grupo:lgbtiq": "j",
        "grupo:indigena": "k",
        "grupo:victima-conflicto": "l",
        "grupo:victima-violencia": "m",
        "grupo:trata": "p",
        "grupo:habitante-calle": "q",
        "grupo:refugio": "r",
        "grupo:retornado": "u",
        "grupo:transito": "v",
    }
)
_FACTS = {letter: fact for fact, letter in _LETTERS.items()}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxy"
_NOT_SURE = "z"


@dataclass(frozen=True, slots=True)
class Case:
    """What has been said of a case so far.

    Attributes:
        known: Fact -> value, as said; what follows from it is not in it.
        unsure: Facts that were asked for and that the person does not know; they are not asked for again.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def told(self, fact: str, value: str | None) -> "Case":
        """The case with one more fact, or with one the person does not know (None); an earlier value gives way."""
        return self.told_all({fact: value})

    def told_all(self, facts: Mapping[str, str | None]) -> "Case":
        """The case with several facts more."""
        known = {fact: value for fact, value in self.known.items() if fact not in facts}
        known |= {fact: value for fact, value in facts.items() if value is not None}
        unsure = (self.unsure | {fact for fact, value in facts.items() if value is None}) - known.keys()
        return Case(known, unsure)


def encode(case: Case) -> str:
    """The letters of a case: two for each fact, at most 42, of ``a-z0-9``."""
    said = [
        _LETTERS[fact] + _DIGITS[DOMAIN[fact].index(case.known[fact])]
        if fact in case.known
        else _LETTERS[fact] + _NOT_SURE
        for fact in _LETTERS
        if fact in case.known or fact in case.unsure
    ]
    return "".join(said)


def decode(letters: str) -> Case | None:
    """The case that letters stand for, or None when they stand for none (any more)."""
    if len(letters) % 2:
        return None
    known: dict[str, str] = {}
    unsure: set[str] = set()
    for letter, digit in zip(letters[::2], letters[1::2], strict=True):
        fact = _FACTS.get(letter)
        if fact is None or fact in known or fact in unsure:
            return None
        if digit == _NOT_SURE:
            unsure.add(fact)
            continue
        place = _DIGITS.find(digit)
        if not 0 <= place < len(DOMAIN[fact]):
            return None
        known[fact] = DOMAIN[fact][place]
    return Case(known, frozenset(unsure))


def letter_of(fact: str) -> str:
    """The letter of a fact."""
    return _LETTERS[fact]


def fact_of(letter: str) -> str | None:
    """The fact of a letter, or None."""
    return _FACTS.get(letter)
