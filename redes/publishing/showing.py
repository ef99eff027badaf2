"""One report shown to a coordinator: what is rare is told coarser.

Somebody who knows the waiting room may know the one woman of a town who is pregnant, in transit and of a people; the
combination is shown only where several reports share it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from redes.publishing.linked import K

Alike = tuple[str | None, frozenset[str]]
"""Municipality (DIVIPOLA code, or None when not told) and groups of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Of a report, what could point at its author, as coarse as it must be.

    Attributes:
        municipality: DIVIPOLA code; None: only the territory is told.
        groups: Groups; those that stand apart are left out.
        some_left_out: Whether there are groups that are not told.
    """

    municipality: str | None
    groups: tuple[str, ...]
    some_left_out: bool


def generalise(municipality: str | None, groups: Collection[str], alike: Mapping[Alike, int], *, k: int = K) -> Shown:
    """Tell municipality and groups of one report as far as several share them.

    Args:
        municipality: DIVIPOLA code, or None when not told.
        groups: Its differential groups.
        alike: How many reports of its territory and year are alike, this one among them.
        k: How many must share what is told.

    Returns:
        All groups and the municipality where ``k`` reports agree in both; else all groups without the municipality where
        ``k`` agree in them; else the groups that are most shared, as many as ``k`` reports have together.
    """

    def sharing(wanted: frozenset[str], place: str | None = None, *, anywhere: bool = True) -> int:
        return sum(
            number for (other, theirs), number in alike.items() if theirs >= wanted and (anywhere or other == place)
        )

    whole = frozenset(groups)
    if sharing(whole, municipality, anywhere=False) >= k:
        return Shown(municipality=municipality, groups=tuple(sorted(whole)), some_left_out=False)
    told: frozenset[str] = frozenset()
    # The most shared first, so that as many as possible can be told.
    for group in sorted(whole, key=lambda one: (-sharing(frozenset({one})), one)):
        if sharing(told | {group}) >= k:
            told |= {group}
    return Shown(municipality=None, groups=tuple(sorted(told)), some_left_out=told != whole)
