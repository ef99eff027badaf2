import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, make_url, text

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.settings import Settings
from redes.store.engine import open_engine
from redes.store.memory import MemoryUnitOfWork
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

CONTENT = Path(__file__).parents[2] / "content"

# The same examples on every run, and none kept on disk: a failure must not depend on what ran before.
settings.register_profile("redes", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("redes")


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The catalogue of the checkout; immutable, so every test may have it."""
    return load(CONTENT)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite database in a file."""
    engine = open_engine(f"sqlite:///{tmp_path / 'redes.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    """An empty schema of its own in the PostgreSQL server."""
    url = make_url(Settings(_env_file=None, database_url=postgresql_url).sqlalchemy_url)
    schema = f"redes_{uuid.uuid4().hex}"
    owner = open_engine(url.render_as_string(hide_password=False))
    with owner.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine = open_engine(
        url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    )
    yield engine
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    owner.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every database passes the same tests. It is empty: not even migrated."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def uow(request: pytest.FixtureRequest) -> MemoryUnitOfWork | SqlUnitOfWork:
    """Every store passes the same tests, so that the one in memory cannot drift."""
    if request.param == "memory":
        return MemoryUnitOfWork()
    engine = request.getfixturevalue(request.param)
    upgrade(engine)
    return SqlUnitOfWork(engine)
