"""The running program, as a person who runs it has it: started, asked, stopped, its log read."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import httpx
from telegram_api import TelegramServer

from launch.supervisor import free_port
from launch.training import train
from redes.settings import ROOT

PATIENCE_S = 120

RECEIPT = re.compile(r"(?:\d{4} ){4}\d{4}")
"""What a receipt looks like to whoever reads an answer."""


class RunningHouse:
    """``redes run`` in a process of its own, on a data folder of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data = folder / "data"
        self.log = folder / "log.txt"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {"REDES_DATA_DIR": str(self.data), "REDES_HTTP_PORT": str(self.port), **settings}
        self.process: asyncio.subprocess.Process | None = None
        (self.data / "models").mkdir(parents=True)
        trained, _ = train(ROOT / "data", quiet=True)
        shutil.copy(trained, self.data / "models")

    async def start(self) -> Self:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "launch",
                "run",
                cwd=ROOT,
                env=environment(self.settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    async def answers(self) -> None:
        """Wait until the faces answer."""
        await self.until(lambda r: r.status_code == 200, "/healthz")

    async def understands(self) -> None:
        """Wait until Rasa is up."""
        await self.until(lambda r: r.status_code == 200 and r.json()["rasa"], "/readyz")

    async def until(self, holds: Any, path: str) -> None:
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as client:
            for _ in range(PATIENCE_S * 10):
                assert self.process is not None
                assert self.process.returncode is None, f"the program ended:\n{self.log.read_text()}"
                try:
                    if holds(await client.get(path)):
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)
        raise AssertionError(f"{path} did not come to it in {PATIENCE_S} s:\n{self.log.read_text()}")

    async def stop(self) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 30)

    def children(self) -> dict[str, int]:
        """Name -> process id of the children that run now."""
        assert self.process is not None
        return {
            ("rasa" if "redes_nlu.serve" in command else "actions"): pid
            for pid, command in descendants(self.process.pid).items()
            if "redes_nlu.serve" in command or "launch.actions" in command
        }


@asynccontextmanager
async def on_telegram(
    folder: Path, token: str, *, rasa: bool = True, **settings: str
) -> AsyncIterator[tuple[RunningHouse, TelegramServer]]:
    """A house that listens to a Telegram of its own; stopped in the end, unless the test did.

    Args:
        folder: For its data and its log.
        token: Of its bot.
        rasa: Whether to wait until it understands, or only until it answers.
        settings: More of them.
    """
    async with TelegramServer.start(token=token) as telegram:
        telegram_settings = {"REDES_TELEGRAM_TOKEN": token, "REDES_TELEGRAM_BASE_URL": telegram.base_url}
        house = RunningHouse(folder, **telegram_settings, **settings)
        await house.start()
        try:
            await (house.understands() if rasa else house.answers())
            await telegram.listening()
            yield house, telegram
        finally:
            if house.process is not None and house.process.returncode is None:
                await house.stop()


async def redes(*arguments: str, typed: str = "", **settings: str) -> tuple[int, str, str]:
    """A command's exit status, standard output and standard error."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "launch",
        *arguments,
        cwd=ROOT,
        env=environment(settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(typed.encode()), 180)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def environment(settings: dict[str, str]) -> dict[str, str]:
    """This process's environment without settings of the developer's, and with those given."""
    return {k: v for k, v in os.environ.items() if not k.startswith("REDES_")} | settings


def descendants(pid: int) -> dict[int, str]:
    """Process id -> command line of a process's children and theirs (Linux)."""
    found: dict[int, str] = {}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            try:
                found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError):
                continue
            found |= descendants(child)
    return found


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        state = re.search(r"^State:\s+(\S)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state is not None and state[1] != "Z"


class WebPerson:
    """Somebody at the web chat's door for programs."""

    def __init__(self, url: str, language: str = "es") -> None:
        self.client = httpx.AsyncClient(
            base_url=url, timeout=30, trust_env=False, headers={"Accept-Language": language}
        )
        self.replies: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def sends(self, text: str) -> str:
        return await self._post(text=text)

    async def presses(self, label_or_data: str) -> str:
        """Press a button of the latest replies by its label or its data."""
        buttons = {b["label"]: b["press"] for r in self.replies for row in r["buttons"] for b in row if "press" in b}
        data = buttons.get(label_or_data)
        if data is None:
            assert label_or_data in buttons.values(), f"no button {label_or_data!r} among {sorted(buttons)}"
            data = label_or_data
        return await self._post(press=data)

    async def presses_anyway(self, data: str) -> str:
        """Press what is not on the screen: an old or a forged button."""
        return await self._post(press=data)

    @property
    def labels(self) -> list[str]:
        return [b["label"] for r in self.replies for row in r["buttons"] for b in row]

    async def _post(self, **message: str) -> str:
        answer = await self.client.post("/chat/messages", json=message)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        self.replies = body["replies"]
        while body["later"]:
            answer = await self.client.get(f"/chat/later/{body['later']}")
            assert answer.status_code == 200, answer.text
            body = answer.json()
            self.replies += body["replies"]
        return "\n\n".join(r["text"] for r in self.replies)
