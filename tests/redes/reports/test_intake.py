from datetime import date

import pytest
from makers import CHEAP, THURSDAY, a_draft, a_report, a_vault

from redes.privacy.seal import CannotOpen
from redes.reports.guesses import FREE, Guesses, TooManyGuesses
from redes.reports.intake import file_report, find_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.retention import Retention
from redes.reports.review import read
from redes.reports.spool import Spool, take_in
from redes.store.memory import MemoryUnitOfWork


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


def filed(draft, uow, vault, **given) -> str:
    given = {"language": "es", "receipts": CHEAP, "retention": Retention(), "today": THURSDAY} | given
    return file_report(draft, uow=uow, vault=vault, **given)


def found(receipt, uow, **given):
    return find_report(receipt, uow=uow, receipts=CHEAP, **given)


class Away(MemoryUnitOfWork):
    """A database that does not answer."""

    away = True

    def commit(self) -> None:
        if self.away:
            raise StoreUnavailable("the disk is full")
        super().commit()


class AnswerLost(MemoryUnitOfWork):
    """A database that takes it and dies before it says so."""

    lose = True

    def commit(self) -> None:
        super().commit()
        if self.lose:
            raise StoreUnavailable("the connection broke")


def test_a_receipt_finds_its_report_again(uow, vault):
    receipt = filed(a_draft(groups=("menor", "gestante")), uow, vault)

    report = found(receipt, uow)
    assert report == a_report(
        id=report.id, receipt_hash=CHEAP.hash(receipt), groups=("gestante", "menor"), story=report.story
    )
    assert read(report.id, uow=uow, vault=vault).story == "No me dejaron entrar."


def test_what_was_not_told_is_not_kept(uow, vault):
    untold = dict.fromkeys(("municipality", "service", "ips", "rule", "when", "urgent_now", "voice", "story"))

    receipt = filed(a_draft(groups=(), **untold), uow, vault, language="ht")

    report = found(receipt, uow)
    assert report == a_report(id=report.id, receipt_hash=CHEAP.hash(receipt), groups=(), language="ht", **untold)


def test_a_compliment_is_kept_as_one(uow, vault):
    receipt = filed(a_draft(kind="buena-practica", barrier=None, practice=7), uow, vault)

    report = found(receipt, uow)
    assert (report.kind, report.barrier, report.practice) == ("buena-practica", None, 7)


def test_the_day_of_erasure_follows_from_the_week(uow, vault):
    receipt = filed(a_draft(), uow, vault, retention=Retention(months=6))

    assert found(receipt, uow).erase_on == date(2025, 1, 1)


def test_the_story_is_sealed_with_a_key_of_its_own(uow, vault):
    one, two = (found(filed(a_draft(story="MARKER"), uow, vault), uow) for _ in range(2))

    with uow:
        first, second = uow.keys.get(one.id), uow.keys.get(two.id)
    assert vault.sealer(first).open(one.story) == "MARKER"
    with pytest.raises(CannotOpen):
        vault.sealer(second).open(one.story)


def test_a_receipt_of_nobody_finds_nothing(uow, vault):
    filed(a_draft(), uow, vault)

    assert found(CHEAP.new(), uow) is None


def test_each_report_has_a_receipt_of_its_own(uow, vault):
    first, second = filed(a_draft(barrier="a"), uow, vault), filed(a_draft(barrier="b"), uow, vault)

    assert first != second
    assert [found(r, uow).barrier for r in (first, second)] == ["a", "b"]


def test_no_receipt_is_handed_out_for_what_was_not_kept(vault):
    uow = Away()

    with pytest.raises(StoreUnavailable):
        filed(a_draft(), uow, vault)

    with uow:
        assert list(uow.reports.all()) == []


# The spool


def test_while_the_database_is_away_a_report_waits_and_its_receipt_finds_it(vault, tmp_path):
    uow, spool = Away(), Spool(tmp_path / "spool", vault=vault)

    receipt = filed(a_draft(), uow, vault, spool=spool)

    waiting = found(receipt, uow, spool=spool)
    assert waiting.receipt_hash == CHEAP.hash(receipt)
    uow.away = False
    assert (take_in(uow=uow, spool=spool), take_in(uow=uow, spool=spool)) == (1, 0)
    assert found(receipt, uow, spool=spool) == found(receipt, uow) == waiting
    assert read(waiting.id, uow=uow, vault=vault).story == "No me dejaron entrar."
    assert list(spool.waiting()) == []


def test_what_was_kept_though_the_answer_was_lost_is_not_taken_in_again(vault, tmp_path):
    uow, spool = AnswerLost(), Spool(tmp_path / "spool", vault=vault)
    receipt = filed(a_draft(), uow, vault, spool=spool)

    uow.lose = False
    take_in(uow=uow, spool=spool)

    with uow:
        assert [r.receipt_hash for r in uow.reports.all()] == [CHEAP.hash(receipt)]


def test_a_report_waits_on_while_the_database_stays_away(vault, tmp_path):
    uow, spool = Away(), Spool(tmp_path / "spool", vault=vault)
    receipts = [filed(a_draft(), uow, vault, spool=spool) for _ in range(2)]

    with pytest.raises(StoreUnavailable):
        take_in(uow=uow, spool=spool)

    assert sorted(spool.waiting()) == sorted(CHEAP.hash(r) for r in receipts)


def test_when_neither_database_nor_spool_takes_it_there_is_no_receipt(vault, tmp_path):
    (tmp_path / "spool").write_text("a file where the folder should be")

    with pytest.raises(StoreUnavailable) as refused:
        filed(a_draft(story="MARKER"), Away(), vault, spool=Spool(tmp_path / "spool", vault=vault))

    assert "took the report" in str(refused.value)
    assert "MARKER" not in str(refused.value)


def test_a_waiting_report_is_sealed_closed_to_others_and_tells_no_time(vault, tmp_path):
    spool = Spool(tmp_path / "spool", vault=vault)

    filed(a_draft(story="MARKER"), Away(), vault, spool=spool)

    [path] = (tmp_path / "spool").glob("*.report")
    content, status = path.read_bytes(), path.stat()
    assert [word for word in (b"MARKER", b"urg.puerta", b"gestante", b"05001") if word in content] == []
    assert (status.st_mode & 0o777, (tmp_path / "spool").stat().st_mode & 0o777, status.st_mtime) == (0o600, 0o700, 0)


def test_what_a_killed_process_left_half_written_is_cleared_away(vault, tmp_path):
    spool = Spool(tmp_path / "spool", vault=vault)
    (tmp_path / "spool").mkdir()
    half = tmp_path / "spool" / f"{'ab' * 32}.report.4194305.half"  # above the highest process number of Linux
    half.write_bytes(b"half")

    assert list(spool.waiting()) == []
    assert not half.exists()


def test_what_this_keyring_cannot_open_stays_in_the_spool(vault, tmp_path):
    other = Spool(tmp_path / "spool", vault=a_vault(tmp_path / "other"))
    receipt = filed(a_draft(), Away(), a_vault(tmp_path / "other"), spool=other)

    assert take_in(uow=MemoryUnitOfWork(), spool=Spool(tmp_path / "spool", vault=vault)) == 0

    assert list(other.waiting()) == [CHEAP.hash(receipt)]


# Guessing


def test_wrong_receipts_slow_the_next_one_down_and_right_ones_do_not(vault):
    uow, guesses = MemoryUnitOfWork(), Guesses(lambda: 0.0)
    receipt = filed(a_draft(), uow, vault)

    for _ in range(FREE):
        assert found(CHEAP.new(), uow, guesses=guesses, by="ana") is None

    with pytest.raises(TooManyGuesses) as slowed:
        found(receipt, uow, guesses=guesses, by="ana")
    assert slowed.value.wait_s == 30
    for _ in range(3 * FREE):
        assert found(receipt, uow, guesses=guesses, by="luis") is not None


def test_nothing_of_a_report_or_its_receipt_reaches_the_logs(loud_logs, uow, vault, tmp_path):
    receipt = filed(a_draft(story="MARKER"), uow, vault, spool=Spool(tmp_path / "spool", vault=vault))
    found(receipt, uow)

    told = loud_logs.text
    assert [s for s in ("MARKER", receipt, receipt.replace(" ", ""), CHEAP.hash(receipt)) if s in told] == []
