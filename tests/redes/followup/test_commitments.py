from datetime import timedelta

import pytest
from makers import THURSDAY, a_vault
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, a_filed_report, an_organisation, an_undertaking, some_ground

from redes.followup.commitments import (
    advance_commitment,
    commitments_of,
    link_reports,
    make_commitment,
    open_commitment,
    reports_of_barriers,
    territory_agenda,
)
from redes.followup.errors import Incomplete, NotThere, NotYours
from redes.followup.promise import Evidence
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.report import monday
from redes.reports.retention import Retention
from redes.reports.review import set_state
from redes.reports.thread import read_thread, still_the_same, withdraw

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND, "retention": Retention()}
NOTE = Evidence(kind="nota", text="Lista de asistencia de la portería")


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


def promise(uow, *reports, **given):
    return make_commitment(
        "medellin",
        an_undertaking(organisation=given.pop("organisation", None) or an_organisation(uow), **given),
        [report.id for report in reports],
        uow=uow,
        today=THURSDAY,
        **MINE,
    )


def keep(uow, vault, commitment, **given):
    default = {"to": "cumplido", "seen": commitment.version, "evidence": NOTE, "today": THURSDAY + timedelta(days=9)}
    return advance_commitment(commitment.id, uow=uow, vault=vault, **MINE | default | given)


def state(uow, report):
    with uow:
        return uow.reports.get(report.id).state


def test_a_promise_takes_its_reports_with_it_from_new_to_promised(uow, vault):
    report = a_filed_report(uow, vault)

    made = promise(uow, report)

    assert open_commitment(made.id, scope=OF_MEDELLIN, uow=uow) == (made, (report.id,))
    assert state(uow, report) == "con-compromiso"


@pytest.mark.parametrize(
    ("language", "begins"), [("es", "Lo que usted contó"), ("en", "What you told"), ("ht", "Lo que")]
)
def test_who_reported_reads_in_her_thread_that_the_promise_was_kept(uow, vault, language, begins):
    report = a_filed_report(uow, vault, language=language)
    made = promise(uow, report)

    keep(uow, vault, made)

    [said] = read_thread(report.id, uow=uow, vault=vault)
    assert (said.author, said.act, said.week) == ("mesa", "respuesta", monday(THURSDAY + timedelta(days=9)))
    assert said.text.startswith(begins)
    assert "«Capacitar a la portería en la ruta de urgencias»" in said.text
    assert "Medellín" in said.text
    assert state(uow, report) == "resuelto"


def test_who_reported_can_say_that_nothing_changed_and_her_report_is_open_again(uow, vault):
    report = a_filed_report(uow, vault)
    keep(uow, vault, promise(uow, report))

    still_the_same(report.id, uow=uow, vault=vault, today=THURSDAY)

    assert state(uow, report) == "en-revision"


def test_a_report_is_not_resolved_while_another_promise_to_it_is_open(uow, vault):
    report = a_filed_report(uow, vault)
    organisation = an_organisation(uow)
    first, second = promise(uow, report, organisation=organisation), promise(uow, report, organisation=organisation)

    keep(uow, vault, first)
    between = state(uow, report)
    keep(uow, vault, second)

    assert (between, state(uow, report)) == ("con-compromiso", "resuelto")
    assert len(read_thread(report.id, uow=uow, vault=vault)) == 2


@pytest.mark.parametrize("to", ["no-cumplido", "retirado"])
def test_the_reports_of_a_broken_promise_go_back_to_the_table_and_nobody_is_told_of_success(uow, vault, to):
    report = a_filed_report(uow, vault)

    keep(uow, vault, promise(uow, report), to=to, evidence=None, note="No hubo con qué")

    assert state(uow, report) == "en-mesa"
    assert read_thread(report.id, uow=uow, vault=vault) == ()


def test_who_took_her_report_back_is_not_behind_a_promise_any_more(uow, vault):
    report, other = a_filed_report(uow, vault), a_filed_report(uow, vault)
    made = promise(uow, report, other)
    with uow:
        now = uow.reports.get(report.id)

    withdraw(now, uow=uow, today=THURSDAY)
    keep(uow, vault, made)

    assert open_commitment(made.id, scope=OF_MEDELLIN, uow=uow)[1] == (other.id,)


def test_a_closed_report_stays_closed_when_it_is_put_behind_a_promise(uow, vault):
    report = a_filed_report(uow, vault)
    set_state(report.id, "descartado", seen=1, uow=uow, retention=Retention(), reason="repetido")

    promise(uow, report)

    assert state(uow, report) == "descartado"


def test_the_second_of_two_who_keep_a_promise_is_told_and_nobody_hears_of_it_twice(uow, vault):
    report = a_filed_report(uow, vault)
    made = promise(uow, report)
    keep(uow, vault, made, to="en-curso", progress=50, evidence=None)

    with pytest.raises(ChangedMeanwhile):
        keep(uow, vault, made)

    assert read_thread(report.id, uow=uow, vault=vault) == ()
    assert state(uow, report) == "con-compromiso"


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_commitments_of_others_are_closed(uow, vault, scope):
    made = promise(uow)

    with pytest.raises(NotYours):
        open_commitment(made.id, scope=scope, uow=uow)
    with pytest.raises(NotYours):
        keep(uow, vault, made, scope=scope)
    with pytest.raises(NotYours):
        commitments_of("medellin", scope=scope, uow=uow)
    assert open_commitment(made.id, scope=OF_MEDELLIN, uow=uow)[0] == made


def test_a_report_of_another_territory_or_of_nobody_is_refused_and_nothing_is_kept(uow, vault):
    elsewhere = a_filed_report(uow, vault, municipality="76001")
    organisation = an_organisation(uow)

    with pytest.raises(NotThere):
        promise(uow, elsewhere, organisation=organisation)

    assert commitments_of("medellin", scope=OF_MEDELLIN, uow=uow) == ()
    assert state(uow, elsewhere) == "nuevo"


@pytest.mark.parametrize(
    "given",
    [
        {"organisation": "f" * 12},
        {"due": THURSDAY - timedelta(days=1)},
        {"barriers": ()},
        {"barriers": ("no.hay",)},
        {"rules": ("no-hay",)},
        {"practices": (11,)},
        {"what": "Corto"},
        {"what": "x" * 501},
    ],
)
def test_a_promise_that_does_not_fit_is_refused(uow, given):
    with pytest.raises(Incomplete):
        promise(uow, **given)


def test_more_reports_can_be_put_behind_an_open_promise_only(uow, vault):
    made = promise(uow)
    first, second = a_filed_report(uow, vault), a_filed_report(uow, vault)

    made = link_reports(made.id, [first.id], seen=1, uow=uow, **MINE)
    closed = keep(uow, vault, made)

    with pytest.raises(Incomplete):
        link_reports(made.id, [second.id], seen=closed.version, uow=uow, **MINE)
    assert open_commitment(made.id, scope=OF_MEDELLIN, uow=uow)[1] == (first.id,)


def test_the_agenda_of_a_territory_is_the_sum_of_its_open_commitments(uow, vault):
    organisation = an_organisation(uow)
    late = promise(uow, organisation=organisation, due=THURSDAY + timedelta(days=60))
    soon = promise(uow, organisation=organisation, due=THURSDAY + timedelta(days=3))
    keep(uow, vault, promise(uow, organisation=organisation))

    agenda = territory_agenda("medellin", scope=OF_MEDELLIN, uow=uow)

    assert [one.id for one in agenda] == [soon.id, late.id]


def test_the_open_reports_of_a_kind_of_barrier_are_found_by_one_filter(uow, vault):
    wanted = a_filed_report(uow, vault, barrier="urg.puerta")
    a_filed_report(uow, vault, barrier="doc.papeles")
    a_filed_report(uow, vault, municipality="76001")

    found = reports_of_barriers("medellin", ["urg.puerta"], since=monday(THURSDAY), ground=GROUND)

    with uow:
        assert [one.id for one in uow.reports.all(found)] == [wanted.id]
