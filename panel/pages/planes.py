"""Work plans of the IPS of a territory: actions by field and term, and how far they are."""

from typing import cast

from starlette.responses import Response

from panel.following import day, evidence, ground, mesa_of, noted, number, refusing, territory_of, tried, version
from panel.page import Page, View, Visit
from redes.content.schema import ATTENDS
from redes.followup.plan import FIELDS, TERMS, Field, Term
from redes.followup.plans import NewAction, add_action, advance_action, begin_plan, open_plans
from redes.followup.promise import NEXT, STEPS, State


def plans(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """All plans of a mesa."""
    territory, on, parts = territory_of(visit), ground(visit), visit.parts
    mesa_of(visit)
    found = open_plans(territory, scope=visit.scope, uow=parts.unit_of_work())
    planned = {one.ips for one in found}
    return visit.page(
        "planes.html",
        status=status,
        territory=territory,
        plans=found,
        without=[
            (one.id, one.name)
            for one in on.catalogue.contacts_of(territory)
            if one.kind in ATTENDS and one.id not in planned
        ],
        fields=[(one, on.say("es", f"mesa.campo.{one}")) for one in FIELDS],
        terms=[(one, on.say("es", f"mesa.plazo.{one}")) for one in TERMS],
        steps={
            state: [(to, on.say("es", f"mesa.estado.{to}")) for to in NEXT if to in targets]
            for state, targets in STEPS.items()
        },
        on=on,
        today=parts.today,
        wrong=wrong,
    )


def begin(visit: Visit) -> Response:
    """Begins a plan."""
    territory = territory_of(visit)

    def deed() -> None:
        begin_plan(
            territory,
            visit.given("ips"),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "empezar-plan", f"mesa:{territory}"),
        )

    return tried(visit, deed, then=_back(visit), again=plans)


def add(visit: Visit) -> Response:
    """Adds an action."""
    plan_id = visit.given("plan")

    def deed() -> None:
        add_action(
            plan_id,
            NewAction(
                field=cast(Field, visit.given("campo")),
                term=cast(Term, visit.given("plazo")),
                responsible=visit.given("responsable"),
                what=visit.given("que"),
                due=day(visit, "hasta"),
            ),
            seen=version(visit),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "agregar-accion", f"plan:{plan_id[:32]}"),
            today=visit.parts.today,
        )

    return tried(visit, deed, then=_back(visit), again=plans)


def advance(visit: Visit) -> Response:
    """Takes an action a step further."""
    plan_id = visit.given("plan")

    def deed() -> None:
        advance_action(
            plan_id,
            visit.given("accion"),
            cast(State, visit.given("estado")),
            seen=version(visit),
            scope=visit.scope,
            uow=noted(visit, "avanzar-accion", f"plan:{plan_id[:32]}"),
            today=visit.parts.today,
            progress=number(visit, "avance"),
            evidence=evidence(visit),
            note=visit.given("nota") or None,
        )

    return tried(visit, deed, then=_back(visit), again=plans)


def _back(visit: Visit) -> Response:
    return visit.go(f"/panel/mesas/{territory_of(visit)}/planes", "guardado")


PAGE = Page(
    name="planes",
    path="/panel/mesas",
    right="follow-up",
    views=(
        View("/panel/mesas/{territory}/planes", refusing(plans)),
        View("/panel/mesas/{territory}/planes", refusing(begin), "POST"),
        View("/panel/mesas/{territory}/planes/accion", refusing(add), "POST"),
        View("/panel/mesas/{territory}/planes/avance", refusing(advance), "POST"),
    ),
)
