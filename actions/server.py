"""The action server: rasa-sdk's executor behind one small HTTP door on loopback.

rasa-sdk's own server is not used: when an action fails it logs the exception with its text and answers
with the whole request, and both may hold a person's words. Here a failure is logged by kind and place
only. The domain is read from the checkout once, so it need not travel with every call.
"""

import hmac
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import Action, ActionExecutionRejection, ActionNotFoundException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from redes.logs import kind_and_place

logger = logging.getLogger(__name__)


def read_domain(folder: Path) -> dict[str, Any]:
    """Rasa's domain as one mapping, merged from its files."""
    merged: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if isinstance(value, dict):
                merged.setdefault(key, {}).update(value)
            elif isinstance(value, list):
                merged.setdefault(key, []).extend(value)
            else:
                merged[key] = value
    return merged


def create_app(actions: Iterable[Action], domain: dict[str, Any], *, token: str) -> Starlette:
    """The server's application.

    Args:
        actions: What it can run.
        domain: Rasa's domain, for the forms.
        token: What Rasa shows with each call (its ``action_endpoint`` token): other programs on the
            machine can connect to loopback too, and an action can file a report.
    """
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)

    async def webhook(request: Request) -> Response:
        """Run one action, as Rasa's protocol for custom actions asks."""
        if not hmac.compare_digest(request.query_params.get("token", "").encode(), token.encode()):
            return JSONResponse({"error": "unauthorized"}, status_code=401)
        try:
            call = dict(await request.json(), domain=domain)
        except (ValueError, TypeError):
            return JSONResponse({"error": "this is no call of an action"}, status_code=400)
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as rejected:
            return JSONResponse({"error": rejected.message, "action_name": rejected.action_name}, status_code=400)
        except ActionNotFoundException as unknown:
            return JSONResponse({"error": unknown.message, "action_name": unknown.action_name}, status_code=404)
        except Exception as failed:  # noqa: BLE001 - the outermost edge: Rasa must get an answer
            logger.error("an action failed: %s", kind_and_place(failed))
            return JSONResponse({"error": "the action failed"}, status_code=500)
        return JSONResponse(result.model_dump() if result else None)

    async def health(_: Request) -> Response:
        """Whether it listens."""
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"]), Route("/health", health)])
