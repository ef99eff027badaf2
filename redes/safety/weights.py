"""How surely a message tells of danger, weighed by what was learnt from the sentences in ``content/peligro/``.

A linear model in whole numbers: no library is needed to ask it. ``make danger`` learns it anew
(``nlu/redes_nlu/learn_danger.py``) and writes ``weights.json`` beside this module.
"""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from redes.safety.features import ASKS, BUCKETS, Features, Said, length, near, pair, together
from redes.safety.remembered import Remembered

DOUBT = -0.1
"""The most that a window can weigh in which no word tells of anything."""

MOST = 3
"""So many windows of a long message are weighed in full."""

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

    def weigh(self, total: int, words: int) -> float:
        """The logit of a window of so many words, from the sum of its weights."""
        return total * self.scale / length(words) + self.bias


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the weights say of a message.

    Attributes:
        sureness: Logit of its most dangerous window: above 0 danger is likelier than not.
        said: The message, heard.
        window: The number of this window.
    """

    sureness: float
    said: Said
    window: int


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
        self._of_word = Remembered[str, int](
            lambda word: sum(map(danger.weights.__getitem__, features.of_word[word][0]))
        )
        self._of_three = Remembered[tuple[str, str, str], int](
            lambda three: (
                danger.weights[pair(three[1], three[2])] + danger.weights[pair(three[0], three[2], apart=True)]
            )
        )
        known = range(len(features.concepts))
        self._near = [[danger.weights[near(one, other)] for other in known] for one in known]
        self._together = [[danger.weights[together(one, other)] for other in known] for one in known]

    def weigh(self, words: Sequence[str], *, asks: bool) -> Weighed:
        """How surely a message tells of danger.

        Args:
            words: Its words, made readable and plain.
            asks: Whether it has a question mark.
        """
        said = self._features.said(words, asks=asks)
        alone = list(map(self._of_word.__getitem__, said.words))
        # Time stays bounded: what single words weigh tells which windows of a long message are worth a closer look.
        windows = sorted(
            range(len(said.windows)), key=lambda at: -sum(alone[said.windows[at][0] : said.windows[at][1]])
        )
        weighed = {window: self._window(said, alone, *said.windows[window]) for window in windows[:MOST]}
        most = max(weighed, key=weighed.__getitem__)
        return Weighed(sureness=weighed[most], said=said, window=most)

    def kind(self, weighed: Weighed) -> str:
        """The danger that the most dangerous window of a message resembles most."""
        buckets = self._features.buckets(weighed.said, weighed.window)
        begin, end = weighed.said.windows[weighed.window]
        logits = {
            kind: linear.weigh(sum(map(linear.weights.__getitem__, buckets)), end - begin)
            for kind, linear in self._kinds.items()
        }
        return max(logits, key=logits.__getitem__)

    def _window(self, said: Said, alone: list[int], begin: int, end: int) -> float:
        total = self._danger.weights[ASKS] if said.asks else 0
        total += sum(alone[begin:end])
        words = [said.before(begin, 2), said.before(begin, 1), *said.words[begin:end]]
        total += sum(map(self._of_three.__getitem__, zip(words, words[1:], words[2:], strict=False)))
        for at in range(begin, end):
            for one, other in said.near(at):
                total += self._near[one][other]
        told = said.concepts(begin, end)
        for index, one in enumerate(told, start=1):
            total += sum(map(self._together[one].__getitem__, told[index:]))
        sureness = self._danger.weigh(total, end - begin)
        # Where no word tells of anything, letters alone are never sure: gibberish is no danger, but a sign still is.
        return sureness if told else min(sureness, DOUBT)


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
