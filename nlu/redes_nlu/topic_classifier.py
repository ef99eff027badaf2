"""What a message is about: a linear model on the characters and words of short, noisy messages.

Characters, because people write "embarasada" and "vakuna"; a linear model, because it learns four
thousand sentences in seconds, answers in about a millisecond and can be looked into.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Optional, Text, Tuple, Type

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from redes.content.words import plain

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Intent classifier over character n-grams (2 to 5, within words) and words (1 and 2).

    Config:
        C: Inverse strength of the regularisation of the logistic regression, above 0.
        longest: Characters of a message that are read; the model stays quick on any input.
    """

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: Optional[_Model] = None

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"C": 20.0, "longest": 1000}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = _Model(*joblib.load(folder / "model.joblib"))
        return component

    @classmethod
    def required_components(cls) -> List[Type]:
        return []

    @staticmethod
    def required_packages() -> List[Text]:
        return ["sklearn"]

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        features = FeatureUnion(
            [
                ("chars", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)),
                (
                    "words",
                    TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+"),
                ),
            ]
        )
        seen = features.fit_transform([plain(e.get(TEXT)) for e in examples])
        classes = LogisticRegression(
            C=self._config["C"], solver="liblinear", multi_class="ovr", tol=1e-2, random_state=0
        )
        classes.fit(seen, [e.get(INTENT) for e in examples])
        self._model = _Model(features, classes.coef_, classes.intercept_, [str(c) for c in classes.classes_])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model.parts(), folder / "model.joblib")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT)
            if self._model is None or not text:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                continue
            ranking = self._model.rank(plain(text[: self._config["longest"]]))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


class _Model:
    """Features and weights, laid out for one message at a time.

    scikit-learn is made for many texts at once: for one it checks and copies matrices of the whole
    vocabulary, which takes twenty times as long as the arithmetic. Here the n-grams of one message are
    looked up and weighed as its ``TfidfVectorizer`` does it (sublinear counts, length 1).
    """

    def __init__(self, features: FeatureUnion, weights: np.ndarray, bias: np.ndarray, classes: List[Text]) -> None:
        self._features = features
        self._weights = np.ascontiguousarray(weights.T, dtype=np.float32)
        self._bias = bias.astype(np.float32)
        self._classes = classes
        self._parts = []
        offset = 0
        for _, vectorizer in features.transformer_list:
            self._parts.append((vectorizer.build_analyzer(), vectorizer.vocabulary_, vectorizer.idf_, offset))
            offset += len(vectorizer.vocabulary_)

    def parts(self) -> Tuple[FeatureUnion, np.ndarray, np.ndarray, List[Text]]:
        """What makes the model, to be kept on disk."""
        return self._features, self._weights.T, self._bias, self._classes

    def rank(self, text: Text) -> List[Dict[Text, Any]]:
        """The likeliest topics of a text, best first, with shares of the probability that sum to at most 1."""
        scores = self._bias.copy()
        for analyze, vocabulary, idf, offset in self._parts:
            counts = Counter(i for i in map(vocabulary.get, analyze(text)) if i is not None)
            if not counts:
                continue
            known = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
            weights = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * idf[known]
            weights /= np.sqrt(weights @ weights)
            scores += weights.astype(np.float32) @ self._weights[known + offset]
        chances = 1.0 / (1.0 + np.exp(-scores))
        chances /= chances.sum()
        best = np.argsort(chances)[::-1][:_RANKED]
        return [{"name": self._classes[i], "confidence": float(chances[i])} for i in best]
