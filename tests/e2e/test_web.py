"""The web chat: its door for programs, its page, and the doors that tell whether it is well."""

import re

import httpx
import pytest
import pytest_asyncio
from house import WebPerson

RECEIPT = re.compile(r"(?:\d{4} ){4}\d{4}")


@pytest_asyncio.fixture(loop_scope="session")
async def ana(house):
    async with WebPerson(house.url) as person:
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def client(house):
    async with httpx.AsyncClient(base_url=house.url, timeout=30, trust_env=False) as one:
        yield one


async def test_the_same_journey_as_on_telegram_ends_in_a_receipt(ana):
    await ana.presses_anyway("report")
    await ana.presses("Negación o demora de urgencias")
    assert "¿Dónde pasó?" in await ana.presses("Piden depósito, pagaré o abono")
    await ana.presses("Medellín")
    assert "¿A quién le puede importar" in await ana.presses("Bello")
    assert "¿Quiere contar más" in await ana.presses("Saltar")
    assert "sin dato" in await ana.presses("Saltar")
    receipt = RECEIPT.search(await ana.presses("Sí, guárdelo"))

    assert receipt is not None
    assert ana.replies[-1]["protected"]
    assert "Su reporte está guardado" in await ana.sends(receipt[0])


async def test_one_step_back_asks_the_question_before_again(ana):
    await ana.presses_anyway("report")
    await ana.presses("Costos y economía")
    await ana.presses("Le dejaron una deuda por la atención")
    await ana.presses("Saltar")

    assert "¿Dónde pasó?" in await ana.presses("‹ Atrás")


async def test_a_kind_of_barrier_is_found_in_ones_own_words(ana):
    await ana.presses_anyway("report")

    assert "¿Es alguna de estas?" in await ana.sends("el guarda no me dejó pasar a triage")
    assert "No dejan entrar o pasar a triage" in ana.labels


async def test_consent_can_be_typed_and_anything_else_is_no_consent(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    for _ in range(3):
        await ana.presses("Saltar")

    assert "Toque «Sí, guárdelo»" in await ana.sends("el cielo es azul hoy")
    assert RECEIPT.search(await ana.sends("sí, acepto"))


async def test_confirming_twice_files_once(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    for _ in range(3):
        await ana.presses("Saltar")
    assert RECEIPT.search(await ana.presses("Sí, guárdelo"))

    assert "No hay un reporte en curso" in await ana.presses_anyway("set:4=si")


async def test_a_wrong_receipt_is_told_apart_from_one_that_does_not_exist(ana):
    await ana.presses_anyway("status")

    assert "tiene un número cambiado" in await ana.sends("1234 5678 9012 3456 7890")
    assert "No hay un reporte con ese código" in await ana.sends("0000 0000 0000 0000 0000")


async def test_a_case_is_asked_for_what_is_missing_and_told_to_the_person_herself(ana, client):
    await ana.presses_anyway("role:migrante")

    asked = await ana.sends("no tengo eps, ¿me operan?")
    answer = await ana.presses("Sin ningún documento")
    await ana.presses("Tarjeta de ventanilla")
    picture, page = ana.replies[-1]["attachments"]

    assert "¿" in asked
    assert "sted" in answer
    assert (await client.get(picture["url"])).headers["content-type"] == "image/png"
    assert (await client.get(page["url"])).headers["content-type"] == "application/pdf"
    assert (await client.get("/v/AAAA-BBBB-CCCC")).status_code == 404


@pytest.mark.parametrize("language", ["es", "en", "pt", "fr", "ht"])
async def test_the_page_opens_in_the_browsers_language(client, language):
    page = await client.get("/", headers={"Accept-Language": f"{language};q=0.9"})

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


async def test_the_chat_works_without_javascript(client):
    page = await client.post("/chat", data={"text": "como me afilio a una eps"})

    assert "afili" in page.text.casefold()
    assert 'name="press"' in page.text


async def test_what_a_person_typed_is_never_markup(client):
    page = await client.post("/chat", data={"text": "<script>alert(1)</script>"})

    assert "<script>alert" not in page.text


async def test_every_answer_carries_a_strict_policy_and_is_not_kept_by_browsers(client):
    for path in ("/", "/healthz", "/static/chat.js"):
        headers = (await client.get(path)).headers

        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert (await client.get("/")).headers["cache-control"] == "no-store"
    cookie = (await client.get("/")).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"text": 7}',
        b'{"text": "a", "press": "menu"}',
        b'{"texto": "a"}',
        b"\xff",
        b'{"press": "' + b"x" * 65 + b'"}',
    ],
)
async def test_a_wrong_message_is_refused_with_the_reason(client, body):
    answer = await client.post("/chat/messages", content=body)

    assert answer.status_code == 422
    assert answer.json()["problems"]


async def test_a_body_without_end_is_cut(client):
    answer = await client.post("/chat/messages", content=b'{"text": "' + b"a" * 100_000 + b'"}')

    assert answer.status_code == 413


async def test_ten_thousand_characters_and_nothing_at_all_get_a_clear_answer(ana):
    assert "muy largo" in await ana.sends("a" * 10_000)
    assert "llegó vacío" in await ana.sends("   ")
    assert await ana.sends("🙂" * 2000)


async def test_another_sites_page_cannot_write_in_a_persons_name(client):
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert (await client.post("/chat/messages", json={"text": "hola"}, headers=headers)).status_code == 403
    assert (await client.post("/chat", data={"text": "hola"}, headers=headers)).status_code == 403


async def test_it_tells_that_it_lives_and_what_is_ready(client):
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {
        "ready": True,
        "content": True,
        "content_current": True,
        "database": True,
        "rasa": True,
    }


async def test_its_metrics_hold_no_words_and_no_ids(client):
    await client.post("/chat/messages", json={"text": "palabracanaria"})

    metrics = (await client.get("/metrics")).text

    assert "redes_web_messages_total" in metrics
    assert "palabracanaria" not in metrics


async def test_the_panel_says_who_may_enter(client):
    page = await client.get("/panel")

    assert page.status_code == 403
    assert "coordina" in page.text
