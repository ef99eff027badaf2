"""Reports, threads, data keys and the log of deletions in a database."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from sqlalchemy import CursorResult, Row, delete, select, update
from sqlalchemy.orm import Session

from redes.reports.keeping import EVERYTHING, ChangedMeanwhile, Erasure, Filter
from redes.reports.message import Message
from redes.reports.report import ReceiptHash, Report, ReportId
from redes.store.tables import DataKeyRow, ErasureRow, MatterRow, MessageRow, ReportRow


class SqlReports:
    """Reports in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, report: Report) -> None:
        self._session.add(ReportRow(**_columns(report)))

    def find(self, receipt_hash: ReceiptHash) -> Report | None:
        row = self._session.scalars(select(ReportRow).where(ReportRow.receipt_hash == receipt_hash)).one_or_none()
        return None if row is None else report_of(row)

    def get(self, report_id: ReportId) -> Report | None:
        row = self._session.get(ReportRow, report_id)
        return None if row is None else report_of(row)

    def all(self, wanted: Filter = EVERYTHING) -> Iterator[Report]:
        query = select(ReportRow)
        for column, values in (
            (ReportRow.municipality, wanted.municipalities),
            (ReportRow.state, wanted.states),
            (ReportRow.barrier, wanted.barriers),
        ):
            if values is not None:
                query = query.where(column.in_(list(values)))
        if wanted.queue is not None:
            query = query.where(ReportRow.queue == wanted.queue)
        if wanted.kind is not None:
            query = query.where(ReportRow.kind == wanted.kind)
        if wanted.since is not None:
            query = query.where(ReportRow.week >= wanted.since)
        order = (ReportRow.week.desc(), ReportRow.barrier.nulls_last(), ReportRow.id)
        for row in self._session.scalars(query.order_by(*order)):
            yield report_of(row)

    def due(self, on: date) -> Iterator[Report]:
        query = select(ReportRow).where(ReportRow.erase_on <= on, ReportRow.receipt_hash.is_not(None))
        for row in self._session.scalars(query.order_by(ReportRow.id)):
            yield report_of(row)

    def replace(self, report: Report, *, seen: int) -> None:
        # The version is compared by the database itself: between a reading and a writing others may come.
        self._session.flush()
        changed = self._session.execute(
            update(ReportRow)
            .where(ReportRow.id == report.id, ReportRow.version == seen)
            .values({getattr(ReportRow, name): value for name, value in _columns(report).items()})
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()
        if cast(CursorResult[Any], changed).rowcount != 1:
            raise ChangedMeanwhile("somebody else changed this report meanwhile; read it again")

    def remove(self, report_id: ReportId) -> None:
        self._session.flush()
        for table in (DataKeyRow, MessageRow, MatterRow):
            self._session.execute(delete(table).where(table.report_id == report_id))
        self._session.execute(delete(ReportRow).where(ReportRow.id == report_id))


class SqlThreads:
    """Messages in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def say(self, message: Message) -> None:
        self._session.flush()  # the report first: the message's row names it
        self._session.merge(MessageRow(**_columns(message)))

    def of(self, report_id: ReportId) -> tuple[Message, ...]:
        rows = self._session.scalars(
            select(MessageRow).where(MessageRow.report_id == report_id).order_by(MessageRow.number)
        )
        return tuple(
            Message(
                report_id=ReportId(row.report_id),
                number=row.number,
                author=row.author,  # type: ignore[arg-type]  # written by this module only
                act=row.act,  # type: ignore[arg-type]
                text=row.text,
                week=row.week,
            )
            for row in rows
        )

    def remove(self, report_id: ReportId) -> None:
        self._session.flush()
        self._session.execute(delete(MessageRow).where(MessageRow.report_id == report_id))


class SqlDataKeys:
    """Data keys in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, report_id: ReportId, wrapped: bytes) -> None:
        self._session.flush()  # the report first: the key's row names it
        self._session.merge(DataKeyRow(report_id=report_id, wrapped=wrapped))

    def exchange(self, report_id: ReportId, before: bytes, after: bytes) -> None:
        self._session.flush()
        self._session.execute(
            update(DataKeyRow)
            .where(DataKeyRow.report_id == report_id, DataKeyRow.wrapped == before)
            .values(wrapped=after)
            .execution_options(synchronize_session=False)
        )

    def get(self, report_id: ReportId) -> bytes | None:
        row = self._session.get(DataKeyRow, report_id)
        return None if row is None else row.wrapped

    def all(self) -> Iterator[tuple[ReportId, bytes]]:
        for row in self._session.scalars(select(DataKeyRow).order_by(DataKeyRow.report_id)).all():
            yield ReportId(row.report_id), row.wrapped

    def remove(self, report_id: ReportId) -> None:
        self._session.flush()
        self._session.execute(delete(DataKeyRow).where(DataKeyRow.report_id == report_id))


class SqlErasures:
    """The log of deletions in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, week: date, what: Erasure, count: int) -> None:
        row = self._session.get(ErasureRow, (week, what), with_for_update=True)
        if row is None:
            self._session.add(ErasureRow(week=week, what=what, count=count))
        else:
            row.count += count

    def all(self) -> Iterator[tuple[date, Erasure, int]]:
        for row in self._session.scalars(select(ErasureRow).order_by(ErasureRow.week, ErasureRow.what)):
            yield row.week, cast(Erasure, row.what), row.count


def _columns(value: Report | Message) -> dict[str, Any]:
    """A value's fields as its table's columns: they have the same names."""
    columns = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if "groups" in columns:
        columns["groups"] = list(columns["groups"])
    return columns


_NAMES = tuple(field.name for field in dataclasses.fields(Report))

COLUMNS = tuple(getattr(ReportRow, name) for name in _NAMES)
"""What a report is read from, for who shows many: rows without the mapping's bookkeeping take half the time."""


def report_of(row: ReportRow | Row[Any]) -> Report:
    """The report of a row, mapped or made of :data:`COLUMNS`."""
    columns = {name: getattr(row, name) for name in _NAMES}
    return Report(**columns | {"groups": tuple(row.groups)})
