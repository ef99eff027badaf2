"""The audit log, newest first, and whether its chain holds."""

import re
from collections.abc import Iterable, Mapping

from starlette.responses import Response

from panel.page import Page, View, Visit
from panel.words import word, words
from redes.followup.accounts import Account, AccountId
from redes.followup.audit import Entry

A_PAGE = 50


_DAY_FIRST = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?= )")
"""A day as it is kept. What is no day is shown as it stands: who changed the log must be seen, not hidden by a broken page."""


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
        entries=_rows(found[:A_PAGE], accounts),
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
        entries=_rows(found, accounts),
        accounts=accounts,
        account="",
        older=None,
        newest="/panel/auditoria",
        head=head,
        verdict=verdict,
    )


def _rows(entries: Iterable[Entry], accounts: Mapping[AccountId, Account]) -> list[tuple[str, ...]]:
    """Number, minute, who, what, to what."""
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        account = accounts.get(entry.account)
        rows.append(
            (
                str(entry.number),
                _DAY_FIRST.sub(r"\3/\2/\1", entry.at),
                account.label if account else word("auditoria.linea"),
                words().get(f"hecho.{entry.verb}", entry.verb),
                _about(entry.subject, accounts),
            )
        )
    return rows


def _about(subject: str, accounts: Mapping[AccountId, Account]) -> str:
    """What an entry is about: a seat by its label, all else by its kind and the beginning of its id."""
    kind, _, name = subject.partition(":")
    account = accounts.get(AccountId(name)) if kind == "cuenta" else None
    if account is not None:
        return account.label
    return " ".join(filter(None, (kind, name[:8] if re.fullmatch(r"[0-9a-f]{12,}", name) else name))) or "–"


PAGE = Page(
    name="auditoria",
    path="/panel/auditoria",
    order=95,
    right="audit",
    views=(View("/panel/auditoria", log), View("/panel/auditoria", verify, "POST")),
)
