"""Names of people, found by a tagger (a linear-chain conditional random field) that was fitted to made-up narratives."""

from collections.abc import Iterator

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.context import author_called, called, nicknames, of_institutions, towns
from redes.privacy.scrub.features import parts_of_phrases
from redes.privacy.scrub.initials import initials
from redes.privacy.scrub.spans import Findings, Kind
from redes.privacy.scrub.tagger import AUTHOR, OTHER, Reading
from redes.privacy.scrub.words import Word

SURE_OF_LISTED = 0.05
SURE_OF_EVERYDAY = 0.25
SURE_OF_NEW = 0.14
SURE_AFTER_A_NUMBER = 0.9
"""A word is somebody's name from this probability on: one of the lists of names, an everyday word, any other word.
An unnecessary bracket costs less than a leak; an everyday word that is a name as well is mostly the word.
"""

_JOINTS = frozenset("- ' . d de del la las los da das do dos du des".split())
_INSIDE = frozenset("-'")
"""Signs that stand within a name."""
_LONGEST_JOINT = 2

SURE_WHERE_CALLED = 0.05
"""Where what somebody is called stands, an everyday word is a name from here on; of any other a trace is enough."""
_A_TRACE = 0.01
BEHIND_TITLE = 0.4
"""Right behind a title a word that is none of every day is a name so much sooner."""
BESIDE_A_NAME = 0.5
"""So is any word right behind a name."""
SURE_OF_INSTITUTIONS = 0.6
"""Behind a word such as «hospital» a name is mostly the institution's."""

_OF_OTHERS = frozenset("mr mrs ms mister miss mme mlle".split())

_SHORT = 2
"""Letters of a word that is too short to be told from another language's everyday."""


def find_names(read: Reading, findings: Findings) -> Iterator[tuple[int, int, Kind]]:
    """Where a text names somebody.

    Args:
        read: The text.
        findings: What was found before; names are looked for beside it.
    """
    words = read.words
    kinds = _kinds(read, [not findings.free(word.start, word.end) for word in words])
    start = 0
    while start < len(words):
        kind = kinds[start]
        if kind is None:
            start += 1
            continue
        end = start
        while (after := _next_of_name(words, kinds, end)) is not None:
            end = after
        yield words[start].start, words[end].end, kind
        start = end + 1


def _kinds(read: Reading, hidden: list[bool]) -> list[Kind | None]:
    """For each word, whose name it is part of."""
    words = read.words
    kept = parts_of_phrases(words, lexicon.protected()) | towns(words) | _alone(words)
    institutional = of_institutions(words, lexicon.common_words())
    kinds: list[Kind | None] = []
    for index, (word, hide) in enumerate(zip(words, hidden, strict=True)):
        if hide or index in kept or not word.plain[:1].isalpha():
            kinds.append(None)
            continue
        own, other = read.sure(AUTHOR, index), read.sure(OTHER, index)
        sure_from = _sure_from(words, index)
        if index in institutional:
            sure_from = max(sure_from, SURE_OF_INSTITUTIONS)
        elif kinds and kinds[-1] is not None:
            sure_from *= BESIDE_A_NAME
        mine = (own >= other and not _addressed(words, index)) or author_called(words, index)
        kinds.append(None if own + other < sure_from else "nombre" if mine else "nombre-de-tercero")
    _of_lists(read.text, words, kinds, hidden, kept)
    _over_hyphens(words, kinds)
    alone = {index for index, word in enumerate(words) if word.plain in lexicon.nobodys()}
    _leave_alone(words, kinds, alone)
    _of_letters(words, kinds, hidden, kept)
    for article, name in nicknames(words):
        kinds[article] = kinds[name] = (
            kinds[name] or "nombre" if words[article - 2].plain == "me" else "nombre-de-tercero"
        )
    if any(kinds):
        _repeat(words, kinds)
    return [None if hidden[index] or index in kept else kind for index, kind in enumerate(kinds)]


def _of_lists(text: str, words: list[Word], kinds: list[Kind | None], hidden: list[bool], kept: set[int]) -> None:
    """A listed given name and a surname behind a sign are a whole name; the surname is listed, or has a capital as well.

    The tagger leans on what announces a name; one put between commas in small letters has nothing around it.
    """
    everyday = lexicon.elsewhere()
    given, surnames = lexicon.given_names(), lexicon.surnames()

    def may(index: int) -> bool:
        plain = words[index].plain
        return (
            not hidden[index]
            and index not in kept
            and plain.isalpha()
            and len(plain) > _SHORT
            and plain not in everyday
        )

    for index in range(len(words) - 1):
        if words[index].plain not in given or kinds[index] is not None or not may(index):
            continue
        if index and words[index - 1].plain[:1].isalnum():
            continue  # «Hospital Emiro Quintero Cañizares»
        great = text[words[index].start].isupper()
        family = [
            at
            for at in range(index + 1, min(index + 3, len(words)))
            if words[at].plain in surnames or (great and text[words[at].start : words[at].end].istitle())
        ]
        if family and all(may(at) and kinds[at] is None for at in range(index + 1, family[-1] + 1)):
            end = family[-1] + 1
            kinds[index:end] = ["nombre"] * (end - index)


def _of_letters(words: list[Word], kinds: list[Kind | None], hidden: list[bool], kept: set[int]) -> None:
    """Letters that stand for a name."""
    elsewhere = lexicon.elsewhere()

    def may(index: int) -> bool:
        return not hidden[index] and index not in kept and words[index].plain not in elsewhere

    named = [kind is not None for kind in kinds]
    for index in list(initials(words, named, may)):
        kinds[index] = kinds[index] or next((kind for kind in kinds[max(0, index - 1) : index + 3] if kind), "nombre")


def _over_hyphens(words: list[Word], kinds: list[Kind | None]) -> None:
    """A name goes on over a hyphen: «Kerry-ann»."""
    for index in range(1, len(words) - 1):
        sign, before, after = words[index], words[index - 1], words[index + 1]
        if sign.plain == "-" and before.end == sign.start and sign.end == after.start and after.plain.isalpha():
            kinds[index + 1] = kinds[index + 1] or kinds[index - 1]
            kinds[index - 1] = kinds[index - 1] or (kinds[index + 1] if before.plain.isalpha() else None)


def _leave_alone(words: list[Word], kinds: list[Kind | None], alone: set[int]) -> None:
    """Words that are nobody's name by themselves are a name beside one only."""
    run: list[int] = []
    for index in range(len(words) + 1):
        if index < len(words) and kinds[index] is not None:
            run.append(index)
        elif run and not (index < len(words) and words[index].plain in _INSIDE):
            if all(place in alone for place in run):
                for place in run:
                    kinds[place] = None
            run = []


def _addressed(words: list[Word], index: int) -> bool:
    """Whether a form of address stands before: nobody calls herself «Mrs.»."""
    at = index - 2 if index > 1 and words[index - 1].plain == "." else index - 1
    return at >= 0 and words[at].plain in _OF_OTHERS


def _sure_from(words: list[Word], index: int) -> float:
    """The probability from which on a word is somebody's name."""
    plain = words[index].plain
    before = words[index - 1].plain if index else ""
    if before.isdigit():
        return SURE_AFTER_A_NUMBER  # «3500 gramos»
    everyday = plain in lexicon.common_words()
    if called(words, index):
        return SURE_WHERE_CALLED if everyday else _A_TRACE
    titled = BEHIND_TITLE if before in lexicon.titles() else 1
    if everyday:
        return SURE_OF_EVERYDAY
    listed = plain in lexicon.given_names() or plain in lexicon.surnames()
    return (SURE_OF_LISTED if listed else SURE_OF_NEW) * titled


def _alone(words: list[Word]) -> set[int]:
    """The only word of a text when it is an everyday word or a town: an answer to a question, not a name."""
    told = [index for index, word in enumerate(words) if word.plain[:1].isalpha()]
    if len(told) != 1:
        return set()
    plain = words[told[0]].plain
    return {told[0]} if plain in lexicon.common_words() or plain in lexicon.places() else set()


def _next_of_name(words: list[Word], kinds: list[Kind | None], index: int) -> int | None:
    """The next word of a name after one of it, over signs and particles that join two: ``de la``, ``-``."""
    for step in range(1, _LONGEST_JOINT + 2):
        following = index + step
        if following >= len(words):
            return None
        if kinds[following] is not None:
            return following
        if words[following].plain not in _JOINTS or words[following].start - words[following - 1].end > 1:
            return None
    return None


def _repeat(words: list[Word], kinds: list[Kind | None]) -> None:
    """Who was named once is meant again: a word that means nothing else is a name wherever the text has it."""
    common = lexicon.common_words()
    named = {
        word.plain: kind
        for word, kind in zip(words, kinds, strict=True)
        if kind is not None and len(word.plain) > 3 and word.plain not in common
    }
    for index, word in enumerate(words):
        if kinds[index] is None and word.plain in named:
            kinds[index] = named[word.plain]
