"""The keyring: the keys that seal the reports' data keys, in a file outside the database.

Each report is sealed with a data key of its own. The data key stands in the database, sealed by the
newest key of the ring. So deletion reaches copies that nobody can reach: a report that is erased loses
its data key; when the ring turns, the keys of all living reports are sealed anew and the ring's old
key is destroyed, and then every backup of the database from before opens nothing any more, while the
next backup opens what still lives. A backup that held the ring beside the rows would undo this: the
ring is copied apart, over its last copy.

Why not data keys in a file of their own that no backup holds: then a broken disk would take all
narratives with it, a report and its key could not be kept in one transaction, and several machines
could not share one database. (GlobaLeaks and SecureDrop delete files and rely on the disk and on the
absence of backups; this needs neither.)

The ring alone opens nothing either: its keys are mixed with the root secret.
"""

import contextlib
import fcntl
import itertools
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from redes.privacy.keys import UnsafeKey, derive

GRACE = timedelta(days=7)
"""How long a key stays after its successor came: a report may be on its way, a backup may be about to be made."""


@dataclass(frozen=True, slots=True)
class _Ringed:
    key: str
    since: date


class Keyring:
    """The keys of one house, shared by all its processes.

    The file is read at each use: another process may have turned the ring.

    Args:
        path: JSON file, mode 0600; made with a first key when missing.
        secret: The root secret; without it the file is worth nothing.
        today: Day on which a first key is made.
    """

    def __init__(self, path: Path, *, secret: bytes, today: date) -> None:
        self._path = path
        self._secret = secret
        self._today = today

    def keys(self) -> tuple[bytes, ...]:
        """The keys, 32 bytes each, newest first.

        Raises:
            UnsafeKey: Others may read the file, or it is damaged.
        """
        return tuple(derive(self._secret + bytes.fromhex(one.key), "data-keys/1") for one in self._read())

    def newest_since(self) -> date:
        """Day on which the newest key was made."""
        return self._read()[0].since

    def turn(self, *, today: date) -> None:
        """Make a new newest key; the others stay until they are destroyed."""
        with self._alone():
            self._write((_fresh(today), *(self._read() if self._path.exists() else ())))

    def destroy_old(self, *, today: date) -> int:
        """Destroy the keys whose successor is older than :data:`GRACE`. Seal anew what they sealed before.

        Returns:
            How many were destroyed.
        """
        with self._alone():
            ring = self._read()
            kept = (ring[0], *(one for newer, one in itertools.pairwise(ring) if newer.since + GRACE > today))
            if len(kept) < len(ring):
                self._write(kept)
            return len(ring) - len(kept)

    def _read(self) -> tuple[_Ringed, ...]:
        if not self._path.exists():
            with self._alone():
                if not self._path.exists():
                    self._write((_fresh(self._today),))
        if self._path.stat().st_mode & 0o077:
            raise UnsafeKey(f"{self._path}: other users of this machine may read it; run: chmod 600 {self._path}")
        try:
            ring = tuple(
                _Ringed(one["key"], date.fromisoformat(one["since"]))
                for one in json.loads(self._path.read_text())["keys"]
            )
            whole = all(len(bytes.fromhex(one.key)) == 32 for one in ring) and bool(ring)
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise UnsafeKey(
                f"{self._path}: holds no keyring; restore its copy. Without it no kept story can be opened."
            )
        return ring

    def _write(self, ring: tuple[_Ringed, ...]) -> None:
        """Put a new file in the place of the old one, whole or not at all, durable."""
        half = self._path.with_suffix(".half")
        half.unlink(missing_ok=True)  # of a process that died here
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({"keys": [{"key": one.key, "since": one.since.isoformat()} for one in ring]}, file)
            file.flush()
            os.fsync(file.fileno())
        half.replace(self._path)
        sync_folder(self._path.parent)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time turns the ring."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _fresh(today: date) -> _Ringed:
    return _Ringed(secrets.token_hex(32), today)


def sync_folder(folder: Path) -> None:
    """Make names that changed in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
