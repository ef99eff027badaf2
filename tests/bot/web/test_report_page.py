"""The report as one plain page: no script, nothing kept before the consent, what comes back is checked again."""

import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from scripted import ANA, MemoryReports, a_conversation, a_dialogue

from bot.shelf import Shelf
from bot.voice import Voice
from bot.web.app import WebFace
from redes.content.citation import norm_name
from redes.reports.limits import A_DAY
from redes.reports.report import Receipt, Report
from redes.reports.telling import LONGEST_STORY

CODE = re.compile(r"(?:\d{4} ){4}\d{4}")
FILLED = {"asunto": "urg.papeles", "lugar": "54001", "ips": "cuc-huem", "servicio": "parto", "cuando": "hoy", "urgente": "no",
          "voz": "migrante", "grupo": ["gestante", "menor"], "relato": "Me llamo Yuleisy Canaria.\r\nMe echaron.", "paso": "ver"}  # fmt: skip


@pytest.fixture
def reports() -> MemoryReports:
    return MemoryReports()


@pytest.fixture
async def browser(shelf: Shelf, reports: MemoryReports) -> AsyncIterator[httpx.AsyncClient]:
    async def ready() -> dict[str, bool]:
        return {}

    conversation = a_conversation(shelf, a_dialogue(up=False), reports=reports)
    face = WebFace(conversation=conversation, shelf=lambda: shelf, key=b"k" * 32, ready=ready)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(face.app()), base_url="http://bot") as client:
        yield client
    await face.close()


async def sent(browser: httpx.AsyncClient, **fields: object) -> httpx.Response:
    return await browser.post("/reporte", data=FILLED | fields)


def carried(page: httpx.Response) -> dict[str, object]:
    """What a browser would send back from the hidden fields of a preview; it ends lines in its own way."""
    pairs = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    fields: dict[str, object] = {name: html.unescape(value).replace("\n", "\r\n") for name, value in pairs}
    return fields | {"grupo": [value for name, value in pairs if name == "grupo"]}


async def agreed(browser: httpx.AsyncClient, page: httpx.Response, step: str = "guardar", **other: object):
    return await browser.post("/reporte", data=carried(page) | {"paso": step} | other)


def kept(reports: MemoryReports, page: httpx.Response) -> Report:
    found = CODE.search(page.text)
    assert found is not None
    report = reports.find(Receipt(found[0]), ANA)
    assert report is not None
    return report


async def test_all_questions_stand_on_one_page_without_a_script(browser: httpx.AsyncClient, voice: Voice):
    page = await browser.get("/reporte")

    assert page.status_code == 200
    assert "<script" not in page.text
    named = set(re.findall(r'<(?:select|textarea|input)[^>]* name="(\w+)"', page.text))
    assert named == {"asunto", "lugar", "ips", "servicio", "cuando", "urgente", "voz", "grupo", "relato"}
    assert all(html.escape(b.name) in page.text for b in voice.catalogue.barriers.values())


async def test_a_code_on_a_wall_opens_it_with_that_institution(browser: httpx.AsyncClient):
    assert '<option value="cuc-huem" selected>' in (await browser.get("/reporte?r=cuc-huem")).text
    assert "selected" not in (await browser.get("/reporte?r=<script>")).text


async def test_it_is_shown_without_personal_data_before_it_is_kept(browser: httpx.AsyncClient, voice: Voice):
    page = await sent(browser)

    shown = html.unescape(page.text)
    assert "Yuleisy" not in shown
    told = (
        "[nombre]",
        "Erasmo Meoz",
        "Cúcuta",
        "nombre (1)",
        voice.say("reporte.reconocible"),
        norm_name(voice.catalogue.norms["ley-1581-2012"]),
    )
    assert [one for one in told if one not in shown] == []


async def test_after_consent_all_that_was_shown_is_kept_and_the_receipt_is_handed_out(
    browser: httpx.AsyncClient, reports: MemoryReports
):
    page = await agreed(browser, await sent(browser))

    report = kept(reports, page)
    assert (report.barrier, report.municipality, report.ips, report.service) == (
        "urg.papeles",
        "54001",
        "cuc-huem",
        "parto",
    )
    assert (report.when, report.urgent_now, report.voice, report.groups) == (
        "hoy",
        False,
        "migrante",
        ("gestante", "menor"),
    )
    assert "24 horas" in page.text


async def test_sending_the_consent_twice_keeps_one_report(browser: httpx.AsyncClient, reports: MemoryReports):
    preview = await sent(browser)

    first, second = await agreed(browser, preview), await agreed(browser, preview)

    assert CODE.search(first.text)
    assert not CODE.search(second.text)
    assert 'name="vista"' in second.text


@pytest.mark.parametrize("changed", [{"relato": "Otra cosa."}, {"lugar": ""}, {"vista": "x"}, {"asunto": "eco.deuda"}])
async def test_a_consent_to_something_else_is_shown_again_and_not_kept(browser: httpx.AsyncClient, changed):
    page = await agreed(browser, await sent(browser), **changed)

    assert not CODE.search(page.text)
    assert 'name="vista"' in page.text


async def test_saying_no_keeps_nothing_and_correcting_brings_the_questions_back(
    browser: httpx.AsyncClient, voice: Voice
):
    no = await agreed(browser, await sent(browser), "no")
    again = await agreed(browser, await sent(browser), "corregir")

    assert voice.say("reporte.no-guardado") in no.text
    assert "Me llamo [nombre].\nMe echaron.</textarea>" in again.text
    assert '<option value="urg.papeles" selected>' in again.text


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ({"asunto": ""}, "formulario.falta-asunto"),
        ({"asunto": "no-existe"}, "formulario.falta-asunto"),
        ({"asunto": "p11"}, "formulario.falta-asunto"),
        ({"asunto": "p²"}, "formulario.falta-asunto"),
        ({"relato": "a" * 10_000}, "formulario.relato-largo"),
        ({"cuando": "2099-01-01"}, "formulario.no-valido"),
        ({"voz": "jefe"}, "formulario.no-valido"),
    ],
)
async def test_what_cannot_be_taken_is_said_so_and_what_was_filled_in_stays(
    browser: httpx.AsyncClient, voice: Voice, field: dict[str, str], wrong: str
):
    page = await sent(browser, **field)

    assert page.status_code == 422
    assert html.escape(voice.say(wrong).partition("{")[0]) in page.text
    assert '<option value="54001" selected>' in page.text


async def test_an_institution_of_another_place_is_not_noted_and_that_is_said(browser: httpx.AsyncClient, voice: Voice):
    page = await sent(browser, lugar="05001")

    assert voice.say("formulario.ips-otra-parte") in page.text
    assert carried(page)["ips"] == ""


@pytest.mark.parametrize("story", ["🙂🙂🙂", "我不能进去", '=HYPERLINK("http://x")', "<b>Ana</b>", "**x**"])
async def test_odd_words_are_kept_as_words(browser: httpx.AsyncClient, reports: MemoryReports, story: str):
    page = await agreed(browser, await sent(browser, relato=story))

    assert "<b>Ana" not in page.text
    assert kept(reports, page).story is not None


async def test_danger_in_it_is_answered_first(browser: httpx.AsyncClient):
    told = await sent(browser, relato="mi bebé está convulsionando")
    pressed = await sent(browser, relato="", urgente="si")

    assert "tel:123" in told.text.partition('class="danger"')[2].partition("</article>")[0]
    assert "tel:123" in pressed.text.partition('class="danger"')[2].partition("</article>")[0]


async def test_a_compliment_goes_through_the_same_page(browser: httpx.AsyncClient, reports: MemoryReports):
    page = await agreed(browser, await sent(browser, asunto="p3", relato=""))

    assert (kept(reports, page).kind, kept(reports, page).practice) == ("buena-practica", 3)


async def test_a_database_that_is_away_keeps_the_page_to_be_sent_again(
    browser: httpx.AsyncClient, reports: MemoryReports, voice: Voice
):
    preview = await sent(browser)
    reports.away = True
    away = await agreed(browser, preview)
    reports.away = False

    assert away.status_code == 503
    assert voice.say("reporte.no-tomado") in html.unescape(away.text)
    assert CODE.search((await agreed(browser, away)).text)


async def test_who_filed_enough_for_a_day_is_told_so(browser: httpx.AsyncClient, voice: Voice):
    await browser.get("/")  # the cookie
    pages = [await agreed(browser, await sent(browser)) for _ in range(A_DAY + 1)]

    assert [page.status_code for page in pages] == [200] * A_DAY + [429]
    assert voice.say("reporte.muchos") in pages[-1].text


async def test_another_sites_page_cannot_send_it(browser: httpx.AsyncClient):
    page = await browser.post("/reporte", data=FILLED, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403


@pytest.mark.parametrize("language", ["en", "pt", "fr", "ht"])
async def test_it_speaks_the_browsers_language(browser: httpx.AsyncClient, shelf: Shelf, language: str):
    page = await browser.get("/reporte", headers={"Accept-Language": language})

    assert html.escape(Voice(shelf.catalogue, language).say("formulario.titulo"), quote=False) in html.unescape(
        page.text
    )
    assert f'<html lang="{language}">' in page.text


def test_the_longest_story_fits_the_longest_body_of_a_page():
    assert LONGEST_STORY * 6 < 64 * 1024
