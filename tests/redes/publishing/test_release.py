from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redes.publishing.periods import Period, closed
from redes.publishing.release import NotPublished, Record, publish
from redes.publishing.shape import ALL, COLUMNS, NOT_TOLD, OTHER, Frame, Tally, count, sums, unshown, where

FRAME = Frame(
    territory_of={"54001": "cucuta", "05001": "medellin", "05088": "medellin"},
    territories=("cucuta", "medellin"),
    categories={"urg": ("urg.puerta", "urg.pago"), "doc": ("doc.sin",)},
    institutions={"cucuta": ("cuc-hospital",), "medellin": ("med-hospital",)},
    plain={"rule": ("urgencia",), "service": ("urgencia", "parto"), "voice": ("staff", "migrante")},
    groups=("gestante", "menor"),
)
YEAR = Period(2024)


def tallies(number, *, municipality="54001", barrier="urg.puerta", service=None, groups=()):
    """Some reports that are alike."""
    given = {"barrier": barrier, "service": service}
    for column in COLUMNS:
        values = groups if column == "groups" else (given[column],) if given.get(column) else ()
        yield Tally(column, municipality, values, number)


def counted(*kinds):
    return count([tally for kind in kinds for tally in kind], FRAME)


def released(months):
    """Month -> counts, published one after the other with their quarters and the year."""
    releases = {}
    for period in closed(date(2024, 1, 1), on=date(2025, 1, 20)):
        earlier = [one for one in releases.values() if period.holds(one.period)]
        counts = Counter()
        for part in period.parts():
            counts.update(releases[part].counts)
        if not earlier:
            counts.update(months.get(period.number, counted()))
        releases[period] = publish(period, dict(counts), earlier)
    return Record(releases)


def test_a_report_counts_in_each_table_once():
    counts = counted(tallies(7, groups=("gestante",)))

    assert {cell: number for cell, number in counts.items() if number and not unshown(cell) and len(cell) < 2} == {
        ALL: 7,
        where(territory="cucuta"): 7,
        where(category="urg"): 7,
        where(service=NOT_TOLD): 7,
        where(voice=NOT_TOLD): 7,
        where(rule=NOT_TOLD): 7,
        (("group:gestante", "si"),): 7,
    }
    assert counts[where(territory="cucuta", category="urg", barrier="urg.puerta")] == 7
    assert counts[where(territory="cucuta", ips=NOT_TOLD)] == 7


def test_what_the_catalogue_does_not_list_is_counted_as_another_and_what_was_not_told_as_such():
    counts = counted(tallies(6, municipality="99999", barrier="old.one", service="old"), tallies(8, municipality=None))

    assert counts[where(territory=OTHER)] == 6
    assert counts[where(category=OTHER, territory=OTHER)] == 6
    assert counts[where(service=OTHER)] == 6
    assert counts[where(territory=NOT_TOLD)] == 8


def test_all_cells_add_up():
    counts = counted(tallies(3), tallies(9, barrier="doc.sin", municipality="05001", groups=("menor", "gestante")))

    for one in sums(counts):
        assert counts[one.whole] == sum(counts[part] for part in one.parts)


def test_a_month_of_few_reports_tells_no_crossings_and_a_month_of_many_does():
    few = publish(YEAR.months()[0], counted(tallies(200)))
    many = publish(YEAR.months()[0], counted(tallies(900)))
    crossing = where(territory="cucuta", category="urg")

    assert (few.figure(where(territory="cucuta")), few.figure(crossing)) == (200, None)
    assert many.figure(crossing) == 900
    assert crossing not in dict(few.cells())


def test_a_small_number_is_not_told_and_neither_is_what_gives_it_away():
    release = publish(
        YEAR.months()[0], counted(tallies(200), tallies(3, municipality="05001"), tallies(30, municipality=None))
    )

    assert release.figure() == 233
    assert release.figure(where(territory="medellin")) is None
    assert release.figure(where(territory=NOT_TOLD)) is None
    assert release.figure(where(territory="cucuta")) == 200


def test_those_without_a_group_are_never_told():
    release = publish(YEAR.months()[0], counted(tallies(200, groups=("gestante",))))

    with pytest.raises(NotPublished):
        release.figure((("group:gestante", "no"),))
    assert not any(unshown(cell) for cell, _ in release.cells())


def test_a_group_of_nearly_all_is_hidden_so_that_the_few_others_are():
    release = publish(YEAR.months()[0], counted(tallies(198, groups=("gestante",)), tallies(2)))

    assert release.figure() == 200
    assert release.figure((("group:gestante", "si"),)) is None


def test_a_quarter_hides_what_would_tell_the_month_that_it_holds():
    record = released({1: counted(tallies(3), tallies(200, municipality="05001")), 2: counted(tallies(300))})

    assert record.figure(Period(2024, "mes", 1), where(territory="cucuta")) is None
    assert record.figure(Period(2024, "mes", 2), where(territory="cucuta")) == 300
    assert record.figure(Period(2024, "trimestre", 1), where(territory="cucuta")) is None
    assert record.figure(YEAR, where(territory="cucuta")) is None


def test_a_sum_over_months_is_read_from_the_longest_periods_and_is_hidden_when_a_part_is():
    record = released(
        {1: counted(tallies(140)), 2: counted(tallies(150)), 4: counted(tallies(2)), 5: counted(tallies(160))}
    )
    months = YEAR.months()

    assert record.total(months[:3]) == 290
    assert record.total(months[:2], where(territory="cucuta")) == 290
    assert record.total(months[3:4]) is None
    assert record.total(months[:4]) is None


def test_a_period_that_is_not_closed_has_no_figures():
    with pytest.raises(NotPublished):
        released({}).figure(Period(2025))


report = st.tuples(
    st.sampled_from(["54001", "05001", None]),
    st.sampled_from(["urg.puerta", "urg.pago", "doc.sin"]),
    st.sampled_from([(), ("gestante",), ("menor", "gestante")]),
    st.sampled_from([1, 2, 3, 6, 40, 300]),
)


@settings(max_examples=12)
@given(st.lists(st.lists(report, max_size=4), min_size=3, max_size=3))
def test_no_view_tells_together_with_another_what_each_of_them_hides(months):
    """All that is published of a quarter and its months, as one system: detail and total, territory and country, month
    and quarter. An attacker of her own, who reads only published figures, finds no small number."""
    from tables import possible

    from redes.publishing.linked import Linked, Sum

    record = released(
        {
            number: counted(*(tallies(n, municipality=m, barrier=b, groups=g) for m, b, g, n in one))
            for number, one in enumerate(months, 1)
        }
    )
    quarter = Period(2024, "trimestre", 1)
    periods = [*quarter.months(), quarter]
    counts = {(one, cell): n for one in periods for cell, n in record.releases[one].counts.items()}
    told = {one: record.releases[one].told for one in periods}
    links = [
        Sum((when, one.whole), tuple((when, part) for part in one.parts), line=one.line)
        for when, cells in told.items()
        for one in sums(cells)
    ]
    links += [
        Sum((quarter, cell), tuple((month, cell) for month in quarter.months()), line=False) for cell in told[quarter]
    ]
    unseen = frozenset(one for one in counts if unshown(one[1]) or one[1] not in told[one[0]])
    hidden = frozenset((when, cell) for when in periods for cell in record.releases[when].hidden) | unseen
    system = Linked(counts, links, unshown=unseen)

    for one in [one for one in counts if 0 < counts[one] < 5 and one not in unseen][:12]:
        assert one in hidden
        parts = [(month, one[1]) for month in quarter.months()] if one[0] == quarter else []
        least = sum(part in hidden and part not in unseen and counts[part] > 0 for part in parts) or 1
        assert possible(system, hidden, one, {least, least + 4}) == {least, least + 4}
