"""The training beyond the chat: where the conversation keeps progress."""

from collections.abc import Callable
from dataclasses import dataclass, field

from redes.calendar import today
from redes.content.lessons import Exam
from redes.privacy.pseudonym import SessionKey, pseudonym
from redes.training.keeping import UnitOfWork
from redes.training.learning import answer_item, forget, join_ips, open_screen, progress_of
from redes.training.progress import Learner, Moment, Progress


@dataclass(frozen=True, slots=True)
class StoredTraining:
    """Keeps progress in the database, under a pseudonym of the pseudonym.

    Attributes:
        unit_of_work: Makes a transaction.
        key: Turns a session into a learner, and nothing else.
        wipe: Lets go of the old versions of what was deleted.
    """

    unit_of_work: Callable[[], UnitOfWork]
    key: bytes = field(repr=False)
    wipe: Callable[[], None]

    def find(self, session: SessionKey, exam: Exam) -> Progress:
        """How far somebody is."""
        return progress_of(self._learner(session), exam, uow=self.unit_of_work(), today=today())

    def answer(self, session: SessionKey, exam: Exam, moment: Moment, number: int, option: int) -> Progress:
        """Keep an answer."""
        learner = self._learner(session)
        return answer_item(learner, exam, moment, number, option, uow=self.unit_of_work(), today=today())

    def open(self, session: SessionKey, exam: Exam, theme: str, screen: int) -> None:
        """Keep that a screen of a module was opened."""
        open_screen(self._learner(session), exam, theme, screen, uow=self.unit_of_work(), today=today())

    def join(self, session: SessionKey, exam: Exam, ips: str | None) -> Progress:
        """Count the progress with an institution, or with none."""
        return join_ips(self._learner(session), exam, ips, uow=self.unit_of_work(), today=today())

    def forget(self, session: SessionKey) -> bool:
        """Delete all of it."""
        there_was = forget(self._learner(session), uow=self.unit_of_work())
        if there_was:
            self.wipe()
        return there_was

    def _learner(self, session: SessionKey) -> Learner:
        return Learner(pseudonym("training", session, key=self.key))
