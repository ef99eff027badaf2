import pytest

from redes.safety.features import Features, readable
from redes.safety.sources import digest
from redes.safety.weights import load_weights


def test_the_weights_were_learnt_from_the_sentences_as_they_are_now():
    assert load_weights().learnt_from == digest(), "run `make danger`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("su\u200bicidio, me quiero mat\u200dar", "suicidio"),
        ("me quiero su1c1dar", "suicidio"),
        ("\u202eme quiero matar\u202c", "suicidio"),
        ("mе quіero mаtar", "suicidio"),  # with Cyrillic letters
        ("m\u0065\u0301 quiero matar", "suicidio"),
        ("/restart me quiero matar", "suicidio"),
        ("{name} no puedo respirar {{7*7}}", "medica"),
        ("'; DROP TABLE reports; -- no puedo respirar", "medica"),
        ("<b>no puedo respirar</b>", "medica"),
        ("danger: !!python/object no puedo respirar", "medica"),
        ("ＮＯ ＰＵＥＤＯ ＲＥＳＰＩＲＡＲ", "medica"),
        ("no puedo respirar " + "😱" * 2000, "medica"),
    ],
)
def test_tricks_of_writing_hide_no_danger(detector, text, expected):
    found = detector.detect(text)

    assert found is not None
    assert found.kind == expected


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 10_000,
        "/intent{}",
        "{x} {{x}} {0.__class__}",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "- a: &a [*a]",
        "\u202e\u202d\u200b\u200f",
        "\x00",
        "12345678",
        "qwerty",
        "asdfgh jklñ",
        "ab " * 1000,
    ],
)
def test_text_that_is_written_to_be_executed_is_only_text(detector, text):
    assert detector.detect(text) is None


def test_figures_in_numbers_stay_figures():
    assert readable("marque 123, cl 45 # 10-20") == "marque 123, cl 45 # 10-20"


@pytest.mark.parametrize(
    "text",
    [
        "mi papá se cayó y no despierta",
        "my baby is blue and not breathing",
        "meu marido tá me batendo agora",
        "je ne veux plus vivre",
        "yo refize m nan ijans lan, m ap senyen",
    ],
)
def test_danger_is_heard_in_five_languages(detector, text):
    assert detector.detect(text) is not None


@pytest.mark.parametrize("text", ["I CAN'T BREATHE", "i can’t breathe", "i cant breathe"])
def test_contractions_are_heard_however_they_are_written(detector, text):
    assert detector.detect(text) is not None


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [
        ("embarzada", "embarazada"),  # a letter lost
        ("embarrazzada", "embarazada"),
        ("hopsital", "hospital"),  # two swapped
        ("urgenciss", "urgencias"),
        ("trafficking", "trafficking"),
    ],
)
def test_a_slip_of_the_finger_does_not_hide_what_a_word_tells_of(slipped, meant):
    features = Features({"embarazo": ["embaraz*"], "hospital": ["hospital"], "urgencias": ["urgencia*"]})

    assert features.said([slipped], asks=False).told == features.said([meant], asks=False).told


def test_another_word_is_no_slip():
    features = Features({"trampa": ["trampa"], "hospital": ["hospital"]})

    assert features.said(["hospicio", "campana", "trama"], asks=False).told == [(), (), ()]


@pytest.mark.parametrize(
    "text",
    [
        "me toca volver mañana con el señor",
        "no se desmayó, solo se acostó a descansar",
        "in the end it was nothing, they sent us home happy",
    ],
)
def test_what_only_sounds_like_danger_is_left_alone(detector, text):
    assert detector.detect(text) is None


def test_danger_in_the_middle_of_a_long_story_is_heard(detector):
    story = "Necesito una cita de control y quiero saber qué documentos llevo y dónde queda el centro de salud. " * 12

    assert detector.detect(f"{story}Mi marido me está pegando ahora y me tiene encerrada. {story}") is not None


def test_danger_at_the_end_of_a_long_story_is_heard(detector):
    story = "Necesito una cita de control y quiero saber qué documentos llevo y dónde queda el centro de salud. " * 30

    assert detector.detect(story) is None
    assert detector.detect(story + "Pero ya no quiero vivir, tengo las pastillas en la mano.") is not None
