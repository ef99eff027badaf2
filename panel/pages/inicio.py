"""The first page: what waits for this seat; then who am I here, where, and from which browsers; Telegram and the second step."""

from dataclasses import dataclass

import segno
from markupsafe import Markup
from starlette.responses import Response

from panel.following import ground
from panel.page import Page, View, Visit
from panel.pages.revisar import desk_of
from panel.pages.turno import own_duties
from panel.words import word
from redes.followup.entry import WrongCode, set_second_step
from redes.followup.glance import Glance, glance_at
from redes.followup.invitations import offer_tie, untie
from redes.followup.review import MOST_COUNTED, Wanted
from redes.followup.second_step import address, new_secret
from redes.reminding.duty import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What waits for somebody who reviews reports.

    Attributes:
        reports: How many wait, in words; empty for none.
        urgent: How many of them needed care at the time, likewise.
        proposals: How many proposals wait, likewise.
        mesas: Her mesas at a glance.
        duties: Who is told of a refused emergency in her territories.
    """

    reports: str
    urgent: str
    proposals: str
    mesas: tuple[Glance, ...]
    duties: tuple[Duty, ...]


def home(visit: Visit) -> Response:
    """What waits, as far as the role reaches; account, territories, sessions."""
    with visit.parts.unit_of_work() as work:
        sessions = work.sessions.of(visit.account.id)
        flags = sum(1 for _ in work.flags.all("nueva")) if visit.scope.may("flags") else None
    return visit.page("inicio.html", sessions=sessions, flags=flags, waiting=_waiting(visit))


def _waiting(visit: Visit) -> _Waiting | None:
    """What waits for who reviews; None for everybody else."""
    if not visit.scope.may("review"):
        return None
    parts = visit.parts
    desk, on = desk_of(visit), ground(visit)
    mine = [one for one in on.mesas() if visit.scope.may("follow-up", one)]
    return _Waiting(
        reports=_many(desk.waiting(work=parts.unit_of_work())),
        urgent=_many(desk.waiting(Wanted(codes=frozenset(), urgent=True), work=parts.unit_of_work())),
        proposals=_many(
            desk.waiting(Wanted(codes=frozenset(), kinds=frozenset({"propuesta"})), work=parts.unit_of_work())
        ),
        mesas=glance_at(mine, scope=visit.scope, uow=parts.unit_of_work(), today=parts.today),
        duties=own_duties(visit),
    )


def _many(count: int) -> str:
    """A count in figures; beyond the most that is counted, that there are more. Empty for none."""
    if count >= MOST_COUNTED:
        return word("inicio.mas-de", cuantos=MOST_COUNTED - 1)
    return str(count) if count else ""


def slashed(visit: Visit) -> Response:
    """The same page has one address."""
    return visit.go("/panel")


def show_tie(visit: Visit) -> Response:
    """A code that ties a Telegram chat to this account, as a link that opens the bot."""
    parts = visit.parts
    secret = offer_tie(visit.scope, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
    bot = parts.doors.bot
    link = f"https://t.me/{bot}?start=panel_{secret}" if bot else None
    return visit.page("telegram.html", code=f"/start panel_{secret}", link=link, qr=_picture(link) if link else None)


def forget_tie(visit: Visit) -> Response:
    """The chat is forgotten."""
    untie(visit.scope, work=visit.parts.unit_of_work(), witness=visit.parts.witness)
    return visit.go("/panel", "telegram-desvinculado")


def show_step(visit: Visit) -> Response:
    """A fresh secret for an app of codes."""
    return _step_page(visit, new_secret(), wrong=False)


def take_step(visit: Visit) -> Response:
    """The first code shows that the app has the secret."""
    parts, secret = visit.parts, visit.given("secreto")
    try:
        set_second_step(
            visit.entered,
            secret,
            visit.given("codigo"),
            work=parts.unit_of_work(),
            sealer=parts.sealer,
            witness=parts.witness,
        )
    except WrongCode:
        return _step_page(visit, new_secret(), wrong=True)
    return visit.go("/panel", "segundo-paso-puesto")


def _step_page(visit: Visit, secret: str, *, wrong: bool) -> Response:
    return visit.page(
        "segundo-paso.html",
        status=422 if wrong else 200,
        secret=secret,
        qr=_picture(address(secret, visit.account.label)),
        wrong=wrong,
    )


def _picture(text: str) -> Markup:
    """A QR code as SVG, dark on white in every colour scheme."""
    drawn = segno.make(text, error="m").svg_inline(scale=5, border=3, light="#fff", dark="#000", omitsize=False)
    return Markup(drawn)  # noqa: S704 - drawn here, and the text is in it as squares only


PAGE = Page(
    name="inicio",
    path="/panel",
    order=0,
    views=(
        View("/panel", home),
        View("/panel/", slashed),
        View("/panel/telegram", show_tie, "POST"),
        View("/panel/telegram/olvidar", forget_tie, "POST"),
        View("/panel/segundo-paso", show_step),
        View("/panel/segundo-paso", take_step, "POST"),
    ),
)
