"""What to learn next: chosen by what was published of the barriers, and by what was weak in the test."""

from datetime import date

import pytest
from makers import a_barrier, a_catalogue, a_category, a_module, a_progress, a_territory, a_vocabulary, an_exam

from redes.content.load import load
from redes.publishing.periods import closed
from redes.publishing.release import Record, publish
from redes.publishing.shape import COLUMNS, Tally, count, frame_of
from redes.settings import ROOT
from redes.training.local import Reported, next_up, reach, reported_in
from redes.training.progress import exam_version
from redes.training.score import Score

CATEGORIES = [
    a_category(a_barrier(), a_barrier(id="urg.papeles")),
    a_category(a_barrier(id="dis.xenofobia"), id="dis"),
]
CATALOGUE = a_catalogue(
    categories=CATEGORIES,
    vocabularies=[a_vocabulary(), a_vocabulary(fact="servicio")],
    territories=[
        a_territory(),
        a_territory(id="cucuta", name="Cúcuta", municipalities=[{"code": "54001", "name": "Cúcuta"}]),
    ],
)
EXAM = an_exam()
ALL_RIGHT, ALL_WRONG = (0,) * 10, (1,) * 10


def published(*reports: tuple[str, str, int]) -> Record:
    """Reports of January 2024: (municipality, kind of barrier, how many), published when the quarter was closed."""
    frame = frame_of(CATALOGUE, [])
    tallies = [
        Tally(column, town, (barrier,) if column == "barrier" else (), number)
        for town, barrier, number in reports
        for column in COLUMNS
    ]
    releases = {}
    for period in closed(date(2024, 1, 1), on=date(2024, 4, 20)):
        earlier = [one for one in releases.values() if period.holds(one.period)]
        counts = count(tallies if str(period) == "2024-01" else [], frame) if not earlier else {}
        for part in period.parts():
            for cell, number in releases[part].counts.items():
                counts[cell] = counts.get(cell, 0) + number
        releases[period] = publish(period, counts, earlier)
    return Record(releases)


def progress(**given):
    return a_progress(**{"exam": exam_version(EXAM), "entry": (), "exit": (), "lessons": {}} | given)


def test_what_is_published_of_a_territory_is_read_as_finely_as_it_is_told():
    record = published(("05001", "urg.puerta", 2000), ("05001", "urg.papeles", 2000), ("54001", "dis.xenofobia", 900))

    assert reported_in(record, CATALOGUE, "medellin") == Reported(
        territory="medellin", counts={"urg.puerta": 2000, "urg.papeles": 2000}
    )
    assert reported_in(record, CATALOGUE, "cucuta") == Reported(territory="cucuta", counts={"dis.xenofobia": 900})


def test_where_nothing_is_told_of_the_territory_the_country_is_looked_at():
    record = published(("05001", "urg.puerta", 150), ("54001", "dis.xenofobia", 100))

    assert reported_in(record, CATALOGUE, "medellin") == Reported(territory=None, counts={"urg": 150, "dis": 100})


@pytest.mark.parametrize("few", [1, 3, 4])
def test_a_small_count_is_no_reason(few):
    record = published(("05001", "urg.puerta", 3000), ("05001", "dis.xenofobia", few))

    assert "dis" not in reported_in(record, CATALOGUE, "medellin").counts
    assert "dis.xenofobia" not in reported_in(record, CATALOGUE, "medellin").counts


def test_of_nothing_published_nothing_is_reported():
    assert reported_in(Record({}), CATALOGUE, "medellin") == Reported()


@pytest.mark.parametrize(
    ("listed", "barrier", "expected"),
    [
        (["urg"], "urg.puerta", 1),
        (["urg"], "urg", 1),
        (["urg.puerta"], "urg.puerta", 1),
        (["urg.puerta"], "urg", 1 / 2),
        (["urg.puerta", "urg.papeles"], "urg", 2 / 3),
        (["urg.puerta"], "urg.papeles", 0),
        (["dis"], "urg", 0),
        (["urgencia"], "urg", 0),
    ],
)
def test_a_module_answers_a_kind_its_family_or_some_kinds_of_a_family(listed, barrier, expected):
    assert reach(a_module(answers=listed), barrier) == expected


def test_without_a_test_and_without_reports_nothing_is_proposed():
    assert next_up(progress(), EXAM, [a_module()], Reported()) == ()


def test_what_is_reported_most_comes_first_until_it_is_learnt():
    modules = [a_module(id="normas", answers=["dis"]), a_module(id="rutas", answers=["urg.puerta"])]
    reported = Reported(counts={"urg.puerta": 90, "dis": 30})

    first, second = next_up(progress(), EXAM, modules, reported)
    [left] = next_up(progress(lessons={"rutas": 5}), EXAM, modules, reported)

    assert [(one.module.id, one.barrier, one.weak) for one in (first, second)] == [
        ("rutas", "urg.puerta", None),
        ("normas", "dis", None),
    ]
    assert left.module.id == "normas"


def test_what_was_weak_and_is_reported_comes_before_what_is_only_one_of_both():
    modules = [
        a_module(id="normas", trains="normativa", answers=[]),
        a_module(id="genero", trains="genero", answers=["urg"]),
        a_module(id="rutas", trains="normativa", answers=["urg"]),
    ]
    weak_in_normativa = (0,) * 8 + (1, 1)

    both, *_ = next_up(progress(entry=weak_in_normativa), EXAM, modules, Reported(counts={"urg": 90}))

    assert (both.module.id, both.barrier, both.weak) == ("rutas", "urg", Score(right=0, items=2))


def test_the_last_test_counts():
    done = progress(entry=ALL_WRONG, exit=ALL_RIGHT)

    assert next_up(progress(entry=ALL_WRONG), EXAM, [a_module()], Reported())[0].weak == Score(right=0, items=2)
    assert next_up(done, EXAM, [a_module()], Reported()) == ()


def test_whatever_is_reported_some_module_of_the_house_answers_it():
    catalogue = load(ROOT / "content")
    modules = catalogue.modules.values()

    for barrier in (*catalogue.barriers, *(category.id for category in catalogue.categories)):
        assert any(reach(module, barrier) for module in modules), barrier
