"""What a person's own words say of a report: read to be shown to her, never kept unseen."""

from dataclasses import dataclass
from typing import cast, get_args

from redes.content.barrier_search import BarrierSearch
from redes.content.catalogue import Catalogue
from redes.content.institution_search import Found, InstitutionSearch
from redes.content.place_search import PlaceSearch
from redes.content.words import words
from redes.eligibility.said import FactReader
from redes.reports.report import When
from redes.reports.telling import Telling

SHORTEST_STORY = 6
"""Words from which what answers «¿qué pasó?» is a story too, and not a kind of barrier only."""

_MOST_BARRIERS = 3
_MOST_INSTITUTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard.

    Attributes:
        telling: With what the words state; what was told before stays.
        barriers: Kinds of barrier that fit, best first, to be picked from.
    """

    telling: Telling
    barriers: tuple[str, ...]


class Ears:
    """Hears what is told; made once from a catalogue, then only read.

    Args:
        catalogue: Whose barriers, places, institutions and vocabulary.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._barriers = BarrierSearch(catalogue)
        self._places = PlaceSearch(catalogue)
        self._institutions = InstitutionSearch(catalogue)
        self._facts = FactReader(catalogue)

    def refused(self, text: str) -> bool:
        """Whether a message tells of a barrier, and does not only ask to report one."""
        return self._facts.read(text).barrier is not None

    def hear(self, text: str, before: Telling) -> Heard:
        """What happened, in her words: the kinds of barrier that fit, and what else they state.

        Args:
            text: Scrubbed.
            before: What was told until now; it wins over what is read here.
        """
        said = self._facts.read(text)
        groups = (
            fact.removeprefix("grupo:") for fact, value in said.known.items() if value == "si" and "grupo:" in fact
        )
        telling = before.but(
            municipality=before.municipality or said.municipality,
            place_told=before.place_told or said.municipality is not None,
            service=before.service or said.known.get("servicio"),
            when=before.when or said.when,
            groups=tuple(sorted({*before.groups, *groups})),
            story=before.story or (text.strip() if len(words(text)) >= SHORTEST_STORY else None),
        )
        return Heard(telling=telling, barriers=self._barriers.find(text, limit=_MOST_BARRIERS))

    def place(self, text: str) -> str | None:
        """DIVIPOLA code of the municipality that is named, or None."""
        return self._places.find(text)

    def when(self, text: str) -> When | None:
        """How long ago, or None; what is still to come is not told of."""
        said = self._facts.read(text).when
        return cast("When", said) if said in get_args(When) else None

    def service(self, text: str) -> str | None:
        """The service that is named, or None."""
        return self._facts.read(text).known.get("servicio")

    def groups(self, text: str) -> tuple[str, ...]:
        """The groups that are named."""
        known = self._facts.read(text).known
        return tuple(fact.removeprefix("grupo:") for fact, value in known.items() if value == "si" and "grupo:" in fact)

    def institution(self, text: str, municipality: str | None) -> Found:
        """The institution that is named."""
        return self._institutions.find(text, municipality=municipality, limit=_MOST_INSTITUTIONS)
