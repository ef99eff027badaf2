"""A quiz in a room: what who runs it sees, and what those see who answer."""

from collections.abc import Mapping

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.markdown import bold, paragraphs
from bot.screens.training import LETTERS, support, training_row
from bot.voice import Voice
from redes.content.lessons import Module
from redes.doors import Doors
from redes.training.room import POSTS, TOGETHER, RoomCode, View, shares, spelled


def opening(voice: Voice) -> Reply:
    """How a room works, and how long the session is."""
    sessions = voice.catalogue.kit.sessions if voice.catalogue.kit else ()
    lengths = [
        Button(
            label=voice.say("boton.sala-minutos", minutos=str(session.minutes)),
            press=Press("room-open", str(session.minutes)),
        )
        for session in sessions
    ]
    return Reply(
        body=paragraphs([bold(voice.say("sala.titulo")), voice.say("sala.intro")]),
        buttons=(
            *in_rows(lengths),
            (Button(label=voice.say("boton.entrar-sala"), press=Press("room-in")),),
            (Button(label=voice.say("boton.kit"), press=Press("kit")),),
            training_row(voice),
        ),
    )


def kit_reply(voice: Voice) -> Reply:
    """What the kit is and how one gets it."""
    run = Button(label=voice.say("boton.dirigir-sala"), press=Press("room"))
    return Reply(
        body=paragraphs([bold(voice.say("boton.kit")), voice.say("sala.kit")]), buttons=((run,), training_row(voice))
    )


def room_reply(voice: Voice, view: View, *, doors: Doors, late: bool = False) -> Reply:
    """A room as the person who looks may see it: she runs it, or she answers."""
    return host_reply(voice, view, doors=doors) if view.hosts else guest_reply(voice, view, late=late)


def host_reply(voice: Voice, view: View, *, doors: Doors) -> Reply:
    """For who runs it: how to come in, then each situation and its answer."""
    room = view.room
    value = f"{room.code}.{room.step}"
    body = [bold(voice.say("sala.codigo", codigo=spelled(room.code)))]
    on, link, screen = "boton.sala-empezar", doors.room(room.code), doors.room_screen(room.code)
    if room.phase == "waiting":
        body += [
            voice.say("sala.como-entrar"),
            voice.say("sala.enlace", direccion=link) if link else "",
            voice.say("sala.presentes", numero=str(view.present)),
        ]
    else:
        asking = room.phase == "asking"
        body += _situation(voice, view) if asking else _answer(voice, view)
        on = "boton.sala-mostrar" if asking else "boton.sala-siguiente"
    closing = Button(
        label=voice.say("boton.sala-cerrar"),
        press=Press("room-close", f"{room.code}.si" if room.is_at_its_end else room.code),
    )
    ahead = () if room.is_at_its_end else (Button(label=voice.say(on), press=Press("room-next", value)),)
    again = Button(label=voice.say("boton.sala-actualizar"), press=Press("room-see", room.code))
    rows = (
        ahead,
        (again, Button(label=voice.say("boton.sala-pantalla"), url=screen)) if screen else (again,),
        (closing,),
    )
    return Reply(body=paragraphs(body), buttons=tuple(row for row in rows if row))


def guest_reply(voice: Voice, view: View, *, late: bool = False) -> Reply:
    """For who answers: where she works, then each situation and its answer.

    Args:
        voice: In which language.
        view: The room.
        late: Whether she has just given an answer that does not count.
    """
    room = view.room
    see = (Button(label=voice.say("boton.sala-ver"), press=Press("room-see", room.code)),)
    if view.post is None:
        posts = [
            Button(label=voice.say(f"sala.puesto-{post}"), press=Press("room-post", f"{room.code}.{post}"))
            for post in POSTS
        ]
        title = voice.say("sala.codigo", codigo=spelled(room.code))
        return Reply(
            body=paragraphs([bold(title), voice.say("sala.pregunta-puesto")]),
            buttons=(*in_rows(posts, width=2), training_row(voice)),
        )
    body = [voice.say("sala.tarde")] if late else []
    rows = [see, training_row(voice)]
    if room.phase == "waiting":
        body.append(voice.say("sala.espere", codigo=spelled(room.code)))
    elif room.phase == "showing":
        body += _answer(voice, view)
    elif view.vote is not None:
        body.append(voice.say("sala.anotada", letra=LETTERS[view.vote]))
    else:
        body += _situation(voice, view)
        module = _module(voice, view)
        letters = [
            Button(label=LETTERS[index], press=Press("room-vote", f"{room.code}.{room.index}.{index}"))
            for index in range(len(module.situation.choices))
        ]
        rows = [tuple(letters), training_row(voice)]
    return Reply(body=paragraphs(body), buttons=tuple(rows))


def ask_code(voice: Voice) -> Reply:
    """The question for a room's code."""
    return Reply(body=voice.say("sala.pida-codigo"), buttons=(training_row(voice),))


def no_room(voice: Voice) -> Reply:
    """There is no such room, or no longer."""
    again = (Button(label=voice.say("boton.entrar-sala"), press=Press("room-in")),)
    return Reply(body=voice.say("sala.no-existe"), buttons=(again, training_row(voice)))


def not_host(voice: Voice, code: RoomCode) -> Reply:
    """Somebody else runs that room."""
    see = (Button(label=voice.say("boton.sala-ver"), press=Press("room-see", code)),)
    return Reply(body=voice.say("sala.de-otra-persona"), buttons=(see, training_row(voice)))


def not_kept(voice: Voice) -> Reply:
    """Nothing was kept."""
    return Reply(body=voice.say("sala.no-se-pudo"), buttons=(training_row(voice),))


def under_review(voice: Voice) -> Reply:
    """No situation may be shown."""
    return Reply(body=voice.say("sala.en-revision"), buttons=(training_row(voice),))


def ask_closing(voice: Voice, code: RoomCode) -> Reply:
    """What is deleted, before it is."""
    sure = Button(label=voice.say("boton.sala-si-cerrar"), press=Press("room-close", f"{code}.si"))
    see = Button(label=voice.say("boton.sala-actualizar"), press=Press("room-see", code))
    return Reply(body=voice.say("sala.confirme-cerrar"), buttons=((sure,), (see,), training_row(voice)))


def closed(voice: Voice, kept: Mapping[str, int]) -> Reply:
    """What stays of a room that was closed.

    Args:
        voice: In which language.
        kept: Post, or posts together -> people; empty when too few came.
    """
    lines = [
        "- " + voice.say("sala.asistencia-linea", puesto=voice.say(f"sala.puesto-{post}"), numero=str(kept[post]))
        for post in (*POSTS, TOGETHER)
        if post in kept
    ]
    told = [bold(voice.say("sala.asistencia")), "\n".join(lines)] if lines else [voice.say("sala.asistencia-pocos")]
    return Reply(body=paragraphs([voice.say("sala.cerrada"), *told]), buttons=(training_row(voice),))


def heading(voice: Voice, view: View) -> str:
    """Which situation of how many."""
    room = view.room
    return voice.say("sala.situacion", numero=str(room.index + 1), total=str(len(room.themes)))


def tally_lines(voice: Voice, view: View) -> list[str]:
    """How the room voted, a line a choice; or why that is not shown."""
    if view.tally is None:
        return [voice.say("sala.pocas")]
    return [
        voice.say("sala.votos", letra=LETTERS[index], numero=str(count), porciento=str(share))
        for index, (count, share) in enumerate(zip(view.tally, shares(view.tally), strict=True))
    ]


def _module(voice: Voice, view: View) -> Module:
    return voice.catalogue.modules[view.room.themes[view.room.index]]


def _situation(voice: Voice, view: View) -> list[str]:
    situation = _module(voice, view).situation
    choices = [f"{bold(letter)}. {choice.says}" for letter, choice in zip(LETTERS, situation.choices, strict=False)]
    return [
        heading(voice, view),
        *situation.story,
        bold(voice.say("capacitacion.que-haria")),
        "\n".join(choices),
        *([_answered(voice, view)] if view.hosts else []),
    ]


def _answered(voice: Voice, view: View) -> str:
    return voice.say("sala.respondieron", numero=str(view.answered), presentes=str(view.present))


def _answer(voice: Voice, view: View) -> list[str]:
    situation = _module(voice, view).situation
    right = [
        f"{bold(letter)}. {choice.says} {choice.feedback}"
        for letter, choice in zip(LETTERS, situation.choices, strict=False)
        if choice.right
    ]
    own = situation.choices[view.vote] if view.vote is not None else None
    return [
        heading(voice, view),
        *situation.story,
        "\n".join(tally_lines(voice, view)),
        voice.say("sala.su-respuesta", letra=LETTERS[view.vote]) if view.vote is not None else "",
        own.feedback if own is not None and not own.right else "",
        bold(voice.say("sala.funciona")),
        *right,
        support(voice, situation.basis),
    ]
