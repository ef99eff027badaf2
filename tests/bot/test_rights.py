"""What a poster on a wall leads to: its rights in its language, each with its card, and a way to tell what happened."""

import dataclasses

import pytest
from makers import an_ips
from scripted import ANA, TODAY, a_conversation, a_dialogue, pressed
from telegram_api.entities import utf16_len

from bot.commands import command_press
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.screens.rights import rights_reply
from bot.sessions import MemorySessions
from bot.shelf import Shelf
from bot.telegram.render import to_telegram
from bot.voice import Voice
from redes.content.institution_search import near_ids
from redes.content.schema import LANGUAGES, Language


def presses(reply: Reply) -> list[Press]:
    return [button.press for row in reply.buttons for button in row if button.press]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_scanned_poster_opens_its_rights_in_its_language_and_stays_in_it(shelf: Shelf, language: Language):
    sessions = MemorySessions()
    conversation = a_conversation(shelf, a_dialogue(up=False), sessions=sessions)

    [reply] = (await conversation.reply(pressed("rights", language, language="es"))).replies

    poster = shelf.catalogue.rights
    assert reply.body.startswith(f"**{poster.title[language]}**")
    assert [right.says[language] for right in poster.rights if right.says[language] not in reply.body] == []
    assert [p.value for p in presses(reply) if p.kind == "card"] == [right.card for right in poster.rights]
    assert (await sessions.get(ANA)).language == language
    assert len(to_telegram(reply)) == 1
    assert utf16_len(reply.body) < 4000


@pytest.mark.parametrize(
    ("typed", "press"),
    [
        ("/start d_ht", Press("rights", "ht")),
        ("/start d_ht_norte24", Press("rights", "ht.norte24")),
        ("/start@RedesBot d_FR_Norte24", Press("rights", "fr.norte24")),
        ("/start d_", Press("start")),
    ],
)
def test_a_link_of_a_poster_is_read(typed: str, press: Press):
    assert command_press(typed) == press
    assert parse_press(press.data) == press


async def test_on_the_wall_of_an_institution_of_the_directory_one_can_tell_what_happened_there(shelf: Shelf):
    entry = near_ids(shelf.catalogue, None)[0]
    for directory, ways in ((entry, [Press("report-at", entry)]), (None, [])):
        ips = {"norte24": an_ips(directory=directory)}
        at = Shelf(dataclasses.replace(shelf.catalogue, ips=ips), shelf.law)

        [reply] = (await a_conversation(at, a_dialogue(up=False)).reply(pressed("rights", "es.norte24"))).replies

        assert [p for p in presses(reply) if p.kind == "report-at"] == ways
        assert "IPS de prueba" in reply.body


@pytest.mark.parametrize("value", ["xx", "xx.norte24", "", "es2"])
async def test_a_language_that_is_not_ours_is_an_old_button(shelf: Shelf, voice: Voice, value: str):
    [reply] = (await a_conversation(shelf, a_dialogue(up=False)).reply(pressed("rights", value))).replies

    assert reply.body == voice.say("error.boton-viejo")


async def test_an_unknown_code_of_an_institution_opens_the_rights_all_the_same(shelf: Shelf):
    [reply] = (await a_conversation(shelf, a_dialogue(up=False)).reply(pressed("rights", "es.nadie2026"))).replies

    assert reply.body.startswith("**Conozca sus derechos en salud**")


def test_while_the_poster_is_under_review_only_its_cards_speak(shelf: Shelf, voice: Voice):
    catalogue = shelf.catalogue
    poster = catalogue.rights.model_copy(update={"review_by": TODAY})
    reply = rights_reply(Voice(dataclasses.replace(catalogue, rights=poster), "es"), None, today=TODAY)

    assert [right.says["es"] for right in poster.rights if right.says["es"] in reply.body] == []
    assert [p.value for p in presses(reply) if p.kind == "card"] == [right.card for right in poster.rights]
    assert rights_reply(Voice(dataclasses.replace(catalogue, rights=None), "es"), None, today=TODAY) is None
