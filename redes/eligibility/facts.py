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

DOMAIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "servicio": tuple(SERVICES),
        "documento": tuple(DOCUMENTS),
        "afiliacion": tuple(AFFILIATIONS),
        "nacionalidad": ("colombiana", "venezolana", "otra-fronteriza", "otra"),
        "triage": ("I", "II", "III", "IV", "V"),
        "situacion-grave": _YES_NO,
        "orden-medica": _YES_NO,
        **{f"grupo:{group}": _YES_NO for group in GROUPS},
    }
)
"""Fact -> its possible values, in the order in which a person is asked.

``situacion-grave``: a professional has written that the service is urgent and cannot wait.
``orden-medica``: there is a written order of a professional for the service.
"""

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


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    Attributes:
        known: Fact -> value; a fact that is not there is not known.
    """

    known: Mapping[str, str]

    def __contains__(self, fact: str) -> bool:
        return fact in self.known

    def get(self, fact: str) -> str | None:
        """The value of a fact, or None when it is not known."""
        return self.known.get(fact)


def make_facts(given: Mapping[str, str], *, groups: Iterable[str] | None = None) -> Facts:
    """Facts from what was given, with what follows from them.

    Args:
        given: Fact -> value.
        groups: All groups the person belongs to; None means that groups are not known.

    Raises:
        BadFacts: A fact or value is unknown (the nearest valid ones are named), or two facts exclude each other.
    """
    known = dict(given)
    if groups is not None:
        listed = list(groups)
        for group in listed:
            if group not in GROUPS:
                raise BadFacts(_unknown("grupos", group, GROUPS))
        known |= {f"grupo:{group}": "si" if group in listed else "no" for group in GROUPS}
    for fact, value in known.items():
        if fact not in DOMAIN:
            raise BadFacts(_unknown("fact", fact, DOMAIN))
        if value not in DOMAIN[fact]:
            raise BadFacts(_unknown(fact, value, DOMAIN[fact]))
    return Facts(MappingProxyType(imply(known, listed=groups is not None)))


def imply(known: Mapping[str, str], *, listed: bool = False) -> dict[str, str]:
    """Known facts with all that follows from them.

    Args:
        known: Fact -> value.
        listed: Whether a ``no`` of a group only means that it was not listed; then what the service says of
            the person wins over it (who comes to give birth is pregnant, listed or not).

    Raises:
        BadFacts: Two facts exclude each other.
    """
    closed = dict(known)
    changed = True
    while changed:
        changed = False
        for fact, values, other, value in IMPLIED:
            if closed.get(fact) not in values or closed.get(other) == value:
                continue
            if other in closed and not (listed and closed[other] == "no" and other.startswith("grupo:")):
                raise BadFacts(
                    f"{_shown(fact)} '{closed[fact]}' and {_shown(other)} '{closed[other]}' exclude each other"
                )
            closed[other] = value
            changed = True
    return closed


def possible(known: Mapping[str, str]) -> bool:
    """Whether facts can be true together."""
    try:
        imply(known)
    except BadFacts:
        return False
    return True


def _shown(fact: str) -> str:
    return f"group '{fact.removeprefix('grupo:')}'" if fact.startswith("grupo:") else fact


def _unknown(fact: str, value: str, valid: Iterable[str]) -> str:
    from rapidfuzz import process

    near = [name for name, _, _ in process.extract(value, list(valid), limit=3)]
    return f"{fact}: '{value}' is not known; nearest: {', '.join(near)}"
