"""The training: its modules, one card a screen, a situation to decide, and what to do with it."""

from collections.abc import Sequence
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import under_review
from bot.screens.markdown import bold, paragraphs, section
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.content.freshness import ReviewOverdue, why_lesson_stale
from redes.content.lessons import Choice, Module, Source
from redes.content.schema import Basis
from redes.eligibility.case_code import Case, encode
from redes.training.local import Next, Reported
from redes.training.progress import Progress

LETTERS = "ABCD"
"""What options and choices are called: their texts are too long for a button."""


def home(
    voice: Voice, progress: Progress | None, fitting: Sequence[Next] = (), reported: Reported | None = None
) -> Reply:
    """The modules, the test and the institution.

    Args:
        voice: In which language.
        progress: What this person has done; None when that is not known, and then nothing is ticked off.
        fitting: What to learn next, with its reasons.
        reported: What is reported where she works, for the reasons.
    """
    ips = voice.catalogue.ips.get(progress.ips or "") if progress else None
    modules = [
        Button(label=_ticked(module, progress), press=Press("lesson", module.id))
        for module in voice.catalogue.modules.values()
    ]
    first = tuple((Button(label=f"➜ {one.module.label}", press=Press("lesson", one.module.id)),) for one in fitting)
    leave = Button(label=voice.say("boton.salir-ips"), press=Press("ips-leave"))
    join = Button(label=voice.say("boton.mi-ips"), press=Press("ips"))
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("capacitacion.titulo")),
                voice.say("capacitacion.intro"),
                voice.say("capacitacion.con-ips", ips=ips.name) if ips else "",
                section(
                    voice.say("prueba.le-propongo"), [_because(voice, one, reported or Reported()) for one in fitting]
                ),
                _only_spanish(voice),
                voice.say("capacitacion.propuesta"),
            ]
        ),
        buttons=(
            *first,
            *in_rows(modules, width=2),
            (Button(label=voice.say("boton.prueba"), press=Press("test")),),
            (Button(label=voice.say("boton.avisos-capacitacion"), press=Press("remind", "capacitacion")),),
            (Button(label=voice.say("boton.dirigir-sala"), press=Press("room")),),
            (leave if ips else join, Button(label=voice.say("boton.olvidar"), press=Press("forget"))),
            menu_row(voice),
        ),
    )


def _because(voice: Voice, one: Next, reported: Reported) -> str:
    """Why a module is proposed: what she knew least of, what is reported where she works, or both."""
    reasons = []
    if one.barrier is not None:
        territory = voice.catalogue.territories.get(reported.territory or "")
        reasons.append(
            voice.say(
                "capacitacion.porque-se-reporta",
                lugar=territory.name if territory else voice.say("capacitacion.todo-el-pais"),
                barrera=_barrier_name(voice, one.barrier),
                numero=str(reported.counts[one.barrier]),
            )
        )
    if one.weak is not None:
        construct = one.construct
        tema = voice.say(f"constructo.{construct}")
        right, items = str(one.weak.right), str(one.weak.items)
        reasons.append(voice.say("capacitacion.porque-acerto", tema=tema, bien=right, total=items))
    return f"{bold(one.module.label)}: {'; '.join(reasons)}."


def _barrier_name(voice: Voice, barrier: str) -> str:
    """What a kind of barrier or a family is called."""
    if barrier in voice.catalogue.barriers:
        return voice.barrier(barrier)
    return next(voice.family(one) for one in voice.catalogue.categories if one.id == barrier)


def training_row(voice: Voice) -> tuple[Button, ...]:
    """The way back to the training and to the menu."""
    return (Button(label=voice.say("boton.capacitacion"), press=Press("training")), *menu_row(voice))


def lesson_reply(voice: Voice, module: Module, number: int, *, today: date) -> Reply | None:
    """One card of a module, counted from 1; None when there is no such card.

    What speaks of law and is under review says so, and shows what stays true, as a card of guidance does.
    """
    if not 1 <= number <= len(module.lessons):
        return None
    lesson = module.lessons[number - 1]
    reasons = why_lesson_stale(module, lesson.basis, voice.catalogue, today=today)
    said = [bold(lesson.title), *lesson.text, section(voice.say("ficha.diga"), [f"«{one}»" for one in lesson.say])]
    body = [
        f"{module.label} · {number}/{len(module.lessons)}",
        under_review(voice, reasons),
        *([bold(module.title), module.aim] if number == 1 else []),
        *(_safe(voice) if reasons and lesson.basis else said),
        support(voice, lesson.basis),
        *([voice.say("ficha.revisada", dia=voice.day(module.reviewed_on))] if lesson.basis else []),
        _only_spanish(voice),
    ]
    before = Press("lesson", f"{module.id}.{number - 1}") if number > 1 else Press("training")
    turns = (
        Button(label=voice.say("boton.anterior"), press=before),
        Button(label=voice.say("boton.siguiente"), press=Press("lesson", f"{module.id}.{number + 1}")),
    )
    last = (turns[0], Button(label=voice.say("boton.que-haria"), press=Press("decide", module.id)))
    return Reply(body=paragraphs(body), buttons=(last if number == len(module.lessons) else turns, training_row(voice)))


def situation_reply(voice: Voice, module: Module, *, today: date) -> Reply:
    """What happens, and the choices, each behind its letter."""
    situation = module.situation
    choices = [f"{bold(letter)}. {choice.says}" for letter, choice in zip(LETTERS, situation.choices, strict=False)]
    letters = [
        Button(label=LETTERS[index], press=Press("decide", f"{module.id}.{index}"))
        for index in range(len(situation.choices))
    ]
    return Reply(
        body=paragraphs(
            [
                f"{module.label} · {voice.say('capacitacion.que-haria')}",
                _overdue(voice, module, today),
                *situation.story,
                bold(voice.say("capacitacion.que-haria")),
                "\n".join(choices),
                _only_spanish(voice),
            ]
        ),
        buttons=(tuple(letters), training_row(voice)),
    )


def feedback_reply(voice: Voice, module: Module, index: int, *, today: date) -> Reply | None:
    """What would come of a choice, the practice and the case that the module leads to; None when there is no such choice."""
    if not 0 <= index < len(module.situation.choices):
        return None
    choice = module.situation.choices[index]
    reasons = why_lesson_stale(module, module.situation.basis, voice.catalogue, today=today)
    verdict = voice.say("capacitacion.bien" if choice.right else "capacitacion.otra-mirada")
    body = [
        under_review(voice, reasons),
        f"{bold(LETTERS[index])}. {choice.says}",
        *(_safe(voice) if reasons and module.situation.basis else [f"{bold(verdict)} {choice.feedback}"]),
        support(voice, module.situation.basis, module.sources),
        _only_spanish(voice),
    ]
    return Reply(body=paragraphs(body), buttons=(*_onward(voice, module, choice), training_row(voice)))


def _onward(voice: Voice, module: Module, choice: Choice) -> Sequence[tuple[Button, ...]]:
    again = Button(label=voice.say("boton.probar-otra"), press=Press("decide", module.id))
    practice = Button(
        label=voice.say("boton.practica", numero=str(module.practice)), press=Press("practice", str(module.practice))
    )
    case = Button(label=module.question, press=Press("case", "p" + encode(Case(dict(module.case)))))
    return [*([] if choice.right else [(again,)]), (practice,), (case,)]


def support(voice: Voice, basis: Sequence[Basis], sources: Sequence[Source] = ()) -> str:
    """What something stands on, in a line: norms by name and place, then studies."""
    norms = [
        norm_name(voice.catalogue.norms[one.norm]) + (f", {one.at}" if one.at else "")
        for one in basis
        if one.norm in voice.catalogue.norms
    ]
    named = [*norms, *(f"[{one.says.rstrip('.')}]({one.url})" if one.url else one.says.rstrip(".") for one in sources)]
    return f"{voice.say('capacitacion.base')} {'; '.join(named)}." if named else ""


def _ticked(module: Module, progress: Progress | None) -> str:
    done = progress is not None and progress.lessons.get(module.id, 0) > len(module.lessons)
    return f"✓ {module.label}" if done else module.label


def _overdue(voice: Voice, module: Module, today: date) -> str:
    return under_review(voice, (ReviewOverdue(since=module.review_by),) if module.review_by <= today else ())


def _safe(voice: Voice) -> list[str]:
    return [voice.say("ficha.solo-lo-seguro"), voice.say("ficha.urgencia-siempre")]


def _only_spanish(voice: Voice) -> str:
    return voice.say("capacitacion.solo-en-espanol") if voice.language != "es" else ""
