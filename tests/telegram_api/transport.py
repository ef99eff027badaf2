"""A real HTTP server inside the test's event loop, whose connections can be cut."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_TRANSPORT = "telegram_api.transport"


class _CuttableProtocol(H11Protocol):
    """Lets the application reach the connection under its request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        inner: Any = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            await inner({**scope, _TRANSPORT: transport}, receive, send)

        self.app = with_transport


async def cut(scope: Scope, gone: asyncio.Event) -> None:
    """Reset the connection of a request and wait until it is really gone."""
    scope[_TRANSPORT].abort()
    await gone.wait()


@contextlib.asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[int]:
    """Serve an application on a free port of 127.0.0.1; the value is the port.

    uvicorn's own loop, with its signal handlers and its ticks, is not run: start-up and shutdown suffice.
    """
    # By name of the protocol: asyncio sets TCP_NODELAY only then, and without it each answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        http=_CuttableProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield int(listener.getsockname()[1])
    finally:
        await _shut_down(server)


async def _shut_down(server: uvicorn.Server, *, timeout_s: float = 5) -> None:
    """What ``uvicorn.Server.shutdown`` does, without its pauses of a tenth of a second.

    Raises:
        TimeoutError: A request still runs; its task is cancelled.
    """
    state = server.server_state
    for listening in server.servers:
        listening.close()
    for connection in list(state.connections):
        connection.shutdown()
    try:
        async with asyncio.timeout(timeout_s):
            while state.connections or state.tasks:
                await asyncio.sleep(0.002)
    finally:
        for task in state.tasks:
            task.cancel()
    for listening in server.servers:
        await listening.wait_closed()
