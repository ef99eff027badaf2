import pytest
from makers import a_catalogue, a_contact, a_territory

from redes.content.serving import serving

CATALOGUE = a_catalogue(
    contacts=[
        a_contact(id="nacional", topics=["vacunacion"]),
        a_contact(id="otra-cosa", scope="bogota", topics=["trata"]),
        a_contact(id="en-bogota", scope="bogota", topics=["vacunacion"], municipality="11001"),
        a_contact(id="por-ahi", scope="bogota", topics=["trata", "vacunacion"]),
        a_contact(id="en-soacha", scope="bogota", topics=["vacunacion"], municipality="25754"),
        a_contact(id="en-leticia", scope="resto", topics=["vacunacion"], municipality="91001"),
        a_contact(id="sin-municipio", scope="resto", topics=["vacunacion"]),
    ],
    territories=[
        a_territory(
            id="bogota",
            municipalities=[{"code": "11001", "name": "Bogotá"}, {"code": "25754", "name": "Soacha"}],
        ),
        a_territory(
            id="resto",
            mesa=False,
            municipalities=[{"code": "91001", "name": "Leticia"}, {"code": "44001", "name": "Riohacha"}],
        ),
    ],
)


@pytest.mark.parametrize(
    ("code", "entries"),
    [
        ("25754", ["en-soacha", "en-bogota", "por-ahi", "nacional"]),
        ("11001", ["en-bogota", "por-ahi", "en-soacha", "nacional"]),
        ("91001", ["en-leticia", "nacional"]),
        ("44001", ["nacional"]),
    ],
)
def test_the_very_municipality_comes_first_then_its_territory_then_the_country(code, entries):
    assert [entry.id for entry in serving(CATALOGUE, code, "vacunacion")] == entries


def test_what_serves_another_need_is_left_out():
    assert [entry.id for entry in serving(CATALOGUE, "11001", "trata")] == ["otra-cosa", "por-ahi"]
    assert serving(CATALOGUE, "11001", "tutela") == ()


def test_every_need_that_a_real_entry_serves_is_a_topic_of_the_menu(real):
    in_menu = {topic for section in real.menu.sections for topic in section.topics}

    assert {topic for entry in real.contacts.values() for topic in entry.topics} - in_menu == set()
