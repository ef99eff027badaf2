"""What the server remembers: accounts, chats, messages, files, queries, settings.

Everything here is plain data with small rules; who may do what is decided in the ``methods_*`` modules.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from .entities import Formatted, Json
from .pulse import Clock, Pulse
from .seen import Seen, see
from .updates import UpdateQueue

BOT_USERNAME = "prueba_bot"


@dataclass(slots=True, kw_only=True)
class Account:
    """A person or the bot.

    Attributes:
        language_code: IETF tag as the app reports it; ``None`` when it does not.
    """

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None

    def to_json(self) -> Json:
        data = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        extra = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return data | {name: value for name, value in extra.items() if value is not None}


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """A file on the server; whoever knows ``file_id`` may send or fetch it."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    data: bytes
    size: tuple[int, int] | None = None

    def to_json(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """A message of a chat.

    Attributes:
        body: The content, in the fields of the Bot API (``text`` and ``entities``, ``photo`` …).
        markup: Inline or reply keyboard; the Bot API shows only inline ones.
        protected: Whether it may neither be forwarded nor saved.
        silent: Whether it came without a sound.
    """

    message_id: int
    chat: Chat
    sender: Account
    date: int
    body: Json
    markup: Json | None = None
    protected: bool = False
    silent: bool = False
    reply_to: Message | None = None
    edited: int | None = None
    preview: Json | None = None

    @property
    def inline(self) -> Json | None:
        return self.markup if self.markup and "inline_keyboard" in self.markup else None

    def to_json(self, *, with_reply: bool = True) -> Json:
        data: Json = {
            "message_id": self.message_id,
            "from": self.sender.to_json(),
            "chat": self.chat.to_json(),
            "date": self.date,
            **self.body,
        }
        if self.edited is not None:
            data["edit_date"] = self.edited
        if self.protected:
            data["has_protected_content"] = True
        if self.preview is not None:
            data["link_preview_options"] = self.preview
        if self.inline:
            data["reply_markup"] = self.inline
        if with_reply and self.reply_to is not None:
            data["reply_to_message"] = self.reply_to.to_json(with_reply=False)
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a chat's members saw happen, with the message as it was then."""

    kind: Literal["new", "edit", "delete"]
    seen: Seen


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """A private chat with the bot, or a group.

    Attributes:
        known: Whether the bot may know it: it was written to, or is a member.
        met: Whether the bot saw this person elsewhere, so that it knows the id but may not begin.
        closed: Why the bot may not write here (the words after ``Forbidden: ``), or ``None``.
        bot_is_admin: Whether the bot may delete what others wrote.
        privacy: Whether the bot, in a group, gets commands and replies only (Telegram's default).
        messages: Present ones by id, oldest first.
        keyboard: Message whose reply keyboard the members see now.
        events: Everything that happened, for tests that wait.
        actions: ``typing`` and the like, as shown.
    """

    id: int
    type: Literal["private", "supergroup"]
    title: str
    owner: Account | None = None
    username: str | None = None
    known: bool = False
    met: bool = False
    closed: str | None = None
    bot_is_admin: bool = False
    privacy: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Message | None = None
    events: list[Event] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    instance: str = field(default_factory=lambda: str(random.getrandbits(62)))

    def to_json(self) -> Json:
        data: Json = {"id": self.id, "type": self.type}
        if self.owner is None:
            data["title"] = self.title
        else:
            data["first_name"] = self.owner.first_name
            if self.owner.last_name:
                data["last_name"] = self.owner.last_name
        username = self.owner.username if self.owner else self.username
        return data | ({"username": username} if username else {})


@dataclass(slots=True, kw_only=True)
class Query:
    """A pressed button or an inline query that waits for its answer.

    Attributes:
        answer: Parameters of the answering call, once it came.
    """

    id: str
    kind: Literal["callback", "inline", "keyboard"]
    person: Account
    asked: float
    answer: dict[str, Any] | None = None


class World:
    """All of Telegram that one bot can see.

    Attributes:
        query_lifetime_s: Seconds after which a query can no longer be answered. Telegram does not
            publish the number.
        oddities: What Telegram let pass, but no author can have meant.
    """

    def __init__(self, *, clock: Clock, query_lifetime_s: float) -> None:
        self.clock = clock
        self.query_lifetime_s = query_lifetime_s
        self.pulse = Pulse()
        self.bot = Account(id=123456, first_name="Prueba", is_bot=True, username=BOT_USERNAME)
        self.chats: dict[int, Chat] = {}
        self.accounts: dict[int, Account] = {self.bot.id: self.bot}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.queue = UpdateQueue(self.pulse)
        self.settings: dict[tuple[str, str, str], Any] = {}
        self.oddities: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, series: str, *, first: int = 1) -> int:
        """The next number of a series."""
        value = self._numbers.get(series, first)
        self._numbers[series] = value + 1
        return value

    def now(self) -> int:
        return int(self.clock())

    def note(self, formatted: Formatted) -> None:
        """Keep the oddities of a text."""
        self.oddities.extend(formatted.oddities)

    def add_account(self, account: Account) -> Chat:
        """A person, with the private chat that they and the bot would share."""
        self.accounts[account.id] = account
        chat = Chat(id=account.id, type="private", title=account.first_name, owner=account)
        self.chats[chat.id] = chat
        return chat

    def post(self, chat: Chat, sender: Account, body: Json, **more: Any) -> Message:
        """Put a new message into a chat; ids are shared by the private chats, as for a real bot."""
        series = "message" if chat.type == "private" else f"message:{chat.id}"
        message = Message(message_id=self.number(series), chat=chat, sender=sender, date=self.now(), body=body, **more)
        chat.messages[message.message_id] = message
        if message.markup and message.sender.is_bot:
            if "keyboard" in message.markup:
                chat.keyboard = message
            elif "remove_keyboard" in message.markup:
                chat.keyboard = None
        self.happened("new", message)
        return message

    def happened(self, kind: Literal["new", "edit", "delete"], message: Message) -> None:
        """Record what the members of the chat saw."""
        message.chat.events.append(Event(kind=kind, seen=self.seen(message)))
        self.pulse.beat()

    def delete(self, message: Message) -> None:
        del message.chat.messages[message.message_id]
        if message.chat.keyboard is message:
            message.chat.keyboard = None
        self.happened("delete", message)

    def seen(self, message: Message) -> Seen:
        """A message as a person sees it now."""
        return see(message, self.files)

    def screen(self, chat: Chat) -> list[Seen]:
        return [self.seen(message) for message in chat.messages.values()]

    def store_file(
        self, data: bytes, *, name: str, mime_type: str, folder: str, size: tuple[int, int] | None = None
    ) -> StoredFile:
        """Keep a file, under ids that look like Telegram's."""
        number = self.number("file", first=0)
        extension = name.rpartition(".")[2] if "." in name else "jpg" if folder == "photos" else "bin"
        stored = StoredFile(
            file_id=f"AgACAgEAAxkBAAI{folder[:4]}{number:08d}ZXhhbXBsZQADBA",
            unique_id=f"AQAD{folder[:4]}{number:08d}",
            path=f"{folder}/file_{number}.{extension}",
            name=name,
            mime_type=mime_type,
            data=data,
            size=size,
        )
        self.files[stored.file_id] = stored
        return stored

    def file_at(self, path: str) -> StoredFile | None:
        found: Iterable[StoredFile] = (f for f in self.files.values() if f.path == path)
        return next(iter(found), None)
