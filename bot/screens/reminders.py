"""Reminders: what is asked for, what is agreed to, and the messages that come by themselves."""

from collections.abc import Sequence
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens import decalogo
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.content.lessons import Module
from redes.content.schema import Practice
from redes.doors import Doors
from redes.reminding.delivery import Term
from redes.reminding.subscription import HOURS, OF_A_SEAT, Kind, Wish, days_of, toggled, write_wish

DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
"""Ends of the keys of the weekdays' short names, from Monday."""

FOR_ALL: tuple[Kind, ...] = ("practica-semanal", "capacitacion")
OF_THE_MESA: tuple[Kind, ...] = ("guardia", "compromisos")

_MOST_PROMISES = 8


def remind_button(voice: Voice, kind: Kind) -> Button:
    """The way to a reminder, for the screen it is about."""
    return Button(label=voice.say(f"boton.avisos-{kind}"), press=Press("remind", kind))


def said(voice: Voice, key: str) -> Reply:
    """A sentence, with the way to one's reminders."""
    return Reply(body=voice.say(key), buttons=(_row(voice),))


def only_telegram(voice: Voice, doors: Doors) -> Reply:
    """That only Telegram lets the bot write first."""
    link = (Button(label=voice.say("boton.abrir-telegram"), url=f"https://t.me/{doors.bot}"),) if doors.bot else ()
    return Reply(body=voice.say("avisos.solo-telegram"), buttons=(*((link,) if link else ()), menu_row(voice)))


def listing(voice: Voice, mine: Sequence[Wish], *, of_a_mesa: bool) -> Reply:
    """What somebody asked for, each with its stop, and what else there is.

    Args:
        voice: In which language.
        mine: Hers.
        of_a_mesa: Whether she came from the panel's door, so that the kinds of a mesa are offered.
    """
    has = {wish.kind for wish in mine}
    offered = [kind for kind in (*FOR_ALL, *(OF_THE_MESA if of_a_mesa else ())) if kind not in has]
    rows = [
        (
            Button(label=voice.say(f"boton.cambiar-{wish.kind}"), press=Press("remind", wish.kind)),
            Button(label=voice.say("boton.parar-aviso"), press=Press("remind-stop", wish.kind)),
        )
        for wish in mine
    ]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("avisos.titulo")),
                bullets(f"{bold(voice.say(f'avisos.nombre-{wish.kind}'))} · {when(voice, wish)}" for wish in mine)
                if mine
                else voice.say("avisos.ninguno"),
                voice.say("avisos.que-se-guarda"),
            ]
        ),
        buttons=(*rows, *((remind_button(voice, kind),) for kind in offered), menu_row(voice)),
    )


def choose(voice: Voice, wish: Wish, *, now: Wish | None) -> Reply:
    """What will come and when, what is kept for it, and the consent.

    Args:
        voice: In which language.
        wish: As it would be.
        now: As it is; None when she did not ask for it yet.
    """
    days = [
        Button(
            label=("✓ " if wish.days >> weekday & 1 else "") + voice.say(f"dia.{DAYS[weekday]}"),
            press=Press("remind", write_wish(toggled(wish, weekday))),
        )
        for weekday in range(7)
    ]
    hours = [
        Button(
            label=("✓ " if wish.hour == hour else "") + f"{hour}:00",
            press=Press("remind", write_wish(Wish(kind=wish.kind, days=wish.days, hour=hour))),
        )
        for hour in HOURS
    ]
    no_day = not wish.days and wish.kind != "guardia"
    yes = Button(label=voice.say("boton.si-aviseme"), press=Press("remind-yes", write_wish(wish)))
    stop = Button(label=voice.say("boton.parar-aviso"), press=Press("remind-stop", wish.kind))
    return Reply(
        body=paragraphs(
            [
                bold(voice.say(f"avisos.nombre-{wish.kind}")),
                voice.say(f"avisos.que-{wish.kind}"),
                voice.say("avisos.falta-dia") if no_day else when(voice, wish),
                voice.say("avisos.que-se-guarda"),
            ]
        ),
        buttons=(
            *in_rows(days, width=4),
            *(in_rows(hours, width=4) if wish.kind != "guardia" else ()),
            *(((yes,),) if not no_day else ()),
            *(((stop,),) if now is not None else ()),
            _row(voice),
        ),
    )


def when(voice: Voice, wish: Wish) -> str:
    """The days and the hour of a wish in words."""
    days = ", ".join(voice.say(f"dia.{DAYS[weekday]}") for weekday in days_of(wish))
    if wish.kind == "guardia":
        return voice.say("avisos.de-guardia", dias=days) if days else voice.say("avisos.sin-guardia")
    return voice.say("avisos.cuando", dias=days, hora=f"{wish.hour}:00")


def kept(voice: Voice, wish: Wish) -> Reply:
    """That it will come, and how it is stopped."""
    stop = Button(label=voice.say("boton.parar-aviso"), press=Press("remind-stop", wish.kind))
    return Reply(
        body=paragraphs([voice.say("avisos.listo"), when(voice, wish), voice.say("avisos.como-parar")]),
        buttons=((stop,), _row(voice)),
    )


def stopped(voice: Voice, kind: Kind, *, there: bool) -> Reply:
    """That nothing more comes, and that the address is gone."""
    again = Button(label=voice.say("boton.otra-vez-aviso"), press=Press("remind", kind))
    return Reply(body=voice.say("avisos.parado" if there else "avisos.no-habia"), buttons=((again,), _row(voice)))


# Messages that come by themselves


def practice_of_the_week(voice: Voice, practice: Practice, *, today: date) -> Reply:
    """The week's practice in short."""
    whole = Button(label=voice.say("boton.practica-entera"), press=Press("practice", str(practice.number)))
    return Reply(
        body=paragraphs(
            [bold(voice.say("avisos.practica-de-la-semana")), *decalogo.in_short(voice, practice, today=today)]
        ),
        buttons=((whole,), _stop(voice, "practica-semanal")),
    )


def training_goes_on(voice: Voice, module: Module | None) -> Reply:
    """Where the training goes on: a module, or the exit test when all were decided (None)."""
    on = (
        Button(label=voice.say("boton.prueba"), press=Press("test"))
        if module is None
        else Button(label=module.label, press=Press("lesson", module.id))
    )
    sentence = (
        voice.say("avisos.capacitacion-prueba")
        if module is None
        else voice.say("avisos.capacitacion-sigue", tema=module.label)
    )
    return Reply(
        body=paragraphs([bold(voice.say("avisos.nombre-capacitacion")), sentence]),
        buttons=((on,), _stop(voice, "capacitacion")),
    )


def training_done(voice: Voice) -> Reply:
    """That there is nothing left to learn, so the reminder has ended by itself."""
    certificate = Button(label=voice.say("boton.constancia"), press=Press("certificate"))
    return Reply(body=voice.say("avisos.capacitacion-fin"), buttons=((certificate,), _row(voice)))


def promises(voice: Voice, of: Sequence[tuple[str, Sequence[Term]]]) -> Reply:
    """What was promised at the mesas and is due this week, or late.

    Args:
        voice: In which language.
        of: Name of a territory -> its promises, late ones first; none is empty.
    """
    told = []
    for territory, ones in of:
        late = sum(one.late for one in ones)
        counts = voice.say("avisos.compromisos-cuantos", vencidos=str(late), semana=str(len(ones) - late))
        lines = [
            voice.say(
                "avisos.compromiso-vencido" if one.late else "avisos.compromiso-vence",
                organizacion=one.organisation,
                dia=voice.day(one.due),
            )
            for one in ones[:_MOST_PROMISES]
        ]
        told.append(f"{bold(territory)}: {counts}\n{bullets(lines)}")
    panel = Button(label=voice.say("boton.abrir-panel"), press=Press("panel"))
    return Reply(
        body=paragraphs([bold(voice.say("avisos.nombre-compromisos")), *told]),
        buttons=((panel,), _stop(voice, "compromisos")),
    )


def refused_emergency(voice: Voice, territory: str, count: int) -> Reply:
    """That an emergency was refused in a territory, and not a word more: who reads along learns nothing of who told it."""
    one = count == 1
    sentence = voice.say("avisos.urgencia") if one else voice.say("avisos.urgencias", cuantas=str(count))
    panel = Button(label=voice.say("boton.abrir-panel"), press=Press("panel"))
    return Reply(
        body=paragraphs([f"🔴 {bold(territory)}", sentence, voice.say("avisos.urgencia-que-hacer")]),
        buttons=((panel,), _stop(voice, "guardia")),
    )


def _stop(voice: Voice, kind: Kind) -> tuple[Button, ...]:
    """One tap to stop, and one to other days and hours."""
    return (
        Button(label=voice.say("boton.parar-aviso"), press=Press("remind-stop", kind)),
        Button(label=voice.say("boton.mis-avisos"), press=Press("reminders", "mesa" if kind in OF_A_SEAT else "")),
    )


def _row(voice: Voice) -> tuple[Button, ...]:
    return (Button(label=voice.say("boton.mis-avisos"), press=Press("reminders")), *menu_row(voice))
