"""The audit log, newest first, and whether its chain holds."""

from starlette.responses import Response

from panel.page import Page, View, Visit
from redes.followup.accounts import AccountId

A_PAGE = 50


def log(visit: Visit) -> Response:
    """A page of entries; filters stand in the address."""
    visit.scope.require("audit")
    before, account = visit.asked("antes"), visit.asked("cuenta")
    with visit.parts.unit_of_work() as work:
        accounts = {one.id: one for one in work.accounts.all()}
        wanted = AccountId(account) if account in accounts else None
        number = int(before) if before.isdecimal() and len(before) < 10 else None
        found = work.audit.latest(A_PAGE + 1, before=number, account=wanted)
        head = work.audit.head()
    more = len(found) > A_PAGE
    return visit.page(
        "auditoria.html",
        entries=found[:A_PAGE],
        accounts=accounts,
        account=wanted or "",
        older=visit.address_with(antes=str(found[A_PAGE - 1].number)) if more else None,
        newest=visit.address_with(antes="") if number is not None else None,
        head=head,
        verdict=None,
    )


def verify(visit: Visit) -> Response:
    """Looks over the whole chain."""
    visit.scope.require("audit")
    with visit.parts.unit_of_work() as work:
        accounts = {one.id: one for one in work.accounts.all()}
        head = work.audit.head()
        verdict = visit.parts.witness.verify(work.audit.all(), head)
        found = work.audit.latest(A_PAGE)
    return visit.page(
        "auditoria.html",
        entries=found,
        accounts=accounts,
        account="",
        older=None,
        newest="/panel/auditoria",
        head=head,
        verdict=verdict,
    )


PAGE = Page(
    name="auditoria",
    path="/panel/auditoria",
    order=95,
    right="audit",
    views=(View("/panel/auditoria", log), View("/panel/auditoria", verify, "POST")),
)
