"""The figures of the training, by HTTP."""

import dataclasses
from datetime import date

import pytest
from makers import a_progress, an_ips

from redes.content.lessons import ITEMS
from redes.training.progress import Learner, exam_version

LAST_WEEK, THIS_WEEK = date(2024, 6, 24), date(2024, 7, 1)


@pytest.fixture
def class_of(world, catalogue):
    """Keeps a class: everybody gets half right on entry and all, or all but one, on exit."""

    def class_of(people, *, first=0, week=LAST_WEEK, ips=None):
        exam = catalogue.exam
        with world.parts.unit_of_work() as work:
            for number in range(first, first + people):
                form = "AB"[number % 2]
                right = {one: [item.correct for item in exam.form(one)] for one in "AB"}
                wrong = [(answer + 1) % 3 for answer in right[form]]
                later = list(right["BA"[number % 2]])
                later[0] = (later[0] + number % 2) % 3
                work.training.put(
                    a_progress(
                        learner=Learner(f"{number:032x}"),
                        exam=exam_version(exam),
                        first=form,
                        entry=tuple(right[form][: ITEMS // 2] + wrong[ITEMS // 2 :]),
                        exit=tuple(later),
                        ips=ips,
                        week=week,
                    )
                )
            work.commit()

    return class_of


async def seen(world, *account):
    return (await (await world.inside(world.account(*account))).opens("/panel/capacitacion")).text


@pytest.mark.parametrize("role", ["coordinator", "analyst", "administrator"])
async def test_gains_are_shown_with_their_intervals_and_how_far_people_came(world, class_of, role):
    class_of(12)

    page = await seen(world, role)

    assert "Todas las personas: 12" in page
    assert ">50 %<" in page
    assert "+45" in page
    assert "Pregunta por pregunta" in page
    assert page.count("<dd>12</dd>") == 4


async def test_too_few_people_are_told_of_in_no_way(world, class_of):
    class_of(4)

    page = await seen(world, "analyst")

    assert "Todavía no hay cifras" in page
    assert "<dd>4</dd>" not in page


async def test_a_week_that_is_not_over_counts_nobody(world, clock, class_of):
    class_of(8)
    before = await seen(world, "analyst")
    class_of(1, first=50, week=THIS_WEEK)
    class_of(1, first=51)

    browser = await world.inside(world.account("analyst", "cali"))
    held = (await browser.opens("/panel/capacitacion")).text
    clock.passes(days=7)
    after = await seen(world, "administrator")

    assert "Todas las personas: 8" in before
    assert "Todas las personas: 8" in held
    assert "Todas las personas: 10" in after


@pytest.fixture
def with_an_ips(world, catalogue):
    """A panel whose catalogue has an institution in Medellín, over the same database."""
    taught = dataclasses.replace(catalogue, ips={"norte24": an_ips()})
    return type(world)(dataclasses.replace(world.parts, catalogue=lambda: taught), world.clock)


async def test_the_institutions_of_other_territories_are_not_told(with_an_ips, class_of):
    class_of(6, ips="norte24")
    class_of(6, first=20)

    own, foreign = await seen(with_an_ips, "analyst", "medellin"), await seen(with_an_ips, "coordinator", "cali")

    assert ("IPS de prueba" in own, "IPS de prueba" in foreign) == (True, False)
    assert "Sin institución" in foreign
