"""From a report on the web chat to a promise kept and its author reading it, through the doors of the running program."""

import json
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest_asyncio
from browsing import Browser, links, values
from house import RECEIPT, RunningHouse, WebPerson, redes

from redes.calendar import today

STORY = "El vigilante de la puerta de urgencias me devolvió por no mostrar el PPT"
SEAT = {"nombre": "Secretaría de Salud de Cúcuta", "sector": "entidad-territorial", "version": "0"}


@pytest_asyncio.fixture(loop_scope="session")
async def clients():
    async with AsyncExitStack() as opened:
        yield opened


async def entered(house: RunningHouse, clients: AsyncExitStack, role: str, label: str, *territories: str) -> Browser:
    """A browser of somebody who was invited on the command line and came in by the printed link."""
    where = [part for one in territories for part in ("--territory", one)]
    status, link, err = await redes("panel", "invite", "--role", role, "--label", label, *where, **house.settings)
    assert status == 0, err
    browser = Browser(
        await clients.enter_async_context(httpx.AsyncClient(base_url=house.url, timeout=60, trust_env=False))
    )
    path = httpx.URL(link.strip()).path
    await browser.opens(path)
    page = await browser.sends(path)
    assert page.status_code == 200
    return browser


async def test_a_report_becomes_a_promise_that_is_kept_and_its_author_reads_it(house, clients, tmp_path):
    async with WebPerson(house.url) as ana:
        await ana.presses_anyway("set:0=urg.puerta")
        await ana.sends("Cúcuta")
        await ana.presses("Contar más o corregir")
        await ana.presses("Contar con mis palabras")
        await ana.sends(STORY)
        receipt = RECEIPT.search(await ana.presses("Sí, guárdelo"))[0]
        await ana.presses("Ya lo copié")

        # The coordinator reads it, asks, and takes it to the table.
        coordinator = await entered(house, clients, "coordinator", "Referente del ciclo", "cucuta")
        queue = await coordinator.opens("/panel/revisar?barrera=urg.puerta&territorio=cucuta")
        [report] = [
            one for one in links(queue, "/panel/revisar/[0-9a-f]{32}") if STORY in (await coordinator.opens(one)).text
        ]
        page = await coordinator.opens(report)
        await coordinator.sends(
            f"{report}/preguntar", visto=values(page, "visto")[0], texto="¿Le pidieron algo más para entrar?"
        )
        read = await ana.sends(receipt)
        assert "¿Le pidieron algo más para entrar?" in read
        await ana.presses("Responder la pregunta")
        await ana.sends("También pidieron un fiador")
        page = await coordinator.opens(report)
        assert "También pidieron un fiador" in page.text
        await coordinator.sends(f"{report}/estado", visto=values(page, "visto")[0], estado="en-mesa")

        # The table: an organisation promises, works, and keeps its promise.
        await coordinator.opens("/panel/mesas/cucuta")
        await coordinator.sends("/panel/mesas/cucuta", **SEAT)
        form = await coordinator.opens("/panel/mesas/cucuta/compromiso")
        [organisation] = values(form, "organizacion")
        page = await coordinator.sends(
            "/panel/mesas/cucuta/compromiso",
            organizacion=organisation,
            que="Capacitar a los turnos de portería en urgencias",
            hasta=(today() + timedelta(weeks=8)).isoformat(),
            barrera="urg.puerta",
            reportes="si",
            regla="",
            practica="1",
        )
        [promise] = links(page, "/panel/mesas/compromisos/")
        read = await ana.sends(receipt)
        assert "Hay un compromiso sobre su reporte" in read
        assert "Secretaría de Salud de Cúcuta prometió: «Capacitar a los turnos de portería en urgencias»" in read
        page = await coordinator.opens(promise)
        await coordinator.sends(promise, estado="en-curso", avance="40", version=values(page, "version")[0])
        page = await coordinator.opens(promise)
        await coordinator.sends(
            promise,
            estado="cumplido",
            evidencia="https://ejemplo.invalid/acta",
            nota="Se capacitaron los tres turnos",
            version=values(page, "version")[0],
        )

        # Its author reads it and says how it is; the thread of the promise tells it.
        assert "Lo que usted contó llegó a la mesa de Cúcuta" in await ana.sends(receipt)
        await ana.presses("Se resolvió")
    told = await coordinator.opens("/panel/mesas/cucuta/barreras/urg.puerta")
    assert [part for part in ("Alguien se comprometió", "https://ejemplo.invalid/acta", "se resolvió")
            if part not in told.text] == []  # fmt: skip

    # The analyst sees counts and no report; whose territory it is not finds nothing; the log holds together.
    analyst = await entered(house, clients, "analyst", "Observatorio del ciclo", "cucuta")
    assert (await analyst.opens("/panel/tablero")).status_code == 200
    assert (await analyst.opens(report)).status_code in (403, 404)
    other = await entered(house, clients, "coordinator", "Referente de otra parte", "cali")
    assert (await other.opens(report)).status_code == 404
    assert (await other.opens(promise)).status_code == 404
    status, out, _ = await redes("panel", "audit", "--verify", **house.settings)
    assert (status, "entries hold" in out) == (0, True)

    # The packet for Thursday's table, on the command line and in the panel.
    status, _, err = await redes("mesa", "packet", "cucuta", "--out", str(tmp_path), **house.settings)
    assert status == 0, err
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf", ".xlsx"]
    assert (await coordinator.opens("/panel/mesas/cucuta/paquete.pdf")).content.startswith(b"%PDF")
    assert json.loads((await redes("reports", "list", "--json", **house.settings))[1].splitlines()[0])["place"]
