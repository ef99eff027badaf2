"""Starts and watches the children: Rasa and the action server.

A child that dies is started again, at once the first time and then with growing pauses. A stop is
passed on: children get SIGTERM and time to finish, then SIGKILL. A child holds the read end of a pipe
from here on its standard input and ends itself when the pipe closes, so none is left behind even when
this process is killed.
"""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from redes.errors import RedesError

logger = logging.getLogger(__name__)

_LIVED_LONG_S = 60.0
_LONGEST_PAUSE_S = 30.0
_DRAIN_S = 8.0


class PortBusy(RedesError):
    """Something else listens where the program is to listen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A program to keep running.

    Attributes:
        name: For the log.
        command: Program and arguments.
        environment: Its whole environment.
        folder: Where it runs.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path


class Supervisor:
    """Keeps children running until it is stopped.

    Args:
        children: What to run.
        clock: Seconds on a clock that never goes back.
    """

    def __init__(self, children: Sequence[Child], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._children = children
        self._clock = clock
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    def start(self) -> None:
        """Begin to run the children. To be called inside the running loop."""
        self._tasks = [asyncio.create_task(self._keep(child), name=f"keep-{child.name}") for child in self._children]

    def pid(self, name: str) -> int | None:
        """Process id of a child, or None while it is not running."""
        process = self._running.get(name)
        return None if process is None or process.returncode is not None else process.pid

    def pass_on(self, number: signal.Signals, *, to: str) -> None:
        """Send a signal to a child, if it is running."""
        process = self._running.get(to)
        if process is not None and process.returncode is None:
            process.send_signal(number)

    async def stop(self) -> None:
        """Stop the children and wait for their end."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(self._end(process) for process in self._running.values()))

    async def _keep(self, child: Child) -> None:
        pause = 0.0
        while not self._stopping:
            started = self._clock()
            ending = await self._once(child)
            if self._stopping:
                return
            pause = 0.5 if self._clock() - started > _LIVED_LONG_S else min(max(0.5, pause * 2), _LONGEST_PAUSE_S)
            logger.warning("%s %s; starting it again in %.1f s", child.name, ending, pause)
            await asyncio.sleep(pause)

    async def _once(self, child: Child) -> str:
        """Run a child until it ends; says how it ended."""
        try:
            process = await asyncio.create_subprocess_exec(
                *child.command,
                env={**child.environment, "REDES_LIFELINE": "1"},
                cwd=child.folder,
                stdin=asyncio.subprocess.PIPE,
                start_new_session=True,  # a Ctrl-C in the terminal reaches us; we pass it on in order
            )
        except OSError as refused:
            return f"could not be started ({refused.strerror})"
        self._running[child.name] = process
        return f"ended with status {await process.wait()}"

    @staticmethod
    async def _end(process: asyncio.subprocess.Process) -> None:
        if process.returncode is not None:
            return
        try:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), _DRAIN_S)
        except ProcessLookupError:
            return
        except TimeoutError:
            process.kill()
            await process.wait()


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require_free(host: str, port: int) -> None:
    """A port can be listened on.

    Raises:
        PortBusy: Somebody else does; the message names the setting to change.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            raise PortBusy(
                f"{host}:{port} cannot be listened on ({refused.strerror}); "
                "stop what uses it, or set REDES_HTTP_PORT to another port"
            ) from None
