"""The table tent: what stands on it, and where its code leads."""

import pytest
from looking import scanned, text_of

from bot.commands import command_press
from bot.presses import Press
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES
from redes.doors import Doors
from redes.pictures.sign import NoDoor, sign_sheet
from redes.pictures.typeset import pages, pdf

HOSPITAL = "cuc-huem"
WEB = Doors(public_url="https://redes.example.org", bot="RedesBot")
TELEGRAM = Doors(bot="RedesBot")


def a_sign(real: Catalogue, doors: Doors = TELEGRAM, place: str = HOSPITAL):
    voices = {language: Voice(real, language) for language in real.languages}
    return sign_sheet(voices, real.contacts[place], doors=doors)


def test_it_says_in_five_languages_what_to_do_and_that_it_is_anonymous(real: Catalogue):
    [text] = text_of(pdf("sign", a_sign(real).to_json()))

    assert real.contacts[HOSPITAL].name in text
    for language in LANGUAGES:
        voice = Voice(real, language)
        assert voice.say("letrero.titulo") in text
        assert voice.say("letrero.anonimo") in text


@pytest.mark.parametrize(
    ("doors", "link"),
    [(WEB, f"https://redes.example.org/?r={HOSPITAL}"), (TELEGRAM, f"https://t.me/RedesBot?start=r_{HOSPITAL}")],
)
def test_its_code_opens_the_report_of_this_institution_on_both_sides(real: Catalogue, doors, link):
    [page] = pages("sign", a_sign(real, doors).to_json())

    assert scanned(page, width=1240) == [link, link]


def test_what_the_code_opens_on_telegram_begins_a_report_there():
    assert command_press(f"/start r_{HOSPITAL}") == Press("report-at", HOSPITAL)


def test_every_institution_of_the_directory_fits_on_one_page(real: Catalogue):
    longest = max(real.contacts.values(), key=lambda contact: len(contact.name)).id

    assert len(text_of(pdf("sign", a_sign(real, WEB, longest).to_json()))) == 1


def test_a_sign_whose_code_opens_nothing_is_not_made(real: Catalogue):
    with pytest.raises(NoDoor, match="REDES_PUBLIC_URL"):
        a_sign(real, Doors())
