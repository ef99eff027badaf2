"""Long polling, webhooks, bursts, and updates that come twice."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from . import TelegramServer, User
from .bot_api import METHODS, ready
from .conftest import Ask
from .transport import serving

from aiogram.types import Update as AiogramUpdate  # isort: skip  # after bot_api


class Hook:
    """A bot's webhook that answers what it is told to, 200 when nothing is left to tell."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[dict[str, Any]] = []
        self.headers: list[str | None] = []
        self.reply: dict[str, Any] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.got.append(await request.json())
        self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        answer: Response = JSONResponse(self.reply) if self.reply else Response(status_code=status)
        await answer(scope, receive, send)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@contextlib.asynccontextmanager
async def _hooked(ask: Ask, hook: Hook, **parameters: Any) -> AsyncIterator[str]:
    async with serving(hook) as port:
        url = f"http://127.0.0.1:{port}/hook"
        assert (await ask("setWebhook", url=url, **parameters))["ok"]
        yield url


async def _texts(ask: Ask, **parameters: Any) -> list[str]:
    return [update["message"]["text"] for update in (await ask("getUpdates", **parameters))["result"]]


async def test_updates_stay_until_a_higher_offset_confirms_them(ana: User, ask: Ask) -> None:
    await ana.sends("a")
    await ana.sends("b")

    first = (await ask("getUpdates"))["result"]
    again = await _texts(ask, offset=first[0]["update_id"])
    rest = await _texts(ask, offset=first[1]["update_id"])
    none = await _texts(ask, offset=first[1]["update_id"] + 1)

    assert [update["message"]["text"] for update in first] == again == ["a", "b"]
    assert first[1]["update_id"] == first[0]["update_id"] + 1
    assert (rest, none) == (["b"], [])


async def test_limit_and_a_negative_offset_choose_what_comes(ana: User, ask: Ask) -> None:
    for text in "abc":
        await ana.sends(text)

    assert await _texts(ask, limit=2) == ["a", "b"]
    assert await _texts(ask, offset=-1) == ["c"]
    assert await _texts(ask) == ["c"]


async def test_a_long_poll_waits_until_something_comes(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    poll = asyncio.create_task(_texts(ask, timeout=30))
    await telegram.listening()
    assert not poll.done()

    await ana.sends("hola")

    assert await poll == ["hola"]


async def test_allowed_updates_decide_what_is_kept_from_then_on(ana: User, ask: Ask) -> None:
    await ask("getUpdates", allowed_updates=["callback_query"])
    await ana.sends("no")
    await ana.presses_old("sí")
    kept = (await ask("getUpdates"))["result"]
    await ask("getUpdates", allowed_updates=[], offset=kept[-1]["update_id"] + 1)
    await ana.blocks_bot()
    default = (await ask("getUpdates"))["result"]

    assert [update["callback_query"]["data"] for update in kept] == ["sí"]
    assert ["my_chat_member" in update for update in default] == [True]


async def test_the_older_of_two_polls_ends_with_a_conflict(telegram: TelegramServer, ask: Ask) -> None:
    older = asyncio.create_task(ask("getUpdates", timeout=30))
    await telegram.listening()

    newer = await ask("getUpdates")

    assert newer["ok"]
    assert (await older)["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_a_bot_that_hung_up_is_no_conflict(telegram: TelegramServer, ask: Ask, ana: User) -> None:
    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=0.2) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            await impatient.post(telegram.url("getUpdates"), json={"timeout": 30})

    await ana.sends("hola")

    assert await _texts(ask) == ["hola"]
    assert telegram.refusals == []


async def test_polling_conflicts_with_a_webhook(telegram: TelegramServer, ask: Ask) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=30))
    await telegram.listening()
    async with _hooked(ask, Hook()) as url:
        answer = await ask("getUpdates")
        info = (await ask("getWebhookInfo"))["result"]
        deleted = await ask("deleteWebhook")

    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook is active")
    assert (info["url"], info["max_connections"]) == (url, 40)
    assert deleted == {"ok": True, "result": True, "description": "Webhook was deleted"}
    assert (await ask("getUpdates"))["ok"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "ftp://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:9000/"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://example.org/", "secret_token": "ñ"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_a_wrong_webhook_is_refused(ask: Ask, parameters: dict[str, str], words: str) -> None:
    answer = await ask("setWebhook", **parameters)

    assert answer["description"] == f"Bad Request: {words}"


async def test_a_webhook_gets_updates_in_order_with_its_secret(ana: User, ask: Ask) -> None:
    hook = Hook()
    await ana.sends("antes")

    async with _hooked(ask, hook, secret_token="secreto_1"):
        await ana.sends("a")
        await ana.sends("b")
        await ana.quiet()

    assert hook.texts == ["antes", "a", "b"]
    assert hook.headers == ["secreto_1"] * 3


async def test_a_webhook_is_tried_again_until_it_accepts(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    hook = Hook()
    hook.statuses = [500, 403]

    async with _hooked(ask, hook):
        await ana.sends("a")
        await ana.sends("b")
        await ana.quiet()
        info = (await ask("getWebhookInfo"))["result"]

    assert hook.texts == ["a", "a", "a", "b"]
    assert [delivery.status for delivery in telegram.deliveries] == [500, 403, 200, 200]
    assert info["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"
    assert info["pending_update_count"] == 0


async def test_pending_updates_can_be_dropped(ana: User, ask: Ask) -> None:
    await ana.sends("viejo")

    await ask("deleteWebhook", drop_pending_updates=True)

    assert await _texts(ask) == []


async def test_a_webhook_may_answer_with_a_method(ana: User, ask: Ask) -> None:
    hook = Hook()
    hook.reply = {"method": "sendMessage", "chat_id": ana.id, "text": "desde el gancho"}

    async with _hooked(ask, hook):
        await ana.sends("a")
        [reply] = await ana.receives()

    assert reply.text == "desde el gancho"


async def test_an_update_can_come_twice_by_polling(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    telegram.deliver_twice()
    await ana.sends("a")
    await ana.sends("b")

    first = (await ask("getUpdates"))["result"]
    second = (await ask("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    third = (await ask("getUpdates", offset=first[-1]["update_id"] + 1))["result"]

    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert second == first[:1]
    assert third == []


async def test_an_update_can_come_twice_by_webhook(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    hook = Hook()
    telegram.deliver_twice()

    async with _hooked(ask, hook):
        await ana.sends("a")
        await ana.sends("b")
        await ana.quiet()

    assert hook.texts == ["a", "a", "b"]
    assert hook.got[0] == hook.got[1]


async def test_a_burst_comes_at_once(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    poll = asyncio.create_task(_texts(ask, timeout=30))
    await telegram.listening()
    with telegram.burst():
        for text in "abc":
            await ana.sends(text)
        await asyncio.sleep(0.05)
        assert not poll.done()

    assert await poll == ["a", "b", "c"]


async def test_every_update_is_one_that_aiogram_understands_without_rest(
    ana: User, telegram: TelegramServer, ask: Ask
) -> None:
    group = telegram.group()
    markup = {"inline_keyboard": [[{"text": "Sí", "callback_data": "si"}]]}
    await ask("sendMessage", chat_id=ana.id, text="<b>x</b> /a", parse_mode="HTML", reply_markup=markup)
    hello = await ana.sends("/start@prueba_bot https://example.org @alguien #tema a@b.co", in_chat=group)
    await ana.edits(hello, "otra")
    await ana.presses("Sí")
    await ana.presses_old("x")
    await ana.inline_query("x")
    for send in (ana.sends_photo, ana.sends_voice, ana.sends_sticker, ana.sends_document, ana.sends_contact):
        await send()
    await ana.shares_location(1, 2)
    await ana.forwards("x")
    await ana.adds_bot_to(group)
    await ana.blocks_bot()

    updates = (await ask("getUpdates"))["result"]

    assert len(updates) == 15
    understood = ready(AiogramUpdate)
    for update in updates:
        _nothing_left_over(understood.model_validate(update))


async def test_every_answer_is_one_that_aiogram_understands_without_rest(
    ana: User, telegram: TelegramServer, ask: Ask
) -> None:
    photo = (await ana.sends_photo()).raw["photo"][-1]["file_id"]
    document = (await ana.sends_document()).raw["document"]["file_id"]
    chat: dict[str, Any] = {"chat_id": ana.id}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("sendMessage", {**chat, "text": "<b>x</b>", "parse_mode": "HTML", "message_effect_id": "7",
                         "reply_parameters": {"message_id": 1},
                         "link_preview_options": {"is_disabled": True}}),
        ("sendPhoto", {**chat, "photo": photo, "caption": "x", "protect_content": True}),
        ("sendDocument", {**chat, "document": document}),
        ("sendLocation", {**chat, "latitude": 1, "longitude": 2, "horizontal_accuracy": 5}),
        ("forwardMessage", {**chat, "from_chat_id": ana.id, "message_id": 1}),
        ("copyMessage", {**chat, "from_chat_id": ana.id, "message_id": 1}),
        ("getMe", {}),
        ("getChat", chat),
        ("getFile", {"file_id": photo}),
        ("getWebhookInfo", {}),
    ]  # fmt: skip

    for method, parameters in calls:
        answer = await ask(method, **parameters)
        assert answer["ok"], answer
        kind = METHODS[method].__returning__
        _nothing_left_over(ready(kind).model_validate(answer["result"]))


def _nothing_left_over(value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _nothing_left_over(item)
    if hasattr(value, "model_fields_set"):
        assert not value.model_extra, value
        for name in value.model_fields_set:
            _nothing_left_over(getattr(value, name))


async def test_commands_carry_their_entity_and_a_deep_link_its_payload(ana: User, ask: Ask) -> None:
    await ana.starts("qr-12")

    [update] = (await ask("getUpdates"))["result"]

    assert update["message"]["text"] == "/start qr-12"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
