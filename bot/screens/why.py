"""«¿Por qué?»: the rules behind an answer, those that gave way, and what would change it."""

from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import basis_line
from bot.screens.case import View, bases, case_words, rules_of
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.voice import Voice
from redes.eligibility.decide import CannotTell
from redes.eligibility.explain import Change, Explanation, explain
from redes.eligibility.facts import BadFacts, make_facts
from redes.eligibility.load import Law
from redes.flags.subject import rule_subject

_GROUP = "grupo:"
_MOST_LOSERS = 4
_MOST_CHANGES = 8


def why_reply(voice: Voice, law: Law, view: View, *, today: date) -> Reply | None:
    """The reasons of a case's answer, or None when the case has none (any more)."""
    try:
        explained = explain(law.rulebook, make_facts(view.case.known), on=today)
    except (BadFacts, CannotTell):
        return None
    rules = rules_of(explained.verdict, own=view.own)
    laws = dict.fromkeys(
        basis_line(voice, basis, today=today) for rule in rules for basis in law.rulebook.basis_of(rule, on=today)
    )
    body = paragraphs(
        [
            bold(voice.say("caso.porque.titulo")),
            case_words(voice, view.case),
            bullets(voice.say("caso.porque.regla", regla=rule.title) for rule in rules),
            "\n".join(laws),
            _gave_way(voice, law, explained, today),
            section(voice.say("caso.porque.cambiaria"), _changes(voice, explained, view))
            or voice.say("caso.porque.nada"),
        ]
    )
    back = Button(label=voice.say("boton.volver"), press=Press("case", view.letters))
    wrong = flag_button(voice, rule_subject(explained.verdict.answers["debe_atender"].because, view.letters))
    return Reply(body=shortened(body), buttons=((back, wrong),))


def shortened(body: str, *, longest: int = 3900) -> str:
    """A text that fits one message: whole lines only, and a mark where some were left out."""
    if len(body) <= longest:
        return body
    return body[:longest].rpartition("\n")[0] + "\n…"


def _gave_way(voice: Voice, law: Law, explained: Explanation, today: date) -> str:
    """Rules that cover the case too and come after the one that answers."""
    lost = dict.fromkeys(
        f"{loser.rule.title} ({bases(voice, law, [loser.rule], today=today)})"
        for loser in explained.lost
        if loser.why == "later" and loser.question == "debe_atender"
    )
    return section(voice.say("caso.porque.pesa"), list(lost)[:_MOST_LOSERS])


def _changes(voice: Voice, explained: Explanation, view: View) -> list[str]:
    return [
        voice.say(
            "caso.porque.cambio",
            dato=_fact(voice, change),
            valores=_values(voice, change),
            respuesta=_becomes(voice, change, own=view.own),
        )
        for change in explained.changes
    ][:_MOST_CHANGES]


def _fact(voice: Voice, change: Change) -> str:
    if change.fact.startswith(_GROUP):
        return voice.term("grupo", change.fact.removeprefix(_GROUP))
    return voice.say(f"caso.dato.{change.fact}")


def _values(voice: Voice, change: Change) -> str:
    if change.fact == "fecha":
        return voice.day(date.fromisoformat(change.values[0]))
    if change.fact.startswith(_GROUP) or change.values[0] in ("si", "no"):
        return ", ".join(voice.say(f"boton.{value}") for value in change.values)
    return ", ".join(voice.term(change.fact, value) for value in change.values)


def _becomes(voice: Voice, change: Change, *, own: bool) -> str:
    told = "usted" if own else "personal"
    match change.question:
        case "debe_atender":
            verb = "usted" if own else "atender"
            line = voice.say(f"caso.{verb}.{change.becomes}")
        case "quien_paga":
            line = voice.say(f"caso.paga-{told}.{change.becomes}")
        case _:
            line = voice.say(f"caso.documento-{told}.{change.becomes}")
    return line.replace("**", "")
