"""What the tests of the faces share: the real catalogue, read once."""

import pytest
from scripted import ScriptedDialogue, a_dialogue

from bot.shelf import Shelf
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.eligibility.load import load_law
from redes.settings import ROOT


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return load(ROOT / "content")


@pytest.fixture(scope="session")
def shelf(catalogue: Catalogue) -> Shelf:
    """The same with its search and its danger detector."""
    return Shelf(catalogue, load_law(ROOT / "content" / "reglas", catalogue.norms))


@pytest.fixture
def voice(catalogue: Catalogue) -> Voice:
    """Speaks Spanish."""
    return Voice(catalogue, "es")


@pytest.fixture
async def dialogue() -> ScriptedDialogue:
    """A dialogue that is up and understands nothing until it is told to."""
    return a_dialogue()
