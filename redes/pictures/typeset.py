"""Typst: from a sheet's data to a picture or a PDF, with the typefaces of the house and no others.

The same sheet gives the same bytes on every machine: fonts of the system are not looked at, and the time
of making is not written into the file.
"""

import io
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from PIL import Image, ImageChops

_HERE = Path(__file__).parent
_DESIGN = _HERE / "design"

PICTURE_WIDTH = 1080
"""Pixels of a picture's width: three for each of a phone that is 360 wide."""

_PPI = 216.0
_COLOURS = 48
"""Colours of a picture; flat grounds and black text need no more, and the file is a third of the size."""

_MARGIN = 60
"""Pixels that stay empty below the last line."""

Template = Literal["sheet", "counter", "packet", "agenda", "certificate", "poster", "sign", "rights", "paper", "deck"]


def pictures(template: Template, data: str) -> tuple[bytes, ...]:
    """Typeset as PNG, one a page, 1080 pixels wide.

    Args:
        template: Name of a file in ``design/``.
        data: The sheet, as JSON.
    """
    made = _compile(template, data, "png")
    return tuple(map(_smaller, made))


def pages(template: Template, data: str) -> tuple[bytes, ...]:
    """Typeset as PNG, one a page, whole and in all colours: to look at what will be printed."""
    return tuple(_compile(template, data, "png"))


def pdf(template: Template, data: str) -> bytes:
    """Typeset as a tagged PDF (PDF/UA-1), which a screen reader can read aloud."""
    (file,) = _compile(template, data, "pdf")
    return file


def _compile(template: Template, data: str, form: Literal["png", "pdf"]) -> list[bytes]:
    made = typst.compile(
        _DESIGN / f"{template}.typ",
        root=_DESIGN,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=_PPI,
        sys_inputs={"sheet": data},
        pdf_standards="ua-1" if form == "pdf" else [],
        timestamp=0,
    )
    assert made is not None  # it would be, had it been written to a file
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


def _smaller(png: bytes) -> bytes:
    """The same picture with few colours, and without what its page left empty at the end."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGB")
        empty = Image.new("RGB", page.size, page.getpixel((0, page.height - 1)))
        _, _, _, end = ImageChops.difference(page, empty).getbbox() or (0, 0, 0, page.height)
        flat = page.crop((0, 0, page.width, min(page.height, end + _MARGIN))).quantize(
            _COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        flat.save(out, "PNG", compress_level=6)
    return out.getvalue()
