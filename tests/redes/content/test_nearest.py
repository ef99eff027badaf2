import math

import pytest
from makers import a_catalogue, a_contact, a_territory
from pydantic import ValidationError

from redes.content.check import check
from redes.content.nearest import FARTHEST_KM, at_most_km, distance_km, nearby
from redes.content.schema import Municipality
from redes.settings import ROOT

CUCUTA, VILLA, MEDELLIN = (7.906, -72.508), (7.848, -72.470), (6.247, -75.582)
TERRITORIES = [
    a_territory(municipalities=[{"code": "05001", "name": "Medellín", "location": MEDELLIN}]),
    a_territory(
        id="cucuta",
        name="Cúcuta",
        municipalities=[
            {"code": "54001", "name": "Cúcuta", "location": CUCUTA},
            {"code": "54874", "name": "Villa del Rosario", "location": VILLA},
            {"code": "54553", "name": "Puerto Santander"},
        ],
    ),
    a_territory(
        id="resto",
        name="Otro",
        mesa=False,
        municipalities=[{"code": "54518", "name": "P", "location": (7.373, -72.648)}],
    ),
]


def a_directory(*contacts):
    return a_catalogue(contacts=[a_contact(), *contacts], territories=TERRITORIES)


def found(catalogue, point):
    near = nearby(catalogue, point)
    return near and (near.municipality.name, [entry.contact.id for entry in near.entries])


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (CUCUTA, CUCUTA, 0),
        (CUCUTA, VILLA, 7.7),
        ((4.649, -74.107), MEDELLIN, 241),
        ((0, 0), (0, 180), 20015),
        ((90, 0), (-90, 77), 20015),
    ],
)
def test_a_distance_is_the_one_of_the_crow(one, other, km):
    assert distance_km(one, other) == pytest.approx(km, rel=0.01)
    assert distance_km(other, one) == pytest.approx(distance_km(one, other))


@pytest.mark.parametrize(
    ("km", "said"), [(0, 1), (0.3, 1), (1, 1), (1.01, 2), (4.9, 5), (5.1, 10), (12, 20), (33, 50), (50.1, 100)]
)
def test_a_distance_is_said_coarsely_and_never_too_short(km, said):
    assert at_most_km(km) == said


def test_the_nearest_municipality_decides_between_territories():
    catalogue = a_directory(a_contact(id="m", scope="medellin"), a_contact(id="c", scope="cucuta"))

    assert found(catalogue, (6.3, -75.5)) == ("Medellín", ["m"])
    assert found(catalogue, (7.85, -72.47)) == ("Villa del Rosario", ["c"])
    assert found(catalogue, (7.81, -72.44)) == ("Villa del Rosario", ["c"])  # San Antonio, across the border


def test_own_coordinates_come_first_by_distance_then_the_others_by_their_municipality():
    catalogue = a_directory(
        a_contact(id="no-place", scope="cucuta"),
        a_contact(id="in-cucuta", scope="cucuta", municipality="54001"),
        a_contact(id="in-villa", scope="cucuta", municipality="54874"),
        a_contact(id="far", scope="cucuta", location=[8.36, -72.41]),
        a_contact(id="near", scope="cucuta", location=[7.85, -72.471]),
    )

    near = nearby(catalogue, VILLA)

    assert [entry.contact.id for entry in near.entries] == ["near", "far", "no-place", "in-villa", "in-cucuta"]
    assert [entry.km is None for entry in near.entries] == [False, False, True, True, True]


def test_a_territory_without_entries_gives_way_to_the_next_that_is_near():
    catalogue = a_directory(a_contact(id="c", scope="cucuta"))

    assert found(catalogue, (7.373, -72.648)) == ("Villa del Rosario", ["c"])


def test_outside_the_territories_an_entry_counts_where_it_stands():
    unplaced = a_contact(id="nowhere", scope="resto")
    placed = a_contact(id="pamplona", scope="resto", municipality="54518")

    assert found(a_directory(unplaced), (7.373, -72.648)) is None
    assert found(a_directory(unplaced, placed), (7.373, -72.648)) == ("P", ["pamplona"])


@pytest.mark.parametrize(
    "point",
    [(6.247, -74.0), (48.85, 2.35), (0, 0), (math.nan, 0), (0, math.nan), (math.inf, math.inf), (91, 0), (0, -181)],
)
def test_what_is_far_or_nowhere_finds_nothing(point):
    assert found(a_directory(a_contact(id="m", scope="medellin")), point) is None


def test_national_lines_are_near_nobody():
    assert found(a_directory(), CUCUTA) is None


@pytest.mark.parametrize("location", [[-72.5, 7.9], [7.9], [95, -72], [7.9, "oeste"]])
def test_a_location_outside_colombia_is_no_location(location):
    with pytest.raises(ValidationError):
        Municipality(code="54001", name="Cúcuta", location=location)


def test_an_entry_belongs_to_a_territory_and_a_municipality_of_it(real):
    from datetime import date

    catalogue = a_catalogue(
        contacts=[
            a_contact(),
            a_contact(id="a", scope="atlantis"),
            a_contact(id="b", scope="cucuta", municipality="05001"),
            a_contact(id="c", scope="cucuta", municipality="54001"),
            a_contact(id="d", municipality="54001"),
        ],
        territories=TERRITORIES,
    )

    assert [finding.message for finding in check(catalogue, today=date(2024, 7, 4))] == [
        "'a' is of 'atlantis', which is not in content/territorios/",
        "'b' is in 05001, no municipality of 'cucuta'",
        "'d' is in 54001, no municipality of 'nacional'",
    ]


def test_every_municipality_of_the_catalogue_has_its_place(real):
    for territory in real.territories.values():
        for municipality in territory.municipalities:
            assert municipality.location is not None, municipality.name


def test_the_municipalities_of_a_mesa_lie_around_its_first(real):
    for territory in real.territories.values():
        middle = territory.municipalities[0].location
        if territory.mesa:
            assert {m.name for m in territory.municipalities if distance_km(middle, m.location) > 60} == set()


def test_each_town_of_a_mesa_finds_its_own_directory(real):
    for territory in real.territories.values():
        for municipality in territory.municipalities if territory.mesa else ():
            near = nearby(real, municipality.location)

            assert (near.territory.id, near.municipality.code) == (territory.id, municipality.code)
            assert near.km < 0.001 < FARTHEST_KM


def test_the_territories_file_names_the_source_of_its_coordinates():
    head = (ROOT / "content/territorios/territorios.yaml").read_text(encoding="utf-8").partition("- id")[0]

    assert "DIVIPOLA" in head
    assert "DANE" in head
