"""People in front of their telephones: what they do, and what they see.

Everything a person does becomes an update at once; nothing here waits for the bot, except the methods that
say so (``receives``, ``settled`` …).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from .entities import Formatted, Json, trimmed, utf16_len, with_found
from .images import dimensions
from .methods_messages import document_body, photo_body, text_body
from .seen import Button, Seen
from .state import Account, Chat, Message, Query, World
from .texts import MAX_TEXT

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A whole PNG of one pixel."""

Quiet = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that the bot is a member of."""

    world: World
    chat: Chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def screen(self) -> list[Seen]:
        """What its members see now."""
        return self.world.screen(self.chat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pressed button or an inline query on its way to the bot.

    Attributes:
        query: What waits for an answer; a button of the reply keyboard needs none.
        button: What was pressed; ``None`` for inline queries.
        sent: The message that a button of the reply keyboard wrote.
    """

    world: World
    query: Query
    button: Button | None = None
    sent: Seen | None = None

    @property
    def answer(self) -> dict[str, Any] | None:
        """Parameters of the bot's answer (``text``, ``show_alert``, ``results`` …), ``None`` before."""
        return self.query.answer

    async def answered(self, *, timeout_s: float = 10) -> dict[str, Any]:
        """Wait for the bot's answer.

        Raises:
            AssertionError: The bot did not answer: the person saw the button turn for ever.
        """
        assert await self.world.pulse.until(lambda: self.query.answer is not None, timeout_s=timeout_s), (
            f"the bot did not answer the {self.query.kind} query within {timeout_s} s; it has to call "
            "answerCallbackQuery or answerInlineQuery for each"
        )
        return self.query.answer or {}


class User:
    """One person with a private chat with the bot. ``in_chat`` of most methods names a group instead.

    Attributes:
        account: Name and language, as the bot sees them.
        chat: The private chat.
    """

    def __init__(self, world: World, account: Account, quiet: Quiet) -> None:
        self.world = world
        self.account = account
        self.chat = world.add_account(account)
        self._quiet = quiet
        self._read: dict[int, int] = {}

    @property
    def id(self) -> int:
        """Id of the person, and of the private chat."""
        return self.account.id

    # --- what the person does -------------------------------------------------------------------------

    async def sends(self, text: str, *, in_chat: Group | None = None, reply_to: Seen | None = None) -> Seen:
        """Writes a message. Over 4096 it goes out in pieces, as the apps do; the last one is returned."""
        kept = trimmed(Formatted(text=text)).text
        assert kept, "Telegram's apps do not send an empty message"
        while utf16_len(kept) > MAX_TEXT:
            size = next(n for n in range(MAX_TEXT, 0, -1) if utf16_len(kept[:n]) <= MAX_TEXT)
            self._says(text_body(with_found(Formatted(text=kept[:size]))), in_chat, reply_to)
            kept = kept[size:]
        return self._says(text_body(with_found(Formatted(text=kept))), in_chat, reply_to)

    async def starts(self, payload: str = "") -> Seen:
        """Presses Start, perhaps behind a deep link ``t.me/bot?start=payload``; this unblocks the bot."""
        assert re.fullmatch(r"[A-Za-z0-9_-]{0,64}", payload), (
            "a deep link's payload is up to 64 of A-Z, a-z, 0-9, _ and -"
        )
        if self.chat.closed:
            await self.unblocks_bot()
        return await self.sends(f"/start {payload}".strip())

    async def shares_location(self, lat: float, lon: float, *, in_chat: Group | None = None) -> Seen:
        return self._says({"location": {"latitude": lat, "longitude": lon}}, in_chat)

    async def sends_photo(
        self, caption: str | None = None, *, data: bytes = PIXEL, in_chat: Group | None = None
    ) -> Seen:
        size = dimensions(data) or (1, 1)
        stored = self.world.store_file(data, name="photo.png", mime_type="image/png", folder="photos", size=size)
        return self._says(photo_body(stored) | self._captioned(caption), in_chat)

    async def sends_document(
        self,
        caption: str | None = None,
        *,
        name: str = "documento.pdf",
        mime_type: str = "application/pdf",
        data: bytes = b"%PDF-1.4\n%%EOF\n",
        in_chat: Group | None = None,
    ) -> Seen:
        stored = self.world.store_file(data, name=name, mime_type=mime_type, folder="documents")
        return self._says(document_body(stored) | self._captioned(caption), in_chat)

    async def sends_voice(self, *, data: bytes = b"OggS voice", in_chat: Group | None = None) -> Seen:
        stored = self.world.store_file(data, name="voice.oga", mime_type="audio/ogg", folder="voice")
        voice = {**stored.to_json(), "duration": 3, "mime_type": "audio/ogg"}
        return self._says({"voice": voice}, in_chat)

    async def sends_sticker(self, emoji: str = "🙂", *, in_chat: Group | None = None) -> Seen:
        stored = self.world.store_file(b"RIFF sticker", name="s.webp", mime_type="image/webp", folder="stickers")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._says({"sticker": {**stored.to_json(), **shape, "emoji": emoji}}, in_chat)

    async def sends_contact(self, phone_number: str = "+573000000000", *, in_chat: Group | None = None) -> Seen:
        """Sends the own contact, as the button that asks for it does."""
        contact = {"phone_number": phone_number, "first_name": self.account.first_name, "user_id": self.id}
        return self._says({"contact": contact}, in_chat)

    async def forwards(self, text: str, *, in_chat: Group | None = None) -> Seen:
        """Passes on what somebody else wrote, who hides the own account."""
        origin = {"type": "hidden_user", "sender_user_name": "Alguien", "date": self.world.now() - 60}
        body = text_body(with_found(Formatted(text=text)))
        return self._says({"forward_origin": origin, **body}, in_chat)

    async def edits(self, message: Seen, text: str) -> Seen:
        """Changes an own message: the bot gets an ``edited_message``."""
        kept = self._message(message)
        assert kept.sender is self.account, "a person can only edit the own messages"
        field = "text" if "text" in kept.body else "caption"
        entities = "entities" if field == "text" else "caption_entities"
        found = with_found(trimmed(Formatted(text=text)))
        kept.body = {**kept.body, field: found.text, entities: list(found.entities)}
        if not found.entities:
            del kept.body[entities]
        kept.edited = self.world.now()
        self.world.happened("edit", kept)
        self._update("edited_message", kept.to_json(), kept.chat)
        return self.world.seen(kept)

    async def deletes(self, message: Seen) -> None:
        """Deletes a message for both sides; Telegram tells the bot nothing."""
        self.world.delete(self._message(message))

    async def presses(self, label: str, *, in_chat: Group | None = None) -> Asked:
        """Presses the button with this text or callback data, the newest such button on the screen.

        Inline buttons come first, then those of the reply keyboard, which write their text (in a group, as
        a reply to the message that brought the keyboard).

        Raises:
            AssertionError: No such button; the message lists those that are there.
        """
        chat = self._chat(in_chat)
        for message in reversed(chat.messages.values()):
            for button in (b for row in self.world.seen(message).buttons for b in row):
                if label in (button.text, button.data):
                    assert button.data is not None, f"{label!r} is no callback button but {button.raw}"
                    return self._callback(chat, message.to_json(), button.data, button)
        board = self.world.seen(chat.keyboard).keyboard if chat.keyboard else ()
        for button in (b for row in board for b in row):
            if label == button.text:
                asks = {"request_contact": "sends_contact", "request_location": "shares_location"}
                for wish, instead in asks.items():
                    assert not button.raw.get(wish), f"{label!r} asks for more than text: use {instead}()"
                done = Query(id="", kind="keyboard", person=self.account, asked=self.world.clock(), answer={})
                answered = self.world.seen(chat.keyboard) if in_chat and chat.keyboard else None
                sent = await self.sends(label, in_chat=in_chat, reply_to=answered)
                return Asked(world=self.world, query=done, button=button, sent=sent)
        raise AssertionError(f"no button {label!r} on the screen; there are: {self._buttons(chat)}")

    async def presses_old(
        self, callback_data: str, *, message_id: int | None = None, in_chat: Group | None = None
    ) -> Asked:
        """Presses a button of a message that the bot can no longer see (``InaccessibleMessage``)."""
        chat = self._chat(in_chat)
        gone = {"chat": chat.to_json(), "message_id": message_id or self.world.number("message"), "date": 0}
        return self._callback(chat, gone, callback_data, None)

    async def inline_query(self, text: str) -> Asked:
        """Writes ``@bot text`` in some other chat."""
        number = str(self.world.number("query", first=5_000_000_000_000_000_001))
        query = Query(id=number, kind="inline", person=self.account, asked=self.world.clock())
        self.world.queries[query.id] = query
        payload = {"id": query.id, "from": self.account.to_json(), "query": text, "offset": "",
                   "chat_type": "sender"}  # fmt: skip
        self._update("inline_query", payload, self.chat)
        return Asked(world=self.world, query=query)

    async def blocks_bot(self) -> None:
        """From now on the bot may not write, and is told so by ``my_chat_member``."""
        self.chat.closed = "bot was blocked by the user"
        self._membership(self.chat, {"status": "member"}, {"status": "kicked", "until_date": 0})

    async def unblocks_bot(self) -> None:
        self.chat.closed = None
        self._membership(self.chat, {"status": "kicked", "until_date": 0}, {"status": "member"})

    async def deletes_account(self) -> None:
        """The person leaves Telegram; the bot is told nothing."""
        self.chat.closed = "user is deactivated"

    async def adds_bot_to(self, group: Group) -> None:
        """Puts the bot into a group: ``my_chat_member``, then the service message."""
        group.chat.known, group.chat.closed = True, None
        self._membership(group.chat, {"status": "left"}, {"status": "member"})
        self._says({"new_chat_members": [self.world.bot.to_json()]}, group)

    async def removes_bot_from(self, group: Group) -> None:
        group.chat.closed = "bot was kicked from the supergroup chat"
        self._membership(group.chat, {"status": "member"}, {"status": "kicked", "until_date": 0})

    # --- what the person sees -------------------------------------------------------------------------

    @property
    def screen(self) -> list[Seen]:
        """The private chat as it looks now: own and the bot's messages, edits and deletions applied."""
        return self.world.screen(self.chat)

    async def receives(
        self, n: int = 1, *, timeout_s: float = 10, in_chat: Group | None = None, edits: bool = False
    ) -> list[Seen]:
        """Wait for the next ``n`` messages of the bot that were not received yet; exactly ``n``, in order.

        Args:
            edits: Whether a message that the bot changes counts as a new one.

        Raises:
            AssertionError: Fewer came in time; the message shows those that did.
        """
        chat = self._chat(in_chat)

        def enough() -> bool:
            return len(self._unread(chat, edits)) >= n

        came = await self.world.pulse.until(enough, timeout_s=timeout_s)
        unread = self._unread(chat, edits)
        assert came, (
            f"{len(unread)} of {n} messages came within {timeout_s} s: {[seen.text for _, seen in unread]}; "
            f"last on the screen: {[seen.text for seen in self.world.screen(chat)][-3:]}"
        )
        if n:
            self._read[chat.id] = unread[n - 1][0] + 1
        return [seen for _, seen in unread[:n]]

    async def settled(self, *, in_chat: Group | None = None, edits: bool = False, **quiet: float) -> list[Seen]:
        """Wait until the bot is quiet, then take everything not received yet."""
        await self._quiet(**quiet)
        return await self.receives(len(self._unread(self._chat(in_chat), edits)), in_chat=in_chat, edits=edits)

    async def quiet(self, **quiet: float) -> None:
        """Wait until the bot is quiet; see ``TelegramServer.quiet``."""
        await self._quiet(**quiet)

    @property
    def unread(self) -> list[Seen]:
        """New messages of the bot in the private chat that ``receives`` has not taken yet."""
        return [seen for _, seen in self._unread(self.chat, edits=False)]

    def _unread(self, chat: Chat, edits: bool) -> list[tuple[int, Seen]]:
        kinds = {"new", "edit"} if edits else {"new"}
        return [
            (place, event.seen)
            for place, event in enumerate(chat.events)
            if place >= self._read.get(chat.id, 0) and event.kind in kinds and event.seen.from_bot
        ]

    # --- how it becomes updates -----------------------------------------------------------------------

    def _chat(self, group: Group | None) -> Chat:
        return group.chat if group else self.chat

    def _message(self, seen: Seen) -> Message:
        message = self.world.chats[seen.chat_id].messages.get(seen.message_id)
        assert message is not None, f"message {seen.message_id} is not on the screen any more"
        return message

    def _buttons(self, chat: Chat) -> list[str]:
        inline = [b.text for seen in self.world.screen(chat) for row in seen.buttons for b in row]
        board = self.world.seen(chat.keyboard).keyboard if chat.keyboard else ()
        return inline + [b.text for row in board for b in row]

    def _captioned(self, caption: str | None) -> Json:
        if not caption:
            return {}
        found = with_found(trimmed(Formatted(text=caption)))
        entities = {"caption_entities": list(found.entities)} if found.entities else {}
        return {"caption": found.text, **entities}

    def _says(self, body: Json, group: Group | None, reply_to: Seen | None = None) -> Seen:
        chat = self._chat(group)
        if group is None:
            assert not chat.closed, f"{chat.closed}: the app lets nobody write there; unblocks_bot() or starts()"
            chat.known = True
        message = self.world.post(chat, self.account, body, reply_to=self._message(reply_to) if reply_to else None)
        if chat.type == "private" or self._for_the_bot(message):
            self.chat.met = True
            self._update("message", message.to_json(), chat)
        return self.world.seen(message)

    def _for_the_bot(self, message: Message) -> bool:
        """Privacy mode (https://core.telegram.org/bots/features#privacy-mode)."""
        if message.chat.closed is not None:
            return False
        if not message.chat.privacy or "new_chat_members" in message.body:
            return True
        if message.reply_to is not None and message.reply_to.sender is self.world.bot:
            return True
        command = re.match(r"/\w+(?:@(\w+))?", message.body.get("text", ""))
        return bool(command) and (command[1] or self.world.bot.username) == self.world.bot.username  # type: ignore[index]

    def _update(self, kind: str, payload: Json, chat: Chat) -> None:
        if chat.closed is None or kind == "my_chat_member":
            self.world.queue.add(kind, payload, lane=chat.id)

    def _callback(self, chat: Chat, message: Json, data: str, button: Button | None) -> Asked:
        number = str(self.world.number("query", first=5_000_000_000_000_000_001))
        query = Query(id=number, kind="callback", person=self.account, asked=self.world.clock())
        self.world.queries[query.id] = query
        payload = {"id": query.id, "from": self.account.to_json(), "message": message,
                   "chat_instance": chat.instance, "data": data}  # fmt: skip
        self._update("callback_query", payload, chat)
        return Asked(world=self.world, query=query, button=button)

    def _membership(self, chat: Chat, old: Json, new: Json) -> None:
        bot = {"user": self.world.bot.to_json()}
        payload = {"chat": chat.to_json(), "from": self.account.to_json(), "date": self.world.now(),
                   "old_chat_member": {**old, **bot}, "new_chat_member": {**new, **bot}}  # fmt: skip
        self._update("my_chat_member", payload, chat)
