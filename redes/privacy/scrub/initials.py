"""Letters that stand for names: «k. gamboa», «karen m.», and «j. c.» under a message."""

from collections.abc import Callable, Iterator, Sequence

from redes.privacy.scrub.words import Word

_SAID_OF_ELSE = frozenset("cc ti ce hc sa eu dc ac nn rh ok pp ud uu vs ss rr ej".split())
"""Two letters that are cut short of something else: «c. c.», «s. a.»."""
_SIGNS_OFF = frozenset("atte att firma firmado soy im sou suis se signed signe assinado de por by par pa".split())
_NO_WORDS = frozenset("bcfghjrvwz")
"""Letters that no language has for a word, and nobody writes for one."""
_ENDS = frozenset(".!?;,-–—\n")
_LABELLED = frozenset(
    "vitamina hepatitis bloque torre grupo tipo manzana letra literal numeral etapa triage anexo vitamin type group block".split()
)
"""Before a letter they say what it labels: «hepatitis b.»."""
_DASHES = frozenset("-–—")
_SHORT_FOR = frozenset("ma fco jr hno sta".split())
"""Before a name they are cut short of one: «ma cristina»."""
_SHORTEST = 3


def initials(words: Sequence[Word], named: Sequence[bool], may_be: Callable[[int], bool]) -> Iterator[int]:
    """Which words are letters of a name, and names that only their letter tells.

    Args:
        words: Of a folded text.
        named: Which are names already.
        may_be: Whether the word at a place may be a name: no word of every day or of a place.
    """
    for index, word in enumerate(words):
        if word.plain in _SHORT_FOR and index + 1 < len(words) and named[index + 1]:
            yield index
        elif _is_letter(word):
            dotted = _plain(words, index + 1) == "." and words[index + 1].start == word.end
            if dotted:
                yield from _before_name(words, index, named, may_be)
            if index and named[index - 1] and (dotted or word.plain in _NO_WORDS):
                yield index
            if dotted and index == len(words) - 2 and _signs(words, index):
                yield index


def _before_name(
    words: Sequence[Word], index: int, named: Sequence[bool], may_be: Callable[[int], bool]
) -> Iterator[int]:
    """One or two letters with their dots: with the name behind them, or for a whole one."""
    if _counted(words, index) or _plain(words, index - 1) in _LABELLED:
        return
    follows = index + 2
    pair = _is_letter_at(words, follows) and _plain(words, follows + 1) == "."
    name = follows + 2 if pair else follows
    family = name < len(words) and (named[name] or _is_surname(words, name, may_be))
    if pair:
        sure = family or (_letters(words, index) not in _SAID_OF_ELSE and _begins_anew(words, index))
        if sure:
            yield from (index, follows)
    if family and (pair or _plain(words, index - 1) != "." or index == 1):
        yield from (index, name)


def _letters(words: Sequence[Word], index: int) -> str:
    """Two letters that have a dot each."""
    return words[index].plain + words[index + 2].plain


def _signs(words: Sequence[Word], index: int) -> bool:
    """Whether a letter that ends the text stands under it: «gracias. d.», but not «2:15 a.m.»."""
    before = _plain(words, index - 1)
    return before in _DASHES or (before == "." and len(_plain(words, index - 2)) > 1)


def _plain(words: Sequence[Word], index: int) -> str:
    return words[index].plain if 0 <= index < len(words) else ""


def _is_letter(word: Word) -> bool:
    return len(word.plain) == 1 and word.plain.isalpha()


def _is_letter_at(words: Sequence[Word], index: int) -> bool:
    return index < len(words) and _is_letter(words[index])


def _is_surname(words: Sequence[Word], index: int, may_be: Callable[[int], bool]) -> bool:
    plain = words[index].plain
    near = words[index].start - words[index - 1].end <= 1
    return near and plain.isalpha() and len(plain) > _SHORTEST and may_be(index)


def _begins_anew(words: Sequence[Word], index: int) -> bool:
    """Whether a sentence begins there, or somebody signs."""
    before = _plain(words, index - 1)
    return before == "" or before in _ENDS or before in _SIGNS_OFF


def _counted(words: Sequence[Word], index: int) -> bool:
    """Whether a number stands before: «a las 3 p. m.»."""
    return _plain(words, index - 1)[:1].isdigit()
