"""The decálogo goes stale like a card: it says so first and keeps back what may have changed."""

from datetime import date

import pytest
from makers import a_catalogue, a_decalogo, a_norm, a_practice

from bot.screens.decalogo import overview, practice_basis, practice_reply
from bot.voice import Voice
from redes.content.load import load
from redes.content.schema import LANGUAGES
from redes.settings import ROOT

LAST_DAY = date(2024, 12, 31)
DAY_AFTER = date(2025, 1, 1)
TEXTS = load(ROOT / "content").texts
PRACTICES = [
    a_practice(
        n, title="Sí se puede", idea="Una idea clara.", why="Un porqué.", avoid=["Lo que no."], say=["Una frase."]
    )
    for n in range(1, 11)
]
WITHHELD = ("Sí se puede", "Una idea clara.", "Un porqué.", "Deje entrar.", "Lo que no.", "Una frase.")


def a_voice(language: str = "es", **given) -> Voice:
    decalogo = a_decalogo(practices=PRACTICES, review_by=given.pop("review_by", DAY_AFTER))
    return Voice(a_catalogue(texts=TEXTS.values(), decalogo=decalogo, **given), language)


def labels(reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_is_whole_on_the_last_day_and_shows_its_safe_part_only_on_the_next(language):
    voice = a_voice(language)

    whole = practice_reply(voice, PRACTICES[2], today=LAST_DAY)
    safe = practice_reply(voice, PRACTICES[2], today=DAY_AFTER)

    assert [text for text in WITHHELD if text not in whole.body] == []
    assert [text for text in WITHHELD if text in safe.body] == []
    assert safe.body.startswith(voice.say("ficha.en-revision", dia=voice.day(DAY_AFTER)))
    assert voice.say("ficha.urgencia-siempre") in safe.body
    assert safe.buttons == whole.buttons


def test_a_practice_whose_norm_ended_names_the_norm():
    voice = a_voice(review_by=date(2099, 1, 1), norms=[a_norm(until=LAST_DAY)])

    reply = practice_reply(voice, PRACTICES[0], today=DAY_AFTER)

    assert reply.body.startswith(voice.say("ficha.en-revision-norma", normas="Ley 1 de 2020"))
    assert [text for text in WITHHELD if text in reply.body] == []


def test_a_norm_that_was_to_be_read_again_puts_its_practices_under_review():
    voice = a_voice(review_by=date(2099, 1, 1), norms=[a_norm(review_by=DAY_AFTER)])

    assert "Una idea clara." in practice_reply(voice, PRACTICES[0], today=LAST_DAY).body
    assert "Una idea clara." not in practice_reply(voice, PRACTICES[0], today=DAY_AFTER).body


def test_the_list_of_practices_says_that_it_is_overdue_and_keeps_their_promises_back():
    voice = a_voice()

    fresh, stale = overview(voice, today=LAST_DAY), overview(voice, today=DAY_AFTER)

    assert "3. Sí se puede" in labels(fresh)
    assert labels(stale)[:10] == [f"{n}. {voice.say('decalogo.en-revision')}" for n in range(1, 11)]
    assert stale.body.startswith(voice.say("ficha.en-revision", dia="1 de enero de 2025"))


def test_the_basis_of_a_practice_under_review_names_its_norms_and_not_what_they_support():
    voice = a_voice()

    fresh = practice_basis(voice, PRACTICES[0], today=LAST_DAY).body
    stale = practice_basis(voice, PRACTICES[0], today=DAY_AFTER).body

    assert "Dice algo." in fresh
    assert "Ley 1 de 2020" in stale
    assert "Dice algo." not in stale
    assert "Sí se puede" not in stale
