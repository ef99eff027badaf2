"""A territory's agenda: the sum of what its mesa has promised and not yet done, as values for a page and as a document (DOCX)."""

import io
from dataclasses import dataclass
from datetime import date

from redes.documents.minutes import table
from redes.documents.packet import Promised, Words
from redes.documents.sheet import clean
from redes.followup.commitment import Commitment
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.mesa import Mesa
from redes.followup.rights import Scope, may_enter


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An open commitment of the agenda.

    Attributes:
        id: Of the commitment.
        told: The same in words.
        barriers: (id, name) of the kinds of barrier it answers.
        answers: Names of the rules and practices it helps to keep.
    """

    id: str
    told: Promised
    barriers: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All that is open in a territory.

    Attributes:
        place: What the territory is called.
        day: The day it was made.
        commitments: Of the mesa's organisations, by the end of their term: what is late stands first.
        actions: Of the work plans of its IPS.
        late: How many of both are late.
        invented: Whether all of it is a demonstration.
    """

    place: str
    day: date
    commitments: tuple[Open, ...]
    actions: tuple[Promised, ...]
    late: int
    invented: bool

    def standing(self, ground: Ground) -> str:
        """How many of both are open, and late, in a sentence."""
        number = len(self.commitments) + len(self.actions)
        return ground.say("es", "acuerdos.cuantos", abiertos=str(number), atrasados=str(self.late))


def gather_agenda(
    territory: str, *, scope: Scope, ground: Ground, uow: UnitOfWork, today: date, invented: bool = False
) -> Agenda:
    """Gather a territory's agenda.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or there is no such mesa.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_enter(scope, territory)
    place, words = ground.territory(territory), Words(ground, today)
    with uow:
        mesa = uow.followup.mesas.get(territory) or Mesa(territory=territory)
        commitments = [one for one in uow.followup.commitments.of([territory]) if one.is_open]
        plans = uow.followup.plans.of([territory])
    actions = sorted(
        ((action, plan.ips) for plan in plans for action in plan.actions if action.is_open), key=lambda one: one[0].due
    )
    late = [one for one in (*commitments, *(action for action, _ in actions)) if one.late(today)]
    return Agenda(
        place=place,
        day=today,
        commitments=tuple(_open(one, words.promised(one, mesa), ground) for one in commitments),
        actions=tuple(words.action(action, ips) for action, ips in actions),
        late=len(late),
        invented=invented,
    )


def agenda_docx(agenda: Agenda, ground: Ground) -> bytes:
    """The agenda as a document to edit and pass on."""

    def say(key: str, **blanks: str) -> str:
        return clean(ground.say("es", key, **blanks))

    # Imported when one is made: no start should wait for it.
    from docx import Document

    document = Document()
    title = say("acuerdos.titulo", territorio=agenda.place, dia=ground.day("es", agenda.day))
    document.core_properties.title = title
    document.core_properties.author = say("web.titulo")
    document.core_properties.language = "es-CO"
    document.add_heading(title, level=0)
    if agenda.invented:
        document.add_paragraph(say("paquete.inventado"))
    document.add_paragraph(say("acuerdos.que-es"))
    document.add_paragraph(clean(agenda.standing(ground)))
    heads = tuple(say(f"paquete.{name}") for name in ("que", "quien", "hasta", "estado"))
    document.add_heading(say("paquete.compromisos"), level=1)
    if agenda.commitments:
        rows = [
            (*_row(one.told), "\n".join((*(name for _, name in one.barriers), *one.answers)))
            for one in agenda.commitments
        ]
        table(document, (*heads, say("acuerdos.responde")), rows)
    else:
        document.add_paragraph(say("paquete.sin-datos"))
    if agenda.actions:
        document.add_heading(say("paquete.planes"), level=1)
        table(document, (*heads, say("paquete.plan")), [(*_row(one), one.group) for one in agenda.actions])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _open(one: Commitment, told: Promised, ground: Ground) -> Open:
    practices = {practice.number: practice.title for practice in ground.catalogue.decalogo.practices}
    return Open(
        id=one.id,
        told=told,
        barriers=tuple((barrier, ground.barrier(barrier)) for barrier in one.barriers),
        answers=(
            *(ground.rules.get(rule, rule) for rule in one.rules),
            *(f"{number}. {practices[number]}" for number in one.practices if number in practices),
        ),
    )


def _row(one: Promised) -> tuple[str, str, str, str]:
    return one.what, one.who, one.due, f"{one.state}, {one.progress} %"
