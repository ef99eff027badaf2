"""What a page of the panel is, and who looks at it. Pages stand in ``panel/pages``; each module has a ``PAGE``.

A view is a plain function: it may wait for the database, because it runs in a thread of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from panel.parts import Parts
from redes.followup.accounts import Account, Right, Scope
from redes.followup.entry import Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody at the door, let in or not.

    Attributes:
        request: What the browser sent.
        form: The form of a POST, its token checked; empty else.
        parts: The house.
        pages: Renders templates.
        nav: Pages this visitor may open, in order.
    """

    request: Request
    form: FormData
    parts: Parts
    pages: Environment
    nav: tuple["Page", ...] = ()

    @property
    def invented(self) -> str:
        """The sentence that says that all of it is a demonstration; empty when it is none."""
        return self.parts.catalogue().texts["es"].texts["tablero.inventado"] if self.parts.invented() else ""

    def given(self, name: str) -> str:
        """A field of the form, without space around it; empty when it is not there."""
        return str(self.form.get(name, "")).strip()

    def asked(self, name: str) -> str:
        """A filter of the address; empty when it is not there."""
        return self.request.query_params.get(name, "").strip()

    def page(self, template: str, /, *, status: int = 200, **context: object) -> Response:
        """A page.

        Args:
            template: File in ``panel/templates``.
            status: Of HTTP.
            context: What the template shows; ``visit`` is this visitor.
        """
        html = self.pages.get_template(template).render(visit=self, **context)
        return HTMLResponse(html, status_code=status)

    def go(self, path: str, notice: str | None = None, **query: str) -> Response:
        """Send the browser on after a form, so that going back or reloading sends nothing twice.

        Args:
            path: Where to, beginning with ``/panel``.
            notice: Key of a sentence ``aviso.<notice>`` shown there; never somebody's words.
            query: Further parts of the address, likewise.
        """
        wanted = query | ({"aviso": notice} if notice else {})
        return RedirectResponse(path + (f"?{urlencode(wanted)}" if wanted else ""), status_code=303)

    def address_with(self, **changed: str) -> str:
        """This page's address with some filters changed; an empty one is left out. For filters and for turning pages."""
        kept = {k: v for k, v in self.request.query_params.items() if k != "aviso"} | changed
        wanted = {name: value for name, value in kept.items() if value}
        return self.request.url.path + (f"?{urlencode(wanted)}" if wanted else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Guest):
    """Somebody who is in.

    Attributes:
        entered: Account and session.
        scope: What use cases let this account do; each one asks for it.
        csrf: What the session's forms must bring along.
    """

    entered: Entered
    scope: Scope
    csrf: str

    @property
    def account(self) -> Account:
        """Who."""
        return self.entered.account

    @property
    def territories(self) -> list[str]:
        """Ids of her territories, in the order of the catalogue."""
        return sorted(self.scope.territories, key=list(self.parts.catalogue().territories).index)


@dataclass(frozen=True, slots=True)
class View:
    """One address of a page, for who is in.

    Attributes:
        path: As Starlette writes it.
        run: Makes the answer.
        method: The method it answers.
        settled: False for what is shown before the second step is done.
    """

    path: str
    run: Callable[[Visit], Response]
    method: str = "GET"
    settled: bool = True


@dataclass(frozen=True, slots=True)
class OpenView:
    """One address of a page, for anybody. As :class:`View`."""

    path: str
    run: Callable[[Guest], Response]
    method: str = "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with all its addresses.

    Attributes:
        name: Of the module; the audit log names it when somebody is refused.
        order: Place in the menu; smaller comes first. None: it does not stand there.
        path: Where the menu leads; its label is the word ``nav.<name>``.
        right: What a visitor must have to open any of its views; None: whoever is in.
        views: Its addresses.
    """

    name: str
    path: str
    views: tuple[View | OpenView, ...]
    order: int | None = None
    right: Right | None = None

    def opens_to(self, scope: Scope) -> bool:
        """Whether it may be opened."""
        return self.right is None or scope.may(self.right)
