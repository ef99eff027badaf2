"""The queue of reports in a database: paged by keys, so that its last page costs no more than its first."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from redes.followup.review import NEAR, Wanted
from redes.reports.report import Report, ReportId
from redes.store.reports import report_of
from redes.store.tables import ReportRow

_calmness = case((ReportRow.urgent_now.is_(True), 0), else_=1)


class SqlReviewQueue:
    """The queue in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: Wanted, *, after: ReportId | None, limit: int) -> tuple[Report, ...]:
        query = select(ReportRow).where(*_conditions(wanted))
        last = None if after is None else self._session.get(ReportRow, after)
        if last is not None:
            query = query.where(_behind(wanted, last))
        rows = self._session.scalars(_ordered(query, wanted).limit(limit))
        return tuple(report_of(row) for row in rows)

    def count(self, wanted: Wanted, *, most: int) -> int:
        some = select(ReportRow.id).where(*_conditions(wanted)).limit(most).subquery()
        return self._session.execute(select(func.count()).select_from(some)).scalar_one()

    def similar(self, report: Report, *, codes: frozenset[str | None], limit: int) -> tuple[Report, ...]:
        near = (ReportRow.week >= report.week - NEAR, ReportRow.week <= report.week + NEAR)
        query = select(ReportRow).where(
            ReportRow.receipt_hash.is_not(None),
            ReportRow.id != report.id,
            ReportRow.kind == report.kind,
            ReportRow.barrier == report.barrier if report.barrier else ReportRow.practice == report.practice,
            *near,
            _in(codes),
        )
        rows = self._session.scalars(query.order_by(ReportRow.week.desc(), ReportRow.id).limit(limit))
        return tuple(report_of(row) for row in rows)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [ReportRow.receipt_hash.is_not(None), ReportRow.queue == wanted.queue, _in(wanted.codes)]
    if wanted.states:
        found.append(ReportRow.state.in_(sorted(wanted.states)))
    if wanted.urgent:
        found.append(ReportRow.urgent_now.is_(True))
    if wanted.barrier is not None:
        found.append(ReportRow.barrier == wanted.barrier)
    if wanted.until is not None:
        found.append(ReportRow.week <= wanted.until)
    return found


def _in(codes: frozenset[str | None]) -> ColumnElement[bool]:
    named = ReportRow.municipality.in_(sorted(code for code in codes if code is not None))
    return or_(named, ReportRow.municipality.is_(None)) if None in codes else named


def _ordered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    match wanted.order:
        case "urgencia":
            return query.order_by(_calmness, ReportRow.week, ReportRow.id)
        case "antiguos":
            return query.order_by(ReportRow.week, ReportRow.id)
        case "recientes":
            return query.order_by(ReportRow.week.desc(), ReportRow.id)


def _behind(wanted: Wanted, last: ReportRow) -> ColumnElement[bool]:
    """What stands after a row in the order of the queue."""
    later = ReportRow.week < last.week if wanted.order == "recientes" else ReportRow.week > last.week
    in_week = or_(later, and_(ReportRow.week == last.week, ReportRow.id > last.id))
    if wanted.order != "urgencia":
        return in_week
    calm = 0 if last.urgent_now else 1
    return or_(_calmness > calm, and_(_calmness == calm, in_week))
