"""The slides of a session as data: the PDF and the slides to edit are two prints of the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from redes.content.kit import Activity
from redes.content.lessons import Lesson, Module
from redes.content.schema import Practice
from redes.kit.material import Material, practices_of

LETTERS = "ABCD"
"""What the choices of a situation are called, as in the bot."""

Kind = Literal["title", "text", "question", "answer", "practice", "lines", "room"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide.

    Attributes:
        kind: What it is.
        kicker: A small line over the title.
        title: The title.
        lines: Its paragraphs.
        marked: Lines among them that are set bold, by index.
        say: Sentences ready to be said aloud.
        foot: What it rests on; empty when on nothing.
        notes: What who speaks does and says; never shown.
        qr: Whether the code that opens the bot stands on it.
    """

    kind: Kind
    kicker: str
    title: str
    lines: tuple[str, ...] = ()
    marked: tuple[int, ...] = ()
    say: tuple[str, ...] = ()
    foot: str = ""
    notes: tuple[str, ...] = ()
    qr: bool = False


def slides_of(material: Material) -> tuple[Slide, ...]:
    """All slides of a session, in order: the title, what was agreed on, then each activity with what it shows."""
    kit, session, words = material.kit, material.session, material.kit.words
    title = Slide(
        kind="title",
        kicker=material.words.say("web.titulo"),
        title=session.title,
        lines=(session.aim, *material.notices),
        notes=kit.prepare,
        qr=True,
    )
    agreed = Slide(
        kind="room",
        kicker=session.title,
        title=words.rules,
        lines=(*kit.rules, words.join),
        marked=(len(kit.rules),),
        notes=(*_lead(session.activities[0]), *kit.room),
        qr=True,
    )
    between = session.activities[1:-1]  # the first and the last have slides of their own
    shown = (slide for activity in between for slide in _activity(material, activity))
    end = Slide(
        kind="title",
        kicker=session.title,
        title=session.activities[-1].title,
        lines=tuple(session.activities[-1].say),
        notes=session.activities[-1].do,
        qr=True,
    )
    return (title, agreed, *shown, end)


def _activity(material: Material, activity: Activity) -> Iterator[Slide]:
    catalogue, lead = material.catalogue, _lead(activity)
    shown: list[Slide] = []
    for taught in activity.teaches:
        module = catalogue.modules[taught.module]
        shown += [_lesson(material, module, module.lessons[card - 1]) for card in taught.cards]
    for theme in activity.quiz:
        shown += _situation(material, catalogue.modules[theme])
    shown += [_practice(material, practice) for practice in practices_of(catalogue, activity.practices)]
    if activity.routes:
        shown.append(_lines(material))
    if not shown:
        shown.append(Slide(kind="text", kicker=material.session.title, title=activity.title, lines=activity.do))
    for number, slide in enumerate(shown):
        yield slide if number else replace(slide, notes=(*lead, *slide.notes))


def _lead(activity: Activity) -> tuple[str, ...]:
    return (f"{activity.title} ({activity.minutes} min)", *activity.do, *(f"«{line}»" for line in activity.say))


def _lesson(material: Material, module: Module, lesson: Lesson) -> Slide:
    return Slide(
        kind="text",
        kicker=module.label,
        title=lesson.title,
        lines=lesson.text,
        say=lesson.say,
        foot=material.support(lesson.basis),
        notes=(module.aim,),
    )


def _situation(material: Material, module: Module) -> list[Slide]:
    situation, words = module.situation, material.kit.words
    lettered = list(zip(LETTERS, situation.choices, strict=False))
    right = [letter for letter, choice in lettered if choice.right]
    asked = material.words.say("capacitacion.que-haria")
    return [
        Slide(
            kind="question",
            kicker=f"{module.label} · {asked}",
            title=" ".join(situation.story),
            lines=tuple(f"{letter}. {choice.says}" for letter, choice in lettered),
            notes=(words.notes_room, f"{words.answer}: {', '.join(right)}"),
        ),
        Slide(
            kind="answer",
            kicker=f"{module.label} · {asked}",
            title=f"{words.answer}: {', '.join(right)}",
            lines=tuple(f"{letter}. {choice.feedback}" for letter, choice in lettered),
            marked=tuple(index for index, (_, choice) in enumerate(lettered) if choice.right),
            foot=material.support(situation.basis, module.sources),
        ),
    ]


def _practice(material: Material, practice: Practice) -> Slide:
    decalogo = material.catalogue.decalogo
    return Slide(
        kind="practice",
        kicker=f"{material.words.say('boton.decalogo')} · {practice.number}/{len(decalogo.practices)}",
        title=practice.title,
        lines=(practice.idea,),
        say=practice.say[:3],
        foot=material.support(practice.basis),
        notes=tuple(f"{material.words.say(f'puesto.{how.role}')}: {how.action}" for how in practice.how),
    )


def _lines(material: Material) -> Slide:
    return Slide(
        kind="lines",
        kicker=material.session.title,
        title=material.kit.words.lines,
        lines=tuple(f"{one.name}: {one.phone}" for one in material.lines),
        foot=material.words.say("archivo.aviso"),
        notes=tuple(f"{one.name}: {one.phone or one.address}" for one in material.places),
    )
