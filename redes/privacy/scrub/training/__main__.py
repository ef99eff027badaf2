"""Builds the lists and fits the tagger: ``python -m redes.privacy.scrub.training``; the same result every time."""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from redes.privacy.scrub import lexicon, tagger
from redes.privacy.scrub.features import Lists, features
from redes.privacy.scrub.nearness import slips, stems
from redes.privacy.scrub.spans import Findings
from redes.privacy.scrub.structured import find_structured
from redes.privacy.scrub.training.marked import narratives
from redes.privacy.scrub.training.material import (
    DATA,
    LANGUAGES,
    Generator,
    Labelled,
    institution_names,
    municipalities,
    place_names,
    protected_names,
    published_contacts,
    vocabulary,
)
from redes.privacy.scrub.training.told import as_told, retold
from redes.privacy.scrub.words import fold, sound, split

_SHARE = {"es": 0.44, "en": 0.14, "pt": 0.14, "fr": 0.14, "ht": 0.14}
_UNLISTED = 0.35
"""So many names are shown to the tagger as if no list had them: of the names people bear, no list has all."""
_UNKNOWN_INSTITUTIONS = 0.3
"""In so many narratives no institution is one that is listed."""
_TELLINGS = 8
"""So often every narrative is told again, of other people."""
_FORGETS = 0.5
"""In so many tellings the rules find only a part of what they know,"""
_FORGOTTEN = 0.6
"""namely all but so much of it."""
_NEW_WORDS = 0.03
"""So many everyday words are shown as new ones, besides those met once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write ``words.txt``, ``places.txt`` and ``names.crfsuite``."""
    parser = argparse.ArgumentParser(prog="python -m redes.privacy.scrub.training", description=__doc__)
    parser.add_argument("--narratives", type=int, default=22_000, help="how many are made up (default %(default)s)")
    parser.add_argument("--iterations", type=int, default=90)
    parser.add_argument("--seed", type=int, default=6)
    chosen = parser.parse_args(arguments)

    rare = _write_lists()
    rng = random.Random(chosen.seed)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": 0.3,  # drops what says little: the model stays small
            "c2": 0.05,
            "max_iterations": chosen.iterations,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    for count, (seen, labels) in enumerate(_sequences(rng, chosen.narratives, rare), 1):
        trainer.append(seen, labels)
        if count % 5000 == 0:
            print(f"{count} narratives", file=sys.stderr)
    model = DATA / "names.crfsuite"
    trainer.train(str(model))
    print(f"{model.name}: {model.stat().st_size / 1e6:.2f} MB", file=sys.stderr)
    return 0


def _write_lists() -> frozenset[str]:
    """Everyday words and words of places; returns those everyday words that were met at most twice."""
    known = vocabulary()
    _write(DATA / "words.txt", "Everyday words of five languages, folded", known.known)
    _write(DATA / "places.txt", "Words of the names of places and institutions, folded", _words_of_places(known.known))
    phrases = {" ".join(word.plain for word in split(fold(name))) for name in institution_names()}
    _write(
        DATA / "institutions.txt",
        "Names of two words or more that institutions and towns bear, folded",
        {p for p in phrases if " " in p},
    )
    _write(
        DATA / "public.txt", "Phones, addresses, e-mails and file numbers of the catalogue", set(published_contacts())
    )
    _write(DATA / "protected.txt", "What is never the name of a person, folded", set(protected_names()))
    for reader in (
        lexicon.institutions,
        lexicon.protected,
        lexicon.nobodys,
        lexicon.elsewhere,
        lexicon.common_words,
        lexicon.heard,
        lexicon.places,
        lexicon.sounds_of_words,
        lexicon.stems_of_words,
        lexicon.slips_of_words,
        tagger.lists,
    ):
        reader.cache_clear()
    return known.rare


def _words_of_places(everyday: frozenset[str]) -> set[str]:
    """Places of one word, and the words of longer ones that mean nothing else."""
    split_names = [[word.plain for word in split(fold(name))] for name in place_names() + municipalities()]
    alone = {words[0] for words in split_names if len(words) == 1}
    others = {word for words in split_names for word in words if len(word) > 2} - everyday
    return alone | (others - lexicon.given_names() - lexicon.surnames())


def _write(path: Path, what: str, words: Sequence[str] | frozenset[str] | set[str]) -> None:
    head = f"# {what}. Made by python -m redes.privacy.scrub.training; do not edit.\n"
    path.write_text(head + "\n".join(sorted(words)) + "\n", encoding="utf-8")


def _sequences(rng: random.Random, count: int, rare: frozenset[str]) -> Iterator[tuple[list[list[str]], list[str]]]:
    generator = Generator(rng, lexicon.common_words())
    for _ in range(count):
        (language,) = rng.choices(LANGUAGES, [_SHARE[lang] for lang in LANGUAGES])
        if shown := _sequence(generator.narrative(language), rng, rare):
            yield shown
    for text in generator.said():
        if shown := _sequence(text, rng, frozenset()):
            yield shown
    for told in narratives():
        if shown := _sequence(as_told(told), rng, rare):
            yield shown
        for _ in range(_TELLINGS):
            if shown := _sequence(retold(told, generator.names, rng), rng, rare, forgets=rng.random() < _FORGETS):
                yield shown


def _sequence(
    pieces: list[Labelled], rng: random.Random, rare: frozenset[str], *, forgets: bool = False
) -> tuple[list[list[str]], list[str]] | None:
    """A narrative as the tagger sees it, and what it should say of each word."""
    text = "".join(piece for piece, _ in pieces)
    label_at = "".join(label * len(piece) for piece, label in pieces)
    folded = fold(text)
    words = split(folded)
    if not words:
        return None
    findings = find_structured(text, folded)
    if forgets:
        findings = _fewer(findings, len(text), rng)
    hidden = tagger.hidden_by(findings, words)
    labels = []
    new: set[str] = set()
    for word, hide in zip(words, hidden, strict=True):
        label = label_at[word.start]
        labels.append(
            "O" if hide or (label in "NT" and not (word.plain[:1].isalpha() or word.plain in "-'")) else label
        )
        if word.plain in rare or rng.random() < (_UNLISTED if label in "NT" else _NEW_WORDS):
            # Mostly its sound is new as well.
            new |= {word.plain, sound(word.plain)} if rng.random() < 0.7 else {word.plain}
    lists = tagger.lists()
    return features(text, words, hidden, _without(lists, new, forget=rng.random() < _UNKNOWN_INSTITUTIONS)), labels


def _fewer(findings: Findings, length: int, rng: random.Random) -> Findings:
    """Some of what rules found, as if they knew less: who writes in a way they do not know is told by the words around."""
    kept = Findings(length)
    kept.add_all((span.start, span.end, span.type) for span in findings.spans() if rng.random() >= _FORGOTTEN)
    return kept


@cache
def _stems() -> Counter[str]:
    return Counter(stem for word in lexicon.common_words() for stem in stems(word))


@cache
def _slips() -> Counter[str]:
    return Counter(slip for heard in lexicon.sounds_of_words() for slip in slips(heard))


def _without(lists: Lists, new: set[str], *, forget: bool) -> Lists:
    """The lists as they would be had they been written without some words."""
    common, sounds = lexicon.common_words(), lexicon.sounds_of_words()
    return Lists(
        given=_Without(lists.given, new),
        surnames=_Without(lists.surnames, new),
        common=_Without(lists.common, new),
        places=_Without(lists.places, new),
        sounds_of_names=_Without(lists.sounds_of_names, new),
        sounds_of_words=_Without(lists.sounds_of_words, new),
        stems_of_words=_Fewer(_stems(), Counter(stem for word in new & common for stem in stems(word))),
        slips_of_words=_Fewer(_slips(), Counter(slip for heard in new & sounds for slip in slips(heard))),
        institutions={} if forget else lists.institutions,
        titles=lists.titles,
        heard=lists.heard,
    )


class _Without(Collection[str]):
    """A list without some of its words."""

    def __init__(self, words: Collection[str], left_out: set[str]) -> None:
        self._words = words
        self._left_out = left_out

    def __contains__(self, word: object) -> bool:
        return word in self._words and word not in self._left_out

    def __iter__(self) -> Iterator[str]:
        return (word for word in self._words if word not in self._left_out)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Fewer(Container[str]):
    """What is left of a count when another is taken away."""

    def __init__(self, count: Counter[str], taken: Counter[str]) -> None:
        self._count = count
        self._taken = taken

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._count[key] > self._taken[key]


if __name__ == "__main__":
    raise SystemExit(main())
