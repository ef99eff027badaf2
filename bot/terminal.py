"""The terminal face: type, or press a button by its number."""

import secrets
from collections.abc import Awaitable, Callable
from typing import TextIO

from bot.commands import command_press
from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.markdown import plain
from bot.presses import Press
from bot.replies import Button, Reply
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.privacy.pseudonym import pseudonym


class TerminalFace:
    """A conversation in a terminal.

    Args:
        conversation: What answers.
        catalogue: For its own few sentences.
        read: Gives a line, or None at the end.
        out: Where replies go.
    """

    def __init__(
        self,
        *,
        conversation: Conversation,
        catalogue: Catalogue,
        read: Callable[[], Awaitable[str | None]],
        out: TextIO,
    ) -> None:
        self._conversation = conversation
        self._voice = Voice(catalogue, "es")
        self._read = read
        self._out = out
        self._session = pseudonym("terminal", secrets.token_hex(16), key=secrets.token_bytes(32))
        self._buttons: list[Button] = []

    async def talk(self) -> None:
        """Talk until the input ends."""
        self._out.write(self._voice.say("terminal.bienvenida") + "\n")
        await self._ask(Inbound(session=self._session, press=Press("start")))
        while (line := await self._read()) is not None:
            inbound = self._inbound(line)
            if inbound is None:
                self._out.write("\n" + self._voice.say("terminal.boton-desconocido") + "\n")
            else:
                await self._ask(inbound)

    def _inbound(self, line: str) -> Inbound | None:
        """What a line means; None for the number of no button."""
        typed = line.strip()
        if typed.isascii() and typed.isdigit() and len(typed) <= 3:
            number = int(typed)
            if 1 <= number <= len(self._buttons):
                return Inbound(session=self._session, press=self._buttons[number - 1].press)
            return None
        press = command_press(typed)
        if press is not None:
            return Inbound(session=self._session, press=press)
        return Inbound(session=self._session, text=line)

    async def _ask(self, inbound: Inbound) -> None:
        answer = await self._conversation.reply(inbound)
        self._buttons = []
        for reply in answer.replies:
            self._show(reply)
        if answer.later is not None:
            for reply in await answer.later:
                self._show(reply)

    def _show(self, reply: Reply) -> None:
        self._out.write("\n" + plain(reply.body) + "\n")
        for attachment in reply.attachments:
            if not attachment.path:
                self._out.write(self._voice.say("terminal.sin-archivo", nombre=attachment.name) + "\n")
                continue
            # A terminal shows no pictures; they stand in the web chat, made anew when they are asked for.
            where = (self._conversation.pictures.doors.public_url or "") + attachment.path
            self._out.write(self._voice.say("terminal.adjunto", nombre=attachment.name, direccion=where) + "\n")
        for row in reply.buttons:
            shown = []
            for button in row:
                if button.press is None:
                    shown.append(f"{button.label}: {button.url}")
                    continue
                self._buttons.append(button)
                shown.append(f"[{len(self._buttons)}] {button.label}")
            self._out.write("  " + "   ".join(shown) + "\n")
        self._out.flush()
