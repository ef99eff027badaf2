"""Turning the keyring: all living data keys are sealed anew, and old keys are destroyed after a while."""

import contextlib
from dataclasses import dataclass
from datetime import date, timedelta

from redes.privacy.seal import CannotOpen
from redes.privacy.vault import Vault
from redes.reports.keeping import RingWork
from redes.reports.thread import report_sealer

EVERY = timedelta(days=30)
"""How often ``redes run`` turns the ring: with the grace of a week, a deletion reaches the last backup after 37 days."""

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """What turning the ring did.

    Attributes:
        sealed: Data keys of reports that are sealed by the newest key now.
        lost: Those of reports that no key of the ring opens: the ring is another one, or was turned without them.
        destroyed: Old keys of the ring that were destroyed.
    """

    sealed: int
    lost: int
    destroyed: int


def turn_keyring(*, uow: RingWork, vault: Vault, today: date) -> Rekeyed:
    """Make a new key, seal every data key with it, and destroy keys whose grace is over.

    Stories of before, which had no key of their own, get one.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer. The old keys are still there; run it again.
    """
    vault.keyring.turn(today=today)
    return settle_keyring(uow=uow, vault=vault, today=today)


def settle_keyring(*, uow: RingWork, vault: Vault, today: date) -> Rekeyed:
    """Seal every data key with the newest key, and only then destroy keys whose grace is over.

    Raises as :func:`turn_keyring`.
    """
    with uow:
        for report in [report for report in uow.reports.all() if report.story is not None]:
            if uow.keys.get(report.id) is None:
                report_sealer(report.id, uow, vault)
        uow.commit()
    with uow:
        kept = list(uow.keys.all())
        addresses = list(uow.address_keys.all())
    sealed = lost = 0
    for first in range(0, len(kept), _BATCH):
        with uow:
            for report_id, before in kept[first : first + _BATCH]:
                try:
                    uow.keys.exchange(report_id, before, vault.rewrap(before))
                except CannotOpen:
                    lost += 1
                else:
                    sealed += 1
            uow.commit()
    with uow:
        for name, before in addresses:
            with contextlib.suppress(CannotOpen):  # an address that opens no more is deleted when it is to be used
                uow.address_keys.exchange(name, before, vault.rewrap(before))
        uow.commit()
    return Rekeyed(sealed=sealed, lost=lost, destroyed=vault.keyring.destroy_old(today=today))
