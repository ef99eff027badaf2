"""Concepts behind words: what ``embarazada``, ``embarasada``, ``pregnant`` and ``ansent`` share.

The lexicon (``nlu/lexicon/*.yml``) is authored: concept -> language -> words and phrases, a star standing for any
ending. A message is read in the languages that its little words allow, in all five when they tell nothing. Words
are compared by a key that forgets what people mistake when they write as they hear, and longer ones may lack or
have a letter too much.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, FrozenSet, Iterable, Iterator, List, Mapping, Sequence, Set, Text, Tuple

import yaml

from redes.content.function_words import FUNCTION_WORDS
from redes.content.words import plain, words

_HEARD: Tuple[Tuple[re.Pattern, Text], ...] = (
    (re.compile(r"[sc]h"), "ç"),
    (re.compile(r"h"), ""),
    (re.compile(r"v"), "b"),
    (re.compile(r"n(?=[bp])"), "m"),
    (re.compile(r"qu(?=[eiao])|q|ck|c(?![eiç])"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[zxc]"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_HEARD_IN_SPANISH = (re.compile(r"ll|y"), "i")
_WORD = re.compile(r"[^\W_]+\*?")
_PLAUSIBLE = 0.7
_SHORTEST_HEARD = 5
_SHORTEST_STEM = 2
_SHORTEST_SLIP = 6
_SHORTEST_MISTAKE = 9

Pattern = Tuple[Text, bool]
"""Key of a word, and whether any ending may follow."""


def key(word: Text, language: Text) -> Text:
    """A word as it sounds to people who write as they hear.

    Args:
        word: Plain (``redes.content.words.plain``). Short ones stay as they are: they would all become one.
        language: English and French are not written as they are heard by anybody; their words stay too.
    """
    if len(word) < _SHORTEST_HEARD or language in {"en", "fr"}:
        return word
    if language == "es":
        word = _HEARD_IN_SPANISH[0].sub(_HEARD_IN_SPANISH[1], word)
    for heard, written in _HEARD:
        word = heard.sub(written, word)
    return word


def as_heard(text: Text) -> Text:
    """A text as it sounds in Spanish, whatever its language: "vakuna", "bacuna" and "vacuna" become one.

    Args:
        text: As it was written, or plain. One without words stays as it is: signs and faces mean something, too.
    """
    return " ".join(key(word, "es") for word in words(text)) or text


def _lacking(word: Text) -> Iterator[Text]:
    """The word without one of its letters; the first is rarely mistaken."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


class Lexicon:
    """Finds concepts in messages.

    Args:
        concepts: Concept -> language -> its words and phrases, a star at a word's end standing for any ending.
    """

    def __init__(self, concepts: Mapping[Text, Mapping[Text, Iterable[Text]]]) -> None:
        self._names: List[Text] = sorted(concepts)
        languages = {language for said in concepts.values() for language in said}
        self._readers = {language: _Reader(language) for language in sorted(languages)}
        for number, name in enumerate(self._names):
            for language, phrases in concepts[name].items():
                for phrase in phrases:
                    self._readers[language].add(phrase, number)

    @property
    def names(self) -> Sequence[Text]:
        """The concepts, in the order of the numbers that :meth:`find` gives."""
        return self._names

    def find(self, text: Text) -> FrozenSet[int]:
        """Numbers of the concepts that a text names.

        Args:
            text: As it was written, or plain.
        """
        said = words(text)
        found: Set[int] = set()
        for language in plausible_languages(said):
            if language in self._readers:
                self._readers[language].find(said, found)
        return frozenset(found)


def plausible_languages(said: Sequence[Text]) -> List[Text]:
    """The languages a text may be in, judged by its little words; all when there are none.

    Args:
        said: Its words, plain.
    """
    counts = {language: sum(word in own for word in said) for language, own in FUNCTION_WORDS.items()}
    most = max(counts.values())
    return [language for language, count in counts.items() if count >= _PLAUSIBLE * most]


class _Reader:
    """The words of one language."""

    def __init__(self, language: Text) -> None:
        self._language = language
        self._whole: Dict[Text, List[Tuple[Sequence[Pattern], int]]] = {}
        self._stems: Dict[Text, List[Tuple[Sequence[Pattern], int]]] = {}
        self._single: Dict[Text, Set[int]] = {}
        self._lacking: Dict[Text, Set[int]] = {}
        self._longest = 0

    def add(self, phrase: Text, number: int) -> None:
        patterns = [
            (key(part.rstrip("*"), self._language), part.endswith("*")) for part in _WORD.findall(plain(phrase))
        ]
        (first, stem), rest = patterns[0], patterns[1:]
        (self._stems if stem else self._whole).setdefault(first, []).append((rest, number))
        if stem:
            self._longest = max(self._longest, len(first))
        if not rest and len(first) >= _SHORTEST_SLIP:
            self._single.setdefault(first, set()).add(number)
            for lacking in _lacking(first):
                self._lacking.setdefault(lacking, set()).add(number)

    def find(self, said: Sequence[Text], found: Set[int]) -> None:
        keys = [key(word, self._language) for word in said]
        for at, word in enumerate(keys):
            known = self._known(word, keys[at + 1 :], found)
            if not known and len(word) >= _SHORTEST_SLIP - 1:
                found.update(self._slipped(word))

    def _slipped(self, word: Text) -> Iterator[int]:
        """What a word may mean that lacks a letter or has one too much or, when it is long, a wrong one."""
        yield from self._lacking.get(word, ())
        for lacking in _lacking(word):
            yield from self._single.get(lacking, ())
            if len(word) >= _SHORTEST_MISTAKE:
                yield from self._lacking.get(lacking, ())

    def _known(self, word: Text, following: Sequence[Text], found: Set[int]) -> bool:
        known = False
        candidates = list(self._whole.get(word, ()))
        for length in range(_SHORTEST_STEM, min(len(word), self._longest) + 1):
            candidates += self._stems.get(word[:length], ())
        for rest, number in candidates:
            if len(rest) <= len(following) and all(
                written.startswith(wanted) if stem else written == wanted
                for (wanted, stem), written in zip(rest, following, strict=False)
            ):
                found.add(number)
                known = True
        return known


def read_lexicon(folder: Path) -> Dict[Text, Dict[Text, List[Text]]]:
    """Read the authored files.

    Args:
        folder: Holds ``*.yml``.

    Returns:
        Concept -> language -> words and phrases.

    Raises:
        ValueError: A concept stands twice.
    """
    concepts: Dict[Text, Dict[Text, List[Text]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for name, by_language in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if name in concepts:
                raise ValueError(f"{path}: the concept {name} stands twice")
            concepts[name] = {language: [str(word) for word in said] for language, said in by_language.items()}
    return concepts
