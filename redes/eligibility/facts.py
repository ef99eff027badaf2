"""The facts that the question of the front desk turns on, and what is known of them in a case.

A fact that nobody gave is *not known*, never *no*. Groups are facts of their own: ``grupo:gestante`` is
``si``, ``no`` or not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from redes.errors import RedesError

DOCUMENTS = (
    "cc ppt-vigente ppt-vencido ppt-en-tramite pep-vencido pep-tutor ce salvoconducto pasaporte-vigente "
    "pasaporte-vencido cedula-venezolana carne-fronterizo registro-civil-col sin-documento"
).split()  # fmt: skip
AFFILIATIONS = ["contributivo", "subsidiado", "no-afiliado"]
SERVICES = (
    "urgencia control-prenatal parto puerperio recien-nacido nino-control vacunacion anticoncepcion ive "
    "violencia-sexual violencia-genero vih its tuberculosis cancer enfermedad-cronica salud-mental "
    "discapacidad consulta-externa medicamentos cirugia-programada odontologia laboratorio "
    "hospitalizacion"
).split()  # fmt: skip
GROUPS = (
    "gestante menor recien-nacido persona-mayor discapacidad lgbtiq indigena victima-conflicto "
    "victima-violencia trata habitante-calle refugio retornado transito"
).split()  # fmt: skip

_YES_NO = ("si", "no")
_GROUPS_ASKED_LAST = (
    "recien-nacido persona-mayor discapacidad retornado indigena habitante-calle transito refugio victima-conflicto "
    "victima-violencia trata lgbtiq"
).split()  # fmt: skip

DOMAIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "servicio": tuple(SERVICES),
        "afiliacion": tuple(AFFILIATIONS),
        "documento": tuple(DOCUMENTS),
        "grupo:menor": _YES_NO,
        "grupo:gestante": _YES_NO,
        "situacion-grave": _YES_NO,
        "triage": ("I", "II", "III", "IV", "V", "sin-clasificar"),
        "nacionalidad": ("colombiana", "venezolana", "otra-fronteriza", "otra"),
        "orden-medica": _YES_NO,
        **{f"grupo:{group}": _YES_NO for group in _GROUPS_ASKED_LAST},
    }
)
"""Fact -> its possible values, in the order in which a person is asked.

First what is being asked for; then what staff look up or see without prying (the EPS, the paper, a child, a
pregnancy); then what a professional wrote; last the groups whose very question can hurt or put at risk. Asked in
this order the situations of the catalogue are settled with 5.62 questions on average, and 5.57 when each
question is chosen anew as the one that settles most: a fixed order is as good, and staff can learn it.

``situacion-grave``: a professional has written that the service is urgent and cannot wait.
``triage``: ``sin-clasificar`` says that no professional has classified the person, which is not "not known": it is
final, and no rule refuses care on it.
``orden-medica``: there is a written order of a professional for the service.
Values keep their place within a fact: new ones go to the end.
"""

NOT_KNOWN = frozenset({"", "?", "no-se", "no-sabe", "no-se-sabe", "desconocido", "desconocida", "null"})
"""Ways of writing that a fact is not known; accents, capitals and spaces do not matter."""

IMPLIED: tuple[tuple[str, frozenset[str], str, str], ...] = (
    ("servicio", frozenset({"control-prenatal", "parto", "puerperio", "ive"}), "grupo:gestante", "si"),
    ("servicio", frozenset({"recien-nacido"}), "grupo:recien-nacido", "si"),
    ("servicio", frozenset({"nino-control"}), "grupo:menor", "si"),
    ("servicio", frozenset({"violencia-sexual", "violencia-genero"}), "grupo:victima-violencia", "si"),
    ("servicio", frozenset({"discapacidad"}), "grupo:discapacidad", "si"),
    ("grupo:recien-nacido", frozenset({"si"}), "grupo:menor", "si"),
    ("grupo:recien-nacido", frozenset({"si"}), "grupo:gestante", "no"),
    ("grupo:menor", frozenset({"si"}), "grupo:persona-mayor", "no"),
    ("grupo:retornado", frozenset({"si"}), "nacionalidad", "colombiana"),
    ("documento", frozenset({"cc"}), "nacionalidad", "colombiana"),
    (
        "documento",
        frozenset(
            {"ppt-vigente", "ppt-vencido", "ppt-en-tramite", "pep-vencido", "pep-tutor", "cedula-venezolana", "carne-fronterizo"}
        ),
        "nacionalidad",
        "venezolana",
    ),
)  # fmt: skip
"""What one fact says about another: (fact, values, other fact, its value)."""


class BadFacts(RedesError):
    """Facts that cannot be: an unknown value, or two that exclude each other."""


class UnknownValue(BadFacts):
    """A fact, value or group that does not exist.

    Attributes:
        where: The fact, ``grupos`` for a group, ``fact`` when the fact itself does not exist.
        what: What was given.
        nearest: Up to three valid ones, nearest first.
    """

    def __init__(self, where: str, what: str, valid: Iterable[str]) -> None:
        from rapidfuzz import process

        from redes.content.words import plain

        self.where = where
        self.what = what
        found = process.extract(plain(what), list(valid), limit=3, processor=plain)
        self.nearest = tuple(name for name, _, _ in found)
        super().__init__(f"{where}: '{what}' is not known; nearest: {', '.join(self.nearest)}")


class ImpossibleCase(BadFacts):
    """Two facts that cannot both be true of one person.

    Attributes:
        facts: The two, as they were given: (fact, value).
    """

    def __init__(self, one: tuple[str, str], other: tuple[str, str], because: str = "") -> None:
        self.facts = (one, other)
        super().__init__(f"impossible case: {_shown(*one)} and {_shown(*other)} exclude each other{because}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    Attributes:
        known: Fact -> value, with all that follows from what was given; a fact that is not there is not known.
        given: Fact -> value as it was given; None when all that is known was.
        listed: Whether all groups were listed, so that a ``no`` of a group only means that it was not.
    """

    known: Mapping[str, str]
    given: Mapping[str, str] | None = None
    listed: bool = False

    def __contains__(self, fact: str) -> bool:
        return fact in self.known

    def get(self, fact: str) -> str | None:
        """The value of a fact, or None when it is not known."""
        return self.known.get(fact)

    def but(self, fact: str, value: str | None) -> "Facts":
        """The same case with one fact told anew; what followed from its old value goes with it.

        Args:
            fact: The fact to change.
            value: Its new value; None when it is no longer known.

        Raises:
            BadFacts: The value does not exist, or cannot be together with what else was given.
        """
        given = {name: said for name, said in (self.given or self.known).items() if name != fact}
        if value is not None:
            _check(fact, value)
            given[fact] = value
        known = imply(given, listed=self.listed)
        if value is not None and known[fact] != value:  # a service says more of a person than a list of groups
            says = next(f for f, values, other, _ in IMPLIED if other == fact and known.get(f) in values)
            raise ImpossibleCase((fact, value), (says, known[says]))
        return Facts(MappingProxyType(known), MappingProxyType(given), self.listed)


def make_facts(given: Mapping[str, str], *, groups: Iterable[str] | None = None) -> Facts:
    """Facts from what was given, with what follows from them.

    Args:
        given: Fact -> value; a value such as ``no-sabe`` (:data:`NOT_KNOWN`) is left out.
        groups: All groups the person belongs to; None means that groups are not known.

    Raises:
        BadFacts: A fact or value is unknown (the nearest valid ones are named), or two facts exclude each other.
    """
    told = {fact: value for fact, value in given.items() if value in DOMAIN.get(fact, ()) or not _says_nothing(value)}
    if groups is not None:
        listed = list(groups)
        for group in listed:
            if group not in GROUPS:
                raise UnknownValue("grupos", group, GROUPS)
        told |= {f"grupo:{group}": "si" if group in listed else "no" for group in GROUPS}
    for fact, value in told.items():
        _check(fact, value)
    known = imply(told, listed=groups is not None)
    return Facts(MappingProxyType(known), MappingProxyType(told), groups is not None)


def imply(known: Mapping[str, str], *, listed: bool = False) -> dict[str, str]:
    """Known facts with all that follows from them.

    Args:
        known: Fact -> value.
        listed: Whether a ``no`` of a group only means that it was not listed; then what the service says of
            the person wins over it (who comes to give birth is pregnant, listed or not).

    Raises:
        ImpossibleCase: Two facts exclude each other.
    """
    closed = dict(known)
    from_: dict[str, str] = {}
    changed = True
    while changed:
        changed = False
        for fact, values, other, value in IMPLIED:
            if closed.get(fact) not in values or closed.get(other) == value:
                continue
            if other in closed and not (
                listed and closed[other] == "no" and other.startswith("grupo:") and other not in from_
            ):
                raise _exclusion(closed, from_, fact, other, value)
            closed[other] = value
            from_[other] = fact
            changed = True
    return closed


def possible(known: Mapping[str, str]) -> bool:
    """Whether facts can be true together."""
    try:
        imply(known)
    except BadFacts:
        return False
    return True


def _check(fact: str, value: str) -> None:
    if fact not in DOMAIN:
        raise UnknownValue("fact", fact, DOMAIN)
    if value not in DOMAIN[fact]:
        raise UnknownValue(fact.removeprefix("grupo:"), value, DOMAIN[fact])


def _says_nothing(value: str) -> bool:
    from redes.content.words import plain

    return "-".join(plain(value).split()) in NOT_KNOWN


def _exclusion(
    closed: Mapping[str, str], from_: Mapping[str, str], fact: str, other: str, value: str
) -> ImpossibleCase:
    """The contradiction told by what was given, not by what follows from it."""
    one, two = fact, other
    while one in from_:
        one = from_[one]
    while two in from_:
        two = from_[two]
    means = []
    if one != fact or two != other:
        means.append(f"the first means {_shown(other, value)}")
    if two != other:
        means.append(f"the second {_shown(other, closed[other])}")
    because = f" ({', '.join(means)})" if means else ""
    return ImpossibleCase((one, closed[one]), (two, closed[two]), because)


def _shown(fact: str, value: str) -> str:
    return f"group '{fact.removeprefix('grupo:')}' '{value}'" if fact.startswith("grupo:") else f"{fact} '{value}'"
