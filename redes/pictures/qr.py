"""QR codes as vector drawings, and as pictures for documents that take no drawings."""

import io

import segno

_DARK = "#1b2733"


def qr_svg(content: str) -> str:
    """A QR code that stands a fifth of its area being dirty (level M), with the quiet border that readers need."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(out, kind="svg", border=3, dark=_DARK, light="#ffffff")
    return out.getvalue().decode()


def qr_png(content: str) -> bytes:
    """The same as a picture, twelve pixels a square."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(out, kind="png", border=3, scale=12, dark=_DARK, light="#ffffff")
    return out.getvalue()
