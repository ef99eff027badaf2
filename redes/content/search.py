"""Search over the catalogue: for ``/buscar``, for Telegram's inline mode, and while Rasa is not up."""

from collections.abc import Iterator
from dataclasses import dataclass

from redes.content.catalogue import Catalogue
from redes.content.schema import Audience, Card, CardTranslation, Language, Topic
from redes.content.word_index import Said, WordIndex

_LABEL, _KEYWORD, _TITLE, _ANSWER, _REST = 8.0, 5.0, 4.0, 2.0, 1.0
"""Weights of a word by where it stands; a topic's own name says more of it than a keyword of a neighbour."""

_OTHER_AUDIENCE = 0.5
"""What a topic is worth by a card that speaks to others: the words fit, the person perhaps not."""

_UNLIKELY_AUDIENCE = 0.8
"""What a card is worth to somebody who did not say who she is, when another audience mostly asks of its topic."""

_OTHER_LANGUAGE = 0.8
"""What Spanish words are worth to whoever speaks another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One card found.

    Attributes:
        card: Its id.
        topic: Its topic.
        score: Share of the query's weight that the card covers, more than 0 and at most 1.
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
        self._order = {card: place for place, card in enumerate(catalogue.cards)}
        self._indices = {
            language: WordIndex(_texts(catalogue, language), language=language, families=catalogue.topic_of)
            for language in ("es", *sorted({language for language, _ in catalogue.topic_translations}))
        }

    def find(
        self, query: str, *, language: Language = "es", audience: Audience | None = None, limit: int = 5
    ) -> list[Hit]:
        """Cards for a query, best first, at most one a topic; ties in the order of the catalogue.

        Args:
            query: A few words or a sentence; only its first 60 words are read.
            language: The person's; Spanish words are understood as well.
            audience: Only cards of this audience stand for topics that have one. None when the person has not said
                who she is; then the audience of a topic's first card comes first: its author knows who mostly asks.
            limit: How many at most.
        """
        best: dict[Topic, tuple[float, str]] = {}
        for card, score in self._scores(query, language).items():
            topic = self._catalogue.topic_of[card]
            shown = self._shown(card, audience)
            worth = score * (self._likely(card) if audience is None else 1 if shown == card else _OTHER_AUDIENCE)
            if topic not in best or self._ranked(worth, shown) < self._ranked(*best[topic]):
                best[topic] = worth, shown
        hits = sorted(best.items(), key=lambda found: self._ranked(*found[1]))[:limit]
        return [Hit(card=card, topic=topic, score=min(1.0, score)) for topic, (score, card) in hits]

    def _scores(self, query: str, language: Language) -> dict[str, float]:
        found = self._indices["es"].find(query)
        if language == "es" or language not in self._indices:
            return found
        scores = {card: score * _OTHER_LANGUAGE for card, score in found.items()}
        for card, score in self._indices[language].find(query).items():
            scores[card] = max(score, scores.get(card, 0.0))
        return scores

    def _shown(self, found: str, audience: Audience | None) -> str:
        """The card found, or the one of its topic that speaks to the audience."""
        fitting = (audience, Audience.TODOS)
        card = self._catalogue.cards[found]
        if audience is None or card.audience in fitting:
            return found
        others = self._catalogue.topics[self._catalogue.topic_of[found]].cards
        return next((other.id for other in others if other.audience in fitting), found)

    def _likely(self, card: str) -> float:
        """What a card is worth to somebody who did not say who she is."""
        mostly = self._catalogue.topics[self._catalogue.topic_of[card]].cards[0].audience
        return 1 if self._catalogue.cards[card].audience in (mostly, Audience.TODOS) else _UNLIKELY_AUDIENCE

    def _ranked(self, score: float, card: str) -> tuple[float, int]:
        return -round(score, 9), self._order[card]  # sums of floats differ with their order in the last digits


def _texts(catalogue: Catalogue, language: Language) -> dict[str, list[Said]]:
    """What each card says in a language; what is not translated is known by its topic's name alone."""
    texts: dict[str, list[Said]] = {}
    for file in catalogue.topics.values():
        translated = catalogue.topic_translations.get((language, file.topic))
        names = [file.label, file.topic.replace("-", " ")] if language == "es" else []
        names += [translated.label] if translated else []
        for card in file.cards:
            said = card if language == "es" else catalogue.card_translations.get((language, card.id))
            texts[card.id] = [Said(name, _LABEL, names=True) for name in names]
            texts[card.id] += _card(said) if said else []
    return texts


def _card(said: Card | CardTranslation) -> Iterator[Said]:
    for keyword in said.keywords:
        yield Said(keyword, _KEYWORD, names=True)
    yield Said(said.title, _TITLE, names=True)
    yield Said(said.answer, _ANSWER)
    for line in (*said.alarm, *said.steps, *said.bring, *said.if_refused, *said.avoid, *said.register_, *said.say):
        yield Said(line, _REST)
