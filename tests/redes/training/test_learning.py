"""What becomes of progress over time: a test that changes, a year without learning, a wish to be forgotten."""

from datetime import date, timedelta

import pytest
from makers import THURSDAY, a_module, an_exam, an_item

from redes.content.lessons import ITEMS
from redes.store.memory import MemoryUnitOfWork
from redes.training.learning import answer_item, forget, join_ips, open_screen, progress_of, purge
from redes.training.progress import EntryFirst, Learner, exam_version
from redes.training.score import Score, result_of, to_learn

ANA, EVA = Learner("a" * 32), Learner("e" * 32)
EXAM = an_exam()


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


def answer(uow, number, option, *, exam=EXAM, moment="entrada", who=ANA, today=THURSDAY):
    return answer_item(who, exam, moment, number, option, uow=uow, today=today)


def take(uow, moment, options, *, exam=EXAM):
    for number, option in enumerate(options, start=1):
        progress = answer(uow, number, option, moment=moment, exam=exam)
    return progress


def kept(uow):
    with uow:
        return list(uow.training.all())


def test_looking_keeps_nothing(uow):
    progress_of(ANA, EXAM, uow=uow, today=THURSDAY)

    assert kept(uow) == []


def test_only_the_week_of_learning_is_kept(uow):
    answer(uow, 1, 0, today=date(2024, 7, 7))
    answer(uow, 2, 0, today=date(2024, 7, 9))

    assert [progress.week for progress in kept(uow)] == [date(2024, 7, 8)]


def test_the_exit_cannot_begin_before_the_entry_is_over(uow):
    take(uow, "entrada", [0] * (ITEMS - 1))

    with pytest.raises(EntryFirst):
        answer(uow, 1, 0, moment="salida")


def test_answers_to_a_test_that_has_changed_are_left_behind_and_the_rest_stays(uow):
    take(uow, "entrada", [0] * 4)
    open_screen(ANA, EXAM, "genero", 2, uow=uow, today=THURSDAY)
    join_ips(ANA, EXAM, "norte24", uow=uow, today=THURSDAY)
    changed = an_exam(an_item("B", 9, question="¿Otra pregunta?"))

    now = progress_of(ANA, changed, uow=uow, today=THURSDAY)

    assert (now.exam, now.entry, now.lessons, now.ips) == (exam_version(changed), (), {"genero": 2}, "norte24")


def test_an_explanation_that_was_mended_makes_no_other_test():
    assert exam_version(an_exam(an_item("A", 1, explanation="Dicho mejor."))) == exam_version(EXAM)
    for other in ({"question": "¿Otra?"}, {"correct": 1}, {"options": ["Uno solo", "Dos más", "Tres más"]}):
        assert exam_version(an_exam(an_item("A", 1, **other))) != exam_version(EXAM)


def test_going_back_to_an_earlier_card_takes_nothing_away(uow):
    for screen in (3, 1):
        progress = open_screen(ANA, EXAM, "genero", screen, uow=uow, today=THURSDAY)

    assert progress.lessons == {"genero": 3}


def test_a_forgotten_learner_is_gone_and_others_are_not(uow):
    answer(uow, 1, 0)
    answer(uow, 1, 0, who=EVA)

    assert [forget(ANA, uow=uow), forget(ANA, uow=uow)] == [True, False]
    assert [progress.learner for progress in kept(uow)] == [EVA]


def test_progress_goes_a_year_after_the_last_week_of_learning(uow):
    answer(uow, 1, 0)
    gone = [purge(uow=uow, today=THURSDAY + timedelta(days=days)) for days in (51 * 7, 52 * 7, 53 * 7)]

    assert gone == [0, 0, 1]


def test_a_result_counts_right_answers_by_construct(uow):
    progress = take(uow, "entrada", [0, 1, 0, 0, 1, 1, 0, 1, 0, 0])

    result = result_of(progress, EXAM, "entrada")

    assert result is not None
    assert result.whole == Score(right=6, items=10)
    assert {c: score.right for c, score in result.by_construct.items()} == {
        "derechos": 1, "genero": 2, "inclusion": 0, "xenofobia": 1, "normativa": 2,
    }  # fmt: skip
    assert result_of(progress, EXAM, "salida") is None


def test_what_to_learn_begins_with_what_is_weakest(uow):
    result = result_of(take(uow, "entrada", [0, 1, 0, 0, 1, 1, 0, 0, 0, 0]), EXAM, "entrada")
    modules = [a_module(id=theme, trains=trains) for theme, trains in (
        ("derechos-humanos", "derechos"), ("genero", "genero"), ("inclusion", "inclusion"),
    )]  # fmt: skip

    assert result is not None
    assert [(module.id, construct) for module, construct in to_learn(result, modules)] == [
        ("inclusion", "inclusion"),
        ("derechos-humanos", "derechos"),
    ]
