"""The catalogue: all content, checked, linked and frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from redes.content.kit import Kit
from redes.content.lessons import Exam, Ips, Module, Theme
from redes.content.rights import RightsPoster
from redes.content.schema import (
    Audience,
    Barrier,
    BarrierCategory,
    Card,
    CardTranslation,
    Contact,
    Danger,
    Decalogo,
    Language,
    LanguageSheet,
    Menu,
    Municipality,
    Norm,
    ReportWords,
    ShortForm,
    Talk,
    Territory,
    Texts,
    Topic,
    TopicFile,
    TopicTranslation,
    Vocabulary,
)
from redes.content.speech import Speech


@dataclass(frozen=True, slots=True)
class Place:
    """Where an authored value stands, for messages to its author."""

    path: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything under ``content/``, in one version.

    Attributes:
        version: Fingerprint of all files, 12 hexadecimal digits.
        norms: Id -> norm.
        topics: Topic -> its cards.
        topic_translations: (language, topic) -> translation.
        decalogo: The ten practices.
        menu: Sections of topics.
        talk: What the conversation knows by words.
        categories: Families of barriers, in display order.
        contacts: Id -> directory entry.
        territories: Id -> territory, in display order.
        vocabularies: Fact -> its terms.
        languages: Code -> language, in the order in which they are offered.
        short_forms: Abbreviation -> what it means.
        speech: How people put things: denials, numbers, what is written short.
        texts: Language -> sentences; Spanish is always there.
        dangers: In the order in which they win.
        modules: Theme -> module of the training, in the order in which they are offered.
        exam: The test of entry and exit; None when there is none.
        ips: Code -> institution whose staff learns together.
        kit: What somebody needs who trains her colleagues; None when there is none.
        rights: The poster of rights; None when there is none.
        report_words: Language -> what a report is picked from; Spanish stands on the barriers themselves.
        places: ``kind:id`` -> file and line, for authors (``card:urgencias-migrante``).
    """

    version: str
    norms: Mapping[str, Norm]
    topics: Mapping[Topic, TopicFile]
    topic_translations: Mapping[tuple[Language, Topic], TopicTranslation]
    decalogo: Decalogo
    menu: Menu
    talk: Talk
    categories: tuple[BarrierCategory, ...]
    contacts: Mapping[str, Contact]
    territories: Mapping[str, Territory]
    vocabularies: Mapping[str, Vocabulary]
    languages: Mapping[Language, LanguageSheet]
    short_forms: Mapping[str, ShortForm]
    speech: Speech
    texts: Mapping[Language, Texts]
    dangers: tuple[Danger, ...]
    places: Mapping[str, Place]
    modules: Mapping[Theme, Module] = field(default_factory=lambda: MappingProxyType({}))
    exam: Exam | None = None
    ips: Mapping[str, Ips] = field(default_factory=lambda: MappingProxyType({}))
    kit: Kit | None = None
    rights: RightsPoster | None = None
    report_words: Mapping[Language, ReportWords] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Id -> card, over all topics."""
        return MappingProxyType({card.id: card for file in self.topics.values() for card in file.cards})

    @cached_property
    def topic_of(self) -> Mapping[str, Topic]:
        """Card id -> the topic it belongs to."""
        return MappingProxyType({card.id: file.topic for file in self.topics.values() for card in file.cards})

    @cached_property
    def card_translations(self) -> Mapping[tuple[Language, str], CardTranslation]:
        """(language, card id) -> translation."""
        return MappingProxyType(
            {
                (language, card.id): card
                for (language, _), file in self.topic_translations.items()
                for card in file.cards
            }
        )

    @cached_property
    def barriers(self) -> Mapping[str, Barrier]:
        """Id -> kind of barrier."""
        return MappingProxyType({b.id: b for category in self.categories for b in category.barriers})

    @cached_property
    def municipalities(self) -> Mapping[str, tuple[Territory, Municipality]]:
        """DIVIPOLA code -> territory and municipality."""
        return MappingProxyType({m.code: (t, m) for t in self.territories.values() for m in t.municipalities})

    def card_for(self, topic: Topic, audience: Audience | None) -> Card | None:
        """The card that answers a topic for somebody.

        Args:
            topic: What was asked.
            audience: For whom; None when the person has not said who she is, and then the file's
                first card answers: its author knows who mostly asks.
        """
        file = self.topics.get(topic)
        if file is None or not file.cards:
            return None
        for card in file.cards:
            if audience is None or card.audience in (audience, Audience.TODOS):
                return card
        return file.cards[0]

    def other_voice(self, card: Card) -> Card | None:
        """The first card of the same topic that speaks to the other audience; None for a card that speaks to both."""
        if card.audience is Audience.TODOS:
            return None
        for other in self.topics[self.topic_of[card.id]].cards:
            if other.audience not in (Audience.TODOS, card.audience):
                return other
        return None

    def contacts_of(self, scope: str) -> Iterator[Contact]:
        """Directory entries of a territory, or ``nacional``, in file order."""
        return (c for c in self.contacts.values() if c.scope == scope)
