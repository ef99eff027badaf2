"""Who is on call, by HTTP: on its page and on the first one."""

import dataclasses

import pytest
from reminder_makers import CHAT, a_subscription, a_wish

THURSDAY, FRIDAY = 8, 16


@pytest.fixture
def on_call(world):
    """A seat of Cúcuta that asked for alerts on some days."""

    def on_call(label, days):
        account = world.account(label=label)
        name = account.id
        with world.parts.unit_of_work() as work:
            work.accounts.replace(dataclasses.replace(account, telegram=name))
            wish = a_wish("guardia", days=days)
            work.subscriptions.put(a_subscription(world.parts.vault, id=name, who=name, wish=wish, seat=name))
            work.commit()
        return account

    return on_call


async def seen(world, *territories):
    browser = await world.inside(world.account("coordinator", *territories))
    return (await browser.opens("/panel/turno")).text, (await browser.opens("/panel")).text


async def test_a_coordinator_sees_who_is_on_call_and_no_chat(world, on_call):
    on_call("Hospital de turno", THURSDAY)
    on_call("Alcaldía de turno", FRIDAY)

    page, first = await seen(world, "cucuta")

    assert "Hoy hay turno</span> Hospital de turno" in page
    assert "Jueves (hoy)" in page
    assert "Alcaldía de turno" in page
    assert "Hoy hay turno</span> Hospital de turno" in first
    assert str(CHAT) not in page + first


async def test_on_a_day_without_anybody_it_is_said_who_is_told_instead(world, on_call):
    on_call("Alcaldía de turno", FRIDAY)

    page, first = await seen(world, "cucuta")

    for text in (page, first):
        assert "Hoy nadie está de turno" in text
        assert "pidieron alertas: Alcaldía de turno" in text


async def test_where_nobody_asked_it_is_plainly_said_that_nobody_is_told(world, on_call):
    on_call("Hospital de turno", THURSDAY)

    page, first = await seen(world, "cali")

    for text in (page, first):
        assert "Nadie recibe la alerta" in text
        assert "Hospital de turno" not in text


async def test_who_has_tied_a_chat_is_told_how_to_go_on_call_and_others_to_tie_one_first(world, on_call):
    tied = await world.inside(on_call("Hospital de turno", THURSDAY))

    assert "Ahí mismo se quitan" in (await tied.opens("/panel/turno")).text
    assert "vincule su Telegram" in (await seen(world, "cucuta"))[0]
