"""What a mesa's packet holds, gathered once; paper, spreadsheet and minutes are made of the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from redes.followup.agenda import BAND, SPAN_WEEKS, band, broken_rules, propose_agenda
from redes.followup.commitment import Commitment
from redes.followup.errors import NotThere
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork, Weekly
from redes.followup.meeting import AgendaItem, Meeting, next_called
from redes.followup.mesa import SECTORS, Mesa
from redes.followup.plan import Action
from redes.followup.promise import Promise
from redes.followup.rights import Scope, may_enter
from redes.privacy.vault import Vault
from redes.reports.report import ReportId, monday
from redes.reports.review import open_story

MONTHS = 12
MOST_BARRIERS = 12
MOST_STORIES = 12
_CLOSED_FOR = timedelta(days=120)
"""How long a closed commitment stays in the packet: the mesa that meets four times a year reads each end once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count as a document shows it.

    Attributes:
        name: Of what.
        count: The band it lies in, a multiple of five; 0 below five.
        shown: The same in words.
    """

    name: str
    count: int
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise as a document shows it.

    Attributes:
        what: In words.
        who: Which organisation or office.
        due: End of its term, in words.
        state: Where it stands, in words.
        tone: ``late``, ``kept``, ``broken`` or ``open``.
        progress: In percent.
        evidence: What shows it; empty while there is none.
        group: Over what it stands: the IPS of a plan with field and term; empty for a commitment.
    """

    what: str
    who: str
    due: str
    state: str
    tone: str
    progress: int
    evidence: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A narrative that somebody chose, as its author saw it, with what was blotted out since.

    Attributes:
        barrier: What it is about.
        text: The words.
    """

    barrier: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A mesa's packet.

    Attributes:
        territory: Id of the territory.
        place: What it is called.
        day: The day of the meeting it is for; else the day it was made.
        meeting: The meeting it is for, or None.
        agenda: Its points, or what the reports propose while none is called.
        barriers: Kinds of barrier of twelve weeks, the most frequent first.
        months: All barriers by month, the oldest first; the month that is not over is left out.
        rules: Rules of law that were broken, the most broken first.
        promises: Open commitments and those closed lately, by the end of their term.
        actions: Open actions of work plans.
        stories: Narratives that were chosen.
        sectors: (sector in words, how many came) of the meeting; nobody yet is 0.
        organisations: (name, sector in words) of the table.
        notes: What was said, or None.
        invented: Whether all of it is a demonstration; every document says so then.
    """

    territory: str
    place: str
    day: date
    meeting: Meeting | None
    agenda: tuple[AgendaItem, ...]
    barriers: tuple[Bar, ...]
    months: tuple[Bar, ...]
    rules: tuple[Bar, ...]
    promises: tuple[Promised, ...]
    actions: tuple[Promised, ...]
    stories: tuple[Story, ...]
    sectors: tuple[tuple[str, int], ...]
    organisations: tuple[tuple[str, str], ...]
    notes: str | None
    invented: bool


def gather_packet(
    territory: str,
    *,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    vault: Vault,
    today: date,
    meeting_id: str | None = None,
    stories: Iterable[ReportId] = (),
    invented: bool = False,
) -> Packet:
    """Gather what a mesa needs on its table.

    Args:
        territory: Whose mesa.
        scope: Who asks.
        ground: The catalogue.
        uow: Where everything is kept.
        vault: Opens the narratives that were chosen.
        today: The day.
        meeting_id: For which meeting; None for the next one that is called, if there is one.
        stories: Reports of which the narrative is printed; no others are.
        invented: Whether the database holds a demonstration.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or a meeting or report is not of this territory.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    may_enter(scope, territory)
    place = ground.territory(territory)
    municipalities = ground.municipalities(territory)
    with uow:
        mesa = uow.followup.mesas.get(territory) or Mesa(territory=territory)
        meetings = uow.followup.meetings.of([territory])
        commitments = uow.followup.commitments.of([territory])
        plans = uow.followup.plans.of([territory])
        weekly = tuple(uow.followup.counts.weekly(municipalities, since=_first_day(today)))
    meeting = _meeting(meetings, meeting_id, today=today)
    proposed = propose_agenda(territory, scope=scope, ground=ground, uow=uow, today=today)
    words = Words(ground, today)
    return Packet(
        territory=territory,
        place=place,
        day=meeting.day if meeting else today,
        meeting=meeting,
        agenda=meeting.agenda if meeting and meeting.agenda else tuple(one.item(ground) for one in proposed),
        barriers=words.by_barrier(weekly),
        months=words.by_month(weekly),
        rules=tuple(
            words.bar(ground.rules.get(rule, rule), count)
            for rule, count in broken_rules(
                territory, weeks=SPAN_WEEKS, scope=scope, ground=ground, uow=uow, today=today
            )
        ),
        promises=tuple(words.promised(one, mesa) for one in commitments if _still_told(one, today)),
        actions=tuple(words.action(action, plan.ips) for plan in plans for action in plan.actions if action.is_open),
        stories=tuple(_stories(stories, municipalities, ground=ground, uow=uow, vault=vault)),
        sectors=tuple(
            (words.say(f"mesa.sector.{sector}"), meeting.attendance.get(sector, 0) if meeting else 0)
            for sector in SECTORS
        ),
        organisations=tuple((one.name, words.say(f"mesa.sector.{one.sector}")) for one in mesa.organisations),
        notes=meeting.notes if meeting else None,
        invented=invented,
    )


def _meeting(meetings: Iterable[Meeting], meeting_id: str | None, *, today: date) -> Meeting | None:
    """The meeting that was asked for, or the next one that is called."""
    if meeting_id is None:
        return next_called(meetings, today=today)
    found = next((one for one in meetings if one.id == meeting_id), None)
    if found is None:
        raise NotThere("there is no such meeting here", "mesa.error.no-existe")
    return found


def _first_day(today: date) -> date:
    """Monday of the week in which the first month of the chart begins."""
    months = today.year * 12 + today.month - 1 - MONTHS
    return monday(date(months // 12, months % 12 + 1, 1))


def _still_told(promise: Promise, today: date) -> bool:
    return promise.is_open or (promise.closed_on is not None and promise.closed_on + _CLOSED_FOR >= today)


def _stories(
    chosen: Iterable[ReportId], municipalities: frozenset[str], *, ground: Ground, uow: UnitOfWork, vault: Vault
) -> Iterable[Story]:
    for report_id in list(dict.fromkeys(chosen))[:MOST_STORIES]:
        with uow:
            report, wrapped = uow.reports.get(report_id), uow.keys.get(report_id)
        if report is None or report.municipality not in municipalities:
            raise NotThere("there is no such report in this territory", "mesa.error.sin-reporte")
        text = open_story(report, wrapped, vault)
        if text is not None:
            about = ground.barrier(report.barrier) if report.barrier else ""
            yield Story(barrier=about, text=text)


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in Spanish: the packet is read at a Colombian table."""

    ground: Ground
    today: date

    def say(self, key: str, **blanks: str) -> str:
        return self.ground.say("es", key, **blanks)

    def day(self, day: date) -> str:
        return self.ground.day("es", day)

    def bar(self, name: str, count: int) -> Bar:
        """A count in its band."""
        if count < BAND:
            return Bar(name=name, count=0, shown=self.say("agenda.menos-de", numero=str(BAND)))
        return Bar(name=name, count=band(count), shown=self.say("agenda.o-mas", numero=str(band(count))))

    def by_barrier(self, weekly: Iterable[Weekly]) -> tuple[Bar, ...]:
        """The weeks of the agenda's span, by kind."""
        this_week = monday(self.today)
        sums: Counter[str] = Counter()
        for one in weekly:
            if this_week - timedelta(weeks=SPAN_WEEKS) <= one.week < this_week:
                sums[one.barrier] += one.count
        # Ordered by band and name, so that the order inside a band tells nothing.
        named = sorted((-band(count), self.ground.barrier(barrier)) for barrier, count in sums.items())
        return tuple(self.bar(name, -count) for count, name in named[:MOST_BARRIERS])

    def by_month(self, weekly: Iterable[Weekly]) -> tuple[Bar, ...]:
        """Months that are over, by the Mondays in them."""
        sums: Counter[tuple[int, int]] = Counter()
        for one in weekly:
            sums[one.week.year, one.week.month] += one.count
        sheet = self.ground.catalogue.languages["es"]
        bars = []
        first = self.today.year * 12 + self.today.month - 1 - MONTHS
        for number in range(first, first + MONTHS):
            year, month = number // 12, number % 12 + 1
            bars.append(self.bar(f"{sheet.months[month - 1][:3]} {year % 100:02d}", sums[year, month]))
        return tuple(bars)

    def promised(self, one: Commitment, mesa: Mesa) -> Promised:
        """A commitment."""
        organisation = mesa.organisation(one.organisation)
        return self._promise(one, who=organisation.name if organisation else one.organisation)

    def action(self, one: Action, ips: str) -> Promised:
        """An action of a plan."""
        contact = self.ground.catalogue.contacts.get(ips)
        group = " · ".join(
            (contact.name if contact else ips, self.say(f"mesa.campo.{one.field}"), self.say(f"mesa.plazo.{one.term}"))
        )
        return self._promise(one, who=one.responsible, group=group)

    def _promise(self, one: Promise, *, who: str, group: str = "") -> Promised:
        late = one.is_open and one.late(self.today)
        tones = {"cumplido": "kept", "no-cumplido": "broken", "retirado": "broken"}
        return Promised(
            what=one.what,
            who=who,
            due=self.day(one.due),
            state=self.say("mesa.estado.atrasado" if late else f"mesa.estado.{one.state}"),
            tone="late" if late else tones.get(one.state, "open"),
            progress=one.progress,
            evidence=one.evidence.text if one.evidence else "",
            group=group,
        )
