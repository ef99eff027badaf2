"""How easily a text is read: the prose of a card or practice, its sentences, its place on the INFLESZ scale.

The figure is the index of Szigriszt-Pazos (206.835 - 62.3 syllables a word - words a sentence) as textstat reckons it.
textstat finds syllables by hyphenation, which leaves out those that a line may not be parted at: ``atención`` counts two.
Against syllables counted by the rules of Spanish it flatters our texts, most by four to eight points. ``FLATTERY`` is
taken off, so that a bar that is passed here is passed by the true index too. Sentences of one or two words lengthen others
instead of counting, as textstat has it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from redes.content.lessons import Item, Lesson, Module
from redes.content.schema import Card, CardTranslation, Practice

FLATTERY = 8
"""Points by which textstat's hyphenation raises the index: half of our 120 texts by six or less, nine in ten by eight or less."""

SPEAKS_OF_LAW = re.compile(
    r"\b(?:derechos? a|tiene derecho|la ley|decreto|resolución|sentencia|gratis|obliga(?:d[oa]s?|torio|toria)"
    r"|deben? atender|prohíbe|no (?:l[aeo]s? )?pueden? (?:exigir|pedir|cobrar|negar))\b",
    re.IGNORECASE,
)
"""Words with which a text speaks of rights and duties, and needs a norm to stand on."""

_BETWEEN = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][»”\")])\s+")
_STOP = re.compile(r"[.!?…][»”\")]*$")
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


def card_lines(card: Card | CardTranslation) -> tuple[str, ...]:
    """What a card says after its title, line by line."""
    return (
        card.answer,
        *card.alarm,
        *card.steps,
        *card.bring,
        *card.if_refused,
        *card.avoid,
        *card.register_,
        *card.say,
        *((card.open_question,) if card.open_question else ()),
    )


def practice_lines(practice: Practice) -> tuple[str, ...]:
    """What a practice says after its title, line by line, its self-check included."""
    return (
        practice.idea,
        practice.why,
        *(how.action for how in practice.how),
        *practice.avoid,
        *practice.say,
        *(line for check in practice.self_check for line in (check.question, check.explanation)),
    )


def lesson_lines(lesson: Lesson) -> tuple[str, ...]:
    """What a lesson says after its title."""
    return (*lesson.text, *lesson.say)


def situation_lines(module: Module) -> tuple[str, ...]:
    """What a situation says, its choices and their feedback included."""
    choices = module.situation.choices
    return (*module.situation.story, *(line for choice in choices for line in (choice.says, choice.feedback)))


def module_lines(module: Module) -> tuple[str, ...]:
    """What a module says after its title, line by line."""
    return (module.aim, *(line for lesson in module.lessons for line in lesson_lines(lesson)), *situation_lines(module))


def item_lines(item: Item) -> tuple[str, ...]:
    """What an item of the test says, its explanation included."""
    return (item.question, *item.options, item.explanation)


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """The sentences of some lines; each line ends one. A colon or semicolon ends none."""
    for line in lines:
        yield from (part for part in _BETWEEN.split(line.replace("**", "")) if part.strip())


def word_count(sentence: str) -> int:
    """Words of a sentence; ``PEP-Tutor``, ``1.300.000`` and ``T-210/18`` are one each."""
    return len(_WORD.findall(sentence))


def readability(lines: Iterable[str]) -> float:
    """Szigriszt-Pazos of some Spanish lines, cautiously: 65 and more is plain, 55 and more normal (INFLESZ).

    A line of a list counts as a sentence, as it is read.
    """
    text = " ".join(line if _STOP.search(line) else f"{line}." for line in lines).replace("**", "")
    return float(_textstat().szigriszt_pazos(text)) - FLATTERY


def hardest(lines: Iterable[str], *, count: int = 3) -> list[str]:
    """The sentences that weigh most on the index, the worst first; only those long enough to be judged."""
    long_enough = [sentence for sentence in sentences(lines) if word_count(sentence) >= 8]
    return sorted(long_enough, key=lambda sentence: readability([sentence]))[:count]


@cache
def _textstat() -> Any:
    """The library, set to Spanish; an instance of our own, because the module's shared one has one language for everybody."""
    # Late: it brings nltk, half a second that only who checks the content should pay.
    from textstat.textstat import textstatistics

    spanish = textstatistics()
    spanish.set_lang("es")
    return spanish
