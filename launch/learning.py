"""The training beyond the chat: where the conversation keeps progress, and the figures for who runs it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from redes.calendar import today
from redes.content.lessons import Exam
from redes.privacy.pseudonym import SessionKey, pseudonym
from redes.training.evaluation import Evaluation
from redes.training.keeping import UnitOfWork
from redes.training.learning import answer_item, forget, join_ips, open_screen, progress_of
from redes.training.local import Reported
from redes.training.progress import Learner, Moment, Progress


@dataclass(frozen=True, slots=True)
class StoredTraining:
    """Keeps progress in the database, under a pseudonym of the pseudonym.

    Attributes:
        unit_of_work: Makes a transaction.
        key: Turns a session into a learner, and nothing else.
        wipe: Lets go of the old versions of what was deleted.
        reports: Reads what was published of a territory, or of the country.
    """

    unit_of_work: Callable[[], UnitOfWork]
    key: bytes = field(repr=False)
    wipe: Callable[[], None]
    reports: Callable[[str | None], Reported]

    def find(self, session: SessionKey, exam: Exam) -> Progress:
        """How far somebody is."""
        return progress_of(self.learner(session), exam, uow=self.unit_of_work(), today=today())

    def answer(self, session: SessionKey, exam: Exam, moment: Moment, number: int, option: int) -> Progress:
        """Keep an answer."""
        learner = self.learner(session)
        return answer_item(learner, exam, moment, number, option, uow=self.unit_of_work(), today=today())

    def open(self, session: SessionKey, exam: Exam, theme: str, screen: int) -> None:
        """Keep that a screen of a module was opened."""
        open_screen(self.learner(session), exam, theme, screen, uow=self.unit_of_work(), today=today())

    def join(self, session: SessionKey, exam: Exam, ips: str | None) -> Progress:
        """Count the progress with an institution, or with none."""
        return join_ips(self.learner(session), exam, ips, uow=self.unit_of_work(), today=today())

    def forget(self, session: SessionKey) -> bool:
        """Delete all of it."""
        there_was = forget(self.learner(session), uow=self.unit_of_work())
        if there_was:
            self.wipe()
        return there_was

    def reported(self, territory: str | None) -> Reported:
        """What was published of the barriers of a territory, or of the country."""
        return self.reports(territory)

    def learner(self, session: SessionKey) -> Learner:
        """Under which pseudonym the progress of a session is kept."""
        return Learner(pseudonym("training", session, key=self.key))


def evaluation_rows(found: Evaluation) -> Iterator[dict[str, Any]]:
    """The figures as objects, each with its ``kind``; shares are 0 to 1, rounded to a thousandth."""
    yield {"kind": "about", "exam": found.exam, "k": found.k}
    for name, people in found.stages:
        yield {"kind": "stage", "stage": name, "people": people}
    for gain in found.gains:
        yield {"kind": "gain", **_rounded(asdict(gain))}
    for item in found.items:
        yield {"kind": "item", **_rounded(asdict(item))}
    if found.forms is not None:
        yield {"kind": "forms", **_rounded(asdict(found.forms))}


def evaluation_lines(found: Evaluation) -> Iterator[str]:
    """The figures as lines to read."""
    yield f"test {found.exam}; nothing is told of fewer than {found.k} people"
    for name, people in found.stages:
        yield f"{name:<20}{'not told' if people is None else people}"
    if not found.gains:
        yield f"gain: fewer than {found.k} people have done both tests"
    for gain in found.gains:
        who = gain.ips or "everybody"
        between = "" if gain.low is None or gain.high is None else f"  [{gain.low:+.1%}, {gain.high:+.1%}]"
        yield (
            f"{who:<17}{gain.construct or 'whole test':<12}{gain.people:>5} people  {gain.entry:.1%} -> {gain.exit:.1%}"
            f"  {gain.gain:+.1%}{between}"
        )
    for item in found.items:
        tells = "-" if item.discrimination is None else f"{item.discrimination:+.2f}"
        yield (
            f"{item.item:<5}{item.construct:<12}{item.people:>5} people  right {item.right:.1%} "
            f"[{item.low:.1%}, {item.high:.1%}]  discrimination {tells}"
        )
    if found.forms is None:
        yield f"forms: fewer than {found.k} people have had one of them on entry, or all had the same right"
        return
    forms = found.forms
    yield (
        f"forms: A - B {forms.difference:+.1%} [{forms.low:+.1%}, {forms.high:+.1%}] (90 %), margin {forms.margin:.0%}, "
        f"p {forms.p:.3f}: {'equivalent' if forms.equivalent else 'not shown to be equivalent'}"
    )


def attendance_rows(kept: Iterable[tuple[date, str, str, int]]) -> Iterator[dict[str, Any]]:
    """Who came to quizzes in a room, as objects of the kind ``attendance``: week, institution (or None), post, people."""
    for week, ips, post, people in kept:
        yield {"kind": "attendance", "week": week.isoformat(), "ips": ips or None, "post": post, "people": people}


def attendance_lines(kept: Iterable[tuple[date, str, str, int]]) -> Iterator[str]:
    """The same as lines to read."""
    for week, ips, post, people in kept:
        yield f"came to a room     {week}  {ips or 'no institution':<16}{post:<16}{people:>5} people"


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in row.items()}
