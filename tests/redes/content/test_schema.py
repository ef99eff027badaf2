from datetime import date

import pytest
from makers import a_card, a_decalogo, a_norm, a_practice, a_territory, a_vocabulary
from pydantic import ValidationError

from redes.content.schema import Authored, Basis

BEGINS, ENDS = date(2020, 1, 1), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("status", "since", "until", "on", "in_force"),
    [
        ("vigente", BEGINS, ENDS, date(2019, 12, 31), False),
        ("vigente", BEGINS, ENDS, BEGINS, True),
        ("vigente", BEGINS, ENDS, ENDS, True),
        ("vigente", BEGINS, ENDS, date(2025, 1, 1), False),
        ("vigente", None, None, date(1900, 1, 1), True),
        ("modificada", BEGINS, None, date(2099, 1, 1), True),
        ("por-verificar", None, None, date(2026, 1, 1), True),
        ("derogada", BEGINS, None, date(2021, 1, 1), False),
        ("derogada", BEGINS, ENDS, ENDS, True),
        ("temporal-vencida", BEGINS, None, date(2021, 1, 1), False),
        ("temporal-vencida", BEGINS, ENDS, date(2025, 1, 1), False),
    ],
)
def test_a_norm_is_in_force_from_its_first_day_to_its_last(status, since, until, on, in_force):
    norm = a_norm(status=status, since=since, until=until)

    assert norm.in_force(on) is in_force


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"basis": []}, "a card that states law needs at least one norm under 'basis'"),
        ({"review_by": date(2024, 1, 1)}, "'review_by' must come after 'reviewed_on'"),
        ({"id": "Urgencias"}, "String should match pattern"),
        ({"title": "x" * 91}, "at most 90 characters"),
        ({"answer": "   "}, "at least 1 character"),
        ({"next": ["a", "b", "c", "d", "e"]}, "at most 4 items"),
        ({"confidence": "baja"}, "Input should be 'alta' or 'media'"),
        ({"confidense": "alta"}, "Extra inputs are not permitted"),
    ],
)
def test_a_card_that_would_mislead_is_refused(wrong, message):
    with pytest.raises(ValidationError, match=message):
        a_card(**wrong)


def test_a_card_that_states_no_law_needs_no_norm():
    assert a_card(basis=[], states_law=False).basis == ()


def test_the_authors_key_register_reaches_the_card():
    assert a_card(register=["Anote."]).register_ == ("Anote.",)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: a_decalogo(practices=[a_practice(n) for n in range(1, 10)]), "at least 10 items"),
        (
            lambda: a_decalogo(practices=[a_practice(n) for n in (2, 1, 3, 4, 5, 6, 7, 8, 9, 10)]),
            "numbered 1 to 10, in order",
        ),
        (
            lambda: a_practice(
                self_check=[{"question": "¿?", "options": ["A", "B"], "correct": 2, "explanation": "C"}]
            ),
            "index of an option",
        ),
        (lambda: a_vocabulary(terms=[{"value": "menor", "label": {"en": "Child"}}]), "the Spanish label is missing"),
        (lambda: a_territory(municipalities=[{"code": "5001", "name": "Medellín"}]), "String should match pattern"),
    ],
)
def test_an_impossible_value_is_refused_with_its_reason(make, message):
    with pytest.raises(ValidationError, match=message):
        make()


def _all_authored(root: type[Authored]) -> list[type[Authored]]:
    return [model for child in root.__subclasses__() for model in (child, *_all_authored(child))]


@pytest.mark.parametrize("model", _all_authored(Authored), ids=lambda model: model.__name__)
def test_every_authored_shape_forbids_unknown_keys_and_changes(model):
    assert (model.model_config["extra"], model.model_config["frozen"]) == ("forbid", True)


def test_a_value_cannot_be_changed_after_loading():
    card = a_card()

    with pytest.raises(ValidationError, match="frozen"):
        card.basis = (Basis(norm="otra"),)
