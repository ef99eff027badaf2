"""Everything a database holds, for who must look whether it should be there."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Engine, MetaData, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from redes.reports.keeping import StoreUnavailable


def count_rows(engine: Engine) -> dict[str, int]:
    """Table -> how many rows, over all tables, also those this program does not know.

    Raises:
        StoreUnavailable: The database did not answer.
    """
    try:
        with engine.connect() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in sorted(_tables(engine).items())
            }
    except SQLAlchemyError:
        raise _away() from None


def texts_of(engine: Engine) -> Iterator[tuple[str, str]]:
    """(table and column, text) of every value that can be read as text, over all tables.

    Of a list every text and number by itself: figures side by side would look like a document.

    Raises:
        StoreUnavailable: The database did not answer.
    """
    try:
        with engine.connect() as connection:
            for name, table in sorted(_tables(engine).items()):
                for row in connection.execute(select(table)).mappings():
                    for column, value in row.items():
                        if isinstance(value, bytes):
                            yield f"{name}.{column}", value.decode("utf-8", errors="replace")
                        elif isinstance(value, str):
                            yield f"{name}.{column}", value
                        elif isinstance(value, list | dict):
                            # Each text and number once: a release names the same territories thousands of times.
                            for leaf in sorted(set(_leaves(value))):
                                yield f"{name}.{column}", leaf
    except SQLAlchemyError:
        raise _away() from None


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value)
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value is not None:
        yield str(value)


def _tables(engine: Engine) -> Mapping[str, Table]:
    found = MetaData()
    found.reflect(engine)
    return found.tables


def _away() -> StoreUnavailable:
    return StoreUnavailable("the database did not answer; check REDES_DATABASE_URL and its server")
