"""The decálogo: its ten practices, one screen each, with a way on and a way back."""

from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import basis_line
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.voice import Voice
from redes.content.schema import Practice


def overview(voice: Voice) -> Reply:
    """All ten titles as buttons, and what the decálogo is."""
    decalogo = voice.catalogue.decalogo
    return Reply(
        body=paragraphs([bold(decalogo.title), _notice(voice), voice.say("decalogo.elija")]),
        buttons=(
            *in_rows(
                [
                    Button(label=f"{p.number}. {p.title}"[:60], press=Press("practice", str(p.number)))
                    for p in decalogo.practices
                ]
            ),
            (Button(label=voice.say("boton.menu"), press=Press("menu")),),
        ),
    )


def _notice(voice: Voice) -> str:
    decalogo = voice.catalogue.decalogo
    return decalogo.notice if decalogo.status == "propuesta" else ""


def practice_of(voice: Voice, number: str) -> Practice | None:
    """A practice by its number as text, or None."""
    practices = voice.catalogue.decalogo.practices
    return practices[int(number) - 1] if number.isdigit() and 1 <= int(number) <= len(practices) else None


def practice_reply(voice: Voice, practice: Practice) -> Reply:
    """One practice: the idea, why, how by role, what to avoid, what to say."""
    how = [f"{bold(voice.say(f'puesto.{h.role}'))}: {h.action}" for h in practice.how]
    number = practice.number
    around = [
        Button(label=voice.say("boton.anterior"), press=Press("practice", str((number - 2) % 10 + 1))),
        Button(label=f"{number}/10", press=Press("decalogo")),
        Button(label=voice.say("boton.siguiente"), press=Press("practice", str(number % 10 + 1))),
    ]
    return Reply(
        body=paragraphs(
            [
                bold(f"{number}. {practice.title}"),
                practice.idea,
                f"{bold(voice.say('decalogo.por-que'))}\n{practice.why}",
                section(voice.say("decalogo.como"), how),
                section(voice.say("decalogo.evite"), practice.avoid),
                section(voice.say("ficha.diga"), [f"«{s}»" for s in practice.say]),
                voice.say("ficha.solo-en-espanol") if voice.language != "es" else "",
                voice.say("decalogo.propuesta") if voice.catalogue.decalogo.status == "propuesta" else "",
            ]
        ),
        buttons=(
            tuple(around),
            (
                Button(label=voice.say("boton.en-que-se-basa"), press=Press("practice-basis", str(number))),
                Button(label=voice.say("boton.menu"), press=Press("menu")),
            ),
        ),
    )


def practice_basis(voice: Voice, practice: Practice, *, today: date) -> Reply:
    """What a practice stands on."""
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("base.titulo", ficha=practice.title)),
                bullets(basis_line(voice, basis, today=today) for basis in practice.basis),
                voice.say("base.aviso", dia=voice.day(voice.catalogue.decalogo.reviewed_on)),
            ]
        ),
        buttons=((Button(label=voice.say("boton.volver"), press=Press("practice", str(practice.number))),),),
    )
