"""Replies as the web chat takes them: HTML made of few, known elements."""

from html import escape
from typing import Any

from markupsafe import Markup

from bot.markdown import Line, Run, lines, plain
from bot.replies import Reply


def to_json(reply: Reply) -> dict[str, Any]:
    """A reply as data for the page's script, and for other programs.

    Returns:
        ``html`` and ``text`` of the body, ``buttons`` as rows of ``{label, press | url}``, ``protected``,
        ``attachments`` as ``{kind, name, alt, url, bytes}``.
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
        "attachments": [
            {"kind": one.kind, "name": one.name, "alt": one.alt, "url": one.href, "bytes": len(one.data)}
            for one in reply.attachments
        ],
    }


def to_html(body: str) -> Markup:
    """A body as HTML; everything authored or typed is escaped."""
    out: list[str] = []
    open_list = ""
    paragraph: list[str] = []

    def close_paragraph() -> None:
        if paragraph:
            out.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph.clear()

    for line in lines(body):
        wanted = {"bullet": "ul", "number": "ol"}.get(line.kind, "")
        if wanted != open_list:
            close_paragraph()
            if open_list:
                out.append(f"</{open_list}>")
            if wanted:
                out.append(f"<{wanted}>")
            open_list = wanted
        if wanted:
            out.append(f"<li>{_runs(line)}</li>")
        elif line.kind == "space":
            close_paragraph()
        else:
            paragraph.append(_runs(line))
    close_paragraph()
    if open_list:
        out.append(f"</{open_list}>")
    return Markup("".join(out))  # noqa: S704 - built of our own elements and escaped text


def _runs(line: Line) -> str:
    return "".join(map(_run, line.runs))


def _run(run: Run) -> str:
    piece = escape(run.text)
    if run.url is not None:
        url = escape(run.url)
        if run.url.startswith("tel:"):
            piece = f'<a href="{url}">{piece}</a>'
        else:
            if run.url == run.text:
                piece = escape(run.url.split("//", 1)[1].split("/", 1)[0].removeprefix("www."))
            piece = f'<a href="{url}" target="_blank" rel="noopener noreferrer">{piece}</a>'
    return f"<strong>{piece}</strong>" if run.bold else piece
