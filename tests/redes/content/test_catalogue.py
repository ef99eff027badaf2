import re

import pytest
from makers import a_barrier, a_card, a_catalogue, a_category, a_contact, a_territory, a_topic

from redes.content.schema import Audience, CardTranslation, TopicTranslation

MIGRANT = a_card(id="urgencias-migrante", audience="migrante")
STAFF = a_card(id="urgencias-personal", audience="personal")
ALL = a_card(id="urgencias-todos", audience="todos")


@pytest.mark.parametrize(
    ("cards", "audience", "answer"),
    [
        ((STAFF, MIGRANT), None, STAFF),
        ((MIGRANT, STAFF), None, MIGRANT),
        ((STAFF, ALL), None, STAFF),
        ((STAFF, MIGRANT), Audience.MIGRANTE, MIGRANT),
        ((STAFF, MIGRANT), Audience.PERSONAL, STAFF),
        ((STAFF, ALL), Audience.MIGRANTE, ALL),
        ((ALL, STAFF), Audience.PERSONAL, ALL),
        ((STAFF,), None, STAFF),
    ],
)
def test_a_topic_is_answered_by_the_first_card_for_the_audience(cards, audience, answer):
    catalogue = a_catalogue(cards=cards)

    assert catalogue.card_for("urgencias", audience) == answer


def test_a_topic_without_a_file_has_no_card():
    assert a_catalogue(topics=[]).card_for("urgencias", None) is None


def test_cards_are_found_by_id_with_their_topic():
    catalogue = a_catalogue(topics=[a_topic("urgencias", MIGRANT), a_topic("tutela")])

    assert list(catalogue.cards) == ["urgencias-migrante", "tutela"]
    assert dict(catalogue.topic_of) == {"urgencias-migrante": "urgencias", "tutela": "tutela"}


def test_translations_are_found_by_language_and_card():
    card = CardTranslation(id="tutela", follows="0" * 12, state="escrita", title="Tutela", answer="A judge.")
    catalogue = a_catalogue(
        translations={("en", "tutela"): TopicTranslation(topic="tutela", label="Tutela", cards=[card])}
    )

    assert dict(catalogue.card_translations) == {("en", "tutela"): card}


def test_barriers_and_municipalities_are_found_by_their_ids():
    barrier, territory = a_barrier(id="urg.otra"), a_territory()
    catalogue = a_catalogue(categories=[a_category(barrier)], territories=[territory])

    assert dict(catalogue.barriers) == {"urg.otra": barrier}
    assert dict(catalogue.municipalities) == {"05001": (territory, territory.municipalities[0])}


def test_contacts_of_a_territory_stand_in_file_order():
    first, other, second = a_contact(id="b", scope="cali"), a_contact(id="c"), a_contact(id="a", scope="cali")

    assert list(a_catalogue(contacts=[first, other, second]).contacts_of("cali")) == [first, second]


def test_what_the_directory_says_speaks_to_the_caller_and_not_to_its_editor(real):
    editors = re.compile(r"\b(confirmar|verificar|validar|publicar|la fuente|fuente de|según la nota)\b", re.IGNORECASE)

    told = [
        (contact.id, said)
        for contact in real.contacts.values()
        for said in (contact.offers, contact.hours, contact.channels, contact.address, contact.caution)
        if said and editors.search(said)
    ]

    assert told == []
