"""The clock moves: what was fresh is under review from its day on, and says why."""

from datetime import date

import pytest
from makers import THURSDAY, a_card, a_catalogue, a_decalogo, a_norm, a_practice

from redes.content.freshness import NormEnded, NormUnread, ReviewOverdue, ended_since, why_practice_stale, why_stale

FRIDAY = date(2024, 7, 5)


@pytest.mark.parametrize(
    ("today", "reasons"),
    [
        (THURSDAY, ()),
        (FRIDAY, (ReviewOverdue(since=FRIDAY),)),
        (date(2030, 1, 1), (ReviewOverdue(since=FRIDAY),)),
    ],
)
def test_a_card_is_fresh_until_the_day_of_its_review(today, reasons):
    card = a_card(review_by=FRIDAY)

    assert why_stale(card, a_catalogue(cards=[card]), today=today) == reasons


@pytest.mark.parametrize(
    ("today", "reasons"), [(THURSDAY, ()), (FRIDAY, (NormEnded(norm="ley-1-2020", since=FRIDAY),))]
)
def test_a_card_is_fresh_on_the_last_day_of_its_norm_and_not_after_it(today, reasons):
    card = a_card()
    catalogue = a_catalogue(cards=[card], norms=[a_norm(until=THURSDAY)])

    assert why_stale(card, catalogue, today=today) == reasons


@pytest.mark.parametrize("norm", [{"status": "derogada"}, {"status": "temporal-vencida"}, {"since": FRIDAY}])
def test_a_norm_that_is_not_law_today_makes_a_card_stale_also_without_a_known_day(norm):
    card = a_card()
    catalogue = a_catalogue(cards=[card], norms=[a_norm(**norm)])

    assert why_stale(card, catalogue, today=THURSDAY) == (NormEnded(norm="ley-1-2020", since=None),)


@pytest.mark.parametrize(
    ("today", "reasons"), [(THURSDAY, ()), (FRIDAY, (NormUnread(norm="ley-1-2020", since=FRIDAY),))]
)
def test_a_card_is_fresh_until_the_day_by_which_its_norm_was_to_be_read_again(today, reasons):
    card = a_card()
    by_its_author = a_norm(review_by=FRIDAY)
    by_the_rule_of_the_house = a_norm(checked_on=date(2024, 1, 5), review_by=None)

    for norm in (by_its_author, by_the_rule_of_the_house):
        assert why_stale(card, a_catalogue(cards=[card], norms=[norm]), today=today) == reasons


def test_of_a_norm_that_ended_it_does_not_matter_whether_it_was_read_again():
    card = a_card()
    catalogue = a_catalogue(cards=[card], norms=[a_norm(until=THURSDAY, review_by=THURSDAY)])

    assert why_stale(card, catalogue, today=FRIDAY) == (NormEnded(norm="ley-1-2020", since=FRIDAY),)


def test_all_reasons_are_told_the_overdue_review_first_and_each_norm_once():
    card = a_card(
        review_by=FRIDAY, basis=[{"norm": n} for n in ("ley-3-2020", "ley-1-2020", "ley-2-2020", "ley-3-2020")]
    )
    norms = [a_norm(), a_norm(id="ley-2-2020", status="derogada"), a_norm(id="ley-3-2020", until=date(2024, 6, 30))]

    assert why_stale(card, a_catalogue(cards=[card], norms=norms), today=FRIDAY) == (
        ReviewOverdue(since=FRIDAY),
        NormEnded(norm="ley-3-2020", since=date(2024, 7, 1)),
        NormEnded(norm="ley-2-2020", since=None),
    )


def test_a_norm_that_is_not_in_the_catalogue_is_the_matter_of_the_check():
    card = a_card(basis=[{"norm": "ley-9-2020"}])

    assert why_stale(card, a_catalogue(cards=[card]), today=THURSDAY) == ()


def test_a_practice_is_reviewed_with_its_decalogo_and_stands_on_its_own_norms():
    decalogo = a_decalogo(review_by=FRIDAY)
    catalogue = a_catalogue(decalogo=decalogo, norms=[a_norm(until=THURSDAY)])
    practice = a_practice(3)

    assert why_practice_stale(practice, catalogue, today=THURSDAY) == ()
    assert why_practice_stale(practice, catalogue, today=FRIDAY) == (
        ReviewOverdue(since=FRIDAY),
        NormEnded(norm="ley-1-2020", since=FRIDAY),
    )


@pytest.mark.parametrize(
    ("norm", "ended"),
    [
        ({"until": date(2024, 7, 3)}, True),
        ({"until": date(2024, 7, 3), "status": "derogada"}, True),
        ({"until": date(2024, 1, 1)}, True),  # the last day is the day of the review
        ({"until": date(2023, 12, 31)}, False),  # it had ended before
        ({"until": THURSDAY}, False),
        ({}, False),
        ({"status": "derogada"}, False),  # nobody knows when: it may have been before the review
        ({"since": FRIDAY}, False),
    ],
)
def test_time_passed_only_if_the_norm_was_law_on_the_day_of_the_review_and_has_ended(norm, ended):
    assert ended_since(a_norm(**norm), date(2024, 1, 1), today=THURSDAY) is ended


def test_no_card_of_the_real_catalogue_is_fresh_for_ever(real):
    cards = [card for card in real.cards.values() if card.states_law]

    assert all(why_stale(card, real, today=date(2026, 11, 21)) == () for card in cards)
    assert all(why_stale(card, real, today=date(2099, 1, 1)) for card in cards)
