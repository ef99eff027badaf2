import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.privacy.scrub import Scrubbed, Span, find_personal_data, scrub


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        # names, as they are announced in each language
        ("Me llamo María Fernanda Pérez y no me atienden", "Me llamo [nombre] y no me atienden"),
        ("me llamo juan carlos gomez, tengo 3 hijos", "me llamo [nombre], tengo 3 hijos"),
        ("mi nombre es Ana", "mi nombre es [nombre]"),
        ("mi nombre completo: Ana Ruiz", "mi nombre completo: [nombre]"),
        ("my name is John Smith and I need help", "my name is [nombre] and I need help"),
        ("je m'appelle Pierre Dupont", "je m'appelle [nombre]"),
        ("je m’appelle Pierre Dupont", "je m’appelle [nombre]"),
        ("mon nom est Marie Claire", "mon nom est [nombre]"),
        ("meu nome é João da Silva", "meu nome é [nombre]"),
        ("eu me chamo Ana Souza", "eu me chamo [nombre]"),
        ("mwen rele Jean Baptiste", "mwen rele [nombre]"),
        ("non mwen se Marie", "non mwen se [nombre]"),
        # names of others
        ("la doctora Martínez no me quiso atender", "la doctora [nombre-de-tercero] no me quiso atender"),
        ("el vigilante Pedro Ruiz me sacó", "el vigilante [nombre-de-tercero] me sacó"),
        ("mi hija Valentina tiene fiebre", "mi hija [nombre-de-tercero] tiene fiebre"),
        ("My daughter Emily has fever", "My daughter [nombre-de-tercero] has fever"),
        ("una enfermera que se llama Lucía me gritó", "una enfermera que se llama [nombre-de-tercero] me gritó"),
        ("mi hijo se llama juan", "mi hijo se llama [nombre-de-tercero]"),
        ("Mr. Brown refused", "Mr. [nombre-de-tercero] refused"),
        ("el señor Gómez", "el señor [nombre-de-tercero]"),
        # documents
        ("mi cédula es 1.234.567.890", "mi cédula es [documento]"),
        ("C.C. 52123456", "C.C. [documento]"),
        ("mi PPT es 5812345", "mi PPT es [documento]"),
        ("pasaporte AB123456", "pasaporte [documento]"),
        ("my passport number 123456789", "my passport number [documento]"),
        ("soy V-12345678", "soy [documento]"),
        ("tengo 1234567890 y no me atienden", "tengo [documento] y no me atienden"),
        ("historia clínica 456789", "historia clínica [historia-clinica]"),
        ("placa ABC123", "placa [placa]"),
        # ways to reach somebody
        ("llámame al 3001234567", "llámame al [telefono]"),
        ("mi whatsapp es 300 123 4567", "mi whatsapp es [telefono]"),
        ("+58 412-1234567", "[telefono]"),
        ("0414-1234567", "[telefono]"),
        ("teléfono 6012345678", "teléfono [telefono]"),
        ("escríbeme a ana.perez@gmail.com", "escríbeme a [correo]"),
        ("ana.perez arroba gmail punto com", "[correo]"),
        ("mire https://facebook.com/ana.perez ya", "mire [url-personal] ya"),
        ("sígueme @anaperez", "sígueme [usuario-red-social]"),
        ("vivo en la Calle 45 # 12-34 apto 301", "vivo en la [direccion]"),
        ("Cra 7 No. 12-34", "[direccion]"),
        # what else leads to somebody
        ("nací el 12 de mayo de 1990", "nací el [fecha-nacimiento]"),
        ("fecha de nacimiento: 12/05/1990", "fecha de nacimiento: [fecha-nacimiento]"),
        ("born on 12/05/1990", "born on [fecha-nacimiento]"),
        ("cuenta de ahorros 123-456789-00", "cuenta de ahorros [cuenta-bancaria]"),
        ("nequi 3001234567", "nequi [cuenta-bancaria]"),
    ],
)
def test_what_names_or_reaches_a_person_goes(text, scrubbed):
    assert scrub(text).text == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        # places and insurers
        "En el hospital Meissen me dijeron que no",
        "Hospital Universitario San Jorge",
        "Clínica Nuestra Señora de los Remedios",
        "Hospital San Juan de Dios",
        "el hospital se llama Meissen",
        "la IPS que se llama Salud Vida",
        "Nueva EPS no me entrega el medicamento",
        "Capital Salud EPS me negó la cita el 12/05/2026",
        "Soy de Maracaibo y vivo en Cúcuta",
        # amounts
        "me cobraron 50.000 pesos",
        "me cobraron $1.200.000",
        "me cobraron 1200000 pesos",
        "me cobran 1.500.000",
        "tuve que pagar 1500000 para entrar",
        # clinical values
        "tengo 25 años y 32 semanas de embarazo",
        "presión 140/90 y glucosa 350",
        "plaquetas 150000 y leucocitos 12000",
        "150000 plaquetas",
        "CD4 350 y carga viral 100000 copias",
        "pesa 3500 gramos, 37.8 de temperatura",
        "hemoglobina 12.5 y creatinina 1.2",
        # dates that are no birth dates, norms, lines
        "me atendieron el 15 de marzo de 2026 a las 10:30",
        "fui el 2026-03-15 y volví el 16/03/2026",
        "la Ley 1751 de 2015, la T-025 de 2004 y la Resolución 3280 de 2018",
        "llame al 123 o a la línea 155",
        # people without a name
        "el doctor no me atendió y la enfermera me gritó",
        "la señora de la puerta no me dejó",
        "Doctora, ayúdeme",
        "me llamo y no contestan",
        "mi hija tiene fiebre",
        "¿cómo se llama el permiso?",
        "my daughter has fever and I am afraid",
        "j'ai de la fièvre depuis trois jours",
        "mwen gen lafyèv",
    ],
)
def test_what_a_mesa_needs_and_names_nobody_stays(text):
    assert scrub(text) == Scrubbed(text=text, spans=())


def test_spans_count_code_points_of_the_input():
    text = "👩🏽‍⚕️ mi hija Valentina, cédula 12345678"

    scrubbed = scrub(text)

    assert [(text[span.start : span.end], span.type) for span in scrubbed.spans] == [
        ("Valentina", "nombre-de-tercero"),
        ("12345678", "documento"),
    ]
    assert scrubbed.text == "👩🏽‍⚕️ mi hija [nombre-de-tercero], cédula [documento]"


def test_spans_stand_in_order_of_the_text():
    assert find_personal_data("llámame al 3001234567, me llamo Ana") == (
        Span(start=11, end=21, type="telefono"),
        Span(start=32, end=35, type="nombre"),
    )


def test_scrubbed_text_holds_nothing_more_to_scrub():
    once = scrub("Me llamo Ana Pérez, cédula 12345678, cel 3001234567, ana@correo.co, nací el 12/05/1990")

    assert scrub(once.text) == Scrubbed(text=once.text, spans=())


_PIECES = st.sampled_from(
    ["me llamo ", "Ana ", "Pérez ", "cédula ", "12345678 ", "300 123 4567 ", "ana@correo.co ", "Calle 45 # 12-34 ", "nací el 12/05/1990 ",
     "la doctora ", "se llama ", "V-", "+57 ", "@", "nequi ", "👩🏽‍⚕️ ", "\n", "ñ", "n\u0303", "50.000 pesos ", "#", "."]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=12).map("".join)))
def test_in_any_text_spans_lie_inside_it_and_the_rest_is_unchanged(text):
    scrubbed = scrub(text)

    bounds = [0, *(bound for span in scrubbed.spans for bound in (span.start, span.end)), len(text)]
    assert bounds == sorted(bounds)
    assert [span for span in scrubbed.spans if span.start == span.end] == []
    rest, position = "", 0
    for span in scrubbed.spans:
        rest += text[position : span.start] + f"[{span.type}]"
        position = span.end
    assert scrubbed.text == rest + text[position:]


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "1",
        "a.",
        "a1-",
        "a",
        " ",
        "1 ",
        "a@",
        "calle 1 1 ",
        "cedula ",
        "nombre: a ",
        "Juan ",
        "cuenta ",
        "nacio ",
        "señora Juan ",
        "+57 (((",
    ],
)
def test_no_message_keeps_the_scrubber_busy(piece):
    message = (piece * 4096)[:4096]  # Telegram's longest

    seconds = min(_timed(message) for _ in range(3))

    assert seconds < 0.2


def _timed(message: str) -> float:
    begin = time.thread_time()
    scrub(message)
    return time.thread_time() - begin
