"""Telegram's side of the conversation, against a Telegram that refuses what the real one refuses."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from makers import a_draft
from scripted import TODAY, ScriptedDialogue, a_conversation, a_dialogue, asks, the_form, the_pictures
from starlette.applications import Starlette
from telegram_api import TelegramServer
from telegram_api.state import BOT_USERNAME

from bot.commands import SHOWN
from bot.conversation import Conversation
from bot.shelf import Shelf
from bot.telegram.app import TelegramApp, TelegramRefused
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.eligibility.facts import make_facts

KEY = b"k" * 32


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.start() as server:
        yield server


def an_app(telegram: TelegramServer, conversation: Conversation, **given: Any) -> TelegramApp:
    default: dict[str, Any] = {
        "catalogue": conversation.shelf().catalogue,
        "token": telegram.token,
        "base_url": telegram.base_url,
        "webhook_url": None,
        "key": KEY,
        "retries": 0,
    }
    return TelegramApp(conversation=conversation, **default | given)


@pytest.fixture
def bot(telegram: TelegramServer, shelf: Shelf) -> Callable[..., Any]:
    """Runs the Telegram face over a scripted dialogue, by polling."""

    @asynccontextmanager
    async def running(dialogue: ScriptedDialogue | None = None) -> AsyncIterator[TelegramApp]:
        app = an_app(telegram, a_conversation(shelf, dialogue or a_dialogue()))
        await app.start()
        try:
            yield app
        finally:
            await app.stop()

    return running


async def test_a_person_finds_her_way_from_start_to_a_card(telegram: TelegramServer, bot, voice: Voice):
    ana = telegram.user()

    async with bot():
        await ana.starts("qr-12")
        [welcome] = await ana.receives()
        press = await ana.presses(voice.say("rol.migrante"))
        await press.answered()
        [menu] = await ana.receives()
        await ana.presses("section:urgencias")
        [section] = await ana.receives(edits=True)
        await ana.presses("topic:urgencias")
        [card] = await ana.receives()
        await ana.quiet()

    title = voice.catalogue.cards["urgencias-migrante"].title
    assert welcome.text.startswith(voice.say("inicio.titulo"))
    assert section.message_id == menu.message_id
    assert card.message_id != menu.message_id
    assert card.text.startswith(title)
    assert (telegram.refusals, telegram.oddities) == ([], [])


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("sends_photo", "error.photo"),
        ("sends_voice", "error.voice"),
        ("sends_sticker", "error.sticker"),
        ("sends_document", "error.file"),
        ("sends_contact", "error.contact"),
    ],
)
async def test_what_cannot_be_read_is_answered_and_never_fetched(
    telegram: TelegramServer, bot, voice: Voice, kind: str, says: str
):
    ana, dialogue = telegram.user(), a_dialogue()

    async with bot(dialogue):
        await getattr(ana, kind)()
        [answer] = await ana.receives()

    assert answer.text == voice.say(says)
    assert telegram.calls_of("getFile") == []
    assert dialogue.texts == []


async def test_a_place_on_the_map_opens_the_directory(telegram: TelegramServer, bot, voice: Voice):
    ana = telegram.user()

    async with bot():
        await ana.shares_location(4.6, -74.1)
        [answer] = await ana.receives()

    assert answer.text.startswith(voice.say("directorio.cerca", lugar="Bogotá"))
    assert voice.say("directorio.nacional") in answer.text


async def test_an_edited_message_is_said_not_to_be_read_and_a_forwarded_one_is(
    telegram: TelegramServer, bot, voice: Voice
):
    ana, dialogue = telegram.user(), a_dialogue()

    async with bot(dialogue):
        written = await ana.sends("una pregunta")
        await ana.receives()
        await ana.edits(written, "otra pregunta")
        [edited] = await ana.receives()
        await ana.forwards("reenviado")
        await ana.receives()

    assert edited.text == voice.say("error.edited")
    assert dialogue.texts == ["una pregunta", "reenviado"]


async def test_a_group_learns_where_to_write_in_private_and_nothing_else_is_answered_there(
    telegram: TelegramServer, bot, voice: Voice
):
    ana, dialogue, group = telegram.user(), a_dialogue(), telegram.group(privacy=False)

    async with bot(dialogue):
        await ana.sends("tengo una pregunta", in_chat=group)
        await ana.sends("/reportar", in_chat=group)
        [answer] = await ana.receives(in_chat=group)
        await ana.quiet()

    [[link]] = answer.buttons
    assert answer.text == voice.say("error.group")
    assert (link.data, link.url) == (None, f"https://t.me/{telegram.world.bot.username}")
    assert (dialogue.texts, dialogue.intents) == ([], [])
    assert telegram.called.count("sendMessage") == 1


@pytest.mark.parametrize("data", ["viejo", "set:99=x", "topic:no-existe", "x" * 64])
async def test_an_old_or_forged_button_gets_a_clear_answer(telegram: TelegramServer, bot, voice: Voice, data: str):
    ana = telegram.user()

    async with bot():
        await ana.starts()
        await ana.receives()
        press = await ana.presses_old(data, message_id=77)
        await press.answered()
        [answer] = await ana.receives()

    assert answer.text == voice.say("error.boton-viejo")
    assert answer.buttons[0][0].data == "menu"


async def test_a_page_turns_in_place_and_a_page_that_is_gone_is_sent_anew(telegram: TelegramServer, bot):
    ana = telegram.user()

    async with bot():
        await ana.sends("/decalogo")
        [overview] = await ana.receives()
        await ana.presses("practice:2")
        [page] = await ana.receives(edits=True)
        old = await ana.presses_old("practice:3")
        await old.answered()
        [anew] = await ana.receives()

    assert page.message_id == overview.message_id
    assert anew.message_id != overview.message_id
    assert telegram.refusals == []


async def test_pressing_what_is_already_shown_changes_nothing_and_sends_nothing(telegram: TelegramServer, bot):
    ana = telegram.user()

    async with bot():
        await ana.sends("/menu")
        await ana.receives()
        await ana.presses("section:urgencias")
        await ana.receives(edits=True)
        await ana.presses("menu")
        await ana.receives(edits=True)
        with telegram.burst():
            presses = [await ana.presses("section:papeles") for _ in range(2)]
        for press in presses:
            await press.answered()
        await ana.quiet()

    assert len(telegram.calls_of("sendMessage")) == 1
    assert [call.method for call in telegram.refusals] == ["editMessageText"]


async def test_somebody_who_blocked_the_bot_is_survived(telegram: TelegramServer, bot, voice: Voice):
    ana, eva = telegram.user(), telegram.user()

    async with bot():
        await ana.starts()
        await ana.receives()
        with telegram.burst():
            await ana.sends("/menu")
            await ana.blocks_bot()
        await eva.sends("/menu")
        [answer] = await eva.receives()
        await telegram.quiet()

    assert answer.text.startswith(voice.say("menu.titulo"))
    assert [call.method for call in telegram.refusals] == ["sendMessage"]


async def test_a_late_reply_comes_by_itself_and_the_chat_is_not_kept_waiting(
    telegram: TelegramServer, bot, voice: Voice
):
    ana, dialogue = telegram.user(), a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)

    async with bot(dialogue):
        await ana.sends("/reportar")
        [wait] = await ana.receives()
        await ana.sends("/privacidad")
        [meanwhile] = await ana.receives()
        dialogue.is_up.set()
        [late] = await ana.receives()

    assert wait.text == voice.say("rasa.espere")
    assert meanwhile.text.startswith(voice.say("privacidad.titulo"))
    assert late.text.startswith(voice.say("reporte.titulo"))


async def test_stopping_while_somebody_waits_for_the_dialogue_ends_cleanly(telegram: TelegramServer, bot):
    ana = telegram.user()

    async with bot(a_dialogue(up=False)):
        await ana.sends("/reportar")
        await ana.receives()


async def test_a_preview_and_a_receipt_can_be_neither_forwarded_nor_saved(telegram: TelegramServer, bot):
    ana = telegram.user()

    async with bot(a_dialogue(the_form(a_draft()))):
        await ana.sends("/reportar")
        [question] = await ana.receives()
        await ana.presses_old("set:0=urg.puerta")
        await ana.receives()
        await ana.presses_old("set:1=sin-dato")
        [preview] = await ana.receives()
        await ana.presses("Sí, guárdelo")
        receipt, _ = await ana.receives(2)

    assert [seen.protect_content for seen in (question, preview, receipt)] == [False, True, True]
    assert telegram.refusals == []


async def test_a_person_is_answered_in_the_language_of_her_telephone_or_in_spanish(
    telegram: TelegramServer, bot, catalogue: Catalogue
):
    people = {code: telegram.user(language_code=code) for code in ("pt-br", "fr", "de", None)}

    async with bot():
        titles = {}
        for code, person in people.items():
            await person.sends("/ayuda")
            [answer] = await person.receives()
            titles[code] = answer.text.split("\n")[0]

    spoken = {code: Voice(catalogue, language).say("ayuda.titulo") for code, language in
              {"pt-br": "pt", "fr": "fr", "de": "es", None: "es"}.items()}  # fmt: skip
    assert titles == spoken


async def test_a_failure_is_told_to_the_person_and_logged_without_her_words(
    telegram: TelegramServer, shelf: Shelf, voice: Voice, loud_logs: pytest.LogCaptureFixture
):
    dialogue, ana = a_dialogue(), telegram.user(first_name="CANARIO")

    async def fails(session: str, text: str, **_: object) -> None:
        raise ValueError(text)

    dialogue.send_text = fails  # type: ignore[method-assign,assignment]
    app = an_app(telegram, a_conversation(shelf, dialogue))
    await app.start()
    await ana.sends("MARCA secreta")
    [answer] = await ana.receives()
    await app.stop()

    ours = "\n".join(record.getMessage() for record in loud_logs.records if record.name.startswith("bot"))
    assert answer.text == voice.say("error.inesperado")
    assert "ValueError in fails (test_handlers.py" in ours
    assert [secret for secret in ("MARCA", "CANARIO", str(ana.id)) if secret in ours] == []


async def test_the_commands_are_listed_in_the_language_of_the_person(
    telegram: TelegramServer, bot, catalogue: Catalogue
):
    people = {"es": telegram.user(language_code="es"), "ht": telegram.user(language_code="ht")}

    async with bot():
        listed = {code: telegram.commands_for(person) for code, person in people.items()}

    for code, commands in listed.items():
        words = Voice(catalogue, code)  # type: ignore[arg-type]
        assert commands == [{"command": name, "description": words.say(f"comando.{name}")} for name in SHOWN]


async def test_an_update_that_telegram_delivers_twice_is_answered_once(telegram: TelegramServer, bot):
    ana = telegram.user()

    async with bot():
        telegram.deliver_twice()
        await ana.sends("/menu")
        await ana.receives()
        await ana.quiet()

    assert telegram.called.count("sendMessage") == 1


# Webhook


async def test_a_webhook_takes_what_shows_the_secret_and_nothing_else(
    telegram: TelegramServer, shelf: Shelf, voice: Voice
):
    ana = telegram.user()
    await ana.starts()
    app = an_app(telegram, a_conversation(shelf, a_dialogue()), webhook_url="https://example.org/")
    web = Starlette(routes=app.routes())
    await app.start()
    [call] = telegram.calls_of("setWebhook")
    secret = {"X-Telegram-Bot-Api-Secret-Token": call.parameters["secret_token"]}
    update = {
        "update_id": 5,
        "message": {
            "message_id": 9,
            "date": 0,
            "chat": {"id": ana.id, "type": "private"},
            "from": {"id": ana.id, "is_bot": False, "first_name": "A"},
            "text": "hola",
        },
    }

    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://bot") as http:
        statuses = [
            (await http.post("/telegram/webhook", json=update)).status_code,
            (
                await http.post("/telegram/webhook", json=update, headers={**secret, next(iter(secret)): "x"})
            ).status_code,
            (await http.post("/telegram/webhook", content=b"{", headers=secret)).status_code,
            (await http.post("/telegram/webhook", json=update, headers=secret)).status_code,
        ]
    await app.stop()
    [answer] = await ana.receives()

    assert answer.text == voice.say("alcance.no-entendi")
    assert call.parameters["url"] == "https://example.org/telegram/webhook"
    assert statuses == [403, 403, 400, 200]


async def test_polling_opens_no_door(telegram: TelegramServer, shelf: Shelf):
    assert an_app(telegram, a_conversation(shelf, a_dialogue())).routes() == []


async def test_a_wrong_token_is_refused_with_the_name_of_the_setting(telegram: TelegramServer, shelf: Shelf):
    app = an_app(telegram, a_conversation(shelf, a_dialogue()), token="123456:WRONG")

    with pytest.raises(TelegramRefused, match="REDES_TELEGRAM_TOKEN"):
        await app.start()
    await app.stop()


async def test_a_session_is_a_pseudonym_of_the_chat(telegram: TelegramServer, shelf: Shelf):
    app = an_app(telegram, a_conversation(shelf, a_dialogue()))

    ana, eva = app._session_of(7_100_000_001), app._session_of(7_100_000_002)

    assert ana != eva
    assert len(ana) == 32
    assert "7100000001" not in ana


async def test_a_telegram_that_is_away_at_the_start_is_waited_for(telegram: TelegramServer, shelf: Shelf, voice: Voice):
    away = [telegram.faults.bad_gateway(1, method="getMe"), telegram.faults.drop(1, method="getMe")]
    app = an_app(telegram, a_conversation(shelf, a_dialogue()), pause_s=0.0)
    ana = telegram.user()

    await app.start()
    await ana.sends("/privacidad")
    [reply] = await ana.receives()
    await app.stop()

    assert all(fault.hit for fault in away)
    assert reply.text.startswith(voice.say("privacidad.titulo"))


async def test_a_webhook_address_that_telegram_refuses_is_named(telegram: TelegramServer, shelf: Shelf):
    app = an_app(telegram, a_conversation(shelf, a_dialogue()), webhook_url="http://example.org")

    with pytest.raises(TelegramRefused, match="REDES_TELEGRAM_WEBHOOK_URL"):
        await app.start()
    await app.stop()


async def test_words_behind_the_bots_name_offer_cards_in_any_chat(
    telegram: TelegramServer, bot, catalogue: Catalogue, loud_logs: pytest.LogCaptureFixture
):
    ana = telegram.user(language_code="en", first_name="CANARIO")

    async with bot():
        asked = await ana.inline_query("vaccines MARCA")
        answer = await asked.answered()

    card = Voice(catalogue, "en").card(catalogue.cards["vacunacion-migrante"])
    first = answer["results"][0]
    logged = "\n".join(record.getMessage() for record in loud_logs.records if record.name.startswith(("bot", "redes")))
    assert (first["id"], first["title"]) == ("vacunacion-migrante", card.title)
    assert "https://t.me/" in first["input_message_content"]["message_text"]
    assert answer["is_personal"]
    assert [secret for secret in ("MARCA", "CANARIO", str(ana.id)) if secret in logged] == []
    assert (telegram.refusals, telegram.oddities) == ([], [])


async def test_an_inline_query_answered_too_late_does_no_harm(telegram: TelegramServer, bot, voice: Voice):
    ana = telegram.user()
    telegram.world.query_lifetime_s = -1.0

    async with bot():
        await ana.inline_query("tutela")
        await ana.sends("/ayuda")
        [answer] = await ana.receives()
        await ana.quiet()

    assert answer.text.startswith(voice.say("ayuda.titulo"))
    assert [refused.method for refused in telegram.refusals] == ["answerInlineQuery"]


async def test_a_picture_is_sent_before_the_buttons_and_as_telegram_takes_it(
    telegram: TelegramServer, bot, voice: Voice
):
    ana = telegram.user()

    async with bot():
        await ana.sends("/directorio")
        [directory] = await ana.receives()
        await ana.presses("contacts:cali")
        await ana.receives()
        await ana.presses("share-city:cali")
        [shared] = await ana.receives()
        await ana.presses("city-file:cali")
        file, kept = await ana.receives(2)
        await ana.sends("/decalogo")
        await ana.receives()
        await ana.presses("practice:2")
        await ana.receives(edits=True)
        await ana.presses("share-practice:2")
        await ana.receives()
        await ana.presses("picture-practice:2")
        *pictures, last = await ana.receives(3)

    assert [voice.say("boton.compartir"), voice.say("boton.como-archivo")] in directory.labels
    assert shared.buttons[0][0].url.startswith("https://wa.me/?text=")
    assert (file.document.name, file.document.mime_type) == ("directorio-cali.pdf", "application/pdf")
    assert kept.text == voice.say("archivo.listo", lugar="Cali")
    practice = voice.catalogue.decalogo.practices[1]
    assert [seen.text for seen in pictures] == [f"{practice.title} ({n}/{len(pictures)})" for n in (1, 2)]
    assert all(seen.photo for seen in pictures)
    assert last.labels
    assert telegram.refusals == []
    assert telegram.oddities == []


async def test_a_scanned_code_is_answered_at_the_start(telegram: TelegramServer, bot, shelf: Shelf, voice: Voice):
    ana = telegram.user()
    pictures = the_pictures(shelf)
    facts = make_facts({"servicio": "urgencia"})
    code = pictures.codes.make(shelf.law.rulebook.decide(facts, on=TODAY), facts, TODAY)

    async with bot():
        await ana.starts(f"v_{code}")
        [answer] = await ana.receives()

    assert answer.text.startswith(voice.say("codigo.vigente"))


async def test_the_bot_learns_its_name_from_telegram(telegram: TelegramServer, shelf: Shelf):
    names: list[str] = []
    app = an_app(telegram, a_conversation(shelf, a_dialogue()), known_as=names.append)

    await app.start()
    await app.stop()

    assert names == [BOT_USERNAME]


async def test_erasing_the_traces_deletes_the_messages_of_both_and_says_so(telegram: TelegramServer, bot, voice: Voice):
    ana, eva = telegram.user(), telegram.user()

    async with bot():
        await eva.sends("/ayuda")
        await eva.receives()
        await ana.sends("/privacidad")
        await ana.receives()
        await ana.sends("/borrar")
        await ana.receives()
        await ana.presses(voice.say("borrar.este-chat"))
        await ana.receives()

    assert [seen.text for seen in ana.screen] == [voice.say("rastro.hecho")]
    assert len(eva.screen) == 2
    assert telegram.refusals == []


async def test_a_link_to_an_institution_begins_a_report_there(telegram: TelegramServer, bot):
    dialogue, ana = a_dialogue(the_form(a_draft())), telegram.user()

    async with bot(dialogue):
        await ana.starts("r_cuc-huem")
        await ana.receives()

    [(intent, slots)] = dialogue.intents
    assert intent == "reportar-barrera"
    assert "cuc-huem" in slots["report_given"]
