"""A card that no topic and no button leads to is a card that nobody reads."""

from makers import THURSDAY, a_card, a_catalogue

from redes.content.check import check
from redes.content.check_reach import reached

FIRST = a_card(id="urgencias-migrante", next=["urgencias-despues"])
STAFF = a_card(id="urgencias-personal", audience="personal")
NEXT = a_card(id="urgencias-despues")
THEN = a_card(id="urgencias-al-final")


def unreached(*cards) -> list[str]:
    return [finding.message for finding in check(a_catalogue(cards=cards), today=THURSDAY)]


def test_the_first_card_for_each_who_asks_and_what_follows_from_it_are_reached():
    assert unreached(FIRST, STAFF, NEXT) == []


def test_a_card_that_nothing_leads_to_is_an_error_even_if_it_leads_to_others():
    hidden = a_card(id="urgencias-oculta", next=["urgencias-migrante"])

    assert unreached(FIRST, STAFF, NEXT, hidden) == [
        "nobody can reach the card 'urgencias-oculta': name it under 'next' of another card, or put it first in its topic"
    ]


def test_cards_that_lead_only_to_each_other_are_not_reached():
    one = a_card(id="urgencias-uno", next=["urgencias-dos"])
    two = a_card(id="urgencias-dos", next=["urgencias-uno"])

    assert len(unreached(a_card(), one, two)) == 2


def test_a_card_is_reached_over_several_buttons():
    chain = NEXT.model_copy(update={"next": ("urgencias-al-final",)})

    assert unreached(FIRST, chain, THEN) == []


def test_the_button_for_the_other_voice_leads_to_a_card_behind_one_for_both():
    both = a_card(id="urgencias-todos", audience="todos", next=["urgencias-migrante"])
    migrant = a_card(id="urgencias-migrante")

    # Staff who ask are answered by the card for both; only the button of the migrant's card leads to theirs.
    assert unreached(both, migrant, STAFF) == []


def test_what_can_be_come_to_in_the_catalogue_that_ships_is_all_of_it(real):
    assert reached(real) == set(real.cards)
