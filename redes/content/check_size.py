"""Whether what is shown fits one Telegram message with its headings, contacts, dates and buttons, in every language.

The library imports no face, so that sizes are bounds from above, reckoned from the texts; a test of the faces holds them
against what is really sent.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from redes.content.catalogue import Catalogue
from redes.content.citation import norm_name
from redes.content.finding import Finding, error, place_of
from redes.content.schema import LANGUAGES, Card, CardTranslation, Contact, Language, Practice

LONGEST_MESSAGE = 4000
"""UTF-16 units that fill one message: Telegram takes 4,096 of them, the renderer leaves 96 as a reserve."""

LONGEST_BUTTON = 60
"""Characters of a button's text; longer ones are cut by phones, and by us."""

_A_DAY = "30 de septiembre de 2026"
"""The longest day in any of the languages."""

_LONGEST_LABEL = "x" * 40
"""What a topic is called takes at most this (``TopicFile.label``)."""

_HEADINGS = (
    ("alarm", "ficha.alarma"),
    ("steps", "ficha.pasos"),
    ("bring", "ficha.lleve"),
    ("if_refused", "ficha.si-le-niegan"),
    ("avoid", "ficha.no-haga"),
    ("register_", "ficha.registro"),
    ("say", "ficha.diga"),
)


def cards_fit_a_message(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A card fits one message in each of its languages."""
    for card in catalogue.cards.values():
        for language in LANGUAGES:
            size = card_size(catalogue, card, language)
            if size > LONGEST_MESSAGE:
                yield error(
                    place_of(catalogue, f"card:{card.id}"),
                    f"card '{card.id}' takes up to {size} characters in {language} with its headings, contacts and date; "
                    f"a message takes {LONGEST_MESSAGE}: split it and link by 'next'",
                )


def practices_fit_a_message(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A practice fits one message under the headings of each language."""
    for practice in catalogue.decalogo.practices:
        size = max(practice_size(catalogue, practice, language) for language in LANGUAGES)
        if size > LONGEST_MESSAGE:
            yield error(
                place_of(catalogue, f"practice:{practice.number}"),
                f"practice {practice.number} takes up to {size} characters with its headings; a message takes {LONGEST_MESSAGE}",
            )


def buttons_can_be_read(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A button's text fits a button, and a card's id its 64 bytes of callback data with the longest prefix."""
    for card in catalogue.cards.values():
        if len(card.id.encode()) > 52:
            yield error(place_of(catalogue, f"card:{card.id}"), f"the id '{card.id}' is longer than 52 bytes")
    for language, texts in catalogue.texts.items():
        for key, sentence in texts.texts.items():
            if key.startswith("boton.") and len(sentence) > LONGEST_BUTTON:
                yield error(
                    place_of(catalogue, f"text:{language}:{key}"),
                    f"the button '{key}' has {len(sentence)} characters in {language}; a button shows {LONGEST_BUTTON}",
                )


def card_size(catalogue: Catalogue, card: Card, language: Language) -> int:
    """What a card takes at most of a message, whole or under review, in UTF-16 units."""
    said: Card | CardTranslation = catalogue.card_translations.get((language, card.id), card)
    lists = {heading: section(catalogue, language, heading, getattr(said, field)) for field, heading in _HEADINGS}
    contacts = section(
        catalogue,
        language,
        "ficha.contactos",
        [_contact(catalogue.contacts[c]) for c in card.contacts if c in catalogue.contacts],
    )
    frame = [
        say(catalogue, language, "ficha.solo-en-espanol"),
        say(catalogue, language, "ficha.revisada"),
        say(catalogue, language, "ficha.en-revision"),
        *contacts,
    ]
    whole = [said.title, said.answer, *(line for lines in lists.values() for line in lines)]
    if said.open_question:
        whole += [say(catalogue, language, "ficha.abierta"), said.open_question]
    norms = [norm_name(catalogue.norms[basis.norm]) + "; " for basis in card.basis if basis.norm in catalogue.norms]
    safe = [
        _LONGEST_LABEL,
        say(catalogue, language, "ficha.en-revision-norma"),
        *norms,
        say(catalogue, language, "ficha.solo-lo-seguro"),
        say(catalogue, language, "ficha.urgencia-siempre"),
        *lists["ficha.alarma"],
    ]
    return max(size_of([*whole, *frame]), size_of([*safe, *frame]))


def practice_size(catalogue: Catalogue, practice: Practice, language: Language) -> int:
    """What a practice takes at most of a message, in UTF-16 units."""
    how = [f"{say(catalogue, language, f'puesto.{h.role}')}: {h.action}" for h in practice.how]
    return size_of(
        [
            f"{practice.number}. {practice.title}",
            practice.idea,
            say(catalogue, language, "decalogo.por-que"),
            practice.why,
            *section(catalogue, language, "decalogo.como", how),
            *section(catalogue, language, "decalogo.evite", practice.avoid),
            *section(catalogue, language, "ficha.diga", practice.say),
            say(catalogue, language, "ficha.solo-en-espanol"),
            say(catalogue, language, "decalogo.propuesta"),
        ]
    )


def say(catalogue: Catalogue, language: Language, key: str) -> str:
    """A sentence of ``content/textos``, in Spanish when it is missing, with the longest day there is."""
    spanish = catalogue.texts["es"].texts.get(key, "")
    said = catalogue.texts[language].texts.get(key, spanish) if language in catalogue.texts else spanish
    return said.replace("{dia}", _A_DAY)


def section(catalogue: Catalogue, language: Language, heading: str, lines: Sequence[str]) -> list[str]:
    """A heading and its lines with what stands before and around each: a number, a dot, quotation marks."""
    return [say(catalogue, language, heading), *(f"10. «{line}»" for line in lines)] if lines else []


def _contact(contact: Contact) -> str:
    reach = max((contact.phone or "", contact.channels or "", contact.address or ""), key=len)
    return f"{contact.name}: {reach} ({contact.hours or ''})"


def size_of(parts: Sequence[str]) -> int:
    """UTF-16 units, as Telegram counts, with an empty line after each part."""
    return sum(len(part.encode("utf-16-le")) // 2 + 2 for part in parts)
