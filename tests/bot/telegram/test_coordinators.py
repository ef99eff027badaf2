"""The way into the panel, in Telegram."""

import io
from typing import Any

import pytest
from PIL import Image
from scripted import a_conversation, a_dialogue
from telegram_api import TelegramServer

from bot.coordinators import Dashboard, Picture, is_for_coordinators
from bot.shelf import Shelf
from bot.telegram.app import TelegramApp
from bot.voice import Voice
from redes.reports.keeping import StoreUnavailable

CODE = "Ab-_" * 8


class Door:
    """A panel with one account, tied to whoever shows the code."""

    def __init__(self, base: str = "https://redes.example") -> None:
        self.base, self.tied, self.away, self.empty = base, set(), False, False

    def entry(self, session: str) -> str | None:
        if self.away:
            raise StoreUnavailable("away")
        return f"{self.base}/panel/entrar/{'x' * 32}" if session in self.tied else None

    def waiting(self, session: str) -> int | None:
        return 12 if session in self.tied else None

    def dashboard(self, session: str, language: str) -> Dashboard | None:
        if self.empty:
            return None
        out = io.BytesIO()
        Image.new("RGB", (1080, 900), "white").save(out, "PNG")
        drawn = Picture(name="meses", png=out.getvalue(), described="Reportes por mes. " * 30)
        return Dashboard(place="Cúcuta", sentences=("Uno.", f"Dos ({language})."), pictures=(drawn,))

    def tie(self, session: str, code: str) -> str | None:
        if code != CODE:
            return None
        self.tied.add(session)
        return "Referente <b>"


@pytest.fixture
async def telegram():
    async with TelegramServer.start() as server:
        yield server


@pytest.fixture
async def run(telegram: TelegramServer, shelf: Shelf):
    apps: list[TelegramApp] = []

    async def start(door: Door | None) -> Any:
        app = TelegramApp(
            conversation=a_conversation(shelf, a_dialogue()),
            catalogue=shelf.catalogue,
            token=telegram.token,
            base_url=telegram.base_url,
            webhook_url=None,
            key=b"k" * 32,
            retries=0,
            coordinators=door,
        )
        await app.start()
        apps.append(app)
        return telegram.user()

    yield start
    for app in apps:
        await app.stop()


async def test_whoever_shows_the_code_is_tied_and_gets_a_link_as_a_button(run, voice: Voice):
    ana = await run(Door())

    await ana.starts(f"panel_{CODE}")
    [tied] = await ana.receives()
    await ana.sends("/panel")
    [link] = await ana.receives()

    assert tied.text == voice.say("panel.vinculado", cuenta="Referente <b>")
    assert link.text == voice.say("panel.enlace")
    [[button], [reminders]] = link.buttons
    assert button.url == f"https://redes.example/panel/entrar/{'x' * 32}"
    assert reminders.text == voice.say("boton.avisos-mesa")


async def test_a_link_that_only_this_machine_reaches_is_written_out(run):
    ana = await run(Door("http://127.0.0.1:8080"))

    await ana.starts(f"panel_{CODE}")
    await ana.receives()
    await ana.sends("/panel")
    [link] = await ana.receives()

    assert link.text.endswith("\n\n127.0.0.1:8080/panel/entrar/" + "x" * 32)


async def test_whoever_is_tied_to_no_account_is_told_who_the_panel_is_for(run, voice: Voice):
    ana = await run(Door())

    await ana.starts(f"panel_{'z' * 32}")
    [spent] = await ana.receives()
    await ana.sends("/panel")
    [refused] = await ana.receives()

    assert (spent.text, refused.text) == (voice.say("panel.codigo-gastado"), voice.say("panel.sin-cuenta"))


async def test_whoever_reviews_is_told_how_many_wait(run, voice: Voice):
    ana = await run(Door())
    await ana.starts(f"panel_{CODE}")
    await ana.receives()

    await ana.sends("/revisar")
    [told] = await ana.receives()

    assert told.text == f"{voice.say('panel.esperan', cuantos='12')}\n\n{voice.say('panel.enlace')}"
    assert told.buttons[0][0].url.startswith("https://redes.example/panel/entrar/")


async def test_the_dashboard_comes_as_a_picture_with_words_and_the_way_in(run, voice: Voice):
    ana = await run(Door())
    await ana.starts(f"panel_{CODE}")
    await ana.receives()

    await ana.sends("/tablero")
    picture, told = await ana.receives(2)

    assert picture.photo
    assert picture.text.startswith("Reportes por mes.")
    assert len(picture.text) <= 200
    assert told.text == f"Cúcuta\n\nUno.\n\nDos (es).\n\n{voice.say('panel.enlace')}"
    assert told.buttons[0][0].url.startswith("https://redes.example/panel/entrar/")


async def test_an_account_without_a_territory_is_told_that_it_has_no_figures(run, voice: Voice):
    door = Door()
    ana = await run(door)
    await ana.starts(f"panel_{CODE}")
    await ana.receives()
    door.empty = True

    await ana.sends("/tablero")
    [told] = await ana.receives()

    assert told.text.startswith(voice.say("tablero.sin-cifras"))


async def test_whoever_is_tied_to_no_account_sees_no_dashboard(run, voice: Voice):
    ana = await run(Door())

    await ana.sends("/tablero")
    [refused] = await ana.receives()

    assert refused.text == voice.say("panel.sin-cuenta")


async def test_a_database_that_is_away_is_said(run, voice: Voice):
    door = Door()
    door.away = True
    ana = await run(door)

    await ana.sends("/panel")
    [said] = await ana.receives()

    assert said.text == voice.say("error.inesperado")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("/panel", True),
        (" /panel@redes_bot ", True),
        ("/revisar", True),
        ("/tablero@redes_bot", True),
        ("/tableros", False),
        (f"/start panel_{CODE}", True),
        ("/start panel_x", False),
        ("/panel dame", False),
        ("panel", False),
        ("/paneles", False),
    ],
)
def test_only_these_messages_are_for_coordinators(text, is_one):
    assert is_for_coordinators(text) == is_one
