"""The server under a real python-telegram-bot Application, by polling and by webhook."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from . import PIXEL, Seen, TelegramServer, User

App = Application[Any, Any, Any, Any, Any, Any]


async def _start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_chat
    await update.effective_chat.send_message(
        f"<b>Hola</b>, {' '.join(context.args or [])}",
        parse_mode="HTML",
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup(
            [[InlineKeyboardButton("Sí", callback_data="si"), InlineKeyboardButton("No", callback_data="no")]]
        ),
    )


async def _press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    await query.answer("Recibido")
    if isinstance(query.message, Message):
        await query.edit_message_text(f"Dijo {query.data}")


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message
    if message.photo:
        data = await (await message.photo[-1].get_file()).download_as_bytearray()
        await message.reply_photo(bytes(data), caption="su foto")
    elif message.document:
        await message.reply_document(b"%PDF", filename="carta.pdf", caption="su carta")
    elif message.location:
        await message.reply_location(message.location.latitude, message.location.longitude)
    elif update.edited_message:
        await message.reply_text(f"corregido: {message.text}")
    else:
        what = message.text or ("voz" if message.voice else "sticker" if message.sticker else "contacto")
        await message.reply_text(f"eco: {what}", do_quote=True, reply_markup=ReplyKeyboardMarkup([["Menú"]]))


async def _inline(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.inline_query
    article = InlineQueryResultArticle("1", "Urgencias", InputTextMessageContent("Pida el triage."))
    await update.inline_query.answer([article])


def _application(telegram: TelegramServer) -> App:
    app = (
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(telegram.base_url)
        .base_file_url(telegram.base_file_url)
        .concurrent_updates(True)
        .build()
    )
    app.add_handler(CommandHandler("start", _start))
    app.add_handler(CallbackQueryHandler(_press))
    app.add_handler(InlineQueryHandler(_inline))
    app.add_handler(MessageHandler(filters.ALL, _echo))
    return app


@contextlib.asynccontextmanager
async def _polling_bot(telegram: TelegramServer) -> AsyncIterator[App]:
    async with _application(telegram) as app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(poll_interval=0, timeout=5, bootstrap_retries=0)
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


@contextlib.asynccontextmanager
async def _webhook_bot(telegram: TelegramServer) -> AsyncIterator[App]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with _application(telegram) as app:
        await app.start()
        assert app.updater
        await app.updater.start_webhook(
            listen="127.0.0.1",
            port=port,
            url_path="gancho",
            webhook_url=f"http://127.0.0.1:{port}/gancho",
            secret_token="secreto_1",
        )
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


async def test_a_conversation_by_polling(telegram: TelegramServer) -> None:
    ana = telegram.user(first_name="Ana")

    async with _polling_bot(telegram):
        await ana.starts("qr-1")
        [hello] = await ana.receives()
        press = await ana.presses("Sí")
        answer = await press.answered()
        [edited] = await ana.receives(edits=True)
        await ana.quiet()

    assert (hello.text, hello.html, hello.labels) == ("Hola, qr-1", "<b>Hola</b>, qr-1", [["Sí", "No"]])
    assert hello.protect_content
    assert answer["text"] == "Recibido"
    assert (edited.message_id, edited.text, edited.edited) == (hello.message_id, "Dijo si", True)
    assert [seen.text for seen in ana.screen] == ["/start qr-1", "Dijo si"]
    assert telegram.refusals == []


async def test_everything_a_person_can_send_reaches_the_bot(telegram: TelegramServer) -> None:
    ana = telegram.user(first_name="Ana")

    async with _polling_bot(telegram):
        await ana.sends("hola")
        [echo] = await ana.receives()
        await ana.presses("Menú")
        await ana.sends_voice()
        await ana.sends_sticker()
        await ana.sends_contact()
        await ana.forwards("texto ajeno")
        texts = {seen.text for seen in await ana.receives(5)}
        await ana.sends_photo("mire")
        [photo] = await ana.receives()
        await ana.sends_document()
        [document] = await ana.receives()
        await ana.shares_location(4.6, -74.1)
        [place] = await ana.receives()
        await ana.edits(ana.screen[0], "hola!")
        [corrected] = await ana.receives()
        asked = await ana.inline_query("urg")
        results = (await asked.answered())["results"]

    assert (echo.text, echo.reply_to, echo.keyboard_labels) == ("eco: hola", 1, [["Menú"]])
    assert texts == {"eco: Menú", "eco: voz", "eco: sticker", "eco: contacto", "eco: texto ajeno"}
    assert (photo.photo, photo.text) == (PIXEL, "su foto")
    assert document.document is not None
    assert (document.document.name, document.document.data) == ("carta.pdf", b"%PDF")
    assert place.location == (4.6, -74.1)
    assert corrected.text == "corregido: hola!"
    assert [result["title"] for result in results] == ["Urgencias"]
    assert telegram.refusals == []


async def test_a_conversation_by_webhook(telegram: TelegramServer) -> None:
    ana = telegram.user(first_name="Ana")

    async with _webhook_bot(telegram):
        await ana.starts()
        [hello] = await ana.receives()
        press = await ana.presses("no")
        await press.answered()
        await ana.quiet()

    assert hello.text == "Hola,"
    assert ana.screen[-1].text == "Dijo no"
    assert [delivery.status for delivery in telegram.deliveries] == [200, 200]
    assert telegram.refusals == []


async def test_a_button_of_a_vanished_message_can_still_be_pressed(telegram: TelegramServer) -> None:
    ana = telegram.user()

    async with _polling_bot(telegram):
        press = await ana.presses_old("viejo", message_id=77)
        answer = await press.answered()

    assert answer["text"] == "Recibido"


async def test_in_a_group_the_bot_gets_commands_and_replies_only(telegram: TelegramServer) -> None:
    ana, group = telegram.user(), telegram.group("Vecinas")

    async with _polling_bot(telegram):
        await ana.sends("charla", in_chat=group)
        await ana.sends("/start@otro_bot", in_chat=group)
        await ana.sends("/start@prueba_bot", in_chat=group)
        [hello] = await ana.receives(in_chat=group)
        await ana.sends("gracias", in_chat=group, reply_to=hello)
        [echo] = await ana.receives(in_chat=group)
        await ana.presses("Menú", in_chat=group)
        [pressed] = await ana.receives(in_chat=group)

    assert hello.text == "Hola,"
    assert [echo.text, pressed.text] == ["eco: gracias", "eco: Menú"]


async def test_blocking_is_told_to_the_bot_and_ends_what_it_may_write(telegram: TelegramServer) -> None:
    ana: User = telegram.user()
    seen: list[Seen] = []

    async with _polling_bot(telegram) as app:
        await ana.sends("hola")
        seen += await ana.receives()
        await ana.blocks_bot()
        await ana.quiet()
        with contextlib.suppress(Exception):
            await app.bot.send_message(ana.id, "otra vez")

    assert [seen.text for seen in seen] == ["eco: hola"]
    assert [call.description for call in telegram.refusals] == ["Forbidden: bot was blocked by the user"]


async def test_a_bot_hears_the_same_update_twice_and_survives_trouble(telegram: TelegramServer) -> None:
    ana = telegram.user()

    async with _polling_bot(telegram):
        telegram.deliver_twice()
        await ana.sends("dos veces")
        twice = await ana.receives(2)
        telegram.faults.bad_gateway(method="getUpdates")
        await ana.sends("después del 502")
        [after] = await ana.receives()

    assert [seen.text for seen in twice] == ["eco: dos veces"] * 2
    assert after.text == "eco: después del 502"
    assert telegram.refusals == []
