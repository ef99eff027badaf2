"""In which of the five languages a message is written, when that can be told.

Little words (``function_words``) and letters of one language only speak first: they know Haitian Creole, which lingua
does not, and hold up under slips. lingua (n-grams of letters) weighs in between the other four. One word, or a
text between two languages, is answered by None, so that a "ok" or a name turns nobody's conversation over.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

import lingua
from pydantic import BaseModel

from redes.content.catalogue import Catalogue
from redes.content.function_words import FUNCTION_WORDS
from redes.content.schema import LANGUAGES, Language
from redes.content.words import words

_KNOWN_TO_LINGUA: Mapping[lingua.Language, Language] = {
    lingua.Language.SPANISH: "es",
    lingua.Language.ENGLISH: "en",
    lingua.Language.PORTUGUESE: "pt",
    lingua.Language.FRENCH: "fr",
}
_LETTERS: Mapping[str, Mapping[Language, float]] = {
    "ñ": {"es": 2.0},
    "¿": {"es": 2.0},
    "¡": {"es": 2.0},
    "ã": {"pt": 2.0},
    "õ": {"pt": 2.0},
    "ò": {"ht": 1.5},
    "ê": {"fr": 0.5, "pt": 0.5},
    "ç": {"fr": 0.5, "pt": 1.0},
    "è": {"fr": 0.5, "ht": 0.5},
}
_ENDINGS: Mapping[str, Mapping[Language, float]] = {
    "cion": {"es": 0.7},
    "ciones": {"es": 0.7},
    "dad": {"es": 0.5},
    "cao": {"pt": 0.7},
    "coes": {"pt": 0.7},
    "dade": {"pt": 0.5},
    "eiro": {"pt": 0.5},
    "ing": {"en": 0.5},
    "eux": {"fr": 0.5},
    "syon": {"ht": 0.7},
}
_TRUST_IN_LINGUA = 2.0
_LEAD = 0.4
_FEWEST_WORDS = 2
_MANY_WORDS = 4
_MIXED = 0.8
_FEWEST_MIXED = 2
_SURE_OF_FEW = 1.6
_STAYS = 0.5
_OF_THE_FIELD = 0.8
_SHORTEST_OWN = 4


def vocabularies(catalogue: Catalogue) -> Mapping[Language, frozenset[str]]:
    """The words that our own texts and cards use in one language and in no other."""
    said: dict[Language, set[str]] = {
        language: {word for text in texts.texts.values() for word in words(text)}
        for language, texts in catalogue.texts.items()
        if language in LANGUAGES
    }
    for card in catalogue.cards.values():
        said["es"].update(_words_of(card))
    for (language, _), translation in catalogue.card_translations.items():
        said[language].update(_words_of(translation))
    return {
        language: frozenset(
            word
            for word in found.difference(*(others for other, others in said.items() if other != language))
            if len(word) >= _SHORTEST_OWN
        )
        for language, found in said.items()
    }


class LanguageDetector:
    """Tells the language of a message.

    Args:
        vocabularies: Words of the field that one language alone has, beside the little ones.
    """

    def __init__(self, vocabularies: Mapping[Language, frozenset[str]] | None = None) -> None:
        none: frozenset[str] = frozenset()
        self._own = {
            language: (vocabularies or {}).get(language, none) | _little_own(language) for language in LANGUAGES
        }

    @cached_property
    def _lingua(self) -> lingua.LanguageDetector:
        """Made at the first message: its tables take a moment to load. Low accuracy is a fifth of the time."""
        return lingua.LanguageDetectorBuilder.from_languages(*_KNOWN_TO_LINGUA).with_low_accuracy_mode().build()

    def detect(self, text: str, *, before: Language | None = None) -> Language | None:
        """The language of a text, or None when it is too short or too mixed to tell.

        Args:
            text: As it was written.
            before: The language of the conversation so far. It is left only for a language that the text has words or
                letters of for itself: to be answered in a foreign language is worse than to be answered in the old one.
        """
        said = words(text)
        if len(said) < _FEWEST_WORDS:
            return None
        own = {language: sum(word in known for word in said) for language, known in self._own.items()}
        first, next_to_it = sorted(own.values(), reverse=True)[:2]
        mixed = next_to_it >= _FEWEST_MIXED and next_to_it > _MIXED * first
        if mixed or (not first and len(said) < _MANY_WORDS):
            return None
        scores = self._scores(text, said)
        if before is not None:
            scores[before] += _STAYS
        best, second = sorted(scores, key=lambda language: -scores[language])[:2]
        lead = _LEAD if len(said) >= _MANY_WORDS else _SURE_OF_FEW
        if best != before is not None and own[best] <= own[before] and not _letters_of(best, text):
            return None
        return best if scores[best] - scores[second] >= lead else None

    def _hints(self, word: str) -> Iterator[tuple[Language, float]]:
        """For which languages a word speaks, and how much."""
        having = [language for language in LANGUAGES if word in FUNCTION_WORDS[language]]
        yield from ((language, 1.0 / len(having)) for language in having)
        if not having:
            yield from ((language, _OF_THE_FIELD) for language, known in self._own.items() if word in known)
        for ending, hints in _ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                yield from hints.items()

    def _scores(self, text: str, said: list[str]) -> dict[Language, float]:
        scores: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
        for word in said:
            for language, weight in self._hints(word):
                scores[language] += weight
        written = set(text.casefold())
        for letter in written & _LETTERS.keys():
            for language, weight in _LETTERS[letter].items():
                scores[language] += weight
        for guess in self._lingua.compute_language_confidence_values(text):
            scores[_KNOWN_TO_LINGUA[guess.language]] += _TRUST_IN_LINGUA * guess.value
        # lingua must lay all its trust on four: what it would have laid on the fifth stands for Creole.
        creole = sum(word in FUNCTION_WORDS["ht"] for word in said) / len(said)
        scores["ht"] += _TRUST_IN_LINGUA * min(1.0, 2.0 * creole)
        return scores


def _little_own(language: Language) -> frozenset[str]:
    """Little words of one language alone."""
    others = (FUNCTION_WORDS[other] for other in LANGUAGES if other != language)
    return frozenset(FUNCTION_WORDS[language]).difference(*others)


def _words_of(card: BaseModel) -> set[str]:
    """All words of a card or its translation."""
    found: set[str] = set()
    for part in card.model_dump(exclude={"id", "basis"}).values():
        for text in part if isinstance(part, list | tuple) else (part,):
            if isinstance(text, str):
                found.update(words(text))
    return found


def _letters_of(language: Language, text: str) -> bool:
    """Whether a text has letters that only this language writes."""
    return any(_LETTERS[letter].keys() == {language} for letter in set(text.casefold()) & _LETTERS.keys())
