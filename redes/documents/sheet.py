"""The packet as a spreadsheet (XLSX): every cell a string or a number, never a formula or a link."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from redes.documents.packet import Packet, Promised
from redes.followup.ground import Ground

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""

_WIDEST = 70


def packet_xlsx(packet: Packet, ground: Ground) -> bytes:
    """The packet as a workbook, a sheet for each part.

    What somebody wrote is written as a string by name of its type. Signs that begin a formula are kept, since
    a string cell is shown and not reckoned; a CSV would need more.
    """
    # Imported when a sheet is made: no start should wait for it.
    from xlsxwriter import Workbook

    def say(name: str, **blanks: str) -> str:
        return ground.say("es", f"paquete.{name}", **blanks)

    out = io.BytesIO()
    book = Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    promise = (say("que"), say("quien"), say("hasta"), say("estado"), say("avance"), say("evidencia"))
    parts: list[tuple[str, Sequence[str], Iterable[Sequence[str | int]]]] = [
        (
            say("hoja-agenda"),
            (say("que"), say("razones")),
            [(one.title, "\n".join(one.reasons)) for one in packet.agenda],
        ),
        (say("hoja-barreras"), (say("barrera"), say("reportes")), [(one.name, one.shown) for one in packet.barriers]),
        (say("hoja-meses"), (say("mes"), say("reportes")), [(one.name, one.shown) for one in packet.months]),
        (say("hoja-reglas"), (say("regla"), say("reportes")), [(one.name, one.shown) for one in packet.rules]),
        (say("hoja-compromisos"), promise, [_promise(one) for one in packet.promises]),
        (say("hoja-planes"), (say("plan"), *promise), [(one.group, *_promise(one)) for one in packet.actions]),
        (say("hoja-mesa"), (say("quien"), say("sector")), packet.organisations),
        (
            say("hoja-nota"),
            (say("titulo", territorio=packet.place, dia=ground.day("es", packet.day)),),
            [(say("como-contamos"),), *([(say("inventado"),)] if packet.invented else [])],
        ),
    ]
    for name, heads, rows in parts:
        _sheet(book, name, heads, rows, bold=bold, plain=plain)
    book.close()
    return out.getvalue()


def _promise(one: Promised) -> tuple[str, str, str, str, int, str]:
    return (one.what, one.who, one.due, one.state, one.progress, one.evidence)


def _sheet(
    book: "Workbook",
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    *,
    bold: "Format",
    plain: "Format",
) -> None:
    sheet = book.add_worksheet(name)
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, clean(head), bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value, plain)
            else:
                sheet.write_string(line, column, clean(value), plain)
            widths[column] = max(widths[column], *map(len, str(value).split("\n")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)


def clean(text: str) -> str:
    """A text without what an XML file cannot hold."""
    return _NOT_XML.sub("", text)
