"""What goes wrong where somebody works: what was published of it, and the module that answers it.

Only published counts are read (:mod:`redes.publishing`): what is hidden there cannot be the reason for a proposal here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from redes.content.catalogue import Catalogue
from redes.content.lessons import Construct, Exam, Module
from redes.publishing.release import Record
from redes.publishing.shape import where
from redes.seeing.reading import amount, window
from redes.training.progress import Progress
from redes.training.score import Score, result_of

SPAN = 12
"""Months that are looked back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What was reported in a place.

    Attributes:
        territory: Id of the territory; None for the whole country.
        counts: Kind of barrier, or family where no kind of it is told -> at least how many reports.
    """

    territory: str | None = None
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A module that fits, and why; at least one of the two reasons is there.

    Attributes:
        module: Which.
        weak: What she answered in the part of the test that it trains, when some of it was wrong; else None.
        barrier: The most reported kind or family of barrier that it answers, or None.
    """

    module: Module
    weak: Score | None
    barrier: str | None

    @property
    def construct(self) -> Construct:
        """What the module trains."""
        return self.module.trains


def reported_in(record: Record, catalogue: Catalogue, territory: str | None) -> Reported:
    """What was reported in a territory; in the whole country where nothing is told of the territory."""
    over = window(record, SPAN)
    if not over.months:
        return Reported()
    here: dict[str, str] = {} if territory is None else {"territory": territory}
    counts: dict[str, int] = {}
    for family in catalogue.categories:
        kinds = {
            barrier.id: amount(record, over, where(category=family.id, barrier=barrier.id, **here)).count
            for barrier in family.barriers
        }
        told = {kind: count for kind, count in kinds.items() if count}
        whole = amount(record, over, where(category=family.id, **here)).count
        counts |= told or ({family.id: whole} if whole else {})
    if not counts and territory is not None:
        return reported_in(record, catalogue, None)
    return Reported(territory=territory, counts=MappingProxyType(counts))


def reach(module: Module, barrier: str) -> float:
    """How much of a kind or a family of barrier a module answers, 0 to 1.

    Of a family of which it lists some kinds it answers more, the more it lists.
    """
    family = barrier.partition(".")[0]
    if {barrier, family} & set(module.answers):
        return 1.0
    listed = sum(one.startswith(f"{family}.") for one in module.answers) if barrier == family else 0
    return listed / (listed + 1)


def next_up(
    progress: Progress, exam: Exam, modules: Iterable[Module], reported: Reported, *, most: int = 2
) -> tuple[Next, ...]:
    """What to learn next, the best fit first; modules that were read to their end are left out.

    A module weighs what went wrong in its part of the last test (a share of its items), and how much is reported of what
    it answers (a share of the most reported).

    Args:
        progress: How far she is.
        exam: The test.
        modules: In the order in which they are offered.
        reported: Where she works.
        most: How many are proposed.
    """
    last = result_of(progress, exam, "salida") or result_of(progress, exam, "entrada")
    scores = last.by_construct if last is not None else {}
    top = max(reported.counts.values(), default=1)
    weighed: list[tuple[float, Next]] = []
    for module in modules:
        if progress.lessons.get(module.id, 0) > len(module.lessons):
            continue
        score = scores.get(module.trains)
        weak = score if score is not None and score.right < score.items else None
        answered = {one: count / top * reach(module, one) for one, count in reported.counts.items()}
        barrier = min((one for one in answered if answered[one]), key=lambda one: (-answered[one], one), default=None)
        weight = (0.0 if weak is None else 1 - weak.right / weak.items) + (answered[barrier] if barrier else 0.0)
        if weight:
            weighed.append((weight, Next(module=module, weak=weak, barrier=barrier)))
    weighed.sort(key=lambda pair: -pair[0])  # stable: of equals the one that is offered first
    return tuple(one for _, one in weighed[:most])
