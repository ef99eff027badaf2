from datetime import date

import pytest
from makers import THURSDAY, a_card, a_catalogue, a_contact, a_danger, a_norm, a_practice, some_texts
from makers import a_decalogo as the_decalogo

from redes.content.catalogue import Place
from redes.content.check import LONGEST_CARD, Finding, check


def error(message: str, path: str = "content", line: int = 0) -> Finding:
    return Finding(path, line, "error", message)


def issue(message: str, path: str = "content", line: int = 0) -> Finding:
    return Finding(path, line, "issue", message)


def test_nothing_is_found_in_a_catalogue_in_which_nothing_is_missing():
    assert check(a_catalogue(cards=[a_card()]), today=THURSDAY) == []


def test_a_finding_reads_as_file_line_severity_and_reason():
    assert str(error("mend it", "content/a.yaml", 7)) == "content/a.yaml:7: error: mend it"


def test_a_finding_says_where_the_card_stands():
    place = Place("content/derechos/urgencias.yaml", 4)
    catalogue = a_catalogue(cards=[a_card(next=["no-existe"])], places={"card:urgencias-migrante": place})

    assert check(catalogue, today=THURSDAY) == [
        error("card 'urgencias-migrante' offers 'no-existe' next, which does not exist", place.path, place.line)
    ]


@pytest.mark.parametrize(
    ("norm", "message"),
    [
        (
            {"confidence": "baja"},
            "card 'urgencias-migrante' cites 'ley-2-2020', which nobody has read well enough (confidence: baja)",
        ),
        ({"status": "derogada"}, "card 'urgencias-migrante' cites 'ley-2-2020' as law, but it is not in force"),
        (
            {"until": date(2023, 12, 31), "replaced_by": ["ley-1-2020"]},
            "card 'urgencias-migrante' cites 'ley-2-2020' as law, but it is not in force; replaced by ley-1-2020",
        ),
        ({"since": date(2024, 7, 5)}, "card 'urgencias-migrante' cites 'ley-2-2020' as law, but it is not in force"),
    ],
)
def test_a_card_on_a_norm_that_does_not_carry_it_is_an_error(norm, message):
    catalogue = a_catalogue(
        cards=[a_card(basis=[{"norm": "ley-2-2020"}])], norms=[a_norm(), a_norm(id="ley-2-2020", **norm)]
    )

    assert check(catalogue, today=THURSDAY) == [error(message)]


@pytest.mark.parametrize(
    ("norm", "instead"),
    [
        ({"until": date(2024, 7, 3), "replaced_by": ["ley-1-2020"]}, "; replaced by ley-1-2020"),
        ({"until": date(2024, 7, 3), "status": "derogada"}, ""),
    ],
)
def test_a_norm_that_ended_after_the_review_is_an_issue_so_that_the_program_still_loads(norm, instead):
    practices = [
        a_practice(number, **({"basis": [{"norm": "ley-2-2020"}]} if number == 3 else {})) for number in range(1, 11)
    ]
    catalogue = a_catalogue(
        cards=[a_card(basis=[{"norm": "ley-2-2020"}])],
        norms=[a_norm(), a_norm(id="ley-2-2020", **norm)],
        decalogo=the_decalogo(practices=practices),
    )
    ended = "cites 'ley-2-2020', which ended on 2024-07-03, after the review"

    assert check(catalogue, today=date(2024, 7, 3)) == []
    assert check(catalogue, today=THURSDAY) == [
        issue(f"card 'urgencias-migrante' {ended}{instead}"),
        issue(f"practice 3 {ended}{instead}", "content/decalogo/decalogo.yaml", 1),
    ]


@pytest.mark.parametrize(
    "norm", [{"until": THURSDAY}, {"since": THURSDAY}, {"confidence": "media"}, {"status": "por-verificar"}]
)
def test_a_card_on_a_norm_in_force_that_day_is_fine(norm):
    assert check(a_catalogue(cards=[a_card()], norms=[a_norm(**norm)]), today=THURSDAY) == []


def test_a_norm_that_is_not_in_the_catalogue_is_an_error():
    catalogue = a_catalogue(cards=[a_card(basis=[{"norm": "ley-9-2020"}])])

    assert check(catalogue, today=THURSDAY) == [
        error("card 'urgencias-migrante' cites 'ley-9-2020', which is not in content/normas/")
    ]


def test_practices_are_held_to_the_same_norms():
    practices = [
        a_practice(number, **({"basis": [{"norm": "ley-9-2020"}]} if number == 3 else {})) for number in range(1, 11)
    ]

    assert check(a_catalogue(decalogo=the_decalogo(practices=practices)), today=THURSDAY) == [
        error("practice 3 cites 'ley-9-2020', which is not in content/normas/", "content/decalogo/decalogo.yaml", 1)
    ]


@pytest.mark.parametrize("link", ["amended_by", "repeals", "replaced_by"])
def test_norms_link_to_norms_of_the_catalogue(link):
    assert check(a_catalogue(norms=[a_norm(**{link: ["ley-9-2020"]})]), today=THURSDAY) == [
        error("norm 'ley-1-2020' links to unknown norm 'ley-9-2020'")
    ]
    assert check(a_catalogue(norms=[a_norm(**{link: ["ley-2-2020"]}), a_norm(id="ley-2-2020")]), today=THURSDAY) == []


def test_a_contact_that_is_not_in_the_directory_is_an_error():
    catalogue = a_catalogue(
        cards=[a_card(contacts=["no-existe", "nac-123"])],
        dangers=[a_danger(contacts=["tampoco"])],
        contacts=[a_contact()],
    )

    assert check(catalogue, today=THURSDAY) == [
        error("card 'urgencias-migrante' names contact 'no-existe', which is not in content/directorio/"),
        error("danger 'medica' names unknown contact 'tampoco'", "content/seguridad"),
    ]


def test_a_topic_without_a_card_is_an_error():
    whole = a_catalogue()
    topics = [file for topic, file in whole.topics.items() if topic != "tutela"]

    assert check(a_catalogue(topics=topics), today=THURSDAY) == [
        error("the topic 'tutela' has no card; add content/derechos/tutela.yaml", "content/derechos")
    ]


def test_a_card_longer_than_a_message_is_an_error():
    step = "x" * 600
    catalogue = a_catalogue(cards=[a_card(title="xxx", answer="x", steps=[step] * 6)])

    size = 3 + 1 + 6 * 600 + 8  # title, answer, steps, and the ends of eight lines
    assert check(catalogue, today=THURSDAY) == [
        error(
            f"card 'urgencias-migrante' has {size} characters; a message takes {LONGEST_CARD}: split it and link by 'next'"
        )
    ]


def test_an_id_must_fit_a_button():
    assert check(a_catalogue(cards=[a_card(id="a" * 52)]), today=THURSDAY) == []
    assert check(a_catalogue(cards=[a_card(id="a" * 53)]), today=THURSDAY) == [
        error(f"the id '{'a' * 53}' is longer than 52 bytes")
    ]


@pytest.mark.parametrize(
    ("today", "findings"),
    [
        (date(2024, 12, 31), []),
        (date(2025, 1, 1), [issue("card 'urgencias-migrante' was to be reviewed by 2025-01-01")]),
    ],
)
def test_a_review_is_due_from_its_day_on(today, findings):
    catalogue = a_catalogue(cards=[a_card(review_by=date(2025, 1, 1))], topics=None)
    found = [f for f in check(catalogue, today=today) if "urgencias-migrante" in f.message]

    assert found == findings


def test_the_review_of_the_decalogo_is_due_from_its_day_on():
    catalogue = a_catalogue(decalogo=the_decalogo(review_by=date(2024, 7, 5)))

    assert check(catalogue, today=THURSDAY) == []
    assert check(catalogue, today=date(2024, 7, 5)) == [
        issue("the decálogo was to be reviewed by 2024-07-05", "content/decalogo/decalogo.yaml", 1)
    ]


@pytest.mark.parametrize("field", ["answer", "title", "open_question"])
@pytest.mark.parametrize("phone", ["3001234567", "601 234 5678", "+57 300 123 4567"])
def test_a_phone_number_in_a_card_is_an_error(field, phone):
    catalogue = a_catalogue(cards=[a_card(**{field: f"Llame al {phone}."})])

    assert check(catalogue, today=THURSDAY) == [
        error(
            "card 'urgencias-migrante' holds a phone number; put it into content/directorio/ and name it under 'contacts'"
        )
    ]


@pytest.mark.parametrize(
    "text", ["Marque 123.", "Línea 155 o 141.", "Ley 1751 de 2015, art. 10.", "$ 1.300.000", "El 2024-07-04."]
)
def test_short_lines_norms_and_amounts_are_no_phone_numbers(text):
    assert check(a_catalogue(cards=[a_card(answer=text)]), today=THURSDAY) == []


def test_every_language_says_what_spanish_says():
    catalogue = a_catalogue(
        texts=[
            some_texts(texts={"a": "Hola, {name}.", "b": "Chao.", "c": "Sí."}),
            some_texts("en", {"a": "Hello, {nombre}.", "c": "Yes.", "d": "No."}),
        ],
        places={"texts:en": Place("content/textos/en.yml", 1)},
    )

    assert check(catalogue, today=THURSDAY) == [
        error("the text 'a' must hold the places ['name']", "content/textos/en.yml", 1),
        error("the text 'd' does not exist in Spanish", "content/textos/en.yml", 1),
        issue("the text 'b' is missing; Spanish is shown instead", "content/textos/en.yml", 1),
    ]


def test_the_real_catalogue_has_no_errors(real):
    findings = check(real, today=date(2026, 11, 21))

    assert [str(finding) for finding in findings if finding.severity == "error"] == []
