"""What beside reports and mesas makes an invented year live: learners, flags, proposals, seats."""

import pytest
from makers import THURSDAY

from redes.content.catalogue import Catalogue
from redes.demo.learners import learners
from redes.demo.script import script
from redes.followup.accounts import RIGHTS
from redes.privacy.scrub import find_personal_data
from redes.reports.report import monday
from redes.training.evaluation import evaluate


@pytest.fixture
def taught(real: Catalogue):
    def taught(count: int, seed: int = 1):
        assert real.exam is not None
        return list(learners(count, real.exam, real.modules, until=THURSDAY, seed=seed))

    return taught


def test_one_seed_gives_the_same_learners_and_another_seed_others(taught):
    assert taught(20) == taught(20) != taught(20, seed=2)


def test_learners_fill_the_page_of_the_training_and_learn_something(taught, real):
    found = evaluate(taught(script().learners), real.exam)

    assert [people for _, people in found.stages] == sorted((people for _, people in found.stages), reverse=True)
    whole = next(one for one in found.gains if one.ips is None and one.construct is None)
    assert whole.people >= 30
    assert whole.low > 0
    assert found.forms is not None
    assert len(found.items) == 20


def test_learners_belong_to_no_institution_and_learned_in_weeks_that_are_over(taught, real):
    people = taught(100)

    assert {one.ips for one in people} == {None}
    assert max(one.week for one in people) < monday(THURSDAY)
    assert {theme for one in people for theme in one.lessons} <= set(real.modules)


def test_what_is_written_at_the_desks_says_that_it_is_invented_and_names_nobody():
    year = script()
    whys = [one.why for one in year.proposals if one.why] + [one.note for one in year.flags if one.note]
    marked = [year.talk.question, year.talk.reply, year.talk.answer, *whys]
    labels = [one.label for one in year.seats] + [one.name for one in year.allies]
    told = [one.text for one in year.proposals] + [one.words for one in year.flags if one.words]

    assert [one for one in marked + labels if "inventad" not in one.lower()] == []
    assert [one for one in marked + told if find_personal_data(one)] == []


def test_there_is_a_seat_of_every_role_and_something_on_call(real):
    seats = script().seats

    assert {one.role for one in seats} == set(RIGHTS)
    assert {place for one in seats for place in one.where} <= set(real.territories)
    assert {day for one in seats for day in one.on_call} == {0, 1, 2, 3, 4, 5, 6, 7}
