"""What the tests of danger share."""

import pytest
import yaml

from redes.content.words import words
from redes.safety.detect import DangerDetector
from redes.safety.sources import ROOM
from redes.safety.weights import load_weights


@pytest.fixture(scope="session")
def detector(real) -> DangerDetector:
    """What the program hears danger with."""
    return DangerDetector(real.dangers, load_weights())


@pytest.fixture(scope="session")
def learnt() -> frozenset[str]:
    """The sentences from which the weights were learnt, in plain words."""
    found = set()
    for path in ROOM.glob("??.yml"):
        told = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for of in (told["danger"], told["harmless"]):
            found |= {" ".join(words(text)) for texts in of.values() for text in texts}
    return frozenset(found)
