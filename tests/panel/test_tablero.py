"""The dashboard: shared by its address, drawn as images, each with its table, to whoever may see the counts."""

import re
import xml.etree.ElementTree as ET

import pytest
from mesa_makers import a_table, published_reports

from redes.followup.ground import Ground


@pytest.fixture
def filled(world):
    """A spring of reports in three territories, published."""
    published_reports(world)
    return world


async def test_a_coordinator_sees_the_own_territory_with_a_table_for_each_chart(filled):
    browser = await filled.inside(filled.account("coordinator", "cucuta"))

    text = (await browser.opens("/panel/tablero")).text

    assert "De enero 2024 a marzo 2024 se reportaron estas barreras: 450." in text
    for title in (
        "Reportes por mes",
        "Qué se reporta",
        "A quiénes afecta",
        "Cuánto esperan los reportes sin respuesta",
    ):
        assert f"<h2>{title}</h2>" in text
        assert f"<caption>{title}</caption>" in text
    assert "Dónde se reporta" not in text
    assert "<style" not in text
    assert "style=" not in text


async def test_a_view_is_its_address(filled):
    browser = await filled.inside(filled.account("analyst", "cucuta", "cali"))

    text = (await browser.opens("/panel/tablero?territorio=cali&meses=3")).text

    assert '<option value="cali" selected>' in text
    assert '<option value="3" selected>' in text
    assert "<h2>Dónde se reporta</h2>" in text
    for source in re.findall(r'<img class="chart" src="([^"]*)"', text):
        assert source.endswith(".svg?territorio=cali&amp;meses=3")


async def test_each_image_of_the_page_is_a_drawing_that_may_not_be_kept(filled):
    browser = await filled.inside(filled.account("administrator"))
    page = (await browser.opens("/panel/tablero")).text

    sources = re.findall(r'<img class="chart" src="([^"]*)" alt="([^"]+)"', page)

    assert len(sources) >= 5
    for source, described in sources:
        answer = await browser.opens(source.replace("&amp;", "&"))
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert ET.fromstring(answer.content)[1].text == described


@pytest.mark.parametrize("path", ["/panel/tablero", "/panel/tablero/meses.svg"])
@pytest.mark.parametrize("territory", ["cali", "atlantis", "resto", "'; DROP TABLE reports; --"])
async def test_a_territory_that_is_not_ones_own_looks_as_if_it_did_not_exist(filled, path, territory):
    account = filled.account("coordinator", "cucuta")
    browser = await filled.inside(account)

    answer = await browser.opens(f"{path}?territorio={territory}")

    assert answer.status_code == 404
    assert "Aquí no hay nada" in answer.text
    assert filled.deeds()[-1] == (account.id, "acceso-negado")


@pytest.mark.parametrize("name", ["nada", "reglas", "../../etc/passwd", "mapa"])
async def test_a_drawing_that_there_is_not_is_not_found(filled, name):
    browser = await filled.inside(filled.account("coordinator", "cucuta"))

    assert (await browser.opens(f"/panel/tablero/{name}.svg")).status_code == 404


async def test_an_address_that_asks_for_no_span_of_ours_shows_the_usual_one(filled):
    browser = await filled.inside(filled.account("coordinator", "cucuta"))

    for asked in ("9999999999", "-1", "doce", "%00"):
        answer = await browser.opens(f"/panel/tablero?meses={asked}")
        assert answer.status_code == 200
        assert '<option value="12" selected>' in answer.text


async def test_late_promises_lead_a_coordinator_on_and_an_analyst_nowhere(world):
    a_table(world.parts)
    world.clock.passes(days=20)

    for role, leads in (("coordinator", True), ("analyst", False)):
        text = (await (await world.inside(world.account(role, "cucuta"))).opens("/panel/tablero")).text
        assert "Capacitar a la portería en la ruta de urgencias" in text
        assert "2 semanas" in text
        assert ("/panel/mesas/compromisos/" in text) == leads


async def test_an_account_whose_territories_are_gone_is_told_what_to_do(world, catalogue):
    browser = await world.inside(world.account("analyst", "resto"))

    answer = await browser.opens("/panel/tablero")

    assert answer.status_code == 200
    assert "No tiene territorios a su cargo" in answer.text
    assert "resto" not in Ground(catalogue, {}).mesas()
