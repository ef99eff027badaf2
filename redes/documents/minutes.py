"""The minutes of a meeting as a document to edit (DOCX): what is known is filled in, the rest has its place."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from redes.documents.packet import Packet
from redes.documents.sheet import clean
from redes.followup.ground import Ground

if TYPE_CHECKING:
    from docx.document import Document as Docx

_EMPTY_ROWS = 5


def minutes_docx(packet: Packet, ground: Ground) -> bytes:
    """The minutes of the packet's meeting."""
    # Imported when minutes are made: no start should wait for it.
    from docx import Document
    from docx.shared import Pt

    def say(name: str, **blanks: str) -> str:
        return clean(ground.say("es", f"paquete.{name}", **blanks))

    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    title = say("acta", territorio=packet.place, dia=ground.day("es", packet.day))
    document.core_properties.title = title
    document.core_properties.author = clean(ground.say("es", "web.titulo"))
    document.core_properties.language = "es-CO"
    document.add_heading(title, level=0)
    if packet.invented:
        document.add_paragraph(say("inventado"))

    document.add_heading(say("asistencia"), level=1)
    document.add_paragraph(say("asistencia-nota"))
    counted = [(sector, str(number) if number else "") for sector, number in packet.sectors]
    table(document, (say("sector"), say("personas")), counted)

    document.add_heading(say("agenda"), level=1)
    for item in packet.agenda:
        document.add_paragraph(clean(item.title), style="List Number")
        for reason in item.reasons:
            document.add_paragraph(clean(reason), style="List Bullet 2")

    document.add_heading(say("compromisos"), level=1)
    table(
        document,
        (say("que"), say("quien"), say("hasta"), say("estado")),
        [(one.what, one.who, one.due, one.state) for one in packet.promises],
    )

    document.add_heading(say("desarrollo"), level=1)
    for line in (packet.notes or "").split("\n"):
        document.add_paragraph(clean(line))

    document.add_heading(say("nuevos"), level=1)
    table(document, (say("que"), say("quien"), say("hasta"), say("barrera")), [("", "", "", "")] * _EMPTY_ROWS)
    document.add_paragraph(say("sin-personas"))

    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: "Docx", heads: tuple[str, ...], rows: Iterable[Sequence[str]]) -> None:
    """Put a table with a row of headings at the end of a document."""
    drawn = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(drawn.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row in rows:
        for cell, value in zip(drawn.add_row().cells, row, strict=True):
            cell.text = clean(value)
