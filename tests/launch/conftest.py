"""What tests of the start-up share."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """Commands set the logs up for their process; this process goes on."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {
        name: one.level for name, one in logging.root.manager.loggerDict.items() if isinstance(one, logging.Logger)
    }
    yield
    root.handlers[:], root.level = handlers, level
    for name, one in logging.root.manager.loggerDict.items():
        if isinstance(one, logging.Logger):
            one.setLevel(levels.get(name, logging.NOTSET))
