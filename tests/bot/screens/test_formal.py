"""The formal way: at the urgency that fits, with a text that the person copies and sends herself."""

import pytest

from bot.presses import Press
from bot.screens.formal import CIRCULAR, formal, formal_row, risk_of
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.citation import norm_name
from redes.content.schema import LANGUAGES, Language


def shown(voice: Voice, value: str) -> tuple[str, str]:
    replies = formal(voice, value)
    assert replies is not None
    return replies[0].body, replies[-1].body


def test_what_may_cost_a_life_is_complained_of_as_vital_and_what_can_wait_is_not(catalogue: Catalogue):
    risks = {barrier.id: risk_of(barrier) for barrier in catalogue.barriers.values()}

    assert {risks[b.id] for b in catalogue.barriers.values() if b.urgency == "inmediata"} == {"vital"}
    assert {risks[b.id] for b in catalogue.barriers.values() if b.care_now} <= {"vital", "priorizado"}
    assert "simple" in risks.values()


@pytest.mark.parametrize(
    ("value", "term"), [("urg.puerta", "24 horas"), ("any-urgent", "24 horas"), ("any", "72 horas")]
)
def test_the_term_and_its_norm_are_named_in_the_advice_and_in_the_text(voice: Voice, value: str, term: str):
    advice, text = shown(voice, value)

    assert term in advice
    assert term in text
    assert norm_name(voice.catalogue.norms[CIRCULAR]) in text


def test_the_text_holds_what_is_known_and_blanks_for_the_rest(voice: Voice):
    _, text = shown(voice, "urg.puerta.54001")

    assert voice.catalogue.barriers["urg.puerta"].name in text
    assert "Municipio: Cúcuta. Institución: ________. Fecha: ________." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_for_an_office_and_so_in_spanish_with_its_meaning_beside_it(
    catalogue: Catalogue, voice: Voice, language: Language
):
    advice, text = shown(Voice(catalogue, language), "eco.deuda.05001")

    assert text == shown(voice, "eco.deuda.05001")[1]
    assert (text in advice, "Medellín" in advice) == (False, language != "es")


@pytest.mark.parametrize("value", ["", "no-existe", "05001", "urg", "any.x"])
def test_a_button_for_no_barrier_leads_nowhere(voice: Voice, value: str):
    assert formal(voice, value) is None


def test_every_barrier_has_a_button_that_leads_to_its_text(voice: Voice):
    for barrier in voice.catalogue.barriers:
        [button] = formal_row(voice, barrier, "05001")
        assert button.press == Press("formal", f"{barrier}.05001")
        assert formal(voice, button.press.value) is not None
