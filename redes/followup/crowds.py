"""How many reports are alike in place and groups, held for a day: what a coordinator is shown of one is as coarse as it must be."""

from datetime import date

from redes.followup.held import Held
from redes.followup.review import Places, ReviewWork
from redes.publishing.showing import Crowd, Shown, generalise
from redes.reports.report import Report


class Crowds:
    """Counts by territory and year. One object serves all visitors, from several threads.

    Counting a large territory's year takes longer than a page may, so a count serves for the day. What is new today is told a
    day longer as coarsely as what is rare.

    Args:
        held: Where counts are held.
    """

    def __init__(self, held: Held) -> None:
        self._held = held

    def of(self, territory: str, year: int, *, places: Places, work: ReviewWork) -> Crowd:
        """The reports of a territory and year.

        Args:
            territory: Its id.
            year: Of their weeks.
            places: Which territory a report belongs to.
            work: Where reports are kept; entered here when they were not counted today.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """

        def count() -> Crowd:
            with work:
                return work.queue.alike(places.codes([territory]), first=date(year, 1, 1), after=date(year + 1, 1, 1))

        [crowd] = self._held.once(("alike", territory, year), lambda: iter([count()]))
        return crowd

    def shown(self, report: Report, *, places: Places, work: ReviewWork) -> Shown:
        """Municipality, groups and institution of a report, as far as several of its territory and year share them.

        Raises as :meth:`of`.
        """
        crowd = self.of(places.of(report), report.week.year, places=places, work=work)
        return generalise(report.municipality, report.groups, crowd, ips=report.ips)
