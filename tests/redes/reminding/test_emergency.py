import pytest
from makers import CHEAP, THURSDAY, a_catalogue, a_draft, a_report
from mesa_makers import some_ground
from reminder_makers import a_subscription, a_wish, an_account

from redes.followup.accounts import AccountId
from redes.reminding.emergency import hand_out, is_refused_emergency
from redes.reports.intake import file_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.retention import Retention
from redes.reports.spool import Spool, take_in
from redes.reports.thread import withdraw

CATALOGUE = some_ground().catalogue
ON_THURSDAYS, ON_FRIDAYS = a_wish("guardia", days=8), a_wish("guardia", days=16)


@pytest.mark.parametrize(
    ("given", "wakes"),
    [
        ({"urgent_now": True}, True),
        ({"urgent_now": True, "when": "antes"}, True),
        ({"urgent_now": True, "barrier": "aut.demora", "service": "parto"}, True),
        ({"urgent_now": None, "when": "hoy"}, True),
        ({"urgent_now": None, "when": None}, True),
        ({"urgent_now": None, "when": "hoy", "barrier": "aut.demora", "service": "urgencia"}, True),
        ({"urgent_now": None, "when": "hoy", "barrier": "urg.puerta", "service": None}, True),
        ({"urgent_now": None, "when": "hoy", "barrier": "aut.demora", "service": "parto"}, False),
        ({"urgent_now": None, "when": "esta-semana"}, False),
        ({"urgent_now": False, "when": "hoy"}, False),
        ({"urgent_now": True, "queue": "abuso"}, False),
        ({"kind": "buena-practica", "barrier": None, "practice": 1, "urgent_now": True}, False),
    ],
)
def test_an_emergency_that_is_refused_now_wakes_somebody_and_nothing_else_does(given, wakes):
    assert is_refused_emergency(a_report(**given), CATALOGUE) is wakes


def on_call(work, vault, *accounts):
    """Accounts, each with a chat that asked for alerts."""
    with work:
        for number, (account, wish) in enumerate(accounts):
            work.accounts.add(account)
            work.subscriptions.put(
                a_subscription(
                    vault, id=f"{number}" * 32, who=f"{number}" * 32, wish=wish, seat=account.id, chat=100 + number
                )
            )
        work.commit()


def a_seat(number: int, **given):
    return an_account(id=AccountId(f"{number}" * 32), label=f"Silla {number}", telegram=f"{number}" * 32, **given)


def waits(work, *reports):
    with work:
        for report in reports:
            work.reports.add(report)
            work.alerts.add(report.id)
        work.commit()


def notices(work):
    with work:
        return {(one.subscription[0], one.territory, one.count) for one in work.notices.free(0)}


def test_who_is_on_call_that_day_in_that_territory_is_told(work, one_vault):
    on_call(
        work,
        one_vault,
        (a_seat(0), ON_THURSDAYS),
        (a_seat(1), ON_FRIDAYS),
        (a_seat(2, territories=("cali",)), ON_THURSDAYS),
        (a_seat(3, disabled=True), ON_THURSDAYS),
    )
    waits(work, a_report(municipality="05001"))

    assert hand_out(uow=work, catalogue=CATALOGUE, today=THURSDAY) == 1
    assert notices(work) == {("0", "medellin", 1)}


def test_when_nobody_is_on_call_all_of_the_territory_who_asked_are_told(work, one_vault):
    on_call(
        work,
        one_vault,
        (a_seat(0), ON_FRIDAYS),
        (a_seat(1, territories=("cali", "medellin")), a_wish("guardia", days=0)),
        (a_seat(2, territories=("cali",)), ON_THURSDAYS),
    )
    waits(work, a_report(municipality="05001"))

    hand_out(uow=work, catalogue=CATALOGUE, today=THURSDAY)

    assert notices(work) == {("0", "medellin", 1), ("1", "medellin", 1)}


def test_reports_that_come_together_are_told_together_and_once(work, one_vault):
    on_call(work, one_vault, (a_seat(0, territories=("cali", "medellin")), ON_THURSDAYS))
    waits(
        work,
        *(a_report(receipt_hash=f"{number}" * 64, municipality="05001") for number in range(3)),
        a_report(receipt_hash="9" * 64, municipality="76001"),
    )

    counts = [hand_out(uow=work, catalogue=CATALOGUE, today=THURSDAY) for _ in range(2)]

    assert counts == [2, 0]
    assert notices(work) == {("0", "medellin", 3), ("0", "cali", 1)}


def test_a_report_that_nobody_asked_to_hear_of_leaves_nothing_behind(work):
    waits(work, a_report(municipality="05001"))

    assert hand_out(uow=work, catalogue=CATALOGUE, today=THURSDAY) == 0

    with work:
        assert work.alerts.waiting() == ()


def test_what_its_author_takes_back_before_anybody_is_told_wakes_nobody(work, one_vault):
    on_call(work, one_vault, (a_seat(0), ON_THURSDAYS))
    report = a_report(municipality="05001")
    waits(work, report)

    withdraw(report, uow=work, today=THURSDAY)

    assert hand_out(uow=work, catalogue=CATALOGUE, today=THURSDAY) == 0


def test_the_alert_is_as_durable_as_the_report_whichever_way_it_came_in(work, one_vault, tmp_path):
    given = {"receipts": CHEAP, "vault": one_vault, "retention": Retention(), "today": THURSDAY, "language": "es"}

    class Away:
        def __enter__(self):
            raise StoreUnavailable("away")

        def __exit__(self, *_):
            pass

    spool = Spool(tmp_path / "spool", vault=one_vault)
    file_report(a_draft(urgent_now=True), uow=work, wakes=_wakes, **given)
    file_report(a_draft(urgent_now=False), uow=work, wakes=_wakes, **given)
    file_report(a_draft(urgent_now=True), uow=Away(), spool=spool, wakes=_wakes, **given)
    with work:
        before = len(work.alerts.waiting())

    take_in(uow=work, spool=spool, wakes=_wakes)

    with work:
        assert (before, len(work.alerts.waiting())) == (1, 2)


def _wakes(report) -> bool:
    return is_refused_emergency(report, a_catalogue())
