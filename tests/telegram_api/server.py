"""The Bot API over HTTP: routes, tokens, faults, and the record of every call."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from . import methods_bot, methods_editing, methods_messages, methods_queries, parameters
from .bot_api import METHODS
from .calls import Call
from .entities import Json
from .errors import Refusal, too_many_requests
from .faults import Fault, Faults
from .flood import FloodControl
from .methods_updates import Gone, Receiving
from .parameters import RawCall
from .state import World
from .transport import cut
from .webhook import WebhookSender

Handler = Callable[[World, dict[str, Any]], Awaitable[Any]]

HANDLERS: dict[str, Handler] = {
    **methods_messages.HANDLERS,
    **methods_editing.HANDLERS,
    **methods_queries.HANDLERS,
    **methods_bot.HANDLERS,
}
RECEIVING = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
IMPLEMENTED = frozenset(HANDLERS) | frozenset(RECEIVING)

_PATH = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]+)/(?P<rest>.+)")
_BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"


class BotApi:
    """The ASGI application.

    Attributes:
        calls: Every call, in order of arrival, accepted or not.
    """

    def __init__(self, world: World, *, token: str, flood: FloodControl) -> None:
        self.world = world
        self.token = token
        self.flood = flood
        self.faults = Faults()
        self.calls: list[Call] = []
        self.sender = WebhookSender(world, self._perform_from_webhook)
        self.receiving = Receiving(world, self.sender)
        self.running = 0
        world.queue.on_new = self.sender.kick

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path = _PATH.fullmatch(scope["path"])
        if path is None or not re.fullmatch(r"(?:test/)?\d+:[\w-]+", path["token"]):
            await _answer(send, 404, Refusal(404, "Not Found").answer())
        elif path["token"] != self.token:
            self._refused_unread("unauthorized", Refusal(401, "Unauthorized"))
            await _answer(send, 401, Refusal(401, "Unauthorized").answer())
        elif path["file"]:
            await self._download(path["rest"], send)
        else:
            await self._serve(path["rest"], scope, receive, send)

    def _refused_unread(self, method: str, refusal: Refusal) -> None:
        self.calls.append(
            Call(
                method=method,
                status=refusal.status,
                description=refusal.description,
                at=self.world.clock(),
            )
        )
        self.world.pulse.beat()

    async def _download(self, path: str, send: Send) -> None:
        stored = self.world.file_at(path)
        if stored is None:
            await _answer(send, 404, Refusal(404, "Not Found").answer())
        else:
            await _send(send, 200, stored.data, stored.mime_type)

    async def _serve(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        call = Call(method=parameters.method_named(name) or name, at=self.world.clock())
        raw, unreadable = RawCall({}), None
        try:
            raw = await parameters.read(request)
        except Refusal as refusal:
            unreadable = refusal
        call.parameters = dict(raw.values)
        self.calls.append(call)
        self.running += call.method != "getUpdates"
        self.world.pulse.beat()
        gone = asyncio.Event()
        watch = asyncio.create_task(self._watch(receive, gone))
        try:
            await self._meet(call, raw, unreadable, gone, scope, send)
        except Gone:
            pass
        except Exception as mistake:
            call.status, call.description = 500, f"the test server itself failed: {mistake!r}"
            raise
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            self.running -= call.method != "getUpdates"
            self.world.pulse.beat()

    async def _watch(self, receive: Receive, gone: asyncio.Event) -> None:
        """Notices that the bot hung up."""
        while (await receive())["type"] != "http.disconnect":
            pass
        gone.set()
        self.world.pulse.beat()

    async def _meet(
        self,
        call: Call,
        raw: RawCall,
        unreadable: Refusal | None,
        gone: asyncio.Event,
        scope: Scope,
        send: Send,
    ) -> None:
        """Carries a call out, unless a fault comes between."""
        fault = self.faults.take(call.method)
        call.fault = fault.kind if fault else None
        if fault is not None and fault.kind == "hang":
            await self._hang(fault, gone)
        if fault is not None and fault.kind == "drop":
            await cut(scope, gone)
            return
        if fault is not None and fault.kind == "bad_gateway":
            call.status = 502
            await _send(send, 502, _BAD_GATEWAY, "text/html")
            return
        if fault is not None and fault.kind == "too_many_requests":
            unreadable = too_many_requests(fault.retry_after)
        status, body = await self._outcome(call, raw, unreadable, gone)
        if fault is not None and fault.kind == "act_then_drop":
            await cut(scope, gone)
            return
        if fault is not None and fault.kind == "act_then_hang":
            await self._hang(fault, gone)
        call.status = status
        await _answer(send, status, body)

    async def _hang(self, fault: Fault, gone: asyncio.Event) -> None:
        release = asyncio.create_task(fault.wait())
        leave = asyncio.create_task(gone.wait())
        try:
            await asyncio.wait({release, leave}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (release, leave):
                task.cancel()
            await asyncio.gather(release, leave, return_exceptions=True)
        if gone.is_set():
            raise Gone

    async def _outcome(
        self, call: Call, raw: RawCall, unreadable: Refusal | None, gone: asyncio.Event
    ) -> tuple[int, Json]:
        """Status and body of the answer."""
        try:
            if unreadable is not None:
                raise unreadable
            result = await self._perform(call, raw, gone)
        except Refusal as refusal:
            call.description = refusal.description
            return refusal.status, refusal.answer()
        call.result = result
        if isinstance(result, tuple):
            return 200, {"ok": True, "result": result[0], "description": result[1]}
        return 200, {"ok": True, "result": result}

    async def _perform(self, call: Call, raw: RawCall, gone: asyncio.Event) -> Any:
        """Checks and carries out one call.

        Raises:
            Refusal: As Telegram would.
        """
        if call.method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        if call.method not in IMPLEMENTED:
            raise Refusal(404, f"Not Found: this test server does not do {call.method}")
        if ("logged out", "", "") in self.world.settings:
            raise Refusal(400, "Logged out")
        arguments = call.parameters = parameters.check(call.method, raw)
        self.flood.watch(call.method, arguments.get("chat_id"))
        match call.method:
            case "getUpdates":
                return await self.receiving.get_updates(arguments, gone)
            case "setWebhook":
                return await self.receiving.set_webhook(arguments)
            case "deleteWebhook":
                return await self.receiving.delete_webhook(arguments)
            case "getWebhookInfo":
                return await self.receiving.get_webhook_info(arguments)
        return await HANDLERS[call.method](self.world, arguments)

    async def _perform_from_webhook(self, name: str, values: Json) -> None:
        """A method that the bot wrote into its answer to a webhook request."""
        call = Call(method=parameters.method_named(name) or name, at=self.world.clock())
        texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        self.calls.append(call)
        call.status, _ = await self._outcome(call, RawCall(texts), None, asyncio.Event())
        self.world.pulse.beat()


async def _answer(send: Send, status: int, body: Json) -> None:
    await _send(send, status, json.dumps(body).encode(), "application/json")


async def _send(send: Send, status: int, body: bytes, content_type: str) -> None:
    headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
