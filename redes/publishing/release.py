"""A period as it was published, and how figures are read from it. There is no other way to a count."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from redes.errors import RedesError
from redes.publishing.linked import Linked, Sum
from redes.publishing.periods import Period
from redes.publishing.shape import ALL, Where, sums, told, unshown

Figure = int | None
"""A count, or None for one that is hidden."""


class NotPublished(RedesError):
    """There is no such figure: not counted, or of a period that is not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was counted of a period when it was published, and which cells of it are hidden. It never changes.

    Attributes:
        period: Of when.
        counts: All cells; not for showing. Longer periods are made of them.
        hidden: Cells that are not told, for a small number could be found out.
        silent: Cells that are not told because the period has too few reports for so fine a table, or because
            shorter periods tell them.
    """

    period: Period
    counts: Mapping[Where, int]
    hidden: frozenset[Where]
    silent: frozenset[Where]

    @property
    def told(self) -> dict[Where, int]:
        """The cells of its tables, the hidden ones among them; not for showing."""
        return {cell: number for cell, number in self.counts.items() if cell not in self.silent}

    def figure(self, cell: Where = ALL) -> Figure:
        """A published count.

        Raises:
            NotPublished: There is no such cell.
        """
        if cell not in self.counts or unshown(cell):
            raise NotPublished(f"nothing is published of {self.period} about {dict(cell)}")
        return None if cell in self.hidden or cell in self.silent else self.counts[cell]

    def cells(self) -> Iterator[tuple[Where, Figure]]:
        """Everything that is published of the period."""
        for cell in self.told:
            if not unshown(cell):
                yield cell, self.figure(cell)


def publish(period: Period, counts: Mapping[Where, int], earlier: Collection[Release] = ()) -> Release:
    """Decide what is told of a period.

    Args:
        period: Of when.
        counts: Its cells, over all dimensions; for a quarter or a year the sum of its parts.
        earlier: The releases of the periods it is made of, and of those they are made of: what they hide may not
            follow from the longer period either.
    """
    # Imported by who publishes, once a month: its solver takes a sixth of a second that no start should wait for.
    from redes.publishing.hide import hide

    cells_of = {one.period: one.told for one in earlier}
    hidden_of = {one.period: one.hidden for one in earlier}
    crossed = any(len(cell) > 1 for cells in cells_of.values() for cell in cells)
    cells_of[period] = told(counts, crossed_before=crossed)
    numbers = {(when, cell): number for when, cells in cells_of.items() for cell, number in cells.items()}
    never = {one for one in numbers if unshown(one[1])}
    links = [link for when, cells in cells_of.items() for link in _within(when, cells)]
    counted = {one.period: one.counts for one in earlier}
    for when in cells_of:
        for link in _across(when, cells_of):
            links.append(link)
            # A part that did not tell this cell is what the others leave of the whole.
            for part in link.parts:
                if part not in numbers:
                    numbers[part] = counted[part[0]].get(part[1], 0)
                    never.add(part)
    # Numbers for names: the cells are looked up millions of times.
    place = {one: number for number, one in enumerate(numbers)}
    hidden = hide(
        Linked(
            dict(enumerate(numbers.values())),
            [Sum(place[one.whole], tuple(place[part] for part in one.parts), line=one.line) for one in links],
            unshown=frozenset(place[one] for one in never),
            earlier={place[one]: one in never or one[1] in hidden_of[one[0]] for one in numbers if one[0] != period},
        )
    )
    names = list(numbers)
    return Release(
        period=period,
        counts=counts,
        hidden=frozenset(names[one][1] for one in hidden),
        silent=frozenset(counts.keys() - cells_of[period].keys()),
    )


def _within(when: Period, cells: Iterable[Where]) -> Iterator[Sum[tuple[Period, Where]]]:
    for one in sums(cells):
        yield Sum((when, one.whole), tuple((when, part) for part in one.parts), line=one.line)


def _across(when: Period, cells_of: Mapping[Period, Mapping[Where, int]]) -> Iterator[Sum[tuple[Period, Where]]]:
    """A longer period is the sum of its parts: for each cell that some of them tell."""
    parts = [part for part in when.parts() if part in cells_of]
    for cell in cells_of[when]:
        if any(cell in cells_of[part] for part in parts):
            yield Sum((when, cell), tuple((part, cell) for part in parts), line=False)


@dataclass(frozen=True, slots=True)
class Record:
    """All releases: what panel, bot, documents and exports read.

    Attributes:
        releases: Period -> its release.
    """

    releases: Mapping[Period, Release]

    def months(self, number: int | None = None) -> list[Period]:
        """The published months, in order; the last ones only, when a number is given."""
        months = sorted((one for one in self.releases if one.kind == "mes"), key=lambda one: one.first_day)
        return months if number is None else months[-number:]

    def figure(self, period: Period, cell: Where = ALL) -> Figure:
        """The count of a period.

        Raises:
            NotPublished: See there.
        """
        if period not in self.releases:
            raise NotPublished(f"{period} is not published")
        release = self.releases[period]
        if cell not in release.counts and release.counts:
            # The catalogue of that time did not have it yet.
            return 0
        return release.figure(cell)

    def total(self, months: Iterable[Period], cell: Where = ALL) -> Figure:
        """The sum over months, read from the longest periods that are published: they hide least.

        It is hidden when any part of it is; what is told is a sum of what was told.
        """
        wanted = set(months)
        added = 0
        for whole in sorted(self.releases, key=lambda one: (-len(one.months()), one.first_day)):
            if wanted.issuperset(whole.months()):
                figure = self.figure(whole, cell)
                if figure is not None:
                    added += figure
                    wanted.difference_update(whole.months())
        return None if wanted else added
