"""The rules of "¿Debo atender?" as a reviewer reads them.

Values only, in Spanish, ready to be laid out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.review_items import Part, Support, day, filled, supports_of
from redes.eligibility.rule import QUESTIONS, Rule

QUESTION_NAMES: Mapping[str, str] = {
    "debe_atender": "¿Debe atender?",
    "quien_paga": "¿Quién paga?",
    "puede_exigir_documento_para_atender": "¿Puede exigir documento para atender?",
}
TIER_NAMES: Mapping[str, str] = {
    "constitucional": "protección constitucional",
    "ley": "ley",
    "reglamento": "decreto o resolución",
    "practica": "práctica administrativa",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """A rule as a reviewer reads it.

    Attributes:
        kind: ``regla``.
        id: Of the rule.
        anchor: Where it stands on the page.
        title: What it is about.
        tier: Its place in the order of precedence, in words.
        conditions: When it applies, one condition a line; none means always.
        answers: (question, answer) it gives.
        parts: Its text.
        supports: What it stands on.
        period: From when to when it holds, in words; empty when no limit is known.
        in_force: Whether it holds on the day.
        open_question, caution: As authored.
    """

    kind: str = "regla"
    id: str
    anchor: str
    title: str
    tier: str
    conditions: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    supports: tuple[Support, ...]
    period: str
    in_force: bool
    open_question: str
    caution: str


def rule_items(catalogue: Catalogue, rules: Iterable[Rule], *, today: date) -> tuple[RuleItem, ...]:
    """All rules, in their order of precedence."""
    return tuple(_item(catalogue, rule, today) for rule in rules)


def _item(catalogue: Catalogue, rule: Rule, today: date) -> RuleItem:
    return RuleItem(
        id=rule.id,
        anchor=f"regla-{rule.id}",
        title=rule.title,
        tier=TIER_NAMES[rule.tier],
        conditions=_conditions(rule),
        answers=tuple((QUESTION_NAMES[q], answer) for q in QUESTIONS if (answer := rule.then.answer(q)) is not None),
        parts=filled(
            Part(heading="", lines=(rule.sentence,)),
            Part(heading="A la persona se le dice", lines=(rule.for_person,)),
            Part(heading="Qué hace el personal", lines=rule.steps, ordered=True),
            Part(heading="No pida ni haga", lines=rule.avoid),
            Part(heading="Puede decir", lines=(f"«{rule.say}»",) if rule.say else ()),
        ),
        supports=supports_of(catalogue, rule.basis, today),
        period=" ".join(
            (
                *((f"desde el {day(rule.since)}",) if rule.since else ()),
                *((f"hasta el {day(rule.until)}",) if rule.until else ()),
            )
        ),
        in_force=rule.in_force(today),
        open_question=rule.open_question or "",
        caution=rule.caution,
    )


def _conditions(rule: Rule) -> tuple[str, ...]:
    lines = [f"{fact.replace(':', ' ').replace('-', ' ')}: {', '.join(values)}" for fact, values in rule.when.items()]
    return (*lines, *((f"al menos uno de: {', '.join(rule.any_group)}",) if rule.any_group else ()))
