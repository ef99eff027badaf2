"""A quiz in a room, as who runs it and who answers walk through it."""

import dataclasses

import pytest
from makers import an_ips
from scripted import ScriptedTraining, a_conversation, a_dialogue, the_pictures, the_rooms
from telegram_api.entities import utf16_len

from bot.commands import command_press
from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.shelf import Shelf
from bot.telegram.render import to_telegram
from redes.content.schema import LANGUAGES, Language
from redes.doors import Doors
from redes.privacy.pseudonym import SessionKey
from redes.store.memory import MemoryUnitOfWork
from redes.training.room import POSTS, read_code

HOST = SessionKey("h" * 32)
GUESTS = [SessionKey(f"{number:032}") for number in range(8)]


class Room:
    """A conversation that several people have."""

    def __init__(self, shelf: Shelf, *, language: Language = "es", **given) -> None:
        self.shelf, self.language = shelf, language
        self.uow = MemoryUnitOfWork()
        self.conversation = a_conversation(
            shelf, a_dialogue(up=False), **{"rooms": the_rooms(self.uow), "pictures": the_pictures(shelf)} | given
        )
        self.seen: list[Reply] = []
        self.code = ""

    async def press(self, who: SessionKey, kind: str, value: str = "") -> Reply:
        press = Press(kind, value)  # type: ignore[arg-type]
        assert parse_press(press.data) == press
        return await self._one(Inbound(session=who, press=press, language=self.language))

    async def type(self, who: SessionKey, text: str) -> Reply:
        return await self._one(Inbound(session=who, text=text, language=self.language))

    async def _one(self, inbound: Inbound) -> Reply:
        reply = (await self.conversation.reply(inbound)).replies[-1]
        self.seen.append(reply)
        return reply

    async def open(self, minutes: str = "15") -> Reply:
        reply = await self.press(HOST, "room-open", minutes)
        self.code = next(p.value for p in presses(reply) if p.kind == "room-see")
        return reply

    async def enter(self, people: int, post: str = "enfermeria") -> None:
        for guest in GUESTS[:people]:
            await self.press(guest, "room-in", self.code)
            await self.press(guest, "room-post", f"{self.code}.{post}")

    async def on(self, step: int) -> Reply:
        return await self.press(HOST, "room-next", f"{self.code}.{step}")

    async def vote(self, who: SessionKey, choice: int, index: int = 0) -> Reply:
        return await self.press(who, "room-vote", f"{self.code}.{index}.{choice}")


def presses(reply: Reply) -> list[Press]:
    return [button.press for row in reply.buttons for button in row if button.press]


def urls(reply: Reply) -> list[str]:
    return [button.url for row in reply.buttons for button in row if button.url]


async def test_the_training_leads_to_a_room_and_its_code_lets_others_in(shelf: Shelf):
    room = Room(shelf)

    home = await room.press(HOST, "training")
    ways = await room.press(HOST, "room")
    opened = await room.open()

    assert Press("room") in presses(home)
    assert [p.value for p in presses(ways) if p.kind == "room-open"] == ["15", "30", "60"]
    code = read_code(room.code)
    assert code is not None
    assert f"https://redes.example.org/?q={code}" in opened.body
    assert urls(opened) == [f"https://redes.example.org/sala/{code}"]
    for text in (code, code.upper(), f"sala {code}"):
        assert [p.value for p in presses(await room.type(GUESTS[0], text))][:6] == [f"{code}.{post}" for post in POSTS]
    assert command_press(f"/start q_{code}") == Press("room-in", code)
    assert command_press(f"/start@RedesBot q_{code.upper()}") == Press("room-in", code)


async def test_a_whole_room_from_its_first_situation_to_who_came(shelf: Shelf):
    room = Room(shelf)
    await room.open()
    themes = shelf.catalogue.kit.session(15).quiz
    module = shelf.catalogue.modules[themes[0]]
    right = next(index for index, choice in enumerate(module.situation.choices) if choice.right)
    wrong = next(index for index, choice in enumerate(module.situation.choices) if not choice.right)
    await room.enter(6)
    waiting = await room.press(GUESTS[0], "room-see", room.code)
    asked = await room.on(0)
    question = await room.press(GUESTS[0], "room-see", room.code)
    noted = await room.vote(GUESTS[0], wrong)
    for guest in GUESTS[1:6]:
        await room.vote(guest, right)
    counted = await room.press(HOST, "room-see", room.code)
    shown = await room.on(1)
    learnt = await room.press(GUESTS[0], "room-see", room.code)
    for step in (2, 3):
        last = await room.on(step)
    closed = await room.press(HOST, "room-close", f"{room.code}.si")
    gone = await room.press(GUESTS[0], "room-see", room.code)

    assert "toque «Ver qué sigue»" in waiting.body
    assert module.situation.story[0] in asked.body
    assert [p.value for p in presses(question) if p.kind == "room-vote"] == [
        f"{room.code}.0.{index}" for index in range(len(module.situation.choices))
    ]
    assert "Respuesta anotada" in noted.body
    assert "Respuestas: 6 de 6" in counted.body
    assert f"{'ABCD'[right]}: 5 (83 %)" in shown.body
    assert module.situation.choices[right].feedback in shown.body
    assert module.situation.choices[wrong].feedback in learnt.body
    assert [p.kind for p in presses(last)] == ["room-see", "room-close"]
    assert "Enfermería: 6" in closed.body
    assert "ya se cerró" in gone.body


async def test_a_late_or_second_answer_is_told_and_not_counted(shelf: Shelf):
    room = Room(shelf)
    await room.open()
    await room.enter(5)
    await room.on(0)
    await room.vote(GUESTS[0], 0)

    second = await room.vote(GUESTS[0], 1)
    await room.on(1)
    late = await room.vote(GUESTS[1], 0)

    assert "no cuenta" in second.body
    assert "no cuenta" in late.body
    assert "Respuesta anotada: A" in second.body
    assert "Hay menos de cinco respuestas" in (await room.press(HOST, "room-see", room.code)).body


async def test_two_taps_on_going_on_are_one(shelf: Shelf):
    room = Room(shelf)
    await room.open()

    first, second = await room.on(0), await room.on(0)

    assert first == second


async def test_who_does_not_run_a_room_neither_goes_on_nor_closes_it(shelf: Shelf):
    room = Room(shelf)
    await room.open()

    tried = [
        await room.press(GUESTS[0], "room-next", f"{room.code}.0"),
        await room.press(GUESTS[0], "room-close", f"{room.code}.si"),
    ]

    assert [reply.body for reply in tried] == ["Esa sala la dirige otra persona. Aquí puede responder."] * 2


@pytest.mark.parametrize("value", ["b2c3d4", "b2c3d4.0.0", "x", "aaaaaa.si", "b2c3d4.recepcion", "b2c3d4.99999"])
@pytest.mark.parametrize("kind", ["room-in", "room-see", "room-vote", "room-next", "room-close", "room-post"])
async def test_a_code_that_opens_nothing_gets_a_clear_answer(shelf: Shelf, kind: str, value: str):
    reply = await Room(shelf).press(GUESTS[0], kind, value)

    assert presses(reply)
    assert "{" not in reply.body


async def test_a_mistyped_code_is_told_and_a_number_plate_is_none(shelf: Shelf):
    room = Room(shelf)

    assert "no existe o ya se cerró" in (await room.type(GUESTS[0], "b2 c3 d4")).body
    assert "no existe o ya se cerró" not in (await room.type(GUESTS[0], "ABC123")).body


async def test_the_attendance_is_that_of_the_institution_of_who_runs_the_room(shelf: Shelf):
    shelf = Shelf(dataclasses.replace(shelf.catalogue, ips={"norte24": an_ips()}), shelf.law)
    room = Room(shelf, training=ScriptedTraining())
    await room.press(HOST, "ips", "norte24")
    await room.open()
    await room.enter(5)

    await room.press(HOST, "room-close", f"{room.code}.si")

    with room.uow:
        assert [row[1:] for row in room.uow.rooms.attendance()] == [("norte24", "enfermeria", 5)]


async def test_who_wants_to_be_forgotten_leaves_the_room(shelf: Shelf):
    room = Room(shelf)
    await room.open()
    await room.enter(5)

    told = await room.press(GUESTS[0], "forget", "si")

    assert "Borrado" in told.body
    assert "En la sala: 4" in (await room.press(HOST, "room-see", room.code)).body


async def test_a_database_that_is_away_is_told(shelf: Shelf):
    room = Room(shelf, training=ScriptedTraining(away=True))

    assert "Intente en un minuto" in (await room.press(HOST, "room-open", "15")).body


async def test_without_a_public_address_the_bot_lets_people_in_and_there_is_no_screen(shelf: Shelf):
    room = Room(shelf, pictures=the_pictures(shelf, doors=Doors(bot="RedesBot")))

    opened = await room.open()

    assert f"https://t.me/RedesBot?start=q_{room.code}" in opened.body
    assert urls(opened) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_a_room_fits_a_message_and_has_a_way_on(shelf: Shelf, language: Language):
    room = Room(shelf, language=language)
    await room.open("60")
    await room.enter(8)
    themes = shelf.catalogue.kit.session(60).quiz
    for index in range(len(themes)):
        await room.on(2 * index)
        await room.press(GUESTS[7], "room-see", room.code)
        for guest in GUESTS[:6]:
            await room.vote(guest, 0, index)
        await room.press(HOST, "room-see", room.code)
        await room.on(2 * index + 1)
        await room.press(GUESTS[0], "room-see", room.code)
    await room.press(HOST, "room-close", room.code)
    await room.press(HOST, "room-close", f"{room.code}.si")

    for reply in room.seen:
        assert len(to_telegram(reply)) == 1
        assert utf16_len(reply.body) <= 4000
        assert reply.buttons
        assert "{" not in reply.body


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_kit_says_how_one_gets_it(shelf: Shelf, language: Language):
    assert "redes kit" in (await Room(shelf, language=language).press(HOST, "kit")).body
