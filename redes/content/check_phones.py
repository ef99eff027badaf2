"""Phone numbers that stand in a text: each must be in the directory, where it has a source and a date."""

import re
from collections.abc import Iterator
from datetime import date

from redes.content.catalogue import Catalogue, Place
from redes.content.check_prose import taught
from redes.content.finding import Finding, error, place_of
from redes.content.prose import card_lines, practice_lines

_SEVEN_DIGITS = re.compile(r"\d(?:[\s-]?\d){6}")
"""What every long number has, found ten times as fast."""

_LONG = re.compile(r"(?<![\d.])(?!\d{4}-\d{2}-\d{2}(?!\d))(?:\+?\d[\s-]?){7,}(?!\d|\.\d)")

_SHORT = re.compile(
    r"(?<![\d.,$/-])(?<![Aa]rt\. )(?<![Aa]rts\. )(?<![Aa]rtículo )(?<![Ll]ey )(?<!Decreto )(?<!Circular )(?<!Resolución )"
    r"(1\d\d)(?![\d°]|[.,/-]\d)"
    r"(?!\s*(?:%|de (?:19|20)\d\d|(?:horas?|días?|semanas?|meses|años?|pesos|personas|metros|km|mg|ml|millones|mil|"
    r"hours?|days?|weeks?|months?|years?|people|dias?|anos?|heures?|jours?|semaines?|mois|ans?|èdtan|jou|semèn|mwa|ane|an)\b))"
)
"""Lines of three digits as Colombia has them; numbers that count something, or name a norm, are none."""


def phones_come_from_the_directory(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Long numbers stand in the directory and nowhere else; lines of three digits are written out, if the directory has them."""
    listed = {line for contact in catalogue.contacts.values() for line in re.findall(r"\b1\d\d\b", contact.phone or "")}
    for place, who, text in _said(catalogue):
        if _SEVEN_DIGITS.search(text) and _LONG.search(text):
            yield error(
                place, f"{who} holds a phone number; put it into content/directorio/ and name it under 'contacts'"
            )
        for line in _short_lines(text):
            if line not in listed:
                yield error(
                    place,
                    f"{who} tells people to call {line}, an uncited phone number: it is not in content/directorio/",
                )


def _short_lines(text: str) -> list[str]:
    """Lines of three digits that a text names, once each."""
    # The cheap search first: looking behind and ahead at every character takes a hundred times as long.
    text = _LONG.sub(" ", text) if _SEVEN_DIGITS.search(text) else text
    found = (_SHORT.match(text, digits.start()) for digits in re.finditer(r"1\d\d", text))
    return list(dict.fromkeys(line[0] for line in found if line))


def _said(catalogue: Catalogue) -> Iterator[tuple[Place, str, str]]:
    """Where it stands, who says it, what: all that people read and that is not the directory itself."""
    for card in catalogue.cards.values():
        supports = (basis.says for basis in card.basis if basis.says)
        text = "\n".join((card.title, *card_lines(card), *supports))
        yield place_of(catalogue, f"card:{card.id}"), f"card '{card.id}'", text
    for (language, _), translated in catalogue.topic_translations.items():
        for said in translated.cards:
            place = place_of(catalogue, f"card translation:{language}:{said.id}")
            yield place, f"card '{said.id}' in {language}", "\n".join((said.title, *card_lines(said)))
    for language, texts in catalogue.texts.items():
        for key, sentence in texts.texts.items():
            yield place_of(catalogue, f"text:{language}:{key}"), f"the text '{key}' in {language}", sentence
    for practice in catalogue.decalogo.practices:
        place = place_of(catalogue, f"practice:{practice.number}")
        yield place, f"practice {practice.number}", "\n".join((practice.title, *practice_lines(practice)))
    for category in catalogue.categories:
        place = place_of(catalogue, f"category:{category.id}")
        for barrier in category.barriers:
            yield place, f"the barrier '{barrier.id}'", f"{barrier.name}\n{barrier.description}\n{barrier.message}"
    for name, who, lines in taught(catalogue):
        yield place_of(catalogue, name), who, "\n".join(lines)
