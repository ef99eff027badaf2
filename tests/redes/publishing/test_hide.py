import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import a_table, known_least, possible, worlds

from redes.publishing.hide import CannotProtect, hide
from redes.publishing.linked import Linked, Sum

SPARSE = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 30])


def tables(*axes: int):
    cells = 1
    for size in axes:
        cells *= size
    return st.lists(SPARSE, min_size=cells, max_size=cells).map(lambda counts: a_table(*axes, counts=counts))


def assert_safe(linked, hidden, k):
    for cell, count in linked.counts.items():
        if 0 < count < k:
            assert cell in hidden or cell in linked.unshown
            everything = hidden | linked.unshown
            assert possible(linked, everything, cell, {1, k}) == {1, k}, cell


def test_a_table_without_small_numbers_is_told_whole():
    assert hide(a_table(2, 3, counts=[5, 0, 60, 7, 8, 0])) == frozenset()


def test_a_small_number_is_hidden_with_a_cover_in_its_row_and_its_column():
    linked = a_table(3, 3, counts=[3, 20, 30, 20, 40, 50, 30, 50, 60])

    hidden = hide(linked)

    assert hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_small_number_that_is_alone_takes_its_total_with_it():
    linked = a_table(3, counts=[3, 0, 0])

    assert hide(linked) >= {(0,), (None,)}


def test_where_many_ones_make_a_small_total_the_zeros_cover_them_and_the_total_stays():
    linked = a_table(8, counts=[1, 1, 1, 1, 1, 1, 0, 50])

    hidden = hide(linked)

    # Six hidden cells that are known to be no zeros and to sum up to six would be six ones.
    assert hidden == {(0,), (1,), (2,), (3,), (4,), (5,), (6,)}


def test_a_cell_that_nobody_shows_but_anybody_can_work_out_is_covered_too():
    counts = {"with": 47, "without": 3, "all": 50, "others": 60, "everybody": 110}
    sums = [Sum("all", ("with", "without"), line=False), Sum("everybody", ("all", "others"))]
    linked = Linked(counts, sums, unshown=frozenset({"without"}))

    hidden = hide(linked)

    assert hidden == {"with"}


def test_what_was_told_before_is_not_hidden_again_and_what_was_hidden_is_not_told_by_the_sum():
    counts = {"january": 20, "february": 3, "march": 30, "quarter": 53}
    linked = Linked(
        counts,
        [Sum("quarter", ("january", "february", "march"), line=False)],
        earlier={"january": False, "february": True, "march": False},
    )

    assert hide(linked) == {"quarter"}


def test_what_was_already_given_away_is_refused():
    counts = {"january": 20, "february": 3, "quarter": 23}
    linked = Linked(
        counts,
        [Sum("quarter", ("january", "february"), line=False), Sum("quarter", ("january", "february"))],
        earlier={"january": False, "february": True, "quarter": False},
    )

    # With nothing new to publish there is nothing to decide; with something new beside it there is.
    assert hide(linked) == frozenset()
    more = Linked(
        counts | {"new": 23},
        [*linked.sums, Sum("new", ("january", "february"), line=False), Sum("quarter", ("new",), line=False)],
        earlier=linked.earlier,
    )
    with pytest.raises(CannotProtect):
        hide(more)


def test_sums_that_do_not_hold_are_refused():
    with pytest.raises(ValueError, match="not the sum"):
        Linked({"a": 1, "b": 2, "all": 4}, [Sum("all", ("a", "b"))])


@settings(max_examples=40)
@given(tables(4, 5))
def test_nobody_can_tell_a_small_number_of_a_table_with_its_totals(linked):
    assert_safe(linked, hide(linked), 5)


@settings(max_examples=40)
@given(tables(3, 3), st.integers(2, 8))
def test_every_smallest_number_is_kept(linked, k):
    assert_safe(linked, hide(linked, k=k), k)


@settings(max_examples=15)
@given(tables(3, 3, 3))
def test_nobody_can_tell_a_small_number_of_a_table_with_three_axes(linked):
    assert_safe(linked, hide(linked), 5)


@settings(max_examples=25)
@given(tables(2, 2))
def test_trying_all_numbers_finds_no_more_than_solving_equations(linked):
    hidden = hide(linked)
    most = max(7, *linked.counts.values())
    if len(hidden) > 4 or most > 9:
        return
    for cell in hidden:
        if 0 < linked.counts[cell] < 5:
            tried = {world[cell] for world in worlds(linked, hidden, most=most)}
            assert tried >= {1, 2, 3, 4, 5}
            assert possible(linked, hidden, cell, range(most + 1)) >= tried


@given(tables(4, 5))
def test_zeros_and_totals_that_cover_nothing_are_told(linked):
    hidden = hide(linked)

    if not any(0 < count < 5 for count in linked.counts.values()):
        assert hidden == frozenset()
    # A line tells all its zeros or none; one that tells none although it has some covers somebody.
    for line in linked.sums:
        zeros = {part for part in line.parts if not linked.counts[part]}
        if zeros and zeros <= hidden:
            assert any(part in hidden for part in line.parts if linked.counts[part])


@given(tables(4, 5))
def test_the_same_counts_are_hidden_in_the_same_way(linked):
    assert hide(linked) == hide(Linked(dict(linked.counts), list(linked.sums)))


@given(tables(4, 5), st.integers(0, 19))
def test_two_tables_that_differ_in_one_report_do_not_tell_it(linked, place):
    """Who reports knows her own: she takes it out of the table, and still tells no small number of the others."""
    inner = [cell for cell in linked.counts if None not in cell]
    hidden = hide(linked)
    mine = inner[place]
    if mine not in hidden or not 1 < linked.counts[mine] < 5:
        return

    others = {value - 1 for value in possible(linked, hidden, mine, range(6)) if value}

    assert others >= {0, 1, 2, 3, 4}


def test_a_table_of_eight_by_sixty_is_ready_at_once():
    counts = [
        (row * 7 + column * column) % 11 * (1 + (column % 9 == 0) * 8) for row in range(8) for column in range(60)
    ]
    linked = a_table(8, 60, counts=counts)

    began = time.process_time()
    hidden = hide(linked)

    assert time.process_time() - began < 20  # it takes a tenth of a second; only a blow-up must fail
    assert known_least(linked, hidden)
