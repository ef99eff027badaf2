from datetime import timedelta

import pytest
from makers import THURSDAY
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, some_ground

from redes.followup.allies import Offer, add_ally, allies_of, change_ally, end_ally, with_allies
from redes.followup.errors import FollowupError, NotThere, NotYours
from redes.reports.keeping import ChangedMeanwhile

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND, "today": THURSDAY}


def an_offer(**given):
    default = {
        "name": "Casa de Paso",
        "kind": "hospital-publico",
        "offers": "Hospedaje por cinco noches",
        "for_whom": "Gestantes en tránsito",
        "topics": ("transito", "embarazo-parto"),
        "phone": "604 444 55 66",
        "address": "Calle 10 # 20-30",
        "hours": "Lunes a viernes, 8 a 17",
        "source_url": "https://ejemplo.invalid/casa",
    }
    return Offer(**default | given)


def test_an_ally_stands_in_the_directory_with_its_source_and_its_day(uow):
    ally = add_ally("medellin", an_offer(), uow=uow, **MINE)

    catalogue = with_allies(GROUND.catalogue, allies_of("medellin", scope=OF_MEDELLIN, uow=uow))

    contact = catalogue.contacts[ally.id]
    assert [one.id for one in catalogue.contacts_of("medellin")] == ["med-hospital", ally.id]
    assert contact.offers == "Hospedaje por cinco noches. Gestantes en tránsito."
    assert (contact.source_url, contact.source_date) == ("https://ejemplo.invalid/casa", "2024-07-04")
    assert (contact.phone, contact.topics) == ("604 444 55 66", ("embarazo-parto", "transito"))


def test_an_ally_that_ended_leaves_the_directory_and_stays_in_the_network(uow):
    ally = add_ally("medellin", an_offer(), uow=uow, **MINE)

    end_ally(ally.id, seen=1, scope=OF_MEDELLIN, uow=uow)

    [kept] = allies_of("medellin", scope=OF_MEDELLIN, uow=uow)
    assert (kept.active, with_allies(GROUND.catalogue, [kept]).contacts) == (False, GROUND.catalogue.contacts)


def test_an_ally_that_is_written_anew_was_made_sure_of_on_that_day(uow):
    ally = add_ally("medellin", an_offer(), uow=uow, **MINE)
    later = THURSDAY + timedelta(days=200)

    change_ally(ally.id, an_offer(offers="Hospedaje por diez noches"), seen=1, uow=uow, **MINE | {"today": later})

    [kept] = allies_of("medellin", scope=OF_MEDELLIN, uow=uow)
    assert (kept.offers, kept.checked_on, kept.version) == ("Hospedaje por diez noches", later, 2)


def test_the_second_of_two_who_change_an_ally_is_told(uow):
    ally = add_ally("medellin", an_offer(), uow=uow, **MINE)
    end_ally(ally.id, seen=1, scope=OF_MEDELLIN, uow=uow)

    with pytest.raises(ChangedMeanwhile):
        change_ally(ally.id, an_offer(), seen=1, uow=uow, **MINE)


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x"},
        {"kind": "no-hay"},
        {"offers": ""},
        {"offers": "Llame a Ana, 300 123 4567"},
        {"topics": ("no-hay",)},
        {"phone": "llámenos"},
        {"phone": "<b>604</b>"},
        {"source_url": "javascript:alert(1)"},
        {"address": "x" * 201},
    ],
)
def test_an_offer_that_does_not_fit_is_refused_with_a_sentence(uow, given):
    with pytest.raises(FollowupError) as refused:
        add_ally("medellin", an_offer(**given), uow=uow, **MINE)

    assert refused.value.key in GROUND.catalogue.texts["es"].texts
    assert allies_of("medellin", scope=OF_MEDELLIN, uow=uow) == ()


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_a_network_of_others_is_closed(uow, scope):
    ally = add_ally("medellin", an_offer(), uow=uow, **MINE)

    for attempt in (
        lambda: allies_of("medellin", scope=scope, uow=uow),
        lambda: add_ally("medellin", an_offer(), uow=uow, **MINE | {"scope": scope}),
        lambda: change_ally(ally.id, an_offer(), seen=1, uow=uow, **MINE | {"scope": scope}),
        lambda: end_ally(ally.id, seen=1, scope=scope, uow=uow),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_an_ally_that_does_not_exist_is_not_there(uow):
    with pytest.raises(NotThere):
        end_ally("red-000000000000", seen=1, scope=OF_MEDELLIN, uow=uow)
