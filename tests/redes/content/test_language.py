import pytest

from redes.content.catalogue import Catalogue
from redes.content.language import LanguageDetector, vocabularies
from redes.content.schema import Language


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Dónde puedo sacar una cita si no tengo papeles?", "es"),
        ("ola nesesito ke me atiendan no tengo plata", "es"),
        ("pte vzlana ppt venc p/ lab, la atiendo?", "es"),
        ("where can I see a doctor without papers", "en"),
        ("my son is sick and they dont want to see him", "en"),
        ("onde posso ser atendido se não tenho documentos", "pt"),
        ("meu filho ta doente e nao querem atender ele", "pt"),
        ("où est-ce que je peux voir un médecin sans papiers", "fr"),
        ("mon fils est malade et ils veulent pas le soigner", "fr"),
        ("ki kote mwen ka wè yon doktè si m pa gen papye", "ht"),
        ("pitit mwen malad yo pa vle wè l", "ht"),
    ],
)
def test_a_sentence_tells_its_language(detector: LanguageDetector, text: str, language: Language):
    assert detector.detect(text) == language


@pytest.mark.parametrize("text", ["", "ok", "PPT", "hola", "hello", "bonjour", "🤣🤣🤣", "???", "12345678", "Marisol"])
def test_a_word_is_too_little_to_tell(detector: LanguageDetector, text: str):
    assert detector.detect(text) is None


@pytest.mark.parametrize("text", ["EPS Sanitas Bogotá", "Hospital Erasmo Meoz", "hello, necesito ayuda please"])
def test_names_and_mixtures_are_not_guessed(detector: LanguageDetector, text: str):
    assert detector.detect(text) is None


def test_the_longest_text_and_odd_letters_are_just_text(detector: LanguageDetector):
    assert detector.detect("necesito una cita para mi hijo " * 300) == "es"
    assert detector.detect("\u202e\u200b" + "necesito una cita para mi hijo") == "es"


@pytest.mark.parametrize(
    "text",
    [
        "qué hospital me atiende en soacha",
        "cobro de la ambulancia",
        "la tutela es gratis?",
        "me salio mancha en el pulmon",
    ],
)
def test_words_that_two_languages_share_do_not_turn_a_spanish_conversation_over(text: str, real: Catalogue):
    assert LanguageDetector(vocabularies(real)).detect(text, before="es") in (None, "es")


def test_words_of_the_field_tell_a_language_that_little_words_do_not(real: Catalogue):
    assert LanguageDetector().detect("pregnant teenagers vaccination appointment", before="es") is None
    assert (
        LanguageDetector(vocabularies(real)).detect("pregnant teenagers vaccination appointment", before="es") == "en"
    )
