"""The figures of the training against data with a known effect, and against formulas written down a second time."""

import math
import random
import statistics

import pytest
from makers import a_progress, an_exam

from redes.content.lessons import ITEMS
from redes.training.evaluation import MARGIN, OTHERS, WITHOUT, K, evaluate
from redes.training.progress import Learner, Progress, exam_version

EXAM = an_exam()
VERSION = exam_version(EXAM)
T_975 = {199: 1.971957, 39: 2.022691, 4: 2.776445}
"""Two-sided 5 % points of Student's t, from a printed table, by degrees of freedom."""


def somebody(number: int, entry=(), later=(), **given) -> Progress:
    """A learner with these marks (1: right), everything else left out; the first option of every item is right."""
    default = {
        "learner": Learner(f"{number:032x}"),
        "exam": VERSION,
        "first": "AB"[number % 2],
        "lessons": {},
        "ips": None,
    }
    answers = {"entry": tuple(1 - mark for mark in entry), "exit": tuple(1 - mark for mark in later)}
    return a_progress(**default | answers | given)


def marks(chance: random.Random, *shares: float) -> list[int]:
    return [int(chance.random() < share) for share in shares]


def a_class(
    people: int, *, before: float, after: float, seed: int = 7, harder_b: float = 0.0, **given
) -> list[Progress]:
    """People of differing ability whose true share of right answers rises from ``before`` to ``after``."""
    chance = random.Random(seed)
    learners = []
    for number in range(people):
        able = chance.uniform(-0.15, 0.15)
        on_b, on_a = (harder_b, 0.0) if number % 2 else (0.0, harder_b)
        learners.append(
            somebody(
                number,
                marks(chance, *[before + able - on_b] * ITEMS),
                marks(chance, *[after + able - on_a] * ITEMS),
                **given,
            )
        )
    return learners


def right(answers) -> int:
    return sum(option == 0 for option in answers)


def of(found, *, ips=None, construct=None):
    [gain] = [gain for gain in found.gains if (gain.ips, gain.construct) == (ips, construct)]
    return gain


# Gain


def test_the_gain_and_its_interval_are_those_of_a_paired_t_test_reckoned_by_hand():
    people = a_class(200, before=0.45, after=0.7)
    changes = [(right(one.exit) - right(one.entry)) / ITEMS for one in people]
    mean, margin = statistics.fmean(changes), T_975[199] * statistics.stdev(changes) / math.sqrt(200)

    gain = of(evaluate(people, EXAM))

    assert gain.people == 200
    assert gain.gain == pytest.approx(mean)
    assert gain.gain == pytest.approx(gain.exit - gain.entry)
    assert (gain.low, gain.high) == pytest.approx((mean - margin, mean + margin), abs=1e-6)


def test_the_interval_holds_the_true_gain_about_as_often_as_it_says():
    held = 0
    for seed in range(60):
        gain = of(evaluate(a_class(40, before=0.45, after=0.7, seed=seed), EXAM))
        held += gain.low <= 0.25 <= gain.high

    assert 52 <= held <= 59


def test_where_nothing_changed_the_interval_holds_zero():
    gain = of(evaluate(a_class(200, before=0.6, after=0.6), EXAM))

    assert gain.low < 0 < gain.high


def test_a_construct_gains_what_its_two_items_gain():
    chance = random.Random(3)
    people = [
        somebody(n, marks(chance, *[0.5] * ITEMS), marks(chance, *[0.5] * 2, *[0.95] * 2, *[0.5] * 6))
        for n in range(200)
    ]
    changes = [(right(one.exit[2:4]) - right(one.entry[2:4])) / 2 for one in people]
    margin = T_975[199] * statistics.stdev(changes) / math.sqrt(200)

    found = evaluate(people, EXAM)

    gender = of(found, construct="genero")
    assert (gender.gain, gender.low) == pytest.approx(
        (statistics.fmean(changes), statistics.fmean(changes) - margin), abs=1e-6
    )
    assert gender.low < 0.45 < gender.high
    assert [c for c in ("derechos", "inclusion", "xenofobia", "normativa") if of(found, construct=c).low > 0.1] == []


def test_that_everybody_gained_the_same_gives_no_interval():
    people = [somebody(n, [0] * 8 + [1] * 2, [1] * ITEMS) for n in range(K)]

    gain = of(evaluate(people, EXAM))

    assert (gain.gain, gain.low, gain.high) == (pytest.approx(0.8), None, None)


def test_who_did_only_the_entry_or_another_version_of_the_test_is_not_compared():
    people = a_class(40, before=0.4, after=0.8)
    others = [somebody(100 + n, [1] * ITEMS) for n in range(10)]
    older = [somebody(200 + n, [1] * ITEMS, [0] * ITEMS, exam="00000000") for n in range(10)]

    assert of(evaluate([*people, *others, *older], EXAM)) == of(evaluate(people, EXAM))


# Institutions, and who is too few


def groups(**sizes: int) -> list[Progress]:
    codes = [code for code, size in sizes.items() for _ in range(size)]
    learners = a_class(len(codes), before=0.4, after=0.7)
    return [
        somebody(n, *_both(one), ips=None if code == "none" else code)
        for n, (one, code) in enumerate(zip(learners, codes, strict=True))
    ]


def _both(one: Progress):
    return [1 - o for o in one.entry], [1 - o for o in one.exit]


def told(people) -> dict:
    return {gain.ips: gain.people for gain in evaluate(people, EXAM).gains if gain.construct is None}


def test_each_institution_of_enough_people_has_its_own_gain():
    people = groups(norte24=6, sur25=34)
    its = [one for one in people if one.ips == "sur25"]

    assert told(people) == {None: 40, "norte24": 6, "sur25": 34}
    assert of(evaluate(people, EXAM), ips="sur25").gain == pytest.approx(
        statistics.fmean((right(one.exit) - right(one.entry)) / ITEMS for one in its)
    )


def test_small_institutions_are_told_together():
    assert told(groups(norte24=3, sur25=2, este26=10, none=7)) == {None: 22, "este26": 10, WITHOUT: 7, OTHERS: 5}


def test_a_small_institution_cannot_be_reckoned_from_the_others():
    shown = told(groups(norte24=2, sur25=6, este26=12))

    assert shown == {None: 20, "este26": 12, OTHERS: 8}


def test_of_fewer_than_five_people_nothing_is_told():
    found = evaluate(groups(norte24=4), EXAM)

    assert (found.gains, found.items, found.forms) == ((), (), None)
    assert {people for _, people in found.stages} == {None}


@pytest.mark.parametrize("seed", range(30))
def test_no_group_told_nor_any_left_over_is_smaller_than_five(seed):
    chance = random.Random(seed)
    shown = told(groups(**{f"ips{n:02}": chance.randint(1, 9) for n in range(chance.randint(1, 6))}))

    whole = shown.pop(None, 0)
    assert [size for size in shown.values() if size < K] == []
    assert whole - sum(shown.values()) == 0 or not shown


# Dropout


def test_the_steps_are_counted_and_dropouts_of_fewer_than_five_are_not_told():
    done = a_class(20, before=0.5, after=0.7)
    in_exit = [somebody(100 + n, [1] * ITEMS, [1] * 3) for n in range(6)]
    after_entry = [somebody(200 + n, [1] * ITEMS) for n in range(2)]
    in_entry = [somebody(300 + n, [1] * 4) for n in range(8)]

    found = evaluate([*done, *in_exit, *after_entry, *in_entry, somebody(400)], EXAM)

    assert found.stages == (
        ("entrada-empezada", 36),
        ("entrada-terminada", None),  # it would tell that two stopped there
        ("salida-empezada", 26),
        ("salida-terminada", 20),
    )


def test_the_few_who_stopped_after_entry_cannot_be_reckoned_from_the_items():
    done = a_class(20, before=0.5, after=0.7)
    stopped = [somebody(100 + n, [1] * ITEMS) for n in range(2)]

    assert evaluate([*done, *stopped], EXAM).items == evaluate(done, EXAM).items


def test_items_are_not_told_while_one_form_has_too_few():
    people = [
        somebody(n, *_both(one), first="A" if n < 4 else "B")
        for n, one in enumerate(a_class(20, before=0.5, after=0.7))
    ]

    assert evaluate(people, EXAM).items == ()


# Items and forms


def test_difficulty_and_discrimination_are_those_of_the_formulas():
    people = a_class(400, before=0.5, after=0.7)
    answers = [[1 - o for o in one.entry] for one in people if one.first == "A"]
    item, rest = [one[2] for one in answers], [sum(one) - one[2] for one in answers]
    share, n, z = statistics.fmean(item), len(item), 1.959964
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    know = statistics.fmean(r for r, mark in zip(rest, item, strict=True) if mark)
    not_ = statistics.fmean(r for r, mark in zip(rest, item, strict=True) if not mark)
    biserial = (know - not_) / statistics.pstdev(rest) * math.sqrt(share * (1 - share))

    figures = next(one for one in evaluate(people, EXAM).items if one.item == "A3")

    assert (figures.people, figures.construct, figures.right) == (200, "genero", pytest.approx(share))
    assert (figures.low, figures.high) == pytest.approx((centre - half, centre + half), abs=1e-6)
    assert figures.discrimination == pytest.approx(biserial)


def test_an_item_that_tells_nobody_apart_is_seen_by_its_discrimination():
    chance = random.Random(11)
    people = []
    for number in range(400):
        knows = chance.random() < 0.5
        shares = [0.9 if knows else 0.2] * 9
        people.append(somebody(number, [*marks(chance, *shares), *marks(chance, 0.5)], [1] * ITEMS))

    by_item = {one.item: one.discrimination for one in evaluate(people, EXAM).items}

    assert by_item["A1"] > 0.5
    assert by_item["B1"] > 0.5
    assert abs(by_item["A10"]) < 0.2


def test_an_item_that_everybody_has_right_discriminates_nobody():
    people = [somebody(n, [1, *marks(random.Random(n), *[0.5] * 9)], [1] * ITEMS) for n in range(20)]

    first = evaluate(people, EXAM).items[0]

    assert (first.item, first.right, first.discrimination) == ("A1", 1.0, None)
    assert first.high == pytest.approx(1.0)


def test_equally_hard_forms_are_found_equivalent_and_unequal_ones_are_not():
    same = evaluate(a_class(400, before=0.5, after=0.7), EXAM).forms
    harder = evaluate(a_class(400, before=0.5, after=0.7, harder_b=0.2), EXAM).forms

    assert same is not None
    assert same.equivalent
    assert harder is not None
    assert not harder.equivalent
    assert harder.low < 0.2 < harder.high


def test_a_few_people_cannot_show_that_forms_are_equivalent():
    forms = evaluate(a_class(12, before=0.5, after=0.7), EXAM).forms

    assert forms is not None
    assert not forms.equivalent


def test_the_two_one_sided_tests_are_those_of_welch_reckoned_by_hand():
    people = a_class(60, before=0.5, after=0.7, harder_b=0.05)
    a, b = ([right(one.entry) / ITEMS for one in people if one.first == form] for form in "AB")
    difference = statistics.fmean(a) - statistics.fmean(b)
    va, vb = statistics.variance(a) / len(a), statistics.variance(b) / len(b)
    error = math.sqrt(va + vb)
    degrees = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    p = max(_tail((difference + MARGIN) / error, degrees), _tail((MARGIN - difference) / error, degrees))

    forms = evaluate(people, EXAM).forms

    assert forms is not None
    assert (forms.difference, forms.p) == pytest.approx((difference, p), abs=1e-6)
    assert forms.equivalent == (p < 0.05) == (forms.low > -MARGIN and forms.high < MARGIN)


def _tail(t: float, degrees: float) -> float:
    """P(T > t) of Student's t, by Simpson's rule on its density."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)

    def density(x: float) -> float:
        return scale * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    steps = 20_000
    width = t / steps
    inner = sum((4 if n % 2 else 2) * density(n * width) for n in range(1, steps))
    return 0.5 - (density(0) + inner + density(t)) * width / 3
