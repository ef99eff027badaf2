"""The screen of a quiz in a room: readable from the last row, without a script, and with nobody on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from scripted import a_conversation, a_dialogue, the_pictures, the_rooms

from bot.shelf import Shelf
from bot.web.app import WebFace
from redes.doors import Doors
from redes.privacy.pseudonym import SessionKey
from redes.reports.keeping import StoreUnavailable
from redes.training.room import spelled
from redes.training.room_book import RoomBook

HOST = SessionKey("h" * 32)
GUESTS = [SessionKey(f"{number:032}") for number in range(6)]


@asynccontextmanager
async def browser(shelf: Shelf, rooms: RoomBook, **doors: str | None) -> AsyncIterator[httpx.AsyncClient]:
    async def ready() -> dict[str, bool]:
        return {"database": True}

    known = Doors(**{"public_url": "https://redes.example.org", "bot": "RedesBot"} | doors)
    pictures = the_pictures(shelf, doors=known)
    conversation = a_conversation(shelf, a_dialogue(up=False), rooms=rooms, pictures=pictures)
    face = WebFace(conversation=conversation, shelf=lambda: shelf, key=b"k" * 32, ready=ready)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(face.app()), base_url="http://bot") as client:
        yield client
    await face.close()


@pytest.fixture
def rooms() -> RoomBook:
    return the_rooms()


async def test_while_people_come_in_the_screen_shows_the_code_and_a_qr(shelf: Shelf, rooms: RoomBook):
    code = rooms.open(HOST, ("derechos-humanos",), ips=None).code
    async with browser(shelf, rooms) as client:
        page = await client.get(f"/sala/{code.upper()}")

    assert page.status_code == 200
    assert spelled(code) in page.text
    assert f"redes.example.org/?q={code}" in page.text
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert "En la sala: 0" in page.text
    assert '<meta http-equiv="refresh" content="4">' in page.text
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers


async def test_the_screen_shows_the_question_then_the_votes_and_the_explanation(shelf: Shelf, rooms: RoomBook):
    modules = shelf.catalogue.modules
    situation = modules["derechos-humanos"].situation
    code = rooms.open(HOST, ("derechos-humanos",), ips=None).code
    async with browser(shelf, rooms) as client:
        for guest in GUESTS:
            rooms.take_seat(code, guest, "otro", modules)
        rooms.go_on(code, HOST, 0, modules)
        for guest in GUESTS:
            rooms.vote(code, guest, 0, 1, modules)
        asking = (await client.get(f"/sala/{code}")).text
        rooms.go_on(code, HOST, 1, modules)
        showing = (await client.get(f"/sala/{code}")).text

    right = next(choice for choice in situation.choices if choice.right)
    assert situation.story[0] in asking
    assert "Respuestas: 6 de 6" in asking
    assert ("<progress" in asking, right.feedback in asking) == (False, False)
    assert ("B: 6 (100 %)" in showing, right.feedback in showing) == (True, True)
    assert [guest for guest in GUESTS if guest in asking + showing] == []


async def test_of_few_votes_the_screen_shows_the_answer_and_no_bars(shelf: Shelf, rooms: RoomBook):
    modules = shelf.catalogue.modules
    code = rooms.open(HOST, ("derechos-humanos",), ips=None).code
    for step in (0, 1):
        rooms.go_on(code, HOST, step, modules)
    async with browser(shelf, rooms) as client:
        page = (await client.get(f"/sala/{code}")).text

    assert "Hay menos de cinco respuestas" in page
    assert "<progress" not in page


async def test_the_screen_can_be_made_to_stand_still(shelf: Shelf, rooms: RoomBook):
    code = rooms.open(HOST, ("derechos-humanos",), ips=None).code
    async with browser(shelf, rooms) as client:
        page = (await client.get(f"/sala/{code}?quieta=1")).text

    assert "http-equiv" not in page
    assert f'href="/sala/{code}"' in page


@pytest.mark.parametrize("code", ["b2c3d4", "nada", "%3Cscript%3E", "b2c3d4b2c3d4b2c3d4b2c3d4"])
async def test_a_room_that_is_not_there_is_told(shelf: Shelf, rooms: RoomBook, code: str):
    async with browser(shelf, rooms) as client:
        page = await client.get(f"/sala/{code}")

    assert page.status_code == 404
    assert "no existe o ya se cerró" in page.text
    assert "http-equiv" not in page.text


async def test_a_database_that_is_away_is_no_broken_page(shelf: Shelf):
    def away():
        raise StoreUnavailable("away")

    async with browser(shelf, the_rooms(unit_of_work=away)) as client:
        page = await client.get("/sala/b2c3d4")

    assert page.status_code == 503
    assert "Intente en un minuto" in page.text


async def test_the_code_of_the_screen_lets_a_browser_in(shelf: Shelf, rooms: RoomBook):
    code = rooms.open(HOST, ("derechos-humanos",), ips=None).code
    async with browser(shelf, rooms) as client:
        entered = (await client.get(f"/?q={code}")).text
        elsewhere = (await client.get("/?q=<b>")).text

    assert f"room-post:{code}.recepcion" in entered
    assert "room-post" not in elsewhere
