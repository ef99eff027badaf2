"""Programs under measurement: started in groups of their own, weighed, and surely stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PROC = Path("/proc")
_GRACE_S = 12.0


class Broken(Exception):
    """A program under measurement ended, or did not answer in time."""


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def offspring(parents: Mapping[int, int], roots: Iterable[int]) -> set[int]:
    """Processes that descend from some roots, the roots included.

    Args:
        parents: Process id -> id of its parent.
        roots: Where to begin; those that do not exist (any more) are left out.
    """
    found = {root for root in roots if root in parents}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def parent_in(stat: str) -> int:
    """The parent in a line of ``/proc/PID/stat``; the program's name in it may hold spaces and brackets."""
    return int(stat.rpartition(")")[2].split()[1])


def _born(pid: int) -> str | None:
    """When a process began, in ticks since the machine did; None when there is no such process."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return None


def parents_now() -> dict[int, int]:
    """Process id -> id of its parent, for all processes."""
    found: dict[int, int] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                found[int(entry.name)] = parent_in((entry / "stat").read_text())
    return found


def pss_kib(smaps_rollup: str) -> int:
    """The proportional share of memory in a ``smaps_rollup``, in KiB: shared pages are split between sharers."""
    for line in smaps_rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


@dataclass(frozen=True, slots=True)
class Meter:
    """Processor time of programs and of the children they start themselves, finer than the ticks of ``/proc/PID/stat``.

    Attributes:
        roots: Process ids.
    """

    roots: tuple[int, ...]

    def read(self) -> dict[str, int]:
        """Thread -> nanoseconds on a processor so far."""
        found: dict[str, int] = {}
        waiting = [str(root) for root in self.roots]
        while waiting:
            pid = waiting.pop()
            with contextlib.suppress(OSError):
                for task in (_PROC / pid / "task").iterdir():
                    with contextlib.suppress(OSError):  # a thread that ended meanwhile
                        found[task.name] = int((task / "schedstat").read_text().split()[0])
                        waiting.extend((task / "children").read_text().split())
        return found

    def ms_since(self, before: Mapping[str, int]) -> float:
        """Milliseconds of processor time since a reading."""
        return sum(now - before.get(task, 0) for task, now in self.read().items()) / 1e6


@dataclass(slots=True)
class Programs:
    """What runs for one side.

    Attributes:
        log: Where they write; its end is shown when they break.
        started: The ones started here; their own children are found when needed.
    """

    log: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, command: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> None:
        """Start one in a process group of its own."""
        with self.log.open("ab") as out:
            self.started.append(
                subprocess.Popen(
                    command,
                    env=dict(environment),
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    start_new_session=True,
                )
            )

    def require_alive(self) -> None:
        """All still run.

        Raises:
            Broken: One ended; the message holds the end of the log.
        """
        for program in self.started:
            if program.poll() is not None:
                said = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
                raise Broken(f"{program.args!r} ended with status {program.returncode}:\n{said}")

    def pids(self) -> set[int]:
        """All processes of the side."""
        return offspring(parents_now(), [program.pid for program in self.started])

    def pss_mib(self) -> float:
        """Memory of all processes of the side, in MiB."""
        kib = 0
        for pid in self.pids():
            with contextlib.suppress(OSError):
                kib += pss_kib((_PROC / str(pid) / "smaps_rollup").read_text())
        return kib / 1024

    def cpu_s(self) -> float:
        """Seconds of processor time that all processes of the side have used so far."""
        ticks = 0
        for pid in self.pids():
            with contextlib.suppress(OSError):
                ticks += sum(map(int, (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End them: asked first, then killed, with all their children."""
        known = {pid: _born(pid) for pid in self.pids()}
        for program in self.started:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
        until = time.monotonic() + _GRACE_S
        for program in self.started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(max(0.1, until - time.monotonic()))
        for program in self.started:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        # Children in groups of their own that outlived their parent; the time of birth tells a reused id apart.
        for pid, born in known.items():
            if born is not None and _born(pid) == born:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.started.clear()


def run_to_end(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path, limit_s: float
) -> float:
    """Run a program to its end.

    Returns:
        Seconds it took.

    Raises:
        Broken: It failed or took longer than the limit.
    """
    programs = Programs(log)
    began = time.perf_counter()
    programs.start(command, environment=environment, folder=folder)
    try:
        status = programs.started[0].wait(limit_s)
    except subprocess.TimeoutExpired:
        raise Broken(f"{command!r} took longer than {limit_s:.0f} s") from None
    finally:
        took = time.perf_counter() - began
        programs.stop()
    if status != 0:
        said = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Broken(f"{command!r} ended with status {status}:\n{said}")
    return took
