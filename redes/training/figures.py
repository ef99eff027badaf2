"""The figures of the training as the panel shows them: of weeks that are over, and the same ones for a whole week.

Who looked before and after a colleague's test would else reckon her marks from the difference.
"""

import threading
from datetime import date

from redes.content.lessons import Exam
from redes.reports.report import monday
from redes.training.evaluation import Evaluation, evaluate
from redes.training.keeping import UnitOfWork
from redes.training.progress import exam_version


class Figures:
    """Holds the newest evaluation. One object serves all visitors, from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[str, date] | None = None
        self._held: Evaluation | None = None

    def evaluation(self, exam: Exam, *, uow: UnitOfWork, today: date) -> Evaluation:
        """What can be told of those who last learned before this week.

        Args:
            exam: The test as it is now.
            uow: Where progress is kept; entered here when a new week has begun.
            today: The day.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        wanted = exam_version(exam), monday(today)
        with self._lock:
            if self._held is None or self._of != wanted:
                with uow:
                    people = [one for one in uow.training.all() if one.week < wanted[1]]
                self._of, self._held = wanted, evaluate(people, exam)
            return self._held
