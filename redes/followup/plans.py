"""Work plans: an IPS and its mesa agree on actions, and say how far they are."""

import dataclasses
import uuid
from dataclasses import dataclass
from datetime import date

from redes.followup.errors import Incomplete
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.mesas import LONGEST_NAME, there
from redes.followup.plan import FIELDS, TERMS, Action, Field, Term, WorkPlan
from redes.followup.promise import LONGEST_WHAT, Evidence, State, Step, advanced
from redes.followup.rights import Scope, may_enter
from redes.followup.words import checked

MOST_ACTIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What is to be done.

    Attributes:
        field, term, responsible, what, due, barriers, practices: As on :class:`redes.followup.plan.Action`.
    """

    field: Field
    term: Term
    responsible: str
    what: str
    due: date
    barriers: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()


def open_plans(territory: str, *, scope: Scope, uow: UnitOfWork) -> tuple[WorkPlan, ...]:
    """The plans that a mesa follows.

    Raises:
        redes.followup.errors.NotYours: It is another's.
    """
    may_enter(scope, territory)
    with uow:
        return uow.followup.plans.of([territory])


def begin_plan(territory: str, ips: str, *, scope: Scope, ground: Ground, uow: UnitOfWork) -> WorkPlan:
    """Begin the plan of an IPS of the directory; it has one in a territory.

    Raises:
        redes.followup.errors.FollowupError: It is another's, the IPS is not of this territory, or has a plan.
    """
    may_enter(scope, territory)
    ground.territory(territory)
    contact = ground.catalogue.contacts.get(ips)
    if contact is None or contact.scope != territory:
        raise Incomplete("there is no such IPS in this territory", "mesa.error.contacto")
    new = WorkPlan(id=uuid.uuid4().hex, territory=territory, ips=ips)
    with uow:
        if any(one.ips == ips for one in uow.followup.plans.of([territory])):
            raise Incomplete("this IPS has a plan", "mesa.error.plan-repetido")
        uow.followup.plans.add(new)
        uow.commit()
    return new


def add_action(
    plan_id: str, new: NewAction, *, seen: int, scope: Scope, ground: Ground, uow: UnitOfWork, today: date
) -> WorkPlan:
    """Add an action to a plan.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or something is missing or does not fit.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
    """
    if new.field not in FIELDS or new.term not in TERMS:
        raise Incomplete("an action has one of four fields and one of three terms", "mesa.error.campo")
    if new.due < today:
        raise Incomplete("a term does not end before it begins", "mesa.error.plazo")
    action = Action(
        id=uuid.uuid4().hex[:12],
        field=new.field,
        term=new.term,
        responsible=checked(new.responsible, most=LONGEST_NAME, least=3),
        what=checked(new.what, most=LONGEST_WHAT, least=10),
        due=new.due,
        barriers=ground.check_barriers(new.barriers),
        practices=ground.check_practices(new.practices),
        steps=(Step(day=today, state="abierto", progress=0),),
    )
    with uow:
        plan = _entered(plan_id, scope, uow)
        if len(plan.actions) >= MOST_ACTIONS:
            raise Incomplete("this plan is full", "mesa.error.plan-lleno", numero=str(MOST_ACTIONS))
        return _save(plan, (*plan.actions, action), seen=seen, uow=uow)


def advance_action(
    plan_id: str,
    action_id: str,
    to: State,
    *,
    seen: int,
    scope: Scope,
    uow: UnitOfWork,
    today: date,
    progress: int | None = None,
    evidence: Evidence | None = None,
    note: str | None = None,
) -> WorkPlan:
    """Take an action a step further; see :func:`redes.followup.promise.advanced`. Raises as :func:`add_action`."""
    with uow:
        plan = _entered(plan_id, scope, uow)
        moved = advanced(there(plan.action(action_id)), to, on=today, progress=progress, evidence=evidence, note=note)
        return _save(plan, tuple(moved if one.id == action_id else one for one in plan.actions), seen=seen, uow=uow)


def _entered(plan_id: str, scope: Scope, uow: UnitOfWork) -> WorkPlan:
    found = there(uow.followup.plans.get(plan_id))
    may_enter(scope, found.territory)
    return found


def _save(plan: WorkPlan, actions: tuple[Action, ...], *, seen: int, uow: UnitOfWork) -> WorkPlan:
    changed = dataclasses.replace(plan, actions=actions, version=seen + 1)
    uow.followup.plans.replace(changed, seen=seen)
    uow.commit()
    return changed
