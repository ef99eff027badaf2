"""Which languages are offered is a matter of files; which one is answered in, of what she chose or wrote."""

import shutil
from pathlib import Path

import pytest
from scripted import ANA, TODAY, ScriptedDialogue, a_conversation, a_dialogue, typed, understood

from bot.inbound import Inbound
from bot.presses import Press
from bot.shelf import Shelf
from redes.content.check import check
from redes.content.load import load
from redes.eligibility.load import load_law
from redes.settings import ROOT


async def test_a_language_is_added_by_files_alone_and_says_what_it_lacks(tmp_path: Path):
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    (folder / "idiomas" / "guc.yaml").write_text(
        "code: guc\norder: 6\nname: Wayuunaiki\nin_spanish: wayuunaiki\n"
        "months: [a, b, c, d, e, f, g, h, i, j, k, l]\nday: '{dia}/{mes}/{anio}'\n"
    )
    (folder / "textos" / "guc").mkdir()
    (folder / "textos" / "guc" / "general.yml").write_text(
        "language: guc\nstate: escrita\ntexts:\n  inicio.titulo: Anaa.\n"
    )
    catalogue = load(folder)
    assert [f for f in check(catalogue, today=TODAY) if f.severity == "error"] == []
    shelf = Shelf(catalogue, load_law(folder / "reglas", catalogue.norms))
    conversation = a_conversation(shelf, a_dialogue())

    [offered] = (await conversation.reply(Inbound(session=ANA, press=Press("languages")))).replies
    [welcome] = (await conversation.reply(Inbound(session=ANA, press=Press("language", "guc")))).replies

    assert "Wayuunaiki" in [button.label for row in offered.buttons for button in row]
    assert "Anaa." in welcome.body  # what is written
    assert "lo que falta se dice en español" in welcome.body
    assert shelf.catalogue.texts["es"].texts["inicio.texto"] in welcome.body  # what is not


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("where can I get my baby vaccinated?", "en"),
        ("onde posso vacinar o meu bebê?", "pt"),
        ("où est-ce que je peux faire vacciner mon bébé ?", "fr"),
        ("ki kote mwen ka pran vaksen pou ti bebe mwen an", "ht"),
        ("¿dónde vacunan a mi bebé?", "es"),
    ],
)
async def test_the_answer_follows_the_language_of_the_message(shelf, message, language):
    other = "en" if language == "es" else "es"

    answer = await a_conversation(shelf, a_dialogue()).reply(Inbound(session=ANA, text=message, language=other))

    assert answer.language == language


async def test_danger_is_answered_in_the_language_in_which_it_was_told(shelf):
    answer = await a_conversation(shelf, a_dialogue()).reply(typed("my husband is beating me right now please help"))

    assert (answer.danger, answer.language) == ("violencia", "en")


async def test_a_word_or_two_languages_in_one_message_turn_nothing_over(shelf):
    conversation = a_conversation(shelf, a_dialogue())
    await conversation.reply(typed("ki kote mwen ka pran vaksen pou ti bebe mwen an"))

    followed = [
        (await conversation.reply(typed(said))).language for said in ("ok", "sisben", "PPT", "gracias thank you")
    ]

    assert followed == ["ht"] * 4


async def test_a_chosen_language_stays_whatever_is_written(shelf):
    conversation = a_conversation(shelf, a_dialogue())
    await conversation.reply(Inbound(session=ANA, press=Press("language", "pt")))

    answer = await conversation.reply(typed("where can I get my baby vaccinated?"))

    assert answer.language == "pt"


async def test_a_story_in_another_language_leaves_the_form_as_it_was(shelf, dialogue: ScriptedDialogue):
    story = "they told me that I need a passport and sent me away"
    dialogue.script["me negaron"] = understood(asking="report_story", topic="reportar-barrera")
    conversation = a_conversation(shelf, dialogue)
    await conversation.reply(typed("me negaron"))

    assert (await conversation.reply(typed(story))).language == "es"
