import dataclasses

import pytest
from makers import CHEAP, THURSDAY, a_draft, a_vault

from redes.reports import matter, review, thread
from redes.reports.intake import file_report, find_report
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.matter import MOST, NotTogether, join, separate, together
from redes.reports.retention import Retention, purge
from redes.reports.states import follows
from redes.reports.thread import NoSuchReport, read_thread, withdraw

NOBODY = "f" * 32


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


@pytest.fixture
def file(uow, vault):
    def file(**given):
        receipt = file_report(
            a_draft(**given), language="es", uow=uow, receipts=CHEAP, vault=vault, retention=Retention(), today=THURSDAY
        )
        return find_report(receipt, uow=uow, receipts=CHEAP)

    return file


@pytest.fixture
def joined(uow, file):
    """Three reports that are one matter, as they are kept."""
    first, second, third = file(), file(), file()
    join(first.id, {second.id: 1, third.id: 1}, seen=1, uow=uow)
    return tuple(now(uow, one) for one in (first, second, third))


def now(uow, report):
    with uow:
        return uow.reports.get(report.id)


def with_it(uow, report):
    with uow:
        return {one.id for one in together(report.id, uow)}


def ids(*reports):
    return {one.id for one in reports}


def states(uow, *reports):
    return [now(uow, one).state for one in reports]


def step(uow, report, to, **given):
    return review.set_state(report.id, to, seen=now(uow, report).version, uow=uow, retention=Retention(), **given)


def answer(uow, vault, report, text, **given):
    seen = now(uow, report).version
    return review.answer(report.id, text, seen=seen, uow=uow, vault=vault, today=THURSDAY, **given)


def heard(uow, vault, report):
    return [said.text for said in read_thread(report.id, uow=uow, vault=vault)]


def test_joined_reports_know_of_each_other_whichever_is_looked_at(uow, file, joined):
    first, second, third = joined

    assert [with_it(uow, one) for one in joined] == [ids(second, third), ids(first, third), ids(first, second)]
    assert with_it(uow, file()) == set()


def test_whoever_has_one_of_them_open_is_told_before_acting_on_all(uow, joined):
    _, second, _ = joined

    assert [one.version for one in joined] == [2, 2, 2]
    with pytest.raises(ChangedMeanwhile):
        review.set_state(second.id, "en-mesa", seen=1, uow=uow, retention=Retention())
    assert states(uow, *joined) == ["nuevo"] * 3


def test_joining_one_of_a_matter_joins_all_of_it(uow, file, joined):
    first, *_ = joined
    other, its = file(), file()
    join(other.id, {its.id: 1}, seen=1, uow=uow)

    join(other.id, {first.id: 2}, seen=2, uow=uow)

    assert with_it(uow, other) == ids(its, *joined)
    assert len({now(uow, one).version for one in (other, its, *joined)}) == 1


def test_of_two_who_join_at_once_the_second_is_told_and_nothing_is_joined(uow, file):
    first, second = file(), file()
    step(uow, second, "en-revision")

    for seen, of_the_other in ((1, 1), (7, 2)):
        with pytest.raises(ChangedMeanwhile):
            join(first.id, {second.id: of_the_other}, seen=seen, uow=uow)

    assert with_it(uow, first) == set()
    assert now(uow, first).version == 1


def test_what_does_not_go_together_is_not_joined(uow, file):
    report, compliment = file(), file(kind="buena-practica", barrier=None, practice=2)

    for others in ({}, {report.id: 1}, {compliment.id: 1}):
        with pytest.raises(NotTogether):
            join(report.id, others, seen=1, uow=uow)
    with pytest.raises(NoSuchReport):
        join(report.id, {NOBODY: 1}, seen=1, uow=uow)

    assert with_it(uow, report) == set()


def test_a_matter_does_not_grow_without_end(uow, file, monkeypatch):
    monkeypatch.setattr(matter, "MOST", 3)
    one, *others = (file() for _ in range(4))

    with pytest.raises(NotTogether):
        join(one.id, dict.fromkeys(ids(*others), 1), seen=1, uow=uow)
    join(one.id, dict.fromkeys(list(ids(*others))[:2], 1), seen=1, uow=uow)

    assert len(with_it(uow, one)) == 2
    assert MOST >= 10


def test_a_step_of_one_is_a_step_of_all(uow, joined):
    _, second, _ = joined

    step(uow, second, "en-mesa")
    step(uow, second, "descartado", reason="repetido")

    assert [(now(uow, one).state, now(uow, one).reason) for one in joined] == [("descartado", "repetido")] * 3


def test_a_step_takes_along_who_can_take_it_and_leaves_the_others_where_they_are(uow, vault, joined):
    new, solved, promised = joined
    thread.is_solved(solved.id, uow=uow, vault=vault, today=THURSDAY)
    with uow:
        before = uow.reports.get(promised.id)
        uow.reports.replace(dataclasses.replace(before, state="con-compromiso"), seen=before.version)
        uow.commit()

    step(uow, new, "en-revision")
    step(uow, new, "descartado", reason="otra")

    # What an author called solved is not thrown away as something else, nor is what was promised.
    assert states(uow, new, solved, promised) == ["descartado", "resuelto", "con-compromiso"]


@pytest.mark.parametrize(
    ("state", "before", "to", "goes"),
    [
        ("resuelto", "resuelto", "en-revision", True),
        ("resuelto", "nuevo", "en-revision", False),
        ("descartado", "en-mesa", "en-revision", False),
        ("nuevo", "en-mesa", "con-compromiso", True),
        ("en-revision", "nuevo", "en-mesa", True),
        ("en-mesa", "nuevo", "en-revision", False),
        ("con-compromiso", "nuevo", "en-mesa", False),
        ("con-compromiso", "en-mesa", "resuelto", True),
        ("con-compromiso", "en-mesa", "descartado", False),
    ],
)
def test_who_is_elsewhere_goes_along_forward_only(state, before, to, goes):
    assert follows(state, before=before, to=to) is goes


def test_each_author_reads_the_answer_with_her_own_receipt(uow, vault, joined):
    first, second, third = joined

    answer(uow, vault, second, "El hospital capacitó a la portería.")
    answer(uow, vault, second, "Y a usted le escribimos aparte.", alone=True)

    shared = "El hospital capacitó a la portería."
    assert heard(uow, vault, second) == [shared, "Y a usted le escribimos aparte."]
    assert heard(uow, vault, first) == heard(uow, vault, third) == [shared]


def test_a_question_is_for_one_author_alone(uow, vault, joined):
    first, second, _ = joined

    review.ask(first.id, "¿Qué le dijeron?", seen=2, uow=uow, vault=vault, today=THURSDAY)

    assert (heard(uow, vault, first), heard(uow, vault, second)) == (["¿Qué le dijeron?"], [])


def test_one_full_thread_keeps_no_other_author_from_the_answer(uow, vault, joined):
    first, full, third = joined
    for number in range(thread.MOST):
        thread.add_message(full.id, f"Nota {number}", uow=uow, vault=vault, today=THURSDAY)

    answer(uow, vault, first, "Listo.")

    assert [heard(uow, vault, one)[-1] for one in (first, full, third)] == [
        "Listo.",
        f"Nota {thread.MOST - 1}",
        "Listo.",
    ]


def test_what_one_author_says_moves_no_other_report(uow, vault, joined):
    first, second, third = joined
    step(uow, first, "en-mesa")

    thread.is_solved(second.id, uow=uow, vault=vault, today=THURSDAY)

    assert states(uow, first, second, third) == ["en-mesa", "resuelto", "en-mesa"]


def test_a_separated_report_goes_its_own_way_and_keeps_what_was_said(uow, vault, joined):
    first, second, third = joined
    answer(uow, vault, first, "Para todas.")

    separate(first.id, seen=3, uow=uow)
    step(uow, second, "en-mesa")

    assert (with_it(uow, first), with_it(uow, second)) == (set(), ids(third))
    assert states(uow, first, second, third) == ["nuevo", "en-mesa", "en-mesa"]
    assert heard(uow, vault, first) == ["Para todas."]


def test_the_last_of_a_matter_is_no_matter(uow, joined):
    first, second, third = joined
    separate(first.id, seen=2, uow=uow)

    separate(second.id, seen=3, uow=uow)

    with uow:
        assert [uow.matters.of(one.id) for one in joined] == [None] * 3
        assert uow.matters.sizes([one.id for one in joined]) == {}
    with pytest.raises(NotTogether):
        separate(third.id, seen=now(uow, third).version, uow=uow)


def test_of_two_who_separate_at_once_the_second_is_told(uow, joined):
    first, second, _ = joined
    separate(first.id, seen=2, uow=uow)

    with pytest.raises(ChangedMeanwhile):
        separate(second.id, seen=2, uow=uow)

    assert with_it(uow, second) != set()


def test_what_is_taken_back_or_erased_is_in_no_matter_any_more(uow, joined):
    first, second, third = joined
    withdraw(first, uow=uow, today=THURSDAY)

    assert with_it(uow, second) == ids(third)

    purge(uow=uow, today=second.erase_on)
    with uow:
        assert uow.matters.sizes(ids(first, second, third)) == {}


def test_the_sizes_of_matters_are_told_for_those_who_are_in_one(uow, file, joined):
    alone = file()

    with uow:
        assert uow.matters.sizes([joined[0].id, alone.id, NOBODY]) == {joined[0].id: 3}
