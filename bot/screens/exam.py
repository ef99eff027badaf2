"""The test of entry and exit: a question a screen, no word on right or wrong until it is over, then all of it."""

import re
from dataclasses import dataclass
from typing import get_args

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, paragraphs, section
from bot.screens.training import LETTERS, support, training_row
from bot.voice import Voice
from redes.content.check_lessons import REVIEWED_AT_ONCE
from redes.content.lessons import ITEMS, Exam, Item
from redes.training.progress import Moment, Progress, next_item
from redes.training.score import Result, result_of, to_learn

_ANSWER = re.compile(r"([es])(\d{1,2})\.([0-3])\.([0-9a-f]{8})")
_MOMENTS: dict[str, Moment] = {moment[0]: moment for moment in get_args(Moment)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a pressed option says.

    Attributes:
        moment: In which test.
        number: Of which item.
        option: Which option, from 0.
        exam: Version of the test that the button was shown with.
    """

    moment: Moment
    number: int
    option: int
    exam: str


def read_answer(value: str) -> Answered | None:
    """What the button of an option carries, or None when it carries no answer."""
    carried = _ANSWER.fullmatch(value)
    if carried is None:
        return None
    letter, number, option, version = carried.groups()
    return Answered(moment=_MOMENTS[letter], number=int(number), option=int(option), exam=version)


def read_moment(value: str) -> Moment | None:
    """The test that a button names, or None."""
    return next((moment for moment in get_args(Moment) if moment == value), None)


def overview(voice: Voice, progress: Progress) -> Reply:
    """Where somebody is with the two tests, and the one step that comes next."""
    entry, exit_ = progress.is_over("entrada"), progress.is_over("salida")
    if exit_:
        said = voice.say("prueba.hechas")
    elif entry:
        said = voice.say("prueba.falta-salida")
    else:
        said = voice.say("prueba.intro", total=str(ITEMS))
    running = _running(progress)
    halfway = (
        voice.say("prueba.a-medias", numero=str(len(progress.answers(running)) + 1), total=str(ITEMS))
        if running
        else ""
    )
    return Reply(
        body=paragraphs([bold(voice.say("prueba.titulo")), said, halfway, _only_spanish(voice)]),
        buttons=(
            *_next_step(voice, progress),
            *_answer_rows(voice, progress),
            *_certificate_row(voice, progress),
            training_row(voice),
        ),
    )


def question_reply(voice: Voice, progress: Progress, exam: Exam, moment: Moment, *, note: str = "") -> Reply:
    """The item whose turn it is; the result when there is none left.

    Args:
        voice: In which language.
        progress: How far she is; for the exit test the entry test is over.
        exam: The test.
        moment: Which of the two.
        note: Said before the question: that an old button changed nothing.
    """
    item = next_item(progress, exam, moment)
    if item is None:
        return result_reply(voice, progress, exam, moment, note=note)
    options = [f"{bold(letter)}. {option}" for letter, option in zip(LETTERS, item.options, strict=False)]
    letters = [
        Button(label=LETTERS[index], press=Press("answer", f"{moment[0]}{item.number}.{index}.{progress.exam}"))
        for index in range(len(item.options))
    ]
    title = voice.say(f"prueba.pregunta-{moment}", numero=str(item.number), total=str(ITEMS))
    return Reply(
        body=paragraphs([note, title, bold(item.question), "\n".join(options), _only_spanish(voice)]),
        buttons=(tuple(letters), (Button(label=voice.say("boton.seguir-despues"), press=Press("test")),)),
    )


def result_reply(voice: Voice, progress: Progress, exam: Exam, moment: Moment, *, note: str = "") -> Reply:
    """What a test showed, what changed since entry, and which modules fit what went wrong."""
    result, entry = result_of(progress, exam, moment), result_of(progress, exam, "entrada")
    assert result is not None
    assert entry is not None
    changed = moment == "salida"
    fitting = to_learn(result, voice.catalogue.modules.values())
    reasons = [
        voice.say(
            "prueba.porque",
            modulo=module.label,
            tema=voice.say(f"constructo.{construct}"),
            bien=str(result.by_construct[construct].right),
            total=str(result.by_construct[construct].items),
        )
        for module, construct in fitting
    ]
    body = paragraphs(
        [
            note,
            bold(voice.say(f"prueba.fin-{moment}")),
            _gain(voice, entry, result) if changed else _whole(voice, result),
            section(voice.say("prueba.por-tema"), _by_construct(voice, entry if changed else None, result)),
            section(voice.say("prueba.le-propongo"), reasons),
            voice.say("prueba.pocas"),
            _only_spanish(voice),
        ]
    )
    modules = tuple((Button(label=module.label, press=Press("lesson", module.id)),) for module, _ in fitting)
    return Reply(
        body=body,
        buttons=(
            *modules,
            *_next_step(voice, progress),
            *_answer_rows(voice, progress),
            *_certificate_row(voice, progress),
            training_row(voice),
        ),
    )


def answers_reply(voice: Voice, progress: Progress, exam: Exam, moment: Moment, page: int) -> Reply | None:
    """Some items of a test that is over with what was chosen, what is right and why; None when there is no such page."""
    pages = ITEMS // REVIEWED_AT_ONCE
    if not progress.is_over(moment) or not 1 <= page <= pages:
        return None
    first = (page - 1) * REVIEWED_AT_ONCE
    items = exam.form(progress.form(moment))[first : first + REVIEWED_AT_ONCE]
    chosen = progress.answers(moment)[first : first + REVIEWED_AT_ONCE]
    turns = [
        Button(label=voice.say(key), press=Press("answers", f"{moment}.{other}"))
        for key, other in (("boton.anterior", page - 1), ("boton.siguiente", page + 1))
        if 1 <= other <= pages
    ]
    return Reply(
        body=paragraphs(
            [
                f"{bold(voice.say('capacitacion.respuestas'))} · {page}/{pages}",
                *(_explained(voice, item, option) for item, option in zip(items, chosen, strict=True)),
                _only_spanish(voice),
            ]
        ),
        buttons=(
            tuple(turns),
            (Button(label=voice.say("boton.mi-resultado"), press=Press("test", moment)),),
            training_row(voice),
        ),
    )


def _explained(voice: Voice, item: Item, option: int) -> str:
    right = option == item.correct
    lines = [
        bold(f"{item.number}. {item.question}"),
        f"{'✓' if right else '✗'} {voice.say('capacitacion.su-respuesta')} {item.options[option]}",
        "" if right else f"{voice.say('capacitacion.correcta')} {item.options[item.correct]}",
        item.explanation,
        support(voice, item.basis, item.sources),
    ]
    return "\n".join(line for line in lines if line)


def _whole(voice: Voice, result: Result) -> str:
    return voice.say("prueba.acerto", bien=str(result.whole.right), total=str(result.whole.items))


def _gain(voice: Voice, entry: Result, exit_: Result) -> str:
    gain = exit_.whole.right - entry.whole.right
    key = "prueba.subio" if gain > 0 else "prueba.bajo" if gain < 0 else "prueba.igual"
    return voice.say(
        key,
        antes=str(entry.whole.right),
        despues=str(exit_.whole.right),
        total=str(exit_.whole.items),
        puntos=str(abs(gain)),
    )


def _by_construct(voice: Voice, entry: Result | None, result: Result) -> list[str]:
    return [
        voice.say(
            "prueba.tema" if entry is None else "prueba.tema-cambio",
            tema=voice.say(f"constructo.{construct}"),
            bien=str(score.right),
            total=str(score.items),
            **({} if entry is None else {"antes": str(entry.by_construct[construct].right)}),
        )
        for construct, score in result.by_construct.items()
    ]


def _certificate_row(voice: Voice, progress: Progress) -> tuple[tuple[Button, ...], ...]:
    certificate = Button(label=voice.say("boton.constancia"), press=Press("certificate"))
    return ((certificate,),) if progress.is_over("salida") else ()


def _next_step(voice: Voice, progress: Progress) -> tuple[tuple[Button, ...], ...]:
    running = _running(progress)
    if running is not None:
        return ((Button(label=voice.say("boton.seguir-prueba"), press=Press("test", running)),),)
    if not progress.is_over("entrada"):
        return ((Button(label=voice.say("boton.empezar-entrada"), press=Press("test", "entrada")),),)
    if not progress.is_over("salida"):
        return ((Button(label=voice.say("boton.empezar-salida"), press=Press("test", "salida")),),)
    return ()


def _answer_rows(voice: Voice, progress: Progress) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(label=voice.say(f"boton.respuestas-{moment}"), press=Press("answers", f"{moment}.1")),)
        for moment in get_args(Moment)
        if progress.is_over(moment)
    )


def _running(progress: Progress) -> Moment | None:
    """The test that was begun and is not over."""
    return next((m for m in get_args(Moment) if progress.answers(m) and not progress.is_over(m)), None)


def _only_spanish(voice: Voice) -> str:
    return voice.say("capacitacion.solo-en-espanol") if voice.language != "es" else ""
