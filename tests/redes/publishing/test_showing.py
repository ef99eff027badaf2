from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from redes.publishing.showing import Shown, generalise

GESTANTE = frozenset({"gestante"})
COMMON = {("54001", GESTANTE): 5}


def test_what_several_share_is_shown():
    assert generalise("54001", ("gestante",), COMMON) == Shown(
        municipality="54001", groups=("gestante",), some_left_out=False
    )


def test_a_rare_place_is_told_as_its_territory():
    alike = COMMON | {("54810", GESTANTE): 1}

    assert generalise("54810", ("gestante",), alike) == Shown(
        municipality=None, groups=("gestante",), some_left_out=False
    )


def test_of_a_rare_combination_the_groups_are_told_that_are_shared():
    alike = COMMON | {("54001", GESTANTE | {"indigena"}): 1}

    assert generalise("54001", ("gestante", "indigena"), alike) == Shown(
        municipality=None, groups=("gestante",), some_left_out=True
    )


def test_a_lonely_report_without_groups_tells_its_territory_only():
    assert generalise("54810", (), {("54810", frozenset()): 1}) == Shown(
        municipality=None, groups=(), some_left_out=False
    )


reports = st.tuples(st.sampled_from(["a", "b", None]), st.frozensets(st.sampled_from("xyz"), max_size=3))


@given(st.lists(reports, min_size=1, max_size=30))
def test_what_is_shown_of_a_report_fits_several(alike):
    for place, groups in alike:
        shown = generalise(place, groups, Counter(alike))

        fits = [
            1
            for other, theirs in alike
            if set(shown.groups) <= theirs and (shown.municipality is None or other == shown.municipality)
        ]
        assert len(fits) >= 5 or (shown.municipality is None and shown.groups == ())
