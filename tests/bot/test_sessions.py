"""Both memories pass the same tests; time is told by the test."""

import json
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis_server import redis_server
from scripted import ANA, EVA

from bot.sessions import IDLE_S, Flagged, MemorySessions, Opened, Proposed, RedisSessions, Session, Sessions
from redes.privacy.seal import Sealer

SEALER = Sealer(b"k" * 32)

IN_THE_FORM = Session(language="fr", role="ips", asking="report_place", boot="boot-1")


@dataclass
class Memory:
    """Sessions and a way to let time pass for them.

    Attributes:
        sessions: Under test.
        wait: Let so many seconds pass.
    """

    sessions: Sessions
    wait: Callable[[float], None]


@pytest.fixture(scope="module")
def real_redis() -> Iterator[Redis]:
    """A Redis server that keeps nothing on disk, and a client to look behind its curtain with."""
    with (
        tempfile.TemporaryDirectory(prefix="redis") as folder,
        redis_server(folder, writes=False) as socket,
        Redis(unix_socket_path=socket) as client,
    ):
        yield client


@pytest.fixture(params=["memory", "redis"])
async def memory(request: pytest.FixtureRequest) -> AsyncIterator[Memory]:
    if request.param == "memory":
        now = [0.0]

        def later(seconds: float) -> None:
            now[0] += seconds

        yield Memory(MemorySessions(clock=lambda: now[0]), later)
        return
    server: Redis = request.getfixturevalue("real_redis")
    server.flushall()

    def sooner(seconds: float) -> None:
        # Redis tells its own time, so what is left of each life is shortened instead.
        for key in server.keys("*"):
            left = server.pttl(key) - int(seconds * 1000)
            server.pexpire(key, max(left, 0))

    async with a_client(server) as client:
        yield Memory(RedisSessions(client, SEALER), sooner)


def a_client(server: Redis) -> AsyncRedis:
    return AsyncRedis(unix_socket_path=server.connection_pool.connection_kwargs["path"], decode_responses=True)


async def test_somebody_new_has_an_empty_session(memory: Memory):
    assert await memory.sessions.get(ANA) == Session()


async def test_a_session_is_remembered_whole_and_for_its_owner_only(memory: Memory):
    await memory.sessions.put(ANA, IN_THE_FORM)

    assert await memory.sessions.get(ANA) == IN_THE_FORM
    assert await memory.sessions.get(EVA) == Session()


async def test_the_flags_of_the_day_are_remembered_too(memory: Memory):
    flagged = Session(
        flagged=Flagged(about="c1tutela.0123", flag="0a1b2c3d4e5f", waits=True, day="2026-11-21", count=2)
    )

    await memory.sessions.put(ANA, flagged)

    assert await memory.sessions.get(ANA) == flagged


async def test_what_is_being_written_and_what_is_open_are_remembered_too(memory: Memory):
    busy = Session(
        proposed=Proposed(about="p3", waits="lugar", words="Más sillas.", municipality="54001"),
        opened=Opened(report="ab" * 16, until=7.0, waits="aporte"),
    )

    await memory.sessions.put(ANA, busy)

    assert await memory.sessions.get(ANA) == busy


async def test_redis_holds_no_words_that_can_be_read(real_redis: Redis):
    async with a_client(real_redis) as client:
        await RedisSessions(client, SEALER).put(ANA, Session(proposed=Proposed(about="practica", words="CANARIA")))
        [key] = real_redis.keys("*a*")
        kept = real_redis.get(key)
        of_another_secret = await RedisSessions(client, Sealer(b"o" * 32)).get(ANA)

    assert b"CANARIA" not in kept
    assert b"practica" not in kept
    assert of_another_secret == Session()


async def test_the_last_word_counts(memory: Memory):
    await memory.sessions.put(ANA, IN_THE_FORM)
    await memory.sessions.put(ANA, Session(role="mesa"))

    assert await memory.sessions.get(ANA) == Session(role="mesa")


async def test_a_session_lives_for_a_day_without_a_word(memory: Memory):
    await memory.sessions.put(ANA, IN_THE_FORM)

    memory.wait(IDLE_S - 60)
    shortly_before = await memory.sessions.get(ANA)
    memory.wait(61)
    after = await memory.sessions.get(ANA)

    assert (shortly_before, after) == (IN_THE_FORM, Session())


async def test_a_word_gives_another_day(memory: Memory):
    await memory.sessions.put(ANA, IN_THE_FORM)
    memory.wait(IDLE_S - 60)
    await memory.sessions.put(ANA, IN_THE_FORM)
    memory.wait(IDLE_S - 60)

    assert await memory.sessions.get(ANA) == IN_THE_FORM


async def test_memory_that_is_full_forgets_who_was_silent_longest():
    sessions = MemorySessions(most=2)
    for key in ("1", "2", "1", "3"):
        await sessions.put(key, Session(role="mesa"))  # type: ignore[arg-type]

    kept = {key: await sessions.get(key) for key in ("1", "2", "3")}  # type: ignore[arg-type]

    assert kept == {"1": Session(role="mesa"), "2": Session(), "3": Session(role="mesa")}


async def test_redis_holds_nothing_that_names_a_person(real_redis: Redis):
    real_redis.flushall()
    async with a_client(real_redis) as client:
        await RedisSessions(client, SEALER).put(ANA, IN_THE_FORM)

    [key] = real_redis.keys("*")

    assert key == f"redes:session:{ANA}".encode()
    assert json.loads(SEALER.open(real_redis.get(key))) == {
        "language": "fr", "heard": None, "role": "ips", "asking": "report_place", "boot": "boot-1", "case": None,
        "shown": None, "flagged": None, "opened": None, "copying": False, "naming": False, "proposed": None,
    }  # fmt: skip
