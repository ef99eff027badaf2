"""Flood control and faults on demand."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from . import ManualClock, TelegramServer, User
from .conftest import Ask


async def test_a_second_message_within_a_second_is_refused_when_limits_are_enforced(
    ana: User, telegram: TelegramServer, ask: Ask, clock: ManualClock
) -> None:
    telegram.flood.enforced = True

    first = await ask("sendMessage", chat_id=ana.id, text="a")
    second = await ask("sendMessage", chat_id=ana.id, text="b")
    clock.advance(1)
    third = await ask("sendMessage", chat_id=ana.id, text="b")

    assert first["ok"] and third["ok"]
    assert second == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert [(v.limit, v.retry_after) for v in telegram.flood_violations] == [("per_chat", 1)]


async def test_thirty_messages_a_second_go_to_different_people(telegram: TelegramServer, ask: Ask) -> None:
    telegram.flood.enforced = True
    people = [telegram.user() for _ in range(31)]
    for person in people:
        await person.starts()

    answers = [await ask("sendMessage", chat_id=person.id, text="x") for person in people]

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    assert telegram.flood_violations[-1].limit == "overall"


async def test_a_group_takes_twenty_messages_a_minute(telegram: TelegramServer, ask: Ask, clock: ManualClock) -> None:
    telegram.flood.enforced, group = True, telegram.group()
    for _ in range(20):
        assert (await ask("sendMessage", chat_id=group.id, text="x"))["ok"]
        clock.advance(2)

    refused = await ask("sendMessage", chat_id=group.id, text="x")

    assert refused["parameters"] == {"retry_after": 20}


async def test_without_enforcement_violations_are_only_recorded(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    answers = [await ask("sendMessage", chat_id=ana.id, text="x") for _ in range(3)]

    assert all(answer["ok"] for answer in answers)
    assert [violation.limit for violation in telegram.flood_violations] == ["per_chat"] * 2
    assert telegram.refusals == []


async def test_a_planned_429_hits_the_next_calls_only(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    telegram.faults.too_many_requests(2, retry_after=7)

    answers = [await ask("sendMessage", chat_id=ana.id, text="x") for _ in range(3)]

    assert [answer.get("parameters") for answer in answers] == [{"retry_after": 7}] * 2 + [None]
    assert len(ana.unread) == 1
    assert telegram.refusals == []


async def test_a_planned_502_is_a_page_of_html(ana: User, telegram: TelegramServer, http: httpx.AsyncClient) -> None:
    telegram.faults.bad_gateway(method="sendMessage")

    other = await http.get(telegram.url("getMe"))
    answer = await http.post(telegram.url("sendMessage"), json={"chat_id": ana.id, "text": "x"})

    assert other.status_code == 200
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html")
    assert ana.unread == []


async def test_a_dropped_call_did_nothing(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    telegram.faults.drop()

    with pytest.raises(httpx.TransportError):
        await ask("sendMessage", chat_id=ana.id, text="x")

    assert ana.unread == []
    assert [(call.status, call.fault) for call in telegram.calls] == [(None, "drop")]


async def test_a_call_may_be_carried_out_though_the_bot_never_hears_so(
    ana: User, telegram: TelegramServer, ask: Ask
) -> None:
    telegram.faults.act_then_drop()

    with pytest.raises(httpx.TransportError):
        await ask("sendMessage", chat_id=ana.id, text="x")

    assert [seen.text for seen in ana.unread] == ["x"]
    assert telegram.calls[0].result["text"] == "x"


async def test_a_hanging_call_waits_for_its_release(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    hang = telegram.faults.hang()

    waiting = asyncio.create_task(ask("sendMessage", chat_id=ana.id, text="x"))
    await telegram.world.pulse.until(lambda: hang.hit == 1, timeout_s=5)
    assert ana.unread == []
    hang.release()

    assert (await waiting)["ok"]


async def test_a_hanging_call_that_was_given_up_is_never_carried_out(ana: User, telegram: TelegramServer) -> None:
    hang = telegram.faults.hang()

    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=0.1) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            await impatient.post(telegram.url("sendMessage"), json={"chat_id": ana.id, "text": "x"})
    await ana.quiet()
    hang.release()

    assert ana.unread == []


async def test_a_call_may_be_carried_out_though_the_bot_gave_up_waiting(ana: User, telegram: TelegramServer) -> None:
    telegram.faults.act_then_hang()

    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=0.1) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            await impatient.post(telegram.url("sendMessage"), json={"chat_id": ana.id, "text": "x"})

    assert [seen.text for seen in ana.unread] == ["x"]


async def test_getupdates_is_hit_by_name_only(telegram: TelegramServer, ask: Ask) -> None:
    telegram.faults.too_many_requests(method="getUpdates", retry_after=3)
    telegram.faults.too_many_requests()

    assert (await ask("getUpdates"))["error_code"] == 429
    assert (await ask("getUpdates"))["ok"]
    assert (await ask("getMe"))["error_code"] == 429


async def test_the_server_stops_while_calls_hang_and_polls_wait(http: httpx.AsyncClient) -> None:
    async with TelegramServer.start() as telegram:
        telegram.faults.hang()
        calls = [
            asyncio.create_task(http.post(telegram.url("getUpdates"), json={"timeout": 50})),
            asyncio.create_task(http.post(telegram.url("getMe"))),
        ]
        await telegram.world.pulse.until(lambda: len(telegram.calls) == 2, timeout_s=5)
        await telegram.listening()

    assert [answer.status_code for answer in await asyncio.gather(*calls)] == [200, 200]
