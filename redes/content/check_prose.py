"""Plain words: how easily cards and practices are read, how long their sentences are, what abbreviations they use.

For editors: nothing here keeps the program from starting.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from redes.content.catalogue import Catalogue, Place
from redes.content.finding import Finding, error, place_of
from redes.content.prose import (
    card_lines,
    hardest,
    item_lines,
    module_lines,
    practice_lines,
    readability,
    sentences,
    word_count,
)
from redes.content.schema import LANGUAGES, Audience, Card, CardTranslation, Language

READABLE = {Audience.MIGRANTE: 65, Audience.TODOS: 65, Audience.PERSONAL: 55}
"""Least Szigriszt-Pazos for each audience (INFLESZ: 65 to 80 is fairly easy, 55 to 65 normal)."""

LONGEST_SENTENCE = {Audience.MIGRANTE: 25, Audience.TODOS: 25, Audience.PERSONAL: 35}
"""Words."""

_SHORT_FORM = re.compile(r"(?<![\w-])(?![IVX]+\b)([A-ZÁÉÍÓÚÑ]{2,})(?:\+|-\d+)?(?![\w])(?=(-\w+)?)")
"""Two capitals or more that are no Roman number; ``PEP`` in ``PEP-Tutor``, ``SC`` in ``SC-2``."""

_EXPLANATION = re.compile(r"(?:-\w+)?[»”\"]?(?: \w{1,3})? \(\w")
"""What follows an abbreviation that is explained; in Haitian Creole its article comes first: ``EPS ou (…)``."""


def prose_is_plain(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Spanish cards and practices reach their audience's place on the INFLESZ scale, with short sentences."""
    for card in catalogue.cards.values():
        place = place_of(catalogue, f"card:{card.id}")
        yield from _plain(place, f"card '{card.id}'", card_lines(card), card.audience)
    for practice in catalogue.decalogo.practices:
        place = place_of(catalogue, f"practice:{practice.number}")
        yield from _plain(place, f"practice {practice.number}", practice_lines(practice), Audience.PERSONAL)
    for name, who, lines in taught(catalogue):
        yield from _plain(place_of(catalogue, name), who, lines, Audience.PERSONAL)


def taught(catalogue: Catalogue) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Where it stands, who says it, what: the modules of the training and the items of its test."""
    for module in catalogue.modules.values():
        yield f"module:{module.id}", f"module '{module.id}'", module_lines(module)
    for item in catalogue.exam.items if catalogue.exam else ():
        yield f"item:{item.id}", f"item {item.id}", item_lines(item)


def _plain(place: Place, who: str, lines: tuple[str, ...], audience: Audience) -> Iterator[Finding]:
    score, least = readability(lines), READABLE[audience]
    if score < least:
        worst = " / ".join(f"«{sentence}»" for sentence in hardest(lines))
        yield error(
            place, f"{who} reads at {score:.0f} (Szigriszt-Pazos), at least {least} is wanted; shorten first: {worst}"
        )
    for sentence in sentences(lines):
        words, most = word_count(sentence), LONGEST_SENTENCE[audience]
        if words > most:
            yield error(place, f"{who} has a sentence of {words} words, at most {most} are read well: «{sentence}»")


def short_forms_are_explained(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A card says what an abbreviation means where it first uses it, unless its readers know it (``content/siglas/``).

    It says so with brackets: ``EPS (su aseguradora de salud)``, ``interrumpir un embarazo (IVE)``. The title may use it before
    that; the lines of the basis, which stand behind a button, may use what the card has explained.
    """
    for card in catalogue.cards.values():
        for language in LANGUAGES:
            said = card if language == "es" else catalogue.card_translations.get((language, card.id))
            if said is None:
                continue
            name = f"card:{card.id}" if language == "es" else f"card translation:{language}:{card.id}"
            known = {short.id for short in catalogue.short_forms.values() if short.is_known_to(card.audience)}
            for form in _unexplained(said, known):
                yield error(
                    place_of(catalogue, name),
                    f"'{card.id}' in {language} does not say what {form} means where it first uses it; "
                    f"write '{form} ({_meaning(catalogue, form, language)})', or add it to content/siglas/",
                )
    known = {short.id for short in catalogue.short_forms.values() if short.is_known_to(Audience.PERSONAL)}
    for name, who, lines in taught(catalogue):
        for form in _unexplained_in(lines, "", known):
            yield error(
                place_of(catalogue, name),
                f"{who} does not say what {form} means where it first uses it; "
                f"write '{form} ({_meaning(catalogue, form, 'es')})', or add it to content/siglas/",
            )


def _unexplained(said: Card | CardTranslation, known: set[str]) -> list[str]:
    behind = [basis.says for basis in said.basis if basis.says] if isinstance(said, Card) else []
    return _unexplained_in((*card_lines(said), *behind), said.title, known)


def _unexplained_in(lines: Iterable[str], title: str, known: set[str]) -> list[str]:
    seen: dict[str, bool] = {form: True for form, explained in _short_forms(title) if explained}
    for text in (*lines, title):
        for form, explained in _short_forms(text):
            seen.setdefault(form, explained)
    return [form for form, explained in seen.items() if not explained and form not in known]


def _short_forms(text: str) -> Iterator[tuple[str, bool]]:
    """The abbreviations of a text with whether it explains them there, once each."""
    told: set[str] = set()
    for found in _SHORT_FORM.finditer(text):
        form = found[1]
        if form in told:
            continue
        told.add(form)
        before, after = text[: found.start()], text[found.end() :]
        in_brackets = before.rfind("(") > before.rfind(")") and ")" in after and before.strip("( ") != ""
        yield form, in_brackets or _EXPLANATION.match(after) is not None


def _meaning(catalogue: Catalogue, form: str, language: Language) -> str:
    short = catalogue.short_forms.get(form)
    return "…" if short is None else short.means.get(language, short.means["es"])
