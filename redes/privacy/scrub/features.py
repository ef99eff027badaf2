"""What the tagger of names sees of each word; the same when it is fitted and when it reads."""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from redes.privacy.scrub.nearness import slips, stems
from redes.privacy.scrub.words import Word, sound

_SIGNS = frozenset(".,;:!?¿¡()[]{}\"'«»“”-_/\\@#&*+=%$€°|<>~…·")
"""Signs that are shown as they are; any other (a picture, half a character) is only a sign."""
_ENDS_CLAUSE = frozenset(".,;:!?¿¡()")
_CAPITALISED = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_LONG = 5
_REACH = 3
"""Words behind a title at which a name may stand."""
_FAR = 2
"""Words from which on a clause is long, and a place is far from its ends."""


class Lists(NamedTuple):
    """The lists a word is looked up in; see :mod:`redes.privacy.scrub.lexicon`."""

    given: Collection[str]
    surnames: Collection[str]
    common: Collection[str]
    places: Collection[str]
    sounds_of_names: Collection[str]
    sounds_of_words: Collection[str]
    stems_of_words: Container[str]
    slips_of_words: Container[str]
    institutions: Mapping[tuple[str, str], Sequence[tuple[str, ...]]]
    titles: Collection[str]
    heard: Mapping[str, str]


def features(text: str, words: Sequence[Word], hidden: Sequence[str], lists: Lists) -> list[list[str]]:
    """Features of every word.

    Everyday words are shown by their sound, which survives most slips of spelling. Any other word is shown by its ending and by the lists it is in, never by itself: what
    the tagger learns is how names are spoken of, not which names there are.

    Args:
        text: As written, for the capitals.
        words: Of the folded text.
        hidden: Which words are part of an identifier, and only shown as one of its label; the empty text for all others.
        lists: To look words up in.
    """
    style = _style(text)
    named = parts_of_phrases(words, lists.institutions)
    shown: list[str] = []
    flags: list[str] = []
    shapes: list[str] = []
    for index, (word, hide) in enumerate(zip(words, hidden, strict=True)):
        plain = word.plain
        if hide:
            shown.append(f"<{hide}>")
            flags.append(hide)
            shapes.append(hide)
            continue
        if not plain[:1].isalpha():
            shown.append(_sign(plain))
            flags.append(".")
            shapes.append(".")
            continue
        heard = lists.heard.get(plain) or sound(plain)
        common = plain in lists.common
        given, family = plain in lists.given, plain in lists.surnames
        # Spelled by ear: a word that sounds like one of a list counts for something as well.
        meant = not common and heard in lists.sounds_of_words
        known = common or meant
        bent = not known and any(stem in lists.stems_of_words for stem in stems(plain))
        slipped = not known and not bent and any(slip in lists.slips_of_words for slip in slips(heard))
        shown.append(heard if common or (meant and not given and not family) else "<new>")
        flags.append(
            ("g" if given else "")
            + ("s" if family else "")
            + ("n" if not given and not family and heard in lists.sounds_of_names else "")
            + ("c" if common else "k" if meant else "b" if bent else "l" if slipped else "")
            + ("i" if index in named else "p" if plain in lists.places else "")
            or "-"
        )
        shapes.append(_shape(text, word) + style)
    places = _places(text, words, flags)
    titles = _titles(words, lists.titles)
    return [
        _of_one(index, words, shown, flags, shapes)
        + places[index]
        + [f"t={titles[index]}", f"t,f={titles[index]} {flags[index]}", f"t,sh={titles[index]} {shapes[index]}"]
        for index in range(len(words))
    ]


def _titles(words: Sequence[Word], titles: Collection[str]) -> list[str]:
    """Whether each word stands behind a title, and how far: «la enfermera de turno, Gladys»; ``-`` when it does not.

    Most titles are seldom said; together they tell more than each by itself.
    """
    found: list[str] = []
    last = -_REACH - 1
    parted = ""
    for index, word in enumerate(words):
        behind = index - last
        found.append(f"{behind}{parted}" if behind <= _REACH else "-")
        if word.plain in titles:
            last, parted = index, ""
        elif word.plain in _ENDS_CLAUSE:
            parted = "," if word.plain == "," else "."
    return found


def _places(text: str, words: Sequence[Word], flags: Sequence[str]) -> list[list[str]]:
    """Where each word stands in its clause, and whether the text begins or ends with that clause.

    Who begins or signs with a bare name uses no word that announces it.
    """
    clauses: list[list[int]] = [[]]
    for index, word in enumerate(words):
        ends = word.plain in _ENDS_CLAUSE
        if ends or (index and "\n" in text[words[index - 1].end : word.start]):
            clauses.append([])
        if not ends:
            clauses[-1].append(index)
    clauses = [clause for clause in clauses if clause]
    found: list[list[str]] = [[] for _ in words]
    for number, clause in enumerate(clauses):
        where = ("first" if number == 0 else "") + ("last" if number == len(clauses) - 1 else "")
        size = min(len(clause), _LONG)
        for step, index in enumerate(clause):
            ahead = min(len(clause) - 1 - step, _FAR)
            found[index] = [
                f"clause,f={size}{where} {flags[index]}",
                f"place={min(step, _FAR)} {ahead} {where}",
                f"place,f={min(step, _FAR)} {ahead} {where} {flags[index]}",
            ]
    return found


def _sign(plain: str) -> str:
    if plain[:1].isdigit():
        return f"<{min(len(plain), 5)}>"
    return plain if plain in _SIGNS else "<sign>"


def _of_one(
    i: int, words: Sequence[Word], shown: Sequence[str], flags: Sequence[str], shapes: Sequence[str]
) -> list[str]:
    last = len(words) - 1
    word, flag, shape = shown[i], flags[i], shapes[i]
    before = shown[i - 1] if i else "<s>"
    before2 = shown[i - 2] if i > 1 else "<s>"
    before3 = shown[i - 3] if i > 2 else "<s>"
    after = shown[i + 1] if i < last else "</s>"
    after2 = shown[i + 2] if i < last - 1 else "</s>"
    flag_before = flags[i - 1] if i else "<s>"
    flag_after = flags[i + 1] if i < last else "</s>"
    plain = words[i].plain
    found = [
        "w=" + word,
        "f=" + flag,
        "sh=" + shape,
        "f,sh=" + flag + shape,
        "w-1=" + before,
        "w-2=" + before2,
        "w-2,-1=" + before2 + " " + before,
        "w-3,-2,-1=" + before3 + " " + before2 + " " + before,
        "w+1=" + after,
        "w+2=" + after2,
        "w+1,+2=" + after + " " + after2,
        "w-1,f=" + before + " " + flag,
        "w-2,-1,f=" + before2 + " " + before + " " + flag,
        "w+1,f=" + after + " " + flag,
        "w-1,+1=" + before + " " + after,
        "f-1=" + flag_before,
        "f+1=" + flag_after,
        "f-1,f=" + flag_before + " " + flag,
        "f,f+1=" + flag + " " + flag_after,
        "f-1,f,f+1=" + flag_before + " " + flag + " " + flag_after,
        "f-2=" + (flags[i - 2] if i > 1 else "<s>"),
        "f+2=" + (flags[i + 2] if i < last - 1 else "</s>"),
        "sh-1,sh=" + (shapes[i - 1] if i else "<s>") + " " + shape,
        "sh,sh+1=" + shape + " " + (shapes[i + 1] if i < last else "</s>"),
    ]
    if word == "<new>" or "g" in flag or "s" in flag or "n" in flag:
        found += ["end3=" + plain[-3:], "end2=" + plain[-2:], "begin=" + plain[:2]]
    if word == "<new>":
        edged = f"^{plain}$"
        found += ["in=" + edged[at : at + 3] for at in range(len(edged) - 2)]
    if ("c" in flag or "k" in flag) and ("g" in flag or "s" in flag or "n" in flag):
        # A word that is a name as well: what stands around it decides, and how this word is mostly used.
        found += ["w,-1=" + word + " " + before, "w,sh=" + word + shape]
    return found


def parts_of_phrases(words: Sequence[Word], phrases: Mapping[tuple[str, str], Sequence[tuple[str, ...]]]) -> set[int]:
    """Which words are part of one of the phrases.

    Args:
        words: Of a folded text.
        phrases: First two words -> all words of each phrase that begins with them, the longest first.
    """
    found: set[int] = set()
    plains = tuple(word.plain for word in words)
    for index, two in enumerate(pairwise(plains)):
        for name in phrases.get(two, ()):
            end = index + len(name)
            if plains[index:end] == name:
                found.update(range(index, end))
                break
    return found


def _style(text: str) -> str:
    """Whether capitals mean something in a text.

    ``l``: no word begins with one (``PPT`` is none that does), ``h``: some do, but not the first, so that names may
    have none, ``U``: there is little else, ``m``: as they should be.
    """
    upper = sum(map(str.isupper, text))
    if upper == 0:
        return "l"
    letters = sum(map(str.isalpha, text))
    if letters > 6 and upper > 0.7 * letters:
        return "U"
    if _CAPITALISED.search(text) is None:
        return "l"
    first = _FIRST_LETTER.search(text)
    return "h" if first and first[0].islower() else "m"


def _shape(text: str, word: Word) -> str:
    written = text[word.start : word.end]
    if written.islower():
        return "a"
    if written.isupper():
        return "A" if len(written) == 1 else "AA"
    return "Aa" if written[0].isupper() else "aA"
