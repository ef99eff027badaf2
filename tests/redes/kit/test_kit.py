"""The replicator's kit: made from the content, whole in every form, and never wider than its paper."""

import dataclasses
import io
from datetime import date
from itertools import pairwise

import pytest
import zxingcpp
from docx import Document
from makers import an_ips
from PIL import Image
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.doors import Doors
from redes.kit.document import paper_docx
from redes.kit.material import Material, NoKit, gather
from redes.kit.paper import handout_of, plan_of
from redes.kit.powerpoint import deck_pptx, fitting
from redes.kit.printed import deck_json, deck_pdf, paper_pdf
from redes.kit.slides import slides_of
from redes.pictures.poster import UnderReview
from redes.pictures.typeset import pages

DAY = date(2026, 11, 22)
DOORS = Doors(public_url="https://redes.example.org", bot="RedesBot")
LENGTHS = (15, 30, 60)


def material(real: Catalogue, minutes: int = 15, **given) -> Material:
    return gather(Voice(real, "es"), minutes, **{"today": DAY, "doors": DOORS} | given)


def pptx_of(one: Material) -> bytes:
    return deck_pptx(slides_of(one), title=one.session.title, author="Redes", link=one.link)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_slides_show_every_card_situation_and_practice_of_the_session_and_say_what_it_rests_on(real, minutes):
    one = material(real, minutes)
    slides = slides_of(one)

    titles = [slide.title for slide in slides]
    assert [lesson.title for _, lesson in one.lessons if lesson.title not in titles] == []
    assert [practice.title for practice in one.practices if practice.title not in titles] == []
    questions = [slide for slide in slides if slide.kind == "question"]
    answers = [slide for slide in slides if slide.kind == "answer"]
    assert [len(slide.lines) for slide in questions] == [len(m.situation.choices) for m in one.situations]
    assert [len(slide.lines) for slide in answers] == [len(m.situation.choices) for m in one.situations]
    taught = {slide.title: slide for slide in slides if slide.kind == "text"}
    assert [lesson.title for _, lesson in one.lessons if bool(lesson.basis) != bool(taught[lesson.title].foot)] == []


@pytest.mark.parametrize("minutes", LENGTHS)
def test_no_slide_runs_over_its_page(real, minutes):
    one = material(real, minutes)
    slides = slides_of(one)

    file = deck_pdf(one, slides)

    assert len(PdfReader(io.BytesIO(file)).pages) == len(slides)
    text = text_of(file)
    assert [lesson.title for _, lesson in one.lessons if lesson.title not in text] == []
    assert "Deje dos minutos para votar" not in text  # notes are not shown to the room


def test_the_right_choice_is_not_on_the_slide_that_asks(real):
    for slide in slides_of(material(real, 60)):
        if slide.kind == "question":
            assert slide.marked == ()


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_slides_to_edit_hold_every_slide_with_its_notes_and_fit_their_boxes(real, minutes):
    one = material(real, minutes)
    slides = slides_of(one)

    deck = Presentation(io.BytesIO(pptx_of(one)))

    assert len(deck.slides) == len(slides)
    for page, slide in zip(deck.slides, slides, strict=True):
        boxes = [shape for shape in page.shapes if shape.has_text_frame]
        said = "\n".join(box.text_frame.text for box in boxes)
        assert page.shapes.title.text_frame.text == slide.title
        assert [line for line in (slide.kicker, *slide.lines, *slide.say, slide.foot) if line not in said] == []
        assert page.notes_slide.notes_text_frame.text == "\n".join(slide.notes)
        for box in boxes:
            paragraphs = tuple(p.text for p in box.text_frame.paragraphs)
            size = round(box.text_frame.paragraphs[0].runs[0].font.size.pt)
            assert fitting(paragraphs, box.width, box.height, (size,)) == size, (slide.title, size)
            assert box.left + box.width <= deck.slide_width
            assert box.top + box.height <= deck.slide_height
            assert size >= 10


def test_what_does_not_fit_a_box_at_any_size_is_said_so():
    assert fitting(("palabra " * 500,), Pt(100), Pt(100), (30, 12)) is None


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_minutes_of_the_plan_follow_one_another_to_the_end_of_the_session(real, minutes):
    table = next(part for part in plan_of(material(real, minutes)).parts if part.form == "table")

    spans = [tuple(map(int, row[0].split("–"))) for row in table.rows[1:]]
    assert spans[0][0] == 0
    assert spans[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("minutes", LENGTHS)
def test_plan_and_handout_say_the_same_as_pdf_and_as_a_document_to_edit(real, minutes):
    one = material(real, minutes, territory=real.territories["cucuta"])
    for paper in (plan_of(one), handout_of(one)):
        printed = text_of(paper_pdf(paper))
        document = Document(io.BytesIO(paper_docx(paper, caution=one.kit.words.edited)))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        edited = "\n".join([*(p.text for p in document.paragraphs), *cells])

        said = [part.heading for part in paper.parts]
        assert [heading for heading in said if heading not in printed] == []
        assert [heading for heading in said if heading not in edited] == []
        assert one.words.say("capacitacion.propuesta") in printed
        assert one.kit.words.edited in edited
        assert "**" not in printed + edited
        lines = [line.replace("**", "") for part in paper.parts for row in part.rows for line in row[-1].split("\n")]
        assert [line for line in lines if line not in edited] == []


def test_a_handout_is_one_sheet_of_paper(real):
    for minutes in LENGTHS:
        handout = paper_pdf(handout_of(material(real, minutes, territory=real.territories["cucuta"])))

        assert len(PdfReader(io.BytesIO(handout)).pages) <= 2


def test_the_handout_names_lines_to_call_and_the_places_of_the_territory(real):
    here, nowhere = (
        text_of(paper_pdf(handout_of(material(real, 15, territory=where))))
        for where in (real.territories["cucuta"], None)
    )

    assert "Línea 123 de emergencias" in here
    assert "A dónde remitir en Cúcuta" in here
    assert "A dónde remitir" not in nowhere


def test_the_kit_of_an_institution_joins_it_and_is_of_its_territory(real):
    ips = an_ips(territory="cucuta", municipality="54001", name="IPS Norte")
    one = material(real, 15, ips=ips)

    picture = Image.open(io.BytesIO(pages("deck", deck_json(one, slides_of(one)))[0]))

    assert one.territory is real.territories["cucuta"]
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["https://t.me/RedesBot?start=ips_norte24"]
    assert "IPS-norte24" in " ".join(plan_of(one).foot)


def test_without_a_door_there_is_no_code_and_nothing_breaks(real):
    one = material(real, 15, doors=Doors())

    assert one.link is None
    assert len(Presentation(io.BytesIO(pptx_of(one))).slides) == len(slides_of(one))
    assert paper_pdf(plan_of(one))
    assert paper_docx(handout_of(one), caution="")


def test_nothing_under_review_is_handed_out(real):
    with pytest.raises(UnderReview, match="module derechos-humanos"):
        material(real, today=real.modules["derechos-humanos"].review_by)
    stale = dataclasses.replace(real, kit=real.kit.model_copy(update={"review_by": DAY}))
    with pytest.raises(UnderReview, match="the kit"):
        gather(Voice(stale, "es"), 15, today=DAY, doors=DOORS)


def test_a_length_that_is_not_there_is_told(real):
    with pytest.raises(NoKit, match="45 minutes"):
        material(real, 45)
    with pytest.raises(NoKit):
        gather(Voice(dataclasses.replace(real, kit=None), "es"), 15, today=DAY, doors=DOORS)
