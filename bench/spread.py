"""Medians and their spread."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A measure over the rounds.

    Attributes:
        median, low, high: Middle, smallest and largest of the rounds.
    """

    median: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """The spread of one or more values."""
    return Spread(median=statistics.median(values), low=min(values), high=max(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` percent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]
