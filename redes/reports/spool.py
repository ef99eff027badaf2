"""Where a confirmed report waits while the database is away.

One file a report, sealed, written and made durable before the receipt is shown; taken in exactly
once, because its receipt's hash can stand in the database once only. The file's times are set to the
start of the epoch: they would tell the moment of arrival.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from redes.privacy.keyring import sync_folder
from redes.privacy.seal import CannotOpen
from redes.privacy.vault import Vault, WrappedKey
from redes.reports.keeping import FilingWork, StoreUnavailable
from redes.reports.report import ReceiptHash, Report


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report in the spool.

    Attributes:
        report: The report.
        wrapped: Its data key.
    """

    report: Report
    wrapped: WrappedKey


class Spool:
    """Reports that wait for the database.

    Args:
        folder: Made for its owner only when first needed.
        vault: Opens what waits.
    """

    def __init__(self, folder: Path, *, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    def put(self, waiting: Waiting) -> None:
        """Keep a report; it is durable afterwards.

        Raises:
            StoreUnavailable: It is not; nothing was kept.
        """
        sealed = self._vault.sealer(waiting.wrapped).seal(json.dumps(_plain(waiting.report)))
        path = self._path(waiting.report.receipt_hash)
        half = path.with_name(f"{path.name}.{os.getpid()}.half")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(waiting.wrapped + b"\n" + sealed)
                    file.flush()
                    os.utime(file.fileno(), (0, 0))
                    os.fsync(file.fileno())
                half.rename(path)
                sync_folder(self._folder)
                sync_folder(self._folder.parent)
            except OSError:
                # Without a receipt nobody would ever come back to it.
                with contextlib.suppress(OSError):
                    half.unlink(missing_ok=True)
                    path.unlink(missing_ok=True)
                raise
        except OSError as refused:
            raise StoreUnavailable(
                f"neither the database nor the folder {self._folder} took the report ({refused.strerror})"
            ) from None

    def find(self, receipt_hash: ReceiptHash) -> Waiting | None:
        """The report of a receipt, or None when none waits.

        Raises:
            redes.privacy.seal.CannotOpen: The keyring is another one.
        """
        try:
            content = self._path(receipt_hash).read_bytes()
        except FileNotFoundError:
            return None
        wrapped, _, sealed = content.partition(b"\n")
        return Waiting(_report(json.loads(self._vault.sealer(wrapped).open(sealed))), WrappedKey(wrapped))

    def waiting(self) -> Iterator[ReceiptHash]:
        """Hashes of the receipts whose reports wait; what a killed process left half written is cleared away."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.iterdir()):
            if path.suffix == ".report":
                yield ReceiptHash(path.stem)
            elif path.suffix == ".half" and not _lives(int(path.suffixes[-2].lstrip("."))):
                path.unlink(missing_ok=True)

    def drop(self, receipt_hash: ReceiptHash) -> bool:
        """Delete a file; whether there was one."""
        try:
            self._path(receipt_hash).unlink()
        except FileNotFoundError:
            return False
        sync_folder(self._folder)
        return True

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """While inside, no other process takes reports in or takes them back."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _path(self, receipt_hash: ReceiptHash | None) -> Path:
        return self._folder / f"{receipt_hash}.report"


def nobody(_: Report) -> bool:
    """A report wakes nobody."""
    return False


def take_in(*, uow: FilingWork, spool: Spool, wakes: Callable[[Report], bool] = nobody) -> int:
    """Bring what waits into the database, each report once.

    Args:
        uow: Where reports are kept.
        spool: Where they wait.
        wakes: Whether somebody must be told of a report at once.

    Returns:
        How many reports no longer wait. What cannot be opened is left where it is.

    Raises:
        StoreUnavailable: The database is still away; the rest goes on waiting.
    """
    if next(spool.waiting(), None) is None:
        return 0
    taken = 0
    with spool.alone():
        for receipt_hash in list(spool.waiting()):
            try:
                waiting = spool.find(receipt_hash)
            except CannotOpen:
                continue
            if waiting is None:
                continue
            with uow:
                # It may be there: the process died, or the answer was lost, between the commit and this file's end.
                if uow.reports.find(receipt_hash) is None:
                    uow.reports.add(waiting.report)
                    uow.keys.put(waiting.report.id, waiting.wrapped)
                    if wakes(waiting.report):
                        uow.alerts.add(waiting.report.id)
                    uow.commit()
            taken += spool.drop(receipt_hash)
    return taken


def _plain(report: Report) -> dict[str, object]:
    return asdict(report) | {
        "week": report.week.isoformat(),
        "erase_on": report.erase_on.isoformat(),
        "story": None if report.story is None else report.story.decode("ascii"),  # a Fernet token is base64
    }


def _report(plain: dict[str, object]) -> Report:
    values = plain | {
        "week": date.fromisoformat(str(plain["week"])),
        "erase_on": date.fromisoformat(str(plain["erase_on"])),
        "groups": tuple(plain["groups"]),  # type: ignore[arg-type]  # a list of our own writing
        "story": None if plain["story"] is None else str(plain["story"]).encode("ascii"),
    }
    return Report(**values)  # type: ignore[arg-type]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
