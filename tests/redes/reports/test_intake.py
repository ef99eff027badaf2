from datetime import date

import pytest
from makers import CHEAP, THURSDAY, a_draft

from redes.privacy.seal import Sealer
from redes.reports.intake import file_report, find_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Report
from redes.store.work import MemoryUnitOfWork


def filed(draft, uow, **given) -> str:
    return file_report(
        draft, **{"language": "es", "uow": uow, "receipts": CHEAP, "seal": str.encode, "today": THURSDAY} | given
    )


def test_a_receipt_finds_its_report_again(uow):
    receipt = filed(a_draft(groups=("menor", "gestante")), uow)

    assert find_report(receipt, uow=uow, receipts=CHEAP) == Report(
        receipt_hash=CHEAP.hash(receipt),
        week=date(2024, 7, 1),
        barrier="urg.puerta",
        municipality="05001",
        groups=("gestante", "menor"),
        story=b"No me dejaron entrar.",
        state="nuevo",
        language="es",
    )


def test_what_was_not_told_is_not_kept(uow):
    receipt = filed(a_draft(municipality=None, groups=(), story=None), uow, language="ht")

    assert find_report(receipt, uow=uow, receipts=CHEAP) == Report(
        receipt_hash=CHEAP.hash(receipt),
        week=date(2024, 7, 1),
        barrier="urg.puerta",
        municipality=None,
        groups=(),
        story=None,
        state="nuevo",
        language="ht",
    )


def test_the_story_is_sealed_before_it_is_kept(uow):
    sealer = Sealer(b"k" * 32)

    receipt = filed(a_draft(story="MARKER"), uow, seal=sealer.seal)

    story = find_report(receipt, uow=uow, receipts=CHEAP).story
    assert b"MARKER" not in story
    assert sealer.open(story) == "MARKER"


def test_a_receipt_of_nobody_finds_nothing(uow):
    filed(a_draft(), uow)

    assert find_report(CHEAP.new(), uow=uow, receipts=CHEAP) is None


def test_each_report_has_a_receipt_of_its_own(uow):
    first, second = filed(a_draft(story="uno"), uow), filed(a_draft(story="dos"), uow)

    assert first != second
    assert find_report(first, uow=uow, receipts=CHEAP).story == b"uno"
    assert find_report(second, uow=uow, receipts=CHEAP).story == b"dos"


def test_a_seal_that_fails_leaves_nothing_behind(uow):
    def broken(_: str) -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        filed(a_draft(), uow, seal=broken)

    with uow:
        assert list(uow.reports.all()) == []


def test_no_receipt_is_handed_out_for_what_was_not_kept():
    class Full(MemoryUnitOfWork):
        def commit(self) -> None:
            raise StoreUnavailable("the disk is full")

    uow = Full()

    with pytest.raises(StoreUnavailable):
        filed(a_draft(), uow)

    with uow:
        assert list(uow.reports.all()) == []


def test_a_report_leaves_nothing_in_the_logs(loud_logs, uow):
    receipt = filed(a_draft(story="MARKER"), uow)
    find_report(receipt, uow=uow, receipts=CHEAP)

    logged = [secret for secret in ("MARKER", receipt, CHEAP.hash(receipt)) if secret in loud_logs.text]
    assert logged == []
