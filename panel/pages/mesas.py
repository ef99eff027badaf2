"""The mesas: which there are, and the table of each with its organisations, meetings, promises and documents."""

from collections.abc import Callable
from typing import cast

from starlette.responses import Response

from panel.following import ground, mesa_of, noted, refusing, territory_of, tried, version
from panel.page import Page, View, Visit
from redes.documents.agenda import Agenda, agenda_docx, gather_agenda
from redes.documents.minutes import minutes_docx
from redes.documents.packet import Packet, gather_packet
from redes.documents.paper import agenda_pdf, packet_pdf
from redes.documents.sheet import packet_xlsx
from redes.followup.agenda import propose_agenda
from redes.followup.commitments import territory_agenda
from redes.followup.counted import broken_with_barriers, praised_practices
from redes.followup.glance import glance_at
from redes.followup.ground import Ground
from redes.followup.meeting import next_called
from redes.followup.meetings import meetings_of
from redes.followup.mesa import SECTORS, Sector
from redes.followup.mesas import remove_organisation, set_organisation

_FORMS: dict[str, tuple[str, Callable[[Packet, Ground], bytes]]] = {
    "pdf": ("application/pdf", packet_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", packet_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", minutes_docx),
}

_AGENDA_FORMS: dict[str, Callable[[Agenda, Ground], bytes]] = {"pdf": agenda_pdf, "docx": agenda_docx}


def mesas(visit: Visit) -> Response:
    """The mesas of this account, each with what is open and what is late."""
    mine = [one for one in ground(visit).mesas() if visit.scope.may("follow-up", one)]
    found = glance_at(mine, scope=visit.scope, uow=visit.parts.unit_of_work(), today=visit.parts.today)
    return visit.page("mesas.html", mesas=found)


def mesa(visit: Visit) -> Response:
    """One table."""
    return _page(visit)


def seat(visit: Visit) -> Response:
    """Brings an organisation to the table."""
    territory = territory_of(visit)

    def deed() -> None:
        set_organisation(
            territory,
            visit.given("nombre"),
            cast(Sector, visit.given("sector")),
            seen=version(visit),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "agregar-organizacion", f"mesa:{territory}"),
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/{territory}", "organizacion-agregada"), again=_page)


def unseat(visit: Visit) -> Response:
    """Takes an organisation off the table."""
    territory = territory_of(visit)

    def deed() -> None:
        remove_organisation(
            territory,
            visit.given("organizacion"),
            seen=version(visit),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "quitar-organizacion", f"mesa:{territory}"),
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/{territory}", "organizacion-quitada"), again=_page)


def packet(visit: Visit) -> Response:
    """The packet as a file: to print, as a spreadsheet, or the minutes to edit."""
    territory, form = territory_of(visit), visit.request.path_params["form"]
    if form not in _FORMS:
        return visit.page("sorry.html", status=404, why="no-existe")
    on = ground(visit)
    gathered = gather_packet(
        territory,
        scope=visit.scope,
        ground=on,
        uow=visit.parts.unit_of_work(),
        vault=visit.parts.vault,
        today=visit.parts.today,
        invented=visit.parts.invented(),
    )
    kind, made = _FORMS[form]
    name = f"{'acta' if form == 'docx' else 'paquete'}-{territory}-{gathered.day.isoformat()}.{form}"
    with visit.parts.unit_of_work() as work:
        visit.parts.witness.note(work, visit.account.id, "bajar-paquete", f"mesa:{territory}")
        work.commit()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made(gathered, on), media_type=kind, headers=headers)


def agenda(visit: Visit) -> Response:
    """The territory's agenda: all that is promised and open."""
    return visit.page("agenda.html", territory=territory_of(visit), agenda=_agenda(visit), on=ground(visit))


def agenda_document(visit: Visit) -> Response:
    """The same as a file: to print, or to edit."""
    form = visit.request.path_params["form"]
    if form not in _AGENDA_FORMS:
        return visit.page("sorry.html", status=404, why="no-existe")
    made = _AGENDA_FORMS[form](_agenda(visit), ground(visit))
    name = f"agenda-{territory_of(visit)}-{visit.parts.today.isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=_FORMS[form][0], headers=headers)


def _agenda(visit: Visit) -> Agenda:
    parts = visit.parts
    return gather_agenda(
        territory_of(visit),
        scope=visit.scope,
        ground=ground(visit),
        uow=parts.unit_of_work(),
        today=parts.today,
        invented=parts.invented(),
    )


def _page(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    territory, on, parts = territory_of(visit), ground(visit), visit.parts
    found = mesa_of(visit)
    proposed = propose_agenda(territory, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today)
    rules = broken_with_barriers(territory, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today)
    meetings = meetings_of(territory, scope=visit.scope, uow=parts.unit_of_work())
    praised = praised_practices(territory, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today)
    return visit.page(
        "mesa.html",
        status=status,
        mesa=found,
        sectors=[(one, on.say("es", f"mesa.sector.{one}")) for one in SECTORS],
        meetings=tuple(reversed(meetings)),
        next=next_called(meetings, today=parts.today),
        promises=territory_agenda(territory, scope=visit.scope, uow=parts.unit_of_work()),
        proposed=[one.item(on) for one in proposed],
        rules=rules,
        praised=praised,
        practices={one.number: one.title for one in on.catalogue.decalogo.practices},
        on=on,
        today=parts.today,
        wrong=wrong,
    )


PAGE = Page(
    name="mesas",
    path="/panel/mesas",
    order=30,
    right="follow-up",
    views=(
        View("/panel/mesas", refusing(mesas)),
        View("/panel/mesas/{territory}", refusing(mesa)),
        View("/panel/mesas/{territory}", refusing(seat), "POST"),
        View("/panel/mesas/{territory}/quitar", refusing(unseat), "POST"),
        View("/panel/mesas/{territory}/agenda", refusing(agenda)),
        View("/panel/mesas/{territory}/agenda.{form}", refusing(agenda_document)),
        View("/panel/mesas/{territory}/paquete.{form}", refusing(packet)),
    ),
)
