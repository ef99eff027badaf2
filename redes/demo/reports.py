"""Invented reports, as many as wanted: the same seed gives the same ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

from redes.content.catalogue import Catalogue
from redes.content.schema import ATTENDS
from redes.demo.script import Script
from redes.reports.report import Kind, Reason, ReceiptHash, Report, ReportId, State, Voice, When, monday
from redes.reports.retention import Retention

WEEKS = 52
_TOLD = 0.35
"""Share of reports with a narrative."""

_COMPLIMENTS = 0.05
_REASONS: tuple[Reason, ...] = ("repetido", "fuera-de-tema", "faltan-datos")

Choice = TypeVar("Choice")


class _Dice(Generic[Choice]):
    """Picks among weighted choices; the weights are added up once."""

    def __init__(self, choices: Sequence[Choice], weights: Sequence[float]) -> None:
        self._choices = choices
        self._sums = list(accumulate(weights))

    def throw(self, chance: random.Random) -> Choice:
        return chance.choices(self._choices, cum_weights=self._sums)[0]


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented report and what its author would have told.

    Attributes:
        report: The report, without its narrative.
        story: The narrative, which says that it is invented; None when there is none.
    """

    report: Report
    story: str | None


class Inventor:
    """Invents reports of a year.

    Args:
        script: What they are made of.
        catalogue: Whose barriers, places and words are used.
        retention: How long narratives are kept.
        until: The last day of the year.
    """

    def __init__(self, script: Script, catalogue: Catalogue, *, retention: Retention, until: date) -> None:
        self._script = script
        self._retention = retention
        self._weeks = [monday(until) - timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
        # More is told from month to month, as a program becomes known; the week that is not over is half full.
        self._week = _Dice(range(WEEKS + 1), [*(1 + number / WEEKS for number in range(WEEKS)), 1.0])
        self._territory = _Dice(list(script.territories), list(script.territories.values()))
        self._language = _Dice(list(script.languages), list(script.languages.values()))
        self._family = _Dice(list(script.families), [one.weight for one in script.families.values()])
        self._barriers = {
            category.id: _Dice(
                [barrier.id for barrier in category.barriers],
                [1 / (place + 1) for place in range(len(category.barriers))],
            )
            for category in catalogue.categories
        }
        self._municipalities = {
            territory: _Dice(codes, [6, *(1 for _ in codes[1:])])
            for territory in script.territories
            if (codes := [one.code for one in catalogue.territories[territory].municipalities])
        }
        self._institutions = {
            territory: [one.id for one in catalogue.contacts_of(territory) if one.kind in ATTENDS]
            for territory in script.territories
        }
        groups = [term.value for term in catalogue.vocabularies["grupo"].terms]
        self._group = _Dice(groups, [1 / (place + 1) for place in range(len(groups))])
        self._rising = dict(zip(script.territories, script.families, strict=False))

    def invent(self, count: int, *, seed: int) -> Iterator[Invented]:
        """So many reports, in no order.

        Args:
            count: How many.
            seed: The same seed gives the same reports.
        """
        chance = random.Random(seed)  # noqa: S311 - nothing here is secret
        for _ in range(count):
            yield self._one(chance)

    def _one(self, chance: random.Random) -> Invented:
        number = self._week.throw(chance)
        week = self._weeks[number]
        territory = self._territory.throw(chance)
        family_id = self._family.throw(chance)
        # In each territory one family rises in the last two months.
        if number > WEEKS - 8 and chance.random() < 0.25:
            family_id = self._rising[territory]
        family = self._script.families[family_id]
        compliment = chance.random() < _COMPLIMENTS
        told = chance.random() < _TOLD
        state = self._state(chance, weeks_ago=WEEKS - number)
        urgent = family_id == "urg" and chance.random() < 0.4
        institutions = self._institutions[territory]
        kind: Kind = "buena-practica" if compliment else "barrera"
        voice: Voice = "staff" if chance.random() < 0.12 else "migrante"
        when: When = chance.choice(("hoy", "esta-semana", "este-mes", "antes"))
        report = Report(
            id=ReportId(f"{chance.getrandbits(128):032x}"),
            # Of no receipt: scrypt of a million receipts would take hours, and nobody holds one.
            receipt_hash=ReceiptHash(f"{chance.getrandbits(256):064x}"),
            week=week,
            erase_on=self._retention.erase_on(week),
            kind=kind,
            queue="normal" if chance.random() < 0.99 else "abuso",
            voice=voice,
            barrier=None if compliment else self._barriers[family_id].throw(chance),
            practice=chance.randint(1, 10) if compliment else None,
            municipality=self._municipalities[territory].throw(chance),
            service=chance.choice(family.services) if chance.random() < 0.8 else None,
            ips=chance.choice(institutions) if institutions and chance.random() < 0.4 else None,
            rule=chance.choice(family.rules) if family.rules and not compliment and chance.random() < 0.5 else None,
            when=when,
            urgent_now=urgent,
            groups=tuple(sorted({self._group.throw(chance) for _ in range(chance.choice((0, 0, 1, 1, 2)))})),
            story=None,
            state=state,
            reason=chance.choice(_REASONS) if state == "descartado" else None,
            language=self._language.throw(chance),
            version=1,
        )
        told_as = self._script.compliments if compliment else family.stories
        return Invented(report, f"{self._script.mark} {chance.choice(told_as)}" if told else None)

    @staticmethod
    def _state(chance: random.Random, *, weeks_ago: int) -> State:
        """Where it is on its way: what is older has come further."""
        come = min(0.99, weeks_ago / 10)
        if chance.random() > come:
            return chance.choice(("nuevo", "nuevo", "en-revision"))
        return chance.choice(("en-mesa", "en-mesa", "resuelto", "resuelto", "resuelto", "descartado"))
