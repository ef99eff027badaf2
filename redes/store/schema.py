"""The database's schema: brought up to date by Alembic, checked before use."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from redes.reports.keeping import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

HEAD = "0014"
"""The newest migration. Written here so that a start on a current schema need not import Alembic; a test compares."""


def alembic_config(engine: Engine) -> "Config":
    """Alembic's configuration for an engine; there is no ``alembic.ini`` to keep in step."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Bring the database's schema to a revision.

    Raises:
        StoreUnavailable: The database did not answer.
    """
    if revision == HEAD and is_current(engine):
        return
    from alembic import command

    try:
        command.upgrade(alembic_config(engine), revision)
    except SQLAlchemyError as refused:
        raise StoreUnavailable(
            f"the database cannot be opened ({type(refused).__name__}); check REDES_DATABASE_URL and its server"
        ) from None


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database's schema back to a revision."""
    from alembic import command

    command.downgrade(alembic_config(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the schema is the one this program expects. False also when the database is away."""
    try:
        with engine.connect() as connection:
            now = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    except SQLAlchemyError:
        return False
    return now == [HEAD]
