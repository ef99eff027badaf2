"""Cards as texts to hand on."""

from datetime import timedelta

from makers import THURSDAY, a_card, a_catalogue, a_topic, some_texts

from bot.screens.share import share_card
from bot.voice import Voice
from redes.content.schema import Card
from redes.doors import Doors

DOORS = Doors(bot="redes_bot")


def shared(real: Voice, card: Card, *, doors: Doors = DOORS, days: int = 0) -> str:
    texts = [some_texts(texts=real.catalogue.texts["es"].texts)]
    catalogue = a_catalogue(topics=[a_topic("urgencias", card, label="Urgencias")], texts=texts)
    return share_card(Voice(catalogue, "es"), card, today=THURSDAY + timedelta(days=days), doors=doors).body


def test_a_card_is_handed_on_with_its_first_steps_its_norm_its_date_and_the_way_here(voice: Voice):
    card = a_card(
        title="Urgencias sin papeles", answer="Vaya ya.", steps=["Uno.", "Dos.", "Tres.", "Cuatro.", "Cinco."]
    )

    text = shared(voice, card)

    assert text.split("\n\n")[:2] == ["**Urgencias sin papeles**", "Vaya ya."]
    assert "4. Cuatro." in text
    assert "Cinco." not in text
    assert "Ley 1 de 2020" in text
    assert "1 de enero de 2024" in text
    assert text.endswith("https://t.me/redes_bot")


def test_of_a_card_under_review_only_the_safe_part_is_handed_on(voice: Voice):
    card = a_card(title="Le atienden gratis", answer="Es gratis.", steps=["Pida la gratuidad."])

    text = shared(voice, card, days=400)

    assert "ratis" not in text
    assert "gratuidad" not in text
    assert voice.say("ficha.solo-lo-seguro") in text
    assert voice.say("ficha.urgencia-siempre") in text


def test_without_a_known_address_none_is_given(voice: Voice):
    assert "http" not in shared(voice, a_card(), doors=Doors())
