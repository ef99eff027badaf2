"""Finding the chat and the message that a call means, or refusing it."""

from __future__ import annotations

from typing import Any

from .entities import Json
from .errors import bad_request, forbidden
from .keyboards import check_markup
from .state import Chat, Message, World


def find_chat(world: World, chat_id: int | str) -> Chat:
    """The chat of an id or ``@username``; a person who never wrote is not known to the bot."""
    if isinstance(chat_id, str):
        named = [c for c in world.chats.values() if c.username and f"@{c.username}" == chat_id]
        chat = named[0] if named else None
    else:
        chat = world.chats.get(chat_id)
    if chat is None or not chat.known:
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """The same, refused when the bot may not write there (blocked, thrown out, account deleted)."""
    private = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if private is not None and private.met and not private.known:
        raise forbidden("bot can't initiate conversation with a user")
    chat = find_chat(world, chat_id)
    if chat.closed is not None:
        raise forbidden(chat.closed)
    return chat


def refuse_what_bots_here_cannot(arguments: dict[str, Any]) -> None:
    """Parameters that need things this bot has not: Stars, a business account, forum topics."""
    if arguments.get("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    if arguments.get("business_connection_id"):
        raise bad_request("business connection not found")
    if arguments.get("message_thread_id"):
        raise bad_request("message thread not found")
    effect = arguments.get("message_effect_id")
    if effect is not None and (not effect.isdigit() or int(effect) >= 2**63):
        raise bad_request("EFFECT_ID_INVALID")
    if arguments.get("direct_messages_topic_id") or arguments.get("suggested_post_parameters"):
        raise bad_request("suggested posts can be sent only to channel direct messages")
    if arguments.get("ephemeral_message_parameters") or arguments.get("receiver_user_id"):
        raise bad_request("this test server does not send ephemeral messages")


def replied_message(world: World, chat: Chat, arguments: dict[str, Any]) -> Message | None:
    """The message that the new one answers."""
    reply: Json = arguments.get("reply_parameters") or {}
    message_id = reply.get("message_id", arguments.get("reply_to_message_id"))
    if not message_id and reply:
        raise bad_request('can\'t find field "message_id"')
    if not message_id:
        return None
    lenient = reply.get("allow_sending_without_reply", arguments.get("allow_sending_without_reply"))
    where = find_chat(world, reply["chat_id"]) if "chat_id" in reply else chat
    message = where.messages.get(int(message_id))
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    quote = reply.get("quote")
    if message is not None and quote and quote not in (message.body.get("text") or ""):
        raise bad_request("QUOTE_TEXT_INVALID")
    return message


def markup_for(chat: Chat, arguments: dict[str, Any]) -> Json | None:
    """The keyboard of a call, checked for this kind of chat."""
    markup: Json | None = arguments.get("reply_markup")
    if markup is not None:
        check_markup(markup, private=chat.type == "private")
    return markup
