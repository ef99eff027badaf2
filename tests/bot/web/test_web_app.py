"""The web chat by HTTP, without a server."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from looking import opened
from scripted import TODAY, BlankGallery, ScriptedDialogue, a_conversation, a_dialogue, asks, the_pictures

from bot.conversation import Conversation
from bot.screens import menu
from bot.shelf import Shelf
from bot.voice import Voice
from bot.web.app import WebFace
from bot.web.render import to_json
from redes.eligibility.facts import make_facts
from redes.pictures.gallery import Busy

PROGRAM = "programa-de-prueba"


@pytest.fixture
def chat(shelf: Shelf) -> Callable[..., Any]:
    """Opens a browser on the web chat over a scripted dialogue."""

    @asynccontextmanager
    async def opened(
        dialogue: ScriptedDialogue | None = None, conversation: Conversation | None = None, **parts: bool
    ) -> AsyncIterator[httpx.AsyncClient]:
        async def ready() -> dict[str, bool]:
            return {"content": True, "database": True, "rasa": True} | parts

        face = WebFace(
            conversation=conversation or a_conversation(shelf, dialogue or a_dialogue()),
            shelf=lambda: shelf,
            key=b"k" * 32,
            ready=ready,
        )
        async with httpx.AsyncClient(transport=httpx.ASGITransport(face.app()), base_url="http://bot") as browser:
            yield browser
        await face.close()

    return opened


async def test_the_page_opens_with_the_welcome_and_a_cookie_that_says_nothing(chat, voice: Voice):
    async with chat() as browser:
        page = await browser.get("/")

    assert page.status_code == 200
    assert voice.say("inicio.titulo") in page.text
    cookie = page.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "expires" not in cookie.casefold()
    assert "max-age" not in cookie.casefold()


async def test_the_page_speaks_the_first_language_of_the_browser_that_is_ours(chat, shelf: Shelf):
    async with chat() as browser:
        pages = {
            asked: (await browser.get("/", headers={"accept-language": asked})).text
            for asked in ("de,pt-BR;q=0.9,es;q=0.8", "fr-CA", "ht", "de", "")
        }

    spoken = {asked: page.split('<html lang="')[1][:2] for asked, page in pages.items()}
    assert spoken == {"de,pt-BR;q=0.9,es;q=0.8": "pt", "fr-CA": "fr", "ht": "ht", "de": "es", "": "es"}


async def test_a_message_is_answered_as_data(chat, voice: Voice):
    async with chat() as browser:
        answer = await browser.post("/chat/messages", json={"press": "menu", "session": PROGRAM})

    assert answer.json() == {
        "replies": [to_json(menu.menu(voice, None))],
        "later": None,
        "emergency": None,
        "language": "es",
        "erase": False,
    }
    assert "set-cookie" not in answer.headers


async def test_danger_is_told_to_the_page(chat):
    async with chat() as browser:
        answer = await browser.post("/chat/messages", json={"text": "no puedo respirar"})

    assert answer.json()["emergency"] == "medica"


async def test_a_typed_command_is_a_press(chat, voice: Voice):
    dialogue = a_dialogue()
    async with chat(dialogue) as browser:
        answer = await browser.post("/chat/messages", json={"text": " /menu "})

    assert answer.json()["replies"] == [to_json(menu.menu(voice, None))]
    assert dialogue.texts == []


@pytest.mark.parametrize("press", ["set:99=x", "no-existe", "topic:<b>"])
async def test_a_forged_button_gets_a_clear_answer(chat, voice: Voice, press: str):
    async with chat() as browser:
        answer = await browser.post("/chat/messages", json={"press": press})

    assert [reply["text"] for reply in answer.json()["replies"]] == [voice.say("error.old-button")]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"text": "a", "press": "menu"},
        {"text": None},
        {"text": 1},
        {"press": "x" * 65},
        {"text": "a", "extra": 1},
        {"text": "a", "language": "no language"},
        {"location": [1]},
        {"text": "a", "session": "short"},
        {"text": "a", "session": "x" * 65},
        {"text": "a", "session": "ana@example.org 1234567890123456"},
        {"text": "a", "session": "1234567890123456\n"},
        [],
        "text",
    ],
    ids=repr,
)
async def test_what_is_no_message_is_refused_without_repeating_it(chat, message: Any):
    async with chat() as browser:
        answer = await browser.post("/chat/messages", json=message)

    assert answer.status_code == 422
    assert answer.json()["error"] == "the message was not understood"
    assert "ana@example.org" not in answer.text


async def test_what_is_no_json_is_refused(chat):
    async with chat() as browser:
        answer = await browser.post("/chat/messages", content=b'{"text": "\\ud800"')

    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/chat", "/chat/messages", "/chat/leave"])
async def test_another_sites_page_cannot_write_for_a_person(chat, path: str):
    async with chat() as browser:
        answers = [
            await browser.post(path, json={"text": "hola"}, headers={"sec-fetch-site": site})
            for site in ("cross-site", "same-site")
        ]

    assert [answer.status_code for answer in answers] == [403, 403]


async def test_a_body_over_64_kib_is_refused(chat):
    async with chat() as browser:
        answers = [
            await browser.post("/chat/messages", json={"text": "a" * 64 * 1024}),
            await browser.post("/chat", data={"text": "a" * 64 * 1024}),
        ]

    assert [answer.status_code for answer in answers] == [413, 413]


async def test_every_answer_carries_the_headers_that_keep_it_private(chat, shelf: Shelf):
    dialogue = a_dialogue()
    dialogue.send_text = None  # type: ignore[method-assign,assignment]

    async with chat(dialogue) as browser:
        answers = [
            await browser.get("/"),
            await browser.get("/no-existe"),
            await browser.get("/static/chat.js"),
            await browser.post("/chat/messages", json={}),
            await browser.post("/chat/messages", json={"text": "falla"}),
            await browser.post("/chat/messages", json={"text": "a" * 70_000}),
        ]

    assert [answer.status_code for answer in answers] == [200, 404, 200, 422, 500, 413]
    for answer in answers:
        assert answer.headers["content-security-policy"].startswith("default-src 'none'"), answer.url
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_failure_is_answered_and_logged_without_the_words(chat, loud_logs: pytest.LogCaptureFixture):
    async def fails(session: str, text: str, **_: object) -> None:
        raise ValueError(text)

    dialogue = a_dialogue()
    dialogue.send_text = fails  # type: ignore[method-assign,assignment]

    async with chat(dialogue) as browser:
        answer = await browser.post("/chat/messages", json={"text": "MARCA"})

    assert (answer.status_code, answer.json()) == (500, {"error": "something failed on our side; nothing was kept"})
    assert "ValueError in fails (test_web_app.py" in loud_logs.text
    assert "MARCA" not in loud_logs.text


async def test_the_page_without_javascript_escapes_what_was_typed(chat):
    async with chat() as browser:
        page = await browser.post("/chat", data={"text": '<script>alert("1")</script>'})

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in page.text


async def test_the_page_without_javascript_takes_presses_and_waits_for_the_dialogue(chat, voice: Voice):
    dialogue = a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)
    dialogue.given_up.set()

    async with chat(dialogue) as browser:
        page = await browser.post("/chat", data={"press": "report"})

    assert voice.say("rasa.no-pudo") in page.text


async def test_a_late_reply_is_fetched_with_its_ticket_once(chat, voice: Voice):
    dialogue = a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)

    async with chat(dialogue) as browser:
        waiting = (await browser.post("/chat/messages", json={"press": "report"})).json()
        dialogue.is_up.set()
        late = (await browser.get(f"/chat/later/{waiting['later']}")).json()
        again = await browser.get(f"/chat/later/{waiting['later']}")
        forged = await browser.get("/chat/later/no-existe")

    assert [reply["text"] for reply in waiting["replies"]] == [voice.say("rasa.espere")]
    assert late["later"] is None
    assert late["replies"][0]["text"].startswith(voice.say("reporte.titulo"))
    assert (again.status_code, forged.status_code) == (404, 404)


async def test_a_late_reply_nobody_fetched_ends_with_the_program(chat):
    async with chat(a_dialogue(up=False)) as browser:
        waiting = (await browser.post("/chat/messages", json={"press": "report"})).json()

    assert waiting["later"] is not None


async def test_browsers_and_programs_have_sessions_of_their_own(chat, voice: Voice):
    async with chat() as browser:
        await browser.post("/chat/messages", json={"press": "role:mesa"})
        same = (await browser.post("/chat/messages", json={"press": "menu"})).json()
        program = (await browser.post("/chat/messages", json={"press": "menu", "session": PROGRAM})).json()

    assert same["replies"] == [to_json(menu.menu(voice, "mesa"))]
    assert program["replies"] == [to_json(menu.menu(voice, None))]


async def test_leaving_forgets_the_browser(chat, voice: Voice):
    async with chat() as browser:
        await browser.post("/chat/messages", json={"press": "role:mesa"})
        left = await browser.post("/chat/leave")
        after = (await browser.post("/chat/messages", json={"press": "menu"})).json()

    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert left.headers["clear-site-data"] == '"cache", "storage"'
    assert after["replies"] == [to_json(menu.menu(voice, None))]


@pytest.mark.parametrize(
    ("parts", "status", "ready"),
    [({}, 200, True), ({"rasa": False}, 200, False), ({"database": False}, 503, False)],
    ids=["all", "no rasa", "no database"],
)
async def test_readiness_needs_no_rasa_but_a_database(chat, parts: dict[str, bool], status: int, ready: bool):
    async with chat(**parts) as browser:
        answer = await browser.get("/readyz")
        alive = await browser.get("/healthz")

    assert answer.status_code == status
    assert answer.json() == {"ready": ready, "content": True, "database": True, "rasa": True} | parts
    assert alive.json() == {"status": "ok"}


async def test_metrics_count_and_name_nobody(chat):
    async with chat() as browser:
        await browser.post("/chat/messages", json={"text": "MARCA", "session": PROGRAM})
        metrics = (await browser.get("/metrics")).text

    assert 'redes_web_messages_total{kind="text"} 1.0' in metrics
    assert [secret for secret in ("MARCA", PROGRAM) if secret in metrics] == []


async def test_a_picture_stands_at_the_address_that_its_reply_names(chat):
    async with chat() as browser:
        said = (await browser.post("/chat/messages", json={"press": "picture:urgencias-migrante"})).json()
        [first, *_] = said["replies"][0]["attachments"]
        picture = await browser.get(first["url"])

    assert first["kind"] == "image"
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["cache-control"] == "no-store"  # a shared phone keeps no trace of what was read
    assert len(picture.content) == first["bytes"]
    assert opened(picture.content).width == 1080


async def test_a_directory_is_kept_as_a_file(chat):
    async with chat() as browser:
        said = (await browser.post("/chat/messages", json={"press": "city-file:cali"})).json()
        [file] = said["replies"][0]["attachments"]
        got = await browser.get(file["url"])

    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"] == 'attachment; filename="directorio-cali.pdf"'
    assert got.content.startswith(b"%PDF")


async def test_pictures_are_shown_without_javascript_too(chat):
    async with chat() as browser:
        page = await browser.post("/chat", data={"press": "picture:urgencias-migrante"})
        files = await browser.post("/chat", data={"press": "city-file:cali"})

    assert '<img class="picture" src="/picture/card/es/urgencias-migrante/1.png" alt="Urgencias' in page.text
    assert 'href="/file/city/es/cali.pdf" download="directorio-cali.pdf"' in files.text


@pytest.mark.parametrize(
    "path",
    ["/picture/card/es/nada/1.png", "/picture/../secret.key", "/file/card/es/urgencias-migrante/1.png", "/picture/"],
)
async def test_an_address_of_no_picture_is_not_found(chat, path: str):
    async with chat() as browser:
        assert (await browser.get(path)).status_code == 404


async def test_a_picture_that_must_wait_too_long_is_asked_for_again_later(chat, shelf: Shelf):
    class Full(BlankGallery):
        async def pictures(self, template: str, data: str) -> tuple[bytes, ...]:
            raise Busy("too many")

    conversation = a_conversation(shelf, a_dialogue(), pictures=the_pictures(shelf, gallery=Full()))
    async with chat(conversation=conversation) as browser:
        refused = await browser.get("/picture/card/es/urgencias-migrante/1.png")

    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "60"


async def test_a_scanned_counter_card_opens_a_page_without_script_or_cookie(chat, shelf: Shelf, voice: Voice):
    pictures = the_pictures(shelf)
    facts = make_facts({"servicio": "urgencia"})
    code = pictures.codes.make(shelf.law.rulebook.decide(facts, on=TODAY), facts, TODAY)
    async with chat() as browser:
        page = await browser.get(f"/v/{code}")
        typed_in = await browser.get("/v", params={"codigo": " ".join(code[i : i + 4] for i in range(0, 36, 4))})
        in_french = await browser.get(f"/v/{code}", headers={"accept-language": "fr-CA,fr;q=0.9"})

    assert page.status_code == typed_in.status_code == 200
    assert voice.say("codigo.vigente") in page.text
    assert voice.say("codigo.vigente") in typed_in.text
    assert Voice(shelf.catalogue, "fr").say("codigo.vigente") in in_french.text
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_a_wrong_code_is_told_as_such_and_is_not_found(chat, voice: Voice):
    async with chat() as browser:
        forged, slip = await browser.get("/v/" + "0" * 36), await browser.get("/v/<script>alert(1)</script>")
        asked = await browser.get("/v")

    assert (forged.status_code, slip.status_code, asked.status_code) == (404, 404, 200)
    assert voice.say("codigo.falso") in forged.text
    assert voice.say("codigo.mal-escrito") in slip.text
    assert voice.say("codigo.pida") in asked.text
    assert "<script" not in slip.text


async def test_a_code_on_the_wall_of_an_institution_opens_a_report_there(chat):
    dialogue = a_dialogue({"report_given": asks("report_barrier")})

    async with chat(dialogue) as browser:
        page = await browser.get("/?r=cuc-huem")
        await browser.get("/?r=<script>")

    [(intent, slots)] = dialogue.intents
    assert intent == "reportar-barrera"
    assert "cuc-huem" in slots["report_given"]
    assert page.status_code == 200


async def test_erasing_the_traces_has_the_browser_forget_the_visitor(chat):
    async with chat() as browser:
        await browser.get("/")
        answer = await browser.post("/chat/messages", json={"press": "erase-now"})
        page = await browser.post("/chat", data={"press": "erase-now"})

    assert answer.json()["erase"] is True
    for one in (answer, page):
        assert one.headers["clear-site-data"] == '"cache", "storage"'
        assert 'redes_sesion=""' in one.headers["set-cookie"]
