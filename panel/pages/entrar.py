"""Into the panel: the one-time link, the code of the second step, and out again."""

from starlette.responses import Response

from panel.guard import cookie_name
from panel.page import Guest, OpenView, Page, View, Visit
from redes.followup.entry import LinkSpent, WrongCode, enter, is_good, leave, leave_everywhere, settle


def show_link(guest: Guest) -> Response:
    """A button: programs that preview links look at addresses, and must not use them up."""
    parts = guest.parts
    good = is_good(
        guest.request.path_params["secret"], work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness
    )
    return guest.page("entrar.html") if good else guest.page("spent.html", status=410)


def use_link(guest: Guest) -> Response:
    """The button was pressed."""
    parts, secret = guest.parts, guest.request.path_params["secret"]
    try:
        cookie = enter(secret, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
    except LinkSpent:
        return guest.page("spent.html", status=410)
    response = guest.go("/panel")
    response.set_cookie(
        cookie_name(guest.request),
        cookie,
        httponly=True,
        samesite="lax",
        secure=guest.request.url.scheme == "https",
        path="/",
    )
    return response


def show_code(visit: Visit) -> Response:
    """Asks for the code of the second step."""
    return visit.go("/panel") if visit.entered.session.settled else visit.page("codigo.html", wrong=False)


def take_code(visit: Visit) -> Response:
    """Looks at the code."""
    parts = visit.parts
    try:
        settle(
            visit.entered, visit.given("codigo"), work=parts.unit_of_work(), sealer=parts.sealer, witness=parts.witness
        )
    except WrongCode:
        return visit.page("codigo.html", status=422, wrong=True)
    return visit.go("/panel")


def go_out(visit: Visit) -> Response:
    """Ends this session, or all of them."""
    parts = visit.parts
    if visit.given("todas"):
        leave_everywhere(visit.account.id, work=parts.unit_of_work(), witness=parts.witness)
    else:
        leave(visit.entered, work=parts.unit_of_work(), witness=parts.witness)
    response = visit.page("left.html", ended=True)
    response.delete_cookie(
        cookie_name(visit.request), path="/", secure=visit.request.url.scheme == "https", httponly=True, samesite="lax"
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


PAGE = Page(
    name="entrar",
    path="/panel/codigo",
    views=(
        OpenView("/panel/entrar/{secret}", show_link),
        OpenView("/panel/entrar/{secret}", use_link, "POST"),
        View("/panel/codigo", show_code, settled=False),
        View("/panel/codigo", take_code, "POST", settled=False),
        View("/panel/salir", go_out, "POST", settled=False),
    ),
)
