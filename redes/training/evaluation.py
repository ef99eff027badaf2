"""What the training changed, and whether its test measures well: over everybody, by construct, by institution.

Shares are of items answered right, 0 to 1; intervals hold with 95 %, unless said otherwise. Nothing is told of fewer than
``k`` people, and small groups are told together with others or not at all, so that none can be reckoned from the rest.
Only answers to the test as it is now are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from redes.content.lessons import ITEMS, Construct, Exam, Form, Item
from redes.training.progress import Moment, Progress, exam_version
from redes.training.score import Result, Score, result_of

K = 5
"""The smallest group of which anything is told."""

MARGIN = 0.1
"""One item of ten: forms whose means differ by less are equally hard for our purpose."""

OTHERS = "otras"
"""The institutions that are too small to be told alone."""

WITHOUT = "sin-ips"
"""Those who learn without the code of an institution."""

Stage = tuple[str, int | None]
"""A step on the way and how many took it; None when that, or how many went no further, is a number below ``k``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How much more was right on exit than on entry, of those who did both tests.

    Attributes:
        ips: Code of an institution, :data:`OTHERS` or :data:`WITHOUT`; None for everybody.
        construct: Of which part of the test; None for the whole.
        people: How many.
        entry, exit: Mean share that was right.
        gain: Their difference.
        low, high: Its interval, by a paired t-test; None when everybody changed by the same, which says nothing of the spread.
    """

    ips: str | None
    construct: Construct | None
    people: int
    entry: float
    exit: float
    gain: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """How an item measured on entry, before anything was taught.

    Attributes:
        item: Its id, ``A3``.
        construct: What it measures.
        people: How many answered it.
        right: Share that was right: the easier, the higher.
        low, high: Wilson's interval of that share.
        discrimination: Point-biserial correlation of being right with the rest of the test, -1 to 1; below 0.2 the item
            hardly tells who knows from who does not. None when all or none were right.
    """

    item: str
    construct: Construct
    people: int
    right: float
    low: float
    high: float
    discrimination: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Whether the two forms are equally hard: two one-sided tests (Welch) on entry, where lot decides who gets which.

    Attributes:
        people: Form -> how many had it on entry.
        difference: Mean share right of A less that of B.
        low, high: Its 90 % interval: within the margin exactly when the test finds them equivalent.
        margin: How much may lie between them.
        p: Of the two one-sided tests, the larger one.
        equivalent: Whether p is below 0.05.
    """

    people: Mapping[Form, int]
    difference: float
    low: float
    high: float
    margin: float
    p: float
    equivalent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All of it.

    Attributes:
        exam: Version of the test.
        k: The smallest group of which anything is told.
        stages: From the first answer to the last, and who finished a module.
        gains: Everybody first, then the institutions; of each the whole first.
        items: In the order of the forms; none while too few have had either form on entry.
        forms: None likewise, and when nobody differs.
    """

    exam: str
    k: int
    stages: tuple[Stage, ...]
    gains: tuple[Gain, ...]
    items: tuple[ItemFigures, ...]
    forms: Forms | None


def evaluate(everybody: Iterable[Progress], exam: Exam, *, k: int = K) -> Evaluation:
    """What can be told of everybody's progress.

    Args:
        everybody: Progress as it is kept; answers to another version of the test are left out.
        exam: The test as it is now.
        k: The smallest group of which anything is told, 2 or more.
    """
    version = exam_version(exam)
    progress = [one for one in everybody if one.exam == version]
    both = [one for one in progress if one.is_over("salida")]
    groups: list[tuple[str | None, list[Progress]]] = [(None, both)] if len(both) >= k else []
    groups += sorted(together(both, k=k).items())
    return Evaluation(
        exam=version,
        k=k,
        stages=_stages(progress, k),
        gains=tuple(gain for ips, people in groups for gain in _gains(ips, people, exam)),
        items=tuple(_items(progress, exam, k)),
        forms=_forms(progress, exam, k),
    )


def together(people: Iterable[Progress], *, k: int) -> dict[str, list[Progress]]:
    """Institution -> its people, those of fewer than ``k`` joined.

    When the joined ones are still fewer than ``k``, the smallest of the others joins them: else they would be what is missing
    from the whole.
    """
    by_ips: defaultdict[str, list[Progress]] = defaultdict(list)
    for one in people:
        by_ips[one.ips or WITHOUT].append(one)
    large = sorted((ips for ips in by_ips if len(by_ips[ips]) >= k), key=lambda ips: (len(by_ips[ips]), ips))
    joined = [one for ips, its in by_ips.items() if ips not in large for one in its]
    while joined and len(joined) < k and large:
        joined += by_ips[large.pop(0)]
    told = {ips: by_ips[ips] for ips in large}
    return told | ({OTHERS: joined} if len(joined) >= k else {})


def _stages(progress: Sequence[Progress], k: int) -> tuple[Stage, ...]:
    """Each step is a part of the one before. The last is told first: the gains tell it anyway."""
    steps: tuple[tuple[str, int], ...] = (
        ("entrada-empezada", sum(1 for one in progress if one.entry)),
        ("entrada-terminada", sum(one.is_over("entrada") for one in progress)),
        ("salida-empezada", sum(1 for one in progress if one.exit)),
        ("salida-terminada", sum(one.is_over("salida") for one in progress)),
    )
    told: list[Stage] = []
    after = 0
    for name, people in reversed(steps):
        hidden = 0 < people - after < k
        told.append((name, None if hidden else people))
        after = after if hidden else people
    return tuple(reversed(told))


def _on_entry(progress: Sequence[Progress], k: int) -> dict[Form, list[Progress]]:
    """Form -> those who had it on entry and of whom items may be told; empty when a form had too few.

    Those who stopped after entry are left out while they are fewer than ``k``: what is told of the others would tell of them.
    """
    over = [one for one in progress if one.is_over("entrada")]
    both = [one for one in over if one.is_over("salida")]
    told = both if 0 < len(over) - len(both) < k and len(both) >= k else over
    by_form: dict[Form, list[Progress]] = {form: [one for one in told if one.first == form] for form in get_args(Form)}
    return by_form if all(len(people) >= k for people in by_form.values()) else {}


def _gains(ips: str | None, people: Sequence[Progress], exam: Exam) -> Iterable[Gain]:
    entry = [_result(one, exam, "entrada") for one in people]
    exit_ = [_result(one, exam, "salida") for one in people]
    for construct in (None, *get_args(Construct)):
        yield _gain(ips, construct, _right(entry, construct), _right(exit_, construct))


def _gain(ips: str | None, construct: Construct | None, entry: Sequence[Score], exit_: Sequence[Score]) -> Gain:
    before, after, items = [score.right for score in entry], [score.right for score in exit_], entry[0].items
    changes = [late - early for early, late in zip(before, after, strict=True)]
    low = high = None
    if len(set(changes)) > 1:
        found = _stats().ttest_rel(after, before).confidence_interval(0.95)
        low, high = float(found.low) / items, float(found.high) / items
    return Gain(
        ips=ips,
        construct=construct,
        people=len(changes),
        entry=sum(before) / len(changes) / items,
        exit=sum(after) / len(changes) / items,
        gain=sum(changes) / len(changes) / items,
        low=low,
        high=high,
    )


def _result(one: Progress, exam: Exam, moment: Moment) -> Result:
    result = result_of(one, exam, moment)
    assert result is not None
    return result


def _right(results: Iterable[Result], construct: Construct | None) -> list[Score]:
    return [result.whole if construct is None else result.by_construct[construct] for result in results]


def _items(progress: Sequence[Progress], exam: Exam, k: int) -> Iterable[ItemFigures]:
    for form, people in _on_entry(progress, k).items():
        items = exam.form(form)
        marks = [[int(o == item.correct) for item, o in zip(items, one.entry, strict=True)] for one in people]
        yield from (_figures(item, place, marks) for place, item in enumerate(items))


def _figures(item: Item, place: int, marks: Sequence[Sequence[int]]) -> ItemFigures:
    right = [one[place] for one in marks]
    rest = [sum(one) - one[place] for one in marks]  # the item itself left out, or it would agree with itself
    share = _stats().binomtest(sum(right), len(right)).proportion_ci(0.95, method="wilson")
    varies = len(set(right)) > 1 and len(set(rest)) > 1
    return ItemFigures(
        item=item.id,
        construct=item.measures,
        people=len(right),
        right=sum(right) / len(right),
        low=float(share.low),
        high=float(share.high),
        discrimination=float(_stats().pointbiserialr(right, rest).statistic) if varies else None,
    )


def _forms(progress: Sequence[Progress], exam: Exam, k: int) -> Forms | None:
    by_form = _on_entry(progress, k)
    if not by_form:
        return None
    a, b = ([_result(one, exam, "entrada").whole.right / ITEMS for one in by_form[form]] for form in get_args(Form))
    if len(set(a)) == len(set(b)) == 1:
        return None
    test = _stats().ttest_ind
    interval = test(a, b, equal_var=False).confidence_interval(0.90)
    above = test([share + MARGIN for share in a], b, equal_var=False, alternative="greater").pvalue
    below = test([share - MARGIN for share in a], b, equal_var=False, alternative="less").pvalue
    p = float(max(above, below))
    return Forms(
        people={"A": len(a), "B": len(b)},
        difference=sum(a) / len(a) - sum(b) / len(b),
        low=float(interval.low),
        high=float(interval.high),
        margin=MARGIN,
        p=p,
        equivalent=p < 0.05,
    )


@cache
def _stats() -> Any:
    """The statistics of SciPy; imported late, because only who asks for figures should wait for it."""
    from scipy import stats

    return stats
