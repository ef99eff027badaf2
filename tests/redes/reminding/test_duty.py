from datetime import timedelta

import pytest
from makers import THURSDAY
from mesa_makers import some_ground
from reminder_makers import a_subscription, a_wish, an_account

from redes.followup.accounts import AccountId, Forbidden, scope_of
from redes.reminding.duty import duties

CATALOGUE = some_ground().catalogue
ON_THURSDAYS, ON_FRIDAYS, ANY_DAY = (a_wish("guardia", days=days) for days in (8, 16, 0))
OF_BOTH = scope_of(an_account(territories=("cali", "medellin")), CATALOGUE.territories)


@pytest.fixture
def seated(work, one_vault):
    """Seats, each with a chat that asked for alerts."""

    def seated(*seats, **given):
        with work:
            for number, (label, territory, wish) in enumerate(seats):
                name = f"{number}" * 32
                work.accounts.add(
                    an_account(id=AccountId(name), label=label, telegram=name, territories=(territory,), **given)
                )
                work.subscriptions.put(a_subscription(one_vault, id=name, who=name, wish=wish, seat=name, chat=number))
            work.commit()

    return seated


def of(work, *territories, scope=OF_BOTH, today=THURSDAY):
    return duties(territories, scope=scope, uow=work, catalogue=CATALOGUE, today=today)


def test_a_territory_is_told_who_is_on_call_on_which_day_by_what_the_seat_is_called(work, seated):
    seated(("Hospital", "medellin", ON_THURSDAYS), ("Alcaldía", "medellin", ON_FRIDAYS), ("Otra", "cali", ON_THURSDAYS))

    [duty] = of(work, "medellin")

    assert duty.on_call == ("Hospital",)
    assert duty.week == ((), (), (), ("Hospital",), ("Alcaldía",), (), ())
    assert [weekday for weekday, labels in enumerate(duty.week) if not labels] == [0, 1, 2, 5, 6]
    assert duty.asked == ("Alcaldía", "Hospital")


def test_on_a_day_without_anybody_those_who_asked_are_told_and_nobody_is_on_call(work, seated):
    seated(("Hospital", "medellin", ANY_DAY))

    [duty] = of(work, "medellin", today=THURSDAY + timedelta(days=2))

    assert (duty.on_call, duty.asked) == ((), ("Hospital",))


def test_where_nobody_asked_nobody_is_told(work, seated):
    seated(("Hospital", "medellin", ON_THURSDAYS))

    here, there = of(work, "medellin", "cali")

    assert (here.asked, there.asked) == (("Hospital",), ())


def test_a_shut_seat_is_on_call_no_more(work, seated):
    seated(("Hospital", "medellin", ON_THURSDAYS), disabled=True)

    assert of(work, "medellin")[0].asked == ()


@pytest.mark.parametrize("given", [{"territories": ("cali",)}, {"role": "analyst", "territories": ("medellin",)}])
def test_the_duty_of_others_is_closed(work, given):
    with pytest.raises(Forbidden):
        of(work, "medellin", scope=scope_of(an_account(**given), CATALOGUE.territories))
