"""The network of a territory: who offers what, for whom; the bot's directory shows it at once."""

import contextlib
from collections.abc import Callable
from typing import get_args

from starlette.responses import Response

from panel.following import chosen, ground, mesa_of, noted, refusing, territory_of, tried, version
from panel.page import Page, View, Visit
from panel.words import words
from redes.content.schema import Topic
from redes.followup.allies import Offer, add_ally, allies_of, change_ally, end_ally
from redes.reports.keeping import StoreUnavailable


def network(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """The network, and the form for one ally: a new one, or the one the address names."""
    territory, on = territory_of(visit), ground(visit)
    mesa_of(visit)
    allies = allies_of(territory, scope=visit.scope, uow=visit.parts.unit_of_work())
    wanted = visit.given("aliado") or visit.asked("aliado")
    return visit.page(
        "red.html",
        status=status,
        territory=territory,
        allies=allies,
        one=next((ally for ally in allies if ally.id == wanted), None),
        kinds=_kinds({one.kind for one in on.catalogue.contacts.values()}),
        topics=[(topic, file.label) for topic in get_args(Topic) if (file := on.catalogue.topics.get(topic))],
        wrong=wrong,
    )


def keep(visit: Visit) -> Response:
    """Keeps an ally: a new one, or what changed in one."""
    territory, ally_id = territory_of(visit), visit.given("aliado")

    def deed() -> None:
        offer = Offer(
            name=visit.given("nombre"),
            kind=visit.given("tipo"),
            offers=visit.given("ofrece"),
            for_whom=visit.given("para"),
            topics=chosen(visit, "tema"),
            phone=visit.given("telefono"),
            address=visit.given("direccion"),
            hours=visit.given("horario"),
            source_url=visit.given("fuente"),
        )
        given = {"scope": visit.scope, "ground": ground(visit), "today": visit.parts.today}
        if ally_id:
            work = noted(visit, "cambiar-aliado", f"mesa:{territory}")
            change_ally(ally_id, offer, seen=version(visit), uow=work, **given)  # type: ignore[arg-type]  # as named
        else:
            add_ally(territory, offer, uow=noted(visit, "agregar-aliado", f"mesa:{territory}"), **given)  # type: ignore[arg-type]

    return tried(visit, _shown(visit, deed), then=_back(visit, "aliado-guardado"), again=network)


def end(visit: Visit) -> Response:
    """Takes an ally out of the directory."""
    territory, ally_id = territory_of(visit), visit.given("aliado")

    def deed() -> None:
        work = noted(visit, "retirar-aliado", f"mesa:{territory}")
        end_ally(ally_id, seen=version(visit), scope=visit.scope, uow=work)

    return tried(visit, _shown(visit, deed), then=_back(visit, "aliado-retirado"), again=network)


def _kinds(kinds: set[str]) -> list[tuple[str, str]]:
    """Kinds of the directory with what they are called, by that; one without a name is called by its id."""
    named = words()
    return sorted(((one, named.get(f"aliado.tipo.{one}", one.replace("-", " "))) for one in kinds), key=lambda p: p[1])


def _shown(visit: Visit, deed: Callable[[], None]) -> Callable[[], None]:
    """A deed after which the directory shows the network as it is."""

    def both() -> None:
        deed()
        with contextlib.suppress(StoreUnavailable):  # it is kept; within a minute it is shown
            visit.parts.show_allies()

    return both


def _back(visit: Visit, notice: str) -> Response:
    return visit.go(f"/panel/mesas/{territory_of(visit)}/red", notice)


PAGE = Page(
    name="red",
    path="/panel/mesas",
    right="follow-up",
    views=(
        View("/panel/mesas/{territory}/red", refusing(network)),
        View("/panel/mesas/{territory}/red", refusing(keep), "POST"),
        View("/panel/mesas/{territory}/red/retirar", refusing(end), "POST"),
    ),
)
