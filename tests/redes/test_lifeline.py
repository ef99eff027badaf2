import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

CHILD = (
    "import threading; from redes.lifeline import hold; hold(); print('up', flush=True); threading.Event().wait({wait})"
)


@contextlib.contextmanager
def child(lifeline: str | None, wait: str = "") -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: value for name, value in os.environ.items() if name != "REDES_LIFELINE"}
    if lifeline is not None:
        environment["REDES_LIFELINE"] = lifeline
    with subprocess.Popen(
        [sys.executable, "-c", CHILD.format(wait=wait)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # a child that did not let go must not hold the tests


def test_a_child_ends_when_its_supervisor_lets_go():
    with child("1") as process:
        process.stdout.readline()
        process.stdin.write(b"still here")
        process.stdin.flush()
        running = process.poll()

        process.stdin.close()

        assert (running, process.wait(timeout=20)) == (None, 0)


@pytest.mark.parametrize("lifeline", [None, "0", ""])
def test_without_a_supervisor_standard_input_does_not_matter(lifeline):
    with child(lifeline, wait="0.01") as process:
        process.stdin.close()

        assert (process.stdout.read(), process.wait(timeout=20)) == (b"up\n", 0)
