from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from makers import a_draft, a_report
from pydantic import ValidationError

from redes.reports.draft import Draft
from redes.reports.report import monday


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2024, 7, 1), date(2024, 7, 1)),
        (date(2024, 7, 4), date(2024, 7, 1)),
        (date(2024, 7, 7), date(2024, 7, 1)),
        (date(2024, 7, 8), date(2024, 7, 8)),
        (date(2025, 1, 1), date(2024, 12, 30)),
    ],
)
def test_a_day_becomes_the_monday_of_its_week(day, week):
    assert monday(day) == week


def test_a_report_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        a_report().state = "resuelto"


def test_a_report_has_no_room_for_anything_else():
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(a_report(), "chat", "123456")


def test_a_draft_survives_the_dialogue_as_json():
    draft = a_draft()

    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_a_draft_needs_a_barrier_only_and_takes_nothing_unknown():
    assert Draft(barrier="urg.puerta").model_dump(exclude_defaults=True) == {"barrier": "urg.puerta"}
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        a_draft(chat="123456")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"barrier": "urg.puerta", "practice": 3},
        {"kind": "buena-practica"},
        {"kind": "buena-practica", "barrier": "urg.puerta"},
        {"kind": "buena-practica", "barrier": "urg.puerta", "practice": 3},
        {"kind": "buena-practica", "practice": 11},
        {"kind": "propuesta"},
        {"kind": "propuesta", "story": ""},
        {"kind": "propuesta", "story": "Más sillas.", "barrier": "urg.puerta"},
        {"kind": "propuesta", "story": "Más sillas.", "practice": 3, "card": "urgencias-migrante"},
        {"barrier": "urg.puerta", "card": "urgencias-migrante"},
        {"kind": "buena-practica", "practice": 3, "card": "urgencias-migrante"},
    ],
)
def test_a_report_names_a_barrier_a_compliment_a_practice_and_a_proposal_what_it_would_change(given):
    with pytest.raises(ValidationError):
        Draft(**given)


@pytest.mark.parametrize("field", ["ips", "service", "rule"])
@pytest.mark.parametrize("words", ["La doctora Pérez", "hospital x", "ana@correo.co", "Hospital", "a" * 65, ""])
def test_where_an_id_is_kept_nobodys_words_fit(field, words):
    with pytest.raises(ValidationError):
        a_draft(**{field: words})
