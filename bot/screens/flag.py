"""«Está mal»: the question what is wrong with an answer, and the thanks."""

import dataclasses
import re
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.case import read_view
from bot.screens.flag_button import DIGITS, LETTERS, flag_press
from bot.screens.markdown import bold, paragraphs
from bot.screens.menu import menu_row
from bot.screens.propose import propose_change
from bot.voice import Voice
from redes.eligibility.decide import CannotTell
from redes.eligibility.facts import BadFacts, make_facts
from redes.eligibility.load import Law
from redes.flags.filing import LONGEST_WORDS
from redes.flags.states import Reason
from redes.flags.subject import NATIONAL, Subject, rule_subject, subject_now

_CARRIED = re.compile(r"([crpdt])([0-5])(.+)\.([0-9a-f]{4})")


def read_flag(voice: Voice, law: Law, value: str, *, today: date) -> tuple[Subject, Reason | None] | None:
    """What a button carries: the answer, and the reason once one was chosen; None when there is no such answer (any more).

    A wording that has changed since the button was shown keeps the four digits that the button carries.
    """
    carried = _CARRIED.fullmatch(value)
    if carried is None:
        return None
    letter, digit, named, version = carried.groups()
    kind = next(kind for kind, own in LETTERS.items() if own == letter)
    subject = _of_case(law, named, today=today) if kind == "rule" else subject_now(voice.catalogue, (), kind, named)
    if subject is None:
        return None
    if not subject.version.startswith(version):
        subject = dataclasses.replace(subject, version=version)
    return subject, next((reason for reason, own in DIGITS.items() if own == digit), None)


def _of_case(law: Law, letters: str, *, today: date) -> Subject | None:
    view = read_view(letters)
    if view is None:
        return None
    try:
        verdict = law.rulebook.decide(make_facts(view.case.known), on=today)
    except (BadFacts, CannotTell):
        return None
    return rule_subject(verdict.answers["debe_atender"].because, view.letters)


def ask_reason(voice: Voice, subject: Subject) -> Reply:
    """What is wrong with an answer."""
    reasons = [Button(label=voice.say(f"marca.razon.{reason}"), press=flag_press(subject, reason)) for reason in DIGITS]
    back = Button(label=voice.say("boton.volver"), press=_back(voice, subject))
    return Reply(
        body=paragraphs([bold(voice.say("marca.pregunta")), voice.say("marca.quien-lee")]),
        buttons=(*in_rows(reasons), (*_changes(voice, subject), back)),
    )


def _changes(voice: Voice, subject: Subject) -> tuple[Button, ...]:
    """The way for who sees nothing wrong and something to be made better."""
    match subject.kind:
        case "card":
            return (propose_change(voice, card=subject.id),)
        case "practice":
            return (propose_change(voice, practice=_number(voice, subject)),)
    return ()


def _number(voice: Voice, practice: Subject) -> int:
    return next(p.number for p in voice.catalogue.decalogo.practices if p.id == practice.id)


def _back(voice: Voice, subject: Subject) -> Press:
    match subject.kind:
        case "card":
            return Press("card", subject.id)
        case "rule":
            return Press("case", subject.case or "")
        case "practice":
            return Press("practice", str(_number(voice, subject)))
        case "directory":
            return Press("contacts", "" if subject.id == NATIONAL else subject.id)
        case "danger":
            return Press("menu")
        case "decalogo":
            return Press("decalogo")


def filed(voice: Voice) -> Reply:
    """That it was taken, and the choice to add words."""
    return Reply(
        body=paragraphs([voice.say("marca.gracias"), voice.say("marca.sus-palabras", maximo=str(LONGEST_WORDS))]),
        buttons=((Button(label=voice.say("boton.sin-palabras"), press=Press("flag-done")),),),
    )


def words_kept(voice: Voice, words: str) -> Reply:
    """Her words as they were kept, and the way to take them back."""
    return Reply(
        body=paragraphs([voice.say("marca.palabras-guardadas"), f"«{words}»"]),
        buttons=(
            (Button(label=voice.say("boton.borrar-palabras"), press=Press("flag-unsay")),),
            menu_row(voice),
        ),
        protected=True,
    )


def said(voice: Voice, key: str, **blanks: str) -> Reply:
    """A short answer with the way to the menu."""
    return Reply(body=voice.say(key, **blanks), buttons=(menu_row(voice),))
