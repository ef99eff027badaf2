"""The content is changed while the program runs."""

import asyncio
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from house import RunningHouse, environment

from redes.settings import ROOT

pytestmark = pytest.mark.e2e

OLD = "Hola. Aquí puede preguntar por su derecho a la salud en Colombia."
NEW = "Hola. Esta es la versión nueva."


@pytest.fixture
async def content(tmp_path: Path) -> Path:
    """A catalogue of one's own."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    return folder


@pytest.fixture
async def running(tmp_path: Path, content: Path) -> AsyncIterator[RunningHouse]:
    house = await RunningHouse(tmp_path / "house", REDES_CONTENT_DIR=str(content)).start()
    await house.answers()
    yield house
    await house.stop()


async def command(house: RunningHouse, *words: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "launch",
        *words,
        cwd=ROOT,
        env=environment(house.settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_new_content_is_taken_by_command_and_wrong_content_never(running: RunningHouse, content: Path):
    texts = content / "textos" / "es" / "general.yml"
    right = texts.read_text()
    await running.until(lambda r: OLD in r.text, "/")

    texts.write_text(right.replace(OLD, NEW))
    status, said = await command(running, "content", "reload")
    assert (status, said[:8]) == (0, "version ")
    await running.until(lambda r: NEW in r.text, "/")

    texts.write_text(right.replace("  inicio.titulo:", "  inicio.titulo: doble\n  inicio.titulo:"))
    status, said = await command(running, "content", "reload")
    assert status == 1
    assert "content/textos/es/general.yml:" in said
    assert running.process is not None
    running.process.send_signal(signal.SIGHUP)  # somebody insists
    await running.until(lambda r: r.status_code == 200 and r.json()["content_current"] is False, "/readyz")
    await running.until(lambda r: NEW in r.text, "/")  # the last good one
    log = running.log.read_text()
    assert "content not taken: content/textos/es/general.yml:" in log
    assert "stays in force" in log

    texts.write_text(right)
    assert (await command(running, "content", "reload"))[0] == 0
    await running.until(lambda r: OLD in r.text, "/")
    await running.until(lambda r: r.json()["content_current"] is True, "/readyz")


async def test_reloading_where_nothing_runs_says_so(tmp_path: Path, content: Path):
    house = RunningHouse(tmp_path / "other", REDES_CONTENT_DIR=str(content))

    status, said = await command(house, "content", "reload")

    assert status == 1
    assert "no program runs on" in said
