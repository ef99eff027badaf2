"""Publishing each period once, when it is closed."""

from collections import Counter
from datetime import date

from redes.publishing.keeping import UnitOfWork
from redes.publishing.periods import Period, closed
from redes.publishing.release import Record, Release, publish
from redes.publishing.shape import Frame, Where, count


def bring_up_to_date(*, uow: UnitOfWork, frame: Frame, today: date) -> Record:
    """Publish what is closed and not yet published.

    A period is counted once. A report that comes, changes or is taken back later changes no release: two releases of
    one period would tell by their difference what each hides.

    Args:
        uow: Counts and releases.
        frame: The values of today's catalogue.
        today: The day, in Colombia.

    Returns:
        All that is published.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        releases = {release.period: release for release in uow.releases.all()}
        first = uow.counts.first_week()
        # Years begin with the first one published: reports may be taken back meanwhile.
        days = [release.first_day for release in releases] + ([first] if first else [])
        due = [period for period in (closed(min(days), on=today) if days else ()) if period not in releases]
        for period in due:
            earlier = [release for release in releases.values() if period.holds(release.period)]
            counts = _sum(earlier, period) if earlier else _count(uow, frame, period)
            releases[period] = publish(period, counts, earlier)
            uow.releases.add(releases[period])
        if due:
            uow.commit()
    return Record(releases)


def _count(uow: UnitOfWork, frame: Frame, month: Period) -> dict[Where, int]:
    return count(uow.counts.tallies(month.first_day, month.after), frame)


def _sum(earlier: list[Release], period: Period) -> dict[Where, int]:
    """Of its parts; a cell that some of them did not have yet counts from when it was there."""
    parts = period.parts()
    added: Counter[Where] = Counter()
    for release in earlier:
        if release.period in parts:
            added.update(release.counts)
    return dict(added)
