"""Charts as pictures: SVG for pages, PNG for chats and documents, drawn by one function each.

matplotlib is imported when something is drawn: it takes half a second that no start should wait for. Only its figures are used, never
its global state of plots; the few settings that are global are set under a lock.

Nothing is told by colour alone: every bar has its number beside it, and what is told in part is hatched.
The one colour and the grey keep three to one against white for every kind of sight.
"""

import io
import math
import textwrap
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redes.seeing.chart import Chart, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FONTS = Path(__file__).parent.parent / "pictures" / "fonts"

_FAMILY = "Atkinson Hyperlegible"

_INK, _SOFT, _BAR, _PALE = "#1b2733", "#4a5866", "#0b6e99", "#c9d3da"

_WIDTH = 3.9
"""Inches of a drawing's width: a phone shows it nearly as large as it is, so that its letters can be read."""

_PPI = 1080 / _WIDTH
"""Pixels an inch of a PNG: 1080 across."""

_LINE = 50
"""Characters of a name before it is broken."""

_SVG = "http://www.w3.org/2000/svg"

_lock = threading.Lock()


@lru_cache(maxsize=256)
def svg(chart: Chart) -> bytes:
    """A chart as an SVG image with its title and description, and without styles: the panel's policy forbids them."""
    drawn = io.BytesIO()
    with _drawing((chart,), titled=False) as figure:
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return _accessible(drawn.getvalue(), chart)


@lru_cache(maxsize=32)
def png(charts: tuple[Chart, ...], foot: str = "") -> bytes:
    """Charts one above the other as a PNG picture, 1080 pixels wide.

    Args:
        charts: Each with something to draw.
        foot: A line under them.
    """
    drawn = io.BytesIO()
    with _drawing(charts, titled=True, foot=foot) as figure:
        figure.savefig(drawn, format="png", dpi=_PPI, metadata={"Software": None})
    return drawn.getvalue()


@contextmanager
def _drawing(charts: Sequence[Chart], *, titled: bool, foot: str = "") -> Iterator["Figure"]:
    """A figure with the charts drawn; the lock is held until it is written, for writing reads the global settings."""
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    title, below = (0.45, 0.45) if titled else (0.0, 0.0)
    heights = [_height(chart) + title for chart in charts]
    whole = sum(heights) + (below if foot else 0.0)
    with _lock:
        if not any(font.name == _FAMILY for font in font_manager.fontManager.ttflist):
            for path in sorted(_FONTS.glob("*.ttf")):
                font_manager.fontManager.addfont(path)
        with mpl.rc_context(
            {
                "font.family": _FAMILY,
                "svg.fonttype": "path",
                "svg.hashsalt": "redes",
                "text.parse_math": False,  # a dollar in a name is a dollar
            }
        ):
            figure = Figure(figsize=(_WIDTH, whole), facecolor="white")
            top = whole
            for chart, height in zip(charts, heights, strict=True):
                if titled:
                    figure.text(0.03, (top - 0.3) / whole, chart.title, color=_INK, fontsize=13, weight="bold")
                box = (0.03, (top - height) / whole, 0.94, (height - title) / whole)
                axes = figure.add_axes(box)
                axes.set_axis_off()
                _KINDS[chart.kind](axes, chart)
                top -= height
            if foot:
                figure.text(0.03, 0.15 / whole, foot, color=_SOFT, fontsize=7)
            yield figure


def _height(chart: Chart) -> float:
    """Inches."""
    match chart.kind:
        case "barras":
            return 0.2 + sum(0.34 + 0.19 * _broken(row).count("\n") + 0.19 for row in chart.rows)
        case "meses":
            return 2.4
        case "mapa":
            return 4.4


def _broken(row: Row) -> str:
    return textwrap.fill(textwrap.shorten(row.name, 2 * _LINE, placeholder="…"), _LINE)


def _bars(axes: "Axes", chart: Chart) -> None:
    """Bars that lie, each under its name and with its number at its end."""
    most = max((row.count for row in chart.rows), default=0) or 1
    height = _height(chart)
    axes.set_xlim(0, 1.62)
    axes.set_ylim(height, 0)
    at = 0.1
    for row in chart.rows:
        name = _broken(row)
        at += 0.19 * (name.count("\n") + 1)
        axes.text(0, at - 0.03, name, color=_INK, fontsize=9.5, va="bottom", linespacing=1.25)
        length = row.count / most
        if row.count:
            axes.barh(at + 0.1, length, 0.2, **_filling(row))
        said = f"{row.shown} · {row.trend}" if row.trend else row.shown
        axes.text(length + 0.015, at + 0.1, said, color=_INK if row.count else _SOFT, fontsize=9.5, va="center")
        at += 0.34


def _months(axes: "Axes", chart: Chart) -> None:
    """Columns that stand on their months; what is not shown has a dash."""
    most = max((row.count for row in chart.rows), default=0) or 1
    small = len(chart.rows) > 14
    axes.set_xlim(-0.6, len(chart.rows) - 0.4)
    axes.set_ylim(-0.24 * most, 1.12 * most)
    for place, row in enumerate(chart.rows):
        if row.count:
            axes.bar(place, row.count, 0.72, **_filling(row))
        said = "–" if row.partial else row.shown
        axes.text(place, row.count + 0.02 * most, said, color=_INK, fontsize=5 if small else 7.5, ha="center")
        # Of two years every third month is named: there is no room for more.
        if not small or place % 3 == 0 or "\n" in row.short:
            axes.text(place, -0.03 * most, row.short, color=_SOFT, fontsize=8, ha="center", va="top")
    axes.axhline(0, color=_SOFT, linewidth=0.8)


def _map(axes: "Axes", chart: Chart) -> None:
    """Circles where the territories are, as large as their counts; small points show the country's towns."""
    placed = [(row, row.at) for row in chart.rows if row.at is not None]
    lats, lons = [at[0] for _, at in placed], [at[1] for _, at in placed]
    most = max((row.count for row in chart.rows), default=0) or 1
    middle = sum(lats) / len(lats)
    axes.set_aspect(1 / math.cos(math.radians(middle)))
    axes.scatter([lon for _, lon in chart.ground], [lat for lat, _ in chart.ground], s=7, color=_PALE, zorder=1)
    for row, (lat, lon) in placed:
        size = 40 + 700 * row.count / most
        if row.count:
            axes.scatter([lon], [lat], s=size, alpha=0.85, zorder=2, **_filling(row))
        else:
            axes.scatter([lon], [lat], s=40, facecolor="white", edgecolor=_SOFT, zorder=2)
        away = math.sqrt(size) / 2 + 3
        west = any(abs(lat - other[0]) < 1.2 and 0 < other[1] - lon < 2.5 for _, other in placed)
        axes.annotate(
            f"{row.name}\n{row.shown}",
            (lon, lat),
            xytext=(-away if west else away, 0),
            textcoords="offset points",
            ha="right" if west else "left",
            va="center",
            fontsize=9,
            color=_INK,
            zorder=3,
            linespacing=1.2,
        )
    # Room for the names; islands and the far south, where no mesa meets, are left out.
    axes.set_xlim(min(lons) - 1.8, max(lons) + 2.0)
    axes.set_ylim(min(lats) - 0.9, max(lats) + 0.7)


_KINDS = {"barras": _bars, "meses": _months, "mapa": _map}


def _filling(row: Row) -> dict[str, Any]:
    """Whole counts are filled, those told in part hatched."""
    if row.partial:
        return {"facecolor": "#d6e8f0", "edgecolor": _BAR, "hatch": "////", "linewidth": 0.8}
    return {"facecolor": _BAR, "edgecolor": _BAR, "linewidth": 0.8}


def _accessible(drawn: bytes, chart: Chart) -> bytes:
    """The SVG with title and description, its styles as attributes, and without what it says of how it was made."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(drawn)  # noqa: S314 - drawn here
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    for element in root.iter():
        for one in filter(None, map(str.strip, element.attrib.pop("style", "").split(";"))):
            name, _, value = one.partition(":")
            element.set(name.strip(), value.strip())
    root.set("stroke-linejoin", "round")
    root.set("role", "img")
    root.set("aria-labelledby", "titulo descripcion")
    for place, (tag, said) in enumerate((("title", chart.title), ("desc", chart.described))):
        element = ET.Element(f"{{{_SVG}}}{tag}", {"id": ("titulo", "descripcion")[place]})
        element.text = said
        root.insert(place, element)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
