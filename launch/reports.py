"""Reports beyond the chat: where the conversation and the web form find and keep them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from redes.calendar import today
from redes.followup.promised import PromiseTold, promises_about
from redes.reports.draft import Draft
from redes.reports.message import Said
from redes.reports.report import Receipt, Report, ReportId
from redes.reports.thread import add_message, answer_question, is_solved, living, read_thread, still_the_same

if TYPE_CHECKING:  # it makes this
    from launch.house import House


@dataclass(frozen=True, slots=True)
class StoredReports:
    """The reports of the house, as the faces use them (``bot.receipts.ReportBox``).

    Attributes:
        house: Its database, vault and spool.
    """

    house: "House"

    def file(self, draft: Draft, language: str, by: str) -> Receipt:
        """Keep a confirmed report."""
        return self.house.file_report(draft, language, by)

    def find(self, receipt: Receipt, by: str) -> Report | None:
        """The report of a receipt."""
        return self.house.find_report(receipt, by)

    def look(self, report_id: ReportId) -> tuple[Report, tuple[Said, ...]]:
        """A report with its thread."""
        uow = self.house.unit_of_work()
        with uow:
            report = living(report_id, uow)
        return report, read_thread(report_id, uow=self.house.unit_of_work(), vault=self.house.vault)

    def promised(self, report_id: ReportId) -> tuple[PromiseTold, ...]:
        """What was promised about it at the mesa."""
        return promises_about(report_id, uow=self.house.unit_of_work(), today=today())

    def add(self, report_id: ReportId, text: str) -> None:
        """Add something."""
        self._said(add_message, report_id, text)

    def answer(self, report_id: ReportId, text: str) -> None:
        """Answer the question that waits."""
        self._said(answer_question, report_id, text)

    def same(self, report_id: ReportId) -> None:
        """Say that nothing changed."""
        self.house.take_in()
        still_the_same(report_id, uow=self.house.unit_of_work(), vault=self.house.vault, today=today())

    def solved(self, report_id: ReportId) -> None:
        """Say that it is solved."""
        self.house.take_in()
        is_solved(report_id, uow=self.house.unit_of_work(), vault=self.house.vault, today=today())

    def withdraw(self, report_id: ReportId) -> None:
        """Take it back, from the database or from where it waits for it."""
        self.house.withdraw(self._anywhere(report_id))

    def erase_on(self) -> date:
        """Day of erasure of a report that is filed today."""
        return self.house.erase_on()

    def _said(self, say: Callable[..., Report], report_id: ReportId, text: str) -> None:
        self.house.take_in()  # what waits in the spool has no thread
        say(report_id, text, uow=self.house.unit_of_work(), vault=self.house.vault, today=today())

    def _anywhere(self, report_id: ReportId) -> Report:
        spool = self.house.spool
        for hashed in spool.waiting():
            waiting = spool.find(hashed)
            if waiting is not None and waiting.report.id == report_id:
                return waiting.report
        uow = self.house.unit_of_work()
        with uow:
            return living(report_id, uow)
