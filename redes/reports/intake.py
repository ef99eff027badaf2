"""From a confirmed draft to a durable report and the receipt for its author."""

import uuid
from collections.abc import Callable
from datetime import date

from redes.privacy.vault import Vault
from redes.reports.draft import Draft
from redes.reports.guesses import Guesses
from redes.reports.keeping import FilingWork, StoreUnavailable, UnitOfWork
from redes.reports.receipts import Receipts
from redes.reports.report import Queue, Receipt, Report, ReportId, monday
from redes.reports.retention import Retention
from redes.reports.spool import Spool, Waiting, nobody


def file_report(
    draft: Draft,
    *,
    language: str,
    uow: FilingWork,
    receipts: Receipts,
    vault: Vault,
    retention: Retention,
    today: date,
    queue: Queue = "normal",
    spool: Spool | None = None,
    wakes: Callable[[Report], bool] = nobody,
) -> Receipt:
    """Keep one confirmed report and return the receipt its author must write down.

    Args:
        draft: What she agreed to have kept.
        language: In which she told it.
        uow: Where to keep it.
        receipts: Makes the receipt and its hash.
        vault: Makes the key that seals the story.
        retention: How long it is kept.
        today: Day of arrival; only its week is kept.
        queue: Where a coordinator finds it.
        spool: Where it waits when the database does not take it; None: nowhere.
        wakes: Whether somebody must be told of it at once (:mod:`redes.reminding`).

    Returns:
        The receipt in clear, once the report is durable. It exists nowhere else.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept; she must be told so.
    """
    receipt = receipts.new()
    sealer, wrapped = vault.new_key()
    week = monday(today)
    report = Report(
        id=ReportId(uuid.uuid4().hex),
        receipt_hash=receipts.hash(receipt),
        week=week,
        erase_on=retention.erase_on(week),
        kind=draft.kind,
        queue=queue,
        voice=draft.voice,
        barrier=draft.barrier,
        practice=draft.practice,
        municipality=draft.municipality,
        service=draft.service,
        ips=draft.ips,
        rule=draft.rule,
        when=draft.when,
        urgent_now=draft.urgent_now,
        groups=tuple(sorted(draft.groups)),
        story=None if draft.story is None else sealer.seal(draft.story),
        state="nuevo",
        reason=None,
        language=language,
        version=1,
        card=draft.card,
    )
    try:
        with uow:
            uow.reports.add(report)
            uow.keys.put(report.id, wrapped)
            if wakes(report):
                uow.alerts.add(report.id)
            uow.commit()
    except StoreUnavailable:
        if spool is None:
            raise
        # Also when only the answer to the commit was lost: what is there already is not taken in again.
        spool.put(Waiting(report, wrapped))
    return receipt


def find_report(
    receipt: Receipt,
    *,
    uow: UnitOfWork,
    receipts: Receipts,
    spool: Spool | None = None,
    guesses: Guesses | None = None,
    by: str = "",
) -> Report | None:
    """The report of a receipt, or None when there is none.

    Args:
        receipt: As :func:`redes.reports.receipts.read_receipt` returns it.
        uow: Where reports are kept.
        receipts: Hashes the receipt.
        spool: Where reports wait for the database.
        guesses: Slows down who guesses; None lets everybody try.
        by: Pseudonym of who asks; held in memory only.

    Raises:
        redes.reports.guesses.TooManyGuesses: Too many wrong receipts; the message says nothing, the value how long.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    if guesses is not None:
        guesses.begin(by)
    hashed = receipts.hash(receipt)
    waiting = None if spool is None else spool.find(hashed)
    if waiting is not None:
        found: Report | None = waiting.report
    else:
        with uow:
            found = uow.reports.find(hashed)
    if guesses is not None:
        guesses.end(by, right=found is not None)
    return found
