"""Small rules for tests: only what the test is about has to be written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from redes.content.schema import Norm
from redes.eligibility.decide import Rulebook
from redes.eligibility.rule import Invariant, Rule
from redes.eligibility.verify import Proof, prove

FIRST_DAY = date(2024, 1, 1)
LATER = date(2025, 7, 1)


def make_rule(
    id_: str, then: Mapping[str, str], *, when: Mapping[str, list[str]] | None = None, tier: str = "ley", **more: Any
) -> Rule:
    """A rule that cites the norm ``ley-1-2000`` unless ``basis`` is given."""
    if then.get("debe_atender") == "depende":
        more.setdefault("open_question", "¿Quién lo decide?")
    return Rule.model_validate(
        {
            "id": id_,
            "title": id_,
            "tier": tier,
            "when": when or {},
            "then": then,
            "sentence": "Se atiende.",
            "for_person": "Usted tiene derecho.",
            "basis": [{"norm": "ley-1-2000"}],
        }
        | more
    )


def make_norm(id_: str = "ley-1-2000", **more: Any) -> Norm:
    """A norm in force since ever, unless said otherwise."""
    return Norm.model_validate(
        {
            "id": id_,
            "kind": "ley",
            "number": "1",
            "year": 2000,
            "issuer": "Congreso",
            "title": "Ley",
            "says": ["Algo."],
            "status": "vigente",
            "since": None,
            "until": None,
            "url": None,
            "read": "primaria",
            "confidence": "alta",
            "checked_on": date(2026, 1, 1),
        }
        | more
    )


def make_invariant(**given: Any) -> Invariant:
    """An invariant that cites ``ley-1-2000``."""
    return Invariant.model_validate(
        {"id": "invariante", "says": "Debe valer.", "basis": [{"norm": "ley-1-2000"}]} | given
    )


REST = make_rule(
    "lo-demas",
    {"debe_atender": "si", "quien_paga": "eps", "puede_exigir_documento_para_atender": "no"},
    tier="practica",
)
"""The most general rule: with it alone, a rulebook is complete."""


def prove_rules(*rules: Rule, invariants: tuple[Invariant, ...] = (), norms: tuple[Norm, ...] = ()) -> Proof:
    """The proof of a rulebook, with the norm the rules cite."""
    known = {norm.id: norm for norm in norms or (make_norm(),)}
    return prove(Rulebook(rules), invariants, known, since=FIRST_DAY)
