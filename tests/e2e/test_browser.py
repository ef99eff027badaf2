"""The web chat in a real browser: used like a person on a phone, and photographed."""

import os
import shutil
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, async_playwright

from redes.settings import ROOT

PICTURES = Path(os.environ.get("REDES_TEST_PICTURES", ROOT / "output" / "pictures"))
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest_asyncio.fixture(loop_scope="session")
async def page(house):
    """A phone's browser in Spanish, that lets no request leave this machine and no error pass."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = await browser.new_context(viewport=PHONE, locale="es-CO", device_scale_factor=2)
        one: Page = await context.new_page()
        troubles: list[str] = []
        one.on("pageerror", lambda error: troubles.append(str(error)))
        one.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        one.on("request", lambda r: troubles.append(r.url) if not r.url.startswith(house.url) else None)
        await one.goto(house.url)
        yield one
        await browser.close()
        assert troubles == []


async def picture(page: Page, name: str) -> None:
    await page.screenshot(path=PICTURES / f"{name}.png")


async def press(page: Page, label: str) -> None:
    """Press the newest button with a label and wait until the answer is there."""
    shown = await page.locator("article.bot").count()
    await page.locator("article.bot button", has_text=label).last.click()
    await page.locator("article.bot").nth(shown).wait_for()


async def write(page: Page, text: str) -> None:
    shown = await page.locator("article.bot").count()
    await page.fill("#text", text)
    await page.keyboard.press("Enter")
    await page.locator("article.bot").nth(shown).wait_for()


async def test_a_newcomer_finds_her_way_from_the_first_screen_to_an_answer(page):
    await picture(page, "chat-inicio")
    await press(page, "Soy migrante")
    await write(page, "estoy embarazada y no tengo papeles, ¿me hacen el control prenatal?")
    await picture(page, "chat")

    answer = page.locator("article.bot").last
    assert "embaraz" in (await answer.inner_text()).casefold()
    await press(page, "¿Por qué?")
    assert await page.locator("article.bot").last.locator("a[rel~=noopener]").count() > 0
    await picture(page, "chat-base")


async def test_danger_stands_out_and_its_number_can_be_tapped(page):
    await write(page, "mi esposo me está pegando")

    assert await page.locator("article.danger a[href='tel:123']").count() == 1
    await picture(page, "chat-peligro")


async def test_a_report_is_told_with_taps_and_ends_in_a_receipt(page):
    await press(page, "Soy migrante")
    await press(page, "Reportar una barrera")
    await press(page, "Costos y economía")
    await press(page, "Le cobraron algo que no debía pagar")
    await press(page, "Cali")
    await press(page, "Jamundí")
    await press(page, "Contar más o corregir")
    await press(page, "Contar con mis palabras")
    await write(page, "me cobraron la consulta del parto, fue <b>mucha plata</b>")
    await picture(page, "chat-vista-previa")
    assert "<b>mucha plata</b>" in await page.locator("article.bot").last.inner_text()

    await press(page, "Sí, guárdelo")

    assert "Este es su recibo" in await page.locator("article.bot").nth(-2).inner_text()
    await picture(page, "chat-recibo")


async def test_leaving_forgets_the_visitor(page):
    await press(page, "Soy migrante")

    await page.click("button.leave")
    await page.wait_for_load_state()

    assert await page.locator("article").count() == 1


async def test_the_page_fits_a_narrow_phone_and_is_named_for_screen_readers(page):
    await page.set_viewport_size({"width": 320, "height": 640})
    await press(page, "Soy migrante")

    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    assert await page.get_by_role("log").count() == 1
    assert await page.get_by_label("Escriba su pregunta").count() == 1
