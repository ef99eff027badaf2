import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_danger

from redes.safety.detect import LONGEST, DangerDetector


def kind(detector: DangerDetector, text: str) -> str | None:
    danger = detector.detect(text)
    return danger.kind if danger else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no puedo respirar", "medica"),
        ("NO PUEDO RESPIRAAAAR!!!", "medica"),
        ("mi papá está inconsciente", "medica"),
        ("my mother has chest pain", "medica"),
        ("não consigo respirar", "medica"),
        ("je ne peux pas respirer", "medica"),
        ("mwen pa ka respire", "medica"),
        ("me quiero morir", "suicidio"),
        ("quiero quitarme la vida", "suicidio"),
        ("I want to kill myself", "suicidio"),
        ("me están pegando", "violencia"),
        ("me violaron", "violencia"),
        ("estoy embarazada y estoy sangrando", "obstetrica"),
        ("se me rompió la fuente", "obstetrica"),
        ("mi bebé no respira", "pediatrica"),
        ("me quitaron el pasaporte y no me dejan salir", "trata"),
        ("me están negando la urgencia", "negacion-urgencia"),
    ],
)
def test_danger_is_recognised_in_plain_words(detector, text, expected):
    assert kind(detector, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hola",
        "necesito una cita con el médico",
        "me estoy muriendo de la risa",
        "me muero de hambre",
        "¿cómo afilio a mi bebé?",
        "¿qué vacunas le tocan a mi hijo?",
        "quiero poner una tutela",
        "¿dónde queda el hospital?",
        "estoy embarazada y quiero controles",
        "how do I get health insurance?",
        "je voudrais un rendez-vous",
        "mwen bezwen yon randevou",
        "mi papá tuvo un infarto hace dos años",
    ],
)
def test_what_is_harmless_raises_no_alarm(detector, text):
    assert kind(detector, text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("me ahogo", "medica"),
        ("me estoy muriendo", "medica"),
        ("estoy sangrando mucho", "medica"),
        ("lo apuñalaron", "medica"),
        ("le dispararon", "medica"),
        ("i can't breathe", "medica"),
        ("my dad is unconscious", "medica"),
        ("she is having a stroke", "medica"),
        ("mi esposo me pega", "violencia"),
        ("me pega mi esposo", "violencia"),
        ("tiene una pistola", "violencia"),
        ("me estupraram", "violencia"),
        ("se me viene el bebé", "obstetrica"),
        ("my water broke", "obstetrica"),
        ("the emergency room refused to see me", "negacion-urgencia"),
        ("não querem me atender na urgência", "negacion-urgencia"),
    ],
)
def test_danger_in_the_words_its_authors_meant_is_recognised(detector, text, expected):
    assert kind(detector, text) == expected


def test_the_gravest_of_several_dangers_wins():
    second = a_danger(kind="violencia", order=2, signs={"es": ["me pega"]})
    detector = DangerDetector((a_danger(order=1), second))

    assert detector.detect("me pega y no puedo respirar") == a_danger(order=1)
    assert detector.detect("me pega") == second


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("no puedo respirar", "ya no puedo respirar bien", True),
        ("no puedo respirar", "no puedo bien respirar", False),
        ("no puedo respirar", "no puedo respirarlo", False),
        ("sangr*", "estoy sangrando", True),
        ("sangr*", "desangrado", False),
        ("dolor|duele pecho", "duele pecho", True),
        ("dolor|duele pecho", "pecho duele", False),
        ("dolor ... pecho", "dolor pecho", True),
        ("dolor ... pecho", "dolor muy fuerte en el pecho", True),
        ("dolor ... pecho", "dolor uno dos tres cuatro cinco pecho", False),
        ("recien_nacid*|bebe morado", "el recién nacido morado", True),
        ("recien_nacid*|bebe morado", "BEBÉ... ¡morado!", True),
        ("bebé", "bebe", True),
        ("me falta el aire", "me\nfalta,  el  aire", True),
    ],
)
def test_a_pattern_means_what_its_authors_are_told(pattern, text, found):
    detector = DangerDetector((a_danger(signs={"es": [pattern]}),))

    assert (detector.detect(text) is not None) is found


def test_what_looks_alike_is_taken_out_before_the_signs_are_looked_for():
    detector = DangerDetector((a_danger(signs={"es": ["me muero"]}, not_meant={"es": ["me muero de la risa"]}),))

    assert detector.detect("me muero de la risa") is None
    assert detector.detect("me muero de la risa, pero de verdad me muero") is not None


@pytest.mark.parametrize("dangers", [(), (a_danger(signs={}),), (a_danger(signs={"es": []}),)])
def test_without_signs_nothing_is_danger(dangers):
    assert DangerDetector(dangers).detect("no puedo respirar") is None


@given(st.text())
def test_a_sign_is_found_whatever_stands_around_it(text):
    detector = DangerDetector((a_danger(),))

    assert detector.detect(f"{text[:200]}. no puedo respirar, {text[200:]}") == a_danger()


def test_only_the_start_of_a_very_long_message_is_looked_at():
    detector = DangerDetector((a_danger(),))
    filler = "x " * (LONGEST // 2)

    assert detector.detect("no puedo respirar " + filler) == a_danger()
    assert detector.detect(filler + "no puedo respirar") is None


def test_signs_stand_in_every_language_of_the_catalogue(real):
    assert {danger.kind: set(danger.signs) for danger in real.dangers} == {
        kind: {"es", "en", "pt", "fr", "ht"}
        for kind in ("medica", "obstetrica", "pediatrica", "suicidio", "violencia", "trata", "negacion-urgencia")
    }


@pytest.mark.parametrize(
    "text",
    [
        "no puedo respirar",
        "hola, ¿cómo afilio a mi bebé?",
        "me dijeron que no me atienden porque no tengo papeles y me duele " * 3,
    ],
)
def test_danger_is_known_in_less_than_two_milliseconds(detector, text):
    milliseconds = min(_timed(detector, text) for _ in range(20)) * 1000

    assert milliseconds < 2


@pytest.mark.parametrize("piece", ["x ", "dolor ", "me se le estoy no puede ", "\ufdfa", "a"])
def test_no_message_keeps_the_detector_busy(detector, piece):
    message = (piece * 500_000)[:500_000]

    assert min(_timed(detector, message) for _ in range(3)) < 0.15


def _timed(detector: DangerDetector, text: str) -> float:
    begin = time.thread_time()
    detector.detect(text)
    return time.thread_time() - begin
