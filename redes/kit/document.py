"""The plan and the handout as documents to edit (DOCX)."""

import io

from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from redes.documents.sheet import clean
from redes.kit.paper import Paper, Part
from redes.pictures.qr import qr_png
from redes.pictures.sheet import runs

_STYLES = {"list": "List Bullet", "quotes": "Intense Quote", "text": None}
_WIDTHS = (Cm(2.0), Cm(4.2), Cm(10.3))


def paper_docx(paper: Paper, *, caution: str) -> bytes:
    """A plan or a handout to edit.

    Args:
        paper: What is on it.
        caution: What whoever edits it must keep in mind; stands at its end.
    """
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = clean(paper.title)
    document.core_properties.author = clean(paper.brand)
    document.core_properties.language = "es-CO"
    document.add_paragraph(clean(f"{paper.brand} · {paper.kicker}"))
    document.add_heading(clean(paper.title), level=0)
    for part in paper.parts:
        document.add_heading(clean(part.heading), level=1)
        _add(document, part)
    for line in (*((paper.address,) if paper.address else ()), *paper.foot, caution):
        _write(document.add_paragraph(), line)
    if paper.link:
        document.add_picture(io.BytesIO(qr_png(paper.link)), width=Cm(3.2))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Docx, part: Part) -> None:
    if part.form != "table":
        for row in part.rows:
            _write(document.add_paragraph(style=_STYLES[part.form]), row[0])
        return
    head, *rows = part.rows
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    for cell, said, width in zip(table.rows[0].cells, head, _WIDTHS, strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(clean(said)).bold = True
    for row in rows:
        for cell, said, width in zip(table.add_row().cells, row, _WIDTHS, strict=True):
            cell.width = width
            first, *rest = said.split("\n")
            _write(cell.paragraphs[0], first)
            for line in rest:
                _write(cell.add_paragraph(), line)


def _write(paragraph: Paragraph, line: str) -> None:
    for run in runs(line):
        paragraph.add_run(clean(run.text)).bold = run.bold
