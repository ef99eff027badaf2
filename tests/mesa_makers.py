"""Values for tests of what comes of reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from makers import (
    CHEAP,
    THURSDAY,
    a_barrier,
    a_catalogue,
    a_category,
    a_contact,
    a_draft,
    a_report,
    a_territory,
    some_texts,
)

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.followup.agenda import propose_agenda
from redes.followup.allies import Offer, add_ally
from redes.followup.commitments import Undertaking, make_commitment
from redes.followup.ground import Ground
from redes.followup.meetings import call_meeting
from redes.followup.mesas import open_mesa, set_organisation
from redes.followup.plans import NewAction, add_action, begin_plan
from redes.publishing.publisher import bring_up_to_date
from redes.publishing.shape import frame_of
from redes.reports.intake import file_report, find_report
from redes.reports.retention import Retention
from redes.settings import ROOT

NEXT_YEAR = THURSDAY + timedelta(days=365)


@dataclass(frozen=True)
class AScope:
    """Who asks: some rights in some territories."""

    territories: frozenset[str]
    rights: frozenset[str] = frozenset({"counts", "follow-up"})

    def may(self, right: str, territory: str) -> bool:
        return right in self.rights and territory in self.territories


OF_MEDELLIN = AScope(frozenset({"medellin"}))
OF_CALI = AScope(frozenset({"cali"}))
ANALYST = AScope(frozenset({"medellin"}), frozenset({"counts"}))


def some_ground(**given: Any) -> Ground:
    """A catalogue of two territories with a mesa, three kinds of barrier and one hospital, with the real sentences."""
    barriers = (
        a_barrier(id="urg.puerta", urgency="inmediata"),
        a_barrier(id="doc.papeles", name="Piden papeles", urgency="alta"),
        a_barrier(id="aut.demora", name="Demoran la autorización", urgency="media"),
    )
    default: dict[str, Any] = {
        "categories": [a_category(*barriers)],
        "territories": [
            a_territory(),
            a_territory(id="cali", name="Cali", municipalities=[{"code": "76001", "name": "Cali"}]),
            a_territory(id="resto", name="Resto", mesa=False, municipalities=[{"code": "13001", "name": "Cartagena"}]),
        ],
        "contacts": [a_contact(id="med-hospital", name="Hospital", scope="medellin", kind="hospital-publico")],
        "texts": [
            some_texts(language, _REAL.texts[language].texts)  # type: ignore[index]
            for language in ("es", "en")
        ],
    }
    return Ground(a_catalogue(**default | given), {"urgencia-sin-requisitos": "La urgencia se atiende"})


_REAL: Catalogue = load(ROOT / "content")


def an_organisation(uow: Any, *, name: str = "Secretaría de Salud", ground: Ground | None = None) -> str:
    """An organisation at the table of Medellín; its id."""
    ground = ground or some_ground()
    mesa = open_mesa("medellin", scope=OF_MEDELLIN, ground=ground, uow=uow)
    changed = set_organisation(
        "medellin", name, "entidad-territorial", seen=mesa.version, scope=OF_MEDELLIN, ground=ground, uow=uow
    )
    return next(one.id for one in changed.organisations if one.name == name)


def an_undertaking(**given: Any) -> Undertaking:
    """What somebody promises."""
    default = {
        "organisation": "0123456789ab",
        "what": "Capacitar a la portería en la ruta de urgencias",
        "due": THURSDAY + timedelta(days=30),
        "barriers": ("urg.puerta",),
    }
    return Undertaking(**default | given)


def a_filed_report(uow: Any, vault: Any, *, language: str = "es", today: date = THURSDAY, **given: Any) -> Any:
    """A report as its author filed it."""
    receipt = file_report(
        a_draft(**given), language=language, uow=uow, receipts=CHEAP, vault=vault, retention=Retention(), today=today
    )
    return find_report(receipt, uow=uow, receipts=CHEAP)


def a_table(parts: Any) -> dict[str, str]:
    """A mesa in Cúcuta with something of everything; name -> address of its pages below ``/panel/mesas``."""
    catalogue, today = parts.catalogue(), parts.today
    given: dict[str, Any] = {"scope": AScope(frozenset({"cucuta"})), "ground": Ground(catalogue, {})}
    uow = parts.unit_of_work()
    for weeks in range(1, 9):
        a_filed_report(
            uow, parts.vault, municipality="54001", barrier="urg.puerta", today=today - timedelta(weeks=weeks)
        )
    mesa = set_organisation("cucuta", "Secretaría de Salud", "entidad-territorial", seen=0, uow=uow, **given)
    agenda = [one.item(given["ground"]) for one in propose_agenda("cucuta", uow=uow, today=today, **given)]
    meeting = call_meeting("cucuta", today, agenda, uow=uow, **given)
    made = make_commitment(
        "cucuta",
        an_undertaking(organisation=mesa.organisations[0].id, meeting=meeting.id, due=today),
        uow=uow,
        retention=Retention(),
        today=today,
        **given,
    )
    plan = begin_plan("cucuta", "cuc-huem", uow=uow, **given)
    action = NewAction(
        field="capacitacion", term="corto", responsible="Talento humano", what="Capacitar al turno de noche", due=today
    )
    add_action(plan.id, action, seen=1, uow=uow, today=today, **given)
    offer = Offer(name="Casa de Paso", kind="organizacion", offers="Hospedaje por cinco noches", phone="607 555 44 33")
    add_ally("cucuta", offer, uow=uow, today=today, **given)
    return {
        "lista": "",
        "mesa": "/cucuta",
        "agenda": "/cucuta/agenda",
        "reunion-nueva": "/cucuta/reunion",
        "reunion": f"/reuniones/{meeting.id}",
        "compromiso-nuevo": "/cucuta/compromiso?barrera=urg.puerta",
        "compromiso": f"/compromisos/{made.id}",
        "hilo": "/cucuta/barreras/urg.puerta?orden=reciente",
        "planes": "/cucuta/planes",
        "red": "/cucuta/red",
    }


def published_reports(world: Any) -> None:
    """Nine hundred reports of a spring in three territories, published, in a panel's database."""
    with world.parts.unit_of_work() as work:
        for one in range(900):
            week = date(2024, 1, 8) + timedelta(weeks=one % 12)
            town = ("54001", "54001", "76001", "05001")[one % 4]
            barrier = ("urg.puerta", "doc.sin-permiso", "afi.no-afilian")[one % 3]
            ips = "cuc-huem" if town == "54001" else None
            work.reports.add(
                a_report(
                    receipt_hash=f"{one:064x}",
                    id=f"{one:032x}",
                    week=week,
                    municipality=town,
                    barrier=barrier,
                    ips=ips,
                    state="nuevo" if one % 2 else "en-mesa",
                )
            )
        work.commit()
    frame = frame_of(world.parts.catalogue(), ())
    bring_up_to_date(uow=world.parts.unit_of_work(), frame=frame, today=world.parts.today)
    return world
