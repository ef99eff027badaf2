from datetime import date

import pytest

from redes.publishing.periods import NoPeriod, Period, closed, period

JULY, Q3, YEAR = Period(2024, "mes", 7), Period(2024, "trimestre", 3), Period(2024)


@pytest.mark.parametrize(("one", "name"), [(JULY, "2024-07"), (Q3, "2024-T3"), (YEAR, "2024")])
def test_a_period_is_found_by_its_name(one, name):
    assert str(one) == name
    assert period(name) == one


@pytest.mark.parametrize("name", ["", "2024-13", "2024-7", "2024-T5", "24", "julio", "2024-07-01", "0000"])
def test_what_is_no_period_is_refused_with_how_to_write_one(name):
    with pytest.raises(NoPeriod, match="2024-07"):
        period(name)


def test_a_year_is_made_of_quarters_and_a_quarter_of_months():
    assert [str(part) for part in YEAR.parts()] == ["2024-T1", "2024-T2", "2024-T3", "2024-T4"]
    assert [str(part) for part in Q3.parts()] == ["2024-07", "2024-08", "2024-09"]
    assert JULY.parts() == ()
    assert YEAR.holds(Q3)
    assert Q3.holds(JULY)
    assert not JULY.holds(JULY)
    assert not Period(2024, "trimestre", 2).holds(JULY)


def test_december_ends_with_the_year():
    assert Period(2024, "mes", 12).after == Period(2024, "trimestre", 4).after == YEAR.after == date(2025, 1, 1)


def test_a_month_closes_a_week_after_its_last_week():
    # The last Monday of July 2024 is the 29th; its week ends on the fourth of August.
    assert JULY.closes_on == date(2024, 8, 12)
    assert JULY not in closed(date(2024, 7, 1), on=date(2024, 8, 11))
    assert JULY in closed(date(2024, 7, 1), on=date(2024, 8, 12))


def test_years_begin_in_january_and_what_others_are_made_of_comes_first():
    names = [str(one) for one in closed(date(2024, 11, 4), on=date(2025, 2, 20))]

    assert names[:4] == ["2024-01", "2024-02", "2024-03", "2024-T1"]
    assert names[-4:] == ["2024-12", "2024-T4", "2024", "2025-01"]
