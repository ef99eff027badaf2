"""How many reports are alike in place and groups, held for a while: what a coordinator is shown of one is as coarse as it must be."""

import threading
from datetime import date, datetime, timedelta

from redes.followup.review import Places, ReviewWork
from redes.publishing.showing import Crowd, Shown, generalise
from redes.reports.report import Report

HELD = timedelta(minutes=15)
"""How long a count serves. Counting a large territory's year takes longer than a page may; an old count tells less, never more."""


class Crowds:
    """Counts by territory and year. One object serves all visitors, from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: dict[tuple[str, int], tuple[datetime, Crowd]] = {}

    def shown(self, report: Report, *, places: Places, work: ReviewWork, now: datetime) -> Shown:
        """Municipality, groups and institution of a report, as far as several of its territory and year share them.

        Args:
            report: Which.
            places: Which territory a report belongs to.
            work: Where reports are kept; entered here when counting is due.
            now: The time.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        territory, year = places.of(report), report.week.year
        with self._lock:
            at, alike = self._counted.get((territory, year), (None, Crowd()))
            if at is None or now - at >= HELD:
                with work:
                    alike = work.queue.alike(
                        places.codes([territory]), first=date(year, 1, 1), after=date(year + 1, 1, 1)
                    )
                self._counted[territory, year] = now, alike
        return generalise(report.municipality, report.groups, alike, ips=report.ips)
