"""From ``content/reglas/`` to a rulebook, or to the list of all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from redes.content.catalogue import Place
from redes.content.citation import misquoted
from redes.content.schema import Authored, Norm
from redes.content.strict_yaml import ContentError, Document, Mistake, read, validate
from redes.eligibility.decide import BadRules, Rulebook
from redes.eligibility.facts import Facts, make_facts
from redes.eligibility.rule import Invariant, Rule, RuleTranslation, Situation
from redes.eligibility.translation import unlike_parts

M = TypeVar("M", bound=BaseModel)


class Horizon(Authored):
    """From which day on the rules can answer: ``content/reglas/horizonte.yaml``."""

    first_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The rules of one catalogue.

    Attributes:
        rulebook: The rules in order.
        invariants: What must hold of them.
        situations: Cases with their expected answers.
        first_day: First day that can be asked about.
        translations: (language, rule id) -> what the rule tells the migrant in that language.
        places: ``rule:id`` and ``translation:language:id`` -> file and line, for authors.
    """

    rulebook: Rulebook
    invariants: tuple[Invariant, ...]
    situations: tuple[Situation, ...]
    first_day: date
    translations: Mapping[tuple[str, str], RuleTranslation] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def load_law(folder: Path, norms: Mapping[str, Norm]) -> Law:
    """Read all rules.

    Args:
        folder: The ``content/reglas`` folder: ``*.yaml`` with lists of rules, ``invariantes.yaml``,
            ``horizonte.yaml``, ``situaciones/*.yml``, ``traducciones/<language>.yaml``.
        norms: Id -> norm; a rule may cite these only.

    Raises:
        ContentError: All mistakes of all files, each with file and line.
    """
    mistakes: list[Mistake] = []
    places: dict[str, Place] = {}
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem in ("invariantes", "horizonte"):
            continue
        for rule, line in _many(Rule, path, mistakes):
            rules.append(rule)
            places[f"rule:{rule.id}"] = Place(_name(path), line)
            mistakes += [
                Mistake(_name(path), line, f"rule '{rule.id}' cites '{basis.norm}', which is not in content/normas/")
                for basis in rule.basis
                if basis.norm not in norms
            ]
            mistakes += [
                Mistake(_name(path), line, f"rule '{rule.id}' {wrong}")
                for basis in rule.basis
                if basis.norm in norms and (wrong := misquoted(norms[basis.norm], basis))
            ]
    invariants = [one for one, _ in _many(Invariant, folder / "invariantes.yaml", mistakes)]
    situations = []
    for path in sorted((folder / "situaciones").glob("*.yml")):
        situations += [one for one, _ in _many(Situation, path, mistakes)]
    translations = _translations(folder / "traducciones", {rule.id: rule for rule in rules}, places, mistakes)
    horizon = None
    try:
        horizon = validate(Horizon, _read(folder / "horizonte.yaml"))
    except ContentError as refused:
        mistakes += refused.mistakes
    rulebook = None
    try:
        rulebook = Rulebook(rules, norms)
    except BadRules as refused:
        mistakes.append(Mistake("content/reglas", 0, str(refused)))
    if mistakes or horizon is None or rulebook is None:
        raise ContentError(mistakes)
    return Law(
        rulebook=rulebook,
        invariants=tuple(invariants),
        situations=tuple(situations),
        first_day=horizon.first_day,
        translations=MappingProxyType(translations),
        places=MappingProxyType(places),
    )


def facts_of(situation: Situation) -> tuple[Facts, date | None]:
    """What a situation gives: its facts and the day, if it names one."""
    given = dict(situation.given)
    day = given.pop("fecha", None)
    groups = given.pop("grupos", None)
    facts = make_facts(
        {fact: str(value) for fact, value in given.items()},
        groups=None if groups is None else [str(g) for g in groups],  # type: ignore[union-attr]
    )
    return facts, day if isinstance(day, date) else None


def _translations(
    folder: Path, rules: Mapping[str, Rule], places: dict[str, Place], mistakes: list[Mistake]
) -> dict[tuple[str, str], RuleTranslation]:
    """What rules say in other languages; notes where each stands."""
    found: dict[tuple[str, str], RuleTranslation] = {}
    for path in sorted(folder.glob("*.yaml")):
        language = path.stem
        for translation, line in _many(RuleTranslation, path, mistakes):
            rule = rules.get(translation.id)
            key = (language, translation.id)
            if rule is None:
                wrong = f"translates the rule '{translation.id}', which does not exist"
            elif key in found:
                wrong = f"translates the rule '{translation.id}' a second time"
            elif parts := unlike_parts(rule, translation):
                wrong = f"'{translation.id}' does not say as many things as the Spanish: {', '.join(parts)}"
            else:
                found[key] = translation
                places[f"translation:{language}:{translation.id}"] = Place(_name(path), line)
                continue
            mistakes.append(Mistake(_name(path), line, wrong))
    return found


def _name(path: Path) -> str:
    return "content/" + path.as_posix().rpartition("content/")[2]


def _read(path: Path) -> Document:
    if not path.exists():
        raise ContentError([Mistake(_name(path), 0, "is missing")])
    return read(path, shown_as=_name(path))


def _many(model: type[M], path: Path, mistakes: list[Mistake]) -> list[tuple[M, int]]:
    try:
        document = _read(path)
    except ContentError as refused:
        mistakes += refused.mistakes
        return []
    if not isinstance(document.data, list):
        mistakes.append(Mistake(document.path, 1, "must be a list of entries"))
        return []
    found = []
    for index in range(len(document.data)):
        try:
            found.append((validate(model, document, at=(index,)), document.line_of((index,))))
        except ContentError as refused:
            mistakes += refused.mistakes
    return found
