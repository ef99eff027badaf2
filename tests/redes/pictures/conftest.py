"""What the tests of typesetting share: a voice in each language, a day, and where the program is reached."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import Language
from redes.doors import Doors

DAY = date(2026, 11, 21)
DOORS = Doors(public_url="https://redes.example.org", bot="RedesBot")


@pytest.fixture
def speak(real: Catalogue) -> Callable[[Language], Voice]:
    """Gives the voice of a language."""
    return lambda language: Voice(real, language)


@pytest.fixture
def day() -> date:
    """A day on which every card of the checkout is fresh."""
    return DAY


@pytest.fixture
def doors() -> Doors:
    """Both doors are known."""
    return DOORS
