"""What a session is made of, gathered from the catalogue: nothing is written twice, and nothing stale is handed out."""

from dataclasses import dataclass
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.citation import norm_name
from redes.content.freshness import why_lesson_stale, why_practice_stale
from redes.content.kit import Kit, Session
from redes.content.lessons import Ips, Lesson, Module, Source
from redes.content.schema import Basis, Contact, Practice, Territory
from redes.doors import Doors
from redes.errors import RedesError
from redes.pictures.poster import UnderReview
from redes.pictures.words import Words


class NoKit(RedesError):
    """There is no such session in the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A session with all that it shows.

    Attributes:
        words: Speaks Spanish: the modules do.
        kit: The kit.
        session: The session.
        territory: Where it is held, or None.
        ips: For whose staff, or None.
        link: What the QR opens: the bot, for an institution its training; None when no door is known.
        shown: The same as one reads it.
    """

    words: Words
    kit: Kit
    session: Session
    territory: Territory | None
    ips: Ips | None
    link: str | None
    shown: str | None

    @property
    def catalogue(self) -> Catalogue:
        """The content."""
        return self.words.catalogue

    @property
    def lessons(self) -> tuple[tuple[Module, Lesson], ...]:
        """Cards that are taught, in order."""
        modules = self.catalogue.modules
        return tuple(
            (modules[taught.module], modules[taught.module].lessons[card - 1])
            for taught in self.session.teaches
            for card in taught.cards
        )

    @property
    def situations(self) -> tuple[Module, ...]:
        """Modules whose situations the room decides, in order."""
        return tuple(self.catalogue.modules[theme] for theme in self.session.quiz)

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Practices of the decálogo that are shown, in order."""
        return practices_of(self.catalogue, self.session.practices)

    @property
    def lines(self) -> tuple[Contact, ...]:
        """National lines with a number to dial."""
        return tuple(one for one in self.catalogue.contacts_of("nacional") if one.phone and one.kind == "linea")

    @property
    def places(self) -> tuple[Contact, ...]:
        """Where to refer to in the territory; those that can be called or gone to."""
        found = self.catalogue.contacts_of(self.territory.id) if self.territory else ()
        return tuple(one for one in found if one.phone or one.address)

    @property
    def notices(self) -> tuple[str, ...]:
        """That it is a proposal, and when it was reviewed."""
        return (
            *((self.ips.name,) if self.ips else ()),
            self.words.say("capacitacion.propuesta"),
            self.words.say("compartir.revisado", dia=self.words.day(self.kit.reviewed_on)),
        )

    def support(self, basis: tuple[Basis, ...], sources: tuple[Source, ...] = ()) -> str:
        """What something stands on, in a line; empty when it stands on nothing."""
        norms = [
            norm_name(self.catalogue.norms[one.norm]) + (f", {one.at}" if one.at else "")
            for one in basis
            if one.norm in self.catalogue.norms
        ]
        named = list(dict.fromkeys([*norms, *(one.says.rstrip(".") for one in sources)]))
        return f"{self.words.say('capacitacion.base')} {'; '.join(named)}." if named else ""


def practices_of(catalogue: Catalogue, numbers: tuple[int, ...]) -> tuple[Practice, ...]:
    """Practices by their numbers, in that order."""
    by_number = {practice.number: practice for practice in catalogue.decalogo.practices}
    return tuple(by_number[number] for number in numbers)


def gather(
    words: Words,
    minutes: int,
    *,
    today: date,
    doors: Doors,
    territory: Territory | None = None,
    ips: Ips | None = None,
) -> Material:
    """A session of so many minutes, ready to be put on paper.

    Args:
        words: Speaks Spanish.
        minutes: Its length.
        today: The day, for reviews.
        doors: Where the program is reached.
        territory: Where it is held; that of the institution when there is one.
        ips: For whose staff.

    Raises:
        NoKit: There is no session of that length.
        redes.pictures.poster.UnderReview: Something that it shows may no longer be shown.
    """
    catalogue = words.catalogue
    session = catalogue.kit.session(minutes) if catalogue.kit else None
    if catalogue.kit is None or session is None:
        raise NoKit(f"there is no session of {minutes} minutes in content/capacitacion/kit/")
    if territory is None and ips is not None:
        territory = catalogue.territories.get(ips.territory)
    material = Material(
        words=words,
        kit=catalogue.kit,
        session=session,
        territory=territory,
        ips=ips,
        link=doors.joining(ips.id) if ips else doors.link,
        shown=doors.shown,
    )
    stale = sorted(set(_stale(material, today)))
    if stale:
        raise UnderReview(f"under review: {', '.join(stale)}; review them before a session is held on them")
    return material


def _stale(material: Material, today: date) -> list[str]:
    catalogue = material.catalogue
    found = [
        *((module, lesson.basis) for module, lesson in material.lessons),
        *((module, module.situation.basis) for module in material.situations),
    ]
    return [
        *(["the kit"] if material.kit.review_by <= today else []),
        *(f"module {m.id}" for m, basis in found if why_lesson_stale(m, basis, catalogue, today=today)),
        *(f"practice {p.number}" for p in material.practices if why_practice_stale(p, catalogue, today=today)),
    ]
