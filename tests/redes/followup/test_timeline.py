from datetime import date, timedelta

import pytest
from makers import THURSDAY, a_vault
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, a_filed_report, an_organisation, an_undertaking, some_ground

from redes.followup.commitments import advance_commitment, make_commitment
from redes.followup.errors import Incomplete, NotThere, NotYours
from redes.followup.meeting import AgendaItem
from redes.followup.meetings import call_meeting
from redes.followup.promise import Evidence
from redes.followup.timeline import thread_of_barrier, thread_of_commitment
from redes.reports.retention import Retention
from redes.reports.thread import is_solved, still_the_same

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND}
LATER = THURSDAY + timedelta(days=60)


@pytest.fixture
def told(uow, tmp_path):
    """A whole way: reported, talked about, promised, kept; one author says it is solved, the other that it is not."""
    vault = a_vault(tmp_path)
    first, second = (
        a_filed_report(uow, vault, barrier="urg.puerta", today=THURSDAY - timedelta(days=30)) for _ in range(2)
    )
    meeting = call_meeting(
        "medellin",
        THURSDAY,
        [AgendaItem(title="Puertas", barrier="urg.puerta"), AgendaItem(title="Otra")],
        uow=uow,
        **MINE,
    )
    made = make_commitment(
        "medellin",
        an_undertaking(organisation=an_organisation(uow), meeting=meeting.id),
        [first.id, second.id],
        uow=uow,
        retention=Retention(),
        today=THURSDAY,
        **MINE,
    )
    given = {"uow": uow, "vault": vault, "retention": Retention(), **MINE}
    advance_commitment(made.id, "en-curso", seen=1, today=THURSDAY + timedelta(days=7), progress=40, **given)
    note = Evidence(kind="nota", text="Acta")
    advance_commitment(
        made.id, "cumplido", seen=2, today=THURSDAY + timedelta(days=20), evidence=note, note="Listo", **given
    )
    is_solved(first.id, uow=uow, vault=vault, today=LATER)
    still_the_same(second.id, uow=uow, vault=vault, today=LATER)
    return made


WAY = [
    (date(2024, 6, 1), "reportes", "", 0, None),
    (THURSDAY, "reunion", "Puertas", None, None),
    (THURSDAY, "compromiso", "Capacitar a la portería en la ruta de urgencias", None, None),
    (THURSDAY + timedelta(days=7), "avance", "", None, "en-curso"),
    (THURSDAY + timedelta(days=20), "evidencia", "Acta", None, None),
    (THURSDAY + timedelta(days=20), "resultado", "Listo", None, "cumplido"),
    (date(2024, 9, 1), "sigue-igual", "", 0, None),
    (date(2024, 9, 1), "se-resolvio", "", 0, None),
]


def way(thread):
    return [(one.day, one.what, one.text, one.count, one.state) for one in thread.events]


def test_a_thread_is_the_same_from_the_barrier_and_from_the_promise(uow, told):
    from_barrier = thread_of_barrier("medellin", "urg.puerta", uow=uow, today=LATER, **MINE)
    from_promise = thread_of_commitment(told.id, uow=uow, today=LATER, **MINE)

    assert way(from_barrier) == way(from_promise) == WAY
    assert {
        one.commitment for one in from_barrier.events if one.what in ("compromiso", "resultado", "se-resolvio")
    } == {told.id}
    assert [one.meeting for one in from_promise.events if one.what == "reunion"] == [told.meeting]


def test_another_barrier_has_another_thread(uow, told):
    assert thread_of_barrier("medellin", "doc.papeles", uow=uow, today=LATER, **MINE).events == ()


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_threads_of_others_are_closed(uow, told, scope):
    with pytest.raises(NotYours):
        thread_of_barrier("medellin", "urg.puerta", scope=scope, ground=GROUND, uow=uow, today=LATER)
    with pytest.raises(NotYours):
        thread_of_commitment(told.id, scope=scope, ground=GROUND, uow=uow, today=LATER)


def test_a_thread_of_nothing_is_refused(uow):
    with pytest.raises(Incomplete):
        thread_of_barrier("medellin", "no.hay", uow=uow, today=LATER, **MINE)
    with pytest.raises(NotThere):
        thread_of_commitment("f" * 32, uow=uow, today=LATER, **MINE)
