"""Telegram's MarkdownV2 style, with its refusals.

A second writing of the rules of TDLib's ``parse_markdown_v2`` and of
https://core.telegram.org/bots/api#markdownv2-style. Not done: expandable quotations (``**>`` … ``||``).
"""

from __future__ import annotations

from dataclasses import dataclass

from .entities import Formatted, Json, in_order, utf16_len
from .html_style import cannot_parse, link_entity

_RESERVED = set("_*[]()~`>#+-=|{}.!\n")
_NAMES = {"bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
          "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
          "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote"}  # fmt: skip
_MARKS = {"bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`",
          "pre": "```", "text_link": "]", "custom_emoji": "]"}  # fmt: skip

_BEGINS = (("__", "underline"), ("_", "italic"), ("*", "bold"), ("~", "strikethrough"), ("||", "spoiler"),
           ("![", "custom_emoji"), ("[", "text_link"), ("```", "pre"), ("`", "code"))  # fmt: skip


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    at: int
    begin: int
    language: str = ""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []
        self.oddities: list[str] = []

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def ahead(self, mark: str) -> bool:
        return self.source.startswith(mark, self.at)

    def emit(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16_len(text)

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            character = self.source[self.at]
            inside = self.stack[-1].kind if self.stack else ""
            if character == "\\" and self.at + 1 < len(self.source) and 0 < ord(self.source[self.at + 1]) <= 126:
                self.emit(self.source[self.at + 1])
                self.at += 2
            elif character not in ({"`"} if inside in {"code", "pre"} else _RESERVED):
                self.emit(character)
                self.at += 1
            elif self.ends(inside):
                self.end()
            else:
                self.begin()
        if self.stack and self.stack[-1].kind == "blockquote":
            self.close(self.stack.pop())
        if self.stack:
            raise self.no_end(self.stack[-1])
        return Formatted(text="".join(self.out), entities=tuple(in_order(self.entities)), oddities=tuple(self.oddities))

    def no_end(self, opened: _Open) -> Exception:
        name = "PreCode" if opened.language else _NAMES[opened.kind]
        return cannot_parse(f"Can't find end of {name} entity at byte offset {self.byte(opened.at)}")

    def ends(self, inside: str) -> bool:
        """Whether the reserved character ahead closes the innermost entity."""
        if self.ahead("\n") and any(o.kind == "blockquote" for o in self.stack):
            return not self.source.startswith(">", self.at + 1)
        if not inside or inside == "blockquote":
            return False
        if inside == "italic":
            return self.ahead("_") and not self.ahead("__")
        return self.ahead(_MARKS[inside])

    def begin(self) -> None:
        character, begin, language = self.source[self.at], self.at, ""
        if character == "\n":
            self.emit("\n")
            self.at += 1
            if self.ahead(">"):
                self.at += 1
                if not any(o.kind == "blockquote" for o in self.stack):
                    self.stack.append(_Open("blockquote", self.length, begin, len(self.out)))
            return
        if character == ">" and self.at == 0:
            kind = "blockquote"
            self.at += 1
        else:
            mark, kind = next(((m, k) for m, k in _BEGINS if self.ahead(m)), ("", ""))
            if not mark:
                raise cannot_parse(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
            self.at += len(mark)
        if kind == "pre":
            language = self.language()
        self.stack.append(_Open(kind, self.length, begin, len(self.out), language))

    def language(self) -> str:
        """The language behind ```` ``` ````, and the line break that ends it."""
        end = self.at
        while end < len(self.source) and not self.source[end].isspace() and self.source[end] != "`":
            end += 1
        language = ""
        if end > self.at and end < len(self.source) and self.source[end] != "`":
            language, self.at = self.source[self.at : end], end
        if self.ahead("\r\n") or self.ahead("\n\r"):
            self.at += 2
        elif self.ahead("\n") or self.ahead("\r"):
            self.at += 1
        return language

    def end(self) -> None:
        opened = self.stack.pop()
        if self.ahead("\n"):
            if opened.kind != "blockquote":
                raise self.no_end(opened)
            self.emit("\n")
            self.at += 1
            self.close(opened)
            return
        self.at += len(_MARKS[opened.kind])
        self.close(opened, self.address(opened) if opened.kind in {"text_link", "custom_emoji"} else "")

    def address(self, opened: _Open) -> str:
        """The ``(address)`` behind a link; without one, the text itself is the address."""
        emoji = opened.kind == "custom_emoji"
        if not self.ahead("("):
            if emoji:
                raise cannot_parse("Custom emoji entity must contain a tg://emoji URL")
            return "".join(self.out[opened.begin :])
        self.at += 1
        begin, url = self.at, ""
        while self.at < len(self.source) and not self.ahead(")"):
            if self.ahead("\\") and self.at + 1 < len(self.source):
                self.at += 1
            url += self.source[self.at]
            self.at += 1
        if not self.ahead(")"):
            what = "a custom emoji URL" if emoji else "a URL"
            raise cannot_parse(f"Can't find end of {what} at byte offset {self.byte(begin)}")
        self.at += 1
        return url

    def close(self, opened: _Open, url: str = "") -> None:
        entity: Json = {"type": opened.kind, "offset": opened.offset, "length": self.length - opened.offset}
        if not entity["length"]:
            return
        if opened.language:
            entity["language"] = opened.language
        if opened.kind == "custom_emoji":
            number = url.removeprefix("tg://emoji?id=")
            if not number.isdigit():
                raise cannot_parse("Custom emoji URL must have an emoji identifier")
            entity["custom_emoji_id"] = number
        if opened.kind == "text_link":
            linked = link_entity(entity, url)
            if linked is None:
                self.oddities.append("Telegram drops a link with a wrong address; the text stays")
                return
            entity = linked
        self.entities.append(entity)


def parse_markdown_v2(source: str) -> Formatted:
    """Read MarkdownV2.

    Raises:
        Refusal: 400 for an unescaped reserved character or an entity without end.
    """
    return _Reader(source).parse()
