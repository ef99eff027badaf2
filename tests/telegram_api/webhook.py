"""Delivery by webhook: one lane per chat, retries until the bot says 2xx.

Source: https://core.telegram.org/bots/api#setwebhook and ``WebhookActor.cpp`` of telegram-bot-api. Updates of
one chat come one after the other; different chats at once, up to ``max_connections``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from .entities import Json
from .errors import bad_request
from .state import World
from .updates import Update

PORTS = {443, 80, 88, 8443}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where updates go."""

    url: str
    secret_token: str | None
    max_connections: int
    ip_address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt. ``status`` is ``None`` when the bot could not be reached or did not answer in time."""

    update_id: int
    status: int | None


def checked_webhook(arguments: dict[str, Any]) -> Webhook:
    """The webhook of a ``setWebhook``: https on four ports, or, for tests, http on the loopback.

    Raises:
        Refusal: 400 for an address, secret or number that Telegram refuses.
    """
    url = arguments["url"]
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port or (443 if split.scheme == "https" else 80)
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    local = host in _LOOPBACK
    if not host or split.scheme not in {"https", "http"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if split.scheme == "http" and not local:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = arguments.get("secret_token")
    if secret and len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise bad_request("secret token contains unallowed characters")
    connections = arguments.get("max_connections") or 40
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    return Webhook(
        url=url,
        secret_token=secret or None,
        max_connections=connections,
        ip_address=arguments.get("ip_address"),
    )


@dataclass(slots=True, eq=False)
class WebhookSender:
    """Posts pending updates while a webhook is set.

    Attributes:
        perform: Carries out a method that the bot put into its answer.
        retry_s: Pause before the first retry; doubles up to 1 s (Telegram waits longer).
        attempts: After that many the update is given up.
        deliveries: Every attempt made.
    """

    world: World
    perform: Callable[[str, Json], Awaitable[Any]]
    retry_s: float = 0.05
    attempts: int = 30
    timeout_s: float = 60.0
    webhook: Webhook | None = None
    deliveries: list[Delivery] = field(default_factory=list)
    last_error: tuple[int, str] | None = None
    _lanes: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))
    _client: httpx.AsyncClient | None = None

    def set(self, webhook: Webhook | None) -> None:
        """Change where updates go; ``None`` ends delivery."""
        self.webhook = webhook
        self._slots = asyncio.Semaphore(webhook.max_connections if webhook else 1)
        self.kick()

    def kick(self) -> None:
        """Start a lane for each chat that has something pending."""
        if self.webhook is None or self.world.queue.held:
            return
        for update in self.world.queue.pending:
            lane = self._lanes.get(update.lane)
            if lane is None or lane.done():
                self._lanes[update.lane] = asyncio.create_task(self._run(update.lane))

    @property
    def busy(self) -> bool:
        """Whether a delivery is under way."""
        return any(not lane.done() for lane in self._lanes.values())

    async def close(self) -> None:
        self.webhook = None
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        self._lanes.clear()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _next(self, lane: int) -> Update | None:
        if self.webhook is None or self.world.queue.held:
            return None
        return next((update for update in self.world.queue.pending if update.lane == lane), None)

    async def _run(self, lane: int) -> None:
        failures = 0
        while (update := self._next(lane)) is not None:
            update.offered = True
            async with self._slots:
                delivered = await self._post(update)
            if delivered or failures + 1 >= self.attempts:
                failures = 0
                self.world.queue.delivered(update)
            else:
                await asyncio.sleep(min(self.retry_s * 2**failures, 1.0))
                failures += 1
        self.world.pulse.beat()

    async def _post(self, update: Update) -> bool:
        webhook = self.webhook
        if webhook is None:
            return False
        if self._client is None:
            self._client = httpx.AsyncClient(verify=False, trust_env=False, timeout=self.timeout_s)
        secret = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
        try:
            response = await self._client.post(webhook.url, json=update.to_json(), headers=secret)
        except (httpx.HTTPError, OSError) as failure:
            self._failed(update, None, f"Connection failed: {type(failure).__name__}")
            return False
        if not response.is_success:
            reason = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            self._failed(update, response.status_code, reason)
            return False
        self.deliveries.append(Delivery(update_id=update.update_id, status=response.status_code))
        await self._obey(response)
        return True

    def _failed(self, update: Update, status: int | None, reason: str) -> None:
        self.deliveries.append(Delivery(update_id=update.update_id, status=status))
        self.last_error = self.world.now(), reason
        self.world.pulse.beat()

    async def _obey(self, response: httpx.Response) -> None:
        """A webhook may answer with one method call; its result stays unknown to the bot."""
        with contextlib.suppress(ValueError):
            wish = json.loads(response.content)
            if isinstance(wish, dict) and isinstance(wish.get("method"), str):
                await self.perform(wish.pop("method"), wish)
