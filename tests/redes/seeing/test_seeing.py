"""The dashboard over a real database: from reports to releases to a view."""

import dataclasses
from datetime import date, timedelta

import pytest
from makers import a_report
from mesa_makers import AScope, an_undertaking

from redes.followup.commitments import make_commitment
from redes.followup.errors import NotThere, NotYours
from redes.followup.ground import Ground
from redes.followup.mesas import set_organisation
from redes.publishing.publisher import bring_up_to_date
from redes.publishing.shape import frame_of
from redes.reports.retention import Retention
from redes.seeing.chart import charts, headline
from redes.seeing.reading import Amount
from redes.seeing.seeing import Seeing
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

TODAY = date(2024, 7, 20)
RULE = "urgencia-sin-requisitos"
CUCUTA = AScope(frozenset({"cucuta"}), frozenset({"counts"}))


@pytest.fixture
def uow(engine):
    upgrade(engine)
    return SqlUnitOfWork(engine)


@pytest.fixture
def ground(real):
    return Ground(real, {RULE: "La urgencia se atiende"})


def keep(uow, number, *, first=0, **given):
    with uow:
        for one in range(first, first + number):
            uow.reports.add(
                a_report(
                    receipt_hash=f"{one:064x}",
                    id=f"{one:032x}",
                    **{"week": date(2024, 5, 6), "municipality": "54001", "ips": "cuc-huem"} | given,
                )
            )
        uow.commit()


def publish(uow, ground):
    bring_up_to_date(uow=uow, frame=frame_of(ground.catalogue, ground.rules), today=TODAY)


def look(seeing, uow, ground, territory="cucuta", *, scope=CUCUTA, today=TODAY):
    return seeing.board(territory, 12, scope=scope, ground=ground, uow=uow, today=today)


def everywhere(ground):
    return AScope(frozenset(ground.mesas()), frozenset({"counts"}))


def test_a_view_tells_what_where_who_which_rule_and_which_institution(uow, ground):
    keep(uow, 800)
    publish(uow, ground)

    board = look(Seeing(), uow, ground)

    everything = Amount(800, whole=True)
    assert board.total == everything
    assert [(one.id, one.amount) for one in board.categories][:1] == [("urg", everything)]
    assert [(one.id, one.amount) for one in board.groups][:1] == [("gestante", everything)]
    assert [(one.id, one.amount) for one in board.rules] == [(RULE, everything)]
    assert [(one.id, one.amount) for one in board.institutions][:1] == [("cuc-huem", everything)]
    assert [(one.id, one.amount) for one in board.territories] == [("cucuta", everything)]
    assert dict(zip(map(str, (month for month, _ in board.months)), (n for _, n in board.months), strict=True)) == {
        "2024-01": 0,
        "2024-02": 0,
        "2024-03": 0,
        "2024-04": 0,
        "2024-05": 800,
        "2024-06": 0,
    }


def test_what_is_not_published_is_in_no_chart(uow, ground):
    keep(uow, 800)
    publish(uow, ground)
    # These came into a month that is not closed, and into one that is published already.
    keep(uow, 70, first=1000, week=date(2024, 7, 8), state="resuelto")
    keep(uow, 70, first=2000, barrier="doc.sin-permiso", state="resuelto")

    assert look(Seeing(), uow, ground).total == Amount(800, whole=True)


def test_a_small_number_is_in_no_chart(uow, ground):
    keep(uow, 800)
    keep(uow, 3, first=1000, groups=("trata",), ips="cuc-imsalud", barrier="doc.sin-permiso")
    publish(uow, ground)

    shown = charts(look(Seeing(), uow, ground), ground)

    for chart in shown:
        if chart.name not in ("espera", "compromisos"):
            assert not [row for row in chart.rows if 0 < row.count < 5]
    [groups] = [chart for chart in shown if chart.name == "grupos"]
    assert [row.shown for row in groups.rows if row.name == "Trata de personas"] == ["no se muestra"]


def test_releases_are_read_once_and_new_ones_are_seen(uow, ground):
    keep(uow, 800)
    publish(uow, ground)
    seeing = Seeing()
    look(seeing, uow, ground)
    before = seeing._record

    assert look(seeing, uow, ground).total.count == 800
    assert seeing._record is before
    keep(uow, 130, first=1000, week=date(2024, 7, 8))
    bring_up_to_date(uow=uow, frame=frame_of(ground.catalogue, ground.rules), today=TODAY + timedelta(days=40))

    assert str(look(seeing, uow, ground).months[-1][0]) == "2024-07"


def test_whoever_looks_twice_a_day_does_not_see_what_was_answered_in_between(uow, ground):
    keep(uow, 10)
    seeing = Seeing()
    before = look(seeing, uow, ground).waiting
    with uow:
        for report in list(uow.reports.all()):
            uow.reports.remove(report.id)
        uow.commit()

    assert sum(one.count for one in before) == 10
    assert look(seeing, uow, ground).waiting == before
    assert sum(one.count for one in look(seeing, uow, ground, today=TODAY + timedelta(days=1)).waiting) == 0


@pytest.mark.parametrize(("territory", "refusal"), [("medellin", NotYours), ("atlantis", NotYours), (None, NotYours)])
def test_what_is_not_ones_own_is_refused(uow, ground, territory, refusal):
    with pytest.raises(refusal):
        look(Seeing(), uow, ground, territory)


def test_a_territory_without_a_mesa_has_no_dashboard(uow, ground):
    with pytest.raises(NotThere):
        look(Seeing(), uow, ground, "resto", scope=AScope(frozenset({"resto"}), frozenset({"counts"})))


def test_who_may_see_all_territories_sees_them_on_a_map(uow, ground):
    keep(uow, 800)
    keep(uow, 300, first=1000, municipality="76001", ips=None)
    publish(uow, ground)
    scope = everywhere(ground)

    board = look(Seeing(), uow, ground, None, scope=scope)

    assert board.total == Amount(1100, whole=True)
    [placed] = [chart for chart in charts(board, ground) if chart.kind == "mapa"]
    assert [row.name for row in placed.rows[:2]] == ["Cúcuta", "Cali"]
    assert all(row.at is not None for row in placed.rows)
    assert "mapa" not in [chart.name for chart in charts(look(Seeing(), uow, ground), ground)]


def test_a_promise_whose_term_is_over_is_late_and_named(uow, ground):
    scope = AScope(frozenset({"cucuta"}))
    mesa = set_organisation(
        "cucuta", "Secretaría de Salud", "entidad-territorial", seen=0, scope=scope, ground=ground, uow=uow
    )
    for due in (TODAY + timedelta(days=10), TODAY - timedelta(days=15)):
        make_commitment(
            "cucuta",
            an_undertaking(organisation=mesa.organisations[0].id, due=due),
            scope=scope,
            ground=ground,
            uow=uow,
            retention=Retention(),
            today=TODAY - timedelta(days=60),
        )

    board = look(Seeing(), uow, ground)

    [late] = board.promises.late
    assert (late.who, late.weeks, late.territory, board.promises.in_time) == ("Secretaría de Salud", 2, "cucuta", 1)
    assert headline(board, ground)[-1] == "Compromisos y acciones de planes atrasados: 1."


def test_before_the_first_month_is_published_the_dashboard_says_so(uow, ground):
    board = look(Seeing(), uow, ground)

    assert headline(board, ground)[0].startswith("Todavía no hay meses publicados")
    assert all(chart.empty and chart.described for chart in charts(board, ground))


def test_every_chart_has_its_words_in_every_language(uow, ground):
    keep(uow, 800)
    publish(uow, ground)
    board = look(Seeing(), uow, ground)

    titles = {
        language: tuple(chart.title for chart in charts(board, ground, language))
        for language in ground.catalogue.languages
    }

    assert len(set(titles.values())) == len(titles) == 5


def test_compliments_stand_beside_barriers_in_bands_and_are_held_for_a_day(uow, ground):
    praise = {"kind": "buena-practica", "barrier": None, "rule": None}
    keep(uow, 12, practice=3, **praise)
    keep(uow, 4, first=100, practice=5, **praise)
    keep(uow, 9, first=200, practice=6, municipality="76001", **praise)
    seeing = Seeing()

    board = look(seeing, uow, ground)
    keep(uow, 9, first=300, practice=3, **praise)

    assert board.praised == look(seeing, uow, ground).praised == ((3, 10),)
    assert look(seeing, uow, ground, today=TODAY + timedelta(days=1)).praised == ((3, 20),)
    everything = look(Seeing(), uow, ground, None, scope=everywhere(ground))
    assert everything.praised == ((3, 20), (6, 5))
    [drawn] = [one for one in charts(board, ground) if one.name == "buenas"]
    assert [row.shown for row in drawn.rows] == ["al menos 10"]


@pytest.mark.parametrize("territory", ["cucuta", "cali", None])
def test_a_view_that_is_remembered_is_the_one_that_is_read_anew(uow, ground, territory):
    keep(uow, 800)
    keep(uow, 300, first=1000, municipality="76001", ips=None)
    publish(uow, ground)
    seeing, scope = Seeing(), everywhere(ground)
    for first in ("cucuta", "cali", None):
        look(seeing, uow, ground, first, scope=scope)
    look(seeing, uow, ground)

    remembered = look(seeing, uow, ground, territory, scope=scope)

    assert remembered == look(Seeing(), uow, ground, territory, scope=scope)
    assert remembered.total.count == {"cucuta": 800, "cali": 300, None: 1100}[territory]


def test_what_one_visitor_may_see_is_not_remembered_for_another(uow, ground):
    keep(uow, 800)
    publish(uow, ground)
    seeing = Seeing()

    assert len(look(seeing, uow, ground, scope=everywhere(ground)).territories) == len(ground.mesas())
    assert [one.id for one in look(seeing, uow, ground).territories] == ["cucuta"]


def test_a_view_is_read_anew_with_another_catalogue_or_other_rules(uow, ground):
    keep(uow, 800)
    publish(uow, ground)
    seeing = Seeing()
    look(seeing, uow, ground)
    fewer = ground.catalogue.categories[:1]

    other = Ground(dataclasses.replace(ground.catalogue, categories=fewer), ground.rules)
    assert len(look(seeing, uow, other).categories) == 1
    assert look(seeing, uow, Ground(other.catalogue, {})).rules == ()


def test_what_somebody_has_read_already_is_not_read_again(uow, ground):
    keep(uow, 800)
    record = bring_up_to_date(uow=uow, frame=frame_of(ground.catalogue, ground.rules), today=TODAY)
    seeing = Seeing()

    seeing.know(record)

    assert look(seeing, uow, ground) == look(Seeing(), uow, ground)
    assert seeing._record is record
