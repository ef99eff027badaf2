"""A refused emergency: which reports wake somebody, and whom."""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from redes.content.catalogue import Catalogue
from redes.followup.accounts import Account, Scope, scope_of
from redes.followup.review import places_of
from redes.reminding.keeping import Notice, UnitOfWork
from redes.reminding.subscription import Subscription, bit_of
from redes.reports.report import Report

_EMERGENCY = "urgencia"
_TOPIC = "urgencias"


def is_refused_emergency(report: Report, catalogue: Catalogue) -> bool:
    """Whether a report wakes who is on call.

    It does when somebody needs care now; and, when she did not say whether she does, when an emergency service was
    refused today or she did not say when. What looks like abuse wakes nobody, nor does what is over: both wait in the
    queue as everything else.
    """
    if report.kind != "barrera" or report.queue != "normal" or report.urgent_now is False:
        return False
    if report.urgent_now:
        return True
    barrier = catalogue.barriers.get(report.barrier or "")
    at_the_door = barrier is not None and barrier.urgency == "inmediata" and _TOPIC in barrier.routes
    return (at_the_door or report.service == _EMERGENCY) and report.when in (None, "hoy")


def hand_out(*, uow: UnitOfWork, catalogue: Catalogue, today: date) -> int:
    """Turn waiting reports into notices, one a territory and person; how many notices.

    Those are told who are on call in the territory today; when nobody is, all of its coordinators who asked for alerts.
    A report for which nobody asked wakes nobody: it stands first in the queue.

    Args:
        uow: Where all of it is kept.
        catalogue: Knows the territories.
        today: The day in Colombia.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing changed; the reports still wait.
    """
    with uow:
        waiting = uow.alerts.waiting()
        if not waiting:
            return 0
        places = places_of(catalogue)
        taken = Counter(places.of(report) for report in waiting if uow.alerts.take(report.id))
        asked = [(one, scope) for one, _, scope in who_asked(uow, catalogue.territories)]
        notices = 0
        for territory, count in sorted(taken.items()):
            for one in whom(territory, asked, today=today):
                uow.notices.add(Notice(id=secrets.token_hex(16), subscription=one.id, territory=territory, count=count))
                notices += 1
        uow.commit()
    return notices


def whom(territory: str, asked: Iterable[tuple[Subscription, Scope]], *, today: date) -> tuple[Subscription, ...]:
    """Who is told of an emergency in a territory.

    Args:
        territory: Where.
        asked: Those who asked for alerts, each with what her account may do.
        today: The day in Colombia.
    """
    here = tuple(one for one, scope in asked if scope.may("review", territory))
    return tuple(one for one in here if one.wish.days & bit_of(today)) or here


def who_asked(uow: UnitOfWork, territories: Collection[str]) -> Iterable[tuple[Subscription, Account, Scope]]:
    """Those who asked for alerts, each with her open account and what it may do.

    Args:
        uow: Where all of it is kept; entered by the caller.
        territories: Ids of all territories there are.
    """
    for one in uow.subscriptions.of_kind("guardia"):
        account = None if one.seat is None else uow.accounts.get(one.seat)
        if account is not None and not account.disabled:
            yield one, account, scope_of(account, territories)
