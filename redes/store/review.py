"""The queue of reports in a database: paged by keys, so that its last page costs no more than its first."""

import json
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session

from redes.followup.review import NEAR, TOLD, Wanted
from redes.publishing.showing import Alike, Crowd
from redes.reports.report import Report, ReportId
from redes.store.reports import COLUMNS, report_of
from redes.store.tables import ReportRow


class SqlReviewQueue:
    """The queue in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: Wanted, *, after: ReportId | None, limit: int) -> tuple[Report, ...]:
        last = None if after is None else self._session.get(ReportRow, after)
        if wanted.order != "urgencia":
            return self._part(wanted, None, last, limit)
        # Urgent ones and then the others, as two questions: each is answered along the index of the weeks, while
        # one question would sort every report of a large territory.
        urgent: tuple[Report, ...] = ()
        if last is None or last.urgent_now:
            urgent, last = self._part(wanted, True, last, limit), None
        if wanted.urgent or len(urgent) == limit:
            return urgent
        return urgent + self._part(wanted, False, last, limit - len(urgent))

    def _part(self, wanted: Wanted, urgent: bool | None, last: ReportRow | None, limit: int) -> tuple[Report, ...]:
        # Their names first: an index holds all that is asked for, so that a report's row is read only when it is shown.
        query = select(ReportRow.id).where(*_conditions(wanted))
        if urgent is not None:
            query = query.where(ReportRow.urgent_now.is_(True) if urgent else ReportRow.urgent_now.is_not(True))
        newest_first = wanted.order == "recientes"
        if last is not None:
            behind = ReportRow.week < last.week if newest_first else ReportRow.week > last.week
            query = query.where(or_(behind, and_(ReportRow.week == last.week, ReportRow.id > last.id)))
        by_week = ReportRow.week.desc() if newest_first else ReportRow.week
        return self._first(query, (by_week, ReportRow.id), limit)

    def _first(self, names: Select[Any], order: tuple[Any, Any], limit: int) -> tuple[Report, ...]:
        """The first of some reports, given the question for their names."""
        ids = self._session.scalars(names.order_by(*order).limit(limit)).all()
        rows = self._session.execute(select(*COLUMNS).where(ReportRow.id.in_(ids)).order_by(*order))
        return tuple(report_of(row) for row in rows)

    def count(self, wanted: Wanted, *, most: int) -> int:
        some = select(ReportRow.id).where(*_conditions(wanted))
        if _asks_for_proposals(wanted):  # their index is taken in its order only
            some = some.order_by(ReportRow.week, ReportRow.id)
        return self._session.execute(select(func.count()).select_from(some.limit(most).subquery())).scalar_one()

    def similar(self, report: Report, *, codes: frozenset[str | None], limit: int) -> tuple[Report, ...]:
        near = (ReportRow.week >= report.week - NEAR, ReportRow.week <= report.week + NEAR)
        query = select(ReportRow.id).where(
            ReportRow.receipt_hash.is_not(None),
            ReportRow.id != report.id,
            ReportRow.kind == report.kind,
            ReportRow.barrier == report.barrier if report.barrier else ReportRow.practice == report.practice,
            *near,
            _in(codes),
        )
        return self._first(query, (ReportRow.week.desc(), ReportRow.id), limit)

    def alike(self, codes: frozenset[str | None], *, first: date, after: date) -> Crowd:
        groups = cast(ReportRow.groups, String)  # PostgreSQL groups by no JSON; as text it does
        query = (
            select(ReportRow.municipality, groups, ReportRow.ips, func.count())
            .where(_in(codes), ReportRow.kind.in_(sorted(TOLD)), ReportRow.week >= first, ReportRow.week < after)
            .group_by(ReportRow.municipality, groups, ReportRow.ips)
        )
        everybody: Counter[Alike] = Counter()
        at: defaultdict[str, Counter[Alike]] = defaultdict(Counter)
        sets: dict[str, frozenset[str]] = {}
        for municipality, theirs, ips, number in self._session.execute(query):
            alike = municipality, sets.setdefault(theirs, frozenset(json.loads(theirs)))
            everybody[alike] += number
            if ips is not None:
                at[ips][alike] += number
        return Crowd(everybody, dict(at))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    kind: ColumnElement[bool] = ReportRow.kind.in_(sorted(wanted.kinds))
    place = _in(wanted.codes)
    if _asks_for_proposals(wanted):
        # Spelled out, and with no index of places to take instead: else SQLite does not see that its own index fits.
        kind = ReportRow.kind == literal_column("'propuesta'")
        place = func.coalesce(ReportRow.municipality, "").in_(sorted(code or "" for code in wanted.codes))
    found = [ReportRow.receipt_hash.is_not(None), kind, ReportRow.queue == wanted.queue, place]
    if wanted.states:
        found.append(ReportRow.state.in_(sorted(wanted.states)))
    if wanted.urgent:
        found.append(ReportRow.urgent_now.is_(True))
    if wanted.barrier is not None:
        found.append(ReportRow.barrier == wanted.barrier)
    if wanted.until is not None:
        found.append(ReportRow.week <= wanted.until)
    return found


def _asks_for_proposals(wanted: Wanted) -> bool:
    """Whether only proposals are wanted: few among many reports, found by an index of their own."""
    return wanted.kinds == {"propuesta"}


def _in(codes: frozenset[str | None]) -> ColumnElement[bool]:
    named = ReportRow.municipality.in_(sorted(code for code in codes if code is not None))
    return or_(named, ReportRow.municipality.is_(None)) if None in codes else named
