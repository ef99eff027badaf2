"""One screen is one message: with its headings, contacts, dates and buttons, in every language."""

from makers import THURSDAY, a_card, a_catalogue, a_contact, a_practice, some_texts
from makers import a_decalogo as the_decalogo

from redes.content.check import check
from redes.content.check_size import LONGEST_MESSAGE, card_size
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.translation import spanish_version

STEP = "Diga en la puerta eso. " * 26
"""597 characters."""


def told(**catalogue) -> list[str]:
    return [finding.message for finding in check(a_catalogue(**catalogue), today=THURSDAY)]


def test_a_card_longer_than_a_message_is_an_error():
    card = a_card(steps=[STEP] * 7)
    size = card_size(a_catalogue(cards=[card]), card, "es")

    assert told(cards=[a_card(steps=[STEP] * 6)]) == []
    assert size > LONGEST_MESSAGE
    assert (
        f"card 'urgencias-migrante' takes up to {size} characters in es with its headings, contacts and date; "
        f"a message takes {LONGEST_MESSAGE}: split it and link by 'next'"
    ) in told(cards=[card])


def test_headings_contacts_the_date_and_characters_that_count_double_are_counted():
    card = a_card(steps=[STEP], contacts=["nac-123"])

    def size(said=card, **given):
        return card_size(a_catalogue(cards=[said], **given), said, "es")

    bare = size()
    texts = {"ficha.pasos": "Qué hacer ahora", "ficha.revisada": "Revisado el {dia}."}
    assert size(texts=[some_texts(texts=texts)]) == bare + len("Qué hacer ahora") + len(
        "Revisado el 30 de septiembre de 2026."
    )
    assert size(contacts=[a_contact(name="Línea 123" + "x" * 50)]) == bare + 50
    assert size(card.model_copy(update={"answer": "Vaya a urgencias. 🚨"})) == bare + 3


def test_a_translation_that_is_longer_than_a_message_is_an_error_where_the_spanish_fits():
    card = a_card(steps=["Vaya a la puerta."] * 8)
    long = CardTranslation(
        id=card.id, follows=spanish_version(card), state="escrita", title="Title", answer="Go.", steps=[STEP] * 8
    )
    translation = TopicTranslation(topic="urgencias", label="ER", cards=[long])

    [message] = told(cards=[card], translations={("en", "urgencias"): translation})

    assert message.startswith("card 'urgencias-migrante' takes up to ")
    assert " characters in en " in message


def test_a_card_must_fit_under_review_too():
    alarm = a_card(alarm=["Se ahoga."], answer="Vaya.")
    texts = {"ficha.solo-lo-seguro": "Solo esto. " * 400}

    assert card_size(a_catalogue(cards=[alarm], texts=[some_texts(texts=texts)]), alarm, "es") > LONGEST_MESSAGE


def test_a_practice_longer_than_a_message_is_an_error():
    practices = [a_practice(n, **({"avoid": [STEP] * 7} if n == 4 else {})) for n in range(1, 11)]

    assert any(
        message.startswith("practice 4 takes up to ") for message in told(decalogo=the_decalogo(practices=practices))
    )


def test_an_id_must_fit_a_button():
    assert told(cards=[a_card(id="a" * 52)]) == []
    assert told(cards=[a_card(id="a" * 53)]) == [f"the id '{'a' * 53}' is longer than 52 bytes"]


def test_a_button_must_be_short_enough_to_be_read():
    assert told(texts=[some_texts(texts={"boton.menu": "x" * 60, "menu.texto": "x" * 61})]) == []
    assert told(texts=[some_texts(texts={"boton.menu": "x" * 61})]) == [
        "the button 'boton.menu' has 61 characters in es; a button shows 60"
    ]
