"""How tests look at pictures and files: as a viewer, a reader and a telephone do."""

import io

import zxingcpp
from PIL import Image
from pypdf import PdfReader


def opened(png: bytes) -> Image.Image:
    """A picture as its viewer shows it."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def text_of(pdf: bytes) -> list[str]:
    """What a reader finds on each page of a PDF, every space a single one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def scanned(png: bytes, *, width: int | None = None) -> list[str]:
    """What the QR codes of a picture say, when it is shown at a width in pixels."""
    picture = opened(png)
    if width is not None:
        picture = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
    return [code.text for code in zxingcpp.read_barcodes(picture)]
