"""What may stand in a module, in an item of the test, and in its two forms."""

import pytest
from makers import a_module, an_exam, an_ips, an_item
from pydantic import ValidationError

from redes.content.lessons import Choice


def test_an_item_without_a_norm_or_a_study_behind_it_is_refused():
    with pytest.raises(ValidationError, match="without one it is an opinion"):
        an_item(basis=[], sources=[])


def test_an_item_may_stand_on_a_study_alone():
    assert an_item(basis=[], sources=[{"says": "Quintero y otros (2023)."}]).sources[0].url is None


def test_an_item_may_stand_on_a_norm_alone():
    assert an_item(basis=[{"norm": "ley-1-2020"}], sources=[]).basis[0].at is None


def test_an_item_without_an_explanation_is_refused():
    with pytest.raises(ValidationError, match="explanation"):
        an_item(explanation="")


def test_the_right_option_of_an_item_must_exist():
    with pytest.raises(ValidationError, match="counted from 0"):
        an_item(correct=3)


def test_an_item_with_the_same_option_twice_is_refused():
    with pytest.raises(ValidationError, match="say the same"):
        an_item(options=["Siempre", "Nunca", "Siempre"])


def test_items_of_one_number_must_measure_the_same_equally_hard():
    with pytest.raises(ValidationError, match="A3 and B3 must measure the same"):
        an_exam(an_item("B", 3, difficulty="dificil"))
    with pytest.raises(ValidationError, match="A3 and B3 must measure the same"):
        an_exam(an_item("A", 3, measures="xenofobia"))


def test_a_form_with_nine_items_or_one_twice_is_refused():
    whole = list(an_exam().items)

    for items in (whole[1:], [*whole[1:], whole[5]]):
        with pytest.raises(ValidationError, match="exactly one item of each number"):
            an_exam(items=items)


def test_a_form_is_given_in_the_order_of_its_numbers():
    exam = an_exam(items=list(reversed(an_exam().items)))

    assert [item.id for item in exam.form("B")] == [f"B{number}" for number in range(1, 11)]


def test_a_situation_in_which_nothing_or_everything_is_right_is_refused():
    for right in (True, False):
        choices = [Choice(says=f"Hago {n} cosas.", right=right, feedback="Bueno.") for n in range(3)]
        with pytest.raises(ValidationError, match="at least one must be right"):
            a_module(situation={"story": ["Pasa algo."], "choices": choices})


def test_a_module_of_fewer_than_four_cards_is_refused():
    with pytest.raises(ValidationError, match="lessons"):
        a_module(lessons=[{"title": "Sola", "text": ["Una."]}])


def test_the_code_of_an_ips_is_no_word():
    assert an_ips(id="norte2026").id == "norte2026"
    for code in ("norte", "2026", "Norte26", "nor te26"):
        with pytest.raises(ValidationError):
            an_ips(id=code)
