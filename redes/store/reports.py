"""Reports in a database or in memory: one protocol, the same tests."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from redes.reports.keeping import StoreUnavailable
from redes.reports.report import ReceiptHash, Report
from redes.store.tables import ReportRow


class SqlReports:
    """Reports in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, report: Report) -> None:
        self._session.add(
            ReportRow(
                receipt_hash=report.receipt_hash,
                week=report.week,
                barrier=report.barrier,
                municipality=report.municipality,
                groups=list(report.groups),
                story=report.story,
                state=report.state,
                language=report.language,
            )
        )

    def find(self, receipt_hash: ReceiptHash) -> Report | None:
        row = self._session.get(ReportRow, receipt_hash)
        return None if row is None else _report(row)

    def all(self) -> Iterator[Report]:
        order = (ReportRow.week.desc(), ReportRow.barrier, ReportRow.receipt_hash)
        for row in self._session.scalars(select(ReportRow).order_by(*order)):
            yield _report(row)


class MemoryReports:
    """Reports in a dictionary: the twin that tests of the use cases run on."""

    def __init__(self) -> None:
        self.kept: dict[ReceiptHash, Report] = {}
        self._waiting: list[Report] = []

    def add(self, report: Report) -> None:
        self._waiting.append(report)

    def find(self, receipt_hash: ReceiptHash) -> Report | None:
        return self._seen().get(receipt_hash)

    def all(self) -> Iterator[Report]:
        yield from sorted(self._seen().values(), key=lambda r: (-r.week.toordinal(), r.barrier, r.receipt_hash))

    def commit(self) -> None:
        """Keep what waits, all of it or nothing."""
        seen = self._seen()
        if len(seen) < len(self.kept) + len(self._waiting):
            self._waiting.clear()
            raise StoreUnavailable("a receipt's hash stands twice; nothing was kept")
        self.kept = seen
        self._waiting.clear()

    def rollback(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def _seen(self) -> dict[ReceiptHash, Report]:
        """What is kept and, as in a database's session, what waits."""
        return self.kept | {report.receipt_hash: report for report in self._waiting}


def _report(row: ReportRow) -> Report:
    return Report(
        receipt_hash=ReceiptHash(row.receipt_hash),
        week=row.week,
        barrier=row.barrier,
        municipality=row.municipality,
        groups=tuple(row.groups),
        story=row.story,
        state=row.state,  # type: ignore[arg-type]  # written by this module only
        language=row.language,
    )
