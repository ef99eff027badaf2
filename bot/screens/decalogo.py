"""The decálogo: its ten practices, one screen each, with a way on and a way back."""

from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import basis_line, under_review
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.screens.propose import propose_practice
from bot.voice import Voice
from redes.content.freshness import ReviewOverdue, why_practice_stale
from redes.content.schema import Practice
from redes.flags.subject import practice_subject


def overview(voice: Voice, *, today: date) -> Reply:
    """All ten as buttons, and what the decálogo is; those under review are named by their number alone."""
    decalogo = voice.catalogue.decalogo
    overdue = (ReviewOverdue(since=decalogo.review_by),) if decalogo.review_by <= today else ()
    return Reply(
        body=paragraphs(
            [under_review(voice, overdue), bold(decalogo.title), _notice(voice), voice.say("decalogo.elija")]
        ),
        buttons=(
            *in_rows(
                [
                    Button(label=name_of(voice, p, today=today)[:60], press=Press("practice", str(p.number)))
                    for p in decalogo.practices
                ]
            ),
            (Button(label=voice.say("boton.avisos-practica-semanal"), press=Press("remind", "practica-semanal")),),
            (propose_practice(voice),),
            (
                Button(label=voice.say("boton.compartir"), press=Press("share-practice")),
                Button(label=voice.say("boton.menu"), press=Press("menu")),
            ),
        ),
    )


def _notice(voice: Voice) -> str:
    decalogo = voice.catalogue.decalogo
    return decalogo.notice if decalogo.status == "propuesta" else ""


def practice_of(voice: Voice, number: str) -> Practice | None:
    """A practice by its number as text, or None."""
    practices = voice.catalogue.decalogo.practices
    return practices[int(number) - 1] if number.isdigit() and 1 <= int(number) <= len(practices) else None


def name_of(voice: Voice, practice: Practice, *, today: date) -> str:
    """A practice by number and title; without the title while it may promise what is under review."""
    stale = why_practice_stale(practice, voice.catalogue, today=today)
    return f"{practice.number}. {voice.say('decalogo.en-revision') if stale else practice.title}"


def practice_reply(voice: Voice, practice: Practice, *, today: date) -> Reply:
    """One practice: the idea, why, how by role, what to avoid, what to say.

    One under review says so first and shows what stays true, as a card does.
    """
    reasons = why_practice_stale(practice, voice.catalogue, today=today)
    number = practice.number
    around = [
        Button(label=voice.say("boton.anterior"), press=Press("practice", str((number - 2) % 10 + 1))),
        Button(label=f"{number}/10", press=Press("decalogo")),
        Button(label=voice.say("boton.siguiente"), press=Press("practice", str(number % 10 + 1))),
    ]
    said = _safe_part(voice, practice, today=today) if reasons else _whole(voice, practice)
    return Reply(
        body=paragraphs([under_review(voice, reasons), *said]),
        buttons=(
            tuple(around),
            (
                Button(label=voice.say("boton.en-que-se-basa"), press=Press("practice-basis", str(number))),
                Button(label=voice.say("boton.compartir"), press=Press("share-practice", str(number))),
            ),
            (
                flag_button(voice, practice_subject(practice)),
                Button(label=voice.say("boton.menu"), press=Press("menu")),
            ),
        ),
    )


def in_short(voice: Voice, practice: Practice, *, today: date) -> list[str]:
    """The paragraphs of a practice for who has a minute; one under review shows what stays true, as on its screen."""
    reasons = why_practice_stale(practice, voice.catalogue, today=today)
    if reasons:
        return [under_review(voice, reasons), *_safe_part(voice, practice, today=today)]
    return [
        bold(f"{practice.number}. {practice.title}"),
        practice.idea,
        voice.say("ficha.solo-en-espanol") if voice.language != "es" else "",
        voice.say("decalogo.propuesta") if voice.catalogue.decalogo.status == "propuesta" else "",
    ]


def _whole(voice: Voice, practice: Practice) -> list[str]:
    how = [f"{bold(voice.say(f'puesto.{h.role}'))}: {h.action}" for h in practice.how]
    return [
        bold(f"{practice.number}. {practice.title}"),
        practice.idea,
        f"{bold(voice.say('decalogo.por-que'))}\n{practice.why}",
        section(voice.say("decalogo.como"), how),
        section(voice.say("decalogo.evite"), practice.avoid),
        section(voice.say("ficha.diga"), [f"«{s}»" for s in practice.say]),
        voice.say("ficha.solo-en-espanol") if voice.language != "es" else "",
        voice.say("decalogo.propuesta") if voice.catalogue.decalogo.status == "propuesta" else "",
    ]


def _safe_part(voice: Voice, practice: Practice, *, today: date) -> list[str]:
    return [
        bold(name_of(voice, practice, today=today)),
        voice.say("ficha.solo-lo-seguro"),
        voice.say("ficha.urgencia-siempre"),
        voice.say("ficha.revisada", dia=voice.day(voice.catalogue.decalogo.reviewed_on)),
    ]


def practice_basis(voice: Voice, practice: Practice, *, today: date) -> Reply:
    """What a practice stands on; of one under review the norms alone, without what they support."""
    reasons = why_practice_stale(practice, voice.catalogue, today=today)
    return Reply(
        body=paragraphs(
            [
                under_review(voice, reasons),
                bold(voice.say("base.titulo", ficha=name_of(voice, practice, today=today))),
                bullets(basis_line(voice, basis, today=today, name_only=bool(reasons)) for basis in practice.basis),
                voice.say("base.aviso", dia=voice.day(voice.catalogue.decalogo.reviewed_on)),
            ]
        ),
        buttons=(
            (
                Button(label=voice.say("boton.volver"), press=Press("practice", str(practice.number))),
                flag_button(voice, practice_subject(practice)),
            ),
        ),
    )
