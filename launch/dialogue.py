"""The dialogue for commands that need it: Rasa and the actions, started, awaited, stopped."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.understanding import RasaDialogue
from launch.children import dialogue_servers
from launch.supervisor import Supervisor
from launch.training import train
from redes.errors import RedesError
from redes.settings import Settings

_PATIENCE_S = 180.0


class NoDialogue(RedesError):
    """Rasa did not come up."""


@asynccontextmanager
async def running_dialogue(settings: Settings, *, wait: bool) -> AsyncIterator[RasaDialogue]:
    """A dialogue while the block lasts.

    Args:
        settings: Whose Rasa.
        wait: Whether to enter the block only when it is up.

    Raises:
        NoDialogue: It did not come up in three minutes.
    """
    model = None
    if settings.rasa_url is None:
        model, _ = train(settings.data_dir, quiet=not sys.stderr.isatty())
    servers = dialogue_servers(settings, model)
    supervisor = Supervisor(servers.children)
    supervisor.start()
    dialogue = RasaDialogue(servers.url, servers.token)
    dialogue.start()
    try:
        if wait and not await dialogue.wait_until_up(_PATIENCE_S):
            raise NoDialogue("Rasa did not come up in three minutes; its own log stands above")
        yield dialogue
    finally:
        await dialogue.close()
        await supervisor.stop()
