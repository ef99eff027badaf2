import dataclasses
import io
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from redes.seeing.chart import Chart, Row
from redes.seeing.drawing import png, svg

SVG = "{http://www.w3.org/2000/svg}"
BARS = Chart(
    name="categorias",
    kind="barras",
    title="Qué se reporta",
    described="Qué se reporta. Lo más alto: Urgencias: 120.",
    heads=("Tipo", "Reportes"),
    rows=(
        Row("Urgencias a $0 y $1", 120, "120", trend="sube"),
        Row("Documentos <script> & «papeles» " + "muy " * 40, 30, "al menos 30", partial=True),
        Row("Afiliación", 0, "no se muestra", partial=True),
    ),
)
MONTHS = dataclasses.replace(
    BARS,
    name="meses",
    kind="meses",
    rows=tuple(Row(f"mes {n}", n * 10, str(n * 10), short="ene\n2026") for n in range(24)),
)
MAP = dataclasses.replace(
    BARS,
    name="mapa",
    kind="mapa",
    rows=(Row("Cúcuta", 70, "70", at=(7.9, -72.5)), Row("Cali", 0, "no se muestra", partial=True, at=(3.4, -76.5))),
    ground=((7.0, -73.1), (4.6, -74.1)),
)


@pytest.mark.parametrize("chart", [BARS, MONTHS, MAP], ids=lambda one: one.kind)
def test_a_drawing_says_what_it_shows_and_has_no_style_that_the_panel_forbids(chart):
    drawn = ET.fromstring(svg(chart))

    assert [one.tag for one in list(drawn)[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert [one.text for one in list(drawn)[:2]] == [chart.title, chart.described]
    assert drawn.get("aria-labelledby") == " ".join(one.get("id") for one in list(drawn)[:2])
    assert not [one for one in drawn.iter() if "style" in one.attrib or one.tag in (f"{SVG}style", f"{SVG}script")]


def test_a_drawing_loads_nothing_and_tells_neither_its_maker_nor_its_hour():
    drawn = svg(BARS).decode()

    links = re.findall(r'(?:href|src)="([^"]*)"', drawn)
    assert [one for one in links if not one.startswith("#")] == []
    assert "matplotlib" not in drawn.casefold()
    assert "<metadata" not in drawn


def test_the_same_chart_is_the_same_picture():
    svg.cache_clear()
    first = svg(BARS)
    svg.cache_clear()

    assert svg(BARS) == first


def test_charts_for_a_chat_are_one_picture_of_a_phones_width():
    with Image.open(io.BytesIO(png((BARS, MONTHS, MAP), "Una línea al pie"))) as picture:
        assert (picture.format, picture.width) == ("PNG", 1080)
        assert picture.height < 10_000 - picture.width


def test_a_bar_is_as_long_as_its_count_and_what_is_not_told_has_none():
    drawn = ET.fromstring(svg(BARS))

    # What is clipped to the axes: the bars.
    bars = [one.get("d") for one in drawn.iter(f"{SVG}path") if "clip-path" in one.attrib]
    widths = [max(xs) - min(xs) for xs in ([float(x) for x in re.findall(r"[ML] ([\d.]+)", one)] for one in bars)]
    assert len(widths) == 2
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.01)
