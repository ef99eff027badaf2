"""Keyboards: what Telegram takes under a message.

Wordings from TDLib ``ReplyMarkup.cpp`` and from answers of the live server found in public test suites.
"""

from __future__ import annotations

import json
from typing import Any

from .entities import Json
from .errors import bad_request
from .links import fault_of

MAX_INLINE_BUTTONS = 100
MAX_KEYBOARD_BUTTONS = 300
MAX_DATA_BYTES = 64
MAX_MARKUP_BYTES = 10_240
ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query",
           "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
           "callback_game", "pay")  # fmt: skip


def check_markup(markup: Any, *, private: bool = True) -> None:
    """Refuse a ``reply_markup`` that Telegram would refuse.

    Runs on the JSON as it came, before types are checked, because the server's words name the button.

    Args:
        markup: Parsed JSON of the parameter.
        private: Whether the chat is private; only there a contact or a place can be asked for.
    """
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    if "inline_keyboard" in markup:
        buttons = _rows(markup["inline_keyboard"], "inline_keyboard", "inline keyboard")
        for button in buttons:
            _check_inline(button)
        if len(buttons) > MAX_INLINE_BUTTONS:
            raise bad_request("reply markup is too long")
    elif "keyboard" in markup:
        buttons = _rows(markup["keyboard"], "keyboard", "keyboard")
        if not buttons:
            raise bad_request("reply keyboard must be non-empty: it has no button")
        for button in buttons:
            _check_reply(button, private=private)
        if len(buttons) > MAX_KEYBOARD_BUTTONS:
            raise bad_request("reply markup is too long")
    for name in ("force_reply", "remove_keyboard", "selective", "one_time_keyboard", "is_persistent",
                 "resize_keyboard"):  # fmt: skip
        if not isinstance(markup.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')


def _rows(rows: Any, name: str, words: str) -> list[Any]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f"can't parse {words}: each row must be an Array of buttons")
    return [button for row in rows for button in row]


def _text(button: Json, words: str) -> str:
    if "text" not in button:
        raise bad_request(f"can't parse {words} button: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {words} button: Field "text" must be of type String')
    return button["text"].strip()


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Inline keyboard button must be an Object")
    if not _text(button, "inline keyboard"):
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) not in (None, False)]
    if button.get("callback_data") == "":
        actions.remove("callback_data")  # the server reads an empty one as absent
    if button.get("url") == "":
        actions.remove("url")
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(
            "can't parse inline keyboard button: exactly one action is allowed, found " + " and ".join(actions)
        )
    if actions == ["callback_data"]:
        if not isinstance(button["callback_data"], str):
            raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
        if len(button["callback_data"].encode()) > MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if actions == ["url"] and (fault := fault_of(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: {fault}")
    if actions == ["web_app"] and not str(button["web_app"].get("url", "")).startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{button['web_app'].get('url', '')}' is invalid: "
            "Only HTTPS links are allowed"
        )
    if actions == ["copy_text"] and not 1 <= len(button["copy_text"].get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if actions[0] in {"pay", "callback_game"}:
        raise bad_request("BUTTON_TYPE_INVALID")


def _check_reply(button: Any, *, private: bool) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: Keyboard button must be a String or an Object")
    if not _text(button, "keyboard"):
        raise bad_request("keyboard button text must be non-empty")
    if not private and button.get("request_contact"):
        raise bad_request("phone number can be requested in private chats only")
    if not private and button.get("request_location"):
        raise bad_request("location can be requested in private chats only")


def spelled_out(markup: Any) -> Any:
    """A reply keyboard whose buttons may be mere strings, with each as an object."""
    if not isinstance(markup, dict) or not isinstance(markup.get("keyboard"), list):
        return markup
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row] if isinstance(row, list) else row
        for row in markup["keyboard"]
    ]
    return {**markup, "keyboard": rows}


def kept(markup: Json | None) -> Json | None:
    """A markup as the server keeps it: empty rows fall out, an empty inline keyboard is none."""
    if markup is None or "inline_keyboard" not in markup:
        return markup
    rows = [row for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None
