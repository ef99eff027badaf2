"""Which topic a message is about: a linear model on its characters, its words and the concepts behind them.

Characters, as they sound, because people write "embarasada" and "vakuna"; concepts, because a language with few examples
shares what the others have taught; a linear model, because it learns ten thousand sentences in seconds, answers
in a millisecond and can be looked into. It is the sum of two that err differently: one that parts the topics as widely as
it can, and a Bayesian one that ranks better what comes second and third. Nothing here knows Rasa.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import dataclass
from typing import Callable, Dict, List, Mapping, Sequence, Text, Tuple

import numpy as np
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from redes.content.words import plain
from redes_nlu.lexicon import Lexicon, as_heard
from redes_nlu.slips import mistyped

OUTSIDE = "fuera-de-alcance"

Analyze = Callable[[Text], Sequence[Text]]


@dataclass(frozen=True)
class Settings:
    """What can be turned, chosen by cross-validation on the training sentences.

    Attributes:
        C: Inverse strength of the regularisation.
        concept_weight: Weight of the concepts beside characters and words (1 each).
        pair_weight: Weight of pairs of concepts.
        bayes_weight: Weight of the Bayesian model beside the other.
        bayes_smoothing: How often it takes every feature to have been seen already.
        outside_bias: Added to the score of what lies outside: a wrong card does more harm than three to choose from.
        slip_weight: Weight of a mistyped copy of each training sentence; 0 makes none.
        folds: Parts into which the sentences are divided to calibrate the confidence.
        seed: Of all chances.
    """

    C: float = 0.6
    concept_weight: float = 0.2
    pair_weight: float = 0.15
    bayes_weight: float = 0.16
    bayes_smoothing: float = 0.1
    outside_bias: float = 0.18
    slip_weight: float = 0.5
    folds: int = 3
    seed: int = 0


@dataclass(frozen=True)
class _Block:
    """One kind of features: its n-grams, how rare each is, and its weight."""

    vocabulary: Dict[Text, int]
    idf: np.ndarray
    weight: float
    counted: bool


class Features:
    """A message as a sparse vector.

    Args:
        lexicon: The concepts.
        settings: Weights.
    """

    def __init__(self, lexicon: Lexicon, settings: Settings) -> None:
        self._lexicon = lexicon
        self._settings = settings
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), lowercase=False).build_analyzer()
        self._words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", lowercase=False).build_analyzer()
        self._blocks: List[_Block] = []

    def __getstate__(self) -> Dict[Text, object]:
        return {"_lexicon": self._lexicon, "_settings": self._settings, "_blocks": self._blocks}

    def __setstate__(self, state: Mapping[Text, object]) -> None:
        self.__init__(state["_lexicon"], state["_settings"])  # type: ignore[misc, arg-type]
        self._blocks = state["_blocks"]  # type: ignore[assignment]

    @property
    def size(self) -> int:
        """Number of features."""
        return sum(len(block.vocabulary) for block in self._blocks)

    def _named(self, text: Text) -> Tuple[Sequence[Text], ...]:
        """The features of a text by their names, a sequence for each block."""
        said = plain(text)
        concepts = [self._lexicon.names[number] for number in sorted(self._lexicon.find(said))]
        pairs = [f"{one}&{other}" for one, other in itertools.combinations(concepts, 2)]
        heard = as_heard(said)
        return self._characters(heard), self._words(heard), concepts, pairs

    def fit(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Learn the features of the training sentences.

        Returns:
            A row for each text.
        """
        named = [self._named(text) for text in texts]
        wanted = (
            (1.0, 2, True),
            (1.0, 1, True),
            (self._settings.concept_weight, 1, False),
            (self._settings.pair_weight, 2, False),
        )
        self._blocks = []
        for number, (weight, least, counted) in enumerate(wanted):
            seen = Counter(feature for row in named for feature in set(row[number]))
            kept = sorted(feature for feature, times in seen.items() if times >= least)
            idf = np.array([np.log((1 + len(texts)) / (1 + seen[feature])) + 1 for feature in kept])
            self._blocks.append(_Block({feature: at for at, feature in enumerate(kept)}, idf, weight, counted))
        return self._matrix(named)

    def transform(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Known features of texts, a row for each."""
        return self._matrix([self._named(text) for text in texts])

    def one(self, text: Text) -> Tuple[np.ndarray, np.ndarray]:
        """Numbers and values of the known features of one text.

        scikit-learn is made for many texts at once: for one it checks and copies matrices of the whole vocabulary,
        which takes twenty times as long as the arithmetic.
        """
        return self._row(self._named(text))

    def _row(self, named: Sequence[Sequence[Text]]) -> Tuple[np.ndarray, np.ndarray]:
        numbers: List[np.ndarray] = []
        values: List[np.ndarray] = []
        offset = 0
        for block, features in zip(self._blocks, named, strict=True):
            counts = Counter(at for at in map(block.vocabulary.get, features) if at is not None)
            if counts:
                known = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
                times = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
                weights = (1.0 + np.log(times)) * block.idf[known] if block.counted else block.idf[known]
                numbers.append(known + offset)
                values.append(weights * (block.weight / np.sqrt(weights @ weights)))
            offset += len(block.vocabulary)
        if not numbers:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        return np.concatenate(numbers), np.concatenate(values)

    def _matrix(self, named: Sequence[Sequence[Sequence[Text]]]) -> sparse.csr_matrix:
        rows = [self._row(one) for one in named]
        starts = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
        return sparse.csr_matrix(
            (np.concatenate([v for _, v in rows]), np.concatenate([n for n, _ in rows]), starts),
            shape=(len(rows), self.size),
        )


@dataclass(frozen=True)
class TopicModel:
    """A trained model.

    Attributes:
        features: Of messages.
        weights: Features by topics.
        bias: One for each topic.
        topics: Names.
        sharpness: What the scores are multiplied by before they become shares of probability.
    """

    features: Features
    weights: np.ndarray
    bias: np.ndarray
    topics: Sequence[Text]
    sharpness: float

    def __getstate__(self) -> Dict[Text, object]:
        """Half the digits suffice for weights, and halve the file."""
        return {**self.__dict__, "weights": self.weights.astype(np.float16)}

    def __setstate__(self, state: Mapping[Text, object]) -> None:
        self.__dict__.update(state)
        self.__dict__["weights"] = self.weights.astype(np.float32)

    def rank(self, text: Text, most: int = 10) -> List[Tuple[Text, float]]:
        """The likeliest topics of a text, best first, with their probability.

        Args:
            text: As it was written.
            most: How many are wanted.
        """
        numbers, values = self.features.one(text)
        scores = (self.bias + values.astype(np.float32) @ self.weights[numbers]) * self.sharpness
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        best = np.argsort(chances)[::-1][:most]
        return [(self.topics[at], float(chances[at])) for at in best]


def train(texts: Sequence[Text], topics: Sequence[Text], lexicon: Lexicon, settings: Settings) -> TopicModel:
    """Learn from examples.

    Args:
        texts: Sentences.
        topics: The topic of each.
        lexicon: The concepts.
        settings: See :class:`Settings`.
    """
    features = Features(lexicon, settings)
    seen = features.fit(texts)
    sharpness = _calibrate(seen, np.array(topics), settings)
    weight = np.ones(len(texts))
    if settings.slip_weight:
        chance = random.Random(settings.seed)  # noqa: S311 - slips are no secrets
        slipped = features.transform([mistyped(plain(text), chance) for text in texts])
        seen, topics = sparse.vstack([seen, slipped]), [*topics, *topics]
        weight = np.repeat([1.0, settings.slip_weight], len(texts))
    known, weights, bias = _learn(seen, np.array(topics), weight, settings)
    return TopicModel(
        features=features,
        weights=np.ascontiguousarray(weights, dtype=np.float32),
        bias=(bias + settings.outside_bias * (known == OUTSIDE)).astype(np.float32),
        topics=[str(topic) for topic in known],
        sharpness=sharpness,
    )


def _learn(
    seen: sparse.csr_matrix, topics: np.ndarray, weight: np.ndarray, settings: Settings
) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both linear models, summed.

    Returns:
        The topics in alphabetical order, their weights (features by topics) and the bias of each.
    """
    parting = LinearSVC(C=settings.C, tol=1e-2, random_state=settings.seed).fit(seen, topics, sample_weight=weight)
    bayesian = ComplementNB(alpha=settings.bayes_smoothing).fit(seen, topics, sample_weight=weight)
    likely = bayesian.feature_log_prob_ - bayesian.feature_log_prob_.mean(axis=0)  # what all topics share tells nothing
    return parting.classes_, parting.coef_.T + settings.bayes_weight * likely.T, parting.intercept_


def _calibrate(seen: sparse.csr_matrix, topics: np.ndarray, settings: Settings) -> float:
    """The sharpness under which sentences left out of the training are least surprising."""
    parts = StratifiedKFold(settings.folds, shuffle=True, random_state=settings.seed)
    scores, right = [], []
    for kept, left in parts.split(seen, topics):
        known, weights, bias = _learn(seen[kept], topics[kept], np.ones(len(kept)), settings)
        scores.append(seen[left] @ weights + bias)
        right.append(np.searchsorted(known, topics[left]))
    held, places = np.concatenate(scores), np.concatenate(right)

    def surprise(sharpness: float) -> float:
        sharp = held * sharpness
        sharp -= sharp.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(sharp).sum(axis=1)) - sharp[np.arange(len(sharp)), places]))

    return float(minimize_scalar(surprise, bounds=(0.5, 20.0), method="bounded").x)
