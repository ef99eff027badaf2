"""A card goes stale loudly: it says so first, and shows only what stays true."""

from datetime import date

import pytest
from makers import a_card, a_catalogue, a_contact, a_norm, a_topic
from telegram_api.entities import utf16_len
from telegram_api.html_style import parse_html

from bot.screens.cards import basis_reply, card_reply
from bot.telegram.render import to_telegram
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.content.schema import LANGUAGES, Card, CardTranslation, Language, TopicTranslation
from redes.settings import ROOT

LAST_DAY = date(2024, 12, 31)
DAY_AFTER = date(2025, 1, 1)
TEXTS = load(ROOT / "content").texts

CARD = a_card(
    title="Sí, le atienden gratis",
    answer="La respuesta.",
    alarm=["Le falta el aire."],
    steps=["Un paso."],
    bring=["Un papel."],
    if_refused=["Una réplica."],
    avoid=["Lo que no."],
    register=["Un registro."],
    say=["Una frase."],
    open_question="Una duda.",
    contacts=["nac-123"],
    basis=[{"norm": "ley-1-2020", "at": "art. 1", "says": "Un derecho."}],
    review_by=date(2099, 1, 1),
)
WITHHELD = (
    CARD.title, CARD.answer, *CARD.steps, *CARD.bring, *CARD.if_refused, *CARD.avoid, *CARD.register_, *CARD.say,
    "Una duda.", "Un derecho.",
)  # fmt: skip


def a_voice(*cards: Card, language: Language = "es", **given) -> Voice:
    topics = given.pop("topics", [a_topic("urgencias", *cards, label="Urgencias")])
    return Voice(a_catalogue(topics=topics, texts=TEXTS.values(), contacts=[a_contact()], **given), language)


def overdue(card: Card) -> Card:
    return card.model_copy(update={"review_by": DAY_AFTER})


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_overdue_card_says_so_first_and_shows_the_safe_part_only(language):
    card = overdue(CARD)
    voice = a_voice(card, language=language)

    body = card_reply(voice, card, today=DAY_AFTER).body

    assert body.startswith(voice.say("ficha.en-revision", dia=voice.day(DAY_AFTER)))
    assert [text for text in WITHHELD if text in body] == []
    for kept in (voice.say("ficha.alarma"), "Le falta el aire.", voice.say("ficha.urgencia-siempre"), "[123](tel:123)"):
        assert kept in body


def test_the_day_before_its_review_is_due_a_card_is_whole():
    card = overdue(CARD)
    voice = a_voice(card)

    body = card_reply(voice, card, today=LAST_DAY).body

    assert body.startswith(f"**{card.title}**")
    assert voice.say("ficha.solo-lo-seguro") not in body
    assert voice.say("ficha.urgencia-siempre") not in body


def test_a_card_whose_norm_has_ended_names_the_norm_and_shows_the_safe_part_only():
    voice = a_voice(CARD, norms=[a_norm(until=LAST_DAY)])

    before, after = (card_reply(voice, CARD, today=today).body for today in (LAST_DAY, DAY_AFTER))

    assert before.startswith(f"**{CARD.title}**")
    assert after.startswith(voice.say("ficha.en-revision-norma", normas="Ley 1 de 2020"))
    assert [text for text in WITHHELD if text in after] == []


def test_a_card_whose_norm_was_to_be_read_again_says_since_when_and_shows_the_safe_part_only():
    voice = a_voice(CARD, norms=[a_norm(review_by=DAY_AFTER)])

    assert CARD.answer in card_reply(voice, CARD, today=LAST_DAY).body
    body = card_reply(voice, CARD, today=DAY_AFTER).body

    assert body.startswith(voice.say("ficha.en-revision", dia="1 de enero de 2025"))
    assert [text for text in WITHHELD if text in body] == []


def test_both_reasons_are_told():
    card = overdue(CARD)
    voice = a_voice(card, norms=[a_norm(until=LAST_DAY)])

    top = card_reply(voice, card, today=DAY_AFTER).body.split("\n\n")[0]

    assert top.split("\n") == [
        voice.say("ficha.en-revision", dia="1 de enero de 2025"),
        voice.say("ficha.en-revision-norma", normas="Ley 1 de 2020"),
    ]


def test_a_translation_is_withheld_like_the_spanish():
    card = overdue(CARD)
    english = CardTranslation(
        id=card.id, follows="00000000", state="escrita", title="Yes, it is free", answer="The answer.",
        alarm=["Cannot breathe."], steps=["A step."],
    )  # fmt: skip
    translation = TopicTranslation(topic="urgencias", label="Emergencies", cards=[english])
    voice = a_voice(card, language="en", translations={("en", "urgencias"): translation})

    body = card_reply(voice, card, today=DAY_AFTER).body

    assert "**Emergencies**" in body
    assert "Cannot breathe." in body
    assert [text for text in (english.title, english.answer, *english.steps) if text in body] == []
    assert voice.say("ficha.solo-en-espanol") not in body


def test_a_card_of_conversation_is_marked_and_stays_whole_because_it_states_no_law():
    card = a_card(id="saludo", audience="todos", title="Hola", answer="Buenas.", basis=[], states_law=False)
    voice = a_voice(topics=[a_topic("saludo", card)])

    body = card_reply(voice, card, today=DAY_AFTER).body

    assert body == f"{voice.say('ficha.en-revision', dia='1 de enero de 2025')}\n\n**Hola**\n\nBuenas."


def test_the_basis_of_a_card_under_review_names_its_norms_and_not_what_they_support():
    voice = a_voice(CARD, norms=[a_norm(until=LAST_DAY, url="https://example.org/ley")])

    body = basis_reply(voice, CARD, today=DAY_AFTER).body

    assert body.startswith(voice.say("ficha.en-revision-norma", normas="Ley 1 de 2020"))
    assert f"**Ley 1 de 2020, art. 1**. {voice.say('base.sin-vigencia')} https://example.org/ley" in body
    assert [text for text in WITHHELD if text in body] == []


def test_a_button_to_a_card_under_review_says_its_topic_because_many_titles_are_the_answer():
    old = overdue(CARD)
    new = a_card(id="tutela-migrante", next=[old.id], review_by=date(2099, 1, 1))
    voice = a_voice(topics=[a_topic("urgencias", old, label="Urgencias"), a_topic("tutela", new)])

    labels = {
        today: [button.label for row in card_reply(voice, new, today=today).buttons for button in row]
        for today in (LAST_DAY, DAY_AFTER)
    }

    assert "Sí, le atienden gratis" in labels[LAST_DAY]
    assert "Sí, le atienden gratis" not in labels[DAY_AFTER]
    assert "Urgencias" in labels[DAY_AFTER]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_that_ships_fits_telegram_and_shows_no_answer_once_it_is_overdue(
    catalogue: Catalogue, language: Language
):
    voice, far = Voice(catalogue, language), date(2099, 1, 1)
    cards = [card for card in catalogue.cards.values() if card.states_law]
    shown = {card.id: card_reply(voice, card, today=far) for card in cards}
    bases = [basis_reply(voice, card, today=far) for card in cards]

    sent = [parse_html(part["text"]) for reply in (*shown.values(), *bases) for part in to_telegram(reply)]
    assert [part for part in sent if part.oddities or not 0 < utf16_len(part.text) <= 4096] == []
    assert [
        card.id
        for card in cards
        for text in (voice.card(card).answer, *voice.card(card).steps)
        if text in shown[card.id].body
    ] == []
    assert [card.id for card in cards if voice.say("ficha.urgencia-siempre") not in shown[card.id].body] == []
    assert [card.id for card in cards for sign in voice.card(card).alarm if sign not in shown[card.id].body] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "es"])
@pytest.mark.parametrize(
    "key",
    [
        "ficha.en-revision",
        "ficha.en-revision-norma",
        "ficha.solo-lo-seguro",
        "ficha.urgencia-siempre",
        "decalogo.en-revision",
    ],
)
def test_what_is_said_of_a_card_under_review_is_said_in_every_language(catalogue: Catalogue, language, key):
    assert catalogue.texts[language].texts[key] != catalogue.texts["es"].texts[key]
