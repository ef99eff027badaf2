"""What the catalogue knows of territories, barriers, rules and words, as this room needs it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.schema import LanguageSheet
from redes.followup.errors import Incomplete, NotThere


@dataclass(frozen=True, slots=True)
class Ground:
    """The catalogue, and the rules of law beside it.

    Attributes:
        catalogue: The catalogue in force.
        rules: Id -> title of each rule of law.
    """

    catalogue: Catalogue
    rules: Mapping[str, str]

    def territory(self, territory: str) -> str:
        """What a territory with a mesa is called.

        Raises:
            NotThere: There is no such territory, or it has no mesa.
        """
        found = self.catalogue.territories.get(territory)
        if found is None or not found.mesa:
            raise NotThere("there is no such mesa", "mesa.error.no-existe")
        return found.name

    def mesas(self) -> tuple[str, ...]:
        """Ids of the territories that have a mesa, in display order."""
        return tuple(one.id for one in self.catalogue.territories.values() if one.mesa)

    def municipalities(self, territory: str) -> frozenset[str]:
        """DIVIPOLA codes of a territory; none for one that is not known."""
        found = self.catalogue.territories.get(territory)
        return frozenset(one.code for one in found.municipalities) if found else frozenset()

    def barrier(self, barrier: str) -> str:
        """What a kind of barrier is called; its id once the catalogue has let go of it."""
        found = self.catalogue.barriers.get(barrier)
        return found.name if found else barrier

    def check_barriers(self, barriers: Collection[str]) -> tuple[str, ...]:
        """Kinds of barrier, sorted, each once.

        Raises:
            Incomplete: One of them is none.
        """
        return _known(barriers, self.catalogue.barriers, "mesa.error.barrera")

    def check_rules(self, rules: Collection[str]) -> tuple[str, ...]:
        """Rules of law, sorted, each once. Raises as :meth:`check_barriers`."""
        return _known(rules, self.rules, "mesa.error.regla")

    def check_practices(self, practices: Collection[int]) -> tuple[int, ...]:
        """Practices of the decálogo, sorted, each once. Raises as :meth:`check_barriers`."""
        if not all(1 <= one <= 10 for one in practices):
            raise Incomplete("practices are numbered 1 to 10", "mesa.error.practica")
        return tuple(sorted(set(practices)))

    def say(self, language: str, key: str, **blanks: str) -> str:
        """A sentence in a language, or in Spanish when it has none."""
        spanish = self.catalogue.texts["es"].texts
        texts = self.catalogue.texts[language].texts if language in self.catalogue.texts else spanish
        return texts.get(key, spanish[key]).format(**blanks)

    def day(self, language: str, day: date) -> str:
        """A day in the words of a language, or in Spanish ones."""
        sheet: LanguageSheet = self.catalogue.languages.get(language, self.catalogue.languages["es"])
        return sheet.day.format(dia=str(day.day), mes=sheet.months[day.month - 1], anio=str(day.year))


def _known(given: Collection[str], known: Collection[str], key: str) -> tuple[str, ...]:
    for one in given:
        if one not in known:
            raise Incomplete("an id is not in the catalogue", key)
    return tuple(sorted(set(given)))
