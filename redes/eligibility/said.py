"""The facts that a sentence states: "gestante vzlana, ppt vencido, sin EPS, viene a control".

The names of things stand in ``content/vocabulario/``, the ways of putting them in ``content/habla/``. All languages
are read at once, because people mix them. Only what is said is read: a fact that a sentence does not state stays
not known.

How readings that compete are settled stands in :mod:`redes.eligibility.reading`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from redes.content.barrier_search import BarrierSearch
from redes.content.catalogue import Catalogue
from redes.content.denial import Denials
from redes.content.phrases import HIDDEN, Match, PhraseBook, Row, Token, beginnings_of, literals_of, rows_of, tokens_of
from redes.content.place_search import PlaceSearch
from redes.content.schema import Card, CardTranslation, Hint, Term, Vocabulary
from redes.content.slips import SlipMender
from redes.content.words import words
from redes.eligibility.counted import Counter
from redes.eligibility.facts import Facts, possible
from redes.eligibility.reading import Reading, best, fitting, groups, of_one_patient

LONGEST = 3000
"""Characters that are read; the start of a longer message says enough, and time stays bounded."""

WHEN = "cuando"
"""Name of the vocabulary that tells when something happened; no fact of the law."""

ORDER = (
    "nacionalidad", "documento", "grupo", "triage", "situacion-grave", "orden-medica", "afiliacion", "servicio", WHEN,
)  # fmt: skip
"""Vocabularies in the order in which they are read: a hint leans on what was read before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence states.

    Attributes:
        known: Fact -> value; facts of the engine that can be true together.
        readings: What ``known`` stands on, in the order of the text.
        dropped: What was read too and left out: it contradicts something surer, or is of somebody else.
        excluded: Fact -> values that the sentence denies without naming another ("sin PPT").
        municipality: DIVIPOLA code of a municipality that is named.
        when: ``hoy``, ``esta-semana``, ``este-mes`` or ``antes``.
        barrier: Id of the barrier that fits best, when the sentence tells of one. A guess, to be confirmed.
    """

    known: Mapping[str, str]
    readings: tuple[Reading, ...] = ()
    dropped: tuple[Reading, ...] = ()
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    municipality: str | None = None
    when: str | None = None
    barrier: str | None = None

    def as_contract(self) -> dict[str, Any]:
        """``known`` as the contracts write facts: ``grupos`` is the list of the groups stated, if any is."""
        flat: dict[str, Any] = {fact: value for fact, value in self.known.items() if not fact.startswith("grupo:")}
        groups = [
            fact.removeprefix("grupo:")
            for fact, value in self.known.items()
            if fact.startswith("grupo:") and value == "si"
        ]
        return flat | ({"grupos": groups} if groups else {})

    def beside(self, given: Facts) -> Facts:
        """Given facts with those read that can be true beside them; what was given wins."""
        facts = given
        for fact, value in self.known.items():
            if fact not in facts and possible({**facts.known, fact: value}):
                facts = facts.but(fact, value)
        return facts


_FARTHEST_ASKED = 8
"""Words between what is asked for and the word that asks."""


class _Sense(NamedTuple):
    """What a phrase was listed under; neither term nor hint when it is ``not_meant``."""

    vocabulary: Vocabulary
    term: Term | None
    hint: Hint | None
    rank: int


class _Hit(NamedTuple):
    sense: _Sense
    first: int
    last: int
    denied: bool


class FactReader:
    """Reads facts from sentences; immutable, safe to share.

    Args:
        catalogue: Whose vocabulary, places and barriers.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        speech = catalogue.speech
        self._vocabularies = [catalogue.vocabularies[fact] for fact in ORDER if fact in catalogue.vocabularies]
        denials = {*_single(speech.denial.denying), *_single(speech.denial.lacking)}
        entries = [
            (sense, rows, denials | _walls(sense.vocabulary))
            for vocabulary in self._vocabularies
            for sense, rows in _senses(vocabulary)
        ]
        self._book: PhraseBook[_Sense] = PhraseBook(entries, speech.fillers)
        self._denials = Denials(speech.denial, speech.fillers)
        self._counter = Counter(speech.counting)
        self._cues: PhraseBook[str] = PhraseBook(
            (
                (kind, rows_of(phrase, {}), ())
                for kind, phrases in (("brings", speech.bringing), ("refused", speech.refused))
                for phrase in phrases
            ),
            speech.fillers,
        )
        self._asking = frozenset(speech.asking)
        self._linking = frozenset([*speech.linking, *speech.fillers])
        self._fillers = frozenset(speech.fillers)
        self._short = dict(speech.short)
        self._weeks = frozenset(speech.counting.weeks)
        self._mender = _mender(catalogue, entries)
        self._places = PlaceSearch(catalogue)
        self._barriers = BarrierSearch(catalogue)

    def read(self, text: str) -> Said:
        """What a sentence states; personal data should have left it before."""
        text = text[:LONGEST]
        tokens = self._tokens(text)
        hits = self._hits(tokens)
        cues = {match.meaning for match in self._cues.find(tokens)}
        readings, excluded, dropped = self._readings(tokens, hits)
        readings, others = of_one_patient(readings, brings="brings" in cues)
        known, standing, contradicting = fitting(readings)
        return Said(
            known=MappingProxyType(known),
            readings=tuple(sorted(standing, key=lambda reading: reading.start)),
            dropped=(*dropped, *others, *contradicting),
            excluded=MappingProxyType({fact: frozenset(values) for fact, values in excluded.items()}),
            municipality=self._places.find(text),
            when=next((reading.value for reading in readings if reading.fact == WHEN), None),
            barrier=next(iter(self._barriers.find(text[:400], limit=1)), None) if "refused" in cues else None,
        )

    def _tokens(self, text: str) -> list[Token]:
        """Tokens with what is written short written out, and slips mended."""
        found: list[Token] = []
        stroke = -1
        for token in tokens_of(text):
            word = token.word
            mark = "" if token.start <= stroke + 2 and token.mark == "," else token.mark
            if text[token.end : token.end + 1] == "/" and f"{word}/" in self._short:
                word = self._short[f"{word}/"]
                stroke = token.end
            elif word in self._weeks and found and found[-1].word.isdecimal():
                word = "semanas"  # "sem" is also "without", in Portuguese
            else:
                word = self._short.get(word, word)
                word = self._mender.mend(word)
            found.append(token._replace(word=word, mark=mark))
        return found

    def _hits(self, tokens: Sequence[Token]) -> list[_Hit]:
        """The phrases that stand in a message: in each vocabulary the longest ones, no two over the same word."""
        by_fact: dict[str, list[Match[_Sense]]] = defaultdict(list)
        for match in self._book.find(tokens):
            by_fact[match.meaning.vocabulary.fact].append(match)
        chosen = [match for fact, matches in by_fact.items() for match in _chosen(fact, matches)]
        names: dict[int, int] = {}
        for match in chosen:
            names[match.first] = max(match.last, names.get(match.first, 0))
        reach = self._denials.reach(tokens, names)
        return [
            _Hit(
                match.meaning,
                match.first,
                match.last,
                denied=reach[match.first] == "no"
                or (reach[match.first] == "lack" and match.meaning.vocabulary.lackable),
            )
            for match in chosen
            if match.meaning.term or match.meaning.hint
        ]

    def _readings(
        self, tokens: Sequence[Token], hits: Iterable[_Hit]
    ) -> tuple[list[Reading], dict[str, set[str]], list[Reading]]:
        """Readings, excluded values, and what lost to them."""
        by_fact: dict[str, list[_Hit]] = defaultdict(list)
        for hit in hits:
            by_fact[hit.sense.vocabulary.fact].append(hit)
        found = [
            Reading(
                fact=one.fact,
                value=one.value,
                start=tokens[one.first].start,
                end=tokens[one.last].end,
                small=one.small,
                sure=one.sure,
            )
            for one in self._counter.read(tokens)
        ]
        excluded: dict[str, set[str]] = defaultdict(set)
        dropped: list[Reading] = []
        for vocabulary in self._vocabularies:
            one_fact = by_fact.get(vocabulary.fact, [])
            told = {f"{reading.fact}={reading.value}" for reading in found}
            candidates, denied = self._candidates(tokens, one_fact, told)
            excluded[vocabulary.fact] |= denied
            if vocabulary.fact == "grupo":
                counted = [reading for reading in found if reading.fact.startswith("grupo:")]
                found = [reading for reading in found if not reading.fact.startswith("grupo:")]
                kept, lost = groups([*counted, *candidates])
            else:
                kept, lost = best([c for c in candidates if c.value not in denied])
            found += kept
            dropped += lost
        return found, {fact: values for fact, values in excluded.items() if values}, dropped

    def _candidates(
        self, tokens: Sequence[Token], hits: Sequence[_Hit], told: set[str]
    ) -> tuple[list[Reading], set[str]]:
        """All readings of one vocabulary, best first, and the values that were denied."""
        ranked: list[tuple[tuple[int, int, int], Reading]] = []
        denied: set[str] = set()
        covered = {at for hit in hits for at in range(hit.first, hit.last + 1)}
        for hit in sorted(hits, key=lambda one: one.first):
            value, kind = _value(hit, told)
            if value is None:
                if hit.denied and hit.sense.term:
                    denied.add(hit.sense.term.value)
                continue
            fact = hit.sense.vocabulary.fact
            group = fact == "grupo"
            name = hit.sense.term.value if group and hit.sense.term else value
            reading = Reading(
                fact=f"grupo:{name}" if group else fact,
                value=("no" if hit.denied else "si") if group else value,
                start=tokens[hit.first].start,
                end=tokens[hit.last].end,
                sure=kind == 0,
                small=group and hit.sense.hint is not None,
            )
            ranked.append(((kind, 0 if self._asked(tokens, hit, covered) else 1, hit.sense.rank), reading))
        return [reading for _, reading in sorted(ranked, key=lambda pair: pair[0])], denied

    def _asked(self, tokens: Sequence[Token], hit: _Hit, services: set[int]) -> bool:
        """Whether what was found is a service behind the words that ask for it, or behind another one asked for."""
        if hit.sense.vocabulary.fact != "servicio":
            return True
        if hit.sense.term is not None and hit.sense.term.general:
            return False
        at = hit.first - 1
        farthest = max(0, at - _FARTHEST_ASKED)
        while at >= farthest and tokens[at + 1].mark != "." and (tokens[at].word in self._linking or at in services):
            at -= 1
        if at < 0 or tokens[at + 1].mark == "." or tokens[at].word not in self._asking:
            return False
        # "medicamentos para la hipertensión" asks for the medicines
        while at > 0 and not tokens[at].mark and tokens[at - 1].word in self._fillers:
            at -= 1
        return at - 1 not in services or bool(tokens[at].mark)


def _value(hit: _Hit, told: set[str]) -> tuple[str | None, int]:
    """What a phrase means in its sentence, and how surely: 0 said, 1 leaning on something else, 2 a guess."""
    term, hint = hit.sense.term, hit.sense.hint
    if term is not None:
        if hit.sense.vocabulary.fact == "grupo":
            return term.value, 0
        return (term.denied, 0) if hit.denied else (term.value, 0)
    assert hint is not None
    if hit.denied:
        return hint.denied, 1
    for beside, value in hint.beside.items():
        if beside in told:
            return value, 0
    return hint.value, 2


def _chosen(fact: str, matches: Sequence[Match[_Sense]]) -> Iterator[Match[_Sense]]:
    """The matches of one vocabulary that count. Groups do not compete: "niña embarazada" tells of two."""
    if fact != "grupo":
        yield from _longest(matches)
        return
    not_meant = [match for match in matches if not (match.meaning.term or match.meaning.hint)]
    for rank in {match.meaning.rank for match in matches} - {match.meaning.rank for match in not_meant}:
        yield from _longest([*(match for match in matches if match.meaning.rank == rank), *not_meant])


def _longest(matches: Sequence[Match[_Sense]]) -> Iterator[Match[_Sense]]:
    """The longest matches, none over another; what is not meant wins over what is as long."""
    taken: set[int] = set()
    for match in sorted(
        matches,
        key=lambda m: (-m.length, m.meaning.term is not None or m.meaning.hint is not None, m.meaning.rank, m.first),
    ):
        covered = range(match.first, match.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            yield match


def _senses(vocabulary: Vocabulary) -> Iterator[tuple[_Sense, list[Row]]]:
    """Everything a vocabulary lists, with its phrases of all languages as rows."""
    rank = 0
    for term in vocabulary.terms:
        yield _Sense(vocabulary, term, None, rank), _rows(term.said, vocabulary)
        rank += 1
    for hint in vocabulary.hints:
        yield _Sense(vocabulary, None, hint, rank), _rows(hint.said, vocabulary)
        rank += 1
    yield _Sense(vocabulary, None, None, rank), _rows(vocabulary.not_meant, vocabulary)


def _rows(said: Mapping[Any, Sequence[str]], vocabulary: Vocabulary) -> list[Row]:
    return [row for phrases in said.values() for phrase in phrases for row in rows_of(phrase, vocabulary.words)]


def _walls(vocabulary: Vocabulary) -> set[str]:
    return {
        word
        for name in vocabulary.walls
        for choice in vocabulary.words[name]
        for row in rows_of(choice, {})
        for word in row[0].literals
    }


def _single(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase for phrase in phrases if phrase.isalpha())


def _mender(catalogue: Catalogue, entries: Sequence[tuple[_Sense, list[Row], set[str]]]) -> SlipMender:
    """Mends slips towards the words that state something; the words of the catalogue's cards are no slips."""
    speech, counting = catalogue.speech, catalogue.speech.counting
    stating = [row for sense, rows, _ in entries if sense.term or sense.hint for row in rows]
    beginnings = beginnings_of(stating)
    written = {word for text in _written(catalogue) for word in words(text)}
    known = literals_of(stating) | {word for word in written if word.startswith(beginnings)}
    known |= {*counting.years, *counting.months, *counting.weeks, *speech.denial.having, *speech.asking}
    every = literals_of(row for _, rows, _ in entries for row in rows)
    right = written | every | {*speech.ordinary, *speech.fillers, *counting.numbers, *counting.child}
    return SlipMender(known, right | {*speech.denial.being, *counting.lasting, HIDDEN}, beginnings)


def _written(catalogue: Catalogue) -> Iterator[str]:
    """All that the catalogue's cards and barriers say, in every language."""
    cards: list[Card | CardTranslation] = [*catalogue.cards.values(), *catalogue.card_translations.values()]
    for card in cards:
        yield from (card.title, card.answer, *card.steps, *card.alarm, *card.bring, *card.if_refused, *card.say)
    for barrier in catalogue.barriers.values():
        yield from (barrier.name, barrier.description, *barrier.examples)
