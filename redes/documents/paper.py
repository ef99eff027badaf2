"""Packet and agenda as PDFs to print (A4, PDF/UA-1), and their pages as pictures to look at."""

import json
from dataclasses import asdict
from typing import Any

from redes.documents.agenda import Agenda, Open
from redes.documents.packet import Bar, Packet, Promised
from redes.followup.ground import Ground
from redes.pictures.sheet import printable
from redes.pictures.typeset import pages, pdf

_HEADINGS = (
    "sello", "agenda", "reportes", "por-barrera", "por-mes", "reglas", "compromisos", "planes", "relatos", "sin-datos",
    "como-contamos", "quien", "hasta", "estado", "evidencia", "avance", "que",
)  # fmt: skip


def packet_pdf(packet: Packet, ground: Ground) -> bytes:
    """The packet as a tagged PDF."""
    return pdf("packet", _data(packet, ground))


def packet_pages(packet: Packet, ground: Ground) -> tuple[bytes, ...]:
    """The packet's pages as PNG."""
    return pages("packet", _data(packet, ground))


def agenda_pdf(agenda: Agenda, ground: Ground) -> bytes:
    """A territory's agenda as a tagged PDF."""
    return pdf("agenda", _agenda_data(agenda, ground))


def _agenda_data(agenda: Agenda, ground: Ground) -> str:
    names = ("sello", "compromisos", "planes", "sin-datos", "quien", "hasta", "estado", "evidencia", "que")
    said = {name: ground.say("es", f"paquete.{name}") for name in names}
    said["responde"] = ground.say("es", "acuerdos.responde")
    return json.dumps(
        {
            "title": printable(
                ground.say("es", "acuerdos.titulo", territorio=agenda.place, dia=ground.day("es", agenda.day))
            ),
            "brand": ground.say("es", "web.titulo"),
            "invented": ground.say("es", "paquete.inventado") if agenda.invented else None,
            "about": printable(ground.say("es", "acuerdos.que-es")),
            "standing": printable(agenda.standing(ground)),
            "say": {name: printable(one) for name, one in said.items()},
            "commitments": [_open(one) for one in agenda.commitments],
            "actions": [_promised(one) for one in agenda.actions],
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _data(packet: Packet, ground: Ground) -> str:
    """What the template reads. All words are data: nothing that somebody wrote can be read as a command."""
    say = {name: ground.say("es", f"paquete.{name}") for name in _HEADINGS}
    title = "paquete.titulo-reunion" if packet.meeting else "paquete.titulo"
    return json.dumps(
        {
            "title": printable(ground.say("es", title, territorio=packet.place, dia=ground.day("es", packet.day))),
            "brand": ground.say("es", "web.titulo"),
            "invented": ground.say("es", "paquete.inventado") if packet.invented else None,
            "say": {name: printable(said) for name, said in say.items()},
            "agenda": [
                {"title": printable(item.title), "reasons": [printable(reason) for reason in item.reasons]}
                for item in packet.agenda
            ],
            "barriers": [_bar(one) for one in packet.barriers],
            "months": [_bar(one) for one in packet.months],
            "rules": [_bar(one) for one in packet.rules],
            "promises": [_promised(one) for one in packet.promises],
            "actions": [_promised(one) for one in packet.actions],
            "stories": [
                {"barrier": printable(one.barrier), "text": printable(_blots(one.text))} for one in packet.stories
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _bar(one: Bar) -> dict[str, Any]:
    return asdict(one) | {"name": printable(one.name), "shown": printable(one.shown)}


def _promised(one: Promised) -> dict[str, Any]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in asdict(one).items()}


def _open(one: Open) -> dict[str, Any]:
    """A commitment with what it answers."""
    answers = "; ".join((*(name for _, name in one.barriers), *one.answers))
    return _promised(one.told) | {"answers": printable(answers)}


def _blots(text: str) -> str:
    """The blots in signs that the typeface has."""
    return text.replace("▇▇▇", "[tachado]")
