import io

import pytest
from form_dialogue import FormDialogue
from scripted import MemoryReports, ScriptedDialogue, a_conversation, a_dialogue, asks

from bot.markdown import plain
from bot.screens import menu, report
from bot.shelf import Shelf
from bot.terminal import TerminalFace
from bot.voice import Voice
from redes.reports import review
from redes.reports.receipts import read_receipt


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


class Terminal:
    """Somebody at a terminal who types what she sees; the form is the one that ships."""

    def __init__(self, shelf: Shelf) -> None:
        self.reports, self.out = MemoryReports(), io.StringIO()
        understood = {
            "quiero reportar": "reportar-barrera", "sí": "afirmar", "no": "negar", "atrás": "atras", "cancelar": "cancelar",
        }  # fmt: skip
        dialogue = FormDialogue(catalogue=shelf.catalogue, file=self.reports.file, intents_of=understood)
        self.conversation = a_conversation(shelf, dialogue, reports=self.reports)
        self.shelf = shelf

    async def types(self, *lines: str) -> str:
        """Type lines, a word in angle brackets being the number of the button that is called so; all that was seen."""
        waiting = iter(lines)

        async def read() -> str | None:
            line = next(waiting, None)
            if line is None or not line.startswith("<"):
                return self.receipt() if line == "RECEIPT" else line
            shown = self.out.getvalue()
            place = shown.rindex(f"] {line.strip('<>')}")
            return shown[shown.rindex("[", 0, place) + 1 : place]

        await TerminalFace(
            conversation=self.conversation, catalogue=self.shelf.catalogue, read=read, out=self.out
        ).talk()
        return self.out.getvalue()

    def receipt(self) -> str:
        """The receipt as it stands on the screen."""
        return next(line for line in self.out.getvalue().splitlines() if read_receipt(line))

    @property
    def kept(self) -> list[review.Opened]:
        with self.reports.uow as uow:
            ids = [report.id for report in uow.reports.all()]
        return [review.read(one, uow=self.reports.uow, vault=self.reports.vault) for one in ids]


STORY = "El guarda de la puerta de urgencias no me dejó entrar con mi hijo."


async def test_a_whole_report_is_told_by_typing_and_found_again_by_its_receipt(shelf: Shelf, voice: Voice):
    terminal = Terminal(shelf)

    seen = await terminal.types(
        "quiero reportar",
        STORY,
        f"<{shelf.catalogue.barriers['urg.puerta'].name}>",
        "en Cúcuta",
        "sí",
        "RECEIPT",
        "RECEIPT",
    )

    [kept] = terminal.kept
    assert (kept.report.barrier, kept.report.municipality, kept.story) == ("urg.puerta", "54001", STORY)
    assert voice.say("reporte.vista-previa") in seen
    assert seen.index(voice.say("reporte.acuerdo-titulo")) < seen.index(voice.say("recibo.titulo"))
    assert seen.index(voice.say("recibo.bien-copiado")) < seen.index(voice.say("estado.nuevo"))


async def test_every_detail_of_a_report_can_be_typed(shelf: Shelf, voice: Voice):
    terminal = Terminal(shelf)

    await terminal.types(
        "/reportar",
        "no me dejaron entrar",
        f"<{shelf.catalogue.barriers['urg.puerta'].name}>",
        "Medellín",
        f"<{voice.say('boton.mas-detalles')}>",
        f"<{voice.say('boton.detalle-when')}>",
        "esta semana",
        f"<{voice.say('boton.mas-detalles')}>",
        f"<{voice.say('boton.detalle-service')}>",
        "urgencias",
        f"<{voice.say('boton.mas-detalles')}>",
        f"<{voice.say('boton.detalle-story')}>",
        "Me llamo Yulieth Carrasquero y me sacaron.",
        f"<{voice.say('boton.si-guardar')}>",
    )

    [kept] = terminal.kept
    assert (kept.report.when, kept.report.service) == ("esta-semana", "urgencia")
    assert kept.story is not None
    assert "me sacaron" in kept.story
    assert "Yulieth" not in kept.story + terminal.out.getvalue()


@pytest.mark.parametrize("leaving", ["/cancelar", "no"])
async def test_a_report_that_is_left_at_the_terminal_leaves_nothing(shelf: Shelf, leaving: str):
    terminal = Terminal(shelf)

    await terminal.types(
        "quiero reportar", STORY, f"<{shelf.catalogue.barriers['urg.puerta'].name}>", "Cúcuta", leaving
    )

    assert terminal.kept == []


async def test_a_step_back_loses_nothing_at_the_terminal(shelf: Shelf, voice: Voice):
    terminal = Terminal(shelf)

    seen = await terminal.types(
        "quiero reportar",
        STORY,
        f"<{shelf.catalogue.barriers['urg.puerta'].name}>",
        "Cúcuta",
        "atrás",
        "en Medellín",
        "sí",
    )

    [kept] = terminal.kept
    assert (kept.report.municipality, kept.story) == ("05001", STORY)
    assert seen.count(voice.say("reporte.vista-previa")) == 2
