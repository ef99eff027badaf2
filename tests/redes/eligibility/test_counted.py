"""Ages, weeks of pregnancy and lengths of time in a sentence."""

import pytest

from redes.content.catalogue import Catalogue
from redes.content.phrases import tokens_of
from redes.eligibility.counted import Counter


def told(catalogue: Catalogue, text: str) -> dict[str, str]:
    return {one.fact: one.value for one in Counter(catalogue.speech.counting).read(tokens_of(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tengo 17 años", {"grupo:menor": "si"}),
        ("tengo 18 años", {"grupo:menor": "no"}),
        ("tengo 59 años", {"grupo:menor": "no"}),
        ("tengo 60 años", {"grupo:persona-mayor": "si"}),
        ("tengo 300 años", {}),
        ("setenta y dos años", {"grupo:persona-mayor": "si"}),
        ("sixty-five years old", {"grupo:persona-mayor": "si"}),
        ("señora de 66, diabética", {"grupo:persona-mayor": "si"}),
        ("mayores de 60", {"grupo:persona-mayor": "si"}),
        ("my son is 4", {}),
        ("my daughter is 4", {"grupo:menor": "si"}),
        ("fem 28a", {"grupo:menor": "no"}),
        ("hace 5 años", {"cuando": "antes"}),
        ("llevo 5 años en Colombia", {}),
        ("tengo 5 años en Colombia", {}),
        ("tengo 5 años viviendo aquí", {}),
        ("2 years ago", {"cuando": "antes"}),
        ("bebé de 28 días", {"grupo:recien-nacido": "si"}),
        ("bebé de 29 días", {"grupo:menor": "si"}),
        ("bebé de 4 semanas", {"grupo:recien-nacido": "si"}),
        ("bebé de un mes", {"grupo:menor": "si"}),
        ("tengo 5 días con fiebre", {}),
        ("hace 7 días", {"cuando": "esta-semana"}),
        ("hace 8 días", {"cuando": "este-mes"}),
        ("hace dos meses", {"cuando": "antes"}),
        ("7 meses de embarazo", {"grupo:gestante": "si"}),
        ("embarazada de 3 meses", {"grupo:gestante": "si"}),
        ("tengo 30 semanas", {"grupo:gestante": "si"}),
        ("tengo 5 semanas con tos", {}),
        ("EG 34", {"grupo:gestante": "si"}),
        ("34 sdg", {"grupo:gestante": "si"}),
        ("60 sdg", {}),
        ("pitit mwen gen 3 zan", {"grupo:menor": "si"}),
        ("meu filho de 5 anos", {"grupo:menor": "si"}),
        ("ma fille de 2 ans", {"grupo:menor": "si"}),
        ("100000000000000000000 años", {}),
        ("3 citas", {}),
        ("veinte y", {}),
    ],
)
def test_a_number_tells_what_its_unit_and_its_neighbours_make_of_it(
    real: Catalogue, text: str, expected: dict[str, str]
) -> None:
    assert told(real, text) == expected
