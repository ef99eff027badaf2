"""Search over the catalogue: for the fallback, and while Rasa is not up.

Words count by how few cards hold them (inverse document frequency) and by where they stand; a
query's word that no card holds is compared with all known words by ``rapidfuzz``, so that a typing
mistake still finds its card.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from redes.content.catalogue import Catalogue
from redes.content.schema import Audience, Card, Topic
from redes.content.words import STOPWORDS, stem, words

_SUBJECT, _KEYWORD, _TITLE, _ANSWER, _REST = 7.0, 5.0, 4.0, 2.0, 1.0
"""Weights of a word by where it stands; a topic's own name says more of it than a keyword of a neighbour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One card found.

    Attributes:
        card: Its id.
        topic: Its topic.
        score: Share of the query's weight that the card covers, 0 to 1.
    """

    card: str
    topic: Topic
    score: float


class Search:
    """An index over one catalogue; immutable, safe to share.

    Args:
        catalogue: What to search.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)  # stem -> card id -> weight
        for file in catalogue.topics.values():
            for card in file.cards:
                for word, weight in _weighted_words(card, file.label, file.topic):
                    if weight > self._weights[word].get(card.id, 0.0):
                        self._weights[word][card.id] = weight
        count = max(1, len(catalogue.cards))
        self._rarity = {word: math.log(1 + count / len(cards)) for word, cards in self._weights.items()}
        self._known = list(self._weights)

    def find(self, query: str, *, audience: Audience | None = None, limit: int = 5) -> list[Hit]:
        """Cards for a query, best first, at most one a topic.

        Args:
            query: A few words or a sentence; only its first 60 words are read.
            audience: Cards of this audience come before others of their topic.
            limit: How many at most.
        """
        scores: dict[str, float] = defaultdict(float)
        possible = 0.0
        for word, weight in self._query_words(query):
            rarity = self._rarity.get(word, 0.0)
            possible += _SUBJECT * weight * (rarity or math.log(1 + len(self._catalogue.cards)))
            for card_id, place in self._weights.get(word, {}).items():
                scores[card_id] += weight * rarity * place
        best: dict[Topic, Hit] = {}
        for card_id, score in scores.items():
            topic = self._catalogue.topic_of[card_id]
            card = self._catalogue.cards[card_id]
            fits = audience is None or card.audience in (audience, Audience.TODOS)
            hit = Hit(card=card_id, topic=topic, score=min(1.0, score / possible) * (1.0 if fits else 0.9))
            if topic not in best or hit.score > best[topic].score:
                best[topic] = hit
        return sorted(best.values(), key=lambda h: (-h.score, h.card))[:limit]

    def _query_words(self, query: str) -> Iterator[tuple[str, float]]:
        seen = set()
        for word in words(query)[:60]:
            if word in STOPWORDS:
                continue
            stemmed = stem(word)
            if stemmed in seen:
                continue
            seen.add(stemmed)
            if stemmed in self._weights or len(stemmed) < 4:
                yield stemmed, 1.0
                continue
            near = process.extractOne(stemmed, self._known, scorer=fuzz.ratio, score_cutoff=78)
            if near is None:
                yield stemmed, 1.0
            else:
                yield near[0], near[1] / 100


def _weighted_words(card: Card, label: str, topic: str) -> Iterator[tuple[str, float]]:
    for text, weight in (
        *((keyword, _KEYWORD) for keyword in card.keywords),
        (label, _SUBJECT),
        (topic.replace("-", " "), _SUBJECT),
        (card.title, _TITLE),
        (card.answer, _ANSWER),
        *((line, _REST) for line in (*card.alarm, *card.steps, *card.bring, *card.avoid, *card.register_)),
    ):
        for word in words(text):
            if word not in STOPWORDS:
                yield stem(word), weight
