from datetime import date

import pytest
from makers import THURSDAY, a_report, a_vault

from redes.demo.followup import MEETINGS, Year
from redes.demo.reports import WEEKS, Inventor
from redes.demo.script import script
from redes.eligibility.load import load_law
from redes.followup.ground import Ground
from redes.followup.meeting import Meeting
from redes.privacy.scrub import find_personal_data
from redes.reports.report import monday
from redes.reports.retention import Retention
from redes.settings import ROOT
from redes.store.bulk import BATCH, holds_something, keep_many
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


@pytest.fixture(scope="session")
def rules(real):
    return {rule.id: rule.title for rule in load_law(ROOT / "content" / "reglas", real.norms).rulebook.rules}


@pytest.fixture
def inventor(real):
    return Inventor(script(), real, retention=Retention(), until=THURSDAY)


def test_one_seed_gives_one_year_and_another_seed_another(inventor):
    first, again, other = (list(inventor.invent(50, seed=seed)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_every_invented_narrative_says_so_and_names_nobody(inventor):
    stories = [one.story for one in inventor.invent(2000, seed=3) if one.story is not None]

    assert len(stories) > 500
    assert [story for story in stories if not story.startswith("[Inventado] ")] == []
    assert [story for story in set(stories) if find_personal_data(story)] == []


def test_invented_reports_lie_in_the_year_that_ends_today(inventor):
    weeks = {one.report.week for one in inventor.invent(3000, seed=4)}

    assert (max(weeks), len(weeks)) == (monday(THURSDAY), WEEKS + 1)
    assert {week.weekday() for week in weeks} == {0}


def test_invented_reports_hold_nothing_that_the_catalogue_does_not_know(inventor, real, rules):
    reports = [one.report for one in inventor.invent(3000, seed=5)]

    known = {
        "barrier": set(real.barriers),
        "municipality": set(real.municipalities),
        "ips": set(real.contacts),
        "rule": set(rules),
        "service": {term.value for term in real.vocabularies["servicio"].terms},
    }
    for name, values in known.items():
        assert {getattr(report, name) for report in reports} - values <= {None}
    assert {group for report in reports for group in report.groups} <= {
        t.value for t in real.vocabularies["grupo"].terms
    }
    assert all((report.kind == "barrera") == (report.barrier is not None) for report in reports)


def test_what_is_promised_and_who_sits_at_the_table_says_that_it_is_invented():
    said = [seat.name for seat in script().organisations] + [one.text for one in script().evidence] + [script().broken]

    assert [text for text in said if "inventad" not in text.lower()] == []


def test_the_mesas_play_their_year_by_the_rules(sqlite, inventor, real, rules, tmp_path):
    upgrade(sqlite)
    list(keep_many(sqlite, ((one.report, None) for one in inventor.invent(300, seed=6))))

    year = Year(script(), Ground(real, rules), lambda: SqlUnitOfWork(sqlite), a_vault(tmp_path), Retention(), THURSDAY)
    made = year.play(seed=6)

    uow = SqlUnitOfWork(sqlite)
    territories = list(script().territories)
    with uow:
        meetings: tuple[Meeting, ...] = uow.followup.meetings.of(territories)
        commitments = uow.followup.commitments.of(territories)
        plans = uow.followup.plans.of(territories)
        behind = {report for one in commitments for report in uow.followup.behind.of(one.id)}
        told = sum(len(uow.threads.of(report)) for report in behind)
    assert len(territories) == 7
    assert len(meetings) == 7 * (MEETINGS + 1)
    assert [one for one in meetings if one.state == "realizada" and one.day > THURSDAY] == []
    assert made == len(commitments) > 20
    assert {one.state for one in commitments} >= {"cumplido", "en-curso"}
    assert {action.field for plan in plans for action in plan.actions} == {
        "sensibilizacion", "capacitacion", "cultura-organizacional", "atencion-asistencial",
    }  # fmt: skip
    assert told > 0


def test_reports_are_kept_in_batches_and_read_as_they_were(engine, inventor):
    upgrade(engine)
    invented = [one.report for one in inventor.invent(BATCH + 10, seed=7)]

    told = list(keep_many(engine, ((report, b"key" if place % 3 else None) for place, report in enumerate(invented))))

    assert told == [BATCH, BATCH + 10]
    with SqlUnitOfWork(engine) as uow:
        assert [uow.reports.get(report.id) for report in invented[:20]] == invented[:20]
        assert [uow.keys.get(report.id) for report in invented[:4]] == [None, b"key", b"key", None]


def test_a_database_holds_something_from_its_first_row_on(engine):
    upgrade(engine)
    assert not holds_something(engine)

    list(keep_many(engine, [(a_report(week=date(2024, 7, 1)), None)]))

    assert holds_something(engine)
