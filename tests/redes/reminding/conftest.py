"""A database with the tables of reminders, and a vault."""

from pathlib import Path

import pytest
from makers import a_vault
from sqlalchemy import Engine

from redes.privacy.vault import Vault
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


@pytest.fixture
def one_vault(tmp_path: Path) -> Vault:
    return a_vault(tmp_path)


@pytest.fixture
def work(engine: Engine) -> SqlUnitOfWork:
    """A unit of work on every database: who is first is decided there."""
    upgrade(engine)
    return SqlUnitOfWork(engine)
