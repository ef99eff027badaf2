"""``redes check`` and ``redes eligibility verify``: the rules of the settings' catalogue."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.eligibility.decide import CannotTell, Verdict
from redes.eligibility.facts import BadFacts, make_facts
from redes.eligibility.load import Law, load_law
from redes.settings import Settings

_NO_FACTS = frozenset({"id", "grupos", "fecha", "texto"})

WARNING = "Informa; no reemplaza una asesoría jurídica."


def law_of(settings: Settings) -> tuple[Catalogue, Law]:
    """The catalogue and its rules.

    Raises:
        ContentError: Either has mistakes.
    """
    catalogue = load(settings.content_dir)
    return catalogue, load_law(settings.content_dir / "reglas", catalogue.norms)


def check_one(law: Law, line: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """One line of ``redes check --jsonl``: the verdict, or what is wrong with the question under ``error``."""
    try:
        day = date.fromisoformat(line["fecha"]) if "fecha" in line else today
    except (TypeError, ValueError):
        return {"id": line.get("id"), "error": "fecha: must be a day such as 2026-11-21"}
    if day < law.first_day:
        return {"id": line.get("id"), "error": f"we cannot tell for days before {law.first_day}"}
    given = {fact: str(value) for fact, value in line.items() if fact not in _NO_FACTS and value is not None}
    groups = line.get("grupos")
    if groups is not None and not isinstance(groups, list):
        return {"id": line.get("id"), "error": "grupos: must be a list"}
    try:
        verdict = law.rulebook.decide(make_facts(given, groups=groups), on=day)
    except (BadFacts, CannotTell) as refused:
        return {"id": line.get("id"), "error": str(refused)}
    return {"id": line.get("id")} | verdict_json(verdict)


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the contracts name its parts."""
    attend = verdict.answers["debe_atender"]
    because = [answer.because for answer in verdict.answers.values()]
    rules = list(dict.fromkeys(because))
    asked = " ".join(dict.fromkeys(r.open_question for r in rules if r.open_question))
    return {
        **{question: answer.value for question, answer in verdict.answers.items()},
        "regla": attend.because.id,
        "base": list(dict.fromkeys(basis.norm for rule in rules for basis in rule.basis)),
        "pasos": list(attend.because.steps),
        "no_haga": list(dict.fromkeys(line for rule in rules for line in rule.avoid)),
        "contactos": list(dict.fromkeys(contact for rule in rules for contact in rule.contacts)),
        "faltan": [fact.removeprefix("grupo:") for fact in verdict.missing],
        "advertencia": f"{asked} {WARNING}".strip(),
    }
