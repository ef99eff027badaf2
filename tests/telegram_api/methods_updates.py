"""Receiving: getUpdates by long polling, setWebhook, deleteWebhook, getWebhookInfo."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from .entities import Json
from .errors import Refusal, conflict
from .state import World
from .webhook import Webhook, WebhookSender, checked_webhook

_BY_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_BY_WEBHOOK = "terminated by setWebhook request"


class Gone(Exception):
    """The bot closed the connection while it waited."""


@dataclass(slots=True, eq=False)
class _Poll:
    """A long poll under way; ``ended`` says why it has to stop."""

    ended: Refusal | None = None


@dataclass(slots=True, eq=False)
class Receiving:
    """The two ways to receive updates, of which only one at a time works.

    Attributes:
        closing: Set when the server stops; long polls then return at once.
    """

    world: World
    sender: WebhookSender
    closing: bool = False
    _poll: _Poll | None = None

    @property
    def polling(self) -> bool:
        """Whether the bot waits in a long poll now."""
        return self._poll is not None

    def _end_poll(self, reason: str) -> None:
        if self._poll is not None:
            self._poll.ended = conflict(reason)
            self._poll = None
            self.world.pulse.beat()

    async def get_updates(self, arguments: dict[str, Any], gone: asyncio.Event) -> list[Json]:
        """Long polling.

        Raises:
            Refusal: 409 while a webhook is set, and for the older of two polls that run at once.
            Gone: The bot hung up.
        """
        queue, pulse = self.world.queue, self.world.pulse
        if self.sender.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._end_poll(_BY_OTHER)
        queue.allow(arguments.get("allowed_updates"))
        queue.confirm(arguments.get("offset") or 0)
        limit = min(max(arguments.get("limit") or 100, 1), 100)
        timeout = min(max(arguments.get("timeout") or 0, 0), 50)
        batch = queue.batch(limit)
        if not batch and timeout:
            poll = self._poll = _Poll()

            def over() -> bool:
                return bool(poll.ended or gone.is_set() or self.closing or (queue.pending and not queue.held))

            try:
                pulse.beat()
                await pulse.until(over, timeout_s=timeout)
            finally:
                if self._poll is poll:
                    self._poll = None
            if poll.ended is not None:
                await self._spare_the_dead(gone)
                raise poll.ended
            if gone.is_set():
                raise Gone
            batch = queue.batch(limit)
        return [update.to_json() for update in batch]

    async def _spare_the_dead(self, gone: asyncio.Event) -> None:
        """A poll whose bot hung up just before is no conflict, only the news of it is late."""
        try:
            await asyncio.wait_for(gone.wait(), 0.1)
        except TimeoutError:
            return
        raise Gone

    async def set_webhook(self, arguments: dict[str, Any]) -> tuple[bool, str]:
        if not arguments.get("url"):
            return await self.delete_webhook(arguments)
        webhook = checked_webhook(arguments)
        self._end_poll(_BY_WEBHOOK)
        self.world.queue.allow(arguments.get("allowed_updates"))
        return self._switch(webhook, arguments, "Webhook was set", "Webhook is already set")

    async def delete_webhook(self, arguments: dict[str, Any]) -> tuple[bool, str]:
        return self._switch(None, arguments, "Webhook was deleted", "Webhook is already deleted")

    def _switch(self, webhook: Webhook | None, arguments: dict[str, Any], changed: str, same: str) -> tuple[bool, str]:
        if arguments.get("drop_pending_updates"):
            self.world.queue.pending.clear()
        unchanged = self.sender.webhook == webhook
        self.sender.set(webhook)
        self.world.pulse.beat()
        return True, same if unchanged else changed

    async def get_webhook_info(self, arguments: dict[str, Any]) -> Json:
        webhook = self.sender.webhook
        info: Json = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.queue.pending),
        }
        if webhook is not None:
            info["max_connections"] = webhook.max_connections
            info["ip_address"] = webhook.ip_address or "127.0.0.1"
            if self.sender.last_error:
                info["last_error_date"], info["last_error_message"] = self.sender.last_error
        if self.world.queue.allowed:
            info["allowed_updates"] = sorted(self.world.queue.allowed)
        return info
