from datetime import date

import pytest
from makers import THURSDAY

from launch.house import House
from launch.mesas import ground_of
from redes.followup.allies import Offer, add_ally, end_ally
from redes.followup.rights import OPERATOR
from redes.reports.keeping import StoreUnavailable
from redes.settings import Settings

OFFER = Offer(name="Casa de Paso", kind="organizacion", offers="Hospedaje por cinco noches", phone="607 555 44 33")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return House(Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data")))


def test_what_coordinators_change_the_directory_shows_at_once_and_a_reload_keeps_it(house):
    with pytest.raises(StoreUnavailable):
        house.shelves.show_allies()  # no schema yet: what was shown stays
    house.prepare_database()
    before = house.shelf
    search = before.search
    assert not house.shelves.show_allies()

    ally = add_ally("cucuta", OFFER, scope=OPERATOR, ground=ground_of(house), uow=house.unit_of_work(), today=THURSDAY)
    assert house.shelves.show_allies()
    shown = house.shelf.catalogue.contacts[ally.id]
    assert (shown.name, shown.source_date) == ("Casa de Paso", date(2024, 7, 4).isoformat())
    assert house.shelf.search is search

    assert house.shelves.reload()
    assert ally.id in house.shelf.catalogue.contacts

    end_ally(ally.id, seen=1, scope=OPERATOR, uow=house.unit_of_work())
    assert house.shelves.show_allies()
    assert ally.id not in house.shelf.catalogue.contacts
