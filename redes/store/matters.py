"""Which reports are joined, in a database or in memory: one protocol, the same tests."""

from collections import Counter
from collections.abc import Collection, Mapping, MutableMapping

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, aliased

from redes.reports.report import MatterId, ReportId
from redes.store.tables import MatterRow


class SqlMatters:
    """Joined reports in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, report_id: ReportId) -> MatterId | None:
        row = self._session.get(MatterRow, report_id)
        return None if row is None else MatterId(row.matter)

    def members(self, matter: MatterId) -> tuple[ReportId, ...]:
        query = select(MatterRow.report_id).where(MatterRow.matter == matter)
        return tuple(sorted(map(ReportId, self._session.scalars(query))))

    def sizes(self, report_ids: Collection[ReportId]) -> Mapping[ReportId, int]:
        wanted, member = aliased(MatterRow), aliased(MatterRow)
        query = (
            select(wanted.report_id, func.count())
            .join(member, member.matter == wanted.matter)
            .where(wanted.report_id.in_(list(report_ids)))
            .group_by(wanted.report_id)
        )
        return {ReportId(report_id): size for report_id, size in self._session.execute(query)}

    def put(self, report_id: ReportId, matter: MatterId) -> None:
        self._session.flush()  # the report first: this row names it
        self._session.merge(MatterRow(report_id=report_id, matter=matter))
        self._session.flush()

    def leave(self, report_id: ReportId) -> None:
        self._session.flush()
        self._session.execute(delete(MatterRow).where(MatterRow.report_id == report_id))


class MemoryMatters:
    """Joined reports in a dictionary."""

    def __init__(self, kept: MutableMapping[ReportId, MatterId]) -> None:
        self._kept = kept

    def of(self, report_id: ReportId) -> MatterId | None:
        return self._kept.get(report_id)

    def members(self, matter: MatterId) -> tuple[ReportId, ...]:
        return tuple(sorted(report_id for report_id, its in self._kept.items() if its == matter))

    def sizes(self, report_ids: Collection[ReportId]) -> Mapping[ReportId, int]:
        sizes = Counter(self._kept.values())
        return {one: sizes[self._kept[one]] for one in report_ids if one in self._kept}

    def put(self, report_id: ReportId, matter: MatterId) -> None:
        self._kept[report_id] = matter

    def leave(self, report_id: ReportId) -> None:
        self._kept.pop(report_id, None)
