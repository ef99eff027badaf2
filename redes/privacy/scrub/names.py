"""Names of people, found by a tagger (a linear-chain conditional random field) that was fitted to made-up narratives."""

import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import pycrfsuite

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import Lists, features, parts_of_phrases
from redes.privacy.scrub.initials import initials
from redes.privacy.scrub.spans import Findings, Kind
from redes.privacy.scrub.words import Word, split

SURE_OF_LISTED = 0.45
SURE_OF_EVERYDAY = 0.4
SURE_OF_NEW = 0.32
SURE_AFTER_A_NUMBER = 0.9
"""A word is somebody's name from this probability on: one of the lists of names, an everyday word, any other word.
An unnecessary bracket costs less than a leak; a listed name is mostly recognised with near certainty, so that in doubt
it is the word, and a word that no list has is mostly a name.
"""

_JOINTS = frozenset("- ' . d de del la las los da das do dos du des".split())
_INSIDE = frozenset("-'")
"""Signs that stand within a name."""
_LONGEST_JOINT = 2

_IN_A_PLACE = frozenset("en desde hacia hasta in from em dans nan depuis vers para pour rumbo".split())
_FROM = frozenset("de di d da do".split())
_COMES = frozenset(
    "soy somos vengo venimos vino llegue llegamos llego sali salimos salio ciudad municipio hospital alcaldia vim venho sou cheguei viens vient soti".split()
)
"""Before a word that may be a town or a person, these say that it is the town; ``de`` says so after the verbs of coming."""

_I_AM_CALLED = tuple(
    tuple(said.split())
    for said in (
        "me llamo",
        "mi nombre es",
        "nombre completo es",
        "nombre real es",
        "nombre verdadero es",
        "nombre indigena es",
        "nombre social es",
        "nombre de pila es",
        "full name is",
        "real name is",
        "nome completo e",
        "nome social e",
        "nom complet est",
        "vrai nom est",
        "my name is",
        "me chamo",
        "meu nome e",
        "je m appelle",
        "mwen rele",
        "non mwen se",
    )
)
"""After these the name is the author's, whatever the tagger thinks."""

_IS_CALLED = tuple(
    tuple(said.split())
    for said in (
        "me dicen",
        "le dicen",
        "me llaman",
        "le llaman",
        "lo llaman",
        "la llaman",
        "le dice",
        "le decimos",
        "conocido como",
        "conocida como",
        "conocen como",
        "apodado",
        "apodada",
        "le apodan",
        "apodo",
        "alias",
        "calls me",
        "call me",
        "call him",
        "call her",
        "they call him",
        "they call her",
        "dizem",
        "chamam",
        "m appelle",
        "l appelle",
        "surnomme",
        "yo rele li",
        "yo rele l",
        "me apodan",
        "se llama",
        "se llamaba",
        "llamado",
        "llamada",
        "de nombre",
        "they call me",
        "named",
        "se appelle",
        "s appelle",
        "nomme",
        "nommee",
        "me chamam de",
        "chamado",
        "chamada",
        "yo rele m",
        "ki rele",
    )
)
"""After these stands what somebody is called: a word that has no other meaning is a name, and any is one sooner."""
SURE_WHERE_CALLED = 0.1
SURE_OF_NICKNAME = 0.05
"""Behind these and an article: «me dicen la negra»; of a verdict, «me dicen la verdad», the tagger thinks less."""
BEHIND_TITLE = 0.5
"""Right behind a title a listed name is one so much sooner."""
_ARTICLES = frozenset("la el lo the o a le".split())

_SHORT = 2
"""Letters of a word that is too short to be told from another language's everyday."""

LABELS: dict[str, Kind] = {"N": "nombre", "T": "nombre-de-tercero"}
"""Labels of the tagger that mean a name: the author's, somebody else's. Of the others, ``X`` is part of the name of
an institution and ``O`` is everything else."""

_MODEL = files("redes.privacy.scrub") / "data" / "names.crfsuite"
_local = threading.local()
"""A tagger keeps the sentence it is reading, so every thread has its own."""


@cache
def _model() -> bytes:
    return _MODEL.read_bytes()


@cache
def lists() -> Lists:
    """The lists the tagger looks words up in."""
    return Lists(
        lexicon.given_names(),
        lexicon.surnames(),
        lexicon.common_words(),
        lexicon.places(),
        lexicon.sounds_of_names(),
        lexicon.sounds_of_words(),
        lexicon.stems_of_words(),
        lexicon.slips_of_words(),
        lexicon.institutions(),
        lexicon.titles(),
        lexicon.heard(),
    )


def _tagger() -> pycrfsuite.Tagger:
    tagger = getattr(_local, "tagger", None)
    if tagger is None:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
        _local.tagger = tagger
    return tagger


def find_names(text: str, folded: str, findings: Findings) -> Iterator[tuple[int, int, Kind]]:
    """Where a text names somebody.

    Args:
        text: As it was written.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
        findings: What was found before; names are looked for beside it.
    """
    words = split(folded)
    if not words:
        return
    hidden = [not findings.free(word.start, word.end) for word in words]
    kinds = _kinds(text, words, hidden)
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


def _kinds(text: str, words: list[Word], hidden: list[bool]) -> list[Kind | None]:
    """For each word, whose name it is part of."""
    tagger = _tagger()
    tagger.set(features(text, words, hidden, lists()))
    kept = parts_of_phrases(words, lexicon.protected()) | _towns(words) | _alone(words)
    kinds: list[Kind | None] = []
    for index, (word, hide) in enumerate(zip(words, hidden, strict=True)):
        if hide or index in kept or not word.plain[:1].isalpha():
            kinds.append(None)
            continue
        own, other = tagger.marginal("N", index), tagger.marginal("T", index)
        counted = index > 0 and words[index - 1].plain.isdigit()  # «3500 gramos»
        sure_from = SURE_AFTER_A_NUMBER if counted else _sure_from(words, index)
        mine = own >= other or _follows(words, index, _AUTHOR_CALLED)
        kinds.append(None if own + other < sure_from else LABELS["N" if mine else "T"])
    _of_lists(words, kinds, hidden, kept)
    _over_hyphens(words, kinds)
    alone = {index for index, word in enumerate(words) if word.plain in lexicon.nobodys()}
    _leave_alone(words, kinds, alone)
    _of_letters(words, kinds, hidden, kept)
    if any(kinds):
        _repeat(words, kinds)
    return [None if hidden[index] or index in kept else kind for index, kind in enumerate(kinds)]


def _of_lists(words: list[Word], kinds: list[Kind | None], hidden: list[bool], kept: set[int]) -> None:
    """A listed given name and a listed surname behind a sign are a whole name.

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
        family = [at for at in range(index + 1, min(index + 3, len(words))) if words[at].plain in surnames]
        if family and all(may(at) and kinds[at] is None for at in range(index + 1, family[-1] + 1)):
            end = family[-1] + 1
            kinds[index:end] = [LABELS["N"]] * (end - index)


def _of_letters(words: list[Word], kinds: list[Kind | None], hidden: list[bool], kept: set[int]) -> None:
    """Letters that stand for a name."""
    elsewhere = lexicon.elsewhere()

    def may(index: int) -> bool:
        return not hidden[index] and index not in kept and words[index].plain not in elsewhere

    named = [kind is not None for kind in kinds]
    for index in list(initials(words, named, may)):
        kinds[index] = kinds[index] or next(
            (kind for kind in kinds[max(0, index - 1) : index + 3] if kind), LABELS["N"]
        )


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


def _sure_from(words: list[Word], index: int) -> float:
    plain = words[index].plain
    if _follows(words, index, _CALLED):
        return SURE_WHERE_CALLED if plain in lexicon.common_words() else SURE_OF_NICKNAME / 2
    if words[index - 1].plain in _ARTICLES and _follows(words, index - 1, _CALLED):
        return SURE_OF_NICKNAME
    titled = BEHIND_TITLE if index and words[index - 1].plain in lexicon.titles() else 1
    if plain in lexicon.given_names() or plain in lexicon.surnames():
        return SURE_OF_LISTED * titled
    return SURE_OF_EVERYDAY if plain in lexicon.common_words() else SURE_OF_NEW * titled


def _by_last(*phrases: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Last word -> the phrases that end with it."""
    return {last: tuple(said for said in phrases if said[-1] == last) for last in {said[-1] for said in phrases}}


_AUTHOR_CALLED = _by_last(*_I_AM_CALLED)
_CALLED = _by_last(*_I_AM_CALLED, *_IS_CALLED)


def _follows(words: list[Word], index: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    """Whether a word stands right after one of some phrases."""
    if index == 0:
        return False
    last = words[index - 1].plain
    if not last.isalpha():
        last = words[index - 2].plain if index > 1 else ""
    if last not in phrases:
        return False
    before = tuple(word.plain for word in words[max(0, index - 4) : index] if word.plain.isalpha())
    return any(before[-len(said) :] == said for said in phrases[last])


def _towns(words: list[Word]) -> set[int]:
    """Words of towns where a place is spoken of: «en Florencia», «llegué de Segovia»."""
    found: set[int] = set()
    for index in range(1, len(words)):
        before = words[index - 1].plain
        place = before in _IN_A_PLACE or (before in _FROM and index > 1 and words[index - 2].plain in _COMES)
        if place:
            rest = words[index : index + 5]
            inside = sorted(parts_of_phrases(rest, lexicon.institutions()))
            run = [step for at, step in enumerate(inside) if at == step]
            found.update(index + step for step in run or ([0] if words[index].plain in lexicon.places() else []))
    return found


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
