"""Telegram handlers: unpack, ask, render. Who wrote ends here."""

import asyncio
import contextlib
import dataclasses
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from telegram import Bot, Chat, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes, InlineQueryHandler, MessageHandler, filters

from bot.commands import command_press
from bot.conversation import Conversation
from bot.coordinators import CoordinatorDoor, coordinators_reply, is_for_coordinators
from bot.inbound import Inbound, Unreadable
from bot.presses import Press, parse_press
from bot.reminders import AddressBook, Delivery
from bot.replies import Button, Reply
from bot.telegram.inline import answer_to
from bot.telegram.render import to_document, to_photo, to_telegram
from bot.telegram.trace import Trace
from bot.turn.answer import Answer
from bot.voice import Voice
from redes.content.schema import Language
from redes.logs import kind_and_place
from redes.privacy.pseudonym import SessionKey
from redes.reminding.subscribing import NoSeat
from redes.reports.keeping import StoreUnavailable

logger = logging.getLogger(__name__)

_IN_PLACE = frozenset(
    {
        "menu",
        "section",
        "decalogo",
        "practice",
        "practice-basis",
        "basis",
        "category",
        "territory",
        "lesson",
        "decide",
        "answer",
        "answers",
        "room-post",
        "room-see",
        "room-vote",
        "room-next",
        "flag-done",
        "flag-unsay",
        "remind",
    }
)
"""Presses that turn a page: the message changes instead of a new one being sent. Words taken back disappear with it."""

_NOT_ASKED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Errors of the network before anything was asked of Telegram; behind any other a message may have arrived."""

_AT_ONCE = 100
"""Messages that Telegram deletes in one call."""

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, Any]


class TelegramFace:
    """Handlers over one conversation.

    Args:
        conversation: What answers.
        session_of: Pseudonym of a chat id.
        coordinators: The way into the panel; None where there is no panel.
        addresses: Where it is kept to whom the bot writes first; None: it writes to nobody first.
    """

    def __init__(
        self,
        conversation: Conversation,
        session_of: Callable[[int], SessionKey],
        coordinators: CoordinatorDoor | None = None,
        addresses: AddressBook | None = None,
    ) -> None:
        self._conversation = conversation
        self._session_of = session_of
        self._coordinators = coordinators
        self._addresses = addresses
        self._waiting: set[asyncio.Task[None]] = set()
        self._trace = Trace()

    def handlers(self) -> list[Handler]:
        """In the order in which they are tried."""
        private = filters.ChatType.PRIVATE
        return [
            CallbackQueryHandler(self.pressed),
            InlineQueryHandler(self.asked_in_any_chat),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & private, self.edited),
            MessageHandler(filters.UpdateType.MESSAGE & private, self.written),
            MessageHandler(filters.UpdateType.MESSAGE & ~private & filters.COMMAND, self.in_group),
        ]

    async def close(self) -> None:
        """Stop waiting for the dialogue on behalf of people; they were told that it might take long."""
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def written(self, update: Update, _: Context) -> None:
        """A message in a private chat."""
        message = update.effective_message
        assert message is not None
        self._trace.saw(self._session_of(message.chat.id), message.message_id)
        if self._coordinators is not None and message.text is not None and is_for_coordinators(message.text):
            code = message.from_user.language_code if message.from_user else None
            await self._send(message.chat, await self._way_in(self._coordinators, message.chat, code, message.text))
            return
        await self._answer(message.chat, self._inbound(message))

    async def _way_in(self, door: CoordinatorDoor, chat: Chat, code: str | None, text: str) -> Reply:
        """The way into the panel. Rasa and the session's memory never see the code."""
        voice = Voice(self._conversation.shelf().catalogue, _language(code) or "es")
        try:
            return await asyncio.to_thread(coordinators_reply, text, self._session_of(chat.id), door=door, voice=voice)
        except StoreUnavailable:
            return Reply(body=voice.say("error.inesperado"))

    async def edited(self, update: Update, _: Context) -> None:
        """A changed message: said so, and not acted on twice."""
        message = update.effective_message
        assert message is not None
        await self._answer(message.chat, self._from(message, unreadable="edited"))

    async def in_group(self, update: Update, context: Context) -> None:
        """A command in a group: others read along, so the answer is a way into a private chat."""
        message = update.effective_message
        assert message is not None
        answer = await self._conversation.reply(self._from(message, unreadable="group"))
        link = Button(label="➜ @" + context.bot.username, url=f"https://t.me/{context.bot.username}")
        await self._send(message.chat, Reply(body=answer.replies[0].body, buttons=((link,),)))

    async def asked_in_any_chat(self, update: Update, _: Context) -> None:
        """The bot's name and some words, typed in any chat: cards to share there. Who typed is not looked at."""
        query = update.inline_query
        assert query is not None
        answer = answer_to(
            query.query,
            self._conversation.shelf(),
            language=_language(query.from_user.language_code) or "es",
            today=self._conversation.today(),
            doors=self._conversation.pictures.doors,
        )
        with contextlib.suppress(BadRequest):  # she went on typing, and this query is answered too late
            await query.answer(**answer)

    async def pressed(self, update: Update, _: Context) -> None:
        """A pressed button goes in as data; a page turns in place, anything else is a new message."""
        query = update.callback_query
        assert query is not None
        with contextlib.suppress(BadRequest):  # pressed too long ago for the little clock; the press still counts
            await query.answer()
        if query.message is None:
            return
        chat = query.message.chat
        press = parse_press(query.data or "")
        if press is not None and press.kind == "panel" and self._coordinators is not None:
            await self._send(
                chat, await self._way_in(self._coordinators, chat, query.from_user.language_code, "/revisar")
            )
            return
        if press is None:
            inbound = self._in(chat, query.from_user.language_code, unreadable="old-button")
        else:
            inbound = self._in(chat, query.from_user.language_code, press=press)
        answer = await self._kept(chat, inbound.session, await self._conversation.reply(inbound))
        self._trace.saw(inbound.session, query.message.message_id)
        turns_page = press is not None and press.kind in _IN_PLACE
        # What Telegram shows no longer arrives as a Message too, with a date of zero.
        shown = query.message if isinstance(query.message, Message) and query.message.is_accessible else None
        if turns_page and shown is not None and await self._turned(shown, answer):
            return
        await self._deliver(chat, answer)

    async def _turned(self, message: Message, answer: Answer) -> bool:
        """Show one short reply in the place of a message; False when it must be sent instead."""
        if len(answer.replies) != 1 or answer.later is not None or answer.replies[0].attachments:
            return False
        parts = to_telegram(answer.replies[0])
        if len(parts) != 1:
            return False
        arguments = {key: value for key, value in parts[0].items() if key != "protect_content"}
        try:
            await message.edit_text(**arguments)
        except BadRequest as refused:
            # Pressed twice: it already shows this. Anything else (deleted, too old): send it anew.
            return "not modified" in refused.message.casefold()
        return True

    # Into the conversation

    def _inbound(self, message: Message) -> Inbound:
        if message.text is not None:
            press = command_press(message.text)
            if press is not None:
                return self._from(message, press=press)
            return self._from(message, text=message.text)
        if message.location is not None:
            return self._from(message, location=(message.location.latitude, message.location.longitude))
        return self._from(message, unreadable=_unreadable(message))

    def _from(self, message: Message, **what: Any) -> Inbound:
        code = message.from_user.language_code if message.from_user else None
        return self._in(message.chat, code, **what)

    def _in(
        self,
        chat: Chat,
        language_code: str | None,
        *,
        text: str | None = None,
        press: Press | None = None,
        location: tuple[float, float] | None = None,
        unreadable: Unreadable | None = None,
    ) -> Inbound:
        return Inbound(
            session=self._session_of(chat.id),
            text=text,
            press=press,
            location=location,
            unreadable=unreadable,
            reachable=self._addresses is not None and chat.type == Chat.PRIVATE,
            language=_language(language_code),
        )

    # Out of it

    async def write(self, bot: Bot, chat: int, reply: Reply) -> Delivery:
        """Write to somebody who asked for it, by the bot's own move.

        Args:
            bot: Whose.
            chat: Id of her chat.
            reply: One message, without attachments.
        """
        try:
            for arguments in to_telegram(reply):
                message = await bot.send_message(chat, **arguments)
                self._trace.saw(self._session_of(chat), message.message_id)
        except Forbidden:
            return "gone"
        except BadRequest as refused:
            if "chat not found" in refused.message.casefold():
                return "gone"
            logger.error("a message of the bot's own was refused: %s", kind_and_place(refused))
            return "refused"
        except TelegramError as failed:
            logger.warning("a message of the bot's own was not taken: %s", kind_and_place(failed))
            cause = failed.__cause__
            lost = isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NOT_ASKED)
            return "unknown" if lost else "away"
        return "sent"

    async def _kept(self, chat: Chat, session: SessionKey, answer: Answer) -> Answer:
        """The answer, after what she agreed to was kept with her chat; or another one, when it was not."""
        agreed = answer.agreed
        if agreed is None or self._addresses is None:
            return answer
        try:
            await asyncio.to_thread(self._addresses.keep, session, chat.id, agreed.wish, agreed.language)
        except NoSeat:
            return dataclasses.replace(answer, replies=(agreed.no_seat,))
        except StoreUnavailable:
            return dataclasses.replace(answer, replies=(agreed.away,))
        return answer

    async def _answer(self, chat: Chat, inbound: Inbound) -> None:
        await self._deliver(chat, await self._conversation.reply(inbound))

    async def _deliver(self, chat: Chat, answer: Answer) -> None:
        if answer.erase:
            await self._erase(chat)
        for reply in answer.replies:
            await self._send(chat, reply)
        if answer.later is not None:
            task = asyncio.create_task(self._deliver_later(chat, answer.later), name="telegram-later")
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def _deliver_later(self, chat: Chat, later: Awaitable[tuple[Reply, ...]]) -> None:
        try:
            for reply in await later:
                await self._send(chat, reply)
        except TelegramError as failed:
            logger.warning("a late reply was not delivered: %s", kind_and_place(failed))

    async def _send(self, chat: Chat, reply: Reply) -> None:
        sent: list[Message] = []
        try:
            for attachment in reply.attachments:
                if attachment.kind == "image":
                    sent.append(await chat.send_photo(**to_photo(attachment, reply)))
                else:
                    sent.append(await chat.send_document(**to_document(attachment, reply)))
            sent += [await chat.send_message(**arguments) for arguments in to_telegram(reply)]
        except Forbidden:
            return  # she has blocked the bot; there is nobody to tell
        finally:
            if sent and chat.type == Chat.PRIVATE:
                self._trace.saw(self._session_of(chat.id), *(message.message_id for message in sent))

    async def _erase(self, chat: Chat) -> None:
        """Delete what Telegram lets us delete: hers and ours, younger than 48 hours, written since this program runs."""
        ids = self._trace.take(self._session_of(chat.id))
        for start in range(0, len(ids), _AT_ONCE):
            try:
                await chat.delete_messages(ids[start : start + _AT_ONCE])
            except TelegramError as refused:
                logger.warning("messages were not deleted: %s", kind_and_place(refused))


def _unreadable(message: Message) -> Unreadable:
    if message.photo:
        return "photo"
    if message.voice or message.audio or message.video_note:
        return "voice"
    if message.sticker:
        return "sticker"
    if message.document or message.video or message.animation:
        return "file"
    if message.contact:
        return "contact"
    return "other"


def _language(code: str | None) -> Language | None:
    """The language of an IETF tag as Telegram gives it (``pt-br``), or None; it need not be one of ours."""
    short = (code or "").partition("-")[0]
    return short if re.fullmatch(r"[a-z]{2,3}", short) else None
