"""In which of the five languages a message is written, when that can be told.

Little words (``function_words``) and letters of one language only speak first: they know Haitian Creole, which lingua
does not, and hold up under slips. lingua (n-grams of letters) weighs in between the other four. One word, or a
text between two languages, is answered by None, so that a "ok" or a name turns nobody's conversation over.
"""

from collections.abc import Mapping
from functools import cached_property

import lingua

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


class LanguageDetector:
    """Tells the language of a message."""

    @cached_property
    def _lingua(self) -> lingua.LanguageDetector:
        """Made at the first message: its tables take a moment to load. Low accuracy is a fifth of the time."""
        return lingua.LanguageDetectorBuilder.from_languages(*_KNOWN_TO_LINGUA).with_low_accuracy_mode().build()

    def detect(self, text: str) -> Language | None:
        """The language of a text, or None when it is too short or too mixed to tell.

        Args:
            text: As it was written.
        """
        said = words(text)
        if len(said) < _FEWEST_WORDS:
            return None
        first, next_to_it = sorted(_own_words(said).values(), reverse=True)[:2]
        mixed = next_to_it >= _FEWEST_MIXED and next_to_it > _MIXED * first
        if mixed or (not first and len(said) < _MANY_WORDS):
            return None
        scores = self._scores(text, said)
        best, second = sorted(scores, key=lambda language: -scores[language])[:2]
        lead = _LEAD if len(said) >= _MANY_WORDS else _SURE_OF_FEW
        return best if scores[best] - scores[second] >= lead else None

    def _scores(self, text: str, said: list[str]) -> dict[Language, float]:
        scores: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
        for word in said:
            having = [language for language in LANGUAGES if word in FUNCTION_WORDS[language]]
            for language in having:
                scores[language] += 1.0 / len(having)
            for ending, hints in _ENDINGS.items():
                if word.endswith(ending) and len(word) > len(ending) + 1:
                    for language, weight in hints.items():
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


def _own_words(said: list[str]) -> dict[Language, int]:
    """How many words of a text each language has for itself alone."""
    return {
        language: sum(
            word in FUNCTION_WORDS[language]
            and not any(word in FUNCTION_WORDS[other] for other in LANGUAGES if other != language)
            for word in said
        )
        for language in LANGUAGES
    }
