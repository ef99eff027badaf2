"""What the answers to held-out sentences are worth, in figures. Nothing here quotes a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, List, Optional, Sequence, Text, Tuple

OUTSIDE = "fuera-de-alcance"
NO_TOPICS = frozenset({OUTSIDE, "afirmar", "atras", "cancelar", "informar", "negar", "omitir"})
BINS = 10


@dataclass(frozen=True)
class Judged:
    """One held-out sentence and what was made of it.

    Attributes:
        topic: What its writer meant.
        language: In what language she wrote.
        noise: How: clean, noisy, staff (shorthand of the front desk), voice (a dictated paragraph).
        voice: Who writes: migrante or personal.
        answered: The topic that is answered, or None when choices are offered instead.
        ranking: Topic and confidence, best first; what lies outside and words of a form are among them.
        ms: Milliseconds that understanding took.
    """

    topic: Text
    language: Text
    noise: Text
    voice: Text
    answered: Optional[Text]
    ranking: Sequence[Tuple[Text, float]]
    ms: float

    @property
    def inside(self) -> bool:
        """Whether it is about one of the topics."""
        return self.topic != OUTSIDE

    @property
    def best(self) -> Text:
        """The likeliest topic, sure or not."""
        return self.ranking[0][0]

    @property
    def offered(self) -> Sequence[Text]:
        """The three topics that are offered when none is sure."""
        return [name for name, _ in self.ranking if name not in NO_TOPICS][:3]


def share(judged: Iterable[Judged], holds: Callable[[Judged], bool]) -> Optional[float]:
    """Share of the sentences for which something holds, 0 to 1; None of no sentences."""
    held = [holds(one) for one in judged]
    return sum(held) / len(held) if held else None


def figures(judged: Sequence[Judged]) -> Dict[Text, Any]:
    """The figures of a set of sentences.

    Returns:
        ``n``; ``top1`` (likeliest topic right, outside included); ``answered_right``, ``answered_wrong``, ``unsure``
        (of the sentences inside); ``offered`` (right topic among the three, when unsure); ``top3`` (among the three
        likeliest, sure or not); ``outside_answered`` (outside, yet answered as inside). Shares from 0 to 1, None where there are no sentences.
    """
    inside = [one for one in judged if one.inside]
    unsure = [one for one in inside if one.answered is None]
    return {
        "n": len(judged),
        "top1": share(judged, lambda one: one.best == one.topic),
        "answered_right": share(inside, lambda one: one.answered == one.topic),
        "answered_wrong": share(inside, lambda one: one.answered not in (None, one.topic)),
        "unsure": share(inside, lambda one: one.answered is None),
        "offered": share(unsure, lambda one: one.topic in one.offered),
        "top3": share(inside, lambda one: one.topic in one.offered),
        "outside_answered": share(
            [one for one in judged if not one.inside], lambda one: one.answered not in (None, OUTSIDE)
        ),
    }


def by(judged: Sequence[Judged], name: Text) -> Dict[Text, List[Judged]]:
    """The sentences by the values of one of their attributes."""
    groups: Dict[Text, List[Judged]] = {}
    for one in judged:
        groups.setdefault(getattr(one, name), []).append(one)
    return dict(sorted(groups.items()))


def confusions(judged: Iterable[Judged], most: int) -> List[Tuple[Text, Text, int]]:
    """The pairs (meant, taken for) that occur most often, with how often."""
    pairs = Counter((one.topic, one.best) for one in judged if one.best != one.topic)
    return [(meant, taken, times) for (meant, taken), times in pairs.most_common(most)]


def reliability(judged: Sequence[Judged]) -> List[Tuple[float, float, int]]:
    """For each tenth of confidence: mean confidence, share that is right, number of sentences; empty tenths left out."""
    bins: Dict[int, List[Judged]] = {}
    for one in judged:
        bins.setdefault(min(int(one.ranking[0][1] * BINS), BINS - 1), []).append(one)
    return [
        (
            sum(one.ranking[0][1] for one in held) / len(held),
            sum(one.best == one.topic for one in held) / len(held),
            len(held),
        )
        for _, held in sorted(bins.items())
    ]


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error over ten bins, 0 to 1 (Guo et al. 2017, arXiv:1706.04599)."""
    return sum(times * abs(said - right) for said, right, times in reliability(judged)) / len(judged)


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which a part (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]
