"""What must hold of the replicator's kit: what its plans name is there, and they state no law of their own."""

from collections.abc import Iterator
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.finding import Finding, error, issue, place_of
from redes.content.kit import Session
from redes.content.prose import SPEAKS_OF_LAW


def plans_name_what_is_there(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Modules, their cards and practices that a session shows exist."""
    place = place_of(catalogue, "kit:kit")
    for session in catalogue.kit.sessions if catalogue.kit else ():
        for missing in _missing(catalogue, session):
            yield error(place, f"the session of {session.minutes} minutes {missing}")


def _missing(catalogue: Catalogue, session: Session) -> Iterator[str]:
    cards = {(module.id, place) for module in catalogue.modules.values() for place in range(1, len(module.lessons) + 1)}
    for taught in session.teaches:
        for card in taught.cards:
            if (taught.module, card) not in cards:
                yield f"shows card {card} of '{taught.module}', which is not there"
    for theme in session.quiz:
        if theme not in catalogue.modules:
            yield f"decides the situation of '{theme}', of which there is no module"
    numbers = {practice.number for practice in catalogue.decalogo.practices}
    for number in session.practices:
        if number not in numbers:
            yield f"shows practice {number}, which is not in the decálogo"


def plans_state_no_law(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """What the kit says in its own words cites no norm, so it speaks of no right and no duty."""
    for line in catalogue.kit.lines if catalogue.kit else ():
        found = SPEAKS_OF_LAW.search(line)
        if found is not None:
            yield error(
                place_of(catalogue, "kit:kit"),
                f"the kit states law ('{found[0]}') and cites no norm; leave it to the card of a module",
            )


def there_is_a_kit(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """There is a kit, and its review is not overdue."""
    if catalogue.kit is None:
        yield error(place_of(catalogue, "kit:kit"), "there is no kit; add content/capacitacion/kit/kit.yaml")
    elif catalogue.kit.review_by <= today:
        yield issue(
            place_of(catalogue, "kit:kit"),
            f"the kit was to be reviewed by {catalogue.kit.review_by}; it is not made meanwhile",
        )
