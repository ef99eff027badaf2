"""The bot itself: who it is, its commands and descriptions, chats it looks at, files it fetches."""

from __future__ import annotations

import json
import re
from typing import Any

from .chats import find_chat, writable_chat
from .entities import Json
from .errors import bad_request
from .links import fault_of
from .state import World

MAX_DOWNLOAD = 20 * 1024 * 1024
_COMMAND = re.compile(r"[a-z0-9_]+")
_TEXT_LIMITS = {"Name": ("name", 64), "Description": ("description", 512),
                "ShortDescription": ("short_description", 120)}  # fmt: skip


async def get_me(world: World, arguments: dict[str, Any]) -> Json:
    return {
        **world.bot.to_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def log_out(world: World, arguments: dict[str, Any]) -> bool:
    world.settings["logged out", "", ""] = True
    return True


async def close(world: World, arguments: dict[str, Any]) -> bool:
    return True


def _language(arguments: dict[str, Any]) -> str:
    language: str = arguments.get("language_code") or ""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _scope(world: World, arguments: dict[str, Any]) -> str:
    scope = arguments.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        find_chat(world, scope["chat_id"])
    return json.dumps(scope, sort_keys=True)


def _checked_command(raw: Json) -> Json:
    command, description = raw["command"].strip().removeprefix("/"), raw["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


async def set_my_commands(world: World, arguments: dict[str, Any]) -> bool:
    if len(arguments["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_checked_command(raw) for raw in arguments["commands"]]
    world.settings["commands", _scope(world, arguments), _language(arguments)] = commands
    return True


async def get_my_commands(world: World, arguments: dict[str, Any]) -> list[Json]:
    found: list[Json] = world.settings.get(("commands", _scope(world, arguments), _language(arguments)), [])
    return found


async def delete_my_commands(world: World, arguments: dict[str, Any]) -> bool:
    world.settings.pop(("commands", _scope(world, arguments), _language(arguments)), None)
    return True


def _setter(what: str) -> Any:
    parameter, limit = _TEXT_LIMITS[what]

    async def set_text(world: World, arguments: dict[str, Any]) -> bool:
        text = (arguments.get(parameter) or "").strip()
        if len(text) > limit:
            raise bad_request(f"bot {parameter.replace('_', ' ')} is too long: at most {limit} characters")
        world.settings[what, "", _language(arguments)] = text
        if what == "Name" and text and not _language(arguments):
            world.bot.first_name = text
        return True

    return set_text


def _getter(what: str) -> Any:
    async def get_text(world: World, arguments: dict[str, Any]) -> Json:
        plain = world.settings.get((what, "", ""), world.bot.first_name if what == "Name" else "")
        return {_TEXT_LIMITS[what][0]: world.settings.get((what, "", _language(arguments))) or plain}

    return get_text


async def set_chat_menu_button(world: World, arguments: dict[str, Any]) -> bool:
    button = arguments.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app":
        if not button.get("text"):
            raise bad_request("menu button text must be non-empty")
        url = button["web_app"]["url"]
        if not url.startswith("https://") or fault_of(url):
            raise bad_request(f"menu button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    world.settings["menu button", str(arguments.get("chat_id", "")), ""] = button
    return True


async def get_chat_menu_button(world: World, arguments: dict[str, Any]) -> Json:
    general = world.settings.get(("menu button", "", ""), {"type": "default"})
    button: Json = world.settings.get(("menu button", str(arguments.get("chat_id", "")), ""), general)
    return button


async def get_chat(world: World, arguments: dict[str, Any]) -> Json:
    chat = find_chat(world, arguments["chat_id"])
    gifts = dict.fromkeys(["unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
                           "gifts_from_channels"], True)  # fmt: skip
    return {**chat.to_json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


async def get_chat_member(world: World, arguments: dict[str, Any]) -> Json:
    find_chat(world, arguments["chat_id"])
    account = world.accounts.get(arguments["user_id"])
    if account is None:
        raise bad_request("invalid user_id specified")
    return {"status": "member", "user": account.to_json()}


async def leave_chat(world: World, arguments: dict[str, Any]) -> bool:
    chat = writable_chat(world, arguments["chat_id"])
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.closed = "bot is not a member of the supergroup chat"
    return True


async def get_file(world: World, arguments: dict[str, Any]) -> Json:
    stored = world.files.get(arguments["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**stored.to_json(), "file_path": stored.path}


HANDLERS = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("Name"),
    "getMyName": _getter("Name"),
    "setMyDescription": _setter("Description"),
    "getMyDescription": _getter("Description"),
    "setMyShortDescription": _setter("ShortDescription"),
    "getMyShortDescription": _getter("ShortDescription"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
