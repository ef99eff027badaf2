"""Sending: text, photographs, documents, places, chat actions, copies and forwards."""

from __future__ import annotations

import copy
from typing import Any

from . import texts
from .chats import find_chat, markup_for, refuse_what_bots_here_cannot, replied_message, writable_chat
from .entities import Formatted, Json
from .errors import bad_request
from .images import checked_photo
from .keyboards import kept
from .links import fault_of
from .parameters import Upload
from .state import Chat, Message, StoredFile, World

_ACTIONS = {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
            "upload_document", "choose_sticker", "find_location", "record_video_note",
            "upload_video_note"}  # fmt: skip
_UNMOVABLE = {"new_chat_members", "left_chat_member"}


def _post(world: World, chat: Chat, arguments: dict[str, Any], body: Json) -> Message:
    refuse_what_bots_here_cannot(arguments)
    preview = arguments.get("link_preview_options")
    if preview and preview.get("url") and fault_of(preview["url"]):
        raise bad_request("WEBPAGE_URL_INVALID")
    if arguments.get("message_effect_id"):
        body["effect_id"] = arguments["message_effect_id"]
    return world.post(
        chat,
        world.bot,
        body,
        markup=kept(markup_for(chat, arguments)),
        protected=bool(arguments.get("protect_content")),
        silent=bool(arguments.get("disable_notification")),
        reply_to=replied_message(world, chat, arguments),
        preview=preview,
    )


def with_caption(body: Json, formatted: Formatted) -> Json:
    """A body with its caption, or without any when that is empty."""
    bare = {name: value for name, value in body.items() if name not in {"caption", "caption_entities"}}
    if formatted.text:
        bare["caption"] = formatted.text
        if formatted.entities:
            bare["caption_entities"] = list(formatted.entities)
    return bare


def text_body(formatted: Formatted) -> Json:
    """The body of a text message."""
    entities = {"entities": list(formatted.entities)} if formatted.entities else {}
    return {"text": formatted.text, **entities}


async def send_message(world: World, arguments: dict[str, Any]) -> Json:
    formatted = texts.message_text(arguments)
    chat = writable_chat(world, arguments["chat_id"])
    world.note(formatted)
    return _post(world, chat, arguments, text_body(formatted)).to_json()


def photo_body(stored: StoredFile) -> Json:
    """The sizes of a photograph; here always the original and one small."""
    width, height = stored.size or (1, 1)
    small = {**stored.to_json(), "width": max(width // 4, 1), "height": max(height // 4, 1)}
    return {"photo": [small, {**stored.to_json(), "width": width, "height": height}]}


def document_body(stored: StoredFile) -> Json:
    return {"document": {**stored.to_json(), "file_name": stored.name, "mime_type": stored.mime_type}}


def _known_file(world: World, file_id: str, *, folder: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing is fetched from the network here
    stored = world.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not stored.path.startswith(folder):
        raise bad_request("can't use file of another type: type of file mismatch")
    return stored


async def send_photo(world: World, arguments: dict[str, Any]) -> Json:
    caption = texts.caption(arguments)
    chat = writable_chat(world, arguments["chat_id"])
    photo = arguments["photo"]
    if isinstance(photo, Upload):
        size = checked_photo(photo.data)
        stored = world.store_file(photo.data, name=photo.name, mime_type=photo.mime_type, folder="photos", size=size)
    else:
        stored = _known_file(world, photo, folder="photos")
    world.note(caption)
    return _post(world, chat, arguments, with_caption(photo_body(stored), caption)).to_json()


async def send_document(world: World, arguments: dict[str, Any]) -> Json:
    caption = texts.caption(arguments)
    chat = writable_chat(world, arguments["chat_id"])
    document = arguments["document"]
    if isinstance(document, Upload):
        if not document.data:
            raise bad_request("file must be non-empty")
        stored = world.store_file(document.data, name=document.name, mime_type=document.mime_type, folder="documents")
    else:
        stored = _known_file(world, document, folder="documents")
    world.note(caption)
    return _post(world, chat, arguments, with_caption(document_body(stored), caption)).to_json()


async def send_location(world: World, arguments: dict[str, Any]) -> Json:
    chat = writable_chat(world, arguments["chat_id"])
    latitude, longitude = float(arguments["latitude"]), float(arguments["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified: latitude or longitude is out of range")
    period = arguments.get("live_period")
    if period is not None and not (60 <= period <= 86400 or period == 0x7FFFFFFF):
        raise bad_request("wrong live location period specified")
    place: Json = {"latitude": latitude, "longitude": longitude}
    for name in ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius"):
        if arguments.get(name):
            place[name] = arguments[name]
    return _post(world, chat, arguments, {"location": place}).to_json()


async def send_chat_action(world: World, arguments: dict[str, Any]) -> bool:
    if arguments["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, arguments["chat_id"])
    chat.actions.append(arguments["action"])
    world.pulse.beat()
    return True


def _original(world: World, arguments: dict[str, Any], verb: str) -> Message:
    chat = find_chat(world, arguments["from_chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.protected or _UNMOVABLE & message.body.keys():
        past = "copied" if verb == "copy" else "forwarded"
        raise bad_request(f"the message can't be {past}")
    return message


async def copy_message(world: World, arguments: dict[str, Any]) -> Json:
    chat = writable_chat(world, arguments["chat_id"])
    original = _original(world, arguments, "copy")
    body = copy.deepcopy(original.body)
    body.pop("forward_origin", None)
    if "caption" in arguments and "text" not in body:
        body = with_caption(body, texts.caption(arguments))
    return {"message_id": _post(world, chat, arguments, body).message_id}


async def forward_message(world: World, arguments: dict[str, Any]) -> Json:
    chat = writable_chat(world, arguments["chat_id"])
    original = _original(world, arguments, "forward")
    origin = {"type": "user", "sender_user": original.sender.to_json(), "date": original.date}
    body = {"forward_origin": origin, **copy.deepcopy(original.body)}
    return _post(world, chat, arguments, body).to_json()


HANDLERS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
}
