"""The children of a running house: Rasa and the action server, on loopback ports nobody else has."""

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from launch.supervisor import Child, free_port
from launch.training import RASA_PYTHON, rasa_environment
from redes.settings import ROOT, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueServers:
    """Where the dialogue is, and what must run for it.

    Attributes:
        url: Rasa's address.
        token: What our channel in Rasa expects.
        children: To be kept running; empty when Rasa is somebody else's.
    """

    url: str
    token: str
    children: tuple[Child, ...]


def dialogue_servers(settings: Settings, model: Path | None) -> DialogueServers:
    """Rasa and the action server as the settings want them.

    Args:
        settings: With ``rasa_url`` set, Rasa is somebody else's and nothing is started.
        model: The trained model, for an own Rasa.
    """
    if settings.rasa_url is not None:
        token = settings.rasa_token.get_secret_value() if settings.rasa_token else ""
        return DialogueServers(url=settings.rasa_url, token=token, children=())
    assert model is not None
    token = secrets.token_urlsafe(32)
    rasa_port, actions_port = free_port(), free_port()
    actions = Child(
        name="actions",
        command=[sys.executable, "-m", "launch.actions", str(actions_port)],
        environment=os.environ | _for_actions(settings) | {"REDES_ACTIONS_TOKEN": token},
        folder=ROOT,
    )
    rasa = Child(
        name="rasa",
        command=[str(RASA_PYTHON), "-W", "ignore", "-m", "redes_nlu.serve", str(model), str(rasa_port)],
        environment=rasa_environment(
            REDES_RASA_TOKEN=token,
            REDES_ACTIONS_TOKEN=token,
            REDES_ACTIONS_URL=f"http://127.0.0.1:{actions_port}/webhook",
        ),
        folder=ROOT,
    )
    return DialogueServers(url=f"http://127.0.0.1:{rasa_port}", token=token, children=(actions, rasa))


def _for_actions(settings: Settings) -> dict[str, str]:
    """Settings the action server needs, as its environment; the bot's token is none of its business."""
    environment = {"REDES_DATA_DIR": str(settings.data_dir), "REDES_CONTENT_DIR": str(settings.content_dir)}
    if settings.database_url is not None:
        environment["REDES_DATABASE_URL"] = settings.database_url.get_secret_value()
    if settings.secret_key is not None:
        environment["REDES_SECRET_KEY"] = settings.secret_key.get_secret_value()
    environment["REDES_TELEGRAM_TOKEN"] = ""
    return environment
