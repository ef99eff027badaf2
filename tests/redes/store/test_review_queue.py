"""The queue on every database."""

from datetime import date, timedelta

import pytest
from makers import a_report

from redes.followup.review import Wanted
from redes.publishing.showing import Crowd
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

MONDAY = date(2024, 7, 1)


@pytest.fixture
def kept(engine):
    """Forty reports of a place and some of others."""
    upgrade(engine)
    with SqlUnitOfWork(engine) as work:
        for n in range(40):
            week = MONDAY - timedelta(weeks=n % 3)
            urgent = (True, False, None)[n % 3 if n % 2 else 2]
            work.reports.add(a_report(receipt_hash=f"{n:064x}", id=f"{n:032x}", week=week, urgent_now=urgent))
        work.reports.add(a_report(receipt_hash="b" * 64, id="b" * 32, municipality=None))
        work.reports.add(a_report(receipt_hash=None, id="c" * 32))
        work.commit()
    return engine


@pytest.mark.parametrize("order", ["urgencia", "antiguos", "recientes"])
@pytest.mark.parametrize("size", [1, 7, 40])
def test_pages_of_any_size_make_one_order(kept, order, size):
    wanted = Wanted(codes=frozenset({"05001"}), order=order)

    with SqlUnitOfWork(kept) as work:
        whole = work.queue.page(wanted, after=None, limit=100)
        found, page = [], work.queue.page(wanted, after=None, limit=size)
        while page:
            found += page
            page = work.queue.page(wanted, after=page[-1].id, limit=size)

    assert found == list(whole)
    assert len(found) == 40
    weeks = [report.week for report in found if order != "urgencia" or not report.urgent_now]
    assert weeks == sorted(weeks, reverse=order == "recientes")


def test_bare_counts_and_other_places_are_left_out(kept):
    with SqlUnitOfWork(kept) as work:
        assert work.queue.count(Wanted(codes=frozenset({"05001"})), most=1000) == 40
        assert work.queue.count(Wanted(codes=frozenset({"05001"})), most=10) == 10
        assert [r.id for r in work.queue.page(Wanted(codes=frozenset({None})), after=None, limit=9)] == ["b" * 32]
        assert work.queue.page(Wanted(codes=frozenset()), after=None, limit=9) == ()


def test_after_a_report_that_is_gone_the_queue_begins_anew(kept):
    wanted = Wanted(codes=frozenset({"05001"}))

    with SqlUnitOfWork(kept) as work:
        assert work.queue.page(wanted, after="f" * 32, limit=5) == work.queue.page(wanted, after=None, limit=5)


def test_reports_that_are_alike_are_counted_in_all_and_by_institution(kept):
    with SqlUnitOfWork(kept) as work:
        for n, (groups, ips) in enumerate(
            [(("gestante", "lgbtiq"), "one"), (("gestante", "lgbtiq"), "two"), ((), "one")]
        ):
            work.reports.add(
                a_report(receipt_hash=f"d{n}" * 32, id=f"d{n}" * 16, municipality="76001", groups=groups, ips=ips)
            )
        work.commit()
        found = work.queue.alike(frozenset({"76001"}), first=date(2024, 1, 1), after=date(2025, 1, 1))

    both, none = ("76001", frozenset({"gestante", "lgbtiq"})), ("76001", frozenset())
    assert found == Crowd({both: 2, none: 1}, {"one": {both: 1, none: 1}, "two": {both: 1}})
