"""Many reports at once, for a year that is invented and for measuring: no use case files reports in thousands."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Report
from redes.store.access_tables import AccountRow
from redes.store.followup_tables import AllyRow, CommitmentRow, MeetingRow, MesaRow, WorkPlanRow
from redes.store.tables import Base, DataKeyRow, FlagRow, ReportRow, TrainingRow

BATCH = 5000
"""Reports of a transaction: few enough that memory stays flat, many enough that a commit's cost does not show."""


def holds_something(engine: Engine) -> bool:
    """Whether a database holds anything that people told or learned, or the seat of somebody.

    Raises:
        StoreUnavailable: The database did not answer.
    """
    tables = (ReportRow, FlagRow, TrainingRow, MesaRow, MeetingRow, CommitmentRow, WorkPlanRow, AllyRow, AccountRow)
    try:
        with engine.connect() as connection:
            return any(connection.scalar(select(func.count()).select_from(table)) for table in tables)
    except SQLAlchemyError:
        raise StoreUnavailable("the database did not answer; check REDES_DATABASE_URL and its server") from None


def keep_many(engine: Engine, reports: Iterable[tuple[Report, bytes | None]]) -> Iterator[int]:
    """Keep reports in batches, a transaction each.

    Args:
        engine: The database.
        reports: Each report with its sealed data key; None when it has no narrative.

    Yields:
        How many are kept so far, after each batch.

    Raises:
        StoreUnavailable: The database did not take a batch; those before are kept.
    """
    kept = 0
    waiting = iter(reports)
    try:
        while batch := list(islice(waiting, BATCH)):
            with engine.begin() as connection:
                _insert(connection, ReportRow, [_row(report) for report, _ in batch])
                keys = [{"report_id": report.id, "wrapped": key} for report, key in batch if key is not None]
                _insert(connection, DataKeyRow, keys)
            kept += len(batch)
            yield kept
    except SQLAlchemyError:
        raise StoreUnavailable("the database did not take it; check its disk and its server") from None


_FIELDS = tuple(field.name for field in dataclasses.fields(Report))


def _row(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in _FIELDS} | {"groups": list(report.groups)}


def _insert(connection: Connection, mapped: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows into a table, past the mapping; PostgreSQL takes them as a stream, in a third of the time."""
    table = mapped.__table__
    assert isinstance(table, Table)
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    into = f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN"
    cursor = connection.connection.cursor()
    with cursor.copy(into) as stream:
        for row in rows:
            stream.write_row([_written(row[name]) for name in names])


def _written(value: Any) -> Any:
    """A value as the stream takes it: what is nested is JSON."""
    return json.dumps(value) if isinstance(value, list) else value
