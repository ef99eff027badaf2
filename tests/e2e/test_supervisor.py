"""The house keeps its children, answers from the first second, and leaves nobody behind."""

import asyncio
import os
import shutil
import signal
import socket

import pytest_asyncio
from house import RunningHouse, WebPerson, alive

from redes.settings import ROOT


@pytest_asyncio.fixture(loop_scope="session")
async def own_house(tmp_path):
    """A house for one test, to be hurt."""
    running = RunningHouse(tmp_path)
    await running.start()
    await running.answers()
    yield running
    if running.process.returncode is None:
        running.process.kill()
        await running.process.wait()


async def gone(pids):
    for _ in range(300):
        if not any(map(alive, pids)):
            return True
        await asyncio.sleep(0.1)
    return False


async def test_it_answers_while_rasa_loads_and_serves_who_needs_the_dialogue_when_it_is_up(own_house):
    async with WebPerson(own_house.url) as ana:
        assert "PPT" in await ana.sends("tengo el ppt vencido")
        assert "Todavía estoy arrancando" in ana.replies[0]["text"]
        assert "Permisos y papeles" in await ana.presses_anyway("menu") or "Permisos y papeles" in ana.labels
        waited = await ana.presses_anyway("report")

    assert "Todavía estoy arrancando" in waited
    assert "¿Qué pasó?" in waited


async def test_a_killed_rasa_and_a_killed_action_server_come_back(own_house):
    await own_house.understands()
    before = own_house.children()
    assert set(before) == {"rasa", "actions"}

    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    await own_house.until(lambda r: not r.json()["rasa"], "/readyz")
    await own_house.understands()

    after = own_house.children()
    assert set(after) == {"rasa", "actions"}
    assert not set(after.values()) & set(before.values())
    async with WebPerson(own_house.url) as ana:
        await ana.presses_anyway("set:0=eco.deuda")
        assert "¿Dónde pasó?" in "".join(r["text"] for r in ana.replies)


async def test_a_report_that_rasa_forgot_is_told_to_be_unfinished(own_house):
    await own_house.understands()
    async with WebPerson(own_house.url) as ana:
        await ana.presses_anyway("set:0=eco.deuda")
        os.kill(own_house.children()["rasa"], signal.SIGKILL)
        await own_house.until(lambda r: not r.json()["rasa"], "/readyz")
        await own_house.understands()

        assert "quedó a medias" in await ana.sends("en Cúcuta")


async def test_sigterm_ends_it_in_order_and_leaves_no_child(own_house):
    await own_house.understands()
    children = own_house.children()

    status = await own_house.stop()

    assert status == 0
    assert await gone(children.values())


async def test_even_when_it_is_killed_no_child_stays(own_house):
    await own_house.understands()
    children = own_house.children()

    own_house.process.kill()
    await own_house.process.wait()

    assert await gone(children.values())


async def test_a_busy_port_is_refused_in_one_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        running = RunningHouse(tmp_path)
        running.settings["REDES_HTTP_PORT"] = str(other.getsockname()[1])
        await running.start()
        status = await asyncio.wait_for(running.process.wait(), 60)

    assert status == 1
    [line] = running.log.read_text().splitlines()
    assert "REDES_HTTP_PORT" in line


async def test_a_wrong_setting_is_refused_in_one_line_that_names_it(tmp_path):
    running = RunningHouse(tmp_path, REDES_TELEGRAM_TOKEN="not-a-token-secreto")
    await running.start()

    assert await asyncio.wait_for(running.process.wait(), 60) == 1
    [line] = running.log.read_text().splitlines()
    assert line.startswith("REDES_TELEGRAM_TOKEN: ")
    assert "secreto" not in line


async def test_a_content_file_with_a_mistake_is_refused_with_its_place(tmp_path):

    shutil.copytree(ROOT / "content", tmp_path / "content")
    card = tmp_path / "content" / "derechos" / "tutela.yaml"
    card.write_text(card.read_text() + "topic: tutela\n")
    running = RunningHouse(tmp_path, REDES_CONTENT_DIR=str(tmp_path / "content"))
    await running.start()

    assert await asyncio.wait_for(running.process.wait(), 60) == 1
    [line] = running.log.read_text().splitlines()
    assert line.startswith("content/derechos/tutela.yaml:")
    assert "stands twice" in line
