"""A child that does not outlive its parent.

The supervisor holds the other end of the child's standard input. When the supervisor goes, however it
goes (SIGKILL included), the pipe closes and the child ends itself.
"""

import os
import sys
import threading


def hold() -> None:
    """Begin to watch standard input, when the supervisor asked for it; end the process when it closes."""
    if os.environ.get("REDES_LIFELINE") != "1":
        return

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 64):
            pass
        os._exit(0)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
