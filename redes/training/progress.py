"""How far somebody is in the training, under a pseudonym that nothing else in the house uses.

Answers are given in the order of the items, and an answer that was given stays. So a test left in the middle goes on
where it was, a button pressed twice counts once, and an old button changes nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NewType

from redes.content.lessons import ITEMS, Exam, Form, Item
from redes.content.translation import version_of
from redes.errors import RedesError
from redes.reports.report import monday

Learner = NewType("Learner", str)
"""Pseudonym of one learner, 32 hexadecimal digits, by a key of the training's own: it cannot be told from it which session it
is, nor which report, nor which account of the panel.
"""

Moment = Literal["entrada", "salida"]
"""The test before the modules or the one after them."""


class EntryFirst(RedesError):
    """The exit test was begun before the entry test was finished: there would be nothing to compare it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a learner is.

    Attributes:
        learner: Who, as a pseudonym.
        exam: Version of the test that her answers belong to (:func:`exam_version`).
        first: The form she gets on entry; the other one comes on exit.
        entry: Options chosen on entry, from 0, in the order of the items; shorter than :data:`ITEMS` while it goes on.
        exit: The same on exit.
        lessons: Theme -> how many of its screens were opened, the situation counted as the last; only what was begun.
        ips: Code of the institution she joined, or None.
        week: Monday of the ISO week in which she last learned. Day and hour are not kept.
    """

    learner: Learner
    exam: str
    first: Form
    entry: tuple[int, ...] = ()
    exit: tuple[int, ...] = ()
    lessons: Mapping[str, int] = field(default_factory=dict)
    ips: str | None = None
    week: date

    def answers(self, moment: Moment) -> tuple[int, ...]:
        """Options chosen in one of the tests."""
        return self.entry if moment == "entrada" else self.exit

    def form(self, moment: Moment) -> Form:
        """The form of one of the tests."""
        if moment == "entrada":
            return self.first
        return "B" if self.first == "A" else "A"

    def is_over(self, moment: Moment) -> bool:
        """Whether a test was answered to its end."""
        return len(self.answers(moment)) == ITEMS


def exam_version(exam: Exam) -> str:
    """Version of what a test measures by: 8 hexadecimal digits that change with any question, option or right answer.

    An explanation may be mended without making it another test.
    """
    return version_of(
        part
        for item in (*exam.form("A"), *exam.form("B"))
        for part in (item.id, item.measures, item.question, item.options, str(item.correct))
    )


def begin(learner: Learner, exam: Exam, *, today: date) -> Progress:
    """Somebody who has done nothing yet.

    Which form comes first is drawn by lot, with the pseudonym as the seed: it is even over all learners, and the same for
    one of them whenever it is asked.
    """
    version = exam_version(exam)
    lot = hashlib.sha256(f"{learner}:{version}".encode()).digest()[0]
    return Progress(learner=learner, exam=version, first="A" if lot % 2 == 0 else "B", week=monday(today))


def brought_up(progress: Progress, exam: Exam) -> Progress:
    """The same progress for the test as it is now: answers to another version are left behind, all else stays."""
    fresh = begin(progress.learner, exam, today=progress.week)
    return (
        progress
        if progress.exam == fresh.exam
        else replace(progress, exam=fresh.exam, first=fresh.first, entry=(), exit=())
    )


def next_item(progress: Progress, exam: Exam, moment: Moment) -> Item | None:
    """The first item that has no answer yet; None when the test is over.

    Raises:
        EntryFirst: The entry test comes before it.
    """
    if moment == "salida" and not progress.is_over("entrada"):
        raise EntryFirst("the entry test comes first")
    return None if progress.is_over(moment) else exam.form(progress.form(moment))[len(progress.answers(moment))]


def answered(progress: Progress, exam: Exam, moment: Moment, number: int, option: int, *, today: date) -> Progress:
    """The progress with one answer more; unchanged when that item is not the one whose turn it is.

    Args:
        progress: For this version of the test.
        exam: The test.
        moment: Which of the two.
        number: Number of the item that was answered.
        option: Index of the option, from 0.
        today: Only its week is kept.

    Raises:
        EntryFirst: The entry test comes before it.
    """
    item = next_item(progress, exam, moment)
    if item is None or item.number != number or option not in range(len(item.options)):
        return progress
    given = (*progress.answers(moment), option)
    return replace(
        progress,
        entry=given if moment == "entrada" else progress.entry,
        exit=given if moment == "salida" else progress.exit,
        week=monday(today),
    )


def opened(progress: Progress, theme: str, screen: int, *, today: date) -> Progress:
    """The progress after a screen of a module was opened, counted from 1; going back takes nothing away."""
    furthest = max(screen, progress.lessons.get(theme, 0))
    return replace(progress, lessons={**progress.lessons, theme: furthest}, week=monday(today))


def joined(progress: Progress, ips: str | None, *, today: date) -> Progress:
    """The progress counted with an institution, or with none (None)."""
    return replace(progress, ips=ips, week=monday(today))
