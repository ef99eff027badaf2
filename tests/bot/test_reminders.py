"""Reminders in the conversation: what is seen before and after somebody agrees, on every face."""

import dataclasses

import pytest
from reminder_makers import a_wish
from scripted import ANA, EVA, ScriptedReminders, a_conversation, a_dialogue, pressed, typed

from bot.commands import command_press
from bot.presses import Press
from bot.shelf import Shelf
from bot.voice import Voice


@pytest.fixture
def book() -> ScriptedReminders:
    return ScriptedReminders()


@pytest.fixture
def says(shelf: Shelf, book: ScriptedReminders):
    """The answer to a press, in Telegram unless it is said otherwise."""
    conversation = a_conversation(shelf, a_dialogue(), reminders=book)

    async def answer(kind: str, value: str = "", **given):
        return await conversation.reply(pressed(kind, value, **{"reachable": True} | given))

    answer.conversation = conversation
    return answer


def presses(reply) -> list[Press]:
    return [button.press for row in reply.buttons for button in row]


def test_the_command_leads_to_ones_own_reminders():
    assert command_press("/avisos") == Press("reminders")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("reminders", ""),
        ("remind", "practica-semanal"),
        ("remind-yes", "practica-semanal.1.8"),
        ("remind-stop", "guardia"),
    ],
)
async def test_where_the_bot_cannot_write_first_it_says_so_and_leads_to_telegram(says, voice: Voice, kind, value):
    answer = await says(kind, value, reachable=False)

    [reply] = answer.replies
    assert reply.body == voice.say("avisos.solo-telegram")
    assert reply.buttons[0][0].url == "https://t.me/RedesBot"
    assert answer.agreed is None


async def test_what_is_kept_is_told_before_anything_is(says, voice: Voice):
    answer = await says("remind", "practica-semanal")

    [reply] = answer.replies
    assert voice.say("avisos.que-se-guarda") in reply.body
    assert Press("remind-yes", "practica-semanal.1.8") in presses(reply)
    assert answer.agreed is None


async def test_other_days_and_hours_are_chosen_before_agreeing(says, voice: Voice):
    first = (await says("remind", "capacitacion")).replies[0]
    assert Press("remind", "capacitacion.11.12") in presses(first)  # Tuesday too

    second = (await says("remind", "capacitacion.11.12")).replies[0]
    assert Press("remind", "capacitacion.11.20") in presses(second)

    third = (await says("remind", "capacitacion.11.20")).replies[0]
    assert voice.say("avisos.cuando", dias="lun, mar, jue", hora="20:00") in third.body
    answer = await says("remind-yes", "capacitacion.11.20")
    assert answer.agreed is not None
    assert (answer.agreed.wish, answer.agreed.language) == (a_wish("capacitacion", days=11, hour=20), "es")


async def test_a_reminder_on_no_day_cannot_be_agreed_to(says, voice: Voice):
    shown = await says("remind", "capacitacion.0.12")
    forged = await says("remind-yes", "capacitacion.0.12")

    for answer in (shown, forged):
        assert voice.say("avisos.falta-dia") in answer.replies[0].body
        assert [press for press in presses(answer.replies[0]) if press.kind == "remind-yes"] == []
        assert answer.agreed is None


async def test_who_is_on_call_on_no_day_is_told_when_nobody_else_is(says, voice: Voice):
    answer = await says("remind-yes", "guardia.0.0")

    assert voice.say("avisos.sin-guardia") in answer.replies[0].body
    assert answer.agreed is not None


async def test_hers_are_listed_each_with_its_stop_and_nobody_elses(says, book, voice: Voice):
    book.kept = {
        (ANA, "practica-semanal"): a_wish(hour=6),
        (EVA, "capacitacion"): a_wish("capacitacion"),
    }

    [reply] = (await says("reminders")).replies

    assert voice.say("avisos.nombre-practica-semanal") in reply.body
    assert "6:00" in reply.body
    assert voice.say("avisos.nombre-capacitacion") not in reply.body
    assert Press("remind-stop", "practica-semanal") in presses(reply)
    assert Press("remind", "capacitacion") in presses(reply)
    assert [press for press in presses(reply) if press.value == "guardia"] == []


async def test_from_the_panels_door_what_concerns_a_mesa_is_offered_too(says):
    [reply] = (await says("reminders", "mesa")).replies

    assert {Press("remind", "guardia"), Press("remind", "compromisos")} <= set(presses(reply))


async def test_what_she_has_is_shown_as_it_is_when_she_changes_it(says, book, voice: Voice):
    book.kept = {(ANA, "practica-semanal"): a_wish(days=16, hour=18)}

    [reply] = (await says("remind", "practica-semanal")).replies

    assert voice.say("avisos.cuando", dias="vie", hora="18:00") in reply.body
    assert Press("remind-stop", "practica-semanal") in presses(reply)


async def test_a_stop_counts_at_once_and_a_second_one_is_told_that_there_was_nothing(says, book, voice: Voice):
    book.kept = {(ANA, "practica-semanal"): a_wish()}

    said = [(await says("remind-stop", "practica-semanal")).replies[0].body for _ in range(2)]

    assert said == [voice.say("avisos.parado"), voice.say("avisos.no-habia")]
    assert book.kept == {}


@pytest.mark.parametrize(("kind", "value"), [("remind", "nada"), ("remind-yes", "guardia.1.8"), ("remind-stop", "x")])
async def test_a_forged_button_is_an_old_one(says, voice: Voice, kind, value):
    answer = await says(kind, value)

    assert answer.replies[0].body == voice.say("error.boton-viejo")
    assert answer.agreed is None


@pytest.mark.parametrize(
    ("kind", "value"), [("reminders", ""), ("remind", "practica-semanal"), ("remind-stop", "practica-semanal")]
)
async def test_a_database_that_is_away_is_told(says, book, voice: Voice, kind, value):
    book.away = True

    assert (await says(kind, value)).replies[0].body == voice.say("error.base-de-datos")


async def test_to_be_forgotten_ends_reminders_or_says_that_it_could_not(says, book, voice: Voice):
    book.kept = {(ANA, "practica-semanal"): a_wish(), (EVA, "practica-semanal"): a_wish()}
    book.away = True
    refused = await says("forget", "si")
    book.away = False
    done = await says("forget", "si")

    assert refused.replies[0].body == voice.say("olvido.no-pudo")
    assert done.replies[0].body == voice.say("olvido.hecho")
    assert list(book.kept) == [(EVA, "practica-semanal")]


async def test_to_erase_ones_trace_ends_what_would_write_into_the_empty_chat(says, book, voice: Voice):
    none = await says("erase-now")
    book.kept = {(ANA, "practica-semanal"): a_wish()}
    stopped = await says("erase-now")
    book.away = True
    could_not = await says("erase-now")

    for answer in (none, stopped, could_not):
        assert answer.erase
        assert answer.replies[0].body.startswith(voice.say("rastro.hecho"))
    assert none.replies[0].body == voice.say("rastro.hecho")
    assert voice.say("avisos.parados-con-rastro") in stopped.replies[0].body
    assert voice.say("avisos.no-parados") in could_not.replies[0].body
    assert book.kept == {}


async def test_a_face_that_cannot_write_first_promises_nothing_about_reminders(says, voice: Voice):
    ends = voice.say("avisos.tambien-se-detienen")

    for kind in ("erase", "forget"):
        here, there = await says(kind), await says(kind, reachable=False)

        assert ends in here.replies[0].body
        assert ends not in there.replies[0].body


async def test_the_panel_is_for_coordinators_where_nobody_can_have_an_account(says, voice: Voice):
    assert (await says("panel")).replies[0].body == voice.say("panel.sin-cuenta")


async def test_privacy_tells_of_the_only_address_that_is_kept(says, voice: Voice):
    [reply] = (await says("privacy")).replies

    assert voice.say("privacidad.avisos") in reply.body
    assert Press("reminders") in presses(reply)


async def test_what_is_typed_is_no_agreement(says):
    answer = await says.conversation.reply(
        dataclasses.replace(typed("remind-yes:practica-semanal.1.8"), reachable=True)
    )

    assert answer.agreed is None
