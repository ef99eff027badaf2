"""One report shown to a coordinator: what is rare is told coarser.

Somebody who knows the waiting room may know the one woman of a town who is pregnant, in transit and of a people; the
combination is shown only where several reports share it, and so is the institution beside it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from redes.publishing.linked import K

Alike = tuple[str | None, frozenset[str]]
"""Municipality (DIVIPOLA code, or None when not told) and groups of a report."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many reports of a territory and year are alike.

    Attributes:
        everybody: All of them.
        at: Institution (id of the directory) -> those of ``everybody`` that name it.
    """

    everybody: Mapping[Alike, int] = field(default_factory=dict)
    at: Mapping[str, Mapping[Alike, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Of a report, what could point at its author, as coarse as it must be.

    Attributes:
        municipality: DIVIPOLA code; None: only the territory is told.
        groups: Groups; those that stand apart are left out.
        some_left_out: Whether there are groups that are not told.
        ips: The institution; None: it is not told, or none was named.
    """

    municipality: str | None
    groups: tuple[str, ...]
    some_left_out: bool
    ips: str | None = None


def generalise(
    municipality: str | None, groups: Collection[str], crowd: Crowd, *, ips: str | None = None, k: int = K
) -> Shown:
    """Tell municipality, groups and institution of one report as far as several share them.

    Args:
        municipality: DIVIPOLA code, or None when not told.
        groups: Its differential groups.
        crowd: How many reports of its territory and year are alike, this one among them.
        ips: Id of the institution, or None when none was named.
        k: How many must share what is told.

    Returns:
        All groups and the municipality where ``k`` reports agree in both; else all groups without the municipality where
        ``k`` agree in them; else the groups that are most shared, as many as ``k`` reports have together. The institution
        beside it where ``k`` reports that name it share what is told.
    """
    whole, everybody = frozenset(groups), crowd.everybody
    place, told = municipality, whole
    if _sharing(everybody, whole, municipality, anywhere=False) < k:
        place, told = None, frozenset()
        # The most shared first, so that as many as possible can be told.
        for group in sorted(whole, key=lambda one: (-_sharing(everybody, frozenset({one})), one)):
            if _sharing(everybody, told | {group}) >= k:
                told |= {group}
    there = crowd.at.get(ips or "", {})
    institution_told = _sharing(there, told, place, anywhere=place is None) >= k
    return Shown(
        municipality=place,
        groups=tuple(sorted(told)),
        some_left_out=told != whole,
        ips=ips if institution_told else None,
    )


def _sharing(
    alike: Mapping[Alike, int], wanted: frozenset[str], place: str | None = None, *, anywhere: bool = True
) -> int:
    """How many have some groups at least; and not ``anywhere``, but in one place."""
    return sum(number for (other, theirs), number in alike.items() if theirs >= wanted and (anywhere or other == place))
