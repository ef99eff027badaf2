"""A number that people are told to call has a source and a date, or it is not said."""

import pytest
from makers import THURSDAY, a_barrier, a_card, a_catalogue, a_category, a_contact, a_practice, some_texts
from makers import a_decalogo as the_decalogo

from redes.content.check import check
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.translation import spanish_version


def told(**catalogue) -> list[str]:
    return [finding.message for finding in check(a_catalogue(**catalogue), today=THURSDAY)]


def uncited(who: str, line: str) -> str:
    return f"{who} tells people to call {line}, an uncited phone number: it is not in content/directorio/"


@pytest.mark.parametrize("field", ["answer", "title", "open_question"])
@pytest.mark.parametrize("phone", ["3001234567", "601 234 5678", "+57 300 123 4567", "01 8000 112 137"])
def test_a_phone_number_in_a_card_is_an_error(field, phone):
    assert told(cards=[a_card(**{field: f"Llame al {phone}."})]) == [
        "card 'urgencias-migrante' holds a phone number; put it into content/directorio/ and name it under 'contacts'"
    ]


@pytest.mark.parametrize("said", ["Marque 155.", "Vaya o marque 123, o 155 donde opere.", "Línea 155 (mujeres)."])
def test_a_short_line_that_the_directory_does_not_have_is_an_error(said):
    assert told(cards=[a_card(answer=said)]) == [uncited("card 'urgencias-migrante'", "155")]


def test_a_short_line_of_the_directory_may_be_written_out():
    lines = [a_contact(), a_contact(id="nac-155", phone="155")]

    assert told(cards=[a_card(answer="Marque 123 o 155.")], contacts=lines) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ley 1751 de 2015, art. 10.",
        "Artículo 168, y art. 153.",
        "Ley 100 de 1993.",
        "Decreto 195 de 2004.",
        "$ 1.300.000",
        "$150",
        "El 2024-07-04.",
        "Hasta 120 días, 150 %, 100 horas.",
        "651.155 pesos",
        "T-178 de 2019.",
        "Sentencia T-100/18.",
    ],
)
def test_norms_amounts_and_times_are_no_phone_numbers(text):
    assert told(cards=[a_card(answer=text)]) == []


def test_everything_that_people_read_is_looked_at():
    card = a_card(basis=[{"norm": "ley-1-2020", "says": "Llame al 191."}])
    translated = CardTranslation(
        id=card.id, follows=spanish_version(card), state="escrita", title="Title", answer="Call 192."
    )
    practices = [a_practice(n, **({"say": ["Marque 194."]} if n == 2 else {})) for n in range(1, 11)]

    messages = told(
        cards=[card],
        translations={("en", "urgencias"): TopicTranslation(topic="urgencias", label="ER", cards=[translated])},
        texts=[some_texts(texts={"peligro.medica": "Marque 193."})],
        decalogo=the_decalogo(practices=practices),
        categories=[a_category(a_barrier(message="Marque 195."))],
    )

    assert messages == [
        uncited("card 'urgencias-migrante' in en", "192"),
        uncited("card 'urgencias-migrante'", "191"),
        uncited("practice 2", "194"),
        uncited("the barrier 'urg.puerta'", "195"),
        uncited("the text 'peligro.medica' in es", "193"),
    ]
