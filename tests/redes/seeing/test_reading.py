from collections import Counter
from datetime import date

import pytest

from redes.publishing.periods import Period, closed
from redes.publishing.release import Record, publish
from redes.publishing.shape import COLUMNS, Frame, Tally, count, where
from redes.seeing.reading import Amount, amount, spanned, trend, window

FRAME = Frame(
    territory_of={"54001": "cucuta", "05001": "medellin", "76001": "cali"},
    territories=("cucuta", "medellin", "cali"),
    categories={"urg": ("urg.puerta",), "doc": ("doc.sin",)},
    institutions={"cucuta": (), "medellin": (), "cali": ()},
    plain={"rule": (), "service": (), "voice": ()},
    groups=(),
)
CUCUTA, CALI = where(territory="cucuta"), where(territory="cali")
TOWNS = {"cucuta": "54001", "medellin": "05001", "cali": "76001"}


def month(**towns):
    """A month of so many reports in each town."""
    return [
        Tally(column, TOWNS[town], ("urg.puerta",) if column == "barrier" else (), number)
        for town, number in towns.items()
        for column in COLUMNS
    ]


def published(months, *, on=date(2024, 8, 20)):
    """Month of 2024 -> its reports, published one after the other."""
    releases = {}
    for period in closed(date(2024, 1, 1), on=on):
        earlier = [one for one in releases.values() if period.holds(one.period)]
        counts = Counter()
        for part in period.parts():
            counts.update(releases[part].counts)
        releases[period] = publish(
            period, dict(counts) if earlier else count(months.get(period.number, []), FRAME), earlier
        )
    return Record(releases)


def test_a_view_looks_at_whole_quarters_and_its_chart_goes_on_to_the_last_month():
    over = window(published({}), 3)

    assert [str(one) for one in over.months] == ["2024-04", "2024-05", "2024-06"]
    assert [str(one) for one in over.charted] == [f"2024-0{n}" for n in range(1, 8)]
    assert (str(over.quarter), str(over.before)) == ("2024-T2", "2024-T1")


def test_before_a_quarter_is_published_the_months_are_looked_at():
    over = window(published({}, on=date(2024, 3, 20)), 12)

    assert [str(one) for one in over.months] == ["2024-01", "2024-02"]
    assert (over.quarter, over.before) == (None, None)


def test_of_nothing_published_there_is_an_empty_view():
    over = window(Record({}), 12)

    assert over.months == over.charted == ()
    assert amount(Record({}), over) == Amount(0, whole=True)
    assert trend(Record({}), over) is None


def test_what_is_hidden_in_part_is_at_least_what_is_told():
    # In May few came from two of the towns, so neither is told of May, nor of its quarter.
    full = month(cucuta=100, medellin=100, cali=100)
    record = published({1: full, 2: full, 3: full, 4: full, 5: month(cucuta=3, medellin=200, cali=3), 6: full})
    over = window(record, 6)

    assert amount(record, over) == Amount(1706, whole=True)
    assert amount(record, over, CUCUTA) == Amount(500, whole=False)
    assert not amount(record, over, CUCUTA).hidden


def test_what_is_hidden_whole_says_so():
    record = published({number: month(cucuta=2, medellin=300, cali=2) for number in range(1, 7)})

    assert amount(record, window(record, 3), CALI).hidden


def test_no_amount_is_more_than_the_sum_of_published_figures():
    months = {n: month(cucuta=n, medellin=150, cali=7 - n) for n in range(1, 7)}
    record = published(months)
    over = window(record, 6)

    for cell in (CUCUTA, CALI, where(territory="medellin")):
        told = [record.figure(one, cell) for one in over.periods]
        assert amount(record, over, cell).count <= sum(figure or 0 for figure in told)


@pytest.mark.parametrize(("now", "expected"), [(100, "igual"), (110, "igual"), (140, "sube"), (65, "baja")])
def test_only_a_clear_difference_is_a_trend(now, expected):
    record = published({1: month(cucuta=100, medellin=200), 4: month(cucuta=now, medellin=200)})

    assert trend(record, window(record, 6), CUCUTA) == expected


def test_a_trend_of_what_is_hidden_is_not_told():
    record = published({1: month(cucuta=2, cali=2, medellin=200), 4: month(cucuta=100, cali=100, medellin=200)})

    assert record.figure(Period(2024, "trimestre", 1), CUCUTA) is None
    assert trend(record, window(record, 6), CUCUTA) is None


@pytest.mark.parametrize(("asked", "span"), [("3", 3), ("24", 24), ("", 12), ("13", 12), ("-3", 12), ("mil", 12)])
def test_an_address_asks_for_one_of_a_few_spans(asked, span):
    assert spanned(asked) == span
