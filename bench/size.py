"""How the panel bears many reports: ``python -m bench.size``. Progress to standard error, the report to standard output.

Two databases of invented years (``redes demo``, narratives sealed as real ones are): a million reports in PostgreSQL and
fifty thousand in SQLite. On each the program itself runs (``redes run``, without a Rasa), and visitors with a seat each walk through
all pages of the panel over HTTP, one request after the other; ``redes export`` publishes and writes the open data in a process of its own.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from starlette.routing import compile_path

from bench.processes import Broken, Meter, Programs, free_port, run_to_end
from bench.sides import ROOT
from bench.spread import percentile
from bench.walking import Visitor, enter
from panel.app import find_pages
from redes.calendar import today
from redes.demo.script import script
from redes.followup.accounts import EVERYWHERE, Role

Database = Literal["postgresql", "sqlite"]

FULL: Mapping[Database, int] = {"postgresql": 1_000_000, "sqlite": 50_000}
QUICK: Mapping[Database, int] = {"postgresql": 20_000, "sqlite": 5_000}

PACKET = "/panel/mesas/{territory}/paquete.{form}"

PAGE_MS = 200.0
PACKET_S = 10.0
EXPORT_S = 30.0
FLAT = 1.15
"""Memory after the second half of the requests, at most so many times that after the first."""

_OUTPUT = ROOT / "output" / "bench"
_REDES = str(Path(sys.executable).with_name("redes"))
_START_LIMIT_S = 120.0
_FILL_LIMIT_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long the requests of a page took, in milliseconds.

    Attributes:
        number: How many requests.
        p50, p95, most: Half of them took no longer; 95 of 100; the longest.
        cost_p95: Processor time of the program and of its database, which 95 of 100 did not exceed.
    """

    number: int
    p50: float
    p95: float
    most: float
    cost_p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """What was measured on one database.

    Attributes:
        database: Its kind.
        reports: How many it holds.
        made_s: Seconds that the invented year took; None: it was there from an earlier run.
        pages: Page -> its times; the packet is one of them.
        failed: Addresses that were not answered with a page.
        export_s: Seconds of ``redes export``: the first, which publishes the year, and the next.
        export_cpu_s: Processor time of it, both times.
        export_mib: Memory of it at its height, both times.
        memory_mib: Memory of ``redes run``: at rest, after half of the requests, after all (PSS), and at its height (resident).
        neighbours: Load average of the machine before and after.
    """

    database: Database
    reports: int
    made_s: float | None
    pages: Mapping[str, Times]
    failed: Sequence[str]
    export_s: tuple[float, float]
    export_cpu_s: tuple[float, float]
    export_mib: tuple[float, float]
    memory_mib: tuple[float, float, float, float]
    neighbours: tuple[float, float]


def times(took_ms: Sequence[float], cost_ms: Sequence[float]) -> Times:
    """The times of one or more requests, and their processor time."""
    return Times(
        number=len(took_ms),
        p50=percentile(took_ms, 50),
        p95=percentile(took_ms, 95),
        most=max(took_ms),
        cost_p95=percentile(cost_ms, 95),
    )


def patterns() -> dict[str, re.Pattern[str]]:
    """The addresses of the panel that can be asked for: path -> pattern."""
    return {
        view.path: compile_path(view.path)[0] for page in find_pages() for view in page.views if view.method == "GET"
    }


@contextlib.contextmanager
def database(kind: Database, folder: Path) -> Iterator[tuple[str | None, tuple[int, ...]]]:
    """A database server for a while: its URL and its process; None and none for SQLite, which needs none."""
    if kind == "sqlite":
        yield None, ()
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # pgserver keeps its lock there
    import pgserver

    server = pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri(), (int((folder / "pg" / "postmaster.pid").read_text(encoding="utf-8").split()[0]),)
    finally:
        server.cleanup()


def measure(kind: Database, reports: int, folder: Path, *, each: int) -> Sized:
    """Fill a database, unless it holds such a year, and measure on it.

    Args:
        kind: Of the database.
        reports: How many.
        folder: For everything; what it holds of an earlier run is taken again.
        each: Requests of a page by each visitor.
    """
    data = folder / "data"
    before = os.getloadavg()[0]
    with database(kind, folder) as (url, server):
        environment = _environment(data, url)
        made = _fill(environment, folder, reports)
        if made is not None:
            _tell(f"{kind}: {reports} reports in {made:.0f} s")
        exports = [_export(environment, folder) for _ in range(2)]
        _tell(f"{kind}: open data in {exports[0][0]:.1f} s, and again in {exports[1][0]:.1f} s")
        programs = Programs(folder / "run.log")
        port = free_port()
        rasa = {"REDES_RASA_URL": f"http://127.0.0.1:{free_port()}", "REDES_HTTP_PORT": str(port)}
        programs.start([_REDES, "run"], environment=environment | rasa, folder=folder)
        try:
            _wait(programs, port)
            meter = Meter((*(program.pid for program in programs.started), *server))
            visitors = {role: _seat(port, role, meter, environment, folder) for role in get_args(Role)}
            memory = [programs.pss_mib()]
            for half in range(2):
                for role, visitor in visitors.items():
                    visitor.walk(patterns(), each=max(1, each // 2), once={PACKET}, seed=half)
                    _tell(f"{kind}: {role} walked, {programs.pss_mib():.0f} MiB")
                memory.append(programs.pss_mib())
            height = _height_mib(programs)
        finally:
            programs.stop()
    took, cost = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for visitor in visitors.values():
        visitor.close()
        for page in visitor.took_ms:
            took[page] += visitor.took_ms[page]
            cost[page] += visitor.cost_ms[page]
    return Sized(
        database=kind,
        reports=reports,
        made_s=made,
        pages={page: times(of, cost[page]) for page, of in sorted(took.items())},
        failed=[address for visitor in visitors.values() for address in visitor.failed],
        export_s=(exports[0][0], exports[1][0]),
        export_cpu_s=(exports[0][1], exports[1][1]),
        export_mib=(exports[0][2], exports[1][2]),
        memory_mib=(memory[0], memory[1], memory[2], height),
        neighbours=(before, os.getloadavg()[0]),
    )


def _environment(data: Path, url: str | None) -> dict[str, str]:
    """The environment of the program: nothing of the developer's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REDES_")}
    own = {"REDES_DATA_DIR": str(data), "REDES_CONTENT_DIR": str(ROOT / "content"), "REDES_HTTP_HOST": "127.0.0.1"}
    return kept | own | ({"REDES_DATABASE_URL": url} if url else {})


def _fill(environment: Mapping[str, str], folder: Path, reports: int) -> float | None:
    """Play the invented year; seconds it took, or None when an earlier run of this day made it."""
    made = folder / "made.txt"
    wanted = f"{reports} reports until {today()}"
    if made.exists() and made.read_text(encoding="utf-8") == wanted:
        return None
    if made.exists():
        raise Broken(f"{folder} holds another year; give an empty folder")
    took = run_to_end(
        [_REDES, "demo", "--reports", str(reports)],
        environment=environment,
        folder=folder,
        log=folder / "demo.log",
        limit_s=_FILL_LIMIT_S,
    )
    made.write_text(wanted, encoding="utf-8")
    return took


def _export(environment: Mapping[str, str], folder: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor time, and MiB of one ``redes export``."""
    command = [_REDES, "export", "--out", str(folder / "open-data")]
    began = time.perf_counter()
    with (folder / "export.log").open("ab") as log:
        child = subprocess.Popen(command, env=dict(environment), cwd=folder, stdout=log, stderr=log)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Broken(f"redes export ended with status {child.returncode}; see {folder / 'export.log'}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _seat(port: int, role: Role, meter: Meter, environment: Mapping[str, str], folder: Path) -> Visitor:
    """Somebody in a seat that reaches everything its role may reach."""
    everywhere = [] if role in EVERYWHERE else [f"--territory={one}" for one in script().territories]
    # Nobody's name: it says when it was made, because a folder may be measured twice.
    label = f"{role} {time.time_ns()}"
    asked = subprocess.run(
        [_REDES, "panel", "invite", "--role", role, "--label", label, *everywhere],
        env=dict(environment),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=_START_LIMIT_S,
    )
    if asked.returncode:
        raise Broken(f"redes panel invite: {asked.stderr.strip()}")
    return Visitor(port, enter(port, asked.stdout.strip()), meter)


def _wait(programs: Programs, port: int) -> None:
    """Until the program listens."""
    until = time.monotonic() + _START_LIMIT_S
    while time.monotonic() < until:
        programs.require_alive()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise Broken("redes run does not listen")


def _height_mib(programs: Programs) -> float:
    """The most memory that the program ever had, in MiB: resident, shared pages counted whole."""
    for pid in programs.pids():
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
    return 0.0


def markdown(sides: Sequence[Sized]) -> str:
    """The table, with the ratio of each target to what was measured: above one it is met."""
    head = ["page", "target"]
    for side in sides:
        head += [f"{_name(side)}: n", "p50", "p95", "longest", "p95 of processor time", "ratio"]
    lines = [_row(head), _row(["---", "---:"] + ["---:"] * (len(head) - 2))]
    for page in sorted({page for side in sides for page in side.pages}):
        target = PACKET_S * 1000 if page == PACKET else PAGE_MS
        cells = [page.removeprefix("/panel") or "/", f"{target:.0f} ms"]
        for side in sides:
            of = side.pages.get(page)
            cells += (
                ["-"] * 6
                if of is None
                else [
                    str(of.number),
                    *(f"{one:.0f}" for one in (of.p50, of.p95, of.most, of.cost_p95)),
                    _ratio(target, of.p95),
                ]
            )
        lines.append(_row(cells))
    lines += ["", _row(["besides", "target", *(_name(side) for side in sides)]), _row(["---"] * (2 + len(sides)))]
    lines += [
        _row([what, target, *(of(side) for side in sides)])
        for what, target, of in (
            ("open data: first, which publishes the year", f"{EXPORT_S:.0f} s", lambda s: _timed(s, 0)),
            ("open data: again", f"{EXPORT_S:.0f} s", lambda s: _timed(s, 1)),
            ("memory of it at its height", "", lambda s: f"{s.export_mib[0]:.0f} and {s.export_mib[1]:.0f} MiB"),
            (
                "memory of the program: at rest, after half of the requests, after all",
                f"the third at most {FLAT} times the second",
                lambda s: "{:.0f}, {:.0f}, {:.0f} MiB".format(*s.memory_mib[:3]),
            ),
            ("and at its height", "", lambda s: f"{s.memory_mib[3]:.0f} MiB"),
            ("the invented year", "", lambda s: "of an earlier run" if s.made_s is None else f"{s.made_s:.0f} s"),
            ("not answered with a page", "0", lambda s: str(len(s.failed))),
            ("load average before and after", "", lambda s: "{:.1f}, {:.1f}".format(*s.neighbours)),
        )
    ]
    missed = [f"- {one}" for side in sides for one in misses(side)]
    lines += ["", "Not met:" if missed else "All targets are met.", *missed]
    return "\n".join(["# How the panel bears many reports", "", *lines, ""])


def misses(side: Sized) -> Iterator[str]:
    """The targets that are not met, in words."""
    for page, of in side.pages.items():
        target = PACKET_S * 1000 if page == PACKET else PAGE_MS
        if of.p95 > target:
            yield f"{_name(side)}: {page} takes {of.p95:.0f} ms at p95"
    for number, seconds in enumerate(side.export_s):
        if seconds > EXPORT_S:
            yield f"{_name(side)}: open data take {seconds:.1f} s ({'again' if number else 'first'})"
    _, half, whole, _ = side.memory_mib
    if whole > FLAT * half:
        yield f"{_name(side)}: memory grew from {half:.0f} to {whole:.0f} MiB"
    if side.failed:
        yield f"{_name(side)}: {len(side.failed)} addresses were not answered with a page, such as {side.failed[0]}"


def _timed(side: Sized, number: int) -> str:
    took, cost = side.export_s[number], side.export_cpu_s[number]
    return f"{took:.1f} s ({_ratio(EXPORT_S, took)}), of it {cost:.1f} s on a processor"


def _ratio(target: float, measured: float) -> str:
    return f"{target / measured:.1f}x"


def _name(side: Sized) -> str:
    return f"{side.database} {side.reports:,}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell.

    Returns:
        Exit status: 0 done, whatever was found; 1 could not measure; 130 interrupted.
    """
    chosen = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sizes = QUICK if chosen.quick else FULL
    kinds: tuple[Database, ...] = (chosen.database,) if chosen.database else get_args(Database)
    each = chosen.requests or (20 if chosen.quick else 100)
    sides = []
    try:
        for kind in kinds:
            with contextlib.ExitStack() as stack:
                if chosen.folder:
                    folder = (chosen.folder / kind).resolve()
                    folder.mkdir(parents=True, exist_ok=True)
                else:
                    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="redes-size-")))
                sides.append(measure(kind, chosen.reports or sizes[kind], folder, each=each))
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    said = markdown(sides)
    _OUTPUT.mkdir(parents=True, exist_ok=True)
    (_OUTPUT / "size.md").write_text(said, encoding="utf-8")
    (_OUTPUT / "size.json").write_text(json.dumps([asdict(one) for one in sides], indent=1), encoding="utf-8")
    print(said)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.size", description="How the panel bears many reports.")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the reports and a fifth of the requests")
    parser.add_argument("--database", choices=get_args(Database), help="one of the two; both without it")
    parser.add_argument("--reports", type=int, help="how many, instead of the usual number")
    parser.add_argument("--requests", type=int, help="of each page by each visitor, instead of the usual number")
    parser.add_argument(
        "--folder", type=Path, help="keep the databases there, and take those of an earlier run of the same day again"
    )
    return parser


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
