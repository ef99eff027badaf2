"""The counter card (*tarjeta de ventanilla*): a case, its answer and the rule behind it, with a code to check it by.

It is shown at a Colombian counter, so it is typeset in Spanish whoever holds it. It holds no personal data:
what is not known to the program cannot be printed.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from redes.content.citation import norm_name
from redes.content.schema import Basis
from redes.doors import Doors
from redes.eligibility.counter_code import Code, grouped
from redes.eligibility.decide import Verdict
from redes.eligibility.facts import DOMAIN, Facts
from redes.eligibility.rule import Rule
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import Block, Run, block, printable, runs
from redes.pictures.words import Words, first_of, term

Paper = Literal["phone", "letter"]
"""``phone``: a picture; ``letter``: one page to be printed."""

_MOST_AVOID = 3
_MOST_BASIS = 4
_MOST_MISSING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSheet:
    """What is typeset.

    Attributes:
        paper: On what.
        brand: Who speaks.
        kicker: What this is.
        verdict: The answer in one line.
        tone: The answer to ``debe_atender``; it gives the colour.
        under: The other two answers, a line each.
        case: The case in words: (fact, value).
        blocks: The rule, what may not be demanded, what to say.
        lines: On what it rests, for which day, that it only informs.
        code_title: What stands over the code.
        code: The code in groups of four.
        check: How to check it.
        qr: The same as a QR code (SVG); None when no door is known.
    """

    paper: Paper
    brand: str
    kicker: str
    verdict: str
    tone: str
    under: tuple[tuple[Run, ...], ...]
    case: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    lines: tuple[tuple[Run, ...], ...]
    code_title: str
    code: tuple[str, ...]
    check: str
    qr: str | None

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def counter_sheet(
    words: Words, verdict: Verdict, facts: Facts, *, day: date, code: Code, doors: Doors, paper: Paper
) -> CounterSheet:
    """The card of a case that was decided.

    Args:
        words: Speaks Spanish.
        verdict: The answers.
        facts: The case.
        day: The day the law of which was asked.
        code: The case as a code.
        doors: Where the code can be checked.
        paper: On what it is typeset.
    """
    rule = verdict.answers["debe_atender"].because
    avoid = list(dict.fromkeys(line for one in rules_of(verdict) for line in one.avoid))[:_MOST_AVOID]
    # Where it depends, what decides it is the answer; what is open about who pays is not for the counter.
    decides = [rule.open_question] if rule.open_question else []
    first, *others = answers_in_words(words, verdict)
    named = [_named(words, basis) for basis in bases_of(verdict)]
    link = doors.verification(code)
    return CounterSheet(
        paper=paper,
        brand=words.say("web.titulo"),
        kicker=words.say("tarjeta.titulo"),
        verdict=printable(first).rstrip("."),
        tone=verdict.answers["debe_atender"].value,
        under=tuple(map(runs, others)),
        case=tuple((printable(name), printable(value)) for name, value in case_in_words(words, facts)),
        blocks=(
            *block("text", words.say("tarjeta.regla"), [rule.sentence]),
            *block("note", words.say("tarjeta.decide"), [*decides, *missing_in_words(words, verdict)]),
            *block("avoid", words.say("ficha.no-haga"), avoid),
            *_sentence(words, rule, facts),
        ),
        lines=tuple(
            map(
                runs,
                [
                    words.say("imagen.base", normas=first_of(words, named, _MOST_BASIS)),
                    words.say("tarjeta.fecha", dia=words.day(day)),
                    words.say("tarjeta.sin-datos"),
                ],
            )
        ),
        code_title=words.say("tarjeta.codigo"),
        code=grouped(code),
        check=words.say("tarjeta.verifique" if link else "tarjeta.verifique-bot"),
        qr=qr_svg(link) if link else None,
    )


def _sentence(words: Words, rule: Rule, facts: Facts) -> tuple[Block, ...]:
    """What to say: the person's own claim where the rule surely covers her; else what staff can tell her."""
    if rule.claim is not None and rule.covers(facts.known) is True:
        return block("quote", words.say("caso.diga-en-ventanilla"), [f"«{rule.claim}»"])
    return block("quote", words.say("ficha.diga"), [f"«{rule.say}»"] if rule.say else [])


def rules_of(verdict: Verdict) -> tuple[Rule, ...]:
    """The rules that answer, the one of ``debe_atender`` first, each once; of who pays only what is sure."""
    sure = [a.because for question, a in verdict.answers.items() if question != "quien_paga" or not a.missing]
    return tuple(dict.fromkeys([verdict.answers["debe_atender"].because, *sure]))


def answers_in_words(words: Words, verdict: Verdict) -> list[str]:
    """The answers to staff in a line each: whether they must attend, whether a document may be demanded, who pays."""
    attend, document, payer = (
        verdict.answers[question].value
        for question in ("debe_atender", "puede_exigir_documento_para_atender", "quien_paga")
    )
    return [
        words.say(f"caso.atender.{attend}"),
        words.say(f"caso.documento-personal.{document}"),
        words.say(f"caso.paga-personal.{payer}"),
    ]


def case_in_words(words: Words, facts: Facts) -> Iterator[tuple[str, str]]:
    """A case as (fact, value) in words; groups in one line, and only those the person belongs to."""
    for fact in DOMAIN:
        value = facts.get(fact)
        if value is not None and not fact.startswith("grupo:"):
            yield words.say(f"caso.dato.{fact}"), term(words, fact, value)
    groups = [fact.removeprefix("grupo:") for fact in DOMAIN if fact.startswith("grupo:") and facts.get(fact) == "si"]
    if groups:
        yield words.say("tarjeta.grupos"), ", ".join(term(words, "grupo", group) for group in groups)


def missing_in_words(words: Words, verdict: Verdict) -> list[str]:
    """What is not known and decides, as one line; no line when nothing is missing."""
    if not verdict.missing:
        return []
    names = [
        term(words, "grupo", fact.removeprefix("grupo:"))
        if fact.startswith("grupo:")
        else words.say(f"caso.dato.{fact}")
        for fact in verdict.missing
    ]
    return [words.say("tarjeta.falta", datos=first_of(words, names, _MOST_MISSING))]


def bases_of(verdict: Verdict) -> tuple[Basis, ...]:
    """The norms of the rules that answer, each once, those of ``debe_atender`` first."""
    bases: dict[str, Basis] = {}
    for rule in rules_of(verdict):
        for basis in rule.basis:
            bases.setdefault(basis.norm, basis)
    return tuple(bases.values())


def _named(words: Words, basis: Basis) -> str:
    return norm_name(words.catalogue.norms[basis.norm]) + (f", {basis.at}" if basis.at else "")
