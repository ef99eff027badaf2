"""Everything a person reads, in her language; what is missing there is said in Spanish, and it says so."""

from dataclasses import dataclass
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.schema import (
    BarrierCategory,
    BarrierWords,
    Card,
    CardTranslation,
    Language,
    Practice,
    Topic,
)
from redes.eligibility.load import Law
from redes.eligibility.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """What a rule tells the migrant.

    Attributes:
        for_person: What she has a right to.
        claim: What she can say at the counter, for her to understand; None when the rule has no words for it.
        claim_in_spanish: The same for the counter to understand, to be said or shown.
        open_question: What is still open and who answers it; None when nothing is.
        in_spanish: Whether this is Spanish for want of a translation.
    """

    for_person: str
    claim: str | None
    claim_in_spanish: str | None
    open_question: str | None
    in_spanish: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language from one catalogue.

    Attributes:
        catalogue: What may be said.
        language: In which language.
    """

    catalogue: Catalogue
    language: Language

    def say(self, key: str, **blanks: str) -> str:
        """A sentence of ``content/textos``.

        Args:
            key: Its key.
            blanks: What fills its places.

        Raises:
            KeyError: The key does not exist in Spanish; a test keeps that from shipping.
        """
        texts = self.catalogue.texts.get(self.language)
        sentence = texts.texts.get(key) if texts else None
        if sentence is None:
            sentence = self.catalogue.texts["es"].texts[key]
        return sentence.format(**blanks) if blanks else sentence

    def knows(self, key: str) -> bool:
        """Whether a sentence exists."""
        return key in self.catalogue.texts["es"].texts

    @property
    def is_whole(self) -> bool:
        """Whether all sentences of the program exist in this language."""
        texts = self.catalogue.texts.get(self.language)
        return texts is not None and texts.texts.keys() >= self.catalogue.texts["es"].texts.keys()

    def day(self, day: date) -> str:
        """A day in words."""
        sheet = self.catalogue.languages[self.language]
        return sheet.day.format(dia=day.day, mes=sheet.months[day.month - 1], anio=day.year)

    def card(self, card: Card) -> Card | CardTranslation:
        """The card in this language, or in Spanish when it has not been translated."""
        return self.catalogue.card_translations.get((self.language, card.id), card)

    def rule_words(self, law: Law, rule: Rule) -> RuleWords:
        """What a rule tells the migrant in this language, or in Spanish when it has not been translated."""
        translated = law.translations.get((self.language, rule.id))
        said = translated or rule
        return RuleWords(
            for_person=said.for_person,
            claim=said.claim,
            claim_in_spanish=rule.claim,
            open_question=said.open_question,
            in_spanish=translated is None and self.language != "es",
        )

    def topic(self, topic: Topic) -> str:
        """What a button for a topic says."""
        translated = self.catalogue.topic_translations.get((self.language, topic))
        if translated is not None:
            return translated.label
        file = self.catalogue.topics.get(topic)
        return topic if file is None else file.label

    def barrier(self, barrier: str) -> str:
        """What a kind of barrier is called; its id when there is none (any more)."""
        found = self.catalogue.barriers.get(barrier)
        spoken = self._barrier_words(barrier)
        return barrier if found is None else (spoken or found).name

    def at_once(self, barrier: str) -> str:
        """What to do at once about a kind of barrier; empty when there is none (any more)."""
        found = self.catalogue.barriers.get(barrier)
        return "" if found is None else (self._barrier_words(barrier) or found).message

    def family(self, family: BarrierCategory) -> str:
        """What a family of barriers is called."""
        spoken = self.catalogue.report_words.get(self.language)
        return family.name if spoken is None else spoken.families.get(family.id, family.name)

    def practice(self, practice: Practice) -> str:
        """The title of a practice of the decálogo, for who tells of one that went well."""
        spoken = self.catalogue.report_words.get(self.language)
        return practice.title if spoken is None else spoken.practices.get(practice.number, practice.title)

    def _barrier_words(self, barrier: str) -> BarrierWords | None:
        spoken = self.catalogue.report_words.get(self.language)
        return None if spoken is None else spoken.barriers.get(barrier)

    def term(self, fact: str, value: str) -> str:
        """What a value of the vocabulary is called."""
        for term in self.catalogue.vocabularies[fact].terms:
            if term.value == value:
                return term.label.get(self.language, term.label["es"])
        return value
