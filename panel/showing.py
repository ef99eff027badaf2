"""A report's row in the words of the catalogue, with place, groups and institution as coarse as they must be."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.page import Visit
from redes.content.catalogue import Catalogue
from redes.followup.review import places_of
from redes.reports.report import Report, monday


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says of a report.

    Attributes:
        report: The row; pages take from it what is no one's mark.
        what: What it is about.
        soon: How urgent that kind is, or ``baja``.
        where: Municipality; or the territory's name when the municipality would point at its author; None: not told.
        place_hidden: Whether it is the territory that ``where`` names.
        some_left_out: Whether there are groups that are not told.
        ips: The institution, or None.
        ips_hidden: Whether it names one that is not told.
        service: Which care, or None.
        groups: What the groups that may be told are called.
        language: In which it was told.
        weeks: How many weeks ago.
    """

    report: Report
    what: str
    soon: str
    where: str | None
    place_hidden: bool
    some_left_out: bool
    ips: str | None
    ips_hidden: bool
    service: str | None
    groups: tuple[str, ...]
    language: str
    weeks: int

    @property
    def coarser(self) -> bool:
        """Whether place, groups or institution are told coarser than they were reported."""
        return self.place_hidden or self.some_left_out or self.ips_hidden

    def because(self, other: "Told", reasons: Sequence[str]) -> tuple[str, ...]:
        """Why another report is suggested, without the reasons that would say what is told of neither."""
        hidden = {
            "municipio": self.place_hidden or other.place_hidden,
            "grupo": self.some_left_out or other.some_left_out,
            "ips": self.ips_hidden or other.ips_hidden,
        }
        return tuple(one for one in reasons if not hidden.get(one, False))


def tell(report: Report, visit: Visit) -> Told:
    """A report as a page tells it."""
    parts, catalogue = visit.parts, visit.parts.catalogue()
    places = places_of(catalogue)
    shown = parts.crowds.shown(report, places=places, work=parts.unit_of_work())
    barrier = catalogue.barriers.get(report.barrier or "")
    practice = next((one for one in catalogue.decalogo.practices if one.number == report.practice), None)
    contact = catalogue.contacts.get(shown.ips or "")
    place = catalogue.municipalities.get(shown.municipality or "")
    hidden_place = report.municipality is not None and shown.municipality is None
    territory = catalogue.territories.get(places.of(report))
    return Told(
        report=report,
        what=barrier.name if barrier else practice.title if practice else (report.barrier or "–"),
        soon=barrier.urgency if barrier else "baja",
        where=place[1].name if place else territory.name if hidden_place and territory else None,
        place_hidden=hidden_place,
        some_left_out=shown.some_left_out,
        ips=contact.name if contact else shown.ips,
        ips_hidden=report.ips is not None and shown.ips is None,
        service=_label(catalogue, "servicio", report.service),
        groups=tuple(_label(catalogue, "grupo", group) or group for group in shown.groups),
        language=catalogue.languages[report.language].name if report.language in catalogue.languages else "–",
        weeks=(monday(parts.today) - report.week).days // 7,
    )


def _label(catalogue: Catalogue, fact: str, value: str | None) -> str | None:
    vocabulary = catalogue.vocabularies.get(fact)
    term = next((one for one in vocabulary.terms if one.value == value), None) if vocabulary else None
    return term.label["es"] if term else value
