"""Content in force with what is made from it once."""

from dataclasses import dataclass
from functools import cached_property

from redes.calendar import today
from redes.content.catalogue import Catalogue
from redes.content.cues import Cues
from redes.content.language import LanguageDetector, vocabularies
from redes.content.place_search import PlaceSearch
from redes.content.search import Search
from redes.eligibility.load import Law
from redes.eligibility.said import FactReader
from redes.privacy.scrub import scrub
from redes.safety.detect import DangerDetector
from redes.safety.weights import load_weights


@dataclass(frozen=True)
class Shelf:
    """A catalogue with what is made from it once: the search indices, the danger detector, the reader of facts.

    Attributes:
        catalogue: The content.
        law: Its rules.
    """

    catalogue: Catalogue
    law: Law

    def warm_up(self) -> None:
        """Make now what the first message would otherwise wait for."""
        _ = self.search, self.dangers, self.cues, self.facts
        self.languages.detect("buenos días, ¿dónde me atienden?")
        scrub("me llamo Ana")
        self.law.rulebook.table(today())

    @cached_property
    def search(self) -> Search:
        """Search over its cards."""
        return Search(self.catalogue)

    @cached_property
    def places(self) -> PlaceSearch:
        """Search for its municipalities in people's words."""
        return PlaceSearch(self.catalogue)

    @cached_property
    def cues(self) -> Cues:
        """What single words betray."""
        return Cues(self.catalogue.talk)

    @cached_property
    def facts(self) -> FactReader:
        """Reads the facts of a case from a sentence."""
        return FactReader(self.catalogue)

    @cached_property
    def languages(self) -> LanguageDetector:
        """Tells in which language a message is written."""
        return LanguageDetector(vocabularies(self.catalogue))

    @cached_property
    def dangers(self) -> DangerDetector:
        """Detector of its dangers."""
        return DangerDetector(self.catalogue.dangers, load_weights())
