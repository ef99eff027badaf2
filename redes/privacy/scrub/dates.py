"""Dates in figures and in words; those that tell when somebody was born."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redes.privacy.scrub.numbers import NUMBER_WORD
from redes.privacy.scrub.patterns import Later

_MONTHS = frozenset(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb abr jun jul ago sep oct nov dic "
    "janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro "
    "january february march april may june july august september october november december jan apr aug dec "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "janvye fevriye avril jen jiye septanm oktob novanm desanm".split()
)
_OFTEN_ELSE = "(?:me|mas|out|mar|sept)"
"""May, March and August in Creole, March and September cut short: words of every day unless a year follows."""
_ABBREVIATED = r"\b(?:\.(?=\s?\d|\s?del?\s))?"
_MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))}){_ABBREVIATED}"
_LONG_MONTH = f"(?:{'|'.join(sorted((month for month in _MONTHS if len(month) > 3 or month == 'may'), key=len, reverse=True))})\\b"
_LINKED = rf"{NUMBER_WORD}(?:(?:\s|-)(?:(?:y|e|et|and)\s(?:um|uma|un|une|uno)\b|(?:(?:y|e|et|and)\s)?(?:{NUMBER_WORD}|san\b|set\b))){{0,8}}"
_DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th|er|ero|ro|ye|o))?|primero|primeiro|premier|premye|{NUMBER_WORD}(?:\s(?:y|e|et)\s(?:um|un|uno|une)\b|\s(?:(?:y|e|et)\s)?{NUMBER_WORD})?|(?:twenty|thirty)?[\s-]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth))"
_ORDINAL = r"(?:primero|primeiro|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth)"
_OF = r"(?:\s?(?:de|del|d|do|of|of\s+the|d'|nan|la|le|/|-)\s?|\s)"
_YEAR = rf"(?:'?\d{{4}}|2[ok][\do]{{1,2}}|'?\d{{2}}(?!\d)|{_LINKED})"
_BETWEEN = (
    r"(?:\s*,?\s*(?:(?:del?|d|do|of|en|an|ano|del\s+ano|de\s+el|l'an|lane|nan\s+lane|de\s+l'annee)\s+)*|\s?[-/.]\s?)"
)

_IN_WORDS = Later(
    rf"(?<![\w])(?:ano\s\d{{2,4}}\s,?\s?(?:un|el|o|um|le)\s{_DAY}{_OF}{{1,2}}{_MONTH}|{_DAY}{_OF}{{1,2}}(?:mes\s+de\s+)?{_MONTH}(?:{_BETWEEN}{_YEAR})?|{_DAY}{_OF}{_OFTEN_ELSE}\b\.?{_BETWEEN}(?:\d{{4}}|mil\s{_LINKED}|de\smil\s{_LINKED})|(?:{_LONG_MONTH}\s(?:the\s)?{_DAY}|(?:{_MONTH}|sept\b\.?)\s\d{{1,2}}(?:st|nd|rd|th)?(?!\s(?:anos?|years?|ans|mes(?:es)?|dias?)\b))(?:\s*,?\s*(?:of\s)?{_YEAR})?)(?!\w)"
)
_IN_FIGURES = Later(
    r"(?<![\d./-])(?:(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|2k\d{1,2}|\d{2})|\d{1,2}\s?[/.-]\s?(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s?[/.-]\s?(?:\d{4}|\d{2})|(?P<y2>\d{4})\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,2})(?![\d/]|[.-]\d)"
)
_BLANKS = Later(r"(?<![\d.,/-])(?P<d>\d{1,2})\s(?P<m>\d{1,2})\s(?P<y>(?:19|20)\d{2})(?!\d)")
_SPOKEN = Later(
    rf"(?<![\w])(?:the\s)?(?:{_LINKED}|{_ORDINAL})(?:\s(?:del|de|do|of)\s(?:the\s)?(?:{_LINKED}|{_ORDINAL})){{1}}\s(?:del|de|do|of)\s(?:{_LINKED}|\d{{2,4}})(?!\w)"
)
_COMPACT = Later(r"(?<!\d)(?:[0-3]\d[01]\d(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d)(?!\d)")

_BORN = Later(
    r"\b(?:nasc?\b\.?|nac\b\.?|na(?:c|s|sc|z)(?:i|io|y|iy?o|ido|ida|imiento|imento|ieron|i?eu|er|idos?\s+el|idas?\s+el)\b|nacim\w*|naissance|born|birth\w*|b-?day|d\.?\s?o\.?\s?b\b|nee?(?:\(e\)|s)?\s(?:le|l|en|a|au)\b|fet|fete|(?:fec(?:ha)?|data|date)\.?\s+(?:d[eo]\s+)?na(?:c|sc?)\w*|"
    r"f\.?\s?(?:de\s+)?n(?:ac)?\b\.?|cumple\w*|anos\s+el|anniversaire|aniversario|dat\s+nesans|nesans|fechanac\w*)"
)
_LAW = Later(
    r"\b(?:ley|decreto|resolucion|circular|sentencia|law|decree|loi|lei|lwa|acuerdo|auto|directiva)\b[^.;\n]{0,25}$"
)
_SINCE = Later(r"\b(?:desde|a\s+partir|since|after|depuis|a\s+partir|depi|apos)\b")
"""Births since a day are everybody's."""
_YEAR_AT_END = Later(r"(?:[\s/.'-](?P<whole>(?:19|20)\d\d)|(?:[/.'-]\s?|\bdel?\s)(?P<short>\d\d))$")
_YEAR_FIRST = Later(r"(?P<whole>(?:19|20)\d\d)(?P<short>(?!))?(?!\d)")
_RECENT = 2013
"""From this year on a date may be that of what somebody complains of."""
_LAST_DECADES = 35
"""Years of two figures above this are of the last century."""
_SENTENCE = Later(r"[.;!?]\s|\n")


class Date(NamedTuple):
    """A date in a text.

    Attributes:
        start: First character.
        end: One past the last.
        birth: Whether somebody was born then, as far as the text says.
    """

    start: int
    end: int
    birth: bool


def find_dates(folded: str) -> Iterator[Date]:
    """Every date of a folded text that has a day and a month at least."""
    born = [match.end() for match in _BORN.finditer(folded)]
    found: list[tuple[int, int]] = []
    for pattern in (_IN_FIGURES, _BLANKS, _IN_WORDS, *((_SPOKEN, _COMPACT) if born else ())):
        for match in pattern.finditer(folded):
            if all(match.end() <= start or match.start() >= end for start, end in found):
                if pattern in (_SPOKEN, _COMPACT) and not _announced(folded, match.start(), match.end(), born):
                    continue
                found.append(match.span())
    for start, end in found:
        yield Date(start, end, _announced(folded, start, end, born) or _long_ago(folded, start, end))


def _announced(folded: str, start: int, end: int, born: list[int]) -> bool:
    """Whether birth is spoken of shortly before the date, or right after it."""
    for cue in born:
        if cue <= start:
            between = folded[cue:start]
            if len(between) <= 48 and len(between.split()) <= 6 and not _SENTENCE.search(between):
                return not _SINCE.search(between)
        elif cue - 30 <= end and len(folded[end:cue].split()) <= 4 and not _SENTENCE.search(folded[end:cue]):
            return re.search(r"\b(?:nacimiento|naissance|birth\w*|nascimento|nesans)\b", folded[end:cue]) is not None
    return False


def _long_ago(folded: str, start: int, end: int) -> bool:
    """Whether a full date is older than what people complain of; laws have such dates as well."""
    year = _YEAR_FIRST.match(folded, start, end) or _YEAR_AT_END.search(folded, start, end)
    if year is None or _LAW.search(folded, max(0, start - 60), start):
        return False
    if year["short"] is not None:  # «3/12/97», «22 de agosto del 79»; of the years since it may be any day
        return int(year["short"]) > _LAST_DECADES
    return int(year["whole"]) < _RECENT
