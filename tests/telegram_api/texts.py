"""Texts and captions as they come in a call: parsing, trimming, lengths.

Limits: 1-4096 and 0-1024 "characters after entities parsing", which the server counts in UTF-16 code units.
"""

from __future__ import annotations

from typing import Any

from .entities import Formatted, Json, in_order, trimmed, utf16_len, with_found
from .errors import bad_request
from .html_style import parse_html
from .links import fault_of
from .markdown_style import parse_markdown_v2

MAX_TEXT = 4096
MAX_CAPTION = 1024
_PLAIN = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
          "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
          "text_link", "text_mention", "custom_emoji", "date_time"}  # fmt: skip


def message_text(arguments: dict[str, Any]) -> Formatted:
    """The text of a message: never empty, at most 4096."""
    source = arguments.get("text") or ""
    if not source:
        raise bad_request("message text is empty")
    formatted = _formatted(source, arguments.get("parse_mode"), arguments.get("entities"))
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption(arguments: dict[str, Any]) -> Formatted:
    """The caption of a photograph or document: may be empty, at most 1024."""
    source = arguments.get("caption") or ""
    formatted = _formatted(source, arguments.get("parse_mode"), arguments.get("caption_entities"))
    if utf16_len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(source: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    source = source.replace("\r", "")
    mode = (parse_mode or "").lower()
    if mode == "html":
        parsed = parse_html(source)
    elif mode == "markdownv2":
        parsed = parse_markdown_v2(source)
    elif mode in {"", "none"}:
        parsed = Formatted(text=source, entities=tuple(_checked(source, entities or [])))
    elif mode == "markdown":
        raise bad_request("this test server does not read the legacy Markdown; use HTML or MarkdownV2")
    else:
        raise bad_request("unsupported parse_mode")
    return with_found(trimmed(parsed))


def _checked(text: str, entities: list[Json]) -> list[Json]:
    """Entities that the caller computed: inside the text, of a known type, with what their type needs."""
    length = utf16_len(text)
    needs = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
    for entity in entities:
        kind, offset, end = (
            entity["type"],
            int(entity["offset"]),
            int(entity["offset"]) + int(entity["length"]),
        )
        if kind not in _PLAIN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        need = needs.get(kind)
        if need and need not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{need}\"")
        if kind == "text_link" and (fault := fault_of(entity["url"])):
            raise bad_request(f"entity URL '{entity['url']}' is invalid: {fault}")
        if offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if int(entity["length"]) < 0:
            raise bad_request(f"receive an entity with incorrect length {entity['length']}")
        if offset > length:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if end > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
            )
    return in_order(entities)
