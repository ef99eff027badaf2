import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looking import opened, scanned, text_of

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Language
from redes.doors import Doors
from redes.pictures import typeset
from redes.pictures.card import card_sheet, practice_sheet
from redes.pictures.directory import directory_sheet
from redes.pictures.sheet import Block, Foot, Sheet, block, runs
from redes.pictures.typeset import PICTURE_WIDTH, pdf, pictures

Speak = Callable[[Language], Voice]


def a_sheet(**given: object) -> Sheet:
    """A short sheet."""
    default = {
        "lang": "es",
        "paper": "phone",
        "brand": "Salud",
        "kicker": None,
        "title": "Urgencias",
        "blocks": block("lead", None, ["Vaya ya."]),
        "foot": Foot(lines=(runs("Informa."),)),
    }
    return Sheet(**default | given)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_typeset_on_three_pages_at_most_and_no_sign_of_it_is_without_a_shape(
    language: Language, speak: Speak, day: date, doors: Doors
):
    voice = speak(language)
    cards = [card for card in voice.catalogue.cards.values() if language == "es" or voice.card(card) is not card]

    # PDF/UA refuses a sign that the typeface cannot show, and takes a third of a picture's time.
    long = {
        card.id: pages
        for card in cards
        if (pages := pages_of(pdf("sheet", card_sheet(voice, card, today=day, doors=doors).to_json()))) > 3
    }

    assert cards
    assert long == {}


def pages_of(file: bytes) -> int:
    """How many pages a PDF has; looked at without reading it whole, for there are hundreds."""
    return file.count(b"/Type /Page\n")


def test_every_practice_is_typeset_on_three_pages_at_most(speak: Speak, day: date, doors: Doors):
    voice = speak("es")

    pages = [
        len(text_of(pdf("sheet", practice_sheet(voice, one, today=day, doors=doors).to_json())))
        for one in voice.catalogue.decalogo.practices
    ]

    assert max(pages) <= 3


def test_a_picture_is_as_wide_as_a_phone_and_short_enough_to_stay_legible_there(speak: Speak, day: date, doors: Doors):
    voice = speak("fr")  # the longest texts
    sheet = card_sheet(voice, voice.catalogue.cards["urgencias-migrante"], today=day, doors=doors)

    made = [opened(png).size for png in pictures("sheet", sheet.to_json())]

    assert {width for width, _ in made} == {PICTURE_WIDTH}
    # Messengers shrink a picture until its longer side fits; twice its width it keeps its letters.
    assert max(height for _, height in made) <= 2 * PICTURE_WIDTH


def test_nothing_runs_over_the_right_margin(real: Catalogue):
    words = {word for contact in real.contacts.values() for word in contact.model_dump_json().split()}
    words |= {word for card in real.cards.values() for word in card.model_dump_json().split()}
    longest = [*sorted(words, key=len)[-40:], "W" * 200]

    made = pictures("sheet", a_sheet(blocks=block("list", None, longest)).to_json())

    for page in map(opened, made):
        assert ink_in(page.crop((page.width - 55, 300, page.width, page.height))) == 0


def ink_in(picture) -> int:
    """How many of its points are not the paper's."""
    return sum(count for count, colour in picture.getcolors(100_000) if min(colour) < 230)


def test_what_a_card_says_stands_in_its_picture(speak: Speak, day: date, doors: Doors):
    voice = speak("es")
    card = voice.catalogue.cards["urgencias-migrante"]

    said = " ".join(text_of(pdf("sheet", card_sheet(voice, card, today=day, doors=doors).to_json())))

    for sentence in (card.title, card.answer, *card.alarm, *card.steps, *card.if_refused, card.open_question or ""):
        assert sentence in said
    assert "Ley 100 de 1993" in said
    assert "Revisado el 21 de noviembre de 2026" in said
    assert "t.me/RedesBot" in said


def test_a_card_under_review_shows_its_safe_part_only(speak: Speak, doors: Doors):
    voice = speak("es")
    card = voice.catalogue.cards["urgencias-migrante"]

    said = " ".join(text_of(pdf("sheet", card_sheet(voice, card, today=card.review_by, doors=doors).to_json())))

    assert "En revisión desde" in said
    assert card.alarm[0] in said
    assert card.title not in said
    assert card.steps[0] not in said


def test_a_practice_under_review_shows_nothing_that_may_have_changed(speak: Speak, doors: Doors):
    voice = speak("es")
    decalogo = voice.catalogue.decalogo
    sheet = practice_sheet(voice, decalogo.practices[0], today=decalogo.review_by, doors=doors)

    said = " ".join(text_of(pdf("sheet", sheet.to_json())))

    assert "En revisión desde" in said
    assert decalogo.practices[0].title not in said
    assert decalogo.practices[0].idea not in said


def test_the_code_of_a_picture_leads_to_the_bot_even_when_it_was_made_small(speak: Speak, day: date, doors: Doors):
    voice = speak("es")
    sheet = card_sheet(voice, voice.catalogue.cards["urgencias-personal"], today=day, doors=doors)

    last = pictures("sheet", sheet.to_json())[-1]

    assert scanned(last, width=540) == ["https://t.me/RedesBot"]


def test_without_any_door_a_card_names_none(speak: Speak, day: date):
    voice = speak("es")

    sheet = card_sheet(voice, voice.catalogue.cards["urgencias-migrante"], today=day, doors=Doors())

    assert sheet.foot.qr is None
    assert sheet.foot.address is None
    assert pictures("sheet", sheet.to_json())


def test_a_card_that_is_not_translated_is_set_as_spanish_and_says_so(speak: Speak, day: date, doors: Doors):
    voice = speak("ht")
    card = next(c for c in voice.catalogue.cards.values() if voice.card(c) is c)

    sheet = card_sheet(voice, card, today=day, doors=doors)

    assert sheet.lang == "es"
    assert voice.say("ficha.solo-en-espanol") in str(sheet.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_directory_is_one_file_that_names_all_its_entries(language: Language, speak: Speak, doors: Doors):
    voice = speak(language)
    for scope in (*voice.catalogue.territories, "nacional"):
        entries = list(voice.catalogue.contacts_of(scope))
        sheet = directory_sheet(voice, scope, doors=doors)
        if not entries:
            assert sheet is None
            continue
        assert sheet is not None
        file = pdf("sheet", sheet.to_json())

        said = " ".join(text_of(file)) if language == "es" else ""
        missing = [one.name for one in entries if language == "es" and one.name not in said]

        assert missing == []


def test_a_number_in_the_directory_is_dialled_when_it_is_tapped(speak: Speak, doors: Doors):
    sheet = directory_sheet(speak("es"), "nacional", doors=doors)
    assert sheet is not None

    assert b"(tel:123)" in pdf("sheet", sheet.to_json())


def test_there_is_no_directory_of_nowhere(speak: Speak, doors: Doors):
    assert directory_sheet(speak("es"), "atlantida", doors=doors) is None


@settings(max_examples=25)
@given(st.lists(st.text(alphabet='#$\\"<>@*_`=-+/[](){}~^&%aé1 \n', min_size=1, max_size=60), min_size=1, max_size=4))
def test_no_text_is_read_as_a_command(lines: list[str]):
    said = a_sheet(title="#" + lines[0], blocks=block("list", lines[0], lines))

    assert pdf("sheet", said.to_json())


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_at_all_can_be_typeset(text: str):
    assert pdf("sheet", a_sheet(blocks=block("text", text, [text, "a"])).to_json())


def test_a_command_is_printed_as_it_was_written():
    hostile = '#read("/etc/passwd") $x$ @ref <label> \\ // /* *no* _no_ "'

    (said,) = text_of(pdf("sheet", a_sheet(blocks=block("text", None, [hostile])).to_json()))

    assert hostile in said


def test_the_same_sheet_gives_the_same_bytes():
    data = a_sheet().to_json()

    assert pictures("sheet", data) == pictures("sheet", data)
    assert pdf("sheet", data) == pdf("sheet", data)


def test_only_the_typeface_of_the_house_is_used():
    assert typeset._fonts().families() == ["Atkinson Hyperlegible"]


def luminance(hex_: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(hex_[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrasts() -> Iterator[tuple[str, str]]:
    """Text colours with the grounds they stand on."""
    yield from (("ink", ground) for ground in ("paper", "ground", "calm", "alarm-ground"))
    yield from (("soft", "paper"), ("soft", "ground"), ("deep", "paper"), ("alarm", "paper"), ("alarm", "alarm-ground"))
    yield from (("calm-ink", "calm"), ("warm-ink", "warm"))
    yield from (("deep-ink", ground) for ground in ("deep", "warm-ink", "soft"))


@pytest.mark.parametrize(("ink", "ground"), list(contrasts()))
def test_every_text_stands_out_from_its_ground(ink: str, ground: str):
    colours = json.loads((typeset._DESIGN / "colors.json").read_text("utf-8"))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5  # level AA


def test_long_texts_are_parted_evenly(speak: Speak, day: date, doors: Doors):
    voice = speak("es")
    sheet = card_sheet(voice, voice.catalogue.cards["urgencias-migrante"], today=day, doors=doors)
    doubled = replace(sheet, blocks=(*sheet.blocks, *(b for b in sheet.blocks if isinstance(b, Block))))

    heights = [opened(png).height for png in pictures("sheet", doubled.to_json())]

    assert len(heights) > 3
    assert all(abs(one - other) < 800 for one, other in pairwise(heights[:-1]))
