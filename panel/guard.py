"""What stands before every view: transport, session, form token, right. And the headers behind it."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from panel.page import Guest, OpenView, Page, View, Visit
from panel.parts import Parts
from redes.followup.accounts import AccountId, Forbidden, NoSuchAccount, scope_of
from redes.followup.entry import Entered, NotLetIn, who
from redes.reports.keeping import ChangedMeanwhile, StoreUnavailable
from redes.reports.thread import NoSuchReport

logger = logging.getLogger(__name__)

LARGEST_FORM = 60 * 1024
"""Bytes of a form; the web face refuses more than 64 KiB without a page."""

MOST_FIELDS = 5000
"""Fields of a form: every word of the longest story can be ticked."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex",
}

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def cookie_name(request: Request) -> str:
    """What the session's cookie is called: over https no other host and no plain page can set it."""
    return "__Host-redes_panel" if request.url.scheme == "https" else "redes_panel"


def endpoint(
    parts: Parts, pages: Environment, page: Page, views: dict[str, View | OpenView], all_pages: tuple[Page, ...]
) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls for one address.

    Args:
        parts: The house.
        pages: Renders templates.
        page: The page the address belongs to.
        views: Method -> view.
        all_pages: For the menu.
    """

    async def handle(request: Request) -> Response:
        response = await _Call(request, parts=parts, pages=pages, page=page, views=views, all_pages=all_pages).answer()
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return handle


class _Call:
    """One request on its way to its view."""

    def __init__(
        self,
        request: Request,
        *,
        parts: Parts,
        pages: Environment,
        page: Page,
        views: dict[str, View | OpenView],
        all_pages: tuple[Page, ...],
    ) -> None:
        self._parts, self._pages, self._page, self._all, self._request = parts, pages, page, all_pages, request
        self._view = views["GET" if request.method == "HEAD" else request.method]
        self._guest = Guest(request=request, form=FormData(), parts=parts, pages=pages)

    async def answer(self) -> Response:
        if self._request.url.scheme != "https" and self._request.url.hostname not in _LOOPBACK:
            return self._sorry("sin-https", 403)
        posted = self._request.method == "POST"
        if posted and _from_elsewhere(self._request):
            return self._sorry("otra-pagina", 403)
        if posted and not self._request.headers.get("content-length", "").isdigit():
            return self._sorry("demasiado-largo", 411)
        if posted and int(self._request.headers["content-length"]) > LARGEST_FORM:
            return self._sorry("demasiado-largo", 413)
        try:
            form = (
                await self._request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LARGEST_FORM)
                if posted
                else FormData()
            )
        except MultiPartException:
            return self._sorry("formulario", 400)
        try:
            return await run_in_threadpool(self._run, form)
        except StoreUnavailable:
            return self._sorry("sin-base", 503)

    def _run(self, form: FormData) -> Response:
        parts, request, view = self._parts, self._request, self._view
        if isinstance(view, OpenView):
            return view.run(Guest(request=request, form=form, parts=parts, pages=self._pages))
        cookie = request.cookies.get(cookie_name(request), "")
        try:
            entered = who(cookie, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
        except NotLetIn:
            return self._guest.page("closed.html", status=403, had_session=bool(cookie))
        if view.settled and not entered.session.settled:
            return RedirectResponse("/panel/codigo", status_code=303)
        if request.method == "POST" and not parts.tokens.form_fits(cookie, str(form.get("csrf", ""))):
            return self._sorry("formulario", 403)
        visit = self._visit(entered, form, cookie)
        if not self._page.opens_to(visit.scope):
            return self._refused(entered.account.id)
        try:
            return view.run(visit)
        except Forbidden:
            return self._refused(entered.account.id)
        except (NoSuchReport, NoSuchAccount):
            return self._sorry("no-existe", 404, visit)
        except ChangedMeanwhile:
            return self._sorry("otra-persona", 409, visit)
        except NotLetIn:
            return self._guest.page("closed.html", status=403, had_session=True)

    def _visit(self, entered: Entered, form: FormData, cookie: str) -> Visit:
        scope = scope_of(entered.account, self._parts.catalogue().territories)
        shown = [page for page in self._all if page.order is not None and page.opens_to(scope)]
        return Visit(
            request=self._request,
            form=form,
            parts=self._parts,
            pages=self._pages,
            nav=tuple(shown) if entered.session.settled else (),
            entered=entered,
            scope=scope,
            csrf=self._parts.tokens.form(cookie),
        )

    def _refused(self, account: AccountId) -> Response:
        """No right: it looks as if it did not exist, and the audit log knows."""
        with self._parts.unit_of_work() as work:
            self._parts.witness.note(work, account, "acceso-negado", f"pagina:{self._page.name}")
            work.commit()
        logger.info("the panel refused a page: %s", self._page.name)
        return self._sorry("no-existe", 404)

    def _sorry(self, why: str, status: int, visit: Visit | None = None) -> Response:
        return (visit or self._guest).page("sorry.html", status=status, why=why)


def _from_elsewhere(request: Request) -> bool:
    """Whether another site's page sent this. Without a referrer browsers say ``Origin: null`` even of our own pages."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched != "same-origin"
    origin = request.headers.get("origin", "null")
    own = urlsplit(str(request.url))
    return origin not in ("null", f"{own.scheme}://{own.netloc}")
