"""The web chat, and the doors that tell whether the program is well."""

import asyncio
import dataclasses
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.commands import command_press
from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.screens.counter import code_reply
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.voice import Voice
from bot.web.render import to_html, to_json
from bot.web.report_page import ReportPage
from bot.web.room_page import RoomPage
from redes.content.schema import Language
from redes.logs import kind_and_place
from redes.pictures.gallery import Busy
from redes.privacy.pseudonym import SessionKey, pseudonym

logger = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_COOKIE = "redes_sesion"
_IDENTITY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_LARGEST_BODY = 64 * 1024

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
}


class ChatMessage(BaseModel):
    """What the page sends: exactly one of text, press and location.

    Attributes:
        text: Typed.
        press: Data of a pressed button.
        location: Latitude and longitude in degrees.
        session: An identity of the caller's own making, 16 to 64 characters, for programs that keep
            no cookies; never an address or a name.
        language: The page's language, if the person chose none.
    """

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    press: str | None = Field(default=None, max_length=64)
    location: tuple[float, float] | None = None
    session: str | None = Field(default=None, pattern=f"^{_IDENTITY.pattern}$")
    language: Language | None = None

    @model_validator(mode="after")
    def _one_of(self) -> "ChatMessage":
        if sum(part is not None for part in (self.text, self.press, self.location)) != 1:
            raise ValueError("send exactly one of text, press, location")
        return self


class _Metrics:
    """Counts without words or ids."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter(
            "redes_web_messages_total", "Messages of the web chat by kind.", ["kind"], registry=self.registry
        )
        self.seconds = Histogram("redes_web_reply_seconds", "Time to a reply of the web chat.", registry=self.registry)


class WebFace:
    """The web chat over one conversation.

    Args:
        conversation: What answers.
        shelf: The catalogue in force.
        key: 32 bytes for pseudonyms.
        ready: What is ready, name -> yes or no.
        more: Further routes: the webhook, the panel.
    """

    def __init__(
        self,
        *,
        conversation: Conversation,
        shelf: Callable[[], Shelf],
        key: bytes,
        ready: Callable[[], Awaitable[dict[str, bool]]],
        more: Sequence[BaseRoute] = (),
    ) -> None:
        self._conversation = conversation
        self._shelf = shelf
        self._key = key
        self._ready = ready
        self._pictures = conversation.pictures
        self._more = more
        self._metrics = _Metrics()
        self._later: OrderedDict[str, tuple[SessionKey, asyncio.Future[tuple[Reply, ...]]]] = OrderedDict()
        self._pages = Jinja2Templates(
            env=Environment(
                loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
            )
        )

        self._report_page = ReportPage(
            reports=conversation.reports,
            shelf=shelf,
            pages=self._pages,
            session_of=lambda request: self._session(_identity(request)),
            language_of=lambda request: self._language_of(request) or "es",
            refused=_from_elsewhere,
        )
        self._room_page = RoomPage(
            rooms=conversation.rooms,
            shelf=shelf,
            pages=self._pages,
            doors=conversation.pictures.doors,
            language_of=lambda request: self._language_of(request) or "es",
        )

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/chat", self.page_posted, methods=["POST"]),
                Route("/chat/messages", self.message, methods=["POST"]),
                Route("/chat/later/{ticket}", self.later),
                Route("/chat/leave", self.leave, methods=["POST"]),
                *self._report_page.routes(),
                *self._room_page.routes(),
                Route("/picture/{path:path}", self.made),
                Route("/file/{path:path}", self.made),
                Route("/v", self.verify),
                Route("/v/{code:path}", self.verify),
                Route("/healthz", self.healthz),
                Route("/readyz", self.readyz),
                Route("/metrics", self.metrics),
                Mount("/static", StaticFiles(directory=_HERE / "static"), name="static"),
                *self._more,
            ],
            middleware=[Middleware(_Guard), Middleware(_LastWord)],
        )

    async def close(self) -> None:
        """Stop waiting for the dialogue on behalf of people."""
        for _, future in self._later.values():
            future.cancel()
        await asyncio.gather(*(future for _, future in self._later.values()), return_exceptions=True)

    # Pages

    async def page(self, request: Request) -> Response:
        """The chat, opened by the welcome."""
        identity = _identity(request)
        language = self._language_of(request)
        press = _way_in(request)
        answer = await self._conversation.reply(
            Inbound(session=self._session(identity), press=press, language=language)
        )
        if answer.later is not None:
            answer = dataclasses.replace(answer, replies=await answer.later)
        return self._page(request, identity, asked=None, answer=answer)

    async def page_posted(self, request: Request) -> Response:
        """The same chat for a browser without JavaScript: one exchange a page."""
        if _from_elsewhere(request):
            return Response("No se aceptan mensajes enviados desde otra página.", status_code=403)
        form = await request.form()
        identity = _identity(request)
        language = self._language_of(request)
        press, text = form.get("press"), form.get("text")
        asked = str(text) if press is None and text is not None else None
        session = self._session(identity)
        if press is not None:
            inbound = _pressed(session, str(press), language)
        else:
            inbound = _typed(session, asked or "", language)
        answer = await self._conversation.reply(inbound)
        if answer.later is not None:
            answer = dataclasses.replace(answer, replies=await answer.later)
        return self._page(request, identity, asked=asked, answer=answer)

    async def leave(self, request: Request) -> Response:
        """Forget this browser: a new visitor from here on."""
        if _from_elsewhere(request):
            return Response(status_code=403)
        response = RedirectResponse("/", status_code=303)
        _forget(response)
        return response

    def _page(self, request: Request, identity: str, *, asked: str | None, answer: Answer) -> Response:
        voice = Voice(self._shelf().catalogue, answer.language)
        response = self._pages.TemplateResponse(
            request,
            "chat.html",
            {
                "voice": voice,
                "asked": asked,
                "replies": [(to_html(reply.body), reply) for reply in answer.replies],
                "languages": {code: sheet.name for code, sheet in voice.catalogue.languages.items()},
            },
        )
        self._remembered(request, response, identity, answer)
        return response

    # Data

    async def message(self, request: Request) -> Response:
        """One message in, replies out, as JSON."""
        if _from_elsewhere(request):
            return JSONResponse({"error": "this door takes messages of its own page only"}, status_code=403)
        try:
            sent = ChatMessage.model_validate_json(await request.body())
        except ValidationError as refused:
            problems = [
                {"where": ".".join(map(str, e["loc"])), "what": e["msg"].removeprefix("Value error, ")}
                for e in refused.errors(include_input=False, include_url=False)
            ]
            return JSONResponse({"error": "the message was not understood", "problems": problems}, status_code=422)
        identity = sent.session or _identity(request)
        session = self._session(identity)
        language = sent.language or self._language_of(request)
        if sent.press is not None:
            inbound, kind = _pressed(session, sent.press, language), "press"
        elif sent.text is not None:
            inbound, kind = _typed(session, sent.text, language), "text"
        else:
            inbound, kind = Inbound(session=session, location=sent.location, language=language), "location"
        self._metrics.messages.labels(kind).inc()
        with self._metrics.seconds.time():
            answer = await self._conversation.reply(inbound)
        response = JSONResponse(
            {
                "replies": [to_json(reply) for reply in answer.replies],
                "later": self._ticket(session, answer.later),
                "emergency": answer.danger,
                "language": answer.language,
                "erase": answer.erase,
            }
        )
        if sent.session is None:
            self._remembered(request, response, identity, answer)
        return response

    def _remembered(self, request: Request, response: Response, identity: str, answer: Answer) -> None:
        """Keep the cookie, or have the browser forget it with all that it holds of this page."""
        if answer.erase:
            _forget(response)
        else:
            _remember(request, response, identity)

    async def later(self, request: Request) -> Response:
        """Replies that had to wait for the dialogue; asked again until they are there."""
        entry = self._later.get(request.path_params["ticket"])
        if entry is None:
            return JSONResponse({"error": "nothing is waiting here"}, status_code=404)
        _, future = entry
        done, _ = await asyncio.wait({future}, timeout=20)
        if not done:
            return JSONResponse({"replies": [], "later": request.path_params["ticket"]})
        self._later.pop(request.path_params["ticket"], None)  # asked twice at once: both get it
        return JSONResponse({"replies": [to_json(reply) for reply in future.result()], "later": None})

    def _ticket(self, session: SessionKey, later: Awaitable[tuple[Reply, ...]] | None) -> str | None:
        if later is None:
            return None
        ticket = secrets.token_urlsafe(24)
        self._later[ticket] = (session, asyncio.ensure_future(later))
        while len(self._later) > 1000:
            _, (_, dropped) = self._later.popitem(last=False)
            dropped.cancel()
        return ticket

    # Pictures, files, counter cards

    async def made(self, request: Request) -> Response:
        """A picture or a file, made from its address; nothing is stored for it."""
        try:
            found = await self._pictures.at(request.path_params["path"], self._shelf().catalogue)
        except Busy:
            busy = {"error": "too many pictures are being made; try again in a minute"}
            return JSONResponse(busy, status_code=503, headers={"Retry-After": "60"})
        if found is None or request.url.path != found.path:
            return JSONResponse({"error": "there is no such picture or file"}, status_code=404)
        kept = "inline" if found.kind == "image" else "attachment"
        return Response(
            found.data, media_type=found.mime, headers={"Content-Disposition": f'{kept}; filename="{found.name}"'}
        )

    async def verify(self, request: Request) -> Response:
        """What the code of a counter card says, for whoever scanned it: a page without a script, a session or a cookie."""
        code = request.path_params.get("code", request.query_params.get("codigo", ""))[:200]
        language = self._language_of(request) or "es"
        voice = Voice(self._shelf().catalogue, language)
        reply, ours = code_reply(voice, code, pictures=self._pictures)
        return self._pages.TemplateResponse(
            request,
            "verify.html",
            {"voice": voice, "html": to_html(reply.body), "code": code},
            status_code=200 if ours else 404,
        )

    # Well-being

    async def healthz(self, _: Request) -> Response:
        """The process lives."""
        return JSONResponse({"status": "ok"})

    async def readyz(self, _: Request) -> Response:
        """What is ready. Status 200 when people can be answered at all: by search and by an older catalogue too."""
        parts = await self._ready()
        serving = all(up for name, up in parts.items() if name not in ("rasa", "content_current"))
        return JSONResponse({"ready": all(parts.values()), **parts}, status_code=200 if serving else 503)

    async def metrics(self, _: Request) -> Response:
        """Counts for Prometheus."""
        return Response(generate_latest(self._metrics.registry), media_type=CONTENT_TYPE_LATEST)

    # Who writes

    def _session(self, identity: str) -> SessionKey:
        return pseudonym("web", identity, key=self._key)

    def _language_of(self, request: Request) -> Language | None:
        """The first language of the browser's list that is one of ours."""
        for part in request.headers.get("accept-language", "").split(","):
            short = part.partition(";")[0].strip().partition("-")[0].casefold()
            if short in self._shelf().catalogue.languages:
                return short
        return None


_WAYS_IN = {"r": "report-at", "q": "room-in", "d": "rights"}
"""What a code that was scanned leads to: a report at the institution on whose wall it hangs, a quiz in a room, the rights."""


def _way_in(request: Request) -> Press:
    """What an address asks for beside the chat; the welcome when it asks for nothing that there is."""
    for name, kind in _WAYS_IN.items():
        press = parse_press(f"{kind}:{request.query_params.get(name, '')}")
        if press is not None and press.value:
            return press
    return Press("start")


def _typed(session: SessionKey, text: str, language: Language | None) -> Inbound:
    press = command_press(text.strip())
    if press is not None:
        return Inbound(session=session, press=press, language=language)
    return Inbound(session=session, text=text, language=language)


def _pressed(session: SessionKey, data: str, language: Language | None) -> Inbound:
    press = parse_press(data)
    if press is None:
        return Inbound(session=session, unreadable="old-button", language=language)
    return Inbound(session=session, press=press, language=language)


def _identity(request: Request) -> str:
    """What this browser is known by: a random cookie, or a new one."""
    known = request.cookies.get(_COOKIE, "")
    return known if _IDENTITY.fullmatch(known) else secrets.token_urlsafe(24)


def _remember(request: Request, response: Response, identity: str) -> None:
    """Set the cookie; without an end date, so that closing the browser forgets it."""
    response.set_cookie(
        _COOKIE, identity, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )


def _forget(response: Response) -> None:
    """A new visitor from here on."""
    response.delete_cookie(_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _from_elsewhere(request: Request) -> bool:
    """Whether another site's page sent this (a browser tells; other programs send no such header)."""
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


class _Guard:
    """Headers on every answer, and a bound on every body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > _LARGEST_BODY:
                raise _TooLarge
            return message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    if name not in headers:
                        headers[name] = value
            await send(message)

        try:
            await self._app(scope, bounded, with_headers)
        except _TooLarge:
            refused = JSONResponse(
                {"error": f"a message may have {_LARGEST_BODY // 1024} KiB at most"}, status_code=413
            )
            await refused(scope, receive, with_headers)


class _LastWord:
    """An end for every failure.

    Starlette's own hands a failure on to the server after its answer, and uvicorn prints the text of it,
    which can quote a person.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except _TooLarge:
            raise
        except Exception as failed:  # noqa: BLE001 - the outermost edge: the page must get an answer
            logger.error("a web request failed: %s", kind_and_place(failed))
            if not begun:
                sorry = JSONResponse({"error": "something failed on our side; nothing was kept"}, status_code=500)
                await sorry(scope, receive, send)


class _TooLarge(Exception):
    """A body is over the bound."""
