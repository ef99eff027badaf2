from datetime import date

import pytest
from makers import a_progress

from redes.training.progress import Learner


def keep(uow, *progress) -> None:
    with uow:
        for one in progress:
            uow.training.put(one)
        uow.commit()


def all_kept(uow):
    with uow:
        return list(uow.training.all())


@pytest.mark.parametrize(
    "progress",
    [
        a_progress(),
        a_progress(entry=(), exit=(), lessons={}, ips=None, first="B"),
        a_progress(
            entry=(3,) * 10, exit=(0,) * 10, lessons={"genero": 6, "enfoque-diferencial": 1}, ips="a" * 12 + "2026"
        ),
    ],
    ids=["in the middle", "nothing yet", "at the end"],
)
def test_what_is_kept_is_what_is_found(uow, progress):
    keep(uow, progress)

    with uow:
        assert uow.training.find(progress.learner) == progress
        assert uow.training.find(Learner("f" * 32)) is None


def test_later_progress_takes_the_place_of_earlier(uow):
    keep(uow, a_progress())
    keep(uow, a_progress(entry=(0, 2, 1, 1), ips=None))

    assert all_kept(uow) == [a_progress(entry=(0, 2, 1, 1), ips=None)]


def test_progress_is_told_by_pseudonym_and_never_by_arrival(uow):
    learners = [Learner(letter * 32) for letter in "cab"]
    keep(uow, *(a_progress(learner=learner) for learner in learners))

    assert [one.learner[0] for one in all_kept(uow)] == ["a", "b", "c"]


def test_what_is_not_committed_is_not_kept(uow):
    with uow:
        uow.training.put(a_progress())

    assert all_kept(uow) == []


def test_a_learner_who_is_forgotten_leaves_nothing_and_the_others_alone(uow):
    other = a_progress(learner=Learner("cd" * 16))
    keep(uow, a_progress(), other)

    with uow:
        there = [uow.training.remove(a_progress().learner), uow.training.remove(a_progress().learner)]
        uow.commit()

    assert there == [True, False]
    assert all_kept(uow) == [other]


def test_those_who_last_learned_before_a_week_are_forgotten(uow):
    early, late = date(2023, 6, 26), date(2023, 7, 3)
    keep(uow, a_progress(week=early), a_progress(learner=Learner("cd" * 16), week=late))

    with uow:
        gone = uow.training.remove_before(late)
        uow.commit()

    assert gone == 1
    assert [one.week for one in all_kept(uow)] == [late]
