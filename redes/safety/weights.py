"""How surely a message tells of danger, weighed by what was learnt from the sentences in ``content/peligro/``.

A linear model in whole numbers: no library is needed to ask it. ``make danger`` learns it anew
(``nlu/redes_nlu/learn_danger.py``) and writes ``weights.json`` beside this module.
"""

import base64
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from redes.safety.features import ASKS, BUCKETS, Features, pair

DOUBT = -0.1
"""The most that a window can weigh in which no word tells of anything."""

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """One weighing.

    Attributes:
        weights: A whole number for each bucket, -127 to 127.
        scale: What one of them is worth.
        bias: What is added to the sum.
    """

    weights: Sequence[int]
    scale: float
    bias: float

    def weigh(self, buckets: list[int]) -> float:
        """The logit of a window."""
        return sum(map(self.weights.__getitem__, buckets)) * self.scale + self.bias


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the weights say of a message.

    Attributes:
        sureness: Logit of its most dangerous window: above 0 danger is likelier than not.
        kind: The danger that this window resembles most.
    """

    sureness: float
    kind: str


class Weights:
    """Weighs messages.

    Args:
        features: Makes the features the weights were learnt with.
        danger: Tells danger from what is harmless.
        kinds: Kind of danger -> tells it from the other kinds.
        learnt_from: Digest of the sentences, concepts and feature code it was learnt with.
    """

    def __init__(self, features: Features, danger: Linear, kinds: Mapping[str, Linear], learnt_from: str) -> None:
        self._features = features
        self._danger = danger
        self._kinds = dict(kinds)
        self.learnt_from = learnt_from
        self._of_word = lru_cache(maxsize=20_000)(
            lambda word: sum(map(danger.weights.__getitem__, features.of_word(word)[0]))
        )
        self._unsure = math.floor((DOUBT - danger.bias) / danger.scale) - abs(danger.weights[ASKS])
        names = sorted(features.concepts)
        self._together = {one: {other: danger.weights[pair("p", one, other)] for other in names} for one in names}

    def weigh(self, text: str) -> Weighed:
        """How surely a message tells of danger, and of which."""
        said = self._features.said(text)
        weights = self._danger.weights
        # What each word adds does not depend on its window; only which concepts come together does.
        each = [
            self._of_word(word) + weights[pair("2", one, word)] + weights[pair("3", before, word)]
            for before, one, word in said.triples()
        ]
        # Where no word tells of anything, letters alone are never sure: gibberish is no danger, but a sign still is.
        sums = [
            sum(each[where]) + self._come_together(concepts) if concepts else min(sum(each[where]), self._unsure)
            for where, concepts in said.windows
        ]
        most = max(range(len(sums)), key=sums.__getitem__)
        asks = weights[ASKS] if said.asks else 0
        sureness = (sums[most] + asks) * self._danger.scale + self._danger.bias
        buckets = self._features.buckets(said, most)
        return Weighed(sureness=sureness, kind=max(self._kinds, key=lambda kind: self._kinds[kind].weigh(buckets)))

    def _come_together(self, concepts: list[str]) -> int:
        return sum(
            sum(map(self._together[concept].__getitem__, concepts[index:]))
            for index, concept in enumerate(concepts[:-1], start=1)
        )


@cache
def load_weights() -> Weights:
    """The weights that came with the program."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(
        Features(told["concepts"]),
        _linear(told["danger"]),
        {kind: _linear(linear) for kind, linear in told["kinds"].items()},
        told["learnt_from"],
    )


def _linear(told: Mapping[str, str | float]) -> Linear:
    packed = zlib.decompress(base64.b64decode(str(told["weights"])))
    if len(packed) != BUCKETS:
        raise ValueError(f"{WEIGHTS.name} was learnt with other features; `make danger` learns it anew.")
    return Linear(weights=memoryview(packed).cast("b").tolist(), scale=float(told["scale"]), bias=float(told["bias"]))
