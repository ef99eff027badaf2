"""``redes chat``: the terminal face with everything it needs."""

import asyncio
import sys

from bot.terminal import TerminalFace
from launch.dialogue import running_dialogue
from launch.house import House
from redes.settings import Settings


async def chat(settings: Settings) -> None:
    """Talk in the terminal until the input ends."""
    house = House(settings)
    house.prepare_database()
    async with running_dialogue(settings, wait=not sys.stdin.isatty()) as dialogue:
        face = TerminalFace(
            conversation=house.conversation(dialogue),
            catalogue=house.shelf.catalogue,
            read=_line,
            out=sys.stdout,
        )
        await face.talk()


async def _line() -> str | None:
    """A line of standard input, or None at its end. Read in a thread: Rasa is watched meanwhile."""

    def read() -> str | None:
        if sys.stdin.isatty():
            try:
                return input("\n> ")
            except (EOFError, KeyboardInterrupt):
                return None
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    return await asyncio.to_thread(read)
