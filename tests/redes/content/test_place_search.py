import pytest
from makers import a_catalogue, a_territory

from redes.content.place_search import PlaceSearch
from redes.content.words import words

PLACES = PlaceSearch(
    a_catalogue(
        territories=[
            a_territory(),
            a_territory(
                id="cucuta",
                name="Cúcuta",
                municipalities=[
                    {"code": "54001", "name": "Cúcuta", "synonyms": ["San José de Cúcuta"]},
                    {"code": "54874", "name": "Villa del Rosario"},
                ],
            ),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Medellín", "05001"),
        ("MEDELLIN", "05001"),
        ("medallo", "05001"),
        ("medelin", "05001"),
        ("kúcuta", "54001"),
        ("fue en San José de Cúcuta, en el centro", "54001"),
        ("vivo en villa del rosario desde hace un año", "54874"),
        ("villa rosario", "54874"),
        ("", None),
        ("París", None),
        ("no sé", None),
        ("en un pueblo muy lejos de aquí", None),
    ],
)
def test_a_municipality_is_found_by_name_or_not_guessed(text, code):
    assert PLACES.find(text) == code


def test_every_municipality_of_the_catalogue_is_found_by_its_names(real):
    places = PlaceSearch(real)
    names = {
        (m.code, name) for t in real.territories.values() for m in t.municipalities for name in (m.name, *m.synonyms)
    }

    assert {(places.find(name), name) for _, name in names} == names


def test_no_name_of_the_catalogue_stands_for_two_municipalities(real):
    codes: dict[str, set[str]] = {}
    for territory in real.territories.values():
        for municipality in territory.municipalities:
            for name in (municipality.name, *municipality.synonyms):
                codes.setdefault(" ".join(words(name)), set()).add(municipality.code)

    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_what_is_said_beside_the_name_of_a_place_can_be_had_alone(real):
    assert PlaceSearch(real).without("¿Dónde vacuno en Santa Marta o en Kúkuta?") == "donde vacuno en o en"
