"""The decálogo on a wall: one A3 page, ten practices, large letters, a code that opens the right place."""

import io
from datetime import date

import pytest
import zxingcpp
from makers import an_ips
from PIL import Image
from pypdf import PdfReader

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.doors import Doors
from redes.pictures.poster import UnderReview, poster_sheet
from redes.pictures.typeset import pdf, pictures

DAY = date(2026, 11, 21)
DOORS = Doors(public_url="https://redes.example.org", bot="RedesBot")


def a_sheet(real: Catalogue, **given):
    return poster_sheet(Voice(real, "es"), **{"today": DAY, "doors": DOORS} | given)


def test_the_poster_is_one_a3_page_with_all_ten_practices_that_says_it_is_a_proposal(real: Catalogue):
    [page] = PdfReader(io.BytesIO(pdf("poster", a_sheet(real).to_json()))).pages

    text = " ".join(page.extract_text().split())
    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 1191]
    assert [p.title for p in real.decalogo.practices if p.title not in text] == []
    assert Voice(real, "es").say("decalogo.propuesta") in text


def test_its_titles_are_large_enough_for_three_metres(real: Catalogue):
    sizes: dict[str, float] = {}
    [page] = PdfReader(io.BytesIO(pdf("poster", a_sheet(real).to_json()))).pages
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: sizes.__setitem__(text.strip(), size * abs(tm[3] * cm[3]))
    )

    first = next(size for text, size in sizes.items() if text.startswith("Trato digno"))
    assert first >= 26  # capitals of more than six millimetres


def test_its_code_opens_the_bot_and_for_an_institution_joins_it(real: Catalogue):
    for given, link in (
        ({}, "https://t.me/RedesBot"),
        ({"ips": an_ips()}, "https://t.me/RedesBot?start=ips_norte24"),
        ({"ips": an_ips(), "doors": Doors(public_url="https://redes.example.org")}, "https://redes.example.org"),
    ):
        picture = Image.open(io.BytesIO(pictures("poster", a_sheet(real, **given).to_json())[0]))

        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [link]


def test_a_decalogo_under_review_is_not_printed(real: Catalogue):
    with pytest.raises(UnderReview, match="practices under review: 1, 2,"):
        a_sheet(real, today=real.decalogo.review_by)
