"""Names go, as people write them; hospitals, towns and everyday words stay."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from redes.privacy.scrub import find_personal_data, scrub

NAMES = {"nombre", "nombre-de-tercero"}


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("me yamo yuleisy contreras y nesesito una cita", "me yamo [nombre] y nesesito una cita"),
        ("Yo, Nurys Epiayú, pido una intérprete", "Yo, [nombre], pido una intérprete"),
        ("A Samuel no lo quisieron vacunar", "A [nombre-de-tercero] no lo quisieron vacunar"),
        ("Yolanda y yo llegamos a las cinco", "[nombre-de-tercero] y yo llegamos a las cinco"),
        ("hable con marisol la de facturacion", "hable con [nombre-de-tercero] la de facturacion"),
        ("la enfermera mercedes me grito", "la enfermera [nombre-de-tercero] me grito"),
        ("Le dije a Rosa que tenía dolores de parto", "Le dije a [nombre-de-tercero] que tenía dolores de parto"),
        ("im shanice n i need a doctor", "im [nombre] n i need a doctor"),
        ("My wife Grace is 30 weeks pregnant", "My wife [nombre-de-tercero] is 30 weeks pregnant"),
        ("je suis Rose-Merline, j'ai mal", "je suis [nombre], j'ai mal"),
        ("mon mari jean claude a eu un accident", "mon mari [nombre-de-tercero] a eu un accident"),
        ("sou a conceicao e preciso de consulta", "sou a [nombre] e preciso de consulta"),
        ("m rele daphnee m bezwen wè yon dokte", "m rele [nombre] m bezwen wè yon dokte"),
        ("El médico de turno, Ángel Cuello, ni me miró", "El médico de turno, [nombre-de-tercero], ni me miró"),
        ("soy Betulia Arciniegas y firmo", "soy [nombre] y firmo"),
        ("pitit mwen Wideline gen lafyèv", "pitit mwen [nombre-de-tercero] gen lafyèv"),
        ("el celador eliecer no lo dejo entrar", "el celador [nombre-de-tercero] no lo dejo entrar"),
        ("o enfermeiro valdecir dava meia dose", "o enfermeiro [nombre-de-tercero] dava meia dose"),
    ],
)
def test_a_name_goes_however_it_is_written(text, scrubbed):
    assert scrub(text).text == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "En el Hospital Rosario Pumarejo de López me dijeron que no",
        "la Clínica Nuestra Señora de los Remedios",
        "me remitieron al Simón Bolívar",
        "el hospital san vicente fundacion me remitio",
        "Crucé por el puente Francisco de Paula Santander",
        "Soy de Maracaibo y vivo en Bello",
        "tengo dolores de parto desde anoche",
        "solo quiero paz y no hay sol en la sala",
        "di a luz hace tres días",
        "la Cruz Roja me dio comida",
        "me formularon losartán y enalapril",
        "gracias a Dios y a la Virgen",
        "soy madre soltera y venezolana",
        "Hola, buenas tardes, necesito una cita",
        "I hope they help me in May",
        "la pierre au rein me fait mal",
        "tomo leite e me dá dor nas costas",
        "mari m malad, pye l anfle",
    ],
)
def test_an_institution_a_town_or_an_everyday_word_is_no_name(text):
    assert [span for span in find_personal_data(text) if span.type in NAMES] == []


def test_many_threads_read_at_once_and_each_finds_its_own():
    texts = [f"me llamo Ana {'muy ' * n}enferma, cédula 10987654{n:02}" for n in range(40)]
    alone = [scrub(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(scrub, texts * 5))

    assert together == alone * 5


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("reporte anonimo pero si necesitan: k. gamboa", "k. gamboa"),
        ("El recibo lo firma E. Manjarrés. Después no", "E. Manjarrés"),
        ("Firma solo con sus iniciales: T. C. Fandiño", "T. C. Fandiño"),
        ("told nurse karen m. twice", "karen m"),
        ("me rayaron la puerta. j. c. prefiero no decir mas", "j. c"),
        ("text only, please. - d.", "d"),
        ("la partera se llama ma cristina jimenez", "ma cristina jimenez"),
    ],
)
def test_a_letter_that_stands_for_a_name_goes(text, gone):
    assert [text[span.start : span.end] for span in find_personal_data(text)] == [gone]


@pytest.mark.parametrize(
    "text",
    [
        "abre a las 3 p. m. todos los días",
        "It was 2:15 a.m.",
        "perdí la c. c. de mi hijo",
        "me falta vitamina c. Luego volví",
        "tengo hepatitis b.",
    ],
)
def test_a_letter_that_stands_for_something_else_stays(text):
    assert find_personal_data(text) == ()


def test_who_has_only_a_nickname_is_named_by_it():
    assert scrub("me dicen la chama y vivo lejos").text == "me dicen [nombre] y vivo lejos"
    assert scrub("me dicen la verdad a medias").text == "me dicen la verdad a medias"
