"""Reminders and alerts from the button to the message, over a Telegram that refuses what the real one refuses."""

import dataclasses
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from mesa_makers import AScope, an_undertaking
from scripted import a_dialogue
from telegram_api import TelegramServer

from bot.telegram.app import TelegramApp
from bot.voice import Voice
from launch.house import House
from launch.panel import Coordinators, parts_of
from launch.privacy import inventory, suspects
from launch.reminding import Postman, postman_of
from redes.followup.accounts import Account, machine, scope_of
from redes.followup.commitments import make_commitment
from redes.followup.ground import Ground
from redes.followup.invitations import disable, invite, offer_tie
from redes.followup.mesas import set_organisation
from redes.privacy.pseudonym import pseudonym
from redes.reminding.delivery import AGAIN_S
from redes.reports.draft import Draft
from redes.reports.retention import Retention
from redes.settings import read_settings

SUNDAY = datetime(2024, 6, 30, 17, 0, tzinfo=UTC)
MONDAY_AT_EIGHT = datetime(2024, 7, 1, 13, 0, tzinfo=UTC)
REFUSED = Draft(barrier="urg.puerta", municipality="54001", urgent_now=True, story="MARCA", ips="cuc-huem")


@dataclass
class World:
    """A house whose Telegram runs, and a postman who goes when he is told.

    Attributes:
        house: The house.
        telegram: What people hold in their hands.
        app: The Telegram face.
        time: What the postman's clock says.
    """

    house: House
    telegram: TelegramServer
    app: TelegramApp
    time: datetime = field(default=SUNDAY)

    def postman(self) -> Postman:
        return postman_of(self.house, self.app.write)

    @property
    def voice(self) -> Voice:
        return Voice(self.house.shelf.catalogue, "es")

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.house.settings.data_dir.rglob("*") if path.is_file())

    def kept(self) -> int:
        with self.house.unit_of_work() as work:
            return len(list(work.address_keys.all()))

    async def coordinator(self, *territories: str, label: str = "Referente") -> tuple[object, Account]:
        """Somebody whose chat is tied to an account."""
        parts = parts_of(self.house)
        given = {"work": parts.unit_of_work(), "tokens": parts.tokens, "witness": parts.witness}
        everywhere = self.house.shelf.catalogue.territories
        where = territories or ("cucuta",)
        account, _ = invite(
            scope=machine(everywhere), role="coordinator", territories=where, label=label, language="es", **given
        )
        person = self.telegram.user(language_code="es")
        await person.starts(f"panel_{offer_tie(scope_of(account, everywhere), **given)}")
        await person.receives()
        return person, account


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with TelegramServer.start() as telegram:
        house = House(read_settings(data_dir=tmp_path, _env_file=None))
        house.prepare_database()
        app: TelegramApp
        world: World
        house.__dict__["reminders"] = dataclasses.replace(house.reminders, now=lambda: world.time)
        app = TelegramApp(
            conversation=house.conversation(a_dialogue()),
            catalogue=house.shelf.catalogue,
            token=telegram.token,
            base_url=telegram.base_url,
            webhook_url=None,
            key=house.key("pseudonym/1"),
            coordinators=Coordinators(parts_of(house)),
            addresses=house.reminders,
            retries=0,
        )
        world = World(house, telegram, app)
        await app.start()
        yield world
        await app.stop()
        house.engine.dispose()


async def asks(person, data: str) -> str:
    """What somebody sees who presses a button that she once got."""
    message = await person.sends("/menu")
    await person.receives()
    await person.presses_old(data, message_id=message.message_id + 1)
    return "\n".join(seen.text for seen in await person.receives(edits=True))


async def test_the_practice_of_the_week_comes_once_to_who_agreed_and_stops_with_one_tap(world: World):
    ana, voice = world.telegram.user(language_code="es"), world.voice
    await ana.sends("/decalogo")
    await ana.receives()
    await ana.presses(voice.say("boton.avisos-practica-semanal"))
    [consent] = await ana.receives(edits=True)
    before = world.kept()
    await ana.presses(voice.say("boton.si-aviseme"))
    [kept] = await ana.receives()

    too_early = await world.postman().reminders()
    world.time = MONDAY_AT_EIGHT
    sent = [await world.postman().reminders() for _ in range(2)]
    [reminder] = await ana.receives()
    await ana.presses(voice.say("boton.parar-aviso"))
    [stopped] = await ana.receives()
    world.time += timedelta(days=7)
    later = await world.postman().reminders()

    assert voice.say("avisos.que-se-guarda") in consent.text
    assert (before, voice.say("avisos.listo") in kept.text) == (0, True)
    assert (too_early, sent, later) == (0, [1, 0], 0)
    assert reminder.text.startswith(voice.say("avisos.practica-de-la-semana"))
    assert stopped.text == voice.say("avisos.parado")
    assert world.kept() == 0
    assert (world.telegram.refusals, world.telegram.oddities) == ([], [])


async def test_everybody_gets_the_same_practice_and_the_next_week_the_next_one(world: World):
    people = [world.telegram.user(language_code="es") for _ in range(2)]
    for person in people:
        await asks(person, "remind-yes:practica-semanal.1.8")
    titles = []
    for week in range(11):
        world.time = MONDAY_AT_EIGHT + timedelta(weeks=week)
        assert await world.postman().reminders() == 2
        [[first], [second]] = [await person.receives() for person in people]
        assert first.text == second.text
        titles.append(first.text)

    assert len(set(titles)) == 10
    assert titles[0] == titles[10]


async def test_of_two_programs_on_one_database_one_sends(world: World):
    ana = world.telegram.user(language_code="es")
    await asks(ana, "remind-yes:practica-semanal.1.8")
    world.time = MONDAY_AT_EIGHT

    sent = [await world.postman().reminders(), await postman_of(world.house, world.app.write).reminders()]

    await ana.receives()
    assert sent == [1, 0]


async def test_a_reminder_waits_while_telegram_is_away(world: World):
    ana = world.telegram.user(language_code="es")
    await asks(ana, "remind-yes:practica-semanal.1.8")
    world.time = MONDAY_AT_EIGHT

    world.telegram.faults.bad_gateway(1, method="sendMessage")
    sent = [await world.postman().reminders() for _ in range(3)]

    await ana.receives()
    assert sent == [0, 1, 0]


async def test_when_telegrams_answer_is_lost_a_reminder_comes_once_and_an_alert_rather_twice(world: World):
    ana, _ = await world.coordinator()
    await asks(ana, "remind-yes:practica-semanal.1.8")
    await asks(ana, "remind-yes:guardia.127.0")
    world.time = MONDAY_AT_EIGHT

    world.telegram.faults.act_then_drop(1, method="sendMessage")
    reminders = [await world.postman().reminders() for _ in range(2)]
    await ana.receives()
    world.house.file_report(REFUSED, "es")
    world.telegram.faults.act_then_drop(1, method="sendMessage")
    alerts = [await world.postman().alerts()]
    world.time += timedelta(seconds=AGAIN_S)
    alerts.append(await world.postman().alerts())

    await ana.receives(2)
    assert (reminders, alerts) == ([0, 0], [0, 1])


async def test_the_address_of_who_blocked_the_bot_is_deleted(world: World):
    ana = world.telegram.user(language_code="es")
    await asks(ana, "remind-yes:practica-semanal.1.8")
    world.time = MONDAY_AT_EIGHT
    await ana.blocks_bot()

    sent = await world.postman().reminders()

    assert (sent, world.kept()) == (0, 0)


async def test_the_training_goes_on_where_it_was_left_and_ends_its_reminder_by_itself(world: World):
    ana = world.telegram.user(language_code="es")
    exam, modules = world.house.shelf.catalogue.exam, list(world.house.shelf.catalogue.modules.values())
    session = pseudonym("telegram", str(ana.account.id), key=world.house.key("pseudonym/1"))
    book = world.house.training
    await asks(ana, "remind-yes:capacitacion.127.8")

    async def says() -> str:
        world.time += timedelta(days=1)
        assert await world.postman().reminders() == 1
        [reminder] = await ana.receives()
        return reminder.text

    world.time = MONDAY_AT_EIGHT
    nothing_yet = await says()
    book.open(session, exam, modules[2].id, 1)
    begun = await says()
    for module in modules:
        book.open(session, exam, module.id, len(module.lessons) + 1)
    all_decided = await says()
    for moment in ("entrada", "salida"):
        for number in range(1, 11):
            book.answer(session, exam, moment, number, 0)
    over = await says()

    assert modules[0].label in nothing_yet
    assert modules[2].label in begun
    assert world.voice.say("avisos.capacitacion-prueba") in all_decided
    assert over == world.voice.say("avisos.capacitacion-fin")
    assert world.kept() == 0


async def test_a_refused_emergency_wakes_who_is_on_call_without_a_word_of_it(world: World):
    ana, _ = await world.coordinator()
    other, _ = await world.coordinator("cali", label="Cali")
    for person in (ana, other):
        assert world.voice.say("avisos.listo") in await asks(person, "remind-yes:guardia.127.0")

    world.house.file_report(REFUSED, "es")
    world.house.file_report(REFUSED.model_copy(update={"urgent_now": False}), "es")
    sent = [await world.postman().alerts() for _ in range(2)]
    [alert] = await ana.receives()
    await ana.presses(world.voice.say("boton.abrir-panel"))
    [way_in] = await ana.receives()

    assert sent == [1, 0]
    assert alert.text.splitlines() == [
        "🔴 Cúcuta",
        "",
        world.voice.say("avisos.urgencia"),
        "",
        world.voice.say("avisos.urgencia-que-hacer"),
    ]
    assert other.unread == []
    assert "/panel/entrar/" in way_in.text
    with world.house.unit_of_work() as work:
        assert (work.alerts.waiting(), work.notices.free(2**31 - 1)) == ((), ())


async def test_an_alert_is_not_lost_while_telegram_is_away_and_then_comes_once(world: World):
    ana, _ = await world.coordinator()
    await asks(ana, "remind-yes:guardia.127.0")
    world.house.file_report(REFUSED, "es")

    world.telegram.faults.bad_gateway(2, method="sendMessage")
    sent = []
    for _ in range(5):
        sent.append(await world.postman().alerts())
        world.time += timedelta(seconds=AGAIN_S)

    await ana.receives()
    assert sent == [0, 0, 1, 0, 0]


async def test_alerts_end_with_the_seat_even_when_one_is_on_its_way(world: World):
    ana, account = await world.coordinator()
    await asks(ana, "remind-yes:guardia.127.0")
    world.house.file_report(REFUSED, "es")
    parts = parts_of(world.house)

    disable(
        account.id,
        scope=machine(world.house.shelf.catalogue.territories),
        work=parts.unit_of_work(),
        witness=parts.witness,
    )

    assert await world.postman().alerts() == 0
    assert (ana.unread, world.kept()) == ([], 0)


async def test_who_coordinates_nothing_is_told_so_and_nothing_is_kept(world: World):
    luis = world.telegram.user(language_code="es")

    said = await asks(luis, "remind-yes:guardia.127.0")

    assert said == world.voice.say("panel.sin-cuenta")
    assert world.kept() == 0


async def test_a_coordinator_reads_which_organisations_owe_what_when(world: World):
    ana, _ = await world.coordinator()
    await asks(ana, "remind-yes:compromisos.1.8")
    uow, ground = world.house.unit_of_work(), Ground(world.house.shelf.catalogue, {})
    given = {"scope": AScope(frozenset({"cucuta"})), "ground": ground, "uow": uow}
    mesa = set_organisation("cucuta", "Secretaría de Salud", "entidad-territorial", seen=0, **given)
    for due in (date(2024, 6, 28), date(2024, 7, 7), date(2024, 7, 8)):
        undertaking = an_undertaking(organisation=mesa.organisations[0].id, due=due)
        make_commitment("cucuta", undertaking, retention=Retention(), today=date(2024, 6, 1), **given)

    world.time = MONDAY_AT_EIGHT
    sent = await world.postman().reminders()
    [reminder] = await ana.receives()

    assert sent == 1
    assert reminder.text.splitlines()[2:] == [
        "Cúcuta: vencidos 1, vencen esta semana 1",
        "• Secretaría de Salud: venció el 28 de junio de 2024",
        "• Secretaría de Salud: vence el 7 de julio de 2024",
    ]
    assert "portería" not in reminder.text


async def test_a_coordinator_to_whom_nothing_is_owed_is_left_in_peace(world: World):
    ana, _ = await world.coordinator()
    await asks(ana, "remind-yes:compromisos.1.8")
    world.time = MONDAY_AT_EIGHT

    assert await world.postman().reminders() == 0
    assert (ana.unread, world.kept()) == ([], 1)


@pytest.mark.parametrize(("command", "sure"), [("/olvidame", "borrar.todo"), ("/borrar", "borrar.este-chat")])
async def test_whoever_wants_to_be_forgotten_is_not_written_to_again(world: World, command: str, sure: str):
    ana = world.telegram.user(language_code="es")
    await asks(ana, "remind-yes:practica-semanal.1.8")
    await ana.sends(command)
    [question] = await ana.receives()
    await ana.presses(world.voice.say(sure))
    await ana.receives()

    assert world.voice.say("avisos.tambien-se-detienen") in question.text
    assert world.kept() == 0


async def test_no_file_holds_the_chat_and_after_the_stop_nothing_of_it_is_left(world: World):
    ana, _ = await world.coordinator()
    for data in ("remind-yes:practica-semanal.1.8", "remind-yes:guardia.127.0"):
        await asks(ana, data)
    with world.house.unit_of_work() as work:
        [kept] = work.subscriptions.of_kind("practica-semanal")
    before = world.on_disk()

    await asks(ana, "remind-stop:practica-semanal")

    assert kept.address in before
    assert str(ana.account.id).encode() not in before
    assert kept.address not in world.on_disk()
    assert kept.who.encode() in world.on_disk()  # of the other reminder, which goes on


async def test_the_audit_of_privacy_finds_nothing_in_reminders_and_alerts_and_says_how_long_they_stay(world: World):
    ana, _ = await world.coordinator()
    for data in ("remind-yes:practica-semanal.1.8", "remind-yes:compromisos.1.8", "remind-yes:guardia.127.0"):
        await asks(ana, data)
    world.house.file_report(REFUSED, "es")
    world.telegram.faults.bad_gateway(1, method="sendMessage")
    await world.postman().alerts()
    world.house.file_report(REFUSED, "es")

    lines = [line for line in inventory(world.house) if line.startswith(("table reminder", "table alert"))]

    assert [line.partition(";")[0] for line in lines] == [
        "table alert: 1 rows",
        "table alert_notice: 1 rows",
        "table reminder: 3 rows",
    ]
    assert [line for line in lines if "see docs" in line] == []
    assert list(suspects(world.house, with_stories=False)) == []


async def test_a_database_that_is_away_is_told_and_nothing_is_promised(world: World):
    ana = world.telegram.user(language_code="es")
    await ana.sends("/menu")
    [menu] = await ana.receives()
    with world.house.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alert_notice")
        connection.exec_driver_sql("DROP TABLE reminder")

    await ana.presses_old("remind-yes:practica-semanal.1.8", message_id=menu.message_id)
    [said] = await ana.receives()

    assert said.text == world.voice.say("avisos.no-guardado")
