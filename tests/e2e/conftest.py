"""One running house for most end-to-end tests; its Telegram is the strict server of ``telegram_api``."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from house import RunningHouse
from telegram_api import TelegramServer

TOKEN = "123456:TEST-TOKEN-CANARY"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here runs the real program, and shares one event loop with the servers around it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if item.get_closest_marker("asyncio"):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.start(token=TOKEN) as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningHouse]:
    running = RunningHouse(
        tmp_path_factory.mktemp("house"), REDES_TELEGRAM_TOKEN=TOKEN, REDES_TELEGRAM_BASE_URL=telegram.base_url
    )
    await running.start()
    await running.understands()
    await telegram.listening()
    yield running
    assert await running.stop() == 0
