"""The audit log in a database. Triggers (migration 0005) refuse to change or delete an entry."""

from collections.abc import Iterator

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from redes.followup.accounts import AccountId
from redes.followup.audit import START, Entry, Head
from redes.store.access_tables import AuditHeadRow, AuditRow

_PAGE = 1000


class SqlAuditLog:
    """The audit log in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_turn(self) -> Head:
        # A write that changes nothing: it locks the row in PostgreSQL and the file in SQLite, until the commit.
        self._session.flush()
        self._session.execute(
            update(AuditHeadRow)
            .where(AuditHeadRow.one == 1)
            .values(number=AuditHeadRow.number)
            .execution_options(synchronize_session=False)
        )
        return self.head()

    def add(self, entry: Entry) -> None:
        self._session.add(
            AuditRow(
                number=entry.number,
                at=entry.at,
                account=entry.account,
                verb=entry.verb,
                subject=entry.subject,
                seal=entry.seal,
            )
        )
        self._session.execute(
            update(AuditHeadRow)
            .where(AuditHeadRow.one == 1)
            .values(number=entry.number, seal=entry.seal)
            .execution_options(synchronize_session=False)
        )

    def head(self) -> Head:
        found = self._session.execute(
            select(AuditHeadRow.number, AuditHeadRow.seal).where(AuditHeadRow.one == 1)
        ).one_or_none()
        return Head(0, START) if found is None else Head(found.number, found.seal)

    def all(self) -> Iterator[Entry]:
        # Page by page: memory stays flat, and whoever stops in the middle leaves no open cursor behind.
        wanted = select(AuditRow).order_by(AuditRow.number).limit(_PAGE)
        page = self._session.scalars(wanted).all()
        while page:
            yield from map(_entry, page)
            last = page[-1].number
            page = self._session.scalars(wanted.where(AuditRow.number > last)).all()

    def latest(self, count: int, *, before: int | None = None, account: AccountId | None = None) -> tuple[Entry, ...]:
        wanted = select(AuditRow).order_by(AuditRow.number.desc()).limit(count)
        if before is not None:
            wanted = wanted.where(AuditRow.number < before)
        if account is not None:
            wanted = wanted.where(AuditRow.account == account)
        return tuple(map(_entry, self._session.scalars(wanted)))


def _entry(row: AuditRow) -> Entry:
    return Entry(
        number=row.number,
        at=row.at,
        account=AccountId(row.account),
        verb=row.verb,
        subject=row.subject,
        seal=row.seal,
    )
