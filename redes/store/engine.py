"""One engine for SQLite and PostgreSQL, with the settings that keep promises."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError


def open_engine(url: str, *, patience_s: float = 10) -> Engine:
    """An engine for a database URL.

    Args:
        url: As SQLAlchemy writes it.
        patience_s: Seconds that SQLite waits for another program's write.

    ``hide_parameters`` keeps values out of error texts, which reach logs. SQLite runs in WAL mode with
    ``synchronous=FULL``: a receipt is shown after the commit, so the commit must survive a power cut.
    ``secure_delete`` overwrites what is deleted. The file is made for its owner only; SQLite gives its
    write-ahead log the same mode.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            _make_private(Path(parsed.database))
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": patience_s})
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 5})


def wipe(engine: Engine) -> None:
    """Let go of the old versions of what was deleted, as far as the database can.

    SQLite's write-ahead log still holds them until it is emptied; PostgreSQL keeps dead rows until it
    vacuums. What cannot be done now is done by the database itself later.
    """
    with contextlib.suppress(SQLAlchemyError), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(
                "VACUUM report, report_message, report_key, report_matter, training_progress, reminder,"
                " room, room_seat, room_vote"
            )


def _make_private(path: Path) -> None:
    """Make the database's file, readable by its owner only, unless it is there.

    A folder that cannot be made or written is told later, by the connection.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare_sqlite(connection: Any, _: object) -> None:
    assert isinstance(connection, sqlite3.Connection)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
