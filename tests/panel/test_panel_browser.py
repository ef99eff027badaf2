"""The panel in a real browser, without JavaScript, on a phone and on a desk, by day and by night; axe looks for barriers."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from makers import a_flag, a_progress
from mesa_makers import a_table, published_reports
from playwright.async_api import Browser, Page, async_playwright
from reminder_makers import a_subscription, a_wish

from redes.flags.subject import Subject, card_subject
from redes.privacy.seal import Sealer
from redes.settings import ROOT
from redes.training.progress import exam_version

PICTURES = Path(os.environ.get("REDES_TEST_PICTURES", ROOT / "output" / "pictures"))
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 800}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = pytest.mark.e2e


@dataclass
class Served:
    """A panel that listens, and a browser before it."""

    url: str
    browser: Browser
    troubles: list[str]

    async def page(self, *, size=PHONE, dark=False, script=True) -> Page:
        context = await self.browser.new_context(
            viewport=size, locale="es-CO", color_scheme="dark" if dark else "light", java_script_enabled=script
        )
        one = await context.new_page()
        one.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)
        one.on("request", lambda r: self.troubles.append(r.url) if not r.url.startswith(self.url) else None)
        return one

    async def inside(self, link: str, **given) -> Page:
        page = await self.page(**given)
        await page.goto(self.url + link)
        await page.get_by_role("button", name="Entrar").click()
        return page


@pytest.fixture
async def served(world) -> AsyncIterator[Served]:
    server = uvicorn.Server(uvicorn.Config(world.app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        one = Served(url, browser, [])
        yield one
        await browser.close()
    server.should_exit = True
    await serving
    assert one.troubles == []


async def barriers(page: Page) -> list[str]:
    """What axe finds on a page; a page that is wider than its window is a barrier too."""
    found = await Axe().run(page, options=RULES)
    assert len(found.response["passes"]) > 10  # it did look
    said = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
    return said + ["wide"] * await wide(page)


async def wide(page: Page) -> bool:
    """Whether a page is wider than its window."""
    found = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return bool(found)


BROKEN = """() => {
    const broken = [];
    for (const table of document.querySelectorAll("table")) {
        const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (!text.parentElement.checkVisibility()) continue;
            for (const word of text.data.matchAll(/\\S{1,18}(?!\\S)/g)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const tops = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
                if (tops.size > 1) broken.push(word[0]);
            }
        }
        for (const kept of table.querySelectorAll(".keep")) {
            const lines = document.createRange();
            lines.selectNodeContents(kept);
            if (lines.getBoundingClientRect().height > 2 * parseFloat(getComputedStyle(kept).lineHeight)) {
                broken.push(kept.textContent);
            }
        }
    }
    return broken;
}"""
"""Words of tables that stand on two lines, and what belongs together and does not."""


async def picture(page: Page, name: str) -> None:
    await page.screenshot(path=PICTURES / f"panel-{name}.png", full_page=True)


async def test_who_administers_invites_on_a_desk_and_the_invited_enters_on_a_phone(world, served):
    page = await served.inside(world.link(world.account("administrator", label="Administración")), size=DESK)
    await page.get_by_role("link", name="Cuentas").click()
    await page.get_by_label("Nombre de la cuenta").fill("Secretaría de Salud de Cúcuta, referente")
    await page.get_by_label("Cúcuta").check()
    await page.get_by_role("button", name="Invitar").click()
    link = (await page.locator("code").inner_text()).partition("localhost")[2]

    phone = await served.inside(link)

    assert await phone.get_by_text("Secretaría de Salud de Cúcuta, referente").count() == 1
    assert await phone.get_by_role("link", name="Cuentas").count() == 0
    await picture(phone, "inicio-telefono")


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)])
async def test_axe_finds_no_barrier_on_any_page(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    other, shut = world.account(label="Hospital de Cúcuta"), world.account("analyst", label="Observatorio")
    link = world.link(world.account("administrator", label="Administración"))
    outside = await served.page(size=size, dark=dark)
    for path in (link, "/panel/entrar/usado"):
        await outside.goto(served.url + path)
        assert await barriers(outside) == []
    served.troubles.clear()  # a status of 410 is told as an error
    page = await served.inside(link, size=size, dark=dark)
    for path in ("", "/cuentas", f"/cuentas/{shut.id}/cerrar", "/auditoria", "/segundo-paso"):
        await page.goto(f"{served.url}/panel{path}")
        assert (path, await barriers(page)) == (path, [])
        await picture(page, f"{path.strip('/').replace(shut.id, '').replace('//', '-') or 'inicio'}-{seen}")
    await page.goto(f"{served.url}/panel")
    await page.get_by_role("button", name="Vincular Telegram").click()
    assert await barriers(page) == []
    await page.goto(f"{served.url}/panel/cuentas")
    await page.get_by_role("button", name=f"Enlace para entrar de {other.label}").click()
    assert await barriers(page) == []
    await page.get_by_role("button", name="Salir").click()
    assert await barriers(page) == []


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_a_report_is_reviewed_and_axe_finds_no_barrier_on_the_way(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    report = world.report(
        "Fui a urgencias con mi hija Ana María. Me pidieron la cédula y no la atendieron.", urgent_now=True
    )
    for n in range(30):
        world.report(f"Otro relato {n}", week=report.week - timedelta(weeks=n % 6), urgent_now=n % 9 == 0 or None)
    page = await served.inside(world.link(world.account(label="Referente")), size=size, dark=dark)

    await page.get_by_role("link", name="Revisar", exact=True).click()
    assert await barriers(page) == []
    await picture(page, f"revisar-{seen}")
    await page.goto(f"{served.url}/panel/revisar/{report.id}")
    assert await barriers(page) == []
    await page.get_by_role("link", name="Tachar palabras").click()
    await page.get_by_label("Ana", exact=True).check()
    await page.get_by_label("María.").check()
    assert await barriers(page) == []
    await picture(page, f"tachar-{seen}")
    await page.get_by_role("button", name="Tachar para siempre").click()
    await page.get_by_label("Escribir a quien reportó").fill("¿Le dieron algún papel con la negación?")
    await page.get_by_role("button", name="Preguntar").click()
    await page.get_by_label("Llevado a la mesa").check()
    await page.get_by_role("button", name="Guardar estado").click()

    await page.get_by_text("El estado quedó guardado").wait_for()
    assert await barriers(page) == []
    await picture(page, f"reporte-{seen}")
    kept = world.kept(report)
    assert (kept.report.state, "Ana" in kept.story, kept.question) == ("en-mesa", False, 1)


async def test_two_tabs_do_not_overwrite_each_other_and_nothing_typed_is_lost(world, served):
    report = world.report("Un relato")
    one = await served.inside(world.link(world.account(label="Referente")))
    two = await one.context.new_page()
    for page in (one, two):
        await page.goto(f"{served.url}/panel/revisar/{report.id}")
    await one.get_by_label("En revisión").check()
    await one.get_by_role("button", name="Guardar estado").click()

    await two.get_by_label("Escribir a quien reportó").fill("¿Qué día fue?")
    await two.get_by_role("button", name="Preguntar").click()

    await two.get_by_text("Otra persona cambió este reporte").wait_for()
    assert await two.get_by_label("Escribir a quien reportó").input_value() == "¿Qué día fue?"
    await two.get_by_role("button", name="Preguntar").click()
    await two.get_by_text("La pregunta quedó guardada").wait_for()
    served.troubles.clear()  # a status of 409 is told as an error


async def test_everything_works_without_javascript_and_by_keyboard_alone(world, served):
    page = await served.page(script=False)
    await page.goto(served.url + world.link(world.account("administrator")))

    await page.keyboard.press("Tab")
    assert await page.locator(":focus").inner_text() == "Ir al contenido"
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/panel")
    await page.get_by_role("link", name="Auditoría").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Revisar la cadena").focus()
    await page.keyboard.press("Enter")

    await page.get_by_text("La cadena está completa").wait_for()
    await page.get_by_role("button", name="Salir").focus()
    await page.keyboard.press("Enter")
    await page.get_by_text("Salió del panel").wait_for()


async def test_a_page_seen_before_leaving_is_not_shown_again_by_going_back(world, served):
    page = await served.inside(world.link(world.account(label="Referente")))
    await page.get_by_role("button", name="Salir").click()
    await page.get_by_text("Salió del panel").wait_for()

    await page.go_back()

    served.troubles.clear()  # a status of 403 is told as an error
    assert "Referente" not in await page.content()


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_axe_finds_no_barrier_on_the_pages_of_a_mesa(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    pages = a_table(world.parts)
    page = await served.inside(world.link(world.account("coordinator", "cucuta")), size=size, dark=dark)

    for name, path in pages.items():
        await page.goto(f"{served.url}/panel/mesas{path}")
        for summary in await page.locator("summary").all():
            await summary.click()
        assert (name, await barriers(page)) == (name, [])
        await picture(page, f"mesas-{name}-{seen}")


@pytest.mark.parametrize("width", [320, 390, 700, 1200])
async def test_tables_break_no_word_and_no_date_and_no_page_is_wider_than_its_window(world, served, clock, width):
    a_table(world.parts)
    clock.passes(days=9)
    size = {"width": width, "height": 800}
    link = world.link(world.account("coordinator", "cucuta", label="Referente de la Secretaría de Salud de Cúcuta"))
    page = await served.inside(link, size=size)
    for path in ("mesas/cucuta", "mesas/cucuta/red", "mesas/cucuta/agenda", "tablero", "turno", "segundo-paso", ""):
        await page.goto(f"{served.url}/panel/{path}")
        assert (path, await page.evaluate(BROKEN), await wide(page)) == (path, [], False)
    administrator = await served.inside(world.link(world.account("administrator")), size=size)
    await administrator.goto(f"{served.url}/panel/auditoria")
    assert (await administrator.evaluate(BROKEN), await wide(administrator)) == ([], False)
    await picture(administrator, f"auditoria-{width}")


async def test_a_table_that_is_too_wide_is_reached_named_and_scrolled_by_keyboard(world, served, clock):
    a_table(world.parts)
    page = await served.inside(world.link(world.account("coordinator", "cucuta")), size={"width": 660, "height": 800})
    await page.goto(f"{served.url}/panel/mesas/cucuta")
    frame = page.get_by_role("group", name="Por fecha de cumplimiento")
    await frame.evaluate("""frame => {
        frame.style.width = "20rem";
        window.scrolled = new Promise(done => frame.addEventListener("scroll", () => done(frame.scrollLeft)));
    }""")

    await frame.focus()
    await page.keyboard.press("ArrowRight")

    assert await page.evaluate("window.scrolled") > 0
    assert await page.get_by_role("table", name="Por fecha de cumplimiento").count() == 1


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_axe_finds_no_barrier_on_who_is_on_call_and_on_what_waits(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    a_table(world.parts)
    account = world.account("coordinator", "cucuta", "cali", label="Referente")
    with world.parts.unit_of_work() as work:
        wish = a_wish("guardia", days=0b0011000)
        one = a_subscription(world.parts.vault, id=account.id, who=account.id, wish=wish, seat=account.id)
        work.subscriptions.put(one)
        work.commit()
    other = world.account("coordinator", "medellin", label="Otra")
    for name, account_ in (("turno", account), ("turno-nadie", other)):
        page = await served.inside(world.link(account_), size=size, dark=dark)
        assert await barriers(page) == []
        await page.get_by_role("link", name="De turno", exact=True).click()
        await page.get_by_role("heading", name="De turno", exact=True).wait_for()
        assert await barriers(page) == []
        await picture(page, f"{name}-{seen}")


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_axe_finds_no_barrier_on_the_dashboard_and_its_drawings_are_seen(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    published_reports(world)
    a_table(world.parts)
    page = await served.inside(world.link(world.account("analyst", "cucuta", "cali")), size=size, dark=dark)

    await page.get_by_role("link", name="Tablero").click()
    await page.get_by_label("Territorio").select_option("cucuta")
    await page.get_by_role("button", name="Ver", exact=True).click()
    await page.wait_for_url("**/panel/tablero?territorio=cucuta&meses=12")
    for drawing in await page.locator("img.chart").all():
        await drawing.scroll_into_view_if_needed()
        await drawing.evaluate("image => image.decode()")
    assert await barriers(page) == []
    await picture(page, f"tablero-{seen}")
    for summary in await page.locator("summary").all():
        await summary.click()

    assert await barriers(page) == []
    await picture(page, f"tablero-tablas-{seen}")


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_similar_reports_are_joined_and_answered_together_without_javascript(world, served, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    report, *others = [world.report(f"No me dejaron entrar, {n}") for n in range(6)]
    page = await served.inside(world.link(world.account(label="Referente")), size=size, dark=dark, script=False)
    await page.goto(f"{served.url}/panel/revisar/{report.id}")
    for box in await page.locator("input[name=con]").all():
        await box.check()
    await page.get_by_role("button", name="Unir los marcados con este").click()
    await page.get_by_text("quedaron unidos en un asunto").wait_for()
    await page.get_by_label("Escribir a quien reportó").fill("El hospital capacitó a la portería.")
    await page.get_by_role("button", name="Responder a todo el asunto").click()
    await page.get_by_text("La respuesta quedó guardada").wait_for()

    watched = await served.inside(world.link(world.account(label="Otra")), size=size, dark=dark)
    await watched.goto(f"{served.url}/panel/revisar/{report.id}")
    assert await barriers(watched) == []
    await picture(watched, f"asunto-{seen}")
    await watched.get_by_role("button", name="Sacar este reporte").click()
    await watched.get_by_text("ya no está en el asunto").wait_for()
    assert await barriers(watched) == []
    await picture(watched, f"parecidos-{seen}")
    assert [said.text for said in world.kept(others[0]).thread] == ["El hospital capacitó a la portería."]


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_flags_are_judged_and_axe_finds_no_barrier_on_the_way(world, served, catalogue, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    cards = list(catalogue.cards.values())[:3]
    with world.parts.unit_of_work() as work:
        for n in range(6):
            subject = card_subject(cards[n % 3]) if n else Subject(kind="rule", id="x", version="0000", case="ps0dz")
            words = Sealer(b"f" * 32).seal("Ese teléfono ya no contesta.") if n == 3 else None
            work.flags.add(a_flag(id=f"{n:012x}", subject=subject, words=words))
        work.commit()
    page = await served.inside(world.link(world.account("reviewer", label="Revisión")), size=size, dark=dark)

    await page.get_by_role("link", name="Respuestas malas").click()
    assert await barriers(page) == []
    await picture(page, f"marcas-{seen}")
    await page.goto(f"{served.url}/panel/marcas/{3:012x}")
    assert await barriers(page) == []
    await picture(page, f"marca-{seen}")
    await page.get_by_label("La respuesta está bien").check()
    await page.get_by_label("Nota").fill("El número sigue siendo ese.")
    await page.get_by_role("button", name="Guardar la decisión").click()

    await page.get_by_text("La decisión quedó guardada").wait_for()
    assert await barriers(page) == []


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
async def test_axe_finds_no_barrier_on_the_figures_of_the_training(world, served, catalogue, size, dark):
    seen = f"{'telefono' if size is PHONE else 'mesa'}-{'noche' if dark else 'dia'}"
    exam = catalogue.exam
    with world.parts.unit_of_work() as work:
        for n in range(30):
            right = {form: [item.correct for item in exam.form(form)] for form in "AB"}
            first, last = ("A", "B") if n % 2 else ("B", "A")
            entry = [(answer + (place + n) % 3 % 2) % 3 for place, answer in enumerate(right[first])]
            later = [(answer + ((place + n) % 5 == 0)) % 3 for place, answer in enumerate(right[last])]
            work.training.put(
                a_progress(
                    learner=f"{n:032x}",
                    exam=exam_version(exam),
                    first=first,
                    entry=tuple(entry),
                    exit=tuple(later),
                    ips=None,
                    week=world.parts.today - timedelta(weeks=2),
                )
            )
        work.commit()
    page = await served.inside(world.link(world.account("analyst", "cucuta")), size=size, dark=dark)

    await page.get_by_role("link", name="Capacitación").click()
    assert await barriers(page) == []
    await picture(page, f"capacitacion-{seen}")
    for summary in await page.locator("summary").all():
        await summary.click()
    assert await barriers(page) == []
