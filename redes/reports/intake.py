"""From a confirmed draft to a durable report and the receipt for its author."""

from collections.abc import Callable
from datetime import date

from redes.reports.draft import Draft
from redes.reports.keeping import UnitOfWork
from redes.reports.receipts import Receipts
from redes.reports.report import Receipt, Report, monday


def file_report(
    draft: Draft, *, language: str, uow: UnitOfWork, receipts: Receipts, seal: Callable[[str], bytes], today: date
) -> Receipt:
    """Keep one confirmed report and return the receipt its author must write down.

    Args:
        draft: What she agreed to have kept.
        language: In which she told it.
        uow: Where to keep it.
        receipts: Makes the receipt and its hash.
        seal: Encrypts the story.
        today: Day of arrival; only its week is kept.

    Returns:
        The receipt in clear, once the report is durable. It exists nowhere else.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept; she must be told so.
    """
    receipt = receipts.new()
    with uow:
        uow.reports.add(
            Report(
                receipt_hash=receipts.hash(receipt),
                week=monday(today),
                barrier=draft.barrier,
                municipality=draft.municipality,
                groups=tuple(sorted(draft.groups)),
                story=None if draft.story is None else seal(draft.story),
                state="nuevo",
                language=language,
            )
        )
        uow.commit()
    return receipt


def find_report(receipt: Receipt, *, uow: UnitOfWork, receipts: Receipts) -> Report | None:
    """The report of a receipt, or None when there is none.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        return uow.reports.find(receipts.hash(receipt))
