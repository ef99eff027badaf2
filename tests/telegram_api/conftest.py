"""Fixtures for the server's own tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest

from . import ManualClock, TelegramServer, User

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]
"""Calls a method as a bare HTTP client would, with a JSON body; the whole answer."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def telegram(clock: ManualClock) -> AsyncIterator[TelegramServer]:
    async with TelegramServer.start(clock=clock) as server:
        yield server


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=5) as client:
        yield client


@pytest.fixture
async def ana(telegram: TelegramServer) -> User:
    """A person whom the bot knows, because she pressed Start; that update is already confirmed."""
    user = telegram.user(first_name="Ana")
    await user.starts()
    telegram.world.queue.pending.clear()
    return user


@pytest.fixture
def ask(telegram: TelegramServer, http: httpx.AsyncClient) -> Ask:
    async def call(method: str, /, **parameters: Any) -> dict[str, Any]:
        response = await http.post(telegram.url(method), json=parameters)
        answer: dict[str, Any] = response.json()
        assert response.status_code == answer.get("error_code", 200)
        return answer

    return call
