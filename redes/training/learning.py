"""The use cases of the training: to answer, to read, to join, to be forgotten. Each is one transaction."""

from collections.abc import Callable
from datetime import date, timedelta

from redes.content.lessons import Exam
from redes.reports.report import monday
from redes.training.keeping import UnitOfWork
from redes.training.progress import Learner, Moment, Progress, answered, begin, brought_up, joined, opened

KEPT = timedelta(weeks=52)
"""How long progress is kept after somebody last learned."""


def progress_of(learner: Learner, exam: Exam, *, uow: UnitOfWork, today: date) -> Progress:
    """How far somebody is, for the test as it is now; keeps nothing.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        found = uow.training.find(learner)
    return begin(learner, exam, today=today) if found is None else brought_up(found, exam)


def answer_item(
    learner: Learner, exam: Exam, moment: Moment, number: int, option: int, *, uow: UnitOfWork, today: date
) -> Progress:
    """Keep an answer, unless that item has one already or it is not its turn.

    Returns:
        The progress after it, durable.

    Raises:
        redes.training.progress.EntryFirst: The entry test comes before it.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    return _changed(learner, exam, lambda now: answered(now, exam, moment, number, option, today=today), uow, today)


def open_screen(learner: Learner, exam: Exam, theme: str, screen: int, *, uow: UnitOfWork, today: date) -> Progress:
    """Keep that a screen of a module was opened, counted from 1.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    return _changed(learner, exam, lambda now: opened(now, theme, screen, today=today), uow, today)


def join_ips(learner: Learner, exam: Exam, ips: str | None, *, uow: UnitOfWork, today: date) -> Progress:
    """Count somebody's progress with an institution, or with none (None). Whether the code exists is the caller's to know.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    return _changed(learner, exam, lambda now: joined(now, ips, today=today), uow, today)


def forget(learner: Learner, *, uow: UnitOfWork) -> bool:
    """Delete all that is kept of a learner; whether there was anything.

    Raises:
        redes.reports.keeping.StoreUnavailable: It may still be there.
    """
    with uow:
        there = uow.training.remove(learner)
        uow.commit()
    return there


def purge(*, uow: UnitOfWork, today: date) -> int:
    """Delete the progress of those who have not learned for a year; how many.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        gone = uow.training.remove_before(monday(today - KEPT))
        uow.commit()
    return gone


def _changed(
    learner: Learner, exam: Exam, change: Callable[[Progress], Progress], uow: UnitOfWork, today: date
) -> Progress:
    with uow:
        found = uow.training.find(learner)
        before = begin(learner, exam, today=today) if found is None else brought_up(found, exam)
        after = change(before)
        if after != found:
            uow.training.put(after)
            uow.commit()
    return after
