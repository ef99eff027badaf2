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
