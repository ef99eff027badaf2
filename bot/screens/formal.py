"""The formal way: where a complaint is filed, at what urgency, with a text that the person copies and sends herself."""

from collections.abc import Mapping
from typing import Literal

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import contact_line
from bot.screens.markdown import bold, numbered, paragraphs
from bot.screens.menu import menu_row
from bot.screens.report import place_name
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.content.schema import Barrier

CIRCULAR = "circular-supersalud-2023151000000010-5-2023"
"""The circular with the three classes and their terms: 24 hours, 48 and 72."""

_CONTACTS = ("nac-supersalud", "nac-personerias", "nac-defensoria")

Risk = Literal["vital", "priorizado", "simple"]

_UNKNOWN: Mapping[str, Risk] = {"any": "simple", "any-urgent": "vital"}
"""What the button carries when no kind of barrier is known -> the class of risk to ask for."""


def formal_row(
    voice: Voice, barrier: str | None, municipality: str | None = None, *, urgent: bool = False
) -> tuple[Button, ...]:
    """The button that leads to the formal way.

    Args:
        voice: In which language.
        barrier: Id of a kind of barrier, or None.
        municipality: Where, or None.
        urgent: For no kind of barrier: whether somebody's life may be at risk.
    """
    value = ".".join(filter(None, (barrier or ("any-urgent" if urgent else "any"), municipality)))
    return (Button(label=voice.say("boton.queja-formal"), press=Press("formal", value)),)


def formal(voice: Voice, value: str) -> tuple[Reply, ...] | None:
    """How to complain formally, and then the text to copy, alone in its message; None when the button names no barrier.

    Args:
        voice: In which language.
        value: What :func:`formal_row` put into the button.
    """
    named, _, code = value.rpartition(".")
    if not code.isdecimal():
        named, code = value, ""
    barrier = voice.catalogue.barriers.get(named)
    if barrier is None and named not in _UNKNOWN:
        return None
    risk = _UNKNOWN[named] if barrier is None else risk_of(barrier)
    norm = voice.catalogue.norms[CIRCULAR]
    steps = [voice.say(f"queja.paso-{step}") for step in ("atencion", "ips", "supersalud", "tutela")]
    contacts = [contact_line(voice.catalogue.contacts[c]) for c in _CONTACTS if c in voice.catalogue.contacts]
    # The text is for an office in Colombia: it is in Spanish whatever language she speaks, and what it says stands before it.
    meaning = (
        () if voice.language == "es" else (bold(voice.say("queja.que-dice")), _complaint(voice, barrier, code, risk))
    )
    how = Reply(
        body=paragraphs(
            [
                bold(voice.say("queja.titulo")),
                voice.say(f"queja.riesgo-{risk}"),
                numbered(steps),
                "\n".join(contacts),
                voice.say("queja.plazos", norma=norm_name(norm)),
                voice.say("queja.copie"),
                *meaning,
            ]
        ),
        buttons=(
            (Button(label=voice.topic("negacion-servicio-queja"), press=Press("topic", "negacion-servicio-queja")),),
        ),
    )
    text = _complaint(Voice(voice.catalogue, "es"), barrier, code, risk)
    return how, Reply(body=text, buttons=(menu_row(voice),))


def _complaint(voice: Voice, barrier: Barrier | None, municipality: str, risk: Risk) -> str:
    blank = voice.say("queja.blanco")
    return voice.say(
        "queja.texto",
        asunto=voice.barrier(barrier.id) if barrier else blank,
        lugar=place_name(voice, municipality) or blank,
        riesgo=voice.say(f"queja.nombre-{risk}"),
        norma=norm_name(voice.catalogue.norms[CIRCULAR]),
    )


def risk_of(barrier: Barrier) -> Risk:
    """The class of risk to ask for, by how soon somebody must look; who receives the complaint decides."""
    if barrier.urgency == "inmediata":
        return "vital"
    return "priorizado" if barrier.care_now or barrier.urgency == "alta" else "simple"
