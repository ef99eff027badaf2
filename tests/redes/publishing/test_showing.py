from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from redes.publishing.showing import Crowd, Shown, generalise

GESTANTE = frozenset({"gestante"})
COMMON = {("54001", GESTANTE): 5}


def told(municipality, groups, *, left_out=False, ips=None):
    return Shown(municipality=municipality, groups=groups, some_left_out=left_out, ips=ips)


def test_what_several_share_is_shown():
    assert generalise("54001", ("gestante",), Crowd(COMMON)) == told("54001", ("gestante",))


def test_a_rare_place_is_told_as_its_territory():
    crowd = Crowd(COMMON | {("54810", GESTANTE): 1})

    assert generalise("54810", ("gestante",), crowd) == told(None, ("gestante",))


def test_of_a_rare_combination_the_groups_are_told_that_are_shared():
    crowd = Crowd(COMMON | {("54001", GESTANTE | {"indigena"}): 1})

    assert generalise("54001", ("gestante", "indigena"), crowd) == told(None, ("gestante",), left_out=True)


def test_a_lonely_report_without_groups_tells_its_territory_only():
    crowd = Crowd({("54810", frozenset()): 1}, {"cuc-huem": {("54810", frozenset()): 1}})

    assert generalise("54810", (), crowd, ips="cuc-huem") == told(None, ())


def test_an_institution_is_told_where_several_reports_name_it_and_share_what_stands_beside_it():
    crowd = Crowd(COMMON, {"cuc-huem": COMMON, "cuc-imsalud": {("54001", GESTANTE): 4}})

    assert generalise("54001", ("gestante",), crowd, ips="cuc-huem") == told("54001", ("gestante",), ips="cuc-huem")
    assert generalise("54001", ("gestante",), crowd, ips="cuc-imsalud") == told("54001", ("gestante",))


def test_a_known_institution_is_not_told_beside_a_group_that_few_name_there():
    everybody = {("54001", GESTANTE): 9, ("54001", frozenset()): 30}
    crowd = Crowd(everybody, {"cuc-huem": {("54001", GESTANTE): 1, ("54001", frozenset()): 30}})

    assert generalise("54001", ("gestante",), crowd, ips="cuc-huem").ips is None
    assert generalise("54001", (), crowd, ips="cuc-huem").ips == "cuc-huem"


def test_an_institution_that_nobody_else_names_is_not_told():
    assert generalise("54001", ("gestante",), Crowd(COMMON), ips="cuc-huem").ips is None


reports = st.tuples(
    st.sampled_from(["a", "b", None]),
    st.frozensets(st.sampled_from("xyz"), max_size=3),
    st.sampled_from(["one", "two", None]),
)


@given(st.lists(reports, min_size=1, max_size=40))
def test_what_is_shown_of_a_report_fits_several(several):
    crowd = Crowd(
        Counter((place, groups) for place, groups, _ in several),
        {ips: Counter((p, g) for p, g, there in several if there == ips) for ips in ("one", "two")},
    )
    for place, groups, ips in several:
        shown = generalise(place, groups, crowd, ips=ips)

        fits = [
            1
            for other, theirs, there in several
            if set(shown.groups) <= theirs
            and (shown.municipality is None or other == shown.municipality)
            and (shown.ips is None or there == shown.ips)
        ]
        assert len(fits) >= 5 or (shown.municipality is None and shown.groups == () and shown.ips is None)
