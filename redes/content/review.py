"""The whole catalogue as a reviewer reads it, to be laid out by :mod:`redes.content.review_page`.

It also works for a catalogue that the check finds errors in, because that is when it is needed most.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from redes.content.catalogue import Catalogue
from redes.content.check import check
from redes.content.citation import norm_name
from redes.content.finding import Finding
from redes.content.review_items import LANGUAGE_NAMES, READ, Item, card_item, force, practice_item
from redes.content.review_rules import RuleItem, rule_items
from redes.content.schema import LANGUAGES, Card, Contact, Norm
from redes.eligibility.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The cards of one topic, those under review first."""

    id: str
    label: str
    cards: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Topics that the menu shows together; the last section holds those outside the menu."""

    label: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormEntry:
    """A norm with who cites it.

    Attributes:
        norm: As authored.
        name: As one cites it.
        force: Whether it is in force on the day, in words.
        in_force: The same as yes or no.
        read: How well it was read, in words.
        cited_by: Cards, practices and rules that stand on it.
        relied_on: Whether one of them still speaks; a rule that ended with its norm does not.
        overdue: Whether somebody relies on it and the day by which it was to be compared again has come.
        links: (what the link means, id, name) of the norms it is linked with.
    """

    norm: Norm
    name: str
    force: str
    in_force: bool
    read: str
    cited_by: tuple[Item | RuleItem, ...]
    relied_on: bool
    overdue: bool
    links: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """The whole catalogue as a reviewer reads it.

    Attributes:
        today: The day it speaks of.
        version: Of the catalogue.
        sections: All cards.
        practices: The ten practices.
        rules: The rules of the eligibility engine, in order of precedence.
        decalogo_title, decalogo_status, decalogo_notice: What they are together.
        norms: All norms; those that ended first when something stands on them.
        directory: (territory, its entries).
        findings: What the check found.
    """

    today: date
    version: str
    sections: tuple[Section, ...]
    practices: tuple[Item, ...]
    rules: tuple[RuleItem, ...]
    decalogo_title: str
    decalogo_status: str
    decalogo_notice: str
    norms: tuple[NormEntry, ...]
    directory: tuple[tuple[str, tuple[Contact, ...]], ...]
    findings: tuple[Finding, ...]

    @cached_property
    def cards(self) -> tuple[Item, ...]:
        """All cards, in the order of the page."""
        return tuple(card for section in self.sections for topic in section.topics for card in topic.cards)

    @cached_property
    def agenda(self) -> tuple[Item, ...]:
        """Cards and practices in the order in which they need a reviewer: under review first, then by date."""
        return tuple(sorted((*self.cards, *self.practices), key=lambda i: (not i.reasons, i.review_by)))

    @cached_property
    def stale(self) -> tuple[Item, ...]:
        """What is under review today."""
        return tuple(item for item in self.agenda if item.reasons)

    @cached_property
    def due(self) -> tuple[tuple[date, tuple[Item, ...]], ...]:
        """Day -> what is to be reviewed by it, of what is still fresh."""
        days = sorted({item.review_by for item in self.agenda if not item.reasons})
        return tuple((d, tuple(i for i in self.agenda if not i.reasons and i.review_by == d)) for d in days)

    @cached_property
    def norms_due(self) -> tuple[tuple[date, tuple[NormEntry, ...]], ...]:
        """Day -> norms that something stands on and that are to be compared with their source again by it."""
        cited = [entry for entry in self.norms if entry.relied_on and entry.in_force]
        days = sorted({entry.norm.due for entry in cited})
        return tuple((d, tuple(entry for entry in cited if entry.norm.due == d)) for d in days)

    @cached_property
    def unreached(self) -> tuple[Item, ...]:
        """Cards that nothing leads to."""
        return tuple(card for card in self.cards if not card.ways)

    @cached_property
    def errors(self) -> int:
        """Findings that stop the program from loading the catalogue."""
        return sum(finding.severity == "error" for finding in self.findings)

    @cached_property
    def translation_counts(self) -> tuple[tuple[str, Counter[str]], ...]:
        """Language -> how many cards are ``escrita``, ``revisada``, ``falta``, and how many are stale."""
        counts: dict[str, Counter[str]] = {LANGUAGE_NAMES[c]: Counter() for c in LANGUAGES if c != "es"}
        for card in self.cards:
            for one in card.translations:
                counts[one.language].update([one.state, *(["desactualizada"] if one.stale else [])])
        return tuple(counts.items())


def review(
    catalogue: Catalogue, *, today: date, rules: Iterable[Rule] = (), findings: Iterable[Finding] | None = None
) -> Review:
    """Gather all that a reviewer must see on a day.

    Args:
        catalogue: What is reviewed.
        today: The day.
        rules: The rules of the eligibility engine, which are no part of the catalogue.
        findings: What was found when it was read; None to check it here.
    """
    sections = tuple(_sections(catalogue, today))
    practices = tuple(practice_item(catalogue, practice, today=today) for practice in catalogue.decalogo.practices)
    cards = [card for section in sections for topic in section.topics for card in topic.cards]
    ruled = rule_items(catalogue, rules, today=today)
    return Review(
        today=today,
        version=catalogue.version,
        sections=sections,
        practices=practices,
        rules=ruled,
        decalogo_title=catalogue.decalogo.title,
        decalogo_status=catalogue.decalogo.status,
        decalogo_notice=catalogue.decalogo.notice,
        norms=tuple(_norms(catalogue, [*cards, *practices, *ruled], today)),
        directory=tuple(_directory(catalogue)),
        findings=tuple(check(catalogue, today=today) if findings is None else findings),
    )


def _sections(catalogue: Catalogue, today: date) -> Iterator[Section]:
    left = dict(catalogue.topics)
    for section in catalogue.menu.sections:
        files = [left.pop(topic) for topic in section.topics if topic in left]
        if files:
            yield Section(
                label=section.label["es"],
                topics=tuple(_topic(catalogue, f.topic, f.label, f.cards, today) for f in files),
            )
    if left:
        yield Section(
            label="Fuera del menú",
            topics=tuple(_topic(catalogue, f.topic, f.label, f.cards, today) for f in left.values()),
        )


def _topic(catalogue: Catalogue, topic: str, label: str, cards: Iterable[Card], today: date) -> Topic:
    items = [card_item(catalogue, card, label, today=today) for card in cards]
    return Topic(id=topic, label=label, cards=tuple(sorted(items, key=lambda item: not item.reasons)))


def _norms(catalogue: Catalogue, items: Iterable[Item | RuleItem], today: date) -> Iterator[NormEntry]:
    cited: dict[str, list[Item | RuleItem]] = {norm: [] for norm in catalogue.norms}
    for item in items:
        for norm in dict.fromkeys(support.norm_id for support in item.supports):
            if norm in cited:
                cited[norm].append(item)
    speaking = {id_ for id_, who in cited.items() if any(not isinstance(w, RuleItem) or w.in_force for w in who)}
    entries = [
        NormEntry(
            norm=norm,
            name=norm_name(norm),
            force=force(norm, today),
            in_force=norm.in_force(today),
            read=READ[norm.read],
            cited_by=tuple(cited[norm.id]),
            relied_on=norm.id in speaking,
            overdue=norm.id in speaking and norm.in_force(today) and norm.due <= today,
            links=tuple(
                (meaning, other, norm_name(catalogue.norms[other]) if other in catalogue.norms else other)
                for meaning, others in (
                    ("modificada por", norm.amended_by),
                    ("deroga", norm.repeals),
                    ("reemplazada por", norm.replaced_by),
                )
                for other in others
            ),
        )
        for norm in catalogue.norms.values()
    ]
    yield from sorted(entries, key=lambda e: (e.in_force or not e.relied_on, not e.overdue))


def _directory(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Contact, ...]]]:
    names = {"nacional": "Nacional"} | {t.id: t.name for t in catalogue.territories.values()}
    scopes = dict.fromkeys((*names, *(c.scope for c in catalogue.contacts.values())))
    for scope in scopes:
        if entries := tuple(catalogue.contacts_of(scope)):
            yield names.get(scope, scope), entries
