"""The database's schema: brought up to date by Alembic, checked before use."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from redes.reports.keeping import StoreUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration for an engine; there is no ``alembic.ini`` to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database's schema to a revision.

    Raises:
        StoreUnavailable: The database did not answer.
    """
    try:
        command.upgrade(alembic_config(engine), revision)
    except SQLAlchemyError as refused:
        raise StoreUnavailable(
            f"the database cannot be opened ({type(refused).__name__}); check REDES_DATABASE_URL and its server"
        ) from None


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database's schema back to a revision."""
    command.downgrade(alembic_config(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the schema is the one this program expects. False also when the database is away."""
    try:
        with engine.connect() as connection:
            now = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError:
        return False
    return now == ScriptDirectory(str(MIGRATIONS)).get_current_head()
