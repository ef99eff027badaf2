"""Identifiers in a form that no rule knows, found by the tagger: homes told in words, dates of birth, numbers, user names.

Rules know forms; people tell where they live and when they were born in ways that nobody wrote down before. What stands around
them is much the same, and that is what the tagger has learnt.
"""

from collections.abc import Iterable, Iterator, Sequence

from redes.privacy.scrub.cues import find_cues, nearest
from redes.privacy.scrub.dates import find_dates
from redes.privacy.scrub.identifiers import find_of_nobody
from redes.privacy.scrub.online import find_public_sites
from redes.privacy.scrub.spans import Kind
from redes.privacy.scrub.tagger import BIRTH, HOME, NUMBER, Reading

_SURE = {HOME: (0.8, 0.4), BIRTH: (0.3, 0.1), NUMBER: (0.5, 0.2)}
"""From which probability on a word is part of an identifier, and from which on beside such a word. Of a home nearly every word is
one of every day: there an unsure guess takes more than it hides."""
_MOST_WORDS = 40
"""No identifier is longer: what goes on and on is noise."""
_FEWEST_DIGITS_ALONE = 4
"""Digits with no letter beside them that are fewer are a count."""
_FEWEST_OF_A_DOCUMENT = 2
"""Digits from which on letters and digits are a document's rather than a user name."""
_DIGITS_OF_PHONES = (7, 10)


def find_unruled(read: Reading) -> Iterator[tuple[int, int, Kind]]:
    """Where a text holds such an identifier.

    Args:
        read: The text, with what rules found in it.
    """
    for label, (least, beside) in _SURE.items():
        sure = [0.0 if hide else read.sure(label, index) for index, hide in enumerate(read.hidden)]
        if max(sure, default=0.0) < least:
            continue
        for run in _runs(sure, least, beside):
            told = [read.words[index] for index in run if read.words[index].plain[:1].isalnum()]
            if not told or len(told) > _MOST_WORDS:
                continue
            start, end = told[0].start, told[-1].end
            if not _is_known(read.folded, label, start, end):
                yield start, end, _kind(read.folded, label, start, end)


def _runs(sure: Sequence[float], least: float, beside: float) -> Iterator[range]:
    """The words of every identifier."""
    index = 0
    while index < len(sure):
        if sure[index] < least:
            index += 1
            continue
        first, end = index, index + 1
        while first > 0 and sure[first - 1] >= beside:
            first -= 1
        while end < len(sure) and sure[end] >= beside:
            end += 1
        yield range(first, end)
        index = end


def _is_known(folded: str, label: str, start: int, end: int) -> bool:
    """Whether rules know better: a day that is nobody's birthday, an amount, a public line, an authority's address."""
    if label == BIRTH:
        known = ((date.start, date.end) for date in find_dates(folded) if not date.birth)
        return _overlaps(known, start, end)
    if label != NUMBER:
        return False
    signs = folded[start:end]
    few = sum(map(str.isdigit, signs)) < _FEWEST_DIGITS_ALONE and not any(map(str.isalpha, signs))
    return few or _overlaps(find_of_nobody(folded), start, end) or _overlaps(find_public_sites(folded), start, end)


def _overlaps(known: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(one < end and start < other for one, other in known)


def _kind(folded: str, label: str, start: int, end: int) -> Kind:
    if label == HOME:
        return "direccion"
    if label == BIRTH:
        return "fecha-nacimiento"
    called = nearest(folded, start, end, find_cues(folded))
    if called is not None:
        return called
    digits = sum(map(str.isdigit, folded[start:end]))
    if digits in _DIGITS_OF_PHONES:
        return "telefono"
    return "documento" if digits >= _FEWEST_OF_A_DOCUMENT else "usuario-red-social"
