"""What only follows an answer («¿y si está embarazada?», «no entendí») holds words of danger and tells of none; with danger it does."""

import pytest

from redes.content.words import words
from redes.safety.detect import DangerDetector

FOLLOWING = {
    "es": (
        "y si es gestante",
        "y si está embarazada",
        "¿y si es gestante?",
        "es gestante",
        "gestante",
        "y si es menor de edad",
        "y si es un niño",
        "y si tiene 8 meses",
        "y para mi bebe",
        "¿y para mi hijo?",
        "y para mi mama",
        "y para mi mami",
        "y si es venezolana",
        "y si no tiene papeles",
        "y si tiene ppt vencido",
        "y con pasaporte",
        "y si es indígena",
        "y si es adulto mayor",
        "y si no tiene eps",
        "y si es haitiana",
        "no entendi",
        "no entiendo",
        "no entiendo lo que dice ahí",
        "no le entiendo nada",
        "como asi",
        "cómo así, explíqueme",
        "más sencillo por favor",
        "y donde queda",
        "donde es eso",
        "dónde me vacunan",
        "gracias",
        "gracias, ya lo vi",
        "muchas gracias por todo",
        "ok gracias",
        "y si es urgencia",
        "y si es un parto",
        "y si es víctima de violencia",
        "y si es para control prenatal",
    ),
    "en": (
        "and if she is pregnant",
        "what if she is a minor",
        "and for my baby",
        "what about my mother",
        "i dont understand",
        "i don't understand",
        "i don't understand that part",
        "i do not get it",
        "simpler please",
        "where is it",
        "which hospital",
        "thank you so much",
        "and without papers",
        "what if he has no EPS",
        "and if it is a child",
        "how about venezuelans",
    ),
    "pt": (
        "e se for grávida",
        "e para o meu filho",
        "e para minha mãe",
        "nao entendi nada",
        "mais simples",
        "onde fica",
        "obrigada",
        "e sem documento",
        "e se for criança",
    ),
    "fr": (
        "si elle est enceinte",
        "j'ai pas compris",
        "plus simple",
        "c'est où",
        "merci beaucoup",
        "merci beaucoup pour ça",
    ),
    "ht": (
        "e pou tibebe m",
        "m pa konprann",
        "pi senp",
        "mesi anpil",
        "mesi anpil pou sa",
    ),
}


LEARNT = {"y para mi mama", "no entiendo", "como asi", "gracias", "i don't understand", "merci beaucoup", "mesi anpil"}
"""So short that whoever writes sentences to learn from writes these as well."""


def test_none_but_the_shortest_of_these_were_learnt(learnt: frozenset[str]):
    assert {text for texts in FOLLOWING.values() for text in texts if " ".join(words(text)) in learnt} == LEARNT


@pytest.mark.parametrize("language", FOLLOWING)
def test_what_only_follows_an_answer_is_no_danger(detector: DangerDetector, language: str):
    alarms = {text: found.kind for text in FOLLOWING[language] if (found := detector.detect(text))}

    assert alarms == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("y si está embarazada y está sangrando", "obstetrica"),
        ("y si mi mamá no respira", "medica"),
        ("y si me tomo todas las pastillas", "suicidio"),
        ("no entiendo para qué sigo viva", "suicidio"),
        ("para mi hijo que está convulsionando", "pediatrica"),
        ("i don't understand why i am still alive", "suicidio"),
        ("and my baby is not breathing", "pediatrica"),
        ("what if i just end it tonight", "suicidio"),
        ("não entendo por que continuo vivo", "suicidio"),
        ("e meu filho não respira", "pediatrica"),
        ("je ne comprends pas pourquoi je vis encore", "suicidio"),
        ("et mon bébé convulse", "pediatrica"),
        ("m pa konprann poukisa m toujou vivan", "suicidio"),
        ("e pitit mwen ap fè kriz", "pediatrica"),
    ],
)
def test_danger_that_begins_as_what_follows_is_danger(detector: DangerDetector, text: str, kind: str):
    found = detector.detect(text)

    assert found is not None
    assert found.kind == kind
