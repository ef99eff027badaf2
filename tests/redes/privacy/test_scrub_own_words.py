"""What the bot says, and what it learns from, goes through the scrubber unchanged."""

import re
from functools import cache

import pytest
import yaml

from redes.privacy.scrub import find_personal_data
from redes.privacy.scrub.training.material import (
    LANGUAGES,
    ROOT,
    catalogue_names,
    municipalities,
    place_names,
    repository_sentences,
)

_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
"""Ids, kinds and other single words of the files, which nobody is shown."""

WITH_A_NAME = {
    "Marta",
    "Valentina",
    "Carmen",
    "Sofía",
    "luis",
    "luis díaz",
    "cristiano",
    "Sonia",
    "Ana",
    "Fabiola",
    "Corina",
    "María Corina",
    "Karol G",
    "José José",
    "chávez",
    "Álvaro Uribe",
    "Sonya",
    *"Yuleisy Carlos Fajardo Santos Yuliana Petro Andrea Duque Emmanuel Emeka Uelinton Welington Wilson Shakira Luciana Kelly".split(),
    *"Maria João Joana Raimundo Luísa Tereza Davi Toto napoleon Biscuit Jean Joanna Jan Fatou Joé Pyè Andrés Wilner Wideline".split(),
    *"Jo Desir Désiré Jan-Batis Jean-Baptiste Kerline".split(),
    "Omar Sy",
}
"""Who is named in an example of kind treatment, in a sentence of a trans woman or man, of a name that was misspelt, of a newborn, in
talk about politics, football, songs and names."""

TAKEN_FOR_A_NAME = {"kariña"}
"""A people whose name is a woman's as well."""

WITH_AN_IDENTIFIER = {"123456", "barrio la parada", "AKT 125", "K7-3QZ"}
"""A number somebody typed, and where somebody says she lives: they are meant to go."""

TAKEN_FOR_AN_IDENTIFIER = {
    "un rancho en la Guajira",
    "by the market Bazurto",
    "sister or him",
    "bus terminal that only registered cabildos count",
    "favor num quarto de inquilinato",
    "favor num quarto",
    "dix mille",
    "note à quelle caisse publique",
    "l'hôtel de passage",
    "yon sèvè ak nimewo m",
    "san kat, san",
    "san kat san",
    "twa jou nan tèminal bis la ap tann lajan pou kontinye sou nò",
    "kay anfas la trafik moun kiyes pou",
}
"""Known mistakes, fifteen in twenty thousand sentences; who writes sees each before anything is kept, and can undo it."""


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


@cache
def said_in(room):
    """Texts of a room of the catalogue, addresses of sources left out."""
    found = [
        text
        for path in sorted((ROOT / "content" / room).rglob("*.y*ml"))
        for text in strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    return list(dict.fromkeys(text for text in found if "://" not in text and _ID.fullmatch(text) is None))


def removed(texts):
    return {text[span.start : span.end] for text in texts for span in find_personal_data(text)}


@pytest.mark.parametrize(
    "room",
    ["textos", "derechos", "traducciones", "decalogo", "menu", "seguridad", "conversacion", "directorio", "normas", "siglas", "barreras"],
)  # fmt: skip
def test_nothing_the_bot_says_is_personal(room):
    assert removed(said_in(room)) - WITH_A_NAME - TAKEN_FOR_A_NAME == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_people_ask_in_the_training_data_is_personal_but_where_somebody_is_named(language):
    meant = WITH_A_NAME | WITH_AN_IDENTIFIER | TAKEN_FOR_A_NAME | TAKEN_FOR_AN_IDENTIFIER

    assert removed(repository_sentences(language)) - meant == set()


@pytest.mark.parametrize("carrier", ["estoy en {} y no me atienden", "{}"])
def test_every_institution_of_the_catalogue_stays(carrier):
    assert removed(carrier.format(name) for name in catalogue_names()) == set()


@pytest.mark.parametrize(
    "carrier", ["estoy en {} y no me atienden", "¿en {} vacunan los domingos?", "llegué de {} ayer"]
)
def test_every_town_of_colombia_and_of_the_border_stays(carrier):
    towns = [*place_names(), *municipalities()]

    assert removed(carrier.format(town) for town in towns) == set()


def test_the_same_word_is_a_town_in_one_sentence_and_a_person_in_another():
    assert removed(["en Florencia no hay oncólogo"]) == set()
    assert removed(["me llamo Florencia y no hay oncólogo"]) == {"Florencia"}


def test_a_line_of_the_catalogue_stays_however_it_is_written():
    assert removed(["llamé al (601) 426 11 11 y no contestan", "llamé al 57 601 4261111 y no contestan"]) == set()


def test_another_number_goes():
    assert removed(["llamé al (601) 426 11 12 y no contestan"]) == {"(601) 426 11 12"}


def test_the_places_of_what_was_removed_stay_when_it_is_read_again():
    text = re.sub(
        r"\s+", " ", "Soy [nombre], [documento], vivo en [direccion] y mi hija [nombre-de-tercero] tiene fiebre"
    )

    assert removed([text]) == set()
