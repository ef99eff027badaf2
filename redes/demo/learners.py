"""Invented results of the training: who began, who went on, and what more they knew at the end."""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile
from types import MappingProxyType

from redes.content.lessons import Exam
from redes.reports.report import monday
from redes.training.progress import Learner, Moment, Progress, answered, begin, next_item, opened

_WEEKS = 40
_KNOWS: Mapping[Moment, float] = MappingProxyType({"entrada": 0.55, "salida": 0.8})
"""Chance that an item is answered right."""

_GOES_ON = (0.85, 0.75, 0.9)
"""Chance to finish the test of entry, to come back for the exit, and to finish that."""

_SCREENS = 3


def learners(count: int, exam: Exam, modules: Iterable[str], *, until: date, seed: int) -> Iterator[Progress]:
    """Learners of the weeks that are over, of no institution: none is made up.

    Args:
        count: How many began.
        exam: The test as it is now.
        modules: Themes of the modules.
        until: The last day of the year.
        seed: The same seed gives the same ones.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    themes = tuple(modules)
    for _ in range(count):
        day = monday(until) - timedelta(weeks=chance.randint(1, _WEEKS))
        progress = begin(Learner(f"{chance.getrandbits(128):032x}"), exam, today=day)
        stays = len(list(takewhile(lambda share: chance.random() < share, _GOES_ON)))
        progress = _tested(progress, exam, "entrada", day=day, chance=chance, whole=stays > 0)
        if stays > 0:
            for theme in themes[: chance.randint(1, len(themes))]:
                progress = opened(progress, theme, _SCREENS, today=day)
        if stays > 1:
            progress = _tested(progress, exam, "salida", day=day, chance=chance, whole=stays == len(_GOES_ON))
        yield progress


def _tested(
    progress: Progress, exam: Exam, moment: Moment, *, day: date, chance: random.Random, whole: bool
) -> Progress:
    """After a test, or the first half of it. Who knows more knows more of everything: else no item would tell."""
    able = min(0.97, max(0.05, chance.gauss(_KNOWS[moment], 0.18)))
    while (item := next_item(progress, exam, moment)) is not None:
        if not whole and item.number > len(exam.form(progress.form(moment))) // 2:
            break
        wrong = [option for option in range(len(item.options)) if option != item.correct]
        option = item.correct if chance.random() < able else chance.choice(wrong)
        progress = answered(progress, exam, moment, item.number, option, today=day)
    return progress
