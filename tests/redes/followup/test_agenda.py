from datetime import timedelta

import pytest
from makers import THURSDAY, a_report
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, some_ground

from redes.followup.agenda import band, broken_rules, proposals, propose_agenda
from redes.followup.errors import NotYours
from redes.followup.keeping import Weekly
from redes.reports.report import monday

GROUND = some_ground()
BARRIERS = GROUND.catalogue.barriers
THIS_WEEK = monday(THURSDAY)


def ago(weeks, count, barrier="aut.demora", *, urgent=0, waiting=0):
    return Weekly(barrier=barrier, week=THIS_WEEK - timedelta(weeks=weeks), count=count, urgent=urgent, waiting=waiting)


def causes(*weekly):
    return {
        one.barrier: [(r.cause, r.count, r.weeks) for r in one.reasons]
        for one in proposals(weekly, BARRIERS, today=THURSDAY)
    }


def test_without_reports_nothing_is_proposed():
    assert causes() == {}


def test_the_week_that_is_not_over_does_not_count():
    assert causes(ago(0, 90, urgent=90, waiting=90)) == {}


def test_the_most_frequent_is_proposed_in_bands_of_five():
    assert causes(ago(10, 23), ago(9, 9, "doc.papeles"), ago(9, 4, "urg.puerta"))["aut.demora"] == [
        ("frecuente", 20, 12)
    ]


def test_fewer_than_five_are_not_frequent():
    assert causes(ago(6, 4)) == {}


def test_what_is_refused_in_an_emergency_comes_first_however_few_they_are():
    found = proposals([ago(6, 1, "urg.puerta"), ago(6, 50)], BARRIERS, today=THURSDAY)

    assert [(one.barrier, one.reasons[0].cause) for one in found] == [
        ("urg.puerta", "grave"),
        ("aut.demora", "frecuente"),
    ]


def test_care_that_was_needed_at_the_time_is_grave_whatever_the_kind():
    assert causes(ago(6, 7, urgent=6))["aut.demora"][0] == ("grave", 5, 12)


def test_what_rises_is_compared_with_the_eight_weeks_before():
    steady = [ago(weeks, 10, "doc.papeles") for weeks in range(1, 13)]
    rising = [ago(weeks, 5) for weeks in range(5, 13)] + [ago(weeks, 12) for weeks in range(1, 5)]

    found = causes(*steady, *rising)

    assert [reason[0] for reason in found["aut.demora"]] == ["sube", "frecuente"]
    assert [reason[0] for reason in found["doc.papeles"]] == ["frecuente"]


def test_what_waits_longest_is_proposed_in_steps_that_point_at_no_week():
    assert causes(ago(13, 6, waiting=6), ago(30, 1, "doc.papeles", waiting=1), ago(3, 1, "urg.puerta", waiting=1)) == {
        "urg.puerta": [("grave", 0, 12)],
        "doc.papeles": [("antiguo", 0, 26)],
        "aut.demora": [("antiguo", 5, 12)],
    }


def test_a_kind_that_the_catalogue_let_go_is_left_out():
    assert causes(ago(3, 99, "se.fue")) == {}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (123, 120)])
def test_bands_are_multiples_of_five(count, shown):
    assert band(count) == shown


def test_a_proposal_says_its_reasons_in_words_and_no_exact_number():
    [found] = proposals([ago(2, 23, "urg.puerta", waiting=3)], BARRIERS, today=THURSDAY)

    item = found.item(GROUND)

    assert item.title == "No dejan entrar"
    assert item.barrier == "urg.puerta"
    assert item.reasons == (
        "Grave: 20 o más reportes en que la atención no podía esperar, en 12 semanas.",
        "Va en aumento: 20 o más reportes en las últimas 4 semanas, al menos el doble que antes.",
        "De lo más reportado: 20 o más reportes en 12 semanas.",
    )


def fill(uow, *reports):
    with uow:
        for number, given in enumerate(reports):
            default = {"receipt_hash": f"{number:064x}", "id": f"{number:032x}", "week": THIS_WEEK - timedelta(weeks=2)}
            uow.reports.add(a_report(**default | given))
        uow.commit()


def test_the_agenda_of_a_territory_rests_on_its_own_reports(uow):
    here = [{"barrier": "doc.papeles", "urgent_now": number == 0} for number in range(7)]
    fill(
        uow,
        *here,
        {"municipality": "76001"},
        {"queue": "abuso"},
        {"barrier": None, "kind": "buena-practica", "practice": 1},
    )

    found = propose_agenda("medellin", scope=OF_MEDELLIN, ground=GROUND, uow=uow, today=THURSDAY)

    assert [(one.barrier, [(r.cause, r.count) for r in one.reasons]) for one in found] == [
        ("doc.papeles", [("grave", 0), ("sube", 5), ("frecuente", 5)])
    ]


def test_an_analyst_sees_the_counts_of_her_territory_and_nobody_those_of_another(uow):
    propose_agenda("medellin", scope=ANALYST, ground=GROUND, uow=uow, today=THURSDAY)

    with pytest.raises(NotYours):
        propose_agenda("medellin", scope=OF_CALI, ground=GROUND, uow=uow, today=THURSDAY)


def test_rules_are_counted_by_how_often_they_were_broken(uow):
    fill(
        uow,
        *[{"rule": "urgencia-sin-requisitos"}] * 12,
        {"rule": "otra"},
        {"rule": None},
        {"rule": "otra", "week": THIS_WEEK},
    )

    found = broken_rules("medellin", weeks=12, scope=OF_MEDELLIN, ground=GROUND, uow=uow, today=THURSDAY)

    assert found == (("urgencia-sin-requisitos", 10), ("otra", 0))
