from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from scripted import TODAY

from bot.markdown import plain
from bot.presses import Press
from bot.replies import Reply
from bot.screens.share import LONGEST_URL, share_card, share_city, share_practice, whatsapp_link
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Card, Language
from redes.doors import Doors

DOORS = Doors(bot="RedesSaludablesColombiaBot")


def link_of(reply: Reply) -> str:
    """The address that opens WhatsApp."""
    (url,) = (button.url for row in reply.buttons for button in row if button.url)
    return url


def text_of(reply: Reply) -> str:
    """The text that WhatsApp is opened with."""
    (text,) = parse_qs(urlsplit(link_of(reply)).query)["text"]
    return text


def presses_of(reply: Reply) -> set[str]:
    return {button.press.data for row in reply.buttons for button in row if button.press}


def a_law_card(catalogue: Catalogue) -> Card:
    return catalogue.cards["urgencias-migrante"]


def test_a_card_is_shared_with_its_answer_steps_date_source_and_address(voice: Voice):
    card = a_law_card(voice.catalogue)

    text = text_of(share_card(voice, card, today=TODAY, doors=DOORS))

    assert text.startswith(f"*{card.title}*\n\n{card.answer}\n\n1. {card.steps[0]}\n2. {card.steps[1]}")
    assert "Ley Estatutaria 1751 de 2015" in text
    assert "Revisado el 21 de noviembre de 2026" in text
    assert text.endswith("https://t.me/RedesSaludablesColombiaBot")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_an_address_with_two_of_its_steps(catalogue: Catalogue, language: Language):
    voice = Voice(catalogue, language)
    wrong = []
    for card in catalogue.cards.values():
        reply = share_card(voice, card, today=TODAY, doors=DOORS)
        wanted = [f"{number}. {step}" for number, step in enumerate(voice.card(card).steps[:2], start=1)]
        text = text_of(reply)
        if len(link_of(reply)) > LONGEST_URL or any(step not in text for step in wanted):
            wrong.append((card.id, len(link_of(reply))))

    assert wrong == []


def test_what_is_read_is_what_is_sent(voice: Voice):
    reply = share_card(voice, a_law_card(voice.catalogue), today=TODAY, doors=DOORS)

    assert text_of(reply).replace("*", "").replace("https://", "") == plain(reply.body)


def test_a_card_under_review_shares_its_safe_part_only(voice: Voice):
    card = a_law_card(voice.catalogue)

    text = text_of(share_card(voice, card, today=card.review_by, doors=DOORS))

    assert "En revisión desde" in text
    assert voice.say("ficha.urgencia-siempre") in text
    assert "📞 123" in text
    assert card.title not in text
    assert card.answer not in text
    assert card.steps[0] not in text


def test_a_shared_text_leads_to_its_picture_and_back(voice: Voice):
    reply = share_card(voice, a_law_card(voice.catalogue), today=TODAY, doors=DOORS)

    assert presses_of(reply) == {"picture:urgencias-migrante", "card:urgencias-migrante", "menu"}
    assert all(len(row) <= 2 for row in reply.buttons)


def test_every_card_that_states_law_can_be_shared(catalogue: Catalogue, voice: Voice):
    from bot.screens.cards import card_reply

    missing = [
        card.id
        for card in catalogue.cards.values()
        if (Press("share", card.id).data in presses_of(card_reply(voice, card, today=TODAY))) != card.states_law
    ]

    assert missing == []


@pytest.mark.parametrize("number", ["", *map(str, range(1, 11))])
def test_every_practice_and_the_list_of_all_ten_are_shared_as_a_proposal(voice: Voice, number: str):
    reply = share_practice(voice, number, today=TODAY, doors=DOORS)

    assert reply is not None
    assert len(link_of(reply)) <= LONGEST_URL
    assert voice.say("decalogo.propuesta") in text_of(reply)


def test_a_practice_under_review_shares_nothing_that_may_have_changed(voice: Voice):
    decalogo = voice.catalogue.decalogo

    one = share_practice(voice, "1", today=decalogo.review_by, doors=DOORS)
    all_ten = share_practice(voice, "", today=decalogo.review_by, doors=DOORS)

    assert one is not None
    assert all_ten is not None
    practice = decalogo.practices[0]
    assert voice.say("ficha.urgencia-siempre") in text_of(one)
    for changed in (practice.title, practice.idea, practice.say[0]):
        assert changed not in text_of(one)
        assert changed not in text_of(all_ten)


def test_the_list_of_practices_holds_all_ten(voice: Voice):
    reply = share_practice(voice, "", today=TODAY, doors=DOORS)

    assert reply is not None
    assert all(practice.title in text_of(reply) for practice in voice.catalogue.decalogo.practices)


def test_there_is_no_eleventh_practice_and_no_list_of_nowhere(voice: Voice):
    assert share_practice(voice, "11", today=TODAY, doors=DOORS) is None
    assert share_city(voice, "atlantida", doors=DOORS) is None
    assert share_city(voice, "resto", doors=DOORS) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_directory_fits_an_address_and_counts_what_it_leaves_out(catalogue: Catalogue, language: Language):
    voice = Voice(catalogue, language)
    for scope in (*catalogue.territories, "nacional"):
        reply = share_city(voice, scope, doors=DOORS)
        if reply is None:
            continue
        reachable = [one for one in catalogue.contacts_of(scope) if one.phone or one.address]
        listed = [line for line in text_of(reply).splitlines() if line.startswith("- ")]

        assert len(link_of(reply)) <= LONGEST_URL
        assert listed
        left = len(reachable) - len(listed)
        assert (voice.say("compartir.y-mas", numero=str(left)) in text_of(reply)) == (left > 0)


def test_the_lines_with_a_number_come_first(voice: Voice):
    reply = share_city(voice, "bogota-soacha", doors=DOORS)

    assert reply is not None
    signs = ["📞" in line for line in text_of(reply).splitlines() if line.startswith("- ")]
    assert signs == sorted(signs, reverse=True)


def test_nothing_in_a_text_ends_the_address_early():
    hostile = 'a&b=c#d?e%20+ñ\n"<>'

    assert parse_qs(urlsplit(whatsapp_link(hostile)).query)["text"] == [hostile]


def test_without_a_door_no_address_is_named(voice: Voice):
    reply = share_card(voice, a_law_card(voice.catalogue), today=date(2026, 11, 21), doors=Doors())

    assert "Pregunte gratis" not in text_of(reply)
