"""What all tests share: nothing of the developer's own environment, loud logs, real servers on request."""

import logging
import os
import tempfile
from collections.abc import Iterator

import pytest

for name in [name for name in os.environ if name.startswith("REDES_") and not name.startswith("REDES_TEST_")]:
    del os.environ[name]
# pgserver keeps its lock there, and warns when a machine sets none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="redes-tests-"))


@pytest.fixture
def loud_logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any logger says, at its loudest."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL: the server REDES_TEST_DATABASE_URL names, else pgserver's, on a socket.

    There is no skip: a machine on which neither works fails the tests that need one.
    """
    named = os.environ.get("REDES_TEST_DATABASE_URL")
    if named:
        yield named
        return
    import pgserver

    # A short path of its own: a socket's path has room for some hundred characters.
    with tempfile.TemporaryDirectory(prefix="redes-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()
