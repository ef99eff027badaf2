import pytest
from makers import a_card, a_catalogue, a_topic

from redes.content.schema import Audience
from redes.content.search import Hit, Search

CATALOGUE = a_catalogue(
    topics=[
        a_topic(
            "vacunacion",
            a_card(id="vacunacion-migrante", title="Vacunas para su bebé", answer="Son gratis.", keywords=["carné"]),
            a_card(
                id="vacunacion-personal",
                audience="personal",
                title="Vacunas para su bebé",
                answer="Son gratis.",
                keywords=["carné"],
            ),
            label="Vacunación",
        ),
        a_topic(
            "tutela", a_card(id="tutela-migrante", title="Poner una tutela", answer="Un juez decide."), label="Tutela"
        ),
        a_topic(
            "medicamentos",
            a_card(id="medicamentos-migrante", title="Medicamentos", answer="Pida la fórmula al médico."),
            label="Medicamentos",
        ),
    ]
)
SEARCH = Search(CATALOGUE)


@pytest.mark.parametrize(
    ("query", "card"),
    [
        ("tutela", "tutela-migrante"),
        ("TUTELA", "tutela-migrante"),
        ("¿cómo pongo una tutéla?", "tutela-migrante"),
        ("tutelas", "tutela-migrante"),
        ("vacuna", "vacunacion-migrante"),
        ("vacunas", "vacunacion-migrante"),
        ("vakunas para mi beve", "vacunacion-migrante"),
        ("vacunasion", "vacunacion-migrante"),
        ("medicamneto", "medicamentos-migrante"),
        ("MEDICAMENTOOOOS", "medicamentos-migrante"),
        ("un juez", "tutela-migrante"),
        ("carne", "vacunacion-migrante"),
    ],
)
def test_a_card_is_found_despite_slips_plurals_and_capitals(query, card):
    assert [hit.card for hit in SEARCH.find(query)][:1] == [card]


@pytest.mark.parametrize("query", ["", "   ", "de la que", "¿?", "xyzzyx", "🙂"])
def test_words_that_say_nothing_find_nothing(query):
    assert SEARCH.find(query) == []


def test_a_topic_is_offered_once_by_the_card_of_its_audience():
    for_staff = SEARCH.find("vacunas", audience=Audience.PERSONAL)
    for_migrant = SEARCH.find("vacunas", audience=Audience.MIGRANTE)

    assert [hit.card for hit in for_staff] == ["vacunacion-personal"]
    assert [hit.card for hit in for_migrant] == ["vacunacion-migrante"]


def test_a_query_that_is_the_topics_own_name_scores_one_and_a_keyword_less():
    [by_name] = SEARCH.find("vacunacion")
    [by_keyword] = SEARCH.find("carné")

    assert by_name == Hit(card="vacunacion-migrante", topic="vacunacion", score=1.0)
    assert by_keyword.card == "vacunacion-migrante"
    assert by_keyword.score < 1


def test_no_more_than_asked_for_and_the_best_first():
    hits = SEARCH.find("tutela vacunas medicamentos médico", limit=2)

    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_scores_are_shares():
    hits = SEARCH.find("tutela tutela vacunas bebé juez formula gratis y otra cosa")

    assert [hit for hit in hits if not 0 < hit.score <= 1] == []


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("me kieren cobrar en urgensias", "urgencias"),
        ("TUTELAS", "tutela"),
        ("vacunas para mi hija", "vacunacion"),
        ("no me entregan los medicamentos", "medicamentos"),
        ("estoy embarazada", "embarazo-parto"),
    ],
)
def test_the_real_catalogue_answers_plain_questions(real, query, topic):
    assert topic in [hit.topic for hit in Search(real).find(query, limit=3)]
