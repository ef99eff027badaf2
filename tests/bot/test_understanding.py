"""The way to Rasa, with our channel's side of it played by a small server."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from scripted import ANA

from bot.understanding import NotUp, RasaDialogue, Understood
from redes.dialogue import Ask, ShowTopic

ANSWER: dict[str, Any] = {
    "topic": "urgencias",
    "confidence": 0.9,
    "ranking": [["urgencias", 0.9], ["tutela", 0.1]],
    "directives": [{"show": "topic", "topic": None}, {"show": "ask", "slot": "report_place"}],
    "asking": "report_place",
    "boot": "boot-1",
}


@dataclass
class Channel:
    """Our channel in Rasa, as far as the dialogue can tell.

    Attributes:
        ready: Whether it says that it is.
        status: Of its answers to messages.
        answer: What it answers.
        got: Headers and bodies that came.
    """

    ready: bool = True
    status: int = 200
    answer: Any = field(default_factory=lambda: dict(ANSWER))
    got: list[tuple[str, Any]] = field(default_factory=list)
    url: str = ""

    async def readiness(self, _: web.Request) -> web.Response:
        return web.json_response({}, status=200 if self.ready else 503)

    async def message(self, request: web.Request) -> web.Response:
        self.got.append((request.headers["authorization"], await request.json()))
        if isinstance(self.answer, str):
            return web.Response(text=self.answer, status=self.status)
        return web.json_response(self.answer, status=self.status)


@pytest.fixture
async def channel() -> AsyncIterator[Channel]:
    channel = Channel()
    app = web.Application()
    app.add_routes(
        [web.get("/webhooks/redes/ready", channel.readiness), web.post("/webhooks/redes/message", channel.message)]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    channel.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield channel
    await runner.cleanup()


@pytest.fixture
async def dialogue(channel: Channel) -> AsyncIterator[RasaDialogue]:
    dialogue = RasaDialogue(channel.url, "token", timeout_s=2.0)
    dialogue.start()
    yield dialogue
    await dialogue.close()


async def test_what_rasa_made_of_a_text_comes_back_typed(channel: Channel, dialogue: RasaDialogue):
    assert await dialogue.wait_until_up(5)

    made = await dialogue.send_text(ANA, "me echaron", language="pt")

    assert made == Understood(
        topic="urgencias",
        confidence=0.9,
        ranking=(("urgencias", 0.9), ("tutela", 0.1)),
        directives=(ShowTopic(), Ask(slot="report_place")),
        asking="report_place",
        boot="boot-1",
    )
    assert channel.got == [("Bearer token", {"session": ANA, "language": "pt", "voice": None, "text": "me echaron"})]


async def test_a_button_travels_as_intent_and_slots(channel: Channel, dialogue: RasaDialogue):
    assert await dialogue.wait_until_up(5)

    await dialogue.send_intent(ANA, "pulsar", {"report_place": "05001"}, language="es", voice="staff")

    who = {"session": ANA, "language": "es", "voice": "staff"}
    sent = {**who, "intent": "pulsar", "slots": {"report_place": "05001"}}
    assert channel.got == [("Bearer token", sent)]


async def test_nothing_is_sent_before_rasa_is_up(channel: Channel, dialogue: RasaDialogue):
    assert dialogue.up is False

    with pytest.raises(NotUp):
        await dialogue.send_text(ANA, "hola", language="es")

    assert channel.got == []


async def test_waiting_has_an_end(channel: Channel):
    channel.ready = False
    dialogue = RasaDialogue(channel.url, "token")
    dialogue.start()

    assert await dialogue.wait_until_up(0.01) is False
    await dialogue.close()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {}),
        (401, ANSWER),
        (200, "no es json"),
        (200, {}),
        (200, [1]),
        (200, ANSWER | {"directives": [{"show": "bailar"}]}),
        (200, ANSWER | {"ranking": [1]}),
        (200, {name: value for name, value in ANSWER.items() if name != "boot"}),
    ],
    ids=["failed", "refused", "no json", "empty", "a list", "unknown directive", "odd ranking", "no boot"],
)
async def test_an_answer_that_cannot_be_used_is_as_good_as_none(
    channel: Channel, dialogue: RasaDialogue, status: int, answer: Any
):
    assert await dialogue.wait_until_up(5)
    channel.status, channel.answer = status, answer

    with pytest.raises(NotUp) as refused:
        await dialogue.send_text(ANA, "MARCA", language="es")

    assert "MARCA" not in str(refused.value)


async def test_rasa_that_went_away_is_down_at_once():
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    dialogue = RasaDialogue(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "token")
    dialogue.start()
    dialogue._up.set()

    with pytest.raises(NotUp):
        await dialogue.send_text(ANA, "hola", language="es")

    assert dialogue.up is False
    await dialogue.close()
    server.close()
    await server.wait_closed()


async def test_a_dialogue_that_was_never_started_can_be_closed():
    await RasaDialogue("http://127.0.0.1:1", "token").close()
