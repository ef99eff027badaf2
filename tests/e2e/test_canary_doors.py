"""Fifty kinds of personal data in five languages go in by every door of the running program; then every byte is looked at.

Once on SQLite with sessions in memory, once on PostgreSQL with sessions in a Redis that writes to disk.
"""

import asyncio
import html
import json
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import canaries
import httpx
import pgserver
import pytest
import pytest_asyncio
from house import RECEIPT, RunningHouse, WebPerson, on_telegram, redes
from redis_server import redis_server
from telegram_api import TelegramServer

TOKEN = "987654:CANARY-TOKEN-doors"
AT_ONCE = 5
"""People of the web chat who write at the same time."""
WITH_TELEGRAM = 10
"""People on Telegram: a chat takes one message a second, so few messages each."""


@dataclass
class Place:
    """A running house, its Telegram, and every folder that it or a server beside it writes to."""

    house: RunningHouse
    telegram: TelegramServer
    folders: list[Path]
    servers: ExitStack
    known: frozenset[Path]


@pytest_asyncio.fixture(params=["sqlite", "postgresql"], loop_scope="session")
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    with ExitStack() as servers:
        folders, settings = [tmp_path], {}
        if request.param == "postgresql":
            # Short paths of their own: a socket's path has room for some hundred characters.
            beside = Path(servers.enter_context(tempfile.TemporaryDirectory(prefix="redes-c-")))
            (beside / "redis").mkdir()
            postgresql = pgserver.get_server(beside / "pg", cleanup_mode="stop")
            servers.callback(postgresql.cleanup)
            settings["REDES_DATABASE_URL"] = postgresql.get_uri()
            settings["REDES_REDIS_URL"] = (
                f"unix://{servers.enter_context(redis_server(f'{beside}/redis', writes=True))}"
            )
            folders.append(beside)
        # A fresh server's own catalogue holds every short word there is, and so does a model's archive.
        known = frozenset(path for folder in folders for path in folder.rglob("*") if path.is_file())
        async with on_telegram(tmp_path, TOKEN, **settings) as (house, telegram):
            known |= frozenset((house.data / "models").iterdir())
            yield Place(house, telegram, folders, servers, known)


async def in_the_chat(house: RunningHouse, stories: list[str]) -> None:
    """Each story as somebody's first message."""
    for story in stories:
        async with WebPerson(house.url) as person:
            await person.sends(story)


async def on_the_page(house: RunningHouse, story: str, language: str) -> str:
    """A story reported by the page without a script; gives the receipt."""
    async with httpx.AsyncClient(
        base_url=house.url, timeout=60, trust_env=False, headers={"Accept-Language": language}
    ) as browser:
        told = {"asunto": "urg.papeles", "lugar": "54001", "relato": story, "paso": "ver"}
        page = await browser.post("/reporte", data=told)
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        agreed = {name: html.unescape(value) for name, value in fields} | {"paso": "guardar"}
        found = RECEIPT.search((await browser.post("/reporte", data=agreed)).text)
        assert found is not None, f"no receipt for a story in {language}"
        return found[0]


async def after_the_receipt(house: RunningHouse, receipt: str, more: str) -> None:
    """Words added to a report by its author, and words of a flag."""
    async with WebPerson(house.url) as author:
        await author.sends(receipt)
        await author.presses("Agregar algo")
        await author.sends(more)
        await author.presses_anyway("flag:c2tutela-migrante.0000")
        await author.sends(more)


async def reported(house: RunningHouse, told: list[tuple[str, str, str]]) -> list[str]:
    """Report each (kind's secret, language, story), and add to it; gives the receipts."""
    receipts = []
    for secret, language, story in told:
        receipts.append(await on_the_page(house, story, language))
        await after_the_receipt(house, receipts[-1], canaries.SENTENCES["es"].format(secret))
    return receipts


async def in_the_form(telegram: TelegramServer, person: int, secrets: list[str]) -> None:
    """On Telegram: words where a place is asked."""
    ana = telegram.user(first_name=f"Canarinombre{person}", username=f"canarinaria{person}", language_code="es")
    await ana.sends("/ayuda")
    await ana.receives()
    for secret in secrets:
        await ana.presses_old("set:0=eco.deuda", message_id=1)
        await ana.receives()
        await ana.sends(f"{secret}, en Cúcuta")
        await ana.receives()


async def test_nobody_is_found_in_any_byte_that_any_part_writes(place: Place, tmp_path: Path):
    house, secrets, stories = place.house, list(canaries.KINDS.values()), canaries.stories()
    languages = list(canaries.SENTENCES)
    # Each kind in another language than its neighbours: all languages at the doors that are slow on purpose.
    told = [
        (secret, language, stories[kind, language])
        for number, (kind, secret) in enumerate(canaries.KINDS.items())
        for language in [languages[number % len(languages)]]
    ]

    every = list(stories.values())
    await asyncio.gather(*(in_the_chat(house, every[start::AT_ONCE]) for start in range(AT_ONCE)))
    filed = await asyncio.gather(*(reported(house, told[start::AT_ONCE]) for start in range(AT_ONCE)))
    receipts = [receipt for one in filed for receipt in one]
    assert len(set(receipts)) == len(canaries.KINDS)
    await asyncio.gather(*(in_the_form(place.telegram, n, secrets[n::WITH_TELEGRAM]) for n in range(WITH_TELEGRAM)))
    lines = {key: "".join(json.dumps({"id": "1", key: s}) + "\n" for s in every) for key in ("text", "texto")}
    for name, command, typed in (
        ("ask", ("ask", "--jsonl"), "".join(json.dumps({"id": "1", "text": story}) + "\n" for _, _, story in told)),
        ("scrub", ("scrub", "--jsonl"), lines["text"]),
        ("check", ("check", "--jsonl"), lines["texto"]),
        ("list", ("reports", "list", "--json", "--stories"), ""),
        ("export", ("export", "--out", str(tmp_path / "open")), ""),
        ("backup", ("backup", str(tmp_path / "backup.redes")), ""),
        ("backup with keys", ("backup", "--with-keys", str(tmp_path / "whole.redes")), ""),
        ("audit", ("privacy", "audit", "--with-stories"), ""),
    ):
        status, out, err = await redes(*command, typed=typed, **house.settings)
        (tmp_path / f"{name}.out").write_text(out + err)
        assert (name, status, "Traceback" in err) == (name, 0, False), out + err
    before = found(place, [*secrets, *receipts])  # the write-ahead logs are full
    await house.stop()
    place.servers.close()

    people = [word for n in range(WITH_TELEGRAM) for word in (f"Canarinombre{n}", f"canarinaria{n}")]
    assert (before, found(place, [*secrets, *receipts, *people, TOKEN])) == ([], [])


def found(place: Place, secrets: list[str]) -> list[tuple[str, str]]:
    """(file, secret) of each secret that stands somewhere in any of its forms."""
    wanted = {form: secret for secret in secrets for form in canaries.forms(secret)}
    return sorted(
        {
            (path.name, secret)
            for folder in place.folders
            for path in folder.rglob("*")
            if path.is_file() and path not in place.known
            for content in [path.read_bytes()]
            for form, secret in wanted.items()
            if form in content
        }
    )
