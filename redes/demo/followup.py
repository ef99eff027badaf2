"""What the seven mesas did in the invented year, done by the use cases themselves: every rule of theirs holds."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from redes.content.schema import ATTENDS, Barrier
from redes.demo.script import Promised, Script
from redes.followup.agenda import propose_agenda
from redes.followup.allies import Offer, add_ally
from redes.followup.commitment import Commitment
from redes.followup.commitments import Undertaking, advance_commitment, make_commitment, reports_of_barriers
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.meeting import AgendaItem, Meeting
from redes.followup.meetings import call_meeting, hold_meeting
from redes.followup.mesa import SECTORS, Mesa
from redes.followup.mesas import open_mesa, set_organisation
from redes.followup.plan import FIELDS, TERMS
from redes.followup.plans import NewAction, add_action, advance_action, begin_plan
from redes.followup.rights import OPERATOR
from redes.privacy.vault import Vault
from redes.reports.report import ReportId, monday
from redes.reports.retention import Retention

MEETINGS = 4
_BETWEEN = timedelta(weeks=12)
_PLANS = 3
_REPORTS_BEHIND = 12


@dataclass(frozen=True)
class Year:
    """A year of the mesas.

    Attributes:
        script: What it is made of.
        ground: The catalogue.
        uow: Makes a transaction.
        vault: Seals notices.
        retention: How long narratives are kept.
        until: Its last day.
    """

    script: Script
    ground: Ground
    uow: Callable[[], UnitOfWork]
    vault: Vault
    retention: Retention
    until: date

    def play(self, *, seed: int) -> int:
        """Play it through; the reports must be there already.

        Returns:
            How many commitments were made.
        """
        chance = random.Random(seed)  # noqa: S311 - nothing here is secret
        made = 0
        for territory in self.script.territories:
            mesa = self._seat(territory)
            for number in range(MEETINGS):
                day = monday(self.until) - _BETWEEN * (MEETINGS - number - 1) - timedelta(days=11)  # a Thursday
                meeting = self._meet(territory, day, chance)
                for barrier, promised in self._promises(meeting):
                    self._promise(mesa, meeting, barrier, promised, chance)
                    made += 1
            self._plan(territory, chance)
            self._network(territory)
            self._call_next(territory)
        return made

    def _seat(self, territory: str) -> Mesa:
        name = self.ground.territory(territory)
        mesa = open_mesa(territory, scope=OPERATOR, ground=self.ground, uow=self.uow())
        for seat in self.script.organisations:
            mesa = set_organisation(
                territory,
                seat.name.format(territorio=name),
                seat.sector,
                seen=mesa.version,
                scope=OPERATOR,
                ground=self.ground,
                uow=self.uow(),
            )
        return mesa

    def _agenda(self, territory: str, day: date) -> list[AgendaItem]:
        proposed = propose_agenda(territory, scope=OPERATOR, ground=self.ground, uow=self.uow(), today=day)
        return [one.item(self.ground) for one in proposed]

    def _meet(self, territory: str, day: date, chance: random.Random) -> Meeting:
        called = call_meeting(
            territory, day, self._agenda(territory, day), scope=OPERATOR, ground=self.ground, uow=self.uow()
        )
        return hold_meeting(
            called.id,
            {sector: chance.randint(1, 6) for sector in SECTORS},
            self.script.notes,
            seen=called.version,
            scope=OPERATOR,
            uow=self.uow(),
            today=day,
        )

    def _call_next(self, territory: str) -> None:
        day = monday(self.until) + timedelta(days=17)  # a Thursday
        call_meeting(
            territory, day, self._agenda(territory, self.until), scope=OPERATOR, ground=self.ground, uow=self.uow()
        )

    def _promises(self, meeting: Meeting) -> Iterator[tuple[Barrier, Promised]]:
        """What is promised at a meeting: something for each of its first points, each promise once."""
        seen = set()
        for item in meeting.agenda[:4]:
            barrier = self.ground.catalogue.barriers[str(item.barrier)]
            for promised in self.script.families[barrier.id.partition(".")[0]].promises:
                if promised.what not in seen:
                    seen.add(promised.what)
                    yield barrier, promised
                    break

    def _promise(
        self, mesa: Mesa, meeting: Meeting, barrier: Barrier, promised: Promised, chance: random.Random
    ) -> None:
        day = meeting.day
        made = make_commitment(
            mesa.territory,
            Undertaking(
                organisation=chance.choice(sorted(mesa.organisations, key=lambda one: one.name)).id,
                what=promised.what,
                due=day + timedelta(days=chance.choice((30, 45, 60, 90))),
                meeting=meeting.id,
                barriers=(barrier.id,),
                rules=self._rule_of(barrier),
                practices=(promised.practice,),
            ),
            self._behind(mesa.territory, barrier.id, day),
            scope=OPERATOR,
            ground=self.ground,
            uow=self.uow(),
            retention=self.retention,
            today=day,
        )
        self._carry_out(made, chance)

    def _rule_of(self, barrier: Barrier) -> tuple[str, ...]:
        rules = self.script.families[barrier.id.partition(".")[0]].rules[:1]
        return tuple(rule for rule in rules if rule in self.ground.rules)

    def _behind(self, territory: str, barrier: str, day: date) -> list[ReportId]:
        since = monday(day) - _BETWEEN
        with self.uow() as work:
            wanted = reports_of_barriers(territory, [barrier], since=since, ground=self.ground)
            found = [one for one in work.reports.all(wanted) if one.week < monday(day)]
        return [one.id for one in found[:_REPORTS_BEHIND]]

    def _carry_out(self, made: Commitment, chance: random.Random) -> None:
        """Most are kept, some late, some broken; of the last meeting's most are under way."""
        fate = chance.random()
        day = made.due + timedelta(days=chance.choice((-20, -10, -5, -2, 6, 15)))
        if fate < 0.62 and day <= self.until:
            self._advance(made, "en-curso", made.made_on + timedelta(days=7), progress=40)
            self._advance(made, "cumplido", day, chance=chance)
        elif fate < 0.72 and made.due < self.until:
            self._advance(made, "no-cumplido", made.due)
        elif fate < 0.92:
            self._advance(made, "en-curso", made.made_on + timedelta(days=7), progress=chance.choice((10, 30, 60, 80)))

    def _advance(
        self,
        commitment: Commitment,
        to: str,
        day: date,
        *,
        progress: int | None = None,
        chance: random.Random | None = None,
    ) -> None:
        with self.uow() as work:
            current = work.followup.commitments.get(commitment.id)
        assert current is not None
        advance_commitment(
            commitment.id,
            to,  # type: ignore[arg-type]  # one of the three above
            seen=current.version,
            scope=OPERATOR,
            ground=self.ground,
            uow=self.uow(),
            vault=self.vault,
            retention=self.retention,
            today=day,
            progress=progress,
            evidence=chance.choice(self.script.evidence) if chance else None,
            note=self.script.broken if to == "no-cumplido" else None,
        )

    def _network(self, territory: str) -> None:
        for offered in self.script.allies:
            offer = Offer(**offered.model_dump())
            add_ally(territory, offer, scope=OPERATOR, ground=self.ground, uow=self.uow(), today=self.until)

    def _plan(self, territory: str, chance: random.Random) -> None:
        """Plans of some hospitals of the territory, an action for each field."""
        hospitals = [c.id for c in self.ground.catalogue.contacts_of(territory) if c.kind in ATTENDS]
        promises = [one for family in self.script.families.values() for one in family.promises]
        begun = self.until - timedelta(weeks=30)
        for ips in hospitals[:_PLANS]:
            plan = begin_plan(territory, ips, scope=OPERATOR, ground=self.ground, uow=self.uow())
            for place, field in enumerate(FIELDS):
                promised = promises[(place * 3 + len(ips)) % len(promises)]
                plan = add_action(
                    plan.id,
                    NewAction(
                        field=field,
                        term=TERMS[place % len(TERMS)],
                        responsible="Equipo de calidad (inventado)",
                        what=promised.what,
                        due=begun + timedelta(weeks=(12, 26, 52)[place % len(TERMS)]),
                        practices=(promised.practice,),
                    ),
                    seen=plan.version,
                    scope=OPERATOR,
                    ground=self.ground,
                    uow=self.uow(),
                    today=begun,
                )
                plan = advance_action(
                    plan.id,
                    plan.actions[-1].id,
                    "en-curso",
                    seen=plan.version,
                    scope=OPERATOR,
                    uow=self.uow(),
                    today=begun + timedelta(weeks=4),
                    progress=chance.choice((10, 25, 50, 75)),
                )
