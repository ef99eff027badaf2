"""What coordinators did with single reports of the last weeks, and what their authors said: joined, asked, answered, solved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from redes.demo.script import Talk
from redes.followup.keeping import Followup
from redes.followup.review import Desk, ReviewWork, Wanted
from redes.privacy.vault import Vault
from redes.reports.report import Report, ReportId
from redes.reports.thread import answer_question, is_solved, living, still_the_same

_MATTERS = 3
"""Matters that are joined in a territory."""

_TOGETHER = 4
_LOOKED_AT = 60
"""Reports of the queue that are looked through for some that tell of the same."""


class DeskWork(ReviewWork, Protocol):
    """One transaction over reports and what came of them.

    Attributes:
        followup: Commitments, with the reports behind them.
    """

    followup: Followup


@dataclass(frozen=True, kw_only=True)
class Desks:
    """The desks of the coordinators.

    Attributes:
        talk: What is said.
        uow: Makes a transaction.
        vault: Seals what is said.
        until: The day on which they sit there.
    """

    talk: Talk
    uow: Callable[[], DeskWork]
    vault: Vault
    until: date

    def work_through(self, territory: str, desk: Desk) -> None:
        """An evening at the desk of a territory."""
        queue = desk.queue(Wanted(codes=frozenset()), [territory], after=None, limit=_LOOKED_AT, work=self.uow())
        made = list(islice(filter(None, (self._join(desk, report.id) for report in queue.reports)), _MATTERS))
        if made:
            self._talk_through(desk, made[0])
        alone = [one for one in queue.reports if one.story is not None and not self._is_joined(one.id)]
        if alone:
            desk.ask(alone[-1].id, self.talk.question, seen=alone[-1].version, work=self.uow())
        self._authors_say(territory)

    def _join(self, desk: Desk, report_id: ReportId) -> ReportId | None:
        """Join a report with those that are likest it; None when it is joined already or there are too few."""
        report = self._now(report_id)
        if self._is_joined(report_id):
            return None
        similar = [one.report for one in desk.similar(report, work=self.uow()) if not one.joined][: _TOGETHER - 1]
        if len(similar) < _TOGETHER - 1:
            return None
        versions = {other.id: other.version for other in similar}
        desk.join(report_id, versions, seen=report.version, work=self.uow())
        return report_id

    def _talk_through(self, desk: Desk, report_id: ReportId) -> None:
        """A question, what its author replies, and an answer to all of the matter."""
        desk.ask(report_id, self.talk.question, seen=self._now(report_id).version, work=self.uow())
        answer_question(report_id, self.talk.reply, uow=self.uow(), vault=self.vault, today=self.until)
        desk.answer(report_id, self.talk.answer, seen=self._now(report_id).version, work=self.uow())

    def _authors_say(self, territory: str) -> None:
        """Of the reports behind what was kept, two authors in three say that it is solved, the third that nothing changed."""
        with self.uow() as work:
            kept = [one for one in work.followup.commitments.of([territory]) if one.state == "cumplido"]
            behind = [report for one in kept for report in work.followup.behind.of(one.id)[:3]]
        for number, report_id in enumerate(dict.fromkeys(behind)):
            say = still_the_same if number % 3 == 2 else is_solved
            say(report_id, uow=self.uow(), vault=self.vault, today=self.until)

    def _now(self, report_id: ReportId) -> Report:
        with self.uow() as work:
            return living(report_id, work)

    def _is_joined(self, report_id: ReportId) -> bool:
        with self.uow() as work:
            return work.matters.of(report_id) is not None
