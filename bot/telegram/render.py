"""Replies as Telegram takes them: HTML within its limits, buttons as inline keyboards."""

import html
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import MessageLimit, ParseMode

from bot.markdown import Line, Run, lines
from bot.replies import Attachment, Reply

_ROOM = MessageLimit.MAX_TEXT_LENGTH - 96
"""Characters of a message that are used; the rest is room for characters that count double there."""

_CAPTION = 500
"""Characters of a caption; Telegram takes twice as many, and some count double."""

_DOMAIN_SHOWN = 48

_LONGEST_LINE = 1500
"""Characters of a line; each may count double, and what is longer goes on in the next line."""


def to_telegram(reply: Reply) -> list[dict[str, Any]]:
    """Arguments of ``send_message``, one set a message, without the chat.

    A body that is too long for one message is parted between paragraphs; the buttons stand under the
    last part.
    """
    parts = list(_parts(reply.body))
    keyboard = to_keyboard(reply)
    return [
        {
            "text": part,
            "parse_mode": ParseMode.HTML,
            "reply_markup": keyboard if index == len(parts) - 1 else None,
            "protect_content": reply.protected,
            # A preview would make Telegram's servers open the page, and would bury the buttons.
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
        }
        for index, part in enumerate(parts)
    ]


def to_photo(attachment: Attachment, reply: Reply) -> dict[str, Any]:
    """Arguments of ``send_photo`` without the chat; what it shows is its caption, for those who hear it read aloud."""
    return {
        "photo": attachment.data,
        "filename": attachment.name,
        "caption": attachment.alt[:_CAPTION],
        "protect_content": reply.protected,
    }


def to_document(attachment: Attachment, reply: Reply) -> dict[str, Any]:
    """Arguments of ``send_document`` without the chat."""
    return {
        "document": attachment.data,
        "filename": attachment.name,
        "caption": attachment.alt[:_CAPTION],
        "protect_content": reply.protected,
        # The file's kind is known; nobody's server needs to look into it.
        "disable_content_type_detection": True,
    }


def to_keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The buttons as an inline keyboard, or None when there are none."""
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, url=button.url)
                if button.press is None
                else InlineKeyboardButton(button.label, callback_data=button.press.data)
                for button in row
            ]
            for row in reply.buttons
        ]
    )


def _parts(body: str) -> Iterator[str]:
    part: list[str] = []
    room = _ROOM
    for line in _not_too_long(lines(body)):
        rendered, size = _html(line)
        if size > room and part:
            yield "\n".join(part).strip()
            part, room = [], _ROOM
        part.append(rendered)
        room -= size + 1
    yield "\n".join(part).strip()


def _not_too_long(all_lines: Iterator[Line]) -> Iterator[Line]:
    """Lines cut so that each fits a message: a story is one long line, perhaps of many pieces."""
    for line in all_lines:
        short: list[Run] = []
        room = _LONGEST_LINE
        for run in line.runs:
            rest = run
            while len(rest.text) > room:
                short.append(replace(rest, text=rest.text[:room]))
                yield Line(line.kind, tuple(short), line.number)
                rest = replace(rest, text=rest.text[room:])
                short, room = [], _LONGEST_LINE
            short.append(rest)
            room -= len(rest.text)
        yield Line(line.kind, tuple(short), line.number)


def _html(line: Line) -> tuple[str, int]:
    """A line as HTML, and how many characters of it a person sees (Telegram counts those)."""
    sign = "• " if line.kind == "bullet" else f"{line.number}. " if line.kind == "number" else ""
    text, size = sign, len(sign)
    for run in line.runs:
        # A bare address is shown by its host; Telegram links no phone numbers, but lets them be tapped.
        shown = _short(run.url) if run.url is not None and run.url == run.text else run.text
        piece = html.escape(shown, quote=False)
        if run.url is not None and not run.url.startswith("tel:"):
            piece = f'<a href="{html.escape(run.url)}">{piece}</a>'
        text += f"<b>{piece}</b>" if run.bold else piece
        size += sum(2 if ord(c) > 0xFFFF else 1 for c in shown)
    return text, size


def _short(url: str) -> str:
    """An address as a person reads it: its host, cut when long."""
    host = url.split("//", 1)[1].split("/", 1)[0].removeprefix("www.")
    return host[:_DOMAIN_SHOWN]
