"""Changing and deleting: editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage(s)."""

from __future__ import annotations

from typing import Any

from . import texts
from .chats import markup_for, writable_chat
from .entities import Json
from .errors import bad_request
from .keyboards import kept
from .methods_messages import text_body, with_caption
from .state import Chat, Message, World

DELETABLE_S = 48 * 3600
"""Age up to which a bot can delete a message (https://core.telegram.org/bots/api#deletemessage)."""

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def _to_edit(world: World, arguments: dict[str, Any]) -> Message:
    if arguments.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")  # no message was ever sent inline by this server
    if "chat_id" not in arguments:
        raise bad_request("chat_id is empty")
    if "message_id" not in arguments:
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, arguments["chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot or "forward_origin" in message.body:
        raise bad_request("message can't be edited")
    if message.markup and not message.inline:  # sent with a reply keyboard: TDLib, can_edit_message
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, body: Json, markup: Json | None) -> Json:
    if body == message.body and kept(markup) == message.inline:
        raise bad_request(_NOT_MODIFIED)
    message.body, message.markup = body, kept(markup)
    message.edited = world.now()
    world.happened("edit", message)
    return message.to_json()


async def edit_message_text(world: World, arguments: dict[str, Any]) -> Json:
    if arguments.get("rich_message"):
        raise bad_request("this test server does not do rich messages")
    formatted = texts.message_text(arguments)
    message = _to_edit(world, arguments)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    world.note(formatted)
    extra = {name: value for name, value in message.body.items() if name == "effect_id"}
    message.preview = arguments.get("link_preview_options")
    return _change(world, message, {**text_body(formatted), **extra}, markup_for(message.chat, arguments))


async def edit_message_caption(world: World, arguments: dict[str, Any]) -> Json:
    caption = texts.caption(arguments)
    message = _to_edit(world, arguments)
    if not {"photo", "document"} & message.body.keys():
        raise bad_request("there is no caption in the message to edit")
    world.note(caption)
    return _change(world, message, with_caption(message.body, caption), markup_for(message.chat, arguments))


async def edit_message_reply_markup(world: World, arguments: dict[str, Any]) -> Json:
    message = _to_edit(world, arguments)
    return _change(world, message, message.body, markup_for(message.chat, arguments))


def _refuse_deletion(world: World, chat: Chat, message: Message) -> None:
    if world.now() - message.date > DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")
    foreign = message.sender is not world.bot
    if foreign and chat.type != "private" and not chat.bot_is_admin:
        raise bad_request("message can't be deleted")


async def delete_message(world: World, arguments: dict[str, Any]) -> bool:
    chat = writable_chat(world, arguments["chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _refuse_deletion(world, chat, message)
    world.delete(message)
    return True


async def delete_messages(world: World, arguments: dict[str, Any]) -> bool:
    """Ids that are not found are passed over, as Telegram says it does."""
    chat = writable_chat(world, arguments["chat_id"])
    ids = arguments["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    present = [chat.messages[number] for number in ids if number in chat.messages]
    for message in present:
        _refuse_deletion(world, chat, message)
    for message in present:
        world.delete(message)
    return True


HANDLERS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
