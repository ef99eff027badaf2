"""The one way into Rasa: text is text, a button is an intent with slots.

``POST /webhooks/redes/message`` takes ``{"session", "language", "text"}`` or ``{"session", "language",
"intent", "slots"}``, both with ``"voice"`` (staff, migrant, or null), and answers ``{"topic", "confidence", "ranking", "directives", "asking", "boot"}``.
A typed text never becomes an intent: it goes straight to the pipeline without its leading slash, and what
the pipeline said is handed to the dialogue as parsed. Failures are logged by kind only: Rasa's own
channels log the text of a message that failed.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from typing import Any, Awaitable, Callable, Dict, FrozenSet, List, Optional, Text, Tuple

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.nlu.constants import ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

BOOT = secrets.token_hex(4)
"""This start of Rasa; a dialogue begun under another one is gone."""

_FALLBACK = "nlu_fallback"
_TOPIC = "tema"

_MOVES = frozenset({"reportar-barrera", "cancelar", "atras"})
"""Intents that move a form instead of answering its question."""

_LONGEST_MOVE = 60
"""Characters within which one says that one wishes to leave or to go back."""


class RedesChannel(InputChannel):
    """Our channel.

    Args:
        token: Bearer token that callers must show.
        told_apart: Intents that the rules tell apart; all others are topics.
    """

    def __init__(self, token: Text, told_apart: FrozenSet[Text]) -> None:
        self._token = token
        self._told_apart = told_apart

    @classmethod
    def name(cls) -> Text:
        """Path of the channel under ``/webhooks``."""
        return "redes"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> InputChannel:
        """Made from ``credentials.yml``; refuses to be open to anybody on the machine."""
        credentials = credentials or {}
        token = credentials.get("token")
        if not token or token.startswith("${"):
            raise ValueError("the channel needs REDES_RASA_TOKEN in the environment")
        return cls(token, frozenset(credentials["told_apart"]) | {_FALLBACK})

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("redes_channel", __name__)

        @routes.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            up = agent is not None and agent.is_ready()
            return response.json({"ready": up, "boot": BOOT}, status=200 if up else 503)

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            shown = request.headers.get("authorization", "")
            if not hmac.compare_digest(shown.encode(), f"Bearer {self._token}".encode()):
                return response.json({"error": "unauthorized"}, status=401)
            body = request.json
            session = body["session"]
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():
                return response.json({"error": "loading"}, status=503)
            try:
                parsed = _parse_text(agent, body["text"]) if "text" in body else _parse_press(body)
                topic, confidence, ranking = _understanding(parsed)
                if "text" in body:
                    parsed = _inside_form(parsed, body["text"], _asking(agent.tracker_store, session))
                collected = CollectingOutputChannel()
                await on_new_message(
                    UserMessage(
                        body.get("text", ""),
                        collected,
                        session,
                        parse_data=_for_dialogue(parsed, self._told_apart),
                        input_channel=self.name(),
                        metadata={"language": body["language"], "voice": body.get("voice")},
                    )
                )
            except asyncio.CancelledError:
                raise
            except Exception as failed:  # the outermost edge: the caller must get an answer
                logger.error("a message failed: %s", _kind_of(failed))
                return response.json({"error": "failed"}, status=500)
            return response.json(
                {
                    "topic": topic if "text" in body else None,
                    "confidence": confidence,
                    "ranking": ranking,
                    "directives": [m["custom"] for m in collected.messages if "custom" in m],
                    "asking": _asking(agent.tracker_store, session),
                    "boot": BOOT,
                }
            )

        return routes


def _parse_text(agent: Any, text: Text) -> Dict[Text, Any]:
    processor = agent.processor
    plain = text.lstrip("/ \t\r\n") or "?"
    message = UserMessage(plain)
    parsed = processor._parse_message_with_graph(message, _no_tracker())
    parsed["text"] = text
    return parsed


def _no_tracker() -> Any:
    from rasa.shared.core.trackers import DialogueStateTracker

    return DialogueStateTracker("nobody", [])


def _for_dialogue(parsed: Dict[Text, Any], told_apart: FrozenSet[Text]) -> Dict[Text, Any]:
    """What the dialogue needs of what was understood.

    To the dialogue one topic is as good as another: each is answered by its card. So those that no rule
    names reach it as the one intent ``tema``, with the topic beside it; sixty rules less to go through
    for each message.
    """
    name = parsed["intent"]["name"]
    if name in told_apart:
        return parsed
    return {**parsed, "intent": {**parsed["intent"], "name": _TOPIC}, "topic": name}


def _inside_form(parsed: Dict[Text, Any], text: Text, asking: Optional[Text]) -> Dict[Text, Any]:
    """What was typed in the middle of a form, as an answer to its question.

    A story that sounds like wishing to report is a story, and a long one that sounds like leaving or going back
    is none: what somebody has told must not be thrown away for the sound of it.
    """
    name = parsed["intent"]["name"]
    if asking is None or name not in _MOVES or (name != "reportar-barrera" and len(text) <= _LONGEST_MOVE):
        return parsed
    return {**parsed, "intent": {**parsed["intent"], "name": "informar"}}


def _parse_press(body: Dict[Text, Any]) -> Dict[Text, Any]:
    return {
        "text": "",
        "intent": {"name": body["intent"], "confidence": 1.0},
        "intent_ranking": [],
        "entities": [
            {ENTITY_ATTRIBUTE_TYPE: slot, ENTITY_ATTRIBUTE_VALUE: value, "start": 0, "end": 0}
            for slot, value in body.get("slots", {}).items()
        ],
    }


def _understanding(parsed: Dict[Text, Any]) -> Tuple[Optional[Text], float, List[List[Any]]]:
    ranking = [
        [entry["name"], round(entry["confidence"], 4)]
        for entry in parsed.get("intent_ranking", [])
        if entry["name"] != _FALLBACK
    ]
    name = parsed["intent"]["name"]
    if name == _FALLBACK:
        return None, ranking[0][1] if ranking else 0.0, ranking
    return name, parsed["intent"]["confidence"], ranking


def _asking(store: TrackerStore, session: Text) -> Optional[Text]:
    innermost = getattr(store, "_tracker_store", store)
    innermost = getattr(innermost, "_tracker_store", innermost)
    asking = getattr(innermost, "asking", None)
    return asking(session) if asking is not None else None


def _kind_of(failed: Exception) -> str:
    """Kinds and places of an exception and what caused it: its text may quote a message."""
    trace = failed.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(failed).__name__}{where}"
