"""«¿Debo atender?»: the answer to a case and the one question that would narrow it.

Nothing is remembered: a button carries the whole case (:mod:`redes.eligibility.case_code`) behind the letter of the
voice it is told in. So an old message still answers, and it answers while Rasa loads.
"""

from dataclasses import dataclass
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import contact_line
from bot.screens.claim import claim_section
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, paragraphs, section
from bot.screens.menu import menu_row, rows_below_a_short_answer
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.content.schema import Topic
from redes.eligibility.case_code import Case, decode, encode, fact_of, letter_of
from redes.eligibility.decide import CannotTell, Verdict
from redes.eligibility.facts import DOMAIN, BadFacts, Facts, make_facts
from redes.eligibility.load import Law
from redes.eligibility.rule import Rule
from redes.flags.subject import rule_subject

_GROUP = "grupo:"

_FIRST_QUESTION = "servicio"
"""Without it nearly every rule is open, and an answer would be a list of all of them."""

_MOST_CONTACTS = 4
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class View:
    """A case and in whose voice it is told.

    Attributes:
        case: What was said of it.
        own: Told to the person herself; else to staff of the person.
    """

    case: Case
    own: bool

    @property
    def letters(self) -> str:
        """What stands in a button, at most 43 characters."""
        return ("m" if self.own else "p") + encode(self.case)

    def with_case(self, case: Case) -> "View":
        """Another case in the same voice."""
        return View(case, self.own)


def read_view(value: str) -> View | None:
    """What a button carries, or None when it is no case (any more)."""
    case = decode(value[1:])
    return None if case is None or value[:1] not in ("m", "p") else View(case, own=value[0] == "m")


def case_reply(voice: Voice, law: Law, view: View, *, today: date) -> Reply:
    """The answer to a case with what is known, and the question that would narrow it most.

    A case that cannot be is said as such, with the way to mend it.
    """
    try:
        facts = make_facts(view.case.known)
        verdict = law.rulebook.decide(facts, on=today)
    except BadFacts:
        return _impossible(voice, view)
    except CannotTell:
        return Reply(body=voice.say("caso.no-sabemos"), buttons=(_change_row(voice, view), menu_row(voice)))
    if _FIRST_QUESTION not in facts and _FIRST_QUESTION not in view.case.unsure:
        return _first_question(voice, view)
    asked = next((fact for fact in verdict.missing if fact not in view.case.unsure), None)
    body = paragraphs(
        [
            _summary(voice, view.case),
            *_answer(voice, law, view, verdict, facts=facts, today=today),
            _question(voice, asked, view) if asked else "",
            "" if asked else voice.say("caso.aviso", dia=voice.day(today)),
        ]
    )
    rows = _value_rows(voice, view, asked, verdict) if asked else ()
    return Reply(body=body, buttons=(*rows, *_ways_on(voice, view, verdict)))


def in_short(voice: Voice, law: Law, view: View, *, today: date) -> Reply:
    """The answer to a case for whom the whole was too much: the verdict, one sentence, what to say, whom to call."""
    try:
        facts = make_facts(view.case.known)
        verdict = law.rulebook.decide(facts, on=today)
    except (BadFacts, CannotTell):
        return case_reply(voice, law, view, today=today)
    rule = verdict.answers["debe_atender"].because
    words = voice.rule_words(law, rule)
    if view.own:
        say = claim_section(voice, words, certain=rule.covers(facts.known) is True)
    else:
        say = section(voice.say("ficha.diga"), [f"«{rule.say}»"] if rule.say else [])
    body = paragraphs(
        [
            bold(voice.say("sencillo.titulo")),
            bold(verdict_line(voice, verdict, own=view.own)),
            words.for_person if view.own else rule.sentence,
            say,
            section(
                voice.say("sencillo.si-no"), [contact_line(voice.catalogue.contacts[c]) for c in rule.contacts[:2]]
            ),
        ]
    )
    return Reply(body=body, buttons=rows_below_a_short_answer(voice, Press("case", view.letters)))


def ask_fact(voice: Voice, value: str) -> Reply | None:
    """The question for one fact of a case, to mend it; None when the button holds none.

    Args:
        voice: In which language.
        value: The letter of the fact, then the case.
    """
    fact, view = fact_of(value[:1]), read_view(value[1:])
    if fact is None or view is None:
        return None
    back = Button(label=voice.say("boton.volver"), press=Press("case", view.letters))
    if fact.startswith(_GROUP):
        rows = _yes_no_rows(voice, view, fact)
        return Reply(body=bold(voice.term("grupo", fact.removeprefix(_GROUP))), buttons=(*rows, (back,)))
    return Reply(body=_question(voice, fact, view), buttons=(*_value_rows(voice, view, fact, None), (back,)))


def facts_reply(voice: Voice, view: View) -> Reply:
    """All facts of a case as buttons, to change one."""
    named = [fact for fact in DOMAIN if not fact.startswith(_GROUP)]
    groups = [fact for fact in DOMAIN if fact.startswith(_GROUP)]
    rows = [_fact_button(voice, view, fact) for fact in (*named, *groups)]
    return Reply(
        body=paragraphs([_summary(voice, view.case), bold(voice.say("caso.que-cambia"))]),
        buttons=(
            *in_rows(rows, width=2),
            (Button(label=voice.say("boton.volver"), press=Press("case", view.letters)),),
        ),
    )


def verdict_line(voice: Voice, verdict: Verdict, *, own: bool) -> str:
    """The verdict in one line: whether care is owed."""
    told, care = "usted" if own else "atender", verdict.answers["debe_atender"].value
    return voice.say(f"caso.{told}.{care}")


def case_words(voice: Voice, case: Case) -> str:
    """A case in a few words: ``Control prenatal · PPT vencido · sin EPS``."""
    words = [voice.term(fact, value) for fact, value in _in_order(case) if not fact.startswith(_GROUP)]
    words += [
        voice.term("grupo", fact.removeprefix(_GROUP))
        for fact, value in _in_order(case)
        if fact.startswith(_GROUP) and value == "si"
    ]
    return " · ".join(words)


def _in_order(case: Case) -> list[tuple[str, str]]:
    return [(fact, case.known[fact]) for fact in DOMAIN if fact in case.known]


def _summary(voice: Voice, case: Case) -> str:
    words = case_words(voice, case)
    return voice.say("caso.resumen", caso=words) if words else ""


def _first_question(voice: Voice, view: View) -> Reply:
    """The service first; an emergency and who gives birth need no more than that."""
    key = "caso.empiece-usted" if view.own else "caso.empiece"
    return Reply(
        body=paragraphs(
            [
                _summary(voice, view.case) or bold(voice.say(key)),
                voice.say("caso.urgencia-primero"),
                _question(voice, _FIRST_QUESTION, view),
            ]
        ),
        buttons=(*_value_rows(voice, view, _FIRST_QUESTION, None), menu_row(voice)),
    )


def _impossible(voice: Voice, view: View) -> Reply:
    return Reply(
        body=paragraphs([_summary(voice, view.case), voice.say("caso.imposible")]),
        buttons=(_change_row(voice, view), menu_row(voice)),
    )


# The answer


def _answer(voice: Voice, law: Law, view: View, verdict: Verdict, *, facts: Facts, today: date) -> list[str]:
    attend = verdict.answers["debe_atender"]
    rule = attend.because
    rules = rules_of(verdict, own=view.own)
    words = voice.rule_words(law, rule)
    question = words.open_question if view.own else rule.open_question
    parts = [
        bold(verdict_line(voice, verdict, own=view.own)),
        words.for_person if view.own else rule.sentence,
        voice.say("caso.abierta", pregunta=question) if question else "",
        _document_line(voice, verdict, own=view.own),
        _payer_line(voice, verdict, own=view.own),
    ]
    if view.own:
        parts += [
            claim_section(voice, words, certain=rule.covers(facts.known) is True),
            section(voice.say("ficha.si-le-niegan"), voice.say("caso.si-le-niegan").split("\n")),
        ]
    else:
        avoid = list(dict.fromkeys(line for r in rules for line in r.avoid))
        parts += [
            section(voice.say("ficha.pasos"), rule.steps[:_MOST_STEPS], ordered=True),
            section(voice.say("ficha.no-haga"), avoid[:_MOST_STEPS]),
            section(voice.say("ficha.diga"), [f"«{rule.say}»"] if rule.say else []),
            _register_line(voice, facts),
        ]
    contacts = list(dict.fromkeys(contact for r in rules for contact in r.contacts))[:_MOST_CONTACTS]
    parts += [
        section(voice.say("ficha.contactos"), [contact_line(voice.catalogue.contacts[c]) for c in contacts]),
        voice.say("caso.base", normas=bases(voice, law, rules, today=today)),
        voice.say("ficha.solo-en-espanol") if (words.in_spanish if view.own else voice.language != "es") else "",
    ]
    return parts


def rules_of(verdict: Verdict, *, own: bool) -> list[Rule]:
    """The rules that answer, the one for care first, each once.

    A rule that only may apply says nothing of who pays; and who pays is between institutions, not for the person
    herself to argue.
    """
    answers = verdict.answers
    telling = [answers["debe_atender"], answers["puede_exigir_documento_para_atender"]]
    if not own and not answers["quien_paga"].missing:
        telling.append(answers["quien_paga"])
    return list(dict.fromkeys(answer.because for answer in telling))


def bases(voice: Voice, law: Law, rules: list[Rule], *, today: date) -> str:
    """The norms in force of rules, as one cites them, each once."""
    names = dict.fromkeys(
        norm_name(voice.catalogue.norms[basis.norm]) + (f", {basis.at}" if basis.at else "")
        for rule in rules
        for basis in law.rulebook.basis_of(rule, on=today)
    )
    return "; ".join(names)


def _document_line(voice: Voice, verdict: Verdict, *, own: bool) -> str:
    may = verdict.answers["puede_exigir_documento_para_atender"].value
    told = "usted" if own else "personal"
    return voice.say(f"caso.documento-{told}.{may}")


def _payer_line(voice: Voice, verdict: Verdict, *, own: bool) -> str:
    payer = verdict.answers["quien_paga"]
    told = "usted" if own else "personal"
    line = voice.say(f"caso.paga-{told}.{payer.value}")
    if own or payer.missing or payer.because is verdict.answers["debe_atender"].because:
        return line
    return " ".join(filter(None, (line, payer.because.sentence, payer.because.open_question)))


def _register_line(voice: Voice, facts: Facts) -> str:
    document = facts.get("documento")
    if document is None:
        return ""
    if document == "sin-documento" and (minor := facts.get("grupo:menor")) is not None:
        age = "menor" if minor == "si" else "adulto"
        return voice.say(f"caso.registro.sin-documento-{age}")
    return voice.say(f"caso.registro.{document}")


# The question


def _question(voice: Voice, fact: str, view: View) -> str:
    name = "grupo" if fact.startswith(_GROUP) else fact
    return bold(voice.say(f"caso.pregunta-usted.{name}") if view.own else voice.say(f"caso.pregunta.{name}"))


def _value_rows(voice: Voice, view: View, fact: str, verdict: Verdict | None) -> tuple[tuple[Button, ...], ...]:
    """A button for each value, and one for whoever does not know."""
    if fact.startswith(_GROUP):
        return _group_rows(voice, view, [f for f in verdict.missing if f.startswith(_GROUP)] if verdict else [fact])
    values = [_told_button(voice.term(fact, value), view, {fact: value}) for value in DOMAIN[fact]]
    unsure = _told_button(voice.say("boton.no-se"), view, {fact: None})
    return (*in_rows(values, width=2), (unsure,))


def _group_rows(voice: Voice, view: View, groups: list[str]) -> tuple[tuple[Button, ...], ...]:
    """The groups that would change the answer, in one question instead of one each."""
    left = [group for group in groups if group not in view.case.unsure]
    one = [_told_button(voice.term("grupo", g.removeprefix(_GROUP)), view, {g: "si"}) for g in left]
    none: dict[str, str | None] = dict.fromkeys(left, "no")
    unsure: dict[str, str | None] = dict.fromkeys(left)
    last = (
        _told_button(voice.say("caso.ningun-grupo"), view, none),
        _told_button(voice.say("boton.no-se"), view, unsure),
    )
    return (*in_rows(one, width=2), last)


def _yes_no_rows(voice: Voice, view: View, fact: str) -> tuple[tuple[Button, ...], ...]:
    yes, no = (_told_button(voice.say(f"boton.{value}"), view, {fact: value}) for value in ("si", "no"))
    return ((yes, no), (_told_button(voice.say("boton.no-se"), view, {fact: None}),))


def _told_button(label: str, view: View, facts: dict[str, str | None]) -> Button:
    return Button(label=label[:60], press=Press("case", view.with_case(view.case.told_all(facts)).letters))


def _fact_button(voice: Voice, view: View, fact: str) -> Button:
    value = view.case.known.get(fact)
    if fact.startswith(_GROUP):
        label = voice.term("grupo", fact.removeprefix(_GROUP))
        shown = voice.say(f"boton.{value}") if value else "?"
    else:
        label = voice.say(f"caso.dato.{fact}")
        shown = voice.term(fact, value) if value else "?"
    return Button(label=f"{label}: {shown}"[:60], press=Press("case-ask", letter_of(fact) + view.letters))


# The ways on


def topic_of(law: Law, view: View, *, today: date) -> Topic | None:
    """The topic to which the rules of a case lead first; None when they lead to none, or cannot tell."""
    try:
        verdict = law.rulebook.decide(make_facts(view.case.known), on=today)
    except (BadFacts, CannotTell):
        return None
    return _first_route(verdict, own=view.own)


def _first_route(verdict: Verdict, *, own: bool) -> Topic | None:
    return next((topic for rule in rules_of(verdict, own=own) for topic in rule.routes), None)


def _change_row(voice: Voice, view: View) -> tuple[Button, ...]:
    return (Button(label=voice.say("boton.cambiar-dato"), press=Press("case-facts", view.letters)),)


def _ways_on(voice: Voice, view: View, verdict: Verdict) -> tuple[tuple[Button, ...], ...]:
    rule = verdict.answers["debe_atender"].because
    other = View(view.case, own=not view.own)
    route = _first_route(verdict, own=view.own)
    rows: list[tuple[Button, ...]] = [
        (
            Button(label=voice.say("boton.por-que"), press=Press("case-why", view.letters)),
            *_change_row(voice, view),
        ),
        (
            Button(label=voice.say("boton.tarjeta"), press=Press("case-card", view.letters)),
            Button(
                label=voice.say("boton.para-personal" if view.own else "boton.para-migrante"),
                press=Press("case", other.letters),
            ),
        ),
    ]
    if route is not None:
        rows.append((Button(label=voice.topic(route), press=Press("topic", route)),))
    rows += [
        (Button(label=voice.say("boton.reportar"), press=Press("report", rule.id)),),
        (flag_button(voice, rule_subject(rule, view.letters)), *menu_row(voice)),
    ]
    return tuple(rows)
