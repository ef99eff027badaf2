"""A message as the person in front of the screen sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .entities import Json, to_html

if TYPE_CHECKING:
    from .state import Message, StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message or of the keyboard.

    Attributes:
        data: ``callback_data``; ``None`` for links and for keyboard buttons.
        url: Where a link leads.
        raw: The button as sent.
    """

    text: str
    data: str | None = None
    url: str | None = None
    raw: Json = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as received: its bytes, and the name that the person would save it under."""

    name: str
    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One message on a screen, as it was at one moment.

    Attributes:
        text: Text or caption without markup; empty when there is none.
        html: The same with its formatting, in one normal form of Telegram's HTML.
        buttons: Grid of inline buttons.
        keyboard: Grid of reply keyboard buttons that this message brought.
        removes_keyboard: Whether this message took the reply keyboard away.
        photo: Bytes of the photograph.
        location: Latitude and longitude.
        protect_content: Whether it can be neither forwarded nor saved.
        reply_to: Id of the message it answers.
        date: Seconds since the epoch.
        edited: Whether it was changed after sending.
        from_bot: Whether the bot wrote it.
        silent: Whether it came without a sound.
        raw: The message as the Bot API shows it.
    """

    message_id: int
    chat_id: int
    text: str = ""
    html: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[tuple[Button, ...], ...] = ()
    removes_keyboard: bool = False
    photo: bytes | None = field(default=None, repr=False)
    document: Attachment | None = None
    location: tuple[float, float] | None = None
    protect_content: bool = False
    reply_to: int | None = None
    date: int = 0
    edited: bool = False
    from_bot: bool = False
    silent: bool = False
    raw: Json = field(default_factory=dict, repr=False, compare=False)

    @property
    def labels(self) -> list[list[str]]:
        """Texts of the inline buttons, row by row."""
        return [[button.text for button in row] for row in self.buttons]

    @property
    def data(self) -> list[list[str | None]]:
        """Callback data of the inline buttons, row by row."""
        return [[button.data for button in row] for row in self.buttons]

    @property
    def keyboard_labels(self) -> list[list[str]]:
        """Texts of the reply keyboard, row by row."""
        return [[button.text for button in row] for row in self.keyboard]


def _button(raw: Json | str) -> Button:
    if isinstance(raw, str):
        return Button(text=raw, raw={"text": raw})
    return Button(text=raw["text"], data=raw.get("callback_data"), url=raw.get("url"), raw=raw)


def _grid(markup: Json | None, name: str) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_button(raw) for raw in row) for row in (markup or {}).get(name, []))


def see(message: Message, files: dict[str, StoredFile]) -> Seen:
    """A message as shown; the bytes of its files come from ``files``."""
    body = message.body
    text = body.get("text") or body.get("caption") or ""
    entities = body.get("entities") or body.get("caption_entities") or []
    photo = files.get(body["photo"][-1]["file_id"]) if "photo" in body else None
    file = files.get(body["document"]["file_id"]) if "document" in body else None
    place = body.get("location")
    return Seen(
        message_id=message.message_id,
        chat_id=message.chat.id,
        text=text,
        html=to_html(text, entities),
        buttons=_grid(message.markup, "inline_keyboard"),
        keyboard=_grid(message.markup, "keyboard"),
        removes_keyboard=bool((message.markup or {}).get("remove_keyboard")),
        photo=photo.data if photo else None,
        document=Attachment(name=file.name, mime_type=file.mime_type, data=file.data) if file else None,
        location=(place["latitude"], place["longitude"]) if place else None,
        protect_content=message.protected,
        reply_to=message.reply_to.message_id if message.reply_to else None,
        date=message.date,
        edited=message.edited is not None,
        from_bot=message.sender.is_bot,
        silent=message.silent,
        raw=message.to_json(),
    )
