"""Meetings are called, prepared, held; who came is counted by sector."""

import dataclasses
import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from redes.followup import meeting as meetings
from redes.followup.errors import Incomplete
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.meeting import AgendaItem, Meeting
from redes.followup.mesa import SECTORS, Sector
from redes.followup.mesas import there
from redes.followup.rights import Scope, may_enter
from redes.followup.words import checked

MOST_ITEMS = 20
MOST_PER_SECTOR = 999
LONGEST_ITEM = 300
LONGEST_NOTES = 20_000


def call_meeting(
    territory: str,
    day: date,
    agenda: Iterable[AgendaItem] = (),
    *,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
) -> Meeting:
    """Call a meeting.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or an agenda item does not fit.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    may_enter(scope, territory)
    ground.territory(territory)
    new = Meeting(id=uuid.uuid4().hex, territory=territory, day=day, agenda=_checked_agenda(agenda, ground))
    with uow:
        uow.followup.meetings.add(new)
        uow.commit()
    return new


def open_meeting(meeting_id: str, *, scope: Scope, uow: UnitOfWork) -> Meeting:
    """One meeting.

    Raises:
        redes.followup.errors.NotThere: There is none.
        redes.followup.errors.NotYours: It is another's.
    """
    with uow:
        found = there(uow.followup.meetings.get(meeting_id))
    may_enter(scope, found.territory)
    return found


def meetings_of(territory: str, *, scope: Scope, uow: UnitOfWork) -> tuple[Meeting, ...]:
    """The meetings of a mesa, the first one first. Raises as :func:`open_meeting`."""
    may_enter(scope, territory)
    with uow:
        return uow.followup.meetings.of([territory])


def set_agenda(
    meeting_id: str,
    agenda: Iterable[AgendaItem],
    *,
    seen: int,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    day: date | None = None,
) -> Meeting:
    """Write a meeting's agenda anew, and its day when one is given.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or was held already, or an item does not fit.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
    """
    found = open_meeting(meeting_id, scope=scope, uow=uow)
    if found.state != "convocada":
        raise Incomplete("only a meeting that is still to come has an agenda to change", "mesa.error.agenda-cerrada")
    changed = dataclasses.replace(found, agenda=_checked_agenda(agenda, ground), day=day or found.day, version=seen + 1)
    return _save(changed, seen=seen, uow=uow)


def hold_meeting(
    meeting_id: str,
    attendance: Mapping[Sector, int],
    notes: str | None,
    *,
    seen: int,
    scope: Scope,
    uow: UnitOfWork,
    today: date,
) -> Meeting:
    """Write down that a meeting was held: how many of each sector came, and what was said.

    Raises:
        redes.followup.errors.FollowupError: It is another's, its day has not come, nobody came, or the notes
            would lead to a person.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
    """
    found = open_meeting(meeting_id, scope=scope, uow=uow)
    if found.state != "realizada":
        meetings.moved(found.state, "realizada")
    if found.day > today:
        raise Incomplete("its day has not come", "mesa.error.aun-no")
    counted = {sector: number for sector, number in attendance.items() if number}
    if any(sector not in SECTORS or not 0 < number <= MOST_PER_SECTOR for sector, number in counted.items()):
        raise Incomplete("attendance is a number for each sector", "mesa.error.asistencia", numero=str(MOST_PER_SECTOR))
    if not counted:
        raise Incomplete("a meeting to which nobody came was not held", "mesa.error.nadie")
    changed = dataclasses.replace(
        found,
        state="realizada",
        attendance=counted,
        notes=checked(notes, most=LONGEST_NOTES) if notes and notes.strip() else None,
        version=seen + 1,
    )
    return _save(changed, seen=seen, uow=uow)


def move_meeting(meeting_id: str, to: meetings.State, *, seen: int, scope: Scope, uow: UnitOfWork) -> Meeting:
    """Call a meeting off, or call it again. Raises as :func:`set_agenda`."""
    found = open_meeting(meeting_id, scope=scope, uow=uow)
    if to == "realizada":
        raise Incomplete("say who came", "mesa.error.nadie")
    changed = dataclasses.replace(found, state=meetings.moved(found.state, to), version=seen + 1)
    return _save(changed, seen=seen, uow=uow)


def _save(changed: Meeting, *, seen: int, uow: UnitOfWork) -> Meeting:
    with uow:
        uow.followup.meetings.replace(changed, seen=seen)
        uow.commit()
    return changed


def _checked_agenda(agenda: Iterable[AgendaItem], ground: Ground) -> tuple[AgendaItem, ...]:
    items = tuple(agenda)
    if len(items) > MOST_ITEMS:
        raise Incomplete("an agenda has too many points", "mesa.error.agenda-larga", numero=str(MOST_ITEMS))
    return tuple(
        AgendaItem(
            title=checked(item.title, most=LONGEST_ITEM),
            reasons=tuple(checked(reason, most=LONGEST_ITEM) for reason in item.reasons),
            barrier=None if item.barrier is None else ground.check_barriers([item.barrier])[0],
        )
        for item in items
    )
