"""Numbers that tell a fact: ages, weeks of pregnancy, and how long ago something was.

Who has lived less than a month is a newborn, under eighteen a minor (Ley 1098 de 2006, art. 3), from sixty on
an older person (Ley 1251 de 2008, art. 3).
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from redes.content.phrases import Token
from redes.content.speech import Counting

ADULT, OLDER, OLDEST = 18, 60, 120
"""Years from which one is of age, and an older person; more than the last is no age."""

NEWBORN_DAYS, NEWBORN_WEEKS = 28, 4
"""Up to these a child is a newborn."""

_SMALL_CHILD = 9
"""Years below which nobody is pregnant: the age is another person's."""

_PREGNANCY_WEEKS = range(4, 43)

Unit = Literal["years", "months", "weeks", "days"]


class Counted(NamedTuple):
    """Something a number tells.

    Attributes:
        fact, value: What.
        first, last: Index of its first and last token, both inclusive.
        small: Whether it is the age of a small child.
        sure: False when it may be the age of somebody else than the patient.
    """

    fact: str
    value: str
    first: int
    last: int
    small: bool = False
    sure: bool = True


class _Number(NamedTuple):
    value: int
    first: int
    last: int


class Counter:
    """Reads numbers with their units.

    Args:
        counting: How they are said.
    """

    def __init__(self, counting: Counting) -> None:
        self._units: dict[str, Unit] = {
            **dict.fromkeys(counting.days, "days"),
            **dict.fromkeys(counting.weeks, "weeks"),
            **dict.fromkeys(counting.months, "months"),
            **dict.fromkeys(counting.years, "years"),
        }
        self._numbers = dict(counting.numbers)
        self._joins = frozenset(counting.joins)
        self._since = frozenset(counting.since)
        self._ago = frozenset(counting.ago)
        self._lasting = frozenset(counting.lasting)
        self._staying = frozenset(counting.staying)
        self._ailing = frozenset(counting.ailing)
        self._gestation = frozenset(counting.gestation)
        self._child = frozenset(counting.child)
        self._own = frozenset(counting.own)
        self._persons = frozenset(counting.persons)
        self._aged = frozenset(counting.aged)

    def read(self, tokens: Sequence[Token]) -> Iterator[Counted]:
        """All that numbers tell, in order."""
        at = 0
        while at < len(tokens):
            number = self._number(tokens, at)
            if number is None:
                at += 1
                continue
            yield from self._told(tokens, number)
            at = number.last + 1

    def _number(self, tokens: Sequence[Token], at: int) -> _Number | None:
        word = tokens[at].word
        if word.isdecimal():
            return _Number(int(word), at, at) if len(word) <= 3 else None
        value = self._numbers.get(word)
        if value is None:
            return None
        last = at
        if value >= 20 and value % 10 == 0:
            following = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word in self._joins else at + 1
            ones = self._numbers.get(tokens[following].word, 0) if following < len(tokens) else 0
            if 0 < ones < 10:
                value, last = value + ones, following
        return _Number(value, at, last)

    def _told(self, tokens: Sequence[Token], number: _Number) -> Iterator[Counted]:
        before = [token.word for token in tokens[max(0, number.first - 3) : number.first]]
        after = [token.word for token in tokens[number.last + 1 : number.last + 4]]
        unit = self._units.get(after[0]) if after else None
        if unit is None or tokens[number.last + 1].mark:
            yield from self._without_unit(number, before, after)
            return
        last = number.last + 1
        around = {*before[-2:], *after[1:2]}
        own = bool(self._own & set(before[-2:]))
        if (
            self._since & set(before[-2:])
            or self._lasting & set(after[1:2])
            or (own and self._staying & set(after[1:2]))
        ):
            if around & self._ago:
                yield Counted("cuando", _ago(number.value, unit), max(0, number.first - 1), last)
        elif unit == "years":
            child = self._of_a_child(tokens, number.first, after)
            yield from _years(number.value, number.first, last, child=child)
        elif self._gestation & {*before[-2:], *after[1:3]}:
            yield Counted("grupo:gestante", "si", number.first, last)
        elif self._of_a_child(tokens, number.first, after):
            newborn = number.value <= {"days": NEWBORN_DAYS, "weeks": NEWBORN_WEEKS}.get(unit, 0)
            group = "grupo:recien-nacido" if newborn else "grupo:menor"
            yield Counted(group, "si", number.first, last, small=True)
        elif unit == "weeks" and own and number.value in _PREGNANCY_WEEKS and not self._ailing & set(after[1:2]):
            yield Counted("grupo:gestante", "si", number.first, last)

    def _without_unit(self, number: _Number, before: Sequence[str], after: Sequence[str]) -> Iterator[Counted]:
        """What a bare number tells: weeks in "eg 30", years in "señora de 66", "mayores de 60", "my son is 4"."""
        value, first, last = number
        if self._gestation & {*before[-1:], *after[:1]} and value in _PREGNANCY_WEEKS:
            yield Counted("grupo:gestante", "si", max(0, first - 1), last)
        elif after[:1] == ["a"] and (self._child | self._persons) & set(before):  # "fem 28 a": staff write years so
            yield from _years(value, first, last + 1, child=bool(self._child & set(before)))
        elif before[-1:] and before[-1] in self._aged and (self._child | self._persons) & set(before[:-1]):
            yield from _years(value, first, last, child=bool(self._child & set(before[:-1])))

    def _of_a_child(self, tokens: Sequence[Token], first: int, after: Sequence[str]) -> bool:
        """Whether a number tells the age of a child that is named right before or behind it."""
        return bool(self._child & {*(token.word for token in tokens[max(0, first - 4) : first]), *after[1:3]})


def _years(value: int, first: int, last: int, *, child: bool) -> Iterator[Counted]:
    """The group that an age in years makes somebody one of."""
    if 0 < value < ADULT:
        yield Counted("grupo:menor", "si", first, last, small=child or value < _SMALL_CHILD)
    elif OLDER <= value <= OLDEST:
        yield Counted("grupo:persona-mayor", "si", first, last)
    elif ADULT <= value < OLDER:
        # Her own age says nothing of a child she speaks of too.
        yield Counted("grupo:menor", "no", first, last, sure=child)


def _ago(value: int, unit: Unit) -> str:
    """When something was that was so long ago, as the report form tells times apart."""
    days = value * {"days": 1, "weeks": 7, "months": 30, "years": 365}[unit]
    return "hoy" if days == 0 else "esta-semana" if days <= 7 else "este-mes" if days <= 31 else "antes"
