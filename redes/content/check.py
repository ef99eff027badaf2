"""What must hold over the whole catalogue, beyond the shape of each file.

A check is a generator over the catalogue; adding one means writing a function and listing it below. An *error* stops the
program from loading a catalogue; an *issue* goes to an editor. What only editors are told, because it is slow to find
or a matter of style, stands apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from redes.content.catalogue import Catalogue, Place
from redes.content.check_kit import (
    plans_name_what_is_there,
    plans_state_no_law,
    posters_lead_somewhere,
    what_is_printed_is_reviewed,
)
from redes.content.check_lessons import (
    every_barrier_has_a_module,
    every_theme_is_taught_and_tested,
    ips_belong_to_a_territory,
    lessons_fit_a_message,
    lessons_lead_somewhere,
    lessons_state_law_with_a_norm,
)
from redes.content.check_phones import phones_come_from_the_directory
from redes.content.check_prose import prose_is_plain, short_forms_are_explained
from redes.content.check_reach import every_card_is_reached
from redes.content.check_size import buttons_can_be_read, cards_fit_a_message, practices_fit_a_message
from redes.content.check_vocabulary import a_name_means_one_value, vocabularies_name_values
from redes.content.finding import Finding, error, issue, place_of
from redes.content.freshness import ended_since
from redes.content.load import survey
from redes.content.prose import SPEAKS_OF_LAW, card_lines
from redes.content.schema import Basis, Topic
from redes.content.strict_yaml import ContentError, Mistake
from redes.content.translation import languages_of, missing_parts, report_version, spanish_version
from redes.eligibility.check import check_law
from redes.eligibility.load import load_law

Check = Callable[[Catalogue, date], Iterator[Finding]]


def _all_bases(catalogue: Catalogue) -> Iterator[tuple[Place, str, Basis, date]]:
    """Where a citation stands, who cites, what, and when it was last reviewed."""
    for card in catalogue.cards.values():
        for basis in card.basis:
            yield place_of(catalogue, f"card:{card.id}"), f"card '{card.id}'", basis, card.reviewed_on
    for practice in catalogue.decalogo.practices:
        for basis in practice.basis:
            place = place_of(catalogue, f"practice:{practice.number}")
            yield place, f"practice {practice.number}", basis, catalogue.decalogo.reviewed_on
    for module in catalogue.modules.values():
        for basis in module.bases:
            yield place_of(catalogue, f"module:{module.id}"), f"module '{module.id}'", basis, module.reviewed_on
    if catalogue.exam is not None:
        for item in catalogue.exam.items:
            for basis in item.basis:
                yield place_of(catalogue, f"item:{item.id}"), f"item {item.id}", basis, catalogue.exam.reviewed_on
    yield from _bases_of_the_poster(catalogue)


def _bases_of_the_poster(catalogue: Catalogue) -> Iterator[tuple[Place, str, Basis, date]]:
    poster = catalogue.rights
    if poster is None:
        return
    for right in poster.rights:
        for basis in right.basis:
            yield place_of(catalogue, "rights:rights"), f"the poster ('{right.card}')", basis, poster.reviewed_on


def citations(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A cited norm exists, was read well enough, and is in force.

    One that ended after the review is an issue: a day that passes must not stop the program, and its
    cards show their safe part only meanwhile.
    """
    for place, who, basis, reviewed_on in _all_bases(catalogue):
        norm = catalogue.norms.get(basis.norm)
        if norm is None:
            yield error(place, f"{who} cites '{basis.norm}', which is not in content/normas/")
        elif norm.confidence == "baja":
            yield error(place, f"{who} cites '{basis.norm}', which nobody has read well enough (confidence: baja)")
        elif not norm.in_force(today):
            instead = f"; replaced by {', '.join(norm.replaced_by)}" if norm.replaced_by else ""
            if ended_since(norm, reviewed_on, today=today):
                yield issue(
                    place, f"{who} cites '{basis.norm}', which ended on {norm.until}, after the review{instead}"
                )
            else:
                yield error(place, f"{who} cites '{basis.norm}' as law, but it is not in force{instead}")


def links_between_norms(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Norms link to norms of the catalogue."""
    for norm in catalogue.norms.values():
        for other in (*norm.amended_by, *norm.repeals, *norm.replaced_by):
            if other not in catalogue.norms:
                yield error(place_of(catalogue, f"norm:{norm.id}"), f"norm '{norm.id}' links to unknown norm '{other}'")


def links_between_cards(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Buttons lead somewhere: next cards and contacts exist."""
    for card in catalogue.cards.values():
        place = place_of(catalogue, f"card:{card.id}")
        for target in card.next:
            if target not in catalogue.cards:
                yield error(place, f"card '{card.id}' offers '{target}' next, which does not exist")
        for contact in card.contacts:
            if contact not in catalogue.contacts:
                yield error(place, f"card '{card.id}' names contact '{contact}', which is not in content/directorio/")
    for danger in catalogue.dangers:
        for contact in danger.contacts:
            if contact not in catalogue.contacts:
                yield error(
                    place_of(catalogue, f"danger:{danger.kind}"),
                    f"danger '{danger.kind}' names contact '{contact}', which is not in content/directorio/",
                )


def every_topic_has_a_card(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A topic that is understood is also answered."""
    for topic in get_args(Topic):
        if catalogue.card_for(topic, None) is None:
            yield error(
                Place("content/derechos", 0), f"the topic '{topic}' has no card; add content/derechos/{topic}.yaml"
            )


def reviews_are_due(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A review date that has passed is told; the card itself says so to its readers."""
    for card in catalogue.cards.values():
        if card.review_by <= today:
            yield issue(
                place_of(catalogue, f"card:{card.id}"), f"card '{card.id}' was to be reviewed by {card.review_by}"
            )
    if catalogue.decalogo.review_by <= today:
        yield issue(
            place_of(catalogue, "decalogo:decalogo"),
            f"the decálogo was to be reviewed by {catalogue.decalogo.review_by}",
        )
    for module in catalogue.modules.values():
        if module.review_by <= today:
            yield issue(
                place_of(catalogue, f"module:{module.id}"),
                f"module '{module.id}' was to be reviewed by {module.review_by}",
            )
    if catalogue.exam is not None and catalogue.exam.review_by <= today:
        yield issue(
            place_of(catalogue, "exam:exam"),
            f"the test was to be reviewed by {catalogue.exam.review_by}; it is not given meanwhile",
        )
    for norm, standing_on_it in _cited(catalogue).items():
        if catalogue.norms[norm].due <= today:
            yield issue(
                place_of(catalogue, f"norm:{norm}"),
                f"norm '{norm}' was to be compared with its source again by {catalogue.norms[norm].due}; "
                f"on it stand {', '.join(standing_on_it)}",
            )


def _cited(catalogue: Catalogue) -> dict[str, list[str]]:
    """Norm of the catalogue -> cards and practices that stand on it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, who, basis, _ in _all_bases(catalogue):
        if basis.norm in catalogue.norms and who not in found[basis.norm]:
            found[basis.norm].append(who)
    return found


def talk_states_no_law(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A card of conversation, which cites no norm, does not speak of rights and duties."""
    for card in catalogue.cards.values():
        found = SPEAKS_OF_LAW.search("\n".join((card.title, *card_lines(card)))) if not card.states_law else None
        if found is not None:
            yield error(
                place_of(catalogue, f"card:{card.id}"),
                f"card '{card.id}' states law ('{found[0]}') and cites no norm; cite one, or leave it to another card",
            )


def barriers_lead_to_a_cited_answer(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """What is said at once of a barrier may be law; its norms stand on the cards of the topics behind it."""
    for category in catalogue.categories:
        for barrier in category.barriers:
            if not barrier.routes:
                yield error(
                    place_of(catalogue, f"category:{category.id}"),
                    f"the barrier '{barrier.id}' leads to no topic, so that what it says cites no norm; fill 'routes'",
                )


def entries_belong_to_a_territory(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A directory entry belongs to a territory that exists, and so does the municipality it names."""
    for contact in catalogue.contacts.values():
        place = place_of(catalogue, f"contact:{contact.id}")
        territory = catalogue.territories.get(contact.scope)
        if territory is None and contact.scope != "nacional":
            yield error(place, f"'{contact.id}' is of '{contact.scope}', which is not in content/territorios/")
        elif contact.municipality is not None and (
            territory is None or contact.municipality not in {m.code for m in territory.municipalities}
        ):
            yield error(place, f"'{contact.id}' is in {contact.municipality}, no municipality of '{contact.scope}'")


def texts_are_complete(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Every language says what Spanish says, with the same places to fill in."""
    spanish = catalogue.texts["es"].texts
    for language, texts in catalogue.texts.items():
        place = place_of(catalogue, f"texts:{language}")
        if language not in catalogue.languages:
            yield error(place, f"the language '{language}' has texts and no content/idiomas/{language}.yaml")
        for key, sentence in texts.texts.items():
            there = catalogue.places.get(f"text:{language}:{key}", place)
            if key not in spanish:
                yield error(there, f"the text '{key}' does not exist in Spanish")
            elif _blanks(sentence) != _blanks(spanish[key]):
                yield error(there, f"the text '{key}' must hold the places {sorted(_blanks(spanish[key]))}")
        for key in spanish.keys() - texts.texts.keys():
            yield issue(place, f"the text '{key}' is missing; Spanish is shown instead")


def translations_follow_the_spanish(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A translation belongs to a card, says as many things, and follows the Spanish as it is now."""
    for (language, card_id), translation in catalogue.card_translations.items():
        place = place_of(catalogue, f"card translation:{language}:{card_id}")
        card = catalogue.cards.get(card_id)
        if card is None:
            yield error(place, f"translates the card '{card_id}', which does not exist")
            continue
        if parts := missing_parts(card, translation):
            yield error(
                place, f"'{card_id}' in {language} does not say as many things as the Spanish: {', '.join(parts)}"
            )
        if translation.follows != spanish_version(card):
            yield issue(
                place,
                f"'{card_id}' in {language} is stale: it follows {translation.follows}, "
                f"the Spanish is now {spanish_version(card)}",
            )


def reports_are_picked_in_each_language(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Whoever reports picks from words of her language: all families, barriers and practices, as they are in Spanish now."""
    here: Mapping[str, set[object]] = {
        "families": {family.id for family in catalogue.categories},
        "barriers": set(catalogue.barriers),
        "practices": {practice.number for practice in catalogue.decalogo.practices},
    }
    for language, spoken in catalogue.report_words.items():
        place = place_of(catalogue, f"report words:{language}")
        for part, wanted in here.items():
            given = set(getattr(spoken, part))
            if gone := sorted(map(str, given - wanted)):
                yield error(place, f"'{part}' names {', '.join(gone)}, which does not exist")
            if missing := sorted(map(str, wanted - given)):
                yield issue(place, f"'{part}' is missing {', '.join(missing)}; Spanish is shown instead")
        if spoken.follows != (now := report_version(catalogue)):
            yield issue(place, f"is stale: it follows {spoken.follows}, the Spanish is now {now}")
    for language in catalogue.texts.keys() - {"es"} - catalogue.report_words.keys():
        yield issue(
            place_of(catalogue, f"texts:{language}"),
            f"what a report is picked from is missing in {language}; write it in content/reportes/",
        )


def cards_are_translated(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Cards for migrants are there in all languages, those for staff in Spanish and English; others fall back to Spanish.

    All languages are those in which the program has texts.
    """
    for card in catalogue.cards.values():
        wanted = [code for code in languages_of(card.audience) if code in catalogue.texts]
        missing = [code for code in wanted if (code, card.id) not in catalogue.card_translations]
        if missing:
            yield issue(
                place_of(catalogue, f"card:{card.id}"),
                f"card '{card.id}' is missing in {', '.join(missing)}; translate it in content/traducciones/",
            )


def _blanks(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


CHECKS: tuple[Check, ...] = (
    citations,
    links_between_norms,
    links_between_cards,
    barriers_lead_to_a_cited_answer,
    talk_states_no_law,
    cards_fit_a_message,
    practices_fit_a_message,
    lessons_state_law_with_a_norm,
    lessons_lead_somewhere,
    lessons_fit_a_message,
    ips_belong_to_a_territory,
    plans_name_what_is_there,
    plans_state_no_law,
    posters_lead_somewhere,
    what_is_printed_is_reviewed,
    buttons_can_be_read,
    reviews_are_due,
    phones_come_from_the_directory,
    entries_belong_to_a_territory,
    translations_follow_the_spanish,
    vocabularies_name_values,
    a_name_means_one_value,
)
"""What each value must hold beside those it names."""

CHECKS_OF_THE_WHOLE: tuple[Check, ...] = (
    every_topic_has_a_card,
    every_card_is_reached,
    every_theme_is_taught_and_tested,
    every_barrier_has_a_module,
    texts_are_complete,
    cards_are_translated,
    reports_are_picked_in_each_language,
)
"""What judges that something is absent, and so waits until everything can be read."""

CHECKS_FOR_EDITORS: tuple[Check, ...] = (prose_is_plain, short_forms_are_explained)
"""What keeps no program from starting: style, found slowly."""


def check(catalogue: Catalogue, *, today: date, for_editors: bool = True) -> list[Finding]:
    """Run every check; findings in order of file and line.

    Args:
        catalogue: What to look at.
        today: The day it is to hold on.
        for_editors: Whether style is judged too. A program that starts does without, because that takes half a second.
    """
    checks = (*CHECKS, *CHECKS_OF_THE_WHOLE, *(CHECKS_FOR_EDITORS if for_editors else ()))
    return sorted(finding for one in checks for finding in one(catalogue, today))


def check_folder(folder: Path, *, today: date) -> tuple[Catalogue, list[Finding]]:
    """Check the files of a catalogue: all that is wrong at once, also when some of it cannot be read.

    What names something that cannot be read is not told as a mistake, and what judges the whole waits until all can be read.

    Returns:
        The catalogue as far as it can be read; the findings in order of file and line.

    Raises:
        ContentError: There is no such folder.
    """
    found = survey(folder)
    findings = _of_the_rules(folder / "reglas", found.catalogue)
    if not found.mistakes:
        return found.catalogue, sorted([*findings, *check(found.catalogue, today=today)])
    unreadable = [f"'{name}'" for name in found.unreadable]
    findings += [finding for one in (*CHECKS, prose_is_plain) for finding in one(found.catalogue, today)]
    findings = [f for f in findings if not any(name in f.message for name in unreadable)]
    return found.catalogue, sorted([*findings, *map(_unread, found.mistakes)])


def _of_the_rules(folder: Path, catalogue: Catalogue) -> list[Finding]:
    """What is wrong with the shape of the rules and with what they cite; whether they are right is for the proof."""
    try:
        if folder.is_dir():
            return check_law(load_law(folder, catalogue.norms), offered=catalogue.languages)
    except ContentError as refused:
        return list(map(_unread, refused.mistakes))
    return []


def _unread(mistake: Mistake) -> Finding:
    return Finding(mistake.path, mistake.line, "error", mistake.message)
