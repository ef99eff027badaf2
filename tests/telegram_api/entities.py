"""Text with entities, as Telegram keeps it: counted in UTF-16 code units.

Source: https://core.telegram.org/api/entities and TDLib ``MessageEntity.cpp``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
_PRIORITY = ["expandable_blockquote", "blockquote", "pre", "text_link", "text_mention", "bold", "italic"]
_FOUND: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]»']")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|io|me|co|es|fr|ve|ht|br)"
            r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]»'])?(?![\w@-])",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}(?!\w)")),
)


def utf16_len(text: str) -> int:
    """Length in UTF-16 code units: the unit of every limit and offset of the Bot API."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """A text after parsing.

    Attributes:
        text: What the person reads.
        entities: ``MessageEntity`` objects, outer ones before inner ones.
        oddities: Things that Telegram lets pass, but that no author can have meant.
    """

    text: str
    entities: tuple[Json, ...] = ()
    oddities: tuple[str, ...] = ()


def in_order(entities: Iterable[Json]) -> list[Json]:
    """Entities by offset, outer before inner."""

    def rank(entity: Json) -> tuple[int, int, int]:
        kind = entity["type"]
        return entity["offset"], -entity["length"], _PRIORITY.index(kind) if kind in _PRIORITY else 99

    return sorted(entities, key=rank)


def trimmed(source: Formatted) -> Formatted:
    """The text as kept: no control characters, no white space around, entities moved along."""
    text = re.sub(r"[\x00-\x09\x0b-\x1f]", " ", source.text)
    kept = text.strip()
    lead = utf16_len(text[: len(text) - len(text.lstrip())])
    length = utf16_len(kept)
    moved = []
    for entity in source.entities:
        begin = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return Formatted(text=kept, entities=tuple(moved), oddities=source.oddities)


def with_found(source: Formatted) -> Formatted:
    """Adds what the server finds by itself: commands, links, addresses, mentions, hashtags.

    Telephone numbers and cash tags are left out.
    """
    taken = [(e["offset"], e["offset"] + e["length"]) for e in source.entities if e["type"] in _OPAQUE]
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(source.text):
            begin = utf16_len(source.text[: match.start()])
            end = begin + utf16_len(match.group())
            if all(end <= low or begin >= high for low, high in taken):
                taken.append((begin, end))
                found.append({"type": kind, "offset": begin, "length": end - begin})
    entities = tuple(in_order([*source.entities, *found]))
    return Formatted(text=source.text, entities=entities, oddities=source.oddities)


def _tags(entity: Json) -> tuple[str, str]:
    simple = {
        "bold": "b",
        "italic": "i",
        "underline": "u",
        "strikethrough": "s",
        "code": "code",
        "spoiler": "tg-spoiler",
        "blockquote": "blockquote",
    }
    kind = entity["type"]
    if kind in simple:
        return f"<{simple[kind]}>", f"</{simple[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{html.escape(entity["language"])}">', "</code></pre>"
    if kind == "pre":
        return "<pre>", "</pre>"
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
    return "", ""


def to_html(text: str, entities: Iterable[Json]) -> str:
    """The text with its formatting as Telegram's HTML, in one normal form (``<b>``, never ``<strong>``)."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in in_order(entities):
        begin, end = _tags(entity)
        opening.setdefault(entity["offset"], []).append(begin)
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, end)
    out: list[str] = []
    position = 0
    for character in text:
        out += [*closing.get(position, ()), *opening.get(position, ()), html.escape(character, quote=False)]
        position += utf16_len(character)
    return "".join([*out, *closing.get(position, ())])
