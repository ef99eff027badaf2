import pytest
from makers import a_card, a_catalogue, a_topic

from redes.content.schema import Audience, CardTranslation, TopicTranslation
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


def test_a_query_that_is_the_topics_own_name_scores_one_and_a_word_of_its_text_less():
    [by_name] = SEARCH.find("vacunacion")
    [by_word] = SEARCH.find("gratis")

    assert by_name == Hit(card="vacunacion-migrante", topic="vacunacion", score=1.0)
    assert by_word.card == "vacunacion-migrante"
    assert by_word.score < 1


def test_no_more_than_asked_for_and_the_best_first():
    hits = SEARCH.find("tutela vacunas medicamentos médico", limit=2)

    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_scores_are_shares():
    hits = SEARCH.find("tutela tutela vacunas bebé juez formula gratis y otra cosa")

    assert [hit for hit in hits if not 0 < hit.score <= 1] == []


def test_the_card_of_the_audience_stands_for_its_topic_even_when_only_the_other_holds_the_word():
    search = Search(
        a_catalogue(
            topics=[
                a_topic(
                    "urgencias",
                    a_card(id="u-migrante", keywords=["me caí"]),
                    a_card(id="u-personal", audience="personal", keywords=["triage"]),
                ),
                a_topic("tutela", a_card(id="t-migrante", title="Tutela")),
            ]
        )
    )

    assert [hit.card for hit in search.find("triage", audience=Audience.MIGRANTE)] == ["u-migrante"]
    assert [hit.card for hit in search.find("triage", audience=Audience.PERSONAL)] == ["u-personal"]
    assert [hit.card for hit in search.find("tutela", audience=Audience.PERSONAL)] == ["t-migrante"]


def test_for_somebody_who_did_not_say_who_she_is_the_first_card_of_a_topic_wins_unless_another_fits_much_better():
    search = Search(
        a_catalogue(
            topics=[
                a_topic(
                    "urgencias",
                    a_card(id="u-migrante", keywords=["accidente"]),
                    a_card(id="u-personal", audience="personal", keywords=["accidente", "remisión", "remitir"]),
                )
            ]
        )
    )

    assert [hit.card for hit in search.find("accidente")] == ["u-migrante"]
    assert [hit.card for hit in search.find("remisión")] == ["u-personal"]


def test_ties_are_broken_by_the_order_of_the_catalogue():
    topics = [a_topic(topic, a_card(id=f"{topic}-x", keywords=["carné"])) for topic in ("pep", "sisben", "ive")]

    forwards = Search(a_catalogue(topics=topics)).find("carné")
    backwards = Search(a_catalogue(topics=topics[::-1])).find("carné")

    assert [hit.card for hit in forwards] == ["pep-x", "sisben-x", "ive-x"]
    assert [hit.card for hit in backwards] == ["ive-x", "sisben-x", "pep-x"]


def test_a_person_finds_by_the_words_of_her_language_and_by_spanish_ones():
    card = a_card(id="v", title="Vacunas", answer="Son gratis.")
    translated = TopicTranslation(
        topic="vacunacion",
        label="Vaccines",
        cards=[
            CardTranslation(
                id="v", follows="0", state="escrita", keywords=["shots"], title="Vaccines", answer="They are free."
            )
        ],
    )
    search = Search(
        a_catalogue(
            topics=[a_topic("vacunacion", card, label="Vacunación"), a_topic("tutela")],
            translations={("en", "vacunacion"): translated},
        )
    )

    found = {
        (query, language): [hit.card for hit in search.find(query, language=language)]
        for query in ("shots", "vacunas")
        for language in ("es", "en", "fr")
    }

    assert found == {
        ("shots", "es"): [],
        ("shots", "en"): ["v"],
        ("shots", "fr"): [],
        ("vacunas", "es"): ["v"],
        ("vacunas", "en"): ["v"],
        ("vacunas", "fr"): ["v"],
    }


@pytest.mark.parametrize("sigla", ["EPS", "ppt", "IVE", "Pep", "SC", "RAMV", "SC-2", "TB", "PQRS", "RUMV", "VIH"])
def test_a_sigla_finds_a_card_of_the_real_catalogue(real, sigla):
    assert Search(real).find(sigla)[0].score > 0.5


def test_every_card_of_the_real_catalogue_is_found_by_its_own_title(real):
    search = Search(real)

    missed = [
        card.id
        for card in real.cards.values()
        if card.id not in [hit.card for hit in search.find(card.title, audience=card.audience, limit=3)]
    ]

    assert missed == []


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
