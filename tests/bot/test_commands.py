import re

import pytest

from bot.commands import ALIASES, COMMANDS, SHOWN, command_press, search_words
from bot.presses import Press, parse_press
from bot.voice import Voice


@pytest.mark.parametrize(
    ("text", "press"),
    [
        ("/menu", Press("menu")),
        ("/MENU", Press("menu")),
        ("/menu@redes_bot", Press("menu")),
        ("/menu por favor", Press("menu")),
        ("/start qr-12", Press("start")),
        ("/reportar", Press("report")),
        ("/cancel", Press("cancel")),
        ("/help", Press("help")),
        ("/idioma\nfrançais", Press("languages")),
    ],
)
def test_a_command_stands_for_a_press(text: str, press: Press):
    assert command_press(text) == press


@pytest.mark.parametrize(
    "text", ["", "/", "//menu", "/ ", "/\n", "/@redes_bot", "/borrar_todo", "/reportar-barrera{}", "menu", " /menu"]
)
def test_anything_else_is_text(text: str):
    assert command_press(text) is None


def test_aliases_lead_to_commands_and_commands_to_presses_that_a_button_could_carry():
    assert {target for target in ALIASES.values() if target not in COMMANDS} == set()
    assert [parse_press(press.data) for press in COMMANDS.values()] == list(COMMANDS.values())


def test_what_channels_list_exists_has_words_and_is_a_command_for_telegram(voice: Voice):
    listed = {name: voice.say(f"comando.{name}") for name in SHOWN}

    assert set(listed) == set(COMMANDS) - {"start"}
    assert [name for name in listed if not re.fullmatch(r"[a-z0-9_]{1,32}", name)] == []
    assert [words for words in listed.values() if not 1 <= len(words) <= 256] == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("/buscar vacunas", "vacunas"),
        ("/BUSCAR@redes_bot  ppt vencido ", "ppt vencido"),
        ("/buscar", ""),
        ("/buscarvacunas", None),
        ("buscar vacunas", None),
    ],
)
def test_a_search_is_typed_with_its_command(typed, wanted):
    assert search_words(typed) == wanted


def test_the_code_of_a_counter_card_comes_with_the_command_that_starts():
    assert command_press("/start v_2GYSV2BS") == Press("verify", "2gysv2bs")
    assert command_press("/start@RedesBot v_2GYSV2BS ") == Press("verify", "2gysv2bs")
    assert command_press("/start qr-12") == Press("start")
    assert command_press("/start v_") == Press("start")
    assert command_press("/start v_" + "A" * 60) == Press("start")


def test_the_code_of_an_institution_comes_with_the_command_that_starts():
    assert command_press("/start ips_Norte2026") == Press("ips", "norte2026")
    assert command_press("/start@RedesBot ips_norte2026 ") == Press("ips", "norte2026")
    assert command_press("/start ips_") == Press("start")
    assert command_press("/start ips_" + "a" * 40) == Press("start")
