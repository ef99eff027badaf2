"""«Conozca sus derechos» on a wall: one A3 page in each language, large letters, a code that opens the right place."""

import dataclasses
import io
from datetime import date

import pytest
import zxingcpp
from makers import an_ips
from PIL import Image
from pypdf import PdfReader

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Language
from redes.doors import Doors
from redes.pictures.poster import UnderReview
from redes.pictures.rights import rights_picture, rights_sheet
from redes.pictures.sheet import printable
from redes.pictures.typeset import pages, pdf, pictures

DAY = date(2026, 11, 22)
DOORS = Doors(public_url="https://redes.example.org", bot="RedesBot")


def a_sheet(real: Catalogue, language: Language = "es", **given):
    return rights_sheet(Voice(real, language), **{"today": DAY, "doors": DOORS} | given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_a3_page_with_every_right_and_letters_for_three_metres(real: Catalogue, language: Language):
    sheet = a_sheet(real, language)
    sizes: dict[str, float] = {}
    [page] = PdfReader(io.BytesIO(pdf("rights", sheet.to_json()))).pages
    text = " ".join(
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: sizes.__setitem__(text.strip(), size * abs(tm[3] * cm[3]))
        ).split()
    )

    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 1191]
    wanted = [sheet.title, sheet.lead, sheet.emergency, *(part for right in sheet.rights for part in right)]
    assert [part for part in wanted if part not in text] == []
    names = {name for name, _ in sheet.rights}
    assert min(size for said, size in sizes.items() if said in names) >= 30
    assert [line for line in (*wanted, *sheet.lines) if line != printable(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_code_opens_the_rights_in_its_language(real: Catalogue, language: Language):
    picture = Image.open(io.BytesIO(pages("rights", a_sheet(real, language).to_json())[0]))

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"https://redes.example.org/?d={language}"]


@pytest.mark.parametrize(
    ("doors", "link"),
    [
        (DOORS, "https://redes.example.org/?d=ht.norte24"),
        (Doors(bot="RedesBot"), "https://t.me/RedesBot?start=d_ht_norte24"),
        (Doors(), None),
    ],
)
def test_on_the_wall_of_an_institution_the_code_carries_its_own(real: Catalogue, doors: Doors, link: str | None):
    sheet = a_sheet(real, "ht", doors=doors, ips=an_ips())

    picture = Image.open(io.BytesIO(pages("rights", sheet.to_json())[0]))

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ([link] if link else [])
    assert "IPS de prueba" in sheet.lines


def test_the_one_for_a_printing_house_has_bleed_and_crop_marks_round_the_same_page(real: Catalogue):
    sheet = dataclasses.replace(a_sheet(real, "fr"), press=True).to_json()
    [page] = PdfReader(io.BytesIO(pdf("rights", sheet))).pages
    picture = Image.open(io.BytesIO(pages("rights", sheet)[0])).convert("RGB")

    assert [round(float(side)) for side in page.mediabox[2:]] == [842 + 56, 1191 + 56]
    dots = picture.width / (842 + 56)

    def colour(x: float, y: float) -> tuple[int, ...]:
        return picture.getpixel((int(x * dots), int(y * dots)))

    inside, in_bleed, beyond = colour(40, 40), colour(24, 40), colour(10, 40)
    assert inside == in_bleed
    assert beyond == (255, 255, 255)
    assert min(sum(colour(28 + dx / 4, 8)) for dx in range(-6, 7)) < 500  # the mark at the trimmed corner


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_for_a_telephone_has_two_pages_at_most(real: Catalogue, language: Language):
    sheet = rights_picture(Voice(real, language), today=DAY, doors=DOORS)

    made = pictures("sheet", sheet.to_json())

    assert 1 <= len(made) <= 2
    assert {Image.open(io.BytesIO(page)).width for page in made} == {1080}


def test_what_is_under_review_is_not_printed(real: Catalogue):
    with pytest.raises(UnderReview):
        a_sheet(real, today=real.rights.review_by)
    with pytest.raises(UnderReview):
        rights_picture(Voice(dataclasses.replace(real, rights=None), "es"), today=DAY, doors=DOORS)
