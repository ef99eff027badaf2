"""What must hold of what is printed: what kit and poster name is there, and a plan states no law of its own."""

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


def posters_lead_somewhere(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Each right of the poster has a card that tells of it, and each institution with a directory entry has that entry."""
    for right in catalogue.rights.rights if catalogue.rights else ():
        if right.card not in catalogue.cards:
            yield error(
                place_of(catalogue, "rights:rights"), f"the poster names card '{right.card}', which does not exist"
            )
    for ips in catalogue.ips.values():
        if ips.directory is not None and ips.directory not in catalogue.contacts:
            yield error(
                place_of(catalogue, f"ips:{ips.id}"),
                f"'{ips.id}' names directory entry '{ips.directory}', which is not in content/directorio/",
            )


def what_is_printed_is_reviewed(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """The review of the kit and of the poster is not overdue."""
    for name, who, one in (("kit:kit", "the kit", catalogue.kit), ("rights:rights", "the poster", catalogue.rights)):
        if one is not None and one.review_by <= today:
            yield issue(
                place_of(catalogue, name), f"{who} was to be reviewed by {one.review_by}; it is not made meanwhile"
            )
