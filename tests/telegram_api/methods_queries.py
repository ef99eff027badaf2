"""Answers to pressed buttons and to inline queries."""

from __future__ import annotations

import re
from typing import Any

from . import texts
from .errors import bad_request
from .keyboards import check_markup
from .state import Query, World

MAX_ALERT = 200
MAX_RESULTS = 50
MAX_OFFSET = 64
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def _take(world: World, query_id: str, kind: str) -> Query:
    """A query that still waits: known, not answered before, young enough."""
    query = world.queries.get(query_id)
    if query is None or query.kind != kind or query.answer is not None:
        raise bad_request(_TOO_OLD)
    if world.clock() - query.asked > world.query_lifetime_s:
        raise bad_request(_TOO_OLD)
    return query


async def answer_callback_query(world: World, arguments: dict[str, Any]) -> bool:
    query = _take(world, arguments["callback_query_id"], "callback")
    if len(arguments.get("text") or "") > MAX_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = arguments.get("url")
    if url and not url.startswith((f"https://t.me/{world.bot.username}?", f"t.me/{world.bot.username}?")):
        raise bad_request("URL_INVALID")
    query.answer = arguments
    world.pulse.beat()
    return True


async def answer_inline_query(world: World, arguments: dict[str, Any]) -> bool:
    query = _take(world, arguments["inline_query_id"], "inline")
    results = arguments["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len((arguments.get("next_offset") or "").encode()) > MAX_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    if (arguments.get("cache_time") or 0) < 0:
        raise bad_request("CACHE_TIME_INVALID")
    if arguments.get("button") is not None:
        _check_button(arguments["button"])
    ids = [result.get("id", "") for result in results]
    if not all(1 <= len(name.encode()) <= 64 for name in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        if result.get("type") == "article" and not result.get("title"):
            raise bad_request("can't parse inline query result: Can't find field \"title\"")
        if result.get("reply_markup"):
            check_markup(result["reply_markup"])
        content = result.get("input_message_content") or {}
        if "message_text" in content:
            texts.message_text({**content, "text": content["message_text"]})
    query.answer = arguments
    world.pulse.beat()
    return True


def _check_button(button: dict[str, Any]) -> None:
    """The button above the results: a text, and either a Web App or what ``/start`` shall carry."""
    if not button.get("text"):
        raise bad_request("can't parse inline query results button: Can't find field \"text\"")
    parameter = button.get("start_parameter")
    if (parameter is None) == (button.get("web_app") is None):
        raise bad_request("can't parse inline query results button: exactly one action is allowed")
    if parameter is not None and not _START_PARAMETER.fullmatch(parameter):
        raise bad_request("START_PARAM_INVALID")


HANDLERS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
