"""Telegram's HTML style, with its refusals.

A second writing of the rules of TDLib's ``parse_html`` (``td/telegram/MessageEntity.cpp``) and of
https://core.telegram.org/bots/api#html-style. Offsets in messages are bytes of UTF-8, as the server counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .entities import Formatted, Json, in_order, utf16_len
from .errors import bad_request
from .links import fault_of, mentioned_user

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_SPACE = " \t\r\n\v\0"


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


class _Reader:
    """One pass over the source; every method leaves ``at`` behind what it read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []
        self.oddities: list[str] = []

    def look(self) -> str:
        """The character ahead; NUL at the end, as in C."""
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def skip_spaces(self) -> None:
        while self.at < len(self.source) and self.look() in _SPACE:
            self.at += 1

    def word(self, stops: str) -> str:
        begin = self.at
        while self.look() not in _SPACE + stops:
            self.at += 1
        return self.source[begin : self.at]

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def emit(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16_len(text)

    def reference(self) -> str | None:
        """The character of ``&…;`` ahead; ``None`` leaves the ampersand as it is written."""
        match = _REFERENCE.match(self.source, self.at)
        if match is None:
            return None
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            character = _NAMED.get(name)
            if character is None and match.group().endswith(";"):
                self.oddities.append(f"Telegram has no HTML entity {match.group()}: it is shown as it is written")
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            character = chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None
        if character is not None:
            self.at = match.end()
        return character

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            if self.look() == "&" and (character := self.reference()) is not None:
                self.emit(character)
            elif self.look() != "<":
                self.emit(self.look())
                self.at += 1
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        if self.stack:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return Formatted(text="".join(self.out), entities=tuple(in_order(self.entities)), oddities=tuple(self.oddities))

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.word(">").lower()
        if self.at >= len(self.source):
            raise cannot_parse(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if tag not in _TAGS:
            raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        argument = ""
        while self.look() != ">":
            self.skip_spaces()
            if self.look() == ">":
                break
            argument = self.attribute(tag, begin) or argument
            if self.at >= len(self.source):
                raise cannot_parse(f"Unclosed start tag at byte offset {self.byte(begin)}")
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.stack.append(_Open(tag, argument, self.length, len(self.out)))

    def attribute(self, tag: str, begin: int) -> str:
        """Reads one attribute; its value when it means something for this tag."""
        name = self.word("=>").lower()
        place = f'the tag "{tag}" at byte offset {self.byte(begin)}'
        if not name:
            raise cannot_parse(f"Empty attribute name in {place}")
        self.skip_spaces()
        if self.look() != "=":
            if (tag, name) == ("blockquote", "expandable"):
                return "expandable"
            raise cannot_parse(f"Expected equal sign in declaration of an attribute of {place}")
        self.at += 1
        self.skip_spaces()
        value = self.value()
        wanted = {("a", "href"): "", ("code", "class"): "language-", ("span", "class"): "tg-",
                  ("tg-emoji", "emoji-id"): "", ("blockquote", "expandable"): ""}  # fmt: skip
        prefix = wanted.get((tag, name))
        if prefix is None or not value.startswith(prefix):
            self.oddities.append(f"Telegram ignores the attribute {name} of the tag {tag}")
            return ""
        return "expandable" if name == "expandable" else value[len(prefix) :]

    def value(self) -> str:
        quote = self.look()
        if quote not in "'\"":
            begin = self.at
            while self.look().isascii() and (self.look().isalnum() or self.look() in ".-"):
                self.at += 1
            if self.look() not in _SPACE + ">":
                raise cannot_parse(f"Unexpected end of name token at byte offset {self.byte(begin)}")
            return self.source[begin : self.at].lower()
        self.at += 1
        out: list[str] = []
        while self.at < len(self.source) and self.look() != quote:
            character = self.reference() if self.look() == "&" else None
            if character is None:
                character = self.look()
                self.at += 1
            out.append(character)
        self.at += 1
        return "".join(out)

    def end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise cannot_parse(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 2
        tag = self.word(">").lower()
        self.skip_spaces()
        if self.look() != ">":
            raise cannot_parse(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise cannot_parse(
                f'Unmatched end tag at byte offset {self.byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        """Turns a closed tag into its entity."""
        kind = _TAGS[opened.tag]
        entity: Json = {"type": kind, "offset": opened.offset, "length": self.length - opened.offset}
        if kind == "custom_emoji":
            if not opened.argument.isdigit() or not 0 < int(opened.argument) < 2**63:
                raise cannot_parse("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        elif kind == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif kind == "text_link":
            linked = link_entity(entity, opened.argument or "".join(self.out[opened.begin :]))
            if linked is None:
                self.oddities.append("Telegram drops a link with a wrong address; the text stays")
                return
            entity = linked
        elif kind in {"pre", "code"} and self.joins_pre(entity, opened):
            return
        elif kind == "code" and opened.argument:
            entity["language"] = opened.argument  # only until the pre around it closes
        self.entities.append(entity)

    def joins_pre(self, entity: Json, opened: _Open) -> bool:
        """``<pre><code class="language-x">`` is one entity, whichever of the two is outside."""
        last = self.entities[-1] if self.entities else None
        if last is None or {last["type"], entity["type"]} != {"pre", "code"}:
            return False
        if (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        language = last.get("language") or opened.argument
        if not language:
            return False
        last.update(type="pre", language=language)
        return True


def link_entity(entity: Json, url: str) -> Json | None:
    """A ``text_link``, or a ``text_mention`` for ``tg://user?id=``; ``None`` for a wrong address."""
    user_id = mentioned_user(url)
    if user_id is not None:
        return {**entity, "type": "text_mention", "user": {"id": user_id, "is_bot": False, "first_name": ""}}
    return None if fault_of(url) else {**entity, "type": "text_link", "url": url}


def cannot_parse(reason: str) -> Exception:
    """The refusal of a text that cannot be read."""
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> Formatted:
    """Read Telegram's HTML.

    Raises:
        Refusal: 400, in the words of the server, for anything that is not Telegram's HTML.
    """
    parsed = _Reader(source).parse()
    for entity in parsed.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return parsed
