"""The server as a test holds it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any

from .calls import Call
from .faults import Faults
from .flood import FloodControl, FloodLimits, Violation
from .pulse import Clock
from .server import BotApi
from .state import Account, Chat, World
from .transport import serving
from .users import Group, User
from .webhook import Delivery


class TelegramServer:
    """Telegram for one bot, on 127.0.0.1.

    Attributes:
        token: What the bot has to call itself with.
        port: Where it listens.
        world: Everything it remembers; tests rarely need it.
        faults: Things to go wrong.
        flood: Flood control, off until ``flood.enforced`` is set.
    """

    def __init__(self, api: BotApi, *, token: str, port: int) -> None:
        self._api = api
        self.token = token
        self.port = port
        self.world: World = api.world
        self.faults: Faults = api.faults
        self.flood: FloodControl = api.flood

    @classmethod
    @contextlib.asynccontextmanager
    async def start(
        cls,
        *,
        token: str = "123456:TEST",
        clock: Clock = time.time,
        enforce_flood_limits: bool = False,
        flood_limits: FloodLimits | None = None,
        query_lifetime_s: float = 15.0,
        webhook_retry_s: float = 0.05,
        webhook_timeout_s: float = 60.0,
    ) -> AsyncIterator[TelegramServer]:
        """Run a server until the block ends.

        Args:
            clock: Dates of messages, ages of queries, flood windows.
            enforce_flood_limits: Whether too many messages get 429; they are recorded in any case.
            query_lifetime_s: Age at which a pressed button can no longer be answered.
            webhook_retry_s: Pause before a refused webhook delivery is repeated; it doubles, up to 1 s.
        """
        world = World(clock=clock, query_lifetime_s=query_lifetime_s)
        world.bot.id = int(token.partition(":")[0])
        world.accounts = {world.bot.id: world.bot}
        flood = FloodControl(clock, flood_limits or FloodLimits(), enforced=enforce_flood_limits)
        api = BotApi(world, token=token, flood=flood)
        api.sender.retry_s = webhook_retry_s
        api.sender.timeout_s = webhook_timeout_s
        async with serving(api) as port:
            try:
                yield cls(api, token=token, port=port)
            finally:
                api.receiving.closing = True
                api.faults.clear()
                world.pulse.beat()
                await api.sender.close()

    # --- addresses ------------------------------------------------------------------------------------

    @property
    def origin(self) -> str:
        """For settings that name the server, without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """``base_url`` of python-telegram-bot, which appends the token."""
        return f"{self.origin}/bot"

    @property
    def base_file_url(self) -> str:
        """``base_file_url`` of python-telegram-bot."""
        return f"{self.origin}/file/bot"

    def url(self, method: str) -> str:
        """Address of a method, for a bare HTTP client."""
        return f"{self.base_url}{self.token}/{method}"

    # --- people ---------------------------------------------------------------------------------------

    def user(
        self,
        *,
        first_name: str = "CANARY",
        language_code: str | None = "es",
        username: str | None = None,
        last_name: str | None = None,
    ) -> User:
        """A new person. The bot knows nobody who has not written to it."""
        account = Account(
            id=self.world.number("user", first=7_100_000_001),  # over 32 bits, as real ids are
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        return User(self.world, account, self.quiet)

    def group(self, title: str = "Grupo", *, privacy: bool = True, bot_is_admin: bool = False) -> Group:
        """A supergroup that the bot is already in; ``User.adds_bot_to`` tells the bot so."""
        number = -1_002_000_000_000 - self.world.number("group")
        chat = Chat(id=number, type="supergroup", title=title, known=True, privacy=privacy, bot_is_admin=bot_is_admin)
        self.world.chats[chat.id] = chat
        return Group(world=self.world, chat=chat)

    def commands_for(self, user: User) -> list[dict[str, str]]:
        """The menu of commands that this person sees in the private chat.

        Source: https://core.telegram.org/bots/api#determining-list-of-commands
        """
        scopes = (
            f'{{"chat_id": {user.id}, "type": "chat"}}',
            '{"type": "all_private_chats"}',
            '{"type": "default"}',
        )
        for scope in scopes:
            for language in ((user.account.language_code or "")[:2], ""):
                commands: list[dict[str, str]] = self.world.settings.get(("commands", scope, language), [])
                if commands:
                    return commands
        return []

    # --- what the bot did -----------------------------------------------------------------------------

    @property
    def calls(self) -> list[Call]:
        """Every call, in order of arrival."""
        return self._api.calls

    def calls_of(self, *methods: str) -> list[Call]:
        """Calls of these methods."""
        return [call for call in self.calls if call.method in methods]

    @property
    def called(self) -> list[str]:
        """Names of the methods called, without ``getUpdates``."""
        return [call.method for call in self.calls if call.method != "getUpdates"]

    @property
    def refusals(self) -> list[Call]:
        """Calls that Telegram's rules refused. A good bot causes none."""
        return [call for call in self.calls if call.refused]

    @property
    def flood_violations(self) -> list[Violation]:
        """Messages that came faster than Telegram allows, refused or not."""
        return self.flood.violations

    @property
    def oddities(self) -> list[str]:
        """What Telegram let pass, but no author can have meant: ``&nbsp;``, a dropped link."""
        return self.world.oddities

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver by webhook."""
        return self._api.sender.deliveries

    # --- steering -------------------------------------------------------------------------------------

    def deliver_twice(self, n: int = 1) -> None:
        """The next ``n`` updates reach the bot twice, under the same ``update_id``."""
        self.world.queue.twice(n)

    @contextlib.contextmanager
    def burst(self) -> Any:
        """Updates made in this block are delivered all at once when it ends."""
        self.world.queue.hold()
        try:
            yield
        finally:
            self.world.queue.release()

    @property
    def pending(self) -> list[int]:
        """Ids of updates that the bot has not confirmed."""
        return [update.update_id for update in self.world.queue.pending]

    async def listening(self, *, timeout_s: float = 10) -> None:
        """Wait until the bot polls or has set a webhook."""

        def listens() -> bool:
            return self._api.receiving.polling or self._api.sender.webhook is not None

        assert await self.world.pulse.until(listens, timeout_s=timeout_s), "the bot does not listen"

    async def quiet(self, *, settle_s: float = 0.15, timeout_s: float = 10) -> None:
        """Wait until every update is confirmed, no call runs, and nothing happened for ``settle_s``.

        A bot that works on without calling Telegram for longer than ``settle_s`` looks quiet: give more.

        Raises:
            AssertionError: It did not become quiet within ``timeout_s``; the message says why.
        """
        loop, pulse = asyncio.get_running_loop(), self.world.pulse
        deadline = loop.time() + timeout_s
        while True:
            before = pulse.count
            changed = await pulse.until(lambda at=before: pulse.count > at, timeout_s=settle_s)  # type: ignore[misc]
            at_rest = not self.world.queue.pending and not self._api.running and not self._api.sender.busy
            if not changed and at_rest:
                return
            assert loop.time() < deadline, (
                f"the bot is not quiet after {timeout_s} s: updates not confirmed {self.pending}, "
                f"calls running {self._api.running}, last calls {self.called[-5:]}"
            )
