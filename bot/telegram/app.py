"""The Telegram face as a running part: polling, or a webhook on the web face's port."""

import asyncio
import contextlib
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import BotCommand, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import AIORateLimiter, Application, ContextTypes

from bot.commands import SHOWN
from bot.conversation import Conversation
from bot.coordinators import CoordinatorDoor
from bot.reminders import AddressBook, Delivery
from bot.replies import Reply
from bot.telegram.handlers import TelegramFace
from bot.telegram.processor import ChatOrder
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.errors import RedesError
from redes.logs import kind_and_place
from redes.privacy.pseudonym import SessionKey, pseudonym

logger = logging.getLogger(__name__)

_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY]

_LONGEST_PAUSE_S = 60.0

_DRAIN_S = 5.0
"""Seconds that updates already taken may still need when the program stops."""


class TelegramRefused(RedesError):
    """Telegram does not accept the token."""


class TelegramApp:
    """Telegram, from start to stop.

    Args:
        conversation: What answers.
        catalogue: For the list of commands.
        token: The bot's.
        base_url: Bot API server, up to and without the token.
        webhook_url: Public address of this program, or None for long polling.
        key: 32 bytes for pseudonyms and for the webhook's secret.
        known_as: Is told the bot's name when Telegram has said it.
        coordinators: The way into the panel; None where there is no panel.
        addresses: Where it is kept to whom the bot writes first; None: it writes to nobody first.
        retries: How often a call is tried again after Telegram asked for patience.
        pause_s: Seconds to the second try when Telegram is not reachable at the start; doubled each time.
    """

    def __init__(
        self,
        *,
        conversation: Conversation,
        catalogue: Catalogue,
        token: str,
        base_url: str,
        webhook_url: str | None,
        key: bytes,
        known_as: Callable[[str], None] = lambda _: None,
        coordinators: CoordinatorDoor | None = None,
        addresses: AddressBook | None = None,
        retries: int = 5,
        pause_s: float = 2.0,
    ) -> None:
        self._catalogue = catalogue
        self._webhook_url = webhook_url
        self._key = key
        self._known_as = known_as
        self._pause_s = pause_s
        self._face = TelegramFace(conversation, self._session_of, coordinators, addresses)
        builder = (
            Application.builder()
            .token(token)
            .base_url(base_url)
            .rate_limiter(AIORateLimiter(max_retries=retries))
            .concurrent_updates(ChatOrder())
        )
        if webhook_url:
            builder = builder.updater(None)
        self._application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
        self._application.add_handlers(self._face.handlers())
        self._application.add_error_handler(self._failed)

    def _session_of(self, chat_id: int) -> SessionKey:
        return pseudonym("telegram", str(chat_id), key=self._key)

    @property
    def _secret(self) -> str:
        """What Telegram must show with each webhook call; nobody else can know it."""
        return hmac.new(self._key, b"webhook", hashlib.sha256).hexdigest()

    def routes(self) -> list[Route]:
        """Where Telegram delivers updates, when a webhook is used."""
        return [Route("/telegram/webhook", self._delivered, methods=["POST"])] if self._webhook_url else []

    async def start(self) -> None:
        """Begin to take updates.

        Raises:
            TelegramRefused: The token or the webhook's address is not accepted. While Telegram is not
                reachable it is tried again and again: the other faces go on meanwhile.
        """
        application = self._application
        try:
            await self._until_reachable(application.initialize)
        except InvalidToken:
            await application.bot.request.shutdown()  # what was never initialized is not shut down by itself
            raise TelegramRefused("REDES_TELEGRAM_TOKEN: Telegram does not accept this token") from None
        self._known_as(application.bot.username)
        await application.start()
        await self._introduce()
        if self._webhook_url:
            try:
                await self._until_reachable(self._ask_for_webhook)
            except BadRequest as refused:
                raise TelegramRefused(
                    f"REDES_TELEGRAM_WEBHOOK_URL: Telegram does not accept this address ({refused.message})"
                ) from None
        else:
            assert application.updater is not None
            await application.updater.start_polling(
                allowed_updates=_UPDATES, bootstrap_retries=-1, error_callback=_polling_failed
            )
        logger.info("Telegram answers as @%s", application.bot.username)
        if not application.bot.supports_inline_queries:
            logger.info("inline mode is off: @BotFather switches it on with /setinline")

    async def write(self, chat: int, reply: Reply) -> Delivery:
        """Write to somebody who asked for it; until Telegram was reached once, it is away."""
        if not self._application.running:
            return "away"
        return await self._face.write(self._application.bot, chat, reply)

    async def _ask_for_webhook(self) -> None:
        assert self._webhook_url is not None
        await self._application.bot.set_webhook(
            url=self._webhook_url.rstrip("/") + "/telegram/webhook",
            secret_token=self._secret,
            allowed_updates=_UPDATES,
        )

    async def _until_reachable(self, call: Callable[[], Awaitable[None]]) -> None:
        """Make a call until Telegram can be reached; what Telegram refuses is raised."""
        pause = self._pause_s
        while True:
            try:
                await call()
            except BadRequest:
                raise  # python-telegram-bot counts it among the network's errors
            except NetworkError as away:
                logger.warning("Telegram is not reachable: %s; trying again in %.0f s", type(away).__name__, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_S)
            else:
                return

    async def stop(self) -> None:
        """Take no more updates, finish those at work."""
        application = self._application
        if application.updater is not None and application.updater.running:
            await application.updater.stop()
        if application.running:
            # An update that was taken is not delivered again, so it is answered before we go.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(application.update_queue.join(), _DRAIN_S)
        await self._face.close()
        if application.running:
            await application.stop()
        await application.shutdown()

    async def _introduce(self) -> None:
        """Tell Telegram the commands, in each language; not worth failing for."""
        try:
            for language in self._catalogue.languages:
                voice = Voice(self._catalogue, language)
                commands = [BotCommand(name, voice.say(f"comando.{name}")) for name in SHOWN]
                await self._application.bot.set_my_commands(
                    commands, language_code=None if language == "es" else language
                )
        except TelegramError as refused:
            logger.warning("the list of commands was not taken: %s", kind_and_place(refused))

    async def _delivered(self, request: Request) -> Response:
        shown = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            return Response(status_code=403)
        try:
            update = Update.de_json(await request.json(), self._application.bot)
        except (ValueError, KeyError, TypeError):
            return Response(status_code=400)
        await self._application.update_queue.put(update)
        return Response(status_code=200)

    async def _failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Something went wrong with an update: logged without words, and the person is told."""
        if context.error is not None:
            logger.error("an update failed: %s", kind_and_place(context.error))
        if isinstance(update, Update) and update.effective_chat is not None:
            try:
                await update.effective_chat.send_message(Voice(self._catalogue, "es").say("error.inesperado"))
            except TelegramError as failed:
                logger.error("nor could she be told: %s", kind_and_place(failed))


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        logger.error("Telegram: another program polls with the same token; stop one of the two")
    else:
        logger.warning("Telegram is not reachable: %s; trying again", type(error).__name__)
