"""The slides to edit (PPTX), with what who speaks does and says in their notes.

A text box does not shrink what is too long for it: programs do that only when somebody edits. So letters are chosen here, as
large as they fit, measured with the house's typeface, whose letters are not narrower than those that stand in for it.
"""

import io
from functools import cache
from pathlib import Path

from PIL import ImageFont
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Length, Pt

from redes.documents.sheet import clean
from redes.kit.slides import Slide
from redes.pictures import typeset
from redes.pictures.qr import qr_png

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
"""Of a slide, 16:9."""

FONT = "Arial"
"""The typeface: every office program has it or one of the same widths."""

_LEFT, _TOP = Inches(0.6), Inches(0.45)
_QR = Inches(2.6)
_BODY_TOP, _FOOT_TOP = Inches(2.1), Inches(6.75)
_SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 14, 13, 12)
_TITLE_SIZES = (34, 32, 30, 28, 26, 24, 22, 20, 18)
_SPACING = 1.25
_BETWEEN = 0.45
_ROOM = 0.94
"""Part of a line that is filled: another typeface than the measured one may be a little wider."""

_DEEP, _INK, _SOFT = RGBColor(0x0B, 0x53, 0x51), RGBColor(0x1B, 0x27, 0x33), RGBColor(0x55, 0x5F, 0x69)


def deck_pptx(slides: tuple[Slide, ...], *, title: str, author: str, link: str | None) -> bytes:
    """The slides to edit.

    Args:
        slides: In order.
        title: Of the whole.
        author: Who speaks.
        link: What the QR opens; None for none.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = clean(title)
    deck.core_properties.author = clean(author)
    deck.core_properties.language = "es-CO"
    for slide in slides:
        _add(deck, slide, link)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def fitting(lines: tuple[str, ...], width: Length, height: Length, sizes: tuple[int, ...]) -> int | None:
    """The largest of some sizes, in points, at which lines fit a box; None when they fit at none.

    Args:
        lines: Paragraphs.
        width: Of the box.
        height: Of the box.
        sizes: In points, the largest first.
    """
    wide, high = width.pt * _ROOM, height.pt
    for size in sizes:
        rows = sum(_rows(line, size, wide) for line in lines)
        if rows * size * _SPACING + len(lines) * size * _BETWEEN <= high:
            return size
    return None


def _add(deck: Deck, slide: Slide, link: str | None) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])  # a title and nothing else
    wide = Emu(WIDTH - 2 * _LEFT)
    heading = page.shapes.title
    assert heading is not None  # the layout has one
    heading.left, heading.top, heading.width, heading.height = _LEFT, Inches(0.85), wide, Inches(1.2)
    _frame(heading.text_frame)
    size = fitting((slide.title,), wide, Emu(heading.height), _TITLE_SIZES) or _TITLE_SIZES[-1]
    _write(heading.text_frame, 0, slide.title, size=size, color=_INK, bold=True)
    _box(page, (slide.kicker,), top=_TOP, width=wide, height=Inches(0.4), size=14, color=_DEEP, marked=(0,))
    shows_qr = slide.qr and link is not None
    width = Emu(wide - _QR - Inches(0.4)) if shows_qr else wide
    said = (*slide.lines, *(f"«{line}»" for line in slide.say))
    height = Emu(_FOOT_TOP - _BODY_TOP)
    size = fitting(said, width, height, _SIZES) or _SIZES[-1]
    if said:
        _box(page, said, top=_BODY_TOP, width=width, height=height, size=size, color=_INK, marked=slide.marked)
    if shows_qr and link is not None:
        page.shapes.add_picture(io.BytesIO(qr_png(link)), Emu(WIDTH - _LEFT - _QR), _BODY_TOP, width=_QR)
    if slide.foot:
        _box(page, (slide.foot,), top=_FOOT_TOP, width=wide, height=Inches(0.6), size=10, color=_SOFT)
    notes = page.notes_slide.notes_text_frame
    assert notes is not None  # the default master has one
    notes.text = clean("\n".join(slide.notes))


def _box(
    page: Page,
    lines: tuple[str, ...],
    *,
    top: Length,
    width: Length,
    height: Length,
    size: int,
    color: RGBColor,
    marked: tuple[int, ...] = (),
) -> None:
    frame = page.shapes.add_textbox(_LEFT, top, width, height).text_frame
    _frame(frame)
    for index, line in enumerate(lines):
        _write(frame, index, line, size=size, color=color, bold=index in marked)


def _frame(frame: TextFrame) -> None:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def _write(frame: TextFrame, index: int, line: str, *, size: int, color: RGBColor, bold: bool) -> None:
    paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
    paragraph.space_after = Pt(size * _BETWEEN)
    run = paragraph.add_run()
    run.text = clean(line)
    run.font.name, run.font.size, run.font.bold, run.font.color.rgb = FONT, Pt(size), bold, color


def _rows(line: str, size: int, wide: float) -> int:
    """Lines that a paragraph takes."""
    rows, taken, space = 1, 0.0, _measured(" ", size)
    for word in line.split():
        length = _measured(word, size)
        if taken and taken + space + length > wide:
            rows, taken = rows + 1, length
        else:
            taken += length + (space if taken else 0.0)
    return rows


def _measured(text: str, size: int) -> float:
    return _typeface(size).getlength(text)


@cache
def _typeface(size: int) -> ImageFont.FreeTypeFont:
    # Bold is the wider of the two: what is marked fits as well.
    return ImageFont.truetype(Path(typeset.__file__).parent / "fonts" / "AtkinsonHyperlegible-Bold.ttf", size)
