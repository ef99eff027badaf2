"""What a picture needs of whoever speaks: sentences, days and names in one language.

The faces' ``Voice`` is one; this room knows no face.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from redes.content.catalogue import Catalogue
from redes.content.citation import norm_name
from redes.content.freshness import NormEnded, NormUnread, Reason, ReviewOverdue
from redes.content.schema import Basis, Card, CardTranslation, Language, Topic


class Words(Protocol):
    """Speaks one language from one catalogue."""

    @property
    def catalogue(self) -> Catalogue:
        """What may be said."""

    @property
    def language(self) -> Language:
        """In which language."""

    def say(self, key: str, **blanks: str) -> str:
        """A sentence of ``content/textos``."""

    def day(self, day: date) -> str:
        """A day in words."""

    def card(self, card: Card) -> Card | CardTranslation:
        """A card in this language, or in Spanish when it has not been translated."""

    def topic(self, topic: Topic) -> str:
        """What a topic is called."""


def term(words: Words, fact: str, value: str) -> str:
    """What a value of a fact is called; the value itself while the vocabulary has no name for it."""
    vocabulary = words.catalogue.vocabularies.get(fact)
    for one in vocabulary.terms if vocabulary else ():
        if one.value == value:
            return one.label.get(words.language, one.label["es"])
    return value.replace("-", " ")


def first_of(words: Words, names: list[str], most: int) -> str:
    """Names in one line, the first so many of them and how many more there are."""
    listed = "; ".join(names[:most])
    more = len(names) - most
    return words.say("imagen.y-mas", lista=listed, numero=str(more)) if more > 0 else listed


def norm_names(words: Words, bases: Iterable[Basis], *, most: int) -> str:
    """The norms of a text in one line, each once."""
    names = list(dict.fromkeys(norm_name(words.catalogue.norms[basis.norm]) for basis in bases))
    return first_of(words, names, most)


def review_lines(words: Words, reasons: Iterable[Reason]) -> list[str]:
    """What stands at the top of a text that is under review; nothing for one that is fresh."""
    said = list(reasons)
    # That its own review is overdue, or that of a norm under it, is the same to a reader: somebody must compare it again.
    overdue = [reason.since for reason in said if isinstance(reason, ReviewOverdue | NormUnread)]
    lines = [words.say("ficha.en-revision", dia=words.day(min(overdue)))] if overdue else []
    ended = [norm_name(words.catalogue.norms[r.norm]) for r in said if isinstance(r, NormEnded)]
    return [*lines, words.say("ficha.en-revision-norma", normas="; ".join(ended))] if ended else lines
