"""The way to Rasa: one scrubbed message in, what was understood and what to show out.

Rasa listens on loopback behind our own channel (``nlu/channel.py``), which takes text as text and a
button as an intent with slots, so that nothing a person types can ever be a command.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp

from redes.dialogue import Directive, parse_directive
from redes.errors import RedesError
from redes.privacy.pseudonym import SessionKey
from redes.reports.report import Voice


class NotUp(RedesError):
    """Rasa is starting, slow or down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What Rasa made of a message.

    Attributes:
        topic: The intent; None when a button was pressed.
        confidence: Of the topic, 0 to 1.
        ranking: Topics with their confidence, best first.
        directives: What to show, in order.
        asking: Slot of the report form that waits for an answer, or None.
        boot: Which start of Rasa answered.
    """

    topic: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    directives: tuple[Directive, ...]
    asking: str | None
    boot: str


class Dialogue(Protocol):
    """The dialogue behind the conversation."""

    @property
    def up(self) -> bool:
        """Whether it answers now."""

    async def wait_until_up(self, timeout_s: float) -> bool:
        """Wait for it; False when the time ran out."""

    async def send_text(
        self, session: SessionKey, text: str, *, language: str, voice: Voice | None = None
    ) -> Understood:
        """A typed message, scrubbed; ``voice`` says who she is, when she said so.

        Raises:
            NotUp: It did not answer.
        """

    async def send_intent(
        self, session: SessionKey, intent: str, slots: Mapping[str, str], *, language: str, voice: Voice | None = None
    ) -> Understood:
        """A pressed button.

        Raises:
            NotUp: It did not answer.
        """


class RasaDialogue:
    """The dialogue on a Rasa server.

    Args:
        url: Its address, ``http://127.0.0.1:5005``.
        token: What our channel expects.
        timeout_s: Patience with one message.
    """

    def __init__(self, url: str, token: str, *, timeout_s: float = 10.0) -> None:
        self._url = url.rstrip("/") + "/webhooks/redes"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = aiohttp.ClientTimeout(total=timeout_s, connect=2.0)
        self._client: aiohttp.ClientSession | None = None
        self._up = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    @property
    def up(self) -> bool:
        return self._up.is_set()

    def start(self) -> None:
        """Begin to watch whether Rasa is up. To be called inside the running loop."""
        self._client = aiohttp.ClientSession(
            headers=self._headers,
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=30),
            raise_for_status=False,
        )
        self._watching = asyncio.create_task(self._watch(), name="watch-rasa")

    async def close(self) -> None:
        """Stop watching and close the connections."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def wait_until_up(self, timeout_s: float) -> bool:
        try:
            await asyncio.wait_for(self._up.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    async def send_text(
        self, session: SessionKey, text: str, *, language: str, voice: Voice | None = None
    ) -> Understood:
        return await self._send({"session": session, "language": language, "voice": voice, "text": text})

    async def send_intent(
        self, session: SessionKey, intent: str, slots: Mapping[str, str], *, language: str, voice: Voice | None = None
    ) -> Understood:
        who = {"session": session, "language": language, "voice": voice}
        return await self._send({**who, "intent": intent, "slots": dict(slots)})

    async def _watch(self) -> None:
        assert self._client is not None
        while True:
            try:
                async with self._client.get(f"{self._url}/ready") as answer:
                    ready = answer.status == HTTPStatus.OK
            except (aiohttp.ClientError, TimeoutError):
                ready = False
            if ready:
                self._up.set()
            else:
                self._up.clear()
            await asyncio.sleep(5.0 if ready else 0.25)

    async def _send(self, message: dict[str, Any]) -> Understood:
        if not self.up or self._client is None:
            raise NotUp("Rasa is not up")
        try:
            async with self._client.post(f"{self._url}/message", json=message) as answer:
                if answer.status != HTTPStatus.OK:
                    raise NotUp("Rasa refused the message; see its own log")
                return _understood(await answer.json())
        except (aiohttp.ClientError, TimeoutError):
            self._up.clear()
            raise NotUp("Rasa did not answer") from None
        except (ValueError, KeyError, TypeError):  # a pydantic error is a ValueError
            raise NotUp("Rasa's answer could not be used; the domain and redes.dialogue disagree") from None


def _understood(data: Mapping[str, Any]) -> Understood:
    return Understood(
        topic=data["topic"],
        confidence=data["confidence"],
        ranking=tuple((name, confidence) for name, confidence in data["ranking"]),
        directives=tuple(parse_directive(directive) for directive in data["directives"]),
        asking=data["asking"],
        boot=data["boot"],
    )
