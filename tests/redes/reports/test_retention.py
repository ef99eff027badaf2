from datetime import date, timedelta

import pytest
from makers import THURSDAY, a_message, a_report, a_vault

from redes.privacy.keyring import GRACE
from redes.reports.keeping import Filter
from redes.reports.rekey import Rekeyed, settle_keyring, turn_keyring
from redes.reports.retention import Retention, months_after, purge, read_retention
from redes.reports.review import open_story, queue, read
from redes.store.memory import MemoryUnitOfWork

DAY = date(2026, 7, 1)
"""The day of erasure of ``a_report``."""


def kept(uow, vault, **given):
    sealer, wrapped = vault.new_key()
    report = a_report(**{"story": sealer.seal("MARKER")} | given)
    with uow:
        uow.reports.add(report)
        uow.keys.put(report.id, wrapped)
        uow.threads.say(a_message(report_id=report.id, text=sealer.seal("¿Cuándo?")))
        uow.commit()
    return report


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 7, 1), 24, date(2026, 7, 1)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 30), 1, date(2025, 1, 30)),
        (date(2024, 12, 30), 120, date(2034, 12, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, after):
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("text", "retention"),
    [
        ("24", Retention(months=24)),
        ("12, resuelto=6,descartado = 3", Retention(months=12, by_state={"resuelto": 6, "descartado": 3})),
        ("resuelto=6", Retention(months=24, by_state={"resuelto": 6})),
    ],
)
def test_a_setting_says_how_long(text, retention):
    assert read_retention(text) == retention


@pytest.mark.parametrize("text", ["", "0", "121", "dos", "-1", "12,", "cerrado=3", "=3", "resuelto=", "1.5", "²"])
def test_what_says_no_months_is_refused(text):
    with pytest.raises(ValueError):
        read_retention(text)


def test_on_its_day_the_narrative_goes_and_the_count_stays(uow, tmp_path):
    vault = a_vault(tmp_path)
    due, later = kept(uow, vault, receipt_hash="a"), kept(uow, vault, receipt_hash="b", erase_on=DAY + timedelta(1))

    erased = [purge(uow=uow, today=DAY - timedelta(1)), purge(uow=uow, today=DAY), purge(uow=uow, today=DAY)]

    bare = dict.fromkeys(("receipt_hash", "story", "ips", "rule", "when", "urgent_now"))
    assert erased == [0, 1, 0]
    with uow:
        assert list(uow.reports.all()) == [a_report(id=due.id, version=2, **bare), later]
        assert (uow.keys.get(due.id), uow.threads.of(due.id)) == (None, ())
        assert len(uow.threads.of(later.id)) == 1
        assert list(uow.erasures.all()) == [(date(2026, 6, 29), "narrativa", 1)]
    assert [r.id for r in queue(Filter(), uow=uow)] == [later.id]


# The keyring


def test_a_backup_from_before_opens_nothing_once_the_ring_has_turned(uow, tmp_path):
    vault = a_vault(tmp_path)
    lives = kept(uow, vault, receipt_hash="a")
    with uow:
        backup = {report.id: (report, uow.keys.get(report.id)) for report in uow.reports.all()}

    turned = turn_keyring(uow=uow, vault=vault, today=THURSDAY)
    in_grace = [open_story(report, key, vault) for report, key in backup.values()]
    settled = settle_keyring(uow=uow, vault=vault, today=THURSDAY + GRACE)

    assert (turned, settled) == (Rekeyed(sealed=1, lost=0, destroyed=0), Rekeyed(sealed=1, lost=0, destroyed=1))
    assert in_grace == ["MARKER"]
    assert [open_story(report, key, vault) for report, key in backup.values()] == [None]
    assert read(lives.id, uow=uow, vault=vault).story == "MARKER"
    assert read(lives.id, uow=uow, vault=vault).thread[0].text == "¿Cuándo?"


def test_turning_the_ring_does_not_bring_back_the_key_of_what_was_erased_meanwhile(uow, tmp_path):
    vault = a_vault(tmp_path)
    report = kept(uow, vault)
    with uow:
        before = uow.keys.get(report.id)
        uow.keys.remove(report.id)
        uow.keys.exchange(report.id, before, vault.rewrap(before))
        uow.commit()

    with uow:
        assert uow.keys.get(report.id) is None


def test_a_ring_that_is_another_one_loses_nothing_that_it_cannot_open(tmp_path):
    uow, vault, other = MemoryUnitOfWork(), a_vault(tmp_path / "a"), a_vault(tmp_path / "b")
    report = kept(uow, vault)

    turned = turn_keyring(uow=uow, vault=other, today=THURSDAY)

    assert turned == Rekeyed(sealed=0, lost=1, destroyed=0)
    assert read(report.id, uow=uow, vault=other).story is None
    assert read(report.id, uow=uow, vault=vault).story == "MARKER"
