"""Cards that are shared into other chats, before anybody is asked who she is."""

from datetime import date

import pytest
from telegram import InlineQueryResultArticle

from bot.shelf import Shelf
from bot.telegram.inline import MOST_CARDS, answer_to
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Language
from redes.doors import Doors

DOORS = Doors(bot="redes_bot")


@pytest.fixture(scope="module")
def fresh(catalogue: Catalogue) -> date:
    """A day on which all cards are fresh."""
    return max(card.reviewed_on for card in catalogue.cards.values())


def articles(shelf: Shelf, query: str, today: date, language: Language = "es") -> list[InlineQueryResultArticle]:
    return answer_to(query, shelf, language=language, today=today, doors=DOORS)["results"]


@pytest.mark.parametrize(
    ("query", "language", "card"),
    [
        ("urgencias", "es", "urgencias-migrante"),
        ("bacunas", "es", "vacunacion-migrante"),
        ("tutela", "es", "tutela-migrante"),
        ("pregnant", "en", "embarazo-parto-migrante"),
        ("san papye", "ht", "sin-documentos-migrante"),
    ],
)
def test_words_find_the_card_to_share_in_the_language_of_whoever_types(shelf: Shelf, fresh, query, language, card):
    first = articles(shelf, query, fresh, language)[0]

    said = Voice(shelf.catalogue, language).card(shelf.catalogue.cards[card])
    assert (first.id, first.title) == (card, said.title)
    assert said.answer.startswith(first.description)
    assert said.answer in first.input_message_content.message_text
    assert "https://t.me/redes_bot" in first.input_message_content.message_text


def test_nothing_typed_offers_the_first_topics_of_the_menu(shelf: Shelf, fresh):
    menu = [topic for section in shelf.catalogue.menu.sections for topic in section.topics]

    for query in ("", "   "):
        offered = [shelf.catalogue.topic_of[article.id] for article in articles(shelf, query, fresh)]

        assert offered == menu[:MOST_CARDS]


def test_at_most_ten_cards_are_offered_each_once(shelf: Shelf, fresh):
    ids = [article.id for article in articles(shelf, "papeles eps hospital niño cita medicamento pago ppt", fresh)]

    assert len(ids) == len(set(ids)) == MOST_CARDS


@pytest.mark.parametrize("query", ["hola", "gracias", "chao"])
def test_greetings_are_nothing_to_share(shelf: Shelf, fresh, query):
    assert [
        a.id
        for a in articles(shelf, query, fresh)
        if a.id.partition("-")[0] in ("saludo", "agradecimiento", "despedida")
    ] == []


def test_what_finds_nothing_gets_a_way_into_the_bot_and_what_finds_something_does_not(
    shelf: Shelf, voice: Voice, fresh
):
    nothing = answer_to("xyzzyx", shelf, language="es", today=fresh, doors=DOORS)
    something = answer_to("tutela", shelf, language="es", today=fresh, doors=DOORS)

    assert nothing["results"] == []
    assert nothing["button"].text == voice.say("inline.abrir")
    assert nothing["button"].start_parameter == "compartir"
    assert something["button"] is None


def test_one_persons_answers_are_not_given_to_another_who_speaks_another_language(shelf: Shelf, fresh):
    assert answer_to("tutela", shelf, language="es", today=fresh, doors=DOORS)["is_personal"] is True


def test_personal_data_in_a_query_is_taken_out_before_it_is_searched(shelf: Shelf, fresh):
    def found(query: str) -> list[str]:
        return [article.id for article in articles(shelf, query, fresh)]

    assert found("vacunas me llamo Yuleisy Colmenares") == found("vacunas me llamo")
    assert "tutela-migrante" in found("llamo tutela")


def test_a_card_under_review_is_shared_by_its_safe_part_and_named_by_its_topic(shelf: Shelf, voice: Voice):
    card = voice.catalogue.cards["urgencias-migrante"]

    first = articles(shelf, "urgencias", card.review_by)[0]

    text = first.input_message_content.message_text
    assert (first.id, first.title) == (card.id, voice.topic("urgencias"))
    assert first.description == voice.say("ficha.solo-lo-seguro")
    assert card.answer not in text
    assert card.steps[0] not in text
    assert voice.say("ficha.urgencia-siempre") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_can_be_found_and_shared_whole_in_every_language(shelf: Shelf, fresh, language):
    catalogue = shelf.catalogue
    in_menu = {topic for section in catalogue.menu.sections for topic in section.topics}

    for card in catalogue.cards.values():
        if card.states_law or catalogue.topic_of[card.id] in in_menu:
            title = Voice(catalogue, language).card(card).title
            for article in articles(shelf, title, fresh, language):
                assert len(article.input_message_content.message_text) <= 4096
                assert 1 <= len(article.id.encode()) <= 64
                assert article.title
                assert article.description
