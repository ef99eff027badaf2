"""Which process runs on a data folder, so that a command can speak to it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def noted(data_dir: Path) -> Iterator[bool]:
    """Note this process as the one that runs on a data folder, while inside.

    The note is a locked file: when the process dies, however it dies, the lock is gone, so a stale number is
    never taken for a running program.

    Yields:
        Whether it was noted; another one that runs on the same folder already keeps the note.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    note = os.open(_path(data_dir), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        os.ftruncate(note, 0)
        os.pwrite(note, str(os.getpid()).encode(), 0)
        yield True
    finally:
        os.close(note)


def running_pid(data_dir: Path) -> int | None:
    """The process that runs on a data folder, or None when there is none."""
    try:
        note = os.open(_path(data_dir), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(note, 20, 0) or b"0") or None
    finally:
        os.close(note)
    return None


def _path(data_dir: Path) -> Path:
    return data_dir / "redes.pid"
