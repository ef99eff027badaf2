"""Replies as the web chat takes them: HTML made of few, known elements."""

from typing import Any

from markupsafe import Markup, escape

from bot.markdown import Line, Run, lines, plain
from bot.replies import Reply


def to_json(reply: Reply) -> dict[str, Any]:
    """A reply as data for the page's script, and for other programs.

    Returns:
        ``html`` and ``text`` of the body, ``buttons`` as rows of ``{label, press | url}``, ``protected``.
    """
    return {
        "html": str(to_html(reply.body)),
        "text": plain(reply.body),
        "buttons": [
            [
                {"label": b.label, "url": b.url} if b.press is None else {"label": b.label, "press": b.press.data}
                for b in row
            ]
            for row in reply.buttons
        ],
        "protected": reply.protected,
    }


def to_html(body: str) -> Markup:
    """A body as HTML; everything authored or typed is escaped."""
    out: list[Markup] = []
    open_list = ""
    paragraph: list[Markup] = []

    def close_paragraph() -> None:
        if paragraph:
            out.append(Markup("<p>{}</p>").format(Markup("<br>").join(paragraph)))
            paragraph.clear()

    for line in lines(body):
        wanted = {"bullet": "ul", "number": "ol"}.get(line.kind, "")
        if wanted != open_list:
            close_paragraph()
            if open_list:
                out.append(Markup(f"</{open_list}>"))
            if wanted:
                out.append(Markup(f"<{wanted}>"))
            open_list = wanted
        if wanted:
            out.append(Markup("<li>{}</li>").format(_runs(line)))
        elif line.kind == "space":
            close_paragraph()
        else:
            paragraph.append(_runs(line))
    close_paragraph()
    if open_list:
        out.append(Markup(f"</{open_list}>"))
    return Markup("").join(out)


def _runs(line: Line) -> Markup:
    return Markup("").join(_run(run) for run in line.runs)


def _run(run: Run) -> Markup:
    piece = escape(run.text)
    if run.url is not None:
        if run.url.startswith("tel:"):
            piece = Markup('<a href="{}">{}</a>').format(run.url, run.text)
        else:
            host = run.url.split("//", 1)[1].split("/", 1)[0].removeprefix("www.")
            shown = host if run.url == run.text else run.text
            piece = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(run.url, shown)
    return Markup("<strong>{}</strong>").format(piece) if run.bold else piece
