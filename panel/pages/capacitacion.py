"""What the training changed: gains with their intervals by construct and institution, dropout, and how the test measures."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response

from panel.following import ground
from panel.page import Page, View, Visit
from panel.words import word
from redes.content.catalogue import Catalogue
from redes.training.evaluation import OTHERS, WITHOUT, Gain


@dataclass(frozen=True, slots=True)
class _Group:
    """The gains of one group.

    Attributes:
        name: The institution, or who else.
        gains: The whole test first, then each construct.
    """

    name: str
    gains: tuple[Gain, ...]


def figures(visit: Visit) -> Response:
    """All figures: of everybody, and of the institutions of one's own territories."""
    visit.scope.require("counts")
    catalogue, parts = visit.parts.catalogue(), visit.parts
    if catalogue.exam is None:
        return visit.page("capacitacion.html", found=None)
    found = parts.training.evaluation(catalogue.exam, uow=parts.unit_of_work(), today=parts.today)
    names = _names(found.gains, visit, catalogue)
    groups = [_Group(name, tuple(one for one in found.gains if one.ips == ips)) for ips, name in names.items()]
    return visit.page(
        "capacitacion.html",
        found=found,
        everybody=next((group for group in groups if group.gains and group.gains[0].ips is None), None),
        groups=[group for group in groups if group.gains and group.gains[0].ips is not None],
        percent=_percent,
        points=_points,
        on=ground(visit),
    )


def _names(gains: Iterable[Gain], visit: Visit, catalogue: Catalogue) -> dict[str | None, str]:
    """Group -> its name; of those the visitor may see, everybody first. An institution of another territory is left out."""
    words = {None: "todas", OTHERS: "otras", WITHOUT: "sin-ips"}
    found: dict[str | None, str] = {}
    for gain in gains:
        institution = catalogue.ips.get(gain.ips or "")
        if gain.ips in words:
            found[gain.ips] = word(f"capacitacion.grupo.{words[gain.ips]}")
        elif institution and visit.scope.may("counts", institution.territory):
            found[gain.ips] = institution.name
    return found


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _points(share: float) -> str:
    """A difference of shares in points, with its sign."""
    points = round(share * 100)
    return f"{points:+d}".replace("-", "\u2212") if points else "0"


PAGE = Page(
    name="capacitacion",
    path="/panel/capacitacion",
    order=40,
    right="counts",
    views=(View("/panel/capacitacion", figures),),
)
