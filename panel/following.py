"""What the pages of mesas share: the catalogue as they need it, deeds that are noted, refusals beside the form."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from starlette.responses import Response

from panel.page import Visit
from redes.followup.accounts import Forbidden
from redes.followup.errors import FollowupError, Incomplete, NotThere, NotYours, told
from redes.followup.ground import Ground
from redes.followup.mesa import Mesa
from redes.followup.mesas import open_mesa
from redes.followup.noted import NotedWork
from redes.followup.promise import Evidence
from redes.store.work import SqlUnitOfWork

Show = Callable[..., Response]


def ground(visit: Visit) -> Ground:
    """The catalogue in force with the titles of its rules."""
    return Ground(visit.parts.catalogue(), visit.parts.rules())


def noted(visit: Visit, verb: str, subject: str) -> NotedWork[SqlUnitOfWork]:
    """A unit of work whose commit writes the audit log.

    Args:
        visit: Who does it.
        verb: What, see :class:`redes.followup.audit.Entry`.
        subject: To what.
    """
    parts, account = visit.parts, visit.account.id
    return NotedWork(parts.unit_of_work(), lambda work: parts.witness.note(work, account, verb, subject))


def refusing(view: Callable[[Visit], Response]) -> Callable[[Visit], Response]:
    """A view that answers as if a thing of others did not exist; the audit log knows."""

    @wraps(view)
    def careful(visit: Visit) -> Response:
        try:
            return view(visit)
        except NotYours:
            raise Forbidden("not of this territory") from None
        except NotThere:
            return visit.page("sorry.html", status=404, why="no-existe")

    return careful


def tried(visit: Visit, deed: Callable[[], object], *, then: Response, again: Show) -> Response:
    """Do something, and go on; or show the form again with what is wrong.

    Args:
        visit: Who does it.
        deed: What.
        then: Where to go when it is done.
        again: Shows the form; gets the refusal as ``wrong`` and the status.
    """
    try:
        deed()
    except (NotYours, NotThere):
        raise
    except FollowupError as refused:
        return again(visit, wrong=told(refused, visit.parts.catalogue().texts["es"].texts), status=422)
    return then


def territory_of(visit: Visit) -> str:
    """Id of the territory that the address names, whether there is one or not."""
    return str(visit.request.path_params["territory"])


def mesa_of(visit: Visit) -> Mesa:
    """The mesa of the territory that the address names.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or there is none.
    """
    return open_mesa(territory_of(visit), scope=visit.scope, ground=ground(visit), uow=visit.parts.unit_of_work())


def evidence(visit: Visit) -> Evidence | None:
    """What shows that something was done: a link, or a note; None when nothing was written."""
    shown = visit.given("evidencia")
    if not shown:
        return None
    return Evidence(kind="enlace" if shown.startswith(("http://", "https://")) else "nota", text=shown)


def day(visit: Visit, name: str) -> date:
    """A day of a form.

    Raises:
        Incomplete: It is none.
    """
    try:
        return date.fromisoformat(visit.given(name))
    except ValueError:
        raise Incomplete("a day is missing", "mesa.error.fecha") from None


def number(visit: Visit, name: str) -> int | None:
    """A number of a form; None when nothing was written.

    Raises:
        Incomplete: It is none.
    """
    said = visit.given(name)
    if not said:
        return None
    if not said.isdecimal() or len(said) > 6:
        raise Incomplete("a number is missing", "mesa.error.numero")
    return int(said)


def version(visit: Visit, name: str = "version") -> int:
    """The version that the form was made from, in a field; one that nobody wrote fits none."""
    said = visit.given(name)
    return int(said) if said.isdecimal() and len(said) < 9 else -1


def chosen(visit: Visit, name: str) -> tuple[str, ...]:
    """What was ticked of a list."""
    return tuple(str(one) for one in visit.form.getlist(name))
