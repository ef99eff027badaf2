import dataclasses
from datetime import timedelta

import pytest
from makers import a_report, a_vault
from mesa_makers import some_ground
from reminder_makers import ANA, CHAT, MONDAY, MONDAY_NOON, a_subscription, a_wish, an_account

from redes.followup.accounts import AccountId
from redes.privacy.keyring import GRACE
from redes.reminding import delivery
from redes.reminding.address import chat_of
from redes.reminding.keeping import Notice
from redes.reminding.subscribing import NoSeat, stop, subscribe, subscriptions_of
from redes.reports.rekey import turn_keyring

DUE = a_wish(hour=12)


def keep(work, *subscriptions):
    with work:
        for one in subscriptions:
            work.subscriptions.put(one)
        work.commit()


def taken(work, vault, now=MONDAY_NOON):
    return [one.subscription.id[0] for one in delivery.take_reminders(uow=work, vault=vault, now=now)]


def test_a_reminder_of_the_day_and_hour_is_taken_once(work, one_vault):
    keep(
        work,
        a_subscription(one_vault, id="1" * 32, wish=DUE),
        a_subscription(one_vault, id="2" * 32, who="2" * 32, wish=a_wish(hour=14)),
        a_subscription(one_vault, id="3" * 32, who="3" * 32, wish=a_wish(days=2, hour=12)),
        a_subscription(one_vault, id="4" * 32, who="4" * 32, wish=a_wish(hour=8)),
        a_subscription(one_vault, "guardia", id="5" * 32, who="5" * 32),
        a_subscription(one_vault, id="6" * 32, who="6" * 32, wish=DUE, last=MONDAY - timedelta(days=7)),
    )

    assert [taken(work, one_vault), taken(work, one_vault)] == [["1", "6"], []]
    assert taken(work, one_vault, MONDAY_NOON + timedelta(days=7)) == ["1", "6"]


def test_of_two_programs_that_see_the_same_reminder_one_sends_it(work, one_vault):
    keep(work, a_subscription(one_vault, wish=DUE))
    first = delivery.take_reminders(uow=work, vault=one_vault, now=MONDAY_NOON)
    with work:
        [seen] = work.subscriptions.due(MONDAY, [12], limit=5)

    assert next(first).chat == CHAT

    with work:
        assert not work.subscriptions.mark(seen.id, seen.last, MONDAY)


def test_a_reminder_that_telegram_did_not_take_is_due_again(work, one_vault):
    keep(work, a_subscription(one_vault, wish=DUE, last=MONDAY - timedelta(days=7)))
    [one] = delivery.take_reminders(uow=work, vault=one_vault, now=MONDAY_NOON)

    delivery.give_back(one, uow=work, now=MONDAY_NOON)

    assert taken(work, one_vault) == ["1"]


def test_many_reminders_are_all_sent_in_one_round(work, one_vault):
    ids = [f"{number:032x}" for number in range(delivery.AT_ONCE * 2 + 7)]
    keep(work, *(a_subscription(one_vault, id=one, who=one, wish=DUE) for one in ids))

    sent = [one.subscription.id for one in delivery.take_reminders(uow=work, vault=one_vault, now=MONDAY_NOON)]

    assert sent == ids


def test_an_address_of_another_keyring_is_deleted_and_nothing_is_sent(work, one_vault, tmp_path):
    (tmp_path / "other").mkdir()
    keep(work, a_subscription(a_vault(tmp_path / "other"), wish=DUE))

    assert taken(work, one_vault) == []
    assert subscriptions_of(ANA, uow=work) == ()


def alert(work, vault):
    """Ana's alert, on its way."""
    notice = Notice(id="n" * 32, subscription="1" * 32, territory="medellin", count=1)
    keep(work, a_subscription(vault, "guardia"))
    with work:
        work.notices.add(notice)
        work.commit()


def alerts(work, vault, now=MONDAY_NOON):
    return list(delivery.take_alerts(uow=work, vault=vault, now=now))


def test_an_alert_belongs_to_who_took_it_until_it_should_have_been_sent(work, one_vault):
    alert(work, one_vault)

    [mine] = alerts(work, one_vault)
    others = alerts(work, one_vault, MONDAY_NOON + timedelta(seconds=delivery.LEASE_S - 1))
    after_a_crash = alerts(work, one_vault, MONDAY_NOON + timedelta(seconds=delivery.LEASE_S))

    assert (mine.chat, others, len(after_a_crash)) == (CHAT, [], 1)


def test_an_alert_that_arrived_leaves_nothing_behind(work, one_vault):
    alert(work, one_vault)
    [mine] = alerts(work, one_vault)

    delivery.delivered(mine.notice, uow=work)

    assert alerts(work, one_vault, MONDAY_NOON + timedelta(days=1)) == []


def test_an_alert_that_telegram_did_not_take_is_tried_again_within_seconds(work, one_vault):
    alert(work, one_vault)
    [mine] = alerts(work, one_vault)

    delivery.put_off(mine.notice, uow=work, now=MONDAY_NOON)

    assert alerts(work, one_vault) == []
    assert len(alerts(work, one_vault, MONDAY_NOON + timedelta(seconds=delivery.AGAIN_S))) == 1


def test_of_two_programs_that_see_the_same_alert_one_takes_it(work, one_vault):
    alert(work, one_vault)
    with work:
        [seen] = work.notices.free(1)

    alerts(work, one_vault)

    with work:
        assert not work.notices.take(seen, 5)


def test_who_stops_alerts_gets_none_that_is_on_its_way(work, one_vault):
    alert(work, one_vault)

    assert stop(ANA, "guardia", uow=work)

    assert alerts(work, one_vault) == []


def asked(work, vault, wish=DUE, who=ANA, seat=None):
    return subscribe(wish, who, CHAT, language="es", seat=seat, uow=work, vault=vault, now=MONDAY_NOON)


def test_asking_again_takes_the_place_of_what_was_asked_before(work, one_vault):
    asked(work, one_vault)
    asked(work, one_vault, a_wish(days=64, hour=20))
    asked(work, one_vault, a_wish("capacitacion"))

    kept = subscriptions_of(ANA, uow=work)

    assert [one.wish for one in kept] == [a_wish("capacitacion"), a_wish(days=64, hour=20)]
    assert [chat_of(one, vault=one_vault) for one in kept] == [CHAT, CHAT]


def test_one_kind_is_stopped_alone_or_all_together_and_of_nobody_else(work, one_vault):
    for who in (ANA, "b" * 32):
        asked(work, one_vault, who=who)
        asked(work, one_vault, a_wish("capacitacion"), who=who)

    assert [stop(ANA, "capacitacion", uow=work), stop(ANA, "capacitacion", uow=work)] == [True, False]
    assert [one.wish for one in subscriptions_of(ANA, uow=work)] == [DUE]
    assert [stop(ANA, uow=work), stop(ANA, uow=work)] == [True, False]
    assert len(subscriptions_of("b" * 32, uow=work)) == 2


@pytest.mark.parametrize("given", [{"disabled": True}, {"role": "analyst"}, {"telegram": "8" * 32}])
def test_what_concerns_a_mesa_is_for_a_coordinator_with_an_open_seat_and_her_own_chat(work, one_vault, given):
    with work:
        work.accounts.add(an_account(**given))
        work.commit()

    with pytest.raises(NoSeat):
        asked(work, one_vault, a_wish("guardia"), seat="7" * 32)

    assert subscriptions_of(ANA, uow=work) == ()


def test_a_seat_reaches_as_far_as_its_account_does_and_only_by_its_own_chat(work, one_vault):
    catalogue = some_ground().catalogue
    with work:
        work.accounts.add(an_account())
        work.commit()
    kept = asked(work, one_vault, a_wish("guardia"), seat="7" * 32)

    scope = delivery.scope_now(kept, "7" * 32, uow=work, catalogue=catalogue)

    assert kept.seat == AccountId("c" * 32)
    assert scope is not None
    assert scope.territories == {"medellin"}
    assert delivery.scope_now(kept, "8" * 32, uow=work, catalogue=catalogue) is None
    with work:
        work.accounts.replace(an_account(disabled=True))
        work.commit()
    assert delivery.scope_now(kept, "7" * 32, uow=work, catalogue=catalogue) is None


def test_an_address_goes_on_when_the_keyring_turns_and_its_old_keys_are_destroyed(work, one_vault):
    kept = asked(work, one_vault)
    with work:
        work.reports.add(a_report(story=None))
        work.commit()

    turn_keyring(uow=work, vault=one_vault, today=MONDAY + timedelta(days=40))
    turn_keyring(uow=work, vault=one_vault, today=MONDAY + timedelta(days=40) + GRACE)
    after = turn_keyring(uow=work, vault=one_vault, today=MONDAY + timedelta(days=41) + 2 * GRACE)

    [now] = subscriptions_of(ANA, uow=work)
    assert after.destroyed > 0
    assert now.wrapped != kept.wrapped
    assert dataclasses.replace(now, wrapped=kept.wrapped) == kept
    assert chat_of(now, vault=one_vault) == CHAT
