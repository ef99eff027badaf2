import io

from scripted import ScriptedDialogue, a_conversation, a_dialogue, asks

from bot.markdown import plain
from bot.screens import menu, report
from bot.shelf import Shelf
from bot.terminal import TerminalFace
from bot.voice import Voice


async def talk(shelf: Shelf, *typed: str, dialogue: ScriptedDialogue | None = None) -> str:
    """What a person sees who types these lines and then ends the input."""
    lines, out = iter(typed), io.StringIO()

    async def read() -> str | None:
        return next(lines, None)

    conversation = a_conversation(shelf, dialogue or a_dialogue())
    await TerminalFace(conversation=conversation, catalogue=shelf.catalogue, read=read, out=out).talk()
    return out.getvalue()


async def test_it_opens_with_the_welcome_and_numbers_the_buttons(shelf: Shelf, voice: Voice):
    seen = await talk(shelf)

    assert seen == (
        f"{voice.say('terminal.bienvenida')}\n"
        f"\n{plain(menu.welcome(voice).body)}\n"
        f"  [1] {voice.say('rol.migrante')}\n"
        f"  [2] {voice.say('rol.ips')}\n"
        f"  [3] {voice.say('rol.mesa')}\n"
        "  [4] Español · English · Português · Français · Kreyòl\n"
    )


async def test_a_number_presses_its_button(shelf: Shelf, voice: Voice):
    seen = await talk(shelf, " 2 ")

    assert plain(menu.menu(voice, "ips").body) in seen


async def test_the_number_of_no_button_is_said_so_and_the_buttons_stay(shelf: Shelf, voice: Voice):
    seen = await talk(shelf, "99", "0", "3")

    assert seen.count(voice.say("terminal.boton-desconocido")) == 2
    assert seen.rstrip().endswith(voice.say("boton.mi-reporte"))
    assert plain(menu.menu(voice, "mesa").body) in seen


async def test_commands_and_sentences_are_told_apart(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue()

    seen = await talk(shelf, "/privacidad", "¿me atienden?", "²", dialogue=dialogue)

    assert plain(menu.privacy(voice).body) in seen
    assert dialogue.texts == ["¿me atienden?", "²"]


async def test_a_receipt_is_no_number_of_a_button(shelf: Shelf, voice: Voice):
    seen = await talk(shelf, "65385539686081716051")

    assert voice.say("recibo.no-existe") in seen


async def test_a_late_reply_is_waited_for(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)

    async def at_once(_: float) -> bool:
        dialogue.is_up.set()
        return True

    dialogue.wait_until_up = at_once  # type: ignore[method-assign]
    seen = await talk(shelf, "/reportar", dialogue=dialogue)

    question = plain(report.ask(voice, "report_barrier").body)
    assert seen.index(voice.say("rasa.espere")) < seen.index(question)


async def test_a_picture_is_told_by_its_address(shelf: Shelf):
    seen = await talk(shelf, "2", "/decalogo", "1", "5", "1")

    assert "Archivo «1-1.png»: https://redes.example.org/picture/practice/es/1/1.png" in seen
