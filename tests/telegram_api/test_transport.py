"""HTTP: forms of a call, tokens, unknown names, types, uploads and downloads."""

from __future__ import annotations

import functools
import json
import struct
from pathlib import Path
from typing import Any

import httpx
import pytest

from . import PIXEL, TelegramServer, User
from .bot_api import METHODS, ready
from .conftest import Ask
from .server import IMPLEMENTED

SPECIFICATION = Path("/work/shared/telegram/bot-api.json")
NEWER_OR_LEGACY = {
    "ephemeral_message_parameters",
    "receiver_user_id",
    "callback_query_id",
    "reply_to_message_id",
    "allow_sending_without_reply",
    "disable_web_page_preview",
    "switch_pm_text",
    "switch_pm_parameter",
}
"""Of aiogram only: newer than the file, or left the documentation but still work."""


@functools.cache
def _specification() -> Any:
    return json.loads(SPECIFICATION.read_text())


def a_png(width: int, height: int) -> bytes:
    return PIXEL[:16] + struct.pack(">II", width, height) + PIXEL[24:]


async def test_a_call_may_come_in_any_of_telegrams_forms(
    ana: User, telegram: TelegramServer, http: httpx.AsyncClient
) -> None:
    url, markup = telegram.url("sendMessage"), {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    text = {
        "chat_id": str(ana.id),
        "text": "x",
        "reply_markup": json.dumps(markup),
        "protect_content": "true",
    }

    answers = [
        await http.get(url, params=text),
        await http.post(url, params=text),
        await http.post(url, data=text),
        await http.post(url, files={name: (None, value) for name, value in text.items()}),
        await http.post(url, json={**text, "chat_id": ana.id, "reply_markup": markup, "protect_content": True}),
        await http.post(telegram.url("SENDMESSAGE"), data=text),
    ]

    assert [answer.status_code for answer in answers] == [200] * 6
    assert all(answer.json()["result"]["reply_markup"] == markup for answer in answers)
    assert all(seen.protect_content for seen in ana.screen[1:])


async def test_a_wrong_token_an_unknown_method_and_an_unknown_path_are_told_apart(
    telegram: TelegramServer, http: httpx.AsyncClient
) -> None:
    wrong = await http.get(f"{telegram.base_url}123456:OTHER/getMe")
    malformed = await http.get(f"{telegram.base_url}other/getMe")
    unknown = await http.get(telegram.url("sendNothing"))
    undone = await http.get(telegram.url("sendPoll"))
    file = await http.get(f"{telegram.base_file_url}{telegram.token}/photos/none.jpg")

    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    assert [answer.status_code for answer in (malformed, unknown, undone, file)] == [404] * 4
    assert undone.json()["description"] == "Not Found: this test server does not do sendPoll"


async def test_an_unreadable_body_is_refused(telegram: TelegramServer, http: httpx.AsyncClient) -> None:
    broken = await http.post(telegram.url("sendMessage"), content=b"{", headers={"content-type": "application/json"})
    strange = await http.post(telegram.url("sendMessage"), content=b"x", headers={"content-type": "text/plain"})

    assert [broken.status_code, strange.status_code] == [400, 400]


@pytest.mark.parametrize(
    "wrong",
    [
        {"texto": "x"},
        {"disable_notification": "perhaps"},
        {"reply_parameters": "nonsense"},
        {"reply_parameters": {"quote": "x"}},
        {"reply_parameters": {"message_id": 1, "nothing": 1}},
        {"link_preview_options": {"is_disabled": "yes"}},
        {"reply_markup": {"nothing": 1}},
        {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x", "nothing": 1}]]}},
        {"reply_markup": {"force_reply": "yes"}},
    ],
)
async def test_unknown_and_ill_typed_parameters_are_refused(ana: User, ask: Ask, wrong: dict[str, object]) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text="x", **wrong)

    assert answer["error_code"] == 400
    assert len(ana.screen) == 1


async def test_missing_parameters_are_refused(ana: User, ask: Ask) -> None:
    assert (await ask("sendPhoto", chat_id=ana.id))["description"] == ("Bad Request: there is no photo in the request")
    assert (await ask("sendDocument", chat_id=ana.id))["description"] == (
        "Bad Request: there is no document in the request"
    )
    assert (await ask("deleteMessage", chat_id=ana.id))["description"] == (
        "Bad Request: message identifier is not specified"
    )
    assert (await ask("getFile"))["description"] == "Bad Request: file_id not specified"


async def test_uploads_come_directly_or_attached_and_can_be_sent_again_and_fetched(
    ana: User, telegram: TelegramServer, http: httpx.AsyncClient, ask: Ask
) -> None:
    chat = {"chat_id": str(ana.id)}
    direct = await http.post(telegram.url("sendPhoto"), data=chat, files={"photo": ("a.png", a_png(80, 60))})
    attached = await http.post(
        telegram.url("sendDocument"), data={**chat, "document": "attach://x"}, files={"x": ("b.pdf", b"%PDF")}
    )
    photo = direct.json()["result"]["photo"][-1]
    again = await ask("sendPhoto", chat_id=ana.id, photo=photo["file_id"])
    path = (await ask("getFile", file_id=photo["file_id"]))["result"]["file_path"]
    fetched = await http.get(f"{telegram.base_file_url}{telegram.token}/{path}")

    assert (photo["width"], photo["height"]) == (80, 60)
    assert attached.json()["result"]["document"]["file_name"] == "b.pdf"
    assert again["result"]["photo"][-1]["file_id"] == photo["file_id"]
    assert fetched.content == a_png(80, 60)
    assert ana.screen[1].photo == a_png(80, 60)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no image", "IMAGE_PROCESS_FAILED"),
        (a_png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (a_png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            PIXEL.ljust(10 * 1024 * 1024 + 1, b"\0"),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_a_photo_of_wrong_size_is_refused(
    ana: User, telegram: TelegramServer, http: httpx.AsyncClient, data: bytes, words: str
) -> None:
    answer = await http.post(telegram.url("sendPhoto"), data={"chat_id": str(ana.id)}, files={"photo": ("a.png", data)})

    assert answer.json()["description"] == f"Bad Request: {words}"


async def test_files_that_do_not_exist_or_are_of_another_type_are_refused(ana: User, ask: Ask) -> None:
    document = (await ana.sends_document()).raw["document"]["file_id"]

    unknown = await ask("sendPhoto", chat_id=ana.id, photo="AgACnothing")
    network = await ask("sendPhoto", chat_id=ana.id, photo="https://example.org/a.png")
    other = await ask("sendPhoto", chat_id=ana.id, photo=document)
    attached = await ask("sendPhoto", chat_id=ana.id, photo="attach://nothing")

    assert unknown["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
    assert network["description"] == "Bad Request: failed to get HTTP URL content"
    assert not other["ok"] and not attached["ok"]


async def test_a_logged_out_bot_is_refused(ask: Ask) -> None:
    await ask("close")
    await ask("logOut")

    assert await ask("getMe") == {"ok": False, "error_code": 400, "description": "Logged out"}


async def test_the_bot_can_be_described_and_its_commands_are_kept_by_scope_and_language(
    telegram: TelegramServer, ana: User, ask: Ask
) -> None:
    general, spanish = ([{"command": "help", "description": d}] for d in ("Help", "Ayuda"))
    await ask("setMyCommands", commands=general)
    await ask("setMyCommands", commands=spanish, language_code="es")
    await ask("setMyDescription", description="Para migrantes", language_code="es")
    await ask("setMyShortDescription", short_description="corto")
    await ask("setMyName", name="Redes")
    await ask("setChatMenuButton", menu_button={"type": "commands"})

    assert (await ask("getMyCommands"))["result"] == general
    assert (await ask("getMyCommands", language_code="es"))["result"] == spanish
    assert (await ask("getMyCommands", scope={"type": "all_group_chats"}))["result"] == []
    assert telegram.commands_for(ana) == spanish
    assert telegram.commands_for(telegram.user(language_code="ht")) == general
    assert (await ask("getMyDescription", language_code="es"))["result"] == {"description": "Para migrantes"}
    assert (await ask("getMyShortDescription"))["result"] == {"short_description": "corto"}
    assert (await ask("getMe"))["result"]["first_name"] == "Redes"
    assert (await ask("getChatMenuButton", chat_id=ana.id))["result"] == {"type": "commands"}
    assert (await ask("getChat", chat_id=ana.id))["result"]["first_name"] == "Ana"
    assert (await ask("getChatMember", chat_id=ana.id, user_id=ana.id))["result"]["status"] == "member"


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the Bot API as data is not on this machine")
@pytest.mark.parametrize("method", sorted(IMPLEMENTED))
def test_two_readings_of_the_bot_api_agree_on_parameters(method: str) -> None:
    fields = _specification()["methods"][method].get("fields", [])
    read = {name: info.is_required() for name, info in ready(METHODS[method]).model_fields.items()}

    assert {n: r for n, r in read.items() if n not in NEWER_OR_LEGACY or n in {f["name"] for f in fields}} == {
        field["name"]: field["required"] for field in fields
    }
