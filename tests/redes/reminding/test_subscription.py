import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from reminder_makers import CHAT, MONDAY, MONDAY_NOON, a_subscription, a_wish

from redes.privacy.seal import CannotOpen
from redes.reminding.address import chat_of
from redes.reminding.delivery import week_number
from redes.reminding.subscription import (
    DEFAULTS,
    EVERY_DAY,
    HOURS,
    KINDS,
    days_of,
    first_last,
    hours_due,
    read_wish,
    toggled,
    write_wish,
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_carries_a_wish_there_and_back(kind):
    wish = a_wish(kind)

    assert read_wish(write_wish(wish)) == wish
    assert read_wish(kind) == wish


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nada",
        "capacitacion.",
        "capacitacion.128.8",
        "capacitacion.-1.8",
        "capacitacion.1.3",  # nobody is woken at three
        "capacitacion.1.0",
        "capacitacion.1",
        "capacitacion.1.8.9",
        "capacitacion.01.8",
        "practica-semanal.3.8",  # once a week
        "guardia.3.8",  # an alert has no hour
    ],
)
def test_what_no_button_of_ours_carries_is_no_wish(data):
    assert read_wish(data) is None


def test_days_are_added_and_taken_away_but_a_weekly_reminder_keeps_one():
    training = toggled(toggled(a_wish("capacitacion", days=1), 6), 0)
    weekly = toggled(a_wish("practica-semanal", days=1), 4)

    assert list(days_of(training)) == [6]
    assert list(days_of(weekly)) == [4]
    assert list(days_of(a_wish("guardia", days=EVERY_DAY))) == [0, 1, 2, 3, 4, 5, 6]


def test_a_reminder_is_sent_in_the_three_hours_from_its_own_and_never_in_the_night():
    at = {hour: set(hours_due(datetime(2024, 7, 1, hour, tzinfo=UTC) + timedelta(hours=5))) for hour in range(19)}

    assert at[8] & set(HOURS) == {6, 8}
    assert at[10] & set(HOURS) == {8, 10}
    assert at[11] & set(HOURS) == {10}
    assert [hour for hour in range(6) if at[hour] & set(HOURS)] == []


def test_a_reminder_asked_for_after_its_hour_begins_with_its_next_day():
    assert first_last(a_wish(hour=8), MONDAY_NOON) == MONDAY
    assert first_last(a_wish(hour=14), MONDAY_NOON) is None
    assert first_last(DEFAULTS["guardia"], MONDAY_NOON) is None


def test_weeks_are_counted_on_over_new_year():
    days = [datetime(2026, 12, 28, tzinfo=UTC).date() + timedelta(days=day) for day in range(14)]

    numbers = [week_number(day) for day in days]

    assert numbers == [numbers[0]] * 7 + [numbers[0] + 1] * 7


def test_an_address_opens_in_its_own_row_only(one_vault):
    hers = a_subscription(one_vault)
    other = a_subscription(one_vault, "capacitacion", id="2" * 32)

    assert chat_of(hers, vault=one_vault) == CHAT
    for moved in (
        {"address": hers.address, "wrapped": hers.wrapped},
        {"address": hers.address},
    ):
        with pytest.raises(CannotOpen):
            chat_of(dataclasses.replace(other, **moved), vault=one_vault)
    with pytest.raises(CannotOpen):
        chat_of(dataclasses.replace(hers, who="b" * 32), vault=one_vault)


def test_a_sealed_address_holds_the_chat_in_no_readable_form(one_vault):
    kept = a_subscription(one_vault)

    assert str(CHAT) not in repr(kept)
    assert str(CHAT).encode() not in kept.address + kept.wrapped
