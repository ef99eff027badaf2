"""The web chat: its door for programs, its page, and the doors that tell whether it is well."""

import httpx
import pytest
import pytest_asyncio
from house import RECEIPT, WebPerson


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
    assert "Bello" in await ana.presses("Bello")
    receipt = RECEIPT.search(await ana.presses("Sí, guárdelo"))

    assert receipt is not None
    assert ana.replies[0]["protected"]
    assert "lo copió sin errores" in await ana.sends(receipt[0])
    assert "Su reporte está guardado" in await ana.sends(receipt[0])


async def test_a_report_told_in_one_sentence_takes_two_taps(ana):
    await ana.presses_anyway("report")
    await ana.sends("ayer en Cúcuta me pidieron el permiso en urgencias y el guarda no me dejó entrar")
    preview = await ana.presses("No dejan entrar o pasar a triage")

    assert [told for told in ("Cúcuta", "Esta semana", "el guarda no me dejó entrar") if told not in preview] == []
    assert "¿Alguien de la institución podría reconocerle" in preview
    assert RECEIPT.search(await ana.presses("Sí, guárdelo"))


async def test_details_are_added_one_by_one_and_each_can_be_left(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.sends("Cúcuta")
    for detail, answer in (
        ("En qué institución", "el herasmo meos"),
        ("Qué servicio era", "parto"),
        ("Cuándo", "la semana pasada"),
        ("Contar con mis palabras", "me cobró la doctora Marta Rojas"),
    ):
        await ana.presses("Contar más o corregir")
        await ana.presses(detail)
        preview = await ana.sends(answer)
    await ana.presses("Contar más o corregir")
    await ana.presses("A quién le importa")
    preview = await ana.presses("‹ Atrás")

    told = ("Erasmo Meoz", "Parto", "Este mes", "[nombre-de-tercero]", "nombre de otra persona (1)")
    assert [one for one in told if one not in preview] == []


async def test_a_yes_below_an_older_preview_does_not_count(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.presses("Saltar")
    old = next(b["press"] for r in ana.replies for row in r["buttons"] for b in row if b["label"] == "Sí, guárdelo")
    await ana.presses_anyway("set:10=when")
    await ana.presses("Hoy")

    assert "una vista anterior" in await ana.presses_anyway(old)
    assert RECEIPT.search(await ana.presses("Sí, guárdelo"))


async def test_one_step_back_asks_the_question_before_again(ana):
    await ana.presses_anyway("report")
    await ana.presses("Costos y economía")
    await ana.presses("Le dejaron una deuda por la atención")

    assert "¿Qué pasó?" in await ana.presses("‹ Atrás")


async def test_a_kind_of_barrier_is_found_in_ones_own_words(ana):
    await ana.presses_anyway("report")

    assert "¿Es alguna de estas?" in await ana.sends("el guarda no me dejó pasar a triage")
    assert "No dejan entrar o pasar a triage" in ana.labels


async def test_consent_can_be_typed_and_anything_else_is_no_consent(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.presses("Saltar")

    assert "Toque «Sí, guárdelo»" in await ana.sends("mañana hay fútbol en la tele")
    assert RECEIPT.search(await ana.sends("sí, acepto"))


async def test_confirming_twice_files_once(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.presses("Saltar")
    yes = next(b["press"] for r in ana.replies for row in r["buttons"] for b in row if b["label"] == "Sí, guárdelo")
    assert RECEIPT.search(await ana.presses(yes))

    assert "No hay un reporte en curso" in await ana.presses_anyway(yes)


async def test_a_story_that_sounds_like_leaving_or_reporting_is_kept_as_a_story(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.presses("Saltar")
    for story in (
        "quiero reportar que me dejaron una deuda",
        "la señora me dijo cancele todo o no sale de aquí y ya no quise seguir esperando más, me fui",
    ):
        await ana.presses("Contar más o corregir")
        await ana.presses("Contar con mis palabras")
        assert story in await ana.sends(story)


async def test_a_receipt_opens_the_report_to_add_to_it_say_how_it_goes_and_take_it_back(ana):
    await ana.presses_anyway("set:0=eco.deuda")
    await ana.presses("Saltar")
    receipt = RECEIPT.search(await ana.presses("Sí, guárdelo"))[0]
    await ana.presses("Ya lo copié")

    await ana.sends(receipt.replace("0", "O"))
    await ana.presses("Agregar algo")
    assert "[telefono]" in await ana.sends("y mi número es 3001234567, siguen cobrando")
    assert "sigue igual" in await ana.presses("Sigue igual")
    assert "está resuelto" in await ana.presses("Se resolvió")
    await ana.presses("Retirar mi reporte")
    assert "fue borrado" in await ana.presses("Sí, bórrelo para siempre")
    assert "No hay un reporte con ese código" in await ana.sends(receipt)


async def test_a_good_practice_is_told_by_the_same_door(ana):
    await ana.presses_anyway("report")
    await ana.presses("👍 Contar una buena práctica")
    await ana.sends("3")
    assert "Buena práctica" in await ana.sends("Cúcuta")

    assert RECEIPT.search(await ana.presses("Sí, guárdelo"))


async def test_after_a_report_the_formal_way_is_shown_with_a_text_to_copy(ana):
    await ana.presses_anyway("set:0=urg.papeles")
    await ana.sends("Cúcuta")
    await ana.presses("Sí, guárdelo")

    shown = await ana.presses("⚖️ Poner una queja formal")

    assert "24 horas" in shown
    assert "Municipio: Cúcuta" in ana.replies[-1]["text"]


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
