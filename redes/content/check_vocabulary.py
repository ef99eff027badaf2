"""What must hold over the vocabularies: their values are those of the contracts, and a name means one value."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.finding import Finding, error, place_of
from redes.content.phrases import Row, rows_of
from redes.content.schema import Vocabulary
from redes.eligibility.facts import DOMAIN, GROUPS

READ_BESIDE_THE_LAW = {"cuando": ("hoy", "esta-semana", "este-mes", "antes")}
"""What is read from sentences and is no fact of the engine: when something happened, for reports."""


def vocabularies_name_values(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Every value a vocabulary names is one of its fact; so is every fact that a hint leans on."""
    for vocabulary in catalogue.vocabularies.values():
        place = place_of(catalogue, f"vocabulary:{vocabulary.fact}")
        values = _values(vocabulary.fact)
        if not values:
            yield error(place, f"'{vocabulary.fact}' is no fact; the facts are listed in contracts.md")
            continue
        for value in dict.fromkeys(_named(vocabulary)):
            if value not in values:
                yield error(place, f"'{value}' is no value of '{vocabulary.fact}'; they are {', '.join(values)}")
        for hint in vocabulary.hints:
            for beside in hint.beside:
                fact, _, value = beside.partition("=")
                if value not in DOMAIN.get(fact, ()):
                    yield error(place, f"the hint leans on '{beside}', which is no fact and value such as 'triage=II'")


def a_name_means_one_value(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """No phrase of a vocabulary can be said of two of its values."""
    for vocabulary in catalogue.vocabularies.values():
        place = place_of(catalogue, f"vocabulary:{vocabulary.fact}")
        told = set()
        for phrase, value, other_phrase, other in _said_twice(vocabulary):
            pair = frozenset([(value, phrase), (other, other_phrase)])
            if pair not in told:
                told.add(pair)
                yield error(
                    place,
                    f"'{phrase}' of '{value}' and '{other_phrase}' of '{other}' can be the same words; keep one of them",
                )


def _values(fact: str) -> tuple[str, ...]:
    if fact == "grupo":
        return tuple(GROUPS)
    return DOMAIN.get(fact, ()) or READ_BESIDE_THE_LAW.get(fact, ())


def _named(vocabulary: Vocabulary) -> Iterator[str]:
    """All values a vocabulary speaks of."""
    for term in vocabulary.terms:
        yield term.value
        if term.denied is not None:
            yield term.denied
    for hint in vocabulary.hints:
        yield from (value for value in (hint.value, hint.denied, *hint.beside.values()) if value is not None)


def _said_twice(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of phrase and value, and the other phrase and value that can be the same words."""
    by_length: dict[int, _Rows] = defaultdict(_Rows)
    for term in vocabulary.terms:
        for phrases in term.said.values():
            for phrase in phrases:
                for row in rows_of(phrase, vocabulary.words):
                    rows = by_length[len(row)]
                    for other_row, other_phrase, other in rows.beginning_as(row):
                        if other != term.value and _same(row, other_row):
                            yield other_phrase, other, phrase, term.value
                    rows.add(row, phrase, term.value)


class _Rows:
    """Rows of one length, found by their first step: comparing each with each takes seconds at every start."""

    def __init__(self) -> None:
        self._all: list[tuple[Row, str, str]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._open: list[int] = []

    def add(self, row: Row, phrase: str, value: str) -> None:
        """Take in a row, the phrase it is one of, and the value that means."""
        for word in row[0].literals:
            self._by_word[word].append(len(self._all))
        if row[0].beginnings:
            self._open.append(len(self._all))
        self._all.append((row, phrase, value))

    def beginning_as(self, row: Row) -> list[tuple[Row, str, str]]:
        """Those whose first step may be the same word as a row's, in the order in which they came."""
        words = [word for word in row[0].literals if word in self._by_word]
        if row[0].beginnings:
            words += [word for word in self._by_word if word.startswith(row[0].beginnings)]
        found = {index for word in words for index in self._by_word[word]}.union(self._open)
        return [self._all[index] for index in sorted(found)]


def _same(row: Row, other: Row) -> bool:
    """Whether two rows of equal length share a word, or one holds a beginning of the other's, at each step."""
    return all(
        not one.literals.isdisjoint(two.literals)
        or any(word.startswith(two.beginnings) for word in one.literals if two.beginnings)
        or any(word.startswith(one.beginnings) for word in two.literals if one.beginnings)
        or bool(set(one.beginnings) & set(two.beginnings))
        for one, two in zip(row, other, strict=True)
    )
