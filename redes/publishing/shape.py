"""What is counted of a period: which cells there are, and how they add up.

A cell is named by what it counts: ``()`` is all reports, ``(("category", "urg"), ("territory", "cucuta"))`` those on one
family of barriers in one territory. From the names follows how they add up: the cells that differ in one part only
are the parts of the cell that lacks it. So a new dimension is a few lines in :func:`count`, and a period published
with the catalogue of its time adds up by itself.

All tables share the territory and nothing else, so whatever an attacker finds by putting tables together she finds by
the sums between their cells.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from redes.content.catalogue import Catalogue
from redes.publishing.linked import Sum

Where = tuple[tuple[str, str], ...]
"""What a cell counts: (dimension, value) pairs, sorted."""

ALL: Where = ()
"""All reports of a period."""

NOT_TOLD = "sin-decir"
"""Its author did not say."""

OTHER = "otro"
"""Something that the catalogue of its time does not list."""

YES, NO = "si", "no"
"""Values of the dimension of a group; ``no`` is never shown, but follows from the total."""

GROUP = "group:"
"""What dimensions of groups begin with: a report can belong to several, so each is a dimension of its own."""

ENOUGH: Mapping[int, int] = {1: 120, 2: 750, 3: 4_000}
"""Dimensions of a cell -> so many reports must a period have: then some five sixths of them stand in cells that are told."""

COLUMNS = ("barrier", "service", "voice", "rule", "ips", "groups")
"""Columns of a report that are counted, each with the municipality."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports are alike in municipality and one other column.

    Attributes:
        column: One of :data:`COLUMNS`.
        municipality: DIVIPOLA code, or None.
        values: What stands in the column: one value, none, or several groups.
        count: How many.
    """

    column: str
    municipality: str | None
    values: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The values that the catalogue knows; each gets a cell, so that nothing reported is told as a zero.

    Attributes:
        territory_of: DIVIPOLA code -> territory.
        territories: Ids, in display order.
        categories: Family of barriers -> its kinds.
        institutions: Territory -> ids of its directory entries.
        plain: Dimension -> its values: service, voice, rule.
        groups: Differential groups.
    """

    territory_of: Mapping[str, str]
    territories: tuple[str, ...]
    categories: Mapping[str, tuple[str, ...]]
    institutions: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, tuple[str, ...]]
    groups: tuple[str, ...]


def frame_of(catalogue: Catalogue, rules: Iterable[str]) -> Frame:
    """The frame of a catalogue.

    Args:
        catalogue: The content in force.
        rules: Ids of the rules of eligibility.
    """
    return Frame(
        territory_of={code: territory.id for code, (territory, _) in catalogue.municipalities.items()},
        territories=tuple(catalogue.territories),
        categories={family.id: tuple(barrier.id for barrier in family.barriers) for family in catalogue.categories},
        institutions={
            territory: tuple(contact.id for contact in catalogue.contacts_of(territory))
            for territory in catalogue.territories
        },
        plain={
            "rule": tuple(rules),
            "service": tuple(term.value for term in catalogue.vocabularies["servicio"].terms),
            "voice": ("staff", "migrante"),
        },
        groups=tuple(term.value for term in catalogue.vocabularies["grupo"].terms),
    )


def where(**wanted: str) -> Where:
    """The name of a cell."""
    return tuple(sorted(wanted.items()))


def unshown(cell: Where) -> bool:
    """Whether a cell is never published, though it can be worked out: those *without* a group."""
    return any(name.startswith(GROUP) and value == NO for name, value in cell)


def told(counts: Mapping[Where, int], *, crossed_before: bool) -> dict[Where, int]:
    """The cells of a period that are told at all: crossings only where there are enough reports to fill them.

    A month of few reports, crossed by territory and barrier, would be hidden nearly whole; and what is hidden of months must stay
    hidden in the quarter and the year, which would then tell less than they could. So each crossing is told in the
    shortest period that fills it. How many reports a period has is told anyway, so this gives nothing away.

    Args:
        counts: All that was counted of the period.
        crossed_before: Whether shorter periods in it tell crossings; then their sums serve.
    """
    enough = [size for size, reports in ENOUGH.items() if counts[ALL] >= reports]
    finest = min(max(enough, default=0), 1 if crossed_before else 3)
    return {cell: number for cell, number in counts.items() if len(cell) <= finest}


def count(tallies: Iterable[Tally], frame: Frame) -> dict[Where, int]:
    """Cell -> how many, over all cells of a frame.

    Args:
        tallies: Each report once a column of :data:`COLUMNS`.
        frame: What there is.
    """
    together: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for tally in tallies:
        territory = _known(tally.municipality and frame.territory_of.get(tally.municipality, OTHER), frame.territories)
        together[tally.column, territory, tally.values] += tally.count
    counts = dict.fromkeys(_cells(frame), 0)
    for (column, territory, values), number in together.items():
        for details in _details(column, values, territory, frame):
            # A nested detail (a barrier in its family) counts in the outer cell too; an institution lies in its
            # territory, so it has no cell without one.
            for depth in range(1, len(details) + 1):
                inner = dict(details[:depth])
                if column != "ips":
                    counts[where(**inner)] += number
                counts[where(territory=territory, **inner)] += number
        if column == COLUMNS[0]:
            counts[ALL] += number
            counts[where(territory=territory)] += number
    return counts


def sums(cells: Iterable[Where]) -> Iterator[Sum[Where]]:
    """How cells add up, as their names say."""
    cells = tuple(cells)
    there = set(cells)
    parts: dict[tuple[Where, str], list[Where]] = {}
    for cell in cells:
        for position, (name, _) in enumerate(cell):
            whole = cell[:position] + cell[position + 1 :]
            if whole in there:
                parts.setdefault((whole, name), []).append(cell)
    for (whole, name), together in parts.items():
        yield Sum(whole, tuple(together), line=not name.startswith(GROUP))


def _cells(frame: Frame) -> Iterator[Where]:
    """Details before totals: where two cells would do equally well, the detail is hidden."""
    territories = (*frame.territories, OTHER, NOT_TOLD)
    for territory in territories:
        for institution in (*frame.institutions.get(territory, ()), OTHER, NOT_TOLD):
            yield where(territory=territory, ips=institution)
    for inner in _inner(frame):
        yield from (where(territory=territory, **inner) for territory in territories)
        yield where(**inner)
    yield from (where(territory=territory) for territory in territories)
    yield ALL


def _inner(frame: Frame) -> Iterator[dict[str, str]]:
    for family, barriers in frame.categories.items():
        yield from ({"category": family, "barrier": barrier} for barrier in barriers)
    yield from ({"category": family} for family in (*frame.categories, OTHER, NOT_TOLD))
    for name, values in frame.plain.items():
        yield from ({name: value} for value in (*values, OTHER, NOT_TOLD))
    yield from ({GROUP + group: value} for group in frame.groups for value in (YES, NO))


def _details(
    column: str, values: tuple[str, ...], territory: str, frame: Frame
) -> Iterator[tuple[tuple[str, str], ...]]:
    """What reports count in, from the outside in."""
    value = values[0] if values else None
    match column:
        case "groups":
            for group in frame.groups:
                yield ((GROUP + group, YES if group in values else NO),)
        case "barrier":
            family = next((name for name, barriers in frame.categories.items() if value in barriers), None)
            if family is None or value is None:
                yield (("category", NOT_TOLD if value is None else OTHER),)
            else:
                yield ("category", family), ("barrier", value)
        case "ips":
            yield (("ips", _known(value, frame.institutions.get(territory, ()))),)
        case name:
            yield ((name, _known(value, frame.plain[name])),)


def _known(value: str | None, values: Iterable[str]) -> str:
    if value is None:
        return NOT_TOLD
    return value if value in values else OTHER
