import pytest
from makers import THURSDAY, a_catalogue, a_vocabulary

from redes.content.check import check
from redes.content.finding import Finding


def findings(**given):
    return [f.message for f in check(a_catalogue(vocabularies=[a_vocabulary(**given)]), today=THURSDAY)]


def a_term(value, *said, **given):
    return {"value": value, "label": {"es": value}, "said": {"es": said}, **given}


def test_values_of_the_contracts_with_names_of_their_own_are_fine():
    assert findings(fact="triage", terms=[a_term("I", "triage 1"), a_term("sin-clasificar", "sin triage")]) == []
    assert findings(fact="cuando", terms=[a_term("hoy", "hoy")]) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"fact": "color", "terms": [a_term("azul")]}, "'color' is no fact; the facts are listed in contracts.md"),
        (
            {"fact": "afiliacion", "terms": [a_term("subsidiada")]},
            "'subsidiada' is no value of 'afiliacion'; they are contributivo, subsidiado, no-afiliado",
        ),
        (
            {"fact": "situacion-grave", "terms": [a_term("si", denied="nunca")]},
            "'nunca' is no value of 'situacion-grave'; they are si, no",
        ),
        (
            {
                "fact": "afiliacion",
                "terms": [a_term("subsidiado")],
                "hints": [{"said": {"es": ["eps"]}, "value": "eps"}],
            },
            "'eps' is no value of 'afiliacion'; they are contributivo, subsidiado, no-afiliado",
        ),
        (
            {
                "fact": "afiliacion",
                "terms": [a_term("subsidiado")],
                "hints": [{"said": {"es": ["eps"]}, "beside": {"triage=VI": "subsidiado"}}],
            },
            "the hint leans on 'triage=VI', which is no fact and value such as 'triage=II'",
        ),
    ],
)
def test_what_is_no_value_of_its_fact_is_an_error(given, message):
    assert findings(**given) == [message]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ppt", "ppt"), ("sin eps", "Sin EPS"), ("venc*", "vencido"), ("a|b", "b|c"), ("<x> ... dos", "uno dos")],
)
def test_a_name_of_two_values_is_an_error(one, other):
    terms = [a_term("contributivo", one), a_term("subsidiado", other)]

    assert findings(fact="afiliacion", terms=terms, words={"x": ["uno", "tres"]}) == [
        f"'{one}' of 'contributivo' and '{other}' of 'subsidiado' can be the same words; keep one of them"
    ]


def test_a_longer_name_that_begins_with_a_shorter_one_is_fine():
    assert findings(fact="afiliacion", terms=[a_term("contributivo", "eps c"), a_term("subsidiado", "eps")]) == []


def test_an_error_names_the_file():
    catalogue = a_catalogue(vocabularies=[a_vocabulary(fact="color", terms=[a_term("azul")])])

    assert check(catalogue, today=THURSDAY) == [
        Finding("content", 0, "error", "'color' is no fact; the facts are listed in contracts.md")
    ]
