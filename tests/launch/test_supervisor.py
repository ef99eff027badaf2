"""The supervisor with real children. Waiting is for things to happen, with a bound."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launch import supervisor
from launch.supervisor import Child, PortBusy, Supervisor, free_port, require_free
from redes.settings import ROOT

SAYS = "import os, sys; f = open({path!r}, 'a'); f.write(f'{{os.getpid()}}\\n'); f.close(); "
STAYS = "sys.stdin.read()"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({path!r} + '.ready', 'w'); time.sleep(60)"
)


def a_child(tmp_path: Path, then: str = STAYS, name: str = "child") -> Child:
    """A child that writes its process id down and then does something."""
    path = str(tmp_path / name)
    return Child(
        name=name,
        command=[sys.executable, "-c", SAYS.format(path=path) + then.replace("{path!r}", repr(path))],
        environment=dict(os.environ),
        folder=tmp_path,
    )


def starts(tmp_path: Path, name: str = "child") -> list[int]:
    """Process ids a child has written down so far."""
    path = tmp_path / name
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def lives(pid: int) -> bool:
    """Whether a process runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


async def happens(claim: Callable[[], object], *, within_s: float = 10.0) -> None:
    """Wait until a claim holds."""
    clock = asyncio.get_running_loop().time
    end = clock() + within_s
    while not claim():
        assert clock() < end, "it did not happen in time"
        await real_sleep(0.01)


real_sleep = asyncio.sleep


async def test_a_child_runs_until_it_is_stopped(tmp_path: Path):
    house = Supervisor([a_child(tmp_path)])
    house.start()
    await happens(lambda: starts(tmp_path))
    pid = house.pid("child")

    await house.stop()

    assert starts(tmp_path) == [pid]
    assert house.pid("child") is None
    assert house.pid("nobody") is None
    assert pid is not None
    assert not lives(pid)


async def test_a_child_that_dies_is_started_again_with_growing_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loud_logs: pytest.LogCaptureFixture
):
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await real_sleep(0)

    monkeypatch.setattr(supervisor.asyncio, "sleep", pause)
    house = Supervisor([a_child(tmp_path, "sys.exit(3)")])

    house.start()
    await happens(lambda: len(pauses) >= 4)
    await house.stop()

    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert "child ended with status 3; starting it again in 0.5 s" in loud_logs.text


async def test_a_pause_never_grows_beyond_half_a_minute_and_a_long_life_is_forgiven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pauses: list[float] = []
    now = [0.0]

    def clock() -> float:
        now[0] += 0.0 if len(pauses) < 9 else 100.0
        return now[0]

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await real_sleep(0)

    monkeypatch.setattr(supervisor.asyncio, "sleep", pause)
    house = Supervisor([Child(name="none", command=["/no/such"], environment={}, folder=tmp_path)], clock=clock)

    house.start()
    await happens(lambda: len(pauses) >= 10)
    await house.stop()

    assert pauses[:10] == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 0.5]


async def test_a_child_that_cannot_be_started_is_said_so_and_tried_again(
    tmp_path: Path, loud_logs: pytest.LogCaptureFixture
):
    house = Supervisor([Child(name="none", command=["/no/such"], environment={}, folder=tmp_path)])

    house.start()
    await happens(lambda: "none could not be started (No such file or directory)" in loud_logs.text)
    await house.stop()


async def test_a_killed_child_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervisor.asyncio, "sleep", lambda _: real_sleep(0))
    house = Supervisor([a_child(tmp_path)])
    house.start()
    await happens(lambda: starts(tmp_path))

    os.kill(starts(tmp_path)[0], signal.SIGKILL)
    await happens(lambda: len(starts(tmp_path)) == 2)
    second = house.pid("child")
    await house.stop()

    assert second == starts(tmp_path)[1]
    assert [pid for pid in starts(tmp_path) if lives(pid)] == []


async def test_a_child_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervisor, "_DRAIN_S", 0.1)
    house = Supervisor([a_child(tmp_path, STUBBORN)])
    house.start()
    await happens((tmp_path / "child.ready").exists)
    [pid] = starts(tmp_path)

    await house.stop()

    assert not lives(pid)


async def test_stopping_before_anything_began_does_nothing(tmp_path: Path):
    house = Supervisor([a_child(tmp_path)])
    await house.stop()

    house.start()
    await house.stop()

    assert [pid for pid in starts(tmp_path) if lives(pid)] == []


async def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path):
    pids = tmp_path / "pids"
    child = f"from redes import lifeline; import os, time; lifeline.hold(); open({str(pids)!r}, 'w').write(str(os.getpid()) + '.'); time.sleep(60)"
    parent = f"""
import asyncio, os, sys
from pathlib import Path
from launch.supervisor import Child, Supervisor

async def main():
    environment = dict(os.environ)
    child = Child(name="c", command=[sys.executable, "-c", {child!r}], environment=environment, folder=Path({str(ROOT)!r}))
    Supervisor([child]).start()
    await asyncio.Event().wait()

asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", parent, cwd=ROOT)
    await happens(lambda: pids.exists() and pids.read_text().endswith("."))
    pid = int(pids.read_text().rstrip("."))
    lived = lives(pid)

    process.kill()
    await process.wait()
    await happens(lambda: not lives(pid))

    assert lived


async def test_without_a_supervisor_a_program_does_not_watch_its_input(tmp_path: Path):
    program = "from redes import lifeline; import threading; lifeline.hold(); print(threading.active_count())"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
    )

    out, _ = await process.communicate()

    assert out == b"1\n"


def test_a_busy_port_is_refused_with_one_line_that_names_the_setting():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortBusy) as refused:
            require_free("127.0.0.1", port)

    assert str(refused.value) == (
        f"127.0.0.1:{port} cannot be listened on (Address already in use); "
        "stop what uses it, or set REDES_HTTP_PORT to another port"
    )


def test_a_free_port_can_be_listened_on():
    require_free("127.0.0.1", free_port())
