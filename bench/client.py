"""The process that asks: raw asyncio streams, kept alive, so that the client costs little.

Run as ``python -m bench.client``. A plan as JSON on standard input: ``port``, ``path``, ``bodies`` (one list
a person, each sends the next when the last was answered), ``good`` and ``bad`` (what an answer's body must
and must not be), ``counted`` (what the answers to be counted contain), ``timeout_s`` (of one request), ``deadline_s`` (of all). Out comes a :class:`Load` as JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

import uvloop

LARGEST = 1 << 20
"""Bytes of an answer's body that are read; a longer one is a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What came of a plan.

    Attributes:
        seconds: From the first request to the last answer.
        latencies_ms: One for each useful answer, in order of completion.
        failed: Refused, empty, late or broken.
        counted: Useful answers that contain what was to be counted.
    """

    seconds: float
    latencies_ms: list[float]
    failed: int
    counted: int


class Bad(Exception):
    """An answer that cannot be used."""


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bytes, bool]:
    """One HTTP/1.1 exchange on an open connection.

    Returns:
        Status, body, and whether the connection stays open.

    Raises:
        Bad: The answer is not HTTP, or too long.
    """
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = head[0].split(" ", 2)
    if len(status) < 2 or not status[1].isdigit():
        raise Bad(head[0])
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = await _chunks(reader)
    else:
        length = int(headers.get("content-length", "0"))
        if length > LARGEST:
            raise Bad("too long")
        body = await reader.readexactly(length)
    return int(status[1]), body, headers.get("connection", "keep-alive").lower() != "close"


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        size = int((await reader.readline()).split(b";")[0], 16)
        body += (await reader.readexactly(size + 2))[:-2]
        if len(body) > LARGEST:
            raise Bad("too long")
        if size == 0:
            return body


def post(port: int, path: str, body: str) -> bytes:
    """An HTTP request with a JSON body, as bytes."""
    data = body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


async def run_plan(plan: dict[str, Any]) -> Load:
    """Send everything, person beside person."""
    port = int(plan["port"])
    good, bad, marked = (plan[name].encode() for name in ("good", "bad", "counted"))
    requests = [[post(port, plan["path"], body) for body in bodies] for bodies in plan["bodies"]]
    latencies: list[float] = []
    counted = 0
    last = started = time.perf_counter()

    async def person(mine: list[bytes]) -> None:
        nonlocal counted, last
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        try:
            for request in mine:
                try:
                    connection = connection or await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
                    asked = time.perf_counter()
                    async with asyncio.timeout(plan["timeout_s"]):
                        status, body, stays = await exchange(*connection, request)
                    answered = time.perf_counter()
                    useful = status == 200 and good in body and body != bad
                except (OSError, EOFError, ValueError, asyncio.LimitOverrunError, Bad):
                    useful, stays, answered = False, False, time.perf_counter()
                if useful:
                    latencies.append((answered - asked) * 1000)
                    counted += marked in body
                last = answered
                if not stays and connection is not None:
                    connection[1].close()
                    connection = None
        finally:
            if connection is not None:
                connection[1].close()

    people = [asyncio.create_task(person(mine)) for mine in requests]
    _, late = await asyncio.wait(people, timeout=plan["deadline_s"])
    for task in late:
        task.cancel()
    await asyncio.gather(*people, return_exceptions=True)
    failed = sum(map(len, requests)) - len(latencies)
    return Load(seconds=last - started, latencies_ms=latencies, failed=failed, counted=counted)


def main() -> None:
    """Plan in, result out."""
    json.dump(asdict(uvloop.run(run_plan(json.load(sys.stdin)))), sys.stdout)


if __name__ == "__main__":
    main()
