"""What must hold of the replicator's kit: what its plans name is there, and they state no law of their own."""

from collections.abc import Iterator
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.finding import Finding, error, issue, place_of
from redes.content.prose import SPEAKS_OF_LAW


def plans_name_what_is_there(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Modules, their cards and practices that a session shows exist."""
    if catalogue.kit is None:
        return
    place = place_of(catalogue, "kit:kit")
    numbers = {practice.number for practice in catalogue.decalogo.practices}
    for session in catalogue.kit.sessions:
        who = f"the session of {session.minutes} minutes"
        for taught in session.teaches:
            module = catalogue.modules.get(taught.module)
            if module is None:
                yield error(place, f"{who} teaches '{taught.module}', of which there is no module")
                continue
            for card in taught.cards:
                if card > len(module.lessons):
                    yield error(
                        place, f"{who} shows card {card} of '{taught.module}', which has {len(module.lessons)} cards"
                    )
        for theme in session.quiz:
            if theme not in catalogue.modules:
                yield error(place, f"{who} decides the situation of '{theme}', of which there is no module")
        for number in session.practices:
            if number not in numbers:
                yield error(place, f"{who} shows practice {number}, which is not in the decálogo")


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
