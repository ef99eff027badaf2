"""Accounts: who administers invites, hands out links to enter, and shuts accounts."""

from typing import cast, get_args

from starlette.responses import Response

from panel.page import Page, View, Visit
from redes.followup.accounts import EVERYWHERE, BadInvitation, Role
from redes.followup.invitations import disable, hand_out_entry, invite, reset_second_step


def accounts(visit: Visit) -> Response:
    """All accounts, and the form to invite."""
    return _page(visit)


def invited(visit: Visit) -> Response:
    """Makes an account and shows the link of its invitation, once."""
    role, parts = visit.given("rol"), visit.parts
    if role not in get_args(Role):
        return _page(visit, wrong=True)
    try:
        account, secret = invite(
            scope=visit.scope,
            role=cast(Role, role),
            territories=[] if role in EVERYWHERE else [str(one) for one in visit.form.getlist("territorio")],
            label=visit.given("nombre"),
            work=parts.unit_of_work(),
            tokens=parts.tokens,
            witness=parts.witness,
        )
    except BadInvitation:
        return _page(visit, wrong=True)
    return visit.page("enlace.html", account=account, address=parts.entry_address(secret), invitation=True)


def link(visit: Visit) -> Response:
    """Shows a link to enter, once."""
    parts = visit.parts
    account, secret = hand_out_entry(
        visit.request.path_params["account"],
        scope=visit.scope,
        work=parts.unit_of_work(),
        tokens=parts.tokens,
        witness=parts.witness,
    )
    return visit.page("enlace.html", account=account, address=parts.entry_address(secret), invitation=False)


def ask_to_shut(visit: Visit) -> Response:
    """Asks before an account is shut."""
    visit.scope.require("accounts")
    with visit.parts.unit_of_work() as work:
        found = next((one for one in work.accounts.all() if one.id == visit.request.path_params["account"]), None)
    return visit.go("/panel/cuentas") if found is None else visit.page("cerrar-cuenta.html", account=found)


def shut(visit: Visit) -> Response:
    """Shuts an account. One's own stays open: nobody locks the house from inside by mistake."""
    wanted, parts = visit.request.path_params["account"], visit.parts
    if wanted == visit.account.id:
        return visit.go("/panel/cuentas", "cuenta-propia")
    disable(wanted, scope=visit.scope, work=parts.unit_of_work(), witness=parts.witness)
    return visit.go("/panel/cuentas", "cuenta-cerrada")


def without_step(visit: Visit) -> Response:
    """Takes the second step away from who lost the telephone."""
    parts = visit.parts
    reset_second_step(
        visit.request.path_params["account"], scope=visit.scope, work=parts.unit_of_work(), witness=parts.witness
    )
    return visit.go("/panel/cuentas", "segundo-paso-quitado")


def _page(visit: Visit, *, wrong: bool = False) -> Response:
    visit.scope.require("accounts")
    with visit.parts.unit_of_work() as work:
        found = work.accounts.all()
    return visit.page(
        "cuentas.html",
        status=422 if wrong else 200,
        accounts=sorted(found, key=lambda account: (account.disabled, account.label.casefold())),
        roles=get_args(Role),
        territories=tuple(visit.parts.catalogue().territories.values()),
        wrong=wrong,
        label=visit.given("nombre"),
        role=visit.given("rol"),
        chosen=frozenset(map(str, visit.form.getlist("territorio"))),
    )


PAGE = Page(
    name="cuentas",
    path="/panel/cuentas",
    order=90,
    right="accounts",
    views=(
        View("/panel/cuentas", accounts),
        View("/panel/cuentas", invited, "POST"),
        View("/panel/cuentas/{account}/enlace", link, "POST"),
        View("/panel/cuentas/{account}/cerrar", ask_to_shut),
        View("/panel/cuentas/{account}/cerrar", shut, "POST"),
        View("/panel/cuentas/{account}/sin-segundo-paso", without_step, "POST"),
    ),
)
