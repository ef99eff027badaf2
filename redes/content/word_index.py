"""Texts found by the words of a query, however the words are bent, heard or mistyped.

Three things make two words one: their stem (Snowball's algorithms, by PyStemmer), their sound
(:func:`redes.content.slips.sound`), and at last a slip of the finger (``rapidfuzz``). What a word is worth follows
Okapi BM25 over weighted fields: a word of a label counts more than one of a step, a rare word more than one
that stands everywhere, a second occurrence less than the first. (The packages for BM25 know neither fields nor
slips, and bring NumPy; the formula is one line.)
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import Stemmer
from rapidfuzz import fuzz, process

from redes.content.schema import Language
from redes.content.slips import sound
from redes.content.words import words

STOPWORDS = frozenset(
    (
        "a al ante con de del donde e el ella en es esta este la las le les lo los me mi mis no o para pero por que se "
        "si sin su sus te tu un una y ya como cual cuando hay tengo tiene tienen quiero puedo puede necesito debo hago "
        "hacer soy estoy dan dar "
        "the of to in and or is am are my for how what where does they you your me it can do "
        "je les une et est suis mon ma mes des du on que qui ou dans "
        "os as um uma do da em meu minha tenho posso como qual estou sou ao na nas nos "
        "ki nan pou mwen yon ak gen m w li yo sa kote kijan pa"
    ).split()
)
"""Words too common to tell one text from another; in a phrase they count all the same."""

EVERYBODY = frozenset(
    (
        "colombia colombiano migrante migrantes extranjero extranjera venezuela venezolano venezolana venezolanos persona "
        "personas paciente pacientes salud migrant patient foreigner person health etranger migran pasyan sante saude"
    ).split()
)
"""Words that fit whoever is meant here: they weigh little beside any other."""

LONGEST_QUERY = 60
"""Words of a query that are read."""

_MOST_SLIPS = 6
"""Words of a query that are compared with all known words: comparing is what takes time."""

_SNOWBALL: Mapping[Language, str] = {"es": "spanish", "en": "english", "pt": "portuguese", "fr": "french"}
"""Snowball's algorithm by language; Haitian Creole does not bend its words."""

_SIGLA = 3
"""Letters of a sigla: what is no longer is neither bent, heard nor mistyped."""

_SATURATION = 8.0
"""BM25's k1, in the measure of the weights: a word of this weight covers half of what it could."""

_LEAST_LIKE = 80
"""Per cent that a mistyped word must share with the one that was meant."""

_TAKEN_OUT = re.compile(r"\[[a-z-]+\]")
"""What :mod:`redes.privacy.scrub` leaves in the place of personal data: it says nothing of what is asked."""

_NAMED = 0.5
"""What a query that is one of the text's names, word for word, is worth beside its words."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a text.

    Attributes:
        text: What it says.
        weight: What its words count, more than 0.
        names: Whether all its words in their order are a name for the whole text.
    """

    text: str
    weight: float
    names: bool = False


class WordIndex:
    """An index over texts of one language; immutable, safe to share.

    Args:
        texts: Id -> its pieces.
        language: Whose stems the words have.
        families: Id -> what texts of one kind share; a word is rare when few families hold it. An id that
            is missing is a family of its own.
    """

    def __init__(
        self, texts: Mapping[str, Iterable[Said]], *, language: Language, families: Mapping[str, str] | None = None
    ) -> None:
        self._language = language
        self._stems: dict[str, str] = {}  # known word as heard -> its stem
        self._names: dict[str, dict[str, float]] = defaultdict(dict)  # stems of a name -> text -> weight
        stem = _Stem(language)
        known: dict[str, str] = {}  # word -> stem
        counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, pieces in texts.items():
            for said in pieces:
                spoken = words(said.text)
                for word in spoken:
                    if word not in known:
                        known[word] = stem(word)
                        self._stems.setdefault(_heard(word), known[word])
                    if word not in STOPWORDS:
                        counted[known[word]][name] += said.weight
                if said.names and spoken:
                    phrase = " ".join(known[word] for word in spoken)
                    self._names[phrase][name] = max(said.weight, self._names[phrase].get(name, 0.0))
        family = {name: (families or {}).get(name, name) for name in texts}
        total = len(set(family.values()))
        self._rarest = math.log(1 + total)
        self._rarity = {
            word: math.log(1 + total / len({family[name] for name in holders})) for word, holders in counted.items()
        }
        for word in EVERYBODY & known.keys():
            self._rarity[known[word]] = 0.2
        self._covers = {
            word: {name: _saturated(weight) for name, weight in holders.items()} for word, holders in counted.items()
        }
        self._comparable = [heard for heard in self._stems if len(heard) > _SIGLA]

    def find(self, query: str) -> dict[str, float]:
        """What a query finds.

        Args:
            query: A few words or a sentence; its first 60 words are read.

        Returns:
            Ids of texts -> the share of the query's weight that they cover, more than 0; 1 and more when the
            query is a name of theirs.
        """
        stem = _Stem(self._language)
        spoken = words(_TAKEN_OUT.sub(" ", query))[:LONGEST_QUERY]
        found: dict[str, float] = defaultdict(float)
        possible = 0.0
        for word, certainty in self._meant(spoken, stem):
            rarity = self._rarity.get(word, self._rarest)
            possible += rarity
            for name, covered in self._covers.get(word, {}).items():
                found[name] += rarity * covered * certainty
        shares = {name: score / possible for name, score in found.items()}
        said = " ".join(self._stems.get(_heard(word)) or stem(word) for word in spoken)
        for name, weight in self._names.get(said, {}).items():
            shares[name] = max(shares.get(name, 0.0), _saturated(weight)) + _NAMED
        return shares

    def _meant(self, spoken: list[str], stem: "_Stem") -> Iterator[tuple[str, float]]:
        """The stems of a query's words, each once, and how sure it is that they were meant, 0 to 1."""
        seen: set[str] = set()
        slips = 0
        for word in self._joined(spoken):
            if word in STOPWORDS:
                continue
            heard = _heard(word)
            meant, certainty = self._stems.get(heard) or stem(word), 1.0
            if meant not in self._covers and len(heard) > _SIGLA and slips < _MOST_SLIPS:
                slips += 1
                near = process.extractOne(heard, self._comparable, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE)
                if near is not None:
                    meant, certainty = self._stems[near[0]], (near[1] / 100) ** 2
            if meant not in seen:
                seen.add(meant)
                yield meant, certainty

    def _joined(self, spoken: list[str]) -> Iterator[str]:
        """A query's words; two that are one word here stand as one: ``salvo conducto``, ``super salud``."""
        rest = pairwise([*spoken, ""])
        for word, following in rest:
            both = word + following
            if following and len(both) > 2 * _SIGLA and _heard(both) in self._stems:
                next(rest, None)
                yield both
            else:
                yield word


class _Stem:
    """A word's stem as it is heard. For one thread at a time: Snowball's stemmers keep state."""

    def __init__(self, language: Language) -> None:
        algorithm = _SNOWBALL.get(language)
        self._bent = Stemmer.Stemmer(algorithm).stemWord if algorithm else str

    def __call__(self, word: str) -> str:
        return word if len(word) <= _SIGLA else _heard(self._bent(word))


def _heard(word: str) -> str:
    """A word as it sounds; a sigla, and what would sound like one, as it is written."""
    spoken = sound(word) if len(word) > _SIGLA else word
    return spoken if len(spoken) > _SIGLA else word


def _saturated(weight: float) -> float:
    return weight / (weight + _SATURATION)
