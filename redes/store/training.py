"""Progress in a database or in memory: one protocol, the same tests."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from redes.store.tables import TrainingRow
from redes.training.progress import Learner, Progress


class SqlProgress:
    """Progress in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, learner: Learner) -> Progress | None:
        row = self._session.get(TrainingRow, learner)
        return None if row is None else _progress(row)

    def put(self, progress: Progress) -> None:
        self._session.merge(
            TrainingRow(
                learner=progress.learner,
                exam=progress.exam,
                first=progress.first,
                entry=_digits(progress.entry),
                exit=_digits(progress.exit),
                lessons=dict(progress.lessons),
                ips=progress.ips,
                week=progress.week,
            )
        )

    def remove(self, learner: Learner) -> bool:
        return self._delete(TrainingRow.learner == learner) > 0

    def remove_before(self, week: date) -> int:
        return self._delete(TrainingRow.week < week)

    def all(self) -> Iterator[Progress]:
        for row in self._session.scalars(select(TrainingRow).order_by(TrainingRow.learner)):
            yield _progress(row)

    def _delete(self, which: Any) -> int:
        done = self._session.execute(delete(TrainingRow).where(which))
        assert isinstance(done, CursorResult)
        return done.rowcount


class MemoryProgress:
    """Progress in a dictionary: the twin that tests of the use cases run on."""

    def __init__(self, kept: dict[Learner, Progress]) -> None:
        self._kept = kept

    def find(self, learner: Learner) -> Progress | None:
        return self._kept.get(learner)

    def put(self, progress: Progress) -> None:
        self._kept[progress.learner] = progress

    def remove(self, learner: Learner) -> bool:
        return self._kept.pop(learner, None) is not None

    def remove_before(self, week: date) -> int:
        gone = [progress.learner for progress in self._kept.values() if progress.week < week]
        for learner in gone:
            del self._kept[learner]
        return len(gone)

    def all(self) -> Iterator[Progress]:
        yield from [self._kept[learner] for learner in sorted(self._kept)]


def _digits(answers: tuple[int, ...]) -> str:
    return "".join(map(str, answers))


def _progress(row: TrainingRow) -> Progress:
    return Progress(
        learner=Learner(row.learner),
        exam=row.exam,
        first=row.first,  # type: ignore[arg-type]  # written by this module only
        entry=tuple(map(int, row.entry)),
        exit=tuple(map(int, row.exit)),
        lessons=dict(row.lessons),
        ips=row.ips,
        week=row.week,
    )
