"""A matter: reports that tell of the same, joined by who coordinates. From then on they share each step and each answer of the mesa.

Every report stays what it is: it is counted for itself, its author has her own receipt, thread and key, and reads in it
what the mesa says to all of them. Only its author speaks for it: what she says moves no other report.
"""

import dataclasses
import secrets
from collections.abc import Mapping

from redes.errors import RedesError
from redes.reports.keeping import UnitOfWork
from redes.reports.report import MatterId, Report, ReportId
from redes.reports.thread import living

MOST = 40
"""Reports of a matter: each step changes all of them in one transaction."""


class NotTogether(RedesError):
    """These reports cannot be joined: none was named, they are of different kinds or places, or too many."""


def together(report_id: ReportId, uow: UnitOfWork) -> tuple[Report, ...]:
    """The other reports of a report's matter whose narrative is not erased, by id; none when it is in none.

    Args:
        report_id: Whose.
        uow: Where they are kept; entered by the caller.
    """
    matter = uow.matters.of(report_id)
    ids = () if matter is None else uow.matters.members(matter)
    found = (uow.reports.get(one) for one in ids if one != report_id)
    return tuple(report for report in found if report is not None and not report.erased)


def join(report_id: ReportId, others: Mapping[ReportId, int], *, seen: int, uow: UnitOfWork) -> tuple[Report, ...]:
    """Join a report with others, and with those these are joined with already.

    The version of each grows, so that whoever has one of them open is told before acting on all.

    Args:
        report_id: The report.
        others: Report -> the version of it that was read.
        seen: The version of the report that was read.
        uow: Where they are kept.

    Returns:
        All of the matter, by id.

    Raises:
        NotTogether: They do not go together.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker with one of them; nothing was joined.
        redes.reports.thread.NoSuchReport: One of them is not there.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    if not others or report_id in others:
        raise NotTogether("name at least one other report")
    versions = dict(others) | {report_id: seen}
    with uow:
        reports = {one: living(one, uow) for one in sorted(versions)}
        for one in tuple(reports):
            reports |= {other.id: other for other in together(one, uow)}
        if len({report.kind for report in reports.values()}) > 1:
            raise NotTogether("a compliment and a barrier are no matter")
        if len(reports) > MOST:
            raise NotTogether(f"a matter has {MOST} reports at most")
        matter = uow.matters.of(report_id) or MatterId(secrets.token_hex(6))
        joined = tuple(_touched(reports[one], versions.get(one, reports[one].version), uow) for one in sorted(reports))
        for report in joined:
            uow.matters.put(report.id, matter)
        uow.commit()
    return joined


def separate(report_id: ReportId, *, seen: int, uow: UnitOfWork) -> Report:
    """Take a report out of its matter; of two the other is alone again as well. What was said and done stays.

    Raises:
        NotTogether: It is in none.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        redes.reports.thread.NoSuchReport: There is none.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        report, others = living(report_id, uow), together(report_id, uow)
        if uow.matters.of(report_id) is None:
            raise NotTogether("this report is in no matter")
        changed = _touched(report, seen, uow)
        for other in others:
            _touched(other, other.version, uow)
        for one in (report_id, *(other.id for other in others if len(others) == 1)):
            uow.matters.leave(one)
        uow.commit()
    return changed


def _touched(report: Report, seen: int, uow: UnitOfWork) -> Report:
    changed = dataclasses.replace(report, version=seen + 1)
    uow.reports.replace(changed, seen=seen)
    return changed
