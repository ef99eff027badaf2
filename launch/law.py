"""``redes check`` and ``redes eligibility verify``: the rules of the settings' catalogue."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.eligibility.decide import CannotTell, Verdict
from redes.eligibility.explain import Explanation, explain
from redes.eligibility.facts import Facts, ImpossibleCase, UnknownValue, make_facts
from redes.eligibility.load import Law, load_law
from redes.eligibility.rule import Rule
from redes.eligibility.said import FactReader, Said
from redes.privacy.scrub import scrub
from redes.settings import Settings

_NO_FACTS = frozenset({"id", "grupos", "fecha", "texto", "municipio"})

_WHY = {"later": "va-despues", "excluded": "no-aplica", "unknown": "falta-saber"}


def law_of(settings: Settings) -> tuple[Catalogue, Law]:
    """The catalogue and its rules.

    Raises:
        ContentError: Either has mistakes.
    """
    catalogue = load(settings.content_dir)
    return catalogue, load_law(settings.content_dir / "reglas", catalogue.norms)


def check_one(
    law: Law,
    line: Mapping[str, Any],
    *,
    today: date,
    texts: Mapping[str, str],
    reader: FactReader,
    with_explanation: bool = False,
) -> dict[str, Any]:
    """One line of ``redes check --jsonl``: the verdict, or what is wrong with the question under ``error``.

    Args:
        law: The rules.
        line: The question, as the contracts name its parts.
        today: The day meant when the line has no ``fecha``.
        texts: The Spanish texts of the catalogue.
        reader: Reads the facts of ``texto``; those that the line gives win over them.
        with_explanation: Add ``explicacion`` (see :func:`explanation_json`).

    Returns:
        The answer; with ``texto``, the facts read from it are under ``hechos``. An error is a sentence under
        ``error``; beside it, for programs, an unknown value comes with ``hecho``, ``valor`` and ``cercanos`` (up to
        three valid ones), an impossible case with ``excluyentes`` (the two facts), a day before the catalogue with
        ``primer_dia``.
    """
    named = {"id": line.get("id")}
    try:
        day = today if line.get("fecha") is None else date.fromisoformat(line["fecha"])
    except (TypeError, ValueError):
        return named | {"error": "fecha: must be a day such as 2026-11-21"}
    if day < law.first_day:
        return named | {
            "error": f"fecha: we cannot tell for days before {law.first_day}, the first day of the catalogue",
            "primer_dia": law.first_day.isoformat(),
        }
    try:
        facts = _facts(line)
        read = _read(line, reader)
        echo = {} if read is None else {"hechos": read.as_contract()}
        if read is not None:
            facts = read.beside(facts)
        if with_explanation:
            explanation = explain(law.rulebook, facts, on=day)
            said = verdict_json(explanation.verdict, law, on=day)
            said["explicacion"] = explanation_json(explanation, law, on=day)
        else:
            said = verdict_json(law.rulebook.decide(facts, on=day), law, on=day)
    except _Malformed as refused:
        return named | {"error": str(refused)}
    except UnknownValue as refused:
        more = {"hecho": refused.where, "valor": refused.what, "cercanos": list(refused.nearest)}
        return named | {"error": str(refused)} | more
    except ImpossibleCase as refused:
        two = [{"hecho": _short(fact), "valor": value} for fact, value in refused.facts]
        return named | {"error": str(refused), "excluyentes": two}
    except CannotTell as refused:
        return named | {"error": str(refused)}
    future = texts["reglas.dia-futuro"] if day > today else ""
    said["advertencia"] = " ".join(filter(None, (said["advertencia"], future, texts["reglas.advertencia"])))
    return named | echo | said


def verdict_json(verdict: Verdict, law: Law, *, on: date) -> dict[str, Any]:
    """A verdict as the contracts name its parts; ``advertencia`` holds only the questions that the law leaves open."""
    attend = verdict.answers["debe_atender"]
    because = [answer.because for answer in verdict.answers.values()]
    rules = list(dict.fromkeys(because))
    return {
        **{question: answer.value for question, answer in verdict.answers.items()},
        "regla": attend.because.id,
        "base": list(dict.fromkeys(b.norm for rule in rules for b in law.rulebook.basis_of(rule, on=on))),
        "pasos": list(attend.because.steps),
        "no_haga": list(dict.fromkeys(line for rule in rules for line in rule.avoid)),
        "contactos": list(dict.fromkeys(contact for rule in rules for contact in rule.contacts)),
        "faltan": [_short(fact) for fact in verdict.missing],
        "advertencia": " ".join(dict.fromkeys(r.open_question for r in rules if r.open_question)),
    }


def explanation_json(explanation: Explanation, law: Law, *, on: date) -> dict[str, Any]:
    """An explanation: why these answers, and what would change them.

    Args:
        explanation: What to tell.
        law: The rules.
        on: The day it is about; a later norm is not cited.

    Returns:
        ``porque``: for each question ``pregunta``, ``respuesta``, the rule that answers (``regla``, ``titulo``,
        ``base``) and under ``perdieron`` the rules for the service that did not, in order of precedence, each with
        what it says (``respuesta``) and why it did not: ``por`` is ``va-despues`` (it covers the case or may, and
        the law puts it later), ``no-aplica`` (it goes before, but ``hechos`` exclude it) or ``falta-saber`` (it goes
        before, and answers if ``hechos``, not known, turn out so).
        ``cambiaria``: single facts that change an answer: ``hecho``, all its ``valores`` with the same effect,
        ``pregunta``, ``era``, ``seria`` and the rule that answers then. The ``hecho`` ``fecha`` is the next day on
        which the law changes this case; its answer may stay and rest on another rule.
        ``base`` is a list of ``norma`` and ``en`` (article, or null) everywhere.
    """

    def told(rule: Rule, day: date = on) -> dict[str, Any]:
        base = [{"norma": basis.norm, "en": basis.at} for basis in law.rulebook.basis_of(rule, on=day)]
        return {"regla": rule.id, "titulo": rule.title, "base": base}

    return {
        "porque": [
            {
                "pregunta": question,
                "respuesta": answer.value,
                **told(answer.because),
                "perdieron": [
                    {
                        **told(lost.rule),
                        "respuesta": lost.rule.then.answer(question),
                        "por": _WHY[lost.why],
                        "hechos": [_short(fact) for fact in lost.facts],
                    }
                    for lost in explanation.lost
                    if lost.question == question
                ],
            }
            for question, answer in explanation.verdict.answers.items()
        ],
        "cambiaria": [
            {
                "hecho": _short(change.fact),
                "valores": list(change.values),
                "pregunta": change.question,
                "era": change.was,
                "seria": change.becomes,
                **told(change.rule, date.fromisoformat(change.values[0]) if change.fact == "fecha" else on),
            }
            for change in explanation.changes
        ],
    }


class _Malformed(Exception):
    """A line whose parts are not of the kinds they must be."""


def _read(line: Mapping[str, Any], reader: FactReader) -> Said | None:
    """What the sentence of a line states, or None when it has none; personal data leaves it first."""
    text = line.get("texto")
    if text is None:
        return None
    if not isinstance(text, str):
        raise _Malformed("texto: must be a sentence")
    return reader.read(scrub(text).text)


def _facts(line: Mapping[str, Any]) -> Facts:
    groups = line.get("grupos")
    if groups is not None and not (isinstance(groups, list) and all(isinstance(group, str) for group in groups)):
        raise _Malformed(
            'grupos: must be a list of names such as ["gestante"]; [] means none, leave it out if not known'
        )
    given = {}
    for fact, value in line.items():
        if fact in _NO_FACTS or value is None:
            continue
        if isinstance(value, list | dict):
            raise _Malformed(f"{fact}: must be one word")
        given[fact] = ("si" if value else "no") if isinstance(value, bool) else str(value)
    return make_facts(given, groups=groups)


def _short(fact: str) -> str:
    return fact.removeprefix("grupo:")
