from datetime import date

import pytest
from makers import (
    THURSDAY,
    a_barrier,
    a_card,
    a_catalogue,
    a_category,
    a_contact,
    a_danger,
    a_norm,
    a_practice,
    some_texts,
)
from makers import a_decalogo as the_decalogo

from redes.content.catalogue import Place
from redes.content.check import check
from redes.content.finding import Finding
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.translation import spanish_version


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
        issue(f"practice 3 {ended}{instead}"),
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
        error("practice 3 cites 'ley-9-2020', which is not in content/normas/")
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
        error("danger 'medica' names contact 'tampoco', which is not in content/directorio/"),
    ]


def test_a_topic_without_a_card_is_an_error():
    whole = a_catalogue()
    topics = [file for topic, file in whole.topics.items() if topic != "tutela"]

    assert check(a_catalogue(topics=topics), today=THURSDAY) == [
        error("the topic 'tutela' has no card; add content/derechos/tutela.yaml", "content/derechos")
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
    assert check(catalogue, today=date(2024, 7, 5)) == [issue("the decálogo was to be reviewed by 2024-07-05")]


def test_every_language_says_what_spanish_says():
    catalogue = a_catalogue(
        texts=[
            some_texts(texts={"a": "Hola, {name}.", "b": "Chao.", "c": "Sí."}),
            some_texts("en", {"a": "Hello, {nombre}.", "c": "Yes.", "d": "No."}),
        ],
        places={"texts:en": Place("content/textos/en.yml", 1)},
    )

    assert [finding for finding in check(catalogue, today=THURSDAY) if "the text" in finding.message] == [
        error("the text 'a' must hold the places ['name']", "content/textos/en.yml", 1),
        error("the text 'd' does not exist in Spanish", "content/textos/en.yml", 1),
        issue("the text 'b' is missing; Spanish is shown instead", "content/textos/en.yml", 1),
    ]


def test_a_norm_is_to_be_read_again_half_a_year_after_it_was_checked_or_when_its_author_says():
    cards = [a_card(), a_card(id="urgencias-personal", audience="personal")]

    def found(**norm):
        catalogue = a_catalogue(cards=cards, norms=[a_norm(checked_on=date(2024, 1, 4), **norm)])
        return [finding for finding in check(catalogue, today=THURSDAY) if "source again" in finding.message]

    assert found(review_by=date(2024, 7, 5)) == found(review_by=None, status="vigente")[1:] == []
    assert found(review_by=None) == [
        issue(
            "norm 'ley-1-2020' was to be compared with its source again by 2024-07-04; on it stand card "
            "'urgencias-migrante', card 'urgencias-personal', "
            + ", ".join(f"practice {number}" for number in range(1, 11))
        )
    ]


def test_a_norm_that_nobody_cites_need_not_be_read_again():
    spare = a_norm(id="ley-2-2020", review_by=date(2024, 2, 1))

    assert check(a_catalogue(cards=[a_card()], norms=[a_norm(), spare]), today=THURSDAY) == []


@pytest.mark.parametrize("law", ["Tiene derecho a eso.", "No le pueden cobrar.", "Es gratis.", "Lo dice la ley."])
def test_a_card_that_cites_nothing_may_not_state_law(law):
    talk = a_card(audience="todos", basis=[], states_law=False, answer=f"Hola. {law}")

    [found] = check(a_catalogue(cards=[talk]), today=THURSDAY)

    assert found.severity == "error"
    assert found.message.startswith("card 'urgencias-migrante' states law ('")


def test_a_barrier_leads_to_cards_that_cite_the_law_it_speaks_of():
    catalogue = a_catalogue(categories=[a_category(a_barrier(routes=[]))])

    assert check(catalogue, today=THURSDAY) == [
        error("the barrier 'urg.puerta' leads to no topic, so that what it says cites no norm; fill 'routes'")
    ]


def english(card, **given):
    """An English translation of a card of the topic ``urgencias``, in step with it."""
    default = {"id": card.id, "follows": spanish_version(card), "state": "escrita", "title": "Title", "answer": "Go."}
    return {
        ("en", "urgencias"): TopicTranslation(
            topic="urgencias", label="Emergencies", cards=[CardTranslation(**default | given)]
        )
    }


def test_a_translation_says_as_many_things_as_the_spanish_follows_it_and_belongs_to_a_card():
    card = a_card(steps=["Vaya."])

    def found(**given):
        return check(a_catalogue(cards=[card], translations=english(card, **given)), today=THURSDAY)

    now = spanish_version(card)
    assert found(steps=["Go."]) == []
    assert found(steps=["Go.", "Run."]) == [
        error("'urgencias-migrante' in en does not say as many things as the Spanish: steps")
    ]
    assert found(steps=["Go."], follows="00000000") == [
        issue(f"'urgencias-migrante' in en is stale: it follows 00000000, the Spanish is now {now}")
    ]
    assert found(id="no-existe", steps=["Go."]) == [error("translates the card 'no-existe', which does not exist")]


@pytest.mark.parametrize(
    ("audience", "missing"), [("migrante", "en, ht"), ("todos", "en, ht"), ("personal", "en")], ids=str
)
def test_cards_for_migrants_speak_all_languages_and_those_for_staff_english_too(audience, missing):
    card = a_card(audience=audience)
    languages = [some_texts(), some_texts("en"), some_texts("ht")]

    def found(translations):
        findings = check(a_catalogue(cards=[card], texts=languages, translations=translations), today=THURSDAY)
        return [f for f in findings if "'urgencias-migrante'" in f.message]

    where = "translate it in content/traducciones/"
    assert found({}) == [issue(f"card 'urgencias-migrante' is missing in {missing}; {where}")]
    left = missing.replace("en", "").strip(", ")
    assert found(english(card)) == ([issue(f"card 'urgencias-migrante' is missing in {left}; {where}")] if left else [])


def test_nothing_is_found_in_the_real_catalogue_on_the_day_of_its_review(real):
    assert [str(finding) for finding in check(real, today=date(2026, 11, 21))] == []
