"""Flags in a database or in memory: one protocol, the same tests."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from redes.flags.flag import Flag, FlagId
from redes.flags.states import State
from redes.flags.subject import Subject
from redes.reports.keeping import StoreUnavailable
from redes.store.tables import FlagRow


class SqlFlags:
    """Flags in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, flag: Flag) -> None:
        self._session.add(
            FlagRow(
                id=flag.id,
                kind=flag.subject.kind,
                subject=flag.subject.id,
                version=flag.subject.version,
                case_facts=flag.subject.case,
                reason=flag.reason,
                language=flag.language,
                words=flag.words,
                week=flag.week,
                state=flag.state,
                guarded_by=flag.guarded_by,
                note=flag.note,
                proposal=flag.proposal,
            )
        )

    def find(self, flag_id: FlagId) -> Flag | None:
        row = self._session.get(FlagRow, flag_id)
        return None if row is None else _flag(row)

    def replace(self, flag: Flag) -> None:
        row = self._session.get_one(FlagRow, flag.id)
        # Only what differs is written, so that words that arrive during a review do not undo its verdict.
        row.words, row.state, row.guarded_by, row.note = flag.words, flag.state, flag.guarded_by, flag.note

    def all(self, state: State | None = None) -> Iterator[Flag]:
        wanted = select(FlagRow).order_by(FlagRow.week.desc(), FlagRow.kind, FlagRow.subject, FlagRow.id)
        if state is not None:
            wanted = wanted.where(FlagRow.state == state)
        for row in self._session.scalars(wanted):
            yield _flag(row)


class MemoryFlags:
    """Flags in a dictionary: the twin that tests of the use cases run on."""

    def __init__(self) -> None:
        self.kept: dict[FlagId, Flag] = {}
        self._added: list[Flag] = []
        self._replaced: dict[FlagId, Flag] = {}

    def add(self, flag: Flag) -> None:
        self._added.append(flag)

    def find(self, flag_id: FlagId) -> Flag | None:
        return self._seen().get(flag_id)

    def replace(self, flag: Flag) -> None:
        self._replaced[self._seen()[flag.id].id] = flag

    def all(self, state: State | None = None) -> Iterator[Flag]:
        wanted = [flag for flag in self._seen().values() if state in (None, flag.state)]
        yield from sorted(wanted, key=lambda f: (-f.week.toordinal(), f.subject.kind, f.subject.id, f.id))

    def check(self) -> None:
        """Whether what waits can be kept.

        Raises:
            StoreUnavailable: It cannot.
        """
        if len(self._seen()) < len(self.kept) + len(self._added):
            raise StoreUnavailable("an id stands twice; nothing was kept")

    def commit(self) -> None:
        """Keep what waits, all of it or nothing."""
        self.check()
        self.kept = self._seen()
        self.rollback()

    def rollback(self) -> None:
        """Forget what waits."""
        self._added.clear()
        self._replaced.clear()

    def _seen(self) -> dict[FlagId, Flag]:
        """What is kept and, as in a database's session, what waits."""
        return self.kept | {flag.id: flag for flag in self._added} | self._replaced


def _flag(row: FlagRow) -> Flag:
    return Flag(
        id=FlagId(row.id),
        subject=Subject(
            kind=row.kind,  # type: ignore[arg-type]  # this and what follows: written by this module only
            id=row.subject,
            version=row.version,
            case=row.case_facts,
        ),
        reason=row.reason,  # type: ignore[arg-type]
        language=row.language,
        words=row.words,
        week=row.week,
        state=row.state,  # type: ignore[arg-type]
        guarded_by=row.guarded_by,
        note=row.note,
        proposal=row.proposal,
    )
