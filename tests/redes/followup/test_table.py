from datetime import timedelta

import pytest
from makers import THURSDAY
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, an_organisation, an_undertaking, some_ground

from redes.followup.commitments import make_commitment
from redes.followup.errors import Incomplete, NamesAPerson, NoSuchStep, NotThere, NotYours
from redes.followup.meeting import AgendaItem
from redes.followup.meetings import call_meeting, hold_meeting, meetings_of, move_meeting, open_meeting, set_agenda
from redes.followup.mesas import open_mesa, remove_organisation, set_organisation
from redes.followup.plans import NewAction, add_action, advance_action, begin_plan, open_plans
from redes.followup.rights import OPERATOR
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.retention import Retention

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND}


def mesa(uow, scope=OF_MEDELLIN, territory="medellin"):
    return open_mesa(territory, scope=scope, ground=GROUND, uow=uow)


def test_every_territory_has_a_mesa_before_anybody_wrote_something(uow):
    assert (mesa(uow).version, mesa(uow).organisations) == (0, ())


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_a_mesa_of_others_is_closed(uow, scope):
    with pytest.raises(NotYours):
        mesa(uow, scope)


def test_the_command_line_opens_every_mesa_and_none_where_there_is_none(uow):
    assert mesa(uow, OPERATOR, "cali").territory == "cali"
    with pytest.raises(NotThere):
        mesa(uow, OPERATOR, "resto")


def test_organisations_stand_in_the_order_of_their_names(uow):
    for name in ("Zonta", "ápice", "Barrio Unido"):
        an_organisation(uow, name=name)

    assert [one.name for one in mesa(uow).organisations] == ["Barrio Unido", "Zonta", "ápice"]


@pytest.mark.parametrize(
    ("name", "sector", "refused"),
    [
        ("  ", "ips", Incomplete),
        ("x" * 121, "ips", Incomplete),
        ("Secretaría", "persona", Incomplete),
        ("Ana, cédula 1.098.765.432", "comunidad", NamesAPerson),
    ],
)
def test_what_is_no_organisation_does_not_sit_at_the_table(uow, name, sector, refused):
    with pytest.raises(refused):
        set_organisation("medellin", name, sector, seen=0, uow=uow, **MINE)

    assert mesa(uow).organisations == ()


def test_the_second_of_two_who_change_a_table_is_told_and_overwrites_nothing(uow):
    an_organisation(uow, name="La primera")

    for seen in (0, 7):
        with pytest.raises(ChangedMeanwhile):
            set_organisation("medellin", "La segunda", "ips", seen=seen, uow=uow, **MINE)

    assert [one.name for one in mesa(uow).organisations] == ["La primera"]


def test_an_organisation_sits_at_a_table_once(uow):
    an_organisation(uow, name="Secretaría")

    with pytest.raises(Incomplete):
        set_organisation("medellin", "SECRETARÍA", "ips", seen=1, uow=uow, **MINE)


def test_an_organisation_that_promised_something_stays_at_the_table(uow):
    organisation = an_organisation(uow)
    other = an_organisation(uow, name="Otra")
    make_commitment(
        "medellin", an_undertaking(organisation=organisation), uow=uow, retention=Retention(), today=THURSDAY, **MINE
    )

    with pytest.raises(Incomplete):
        remove_organisation("medellin", organisation, seen=2, uow=uow, **MINE)
    remove_organisation("medellin", other, seen=2, uow=uow, **MINE)

    assert [one.id for one in mesa(uow).organisations] == [organisation]


def test_a_meeting_is_called_prepared_and_held(uow):
    called = call_meeting("medellin", THURSDAY, uow=uow, **MINE)
    items = [AgendaItem(title="Puertas", reasons=("Grave",), barrier="urg.puerta"), AgendaItem(title="Varios")]
    prepared = set_agenda(called.id, items, seen=1, uow=uow, **MINE)
    hold_meeting(
        called.id,
        {"ips": 3, "comunidad": 4, "eps": 0},
        "Se acordó.",
        seen=2,
        scope=OF_MEDELLIN,
        uow=uow,
        today=THURSDAY,
    )

    held = open_meeting(called.id, scope=OF_MEDELLIN, uow=uow)
    assert prepared.agenda == tuple(items)
    assert (held.state, held.attendance, held.attended, held.notes, held.agenda) == (
        "realizada", {"ips": 3, "comunidad": 4}, 7, "Se acordó.", tuple(items),
    )  # fmt: skip


def test_a_meeting_is_not_held_before_its_day_nor_by_nobody(uow):
    tomorrow = call_meeting("medellin", THURSDAY + timedelta(days=1), uow=uow, **MINE)
    today = call_meeting("medellin", THURSDAY, uow=uow, **MINE)
    given = {"seen": 1, "scope": OF_MEDELLIN, "uow": uow, "today": THURSDAY}

    for meeting, attendance in ((tomorrow, {"ips": 1}), (today, {"ips": 0}), (today, {"ips": -1}), (today, {"x": 1})):
        with pytest.raises(Incomplete):
            hold_meeting(meeting.id, attendance, None, **given)

    assert [one.state for one in meetings_of("medellin", scope=OF_MEDELLIN, uow=uow)] == ["convocada", "convocada"]


def test_the_agenda_of_a_meeting_that_was_called_off_does_not_change(uow):
    called = call_meeting("medellin", THURSDAY, uow=uow, **MINE)
    move_meeting(called.id, "cancelada", seen=1, scope=OF_MEDELLIN, uow=uow)

    with pytest.raises(Incomplete):
        set_agenda(called.id, [], seen=2, uow=uow, **MINE)
    with pytest.raises(NoSuchStep):
        move_meeting(called.id, "cancelada", seen=2, scope=OF_MEDELLIN, uow=uow)


def test_the_second_of_two_who_write_an_agenda_is_told(uow):
    called = call_meeting("medellin", THURSDAY, uow=uow, **MINE)
    set_agenda(called.id, [AgendaItem(title="La primera")], seen=1, uow=uow, **MINE)

    with pytest.raises(ChangedMeanwhile):
        set_agenda(called.id, [AgendaItem(title="La segunda")], seen=1, uow=uow, **MINE)

    assert open_meeting(called.id, scope=OF_MEDELLIN, uow=uow).agenda[0].title == "La primera"


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_a_meeting_of_others_is_closed(uow, scope):
    called = call_meeting("medellin", THURSDAY, uow=uow, **MINE)

    with pytest.raises(NotYours):
        open_meeting(called.id, scope=scope, uow=uow)
    with pytest.raises(NotYours):
        move_meeting(called.id, "cancelada", seen=1, scope=scope, uow=uow)


def test_a_meeting_that_does_not_exist_is_not_there(uow):
    with pytest.raises(NotThere):
        open_meeting("f" * 32, scope=OPERATOR, uow=uow)


def an_action(**given):
    default = {
        "field": "capacitacion",
        "term": "corto",
        "responsible": "Talento humano",
        "what": "Capacitar a todo el turno de noche",
        "due": THURSDAY + timedelta(days=60),
    }
    return NewAction(**default | given)


def test_the_plan_of_an_ips_grows_by_actions_and_tells_how_far_they_are(uow):
    plan = begin_plan("medellin", "med-hospital", uow=uow, **MINE)
    plan = add_action(plan.id, an_action(), seen=1, uow=uow, today=THURSDAY, **MINE)
    add_action(plan.id, an_action(field="sensibilizacion", term="largo"), seen=2, uow=uow, today=THURSDAY, **MINE)
    advance_action(
        plan.id, plan.actions[0].id, "en-curso", seen=3, scope=OF_MEDELLIN, uow=uow, today=THURSDAY, progress=40
    )

    [kept] = open_plans("medellin", scope=OF_MEDELLIN, uow=uow)
    assert [(one.field, one.term, one.state, one.progress) for one in kept.actions] == [
        ("capacitacion", "corto", "en-curso", 40),
        ("sensibilizacion", "largo", "abierto", 0),
    ]


def test_an_ips_has_one_plan_in_its_own_territory(uow):
    begin_plan("medellin", "med-hospital", uow=uow, **MINE)

    with pytest.raises(Incomplete):
        begin_plan("medellin", "med-hospital", uow=uow, **MINE)
    with pytest.raises(Incomplete):
        begin_plan("cali", "med-hospital", scope=OF_CALI, ground=GROUND, uow=uow)


@pytest.mark.parametrize(
    "given",
    [
        {"field": "otro"},
        {"term": "eterno"},
        {"due": THURSDAY - timedelta(days=1)},
        {"barriers": ("no.hay",)},
        {"what": "x"},
    ],
)
def test_an_action_that_does_not_fit_is_refused(uow, given):
    plan = begin_plan("medellin", "med-hospital", uow=uow, **MINE)

    with pytest.raises(Incomplete):
        add_action(plan.id, an_action(**given), seen=1, uow=uow, today=THURSDAY, **MINE)


def test_the_second_of_two_who_change_a_plan_is_told(uow):
    plan = begin_plan("medellin", "med-hospital", uow=uow, **MINE)
    add_action(plan.id, an_action(), seen=1, uow=uow, today=THURSDAY, **MINE)

    with pytest.raises(ChangedMeanwhile):
        add_action(plan.id, an_action(), seen=1, uow=uow, today=THURSDAY, **MINE)
