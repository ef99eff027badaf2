"""``redes ask --jsonl``: what a person would be told, for each line."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any

from bot.inbound import Inbound
from bot.markdown import plain
from bot.sessions import Session
from launch.dialogue import running_dialogue
from launch.house import House
from redes.privacy.pseudonym import pseudonym
from redes.settings import Settings


async def ask_all(settings: Settings, lines: Iterable[dict[str, Any]], put: Callable[[dict[str, Any]], None]) -> None:
    """Answer each line in a session of its own.

    Args:
        settings: Whose Rasa.
        lines: Objects with ``text`` and optionally ``id`` and ``lang``: the language somebody chose, else that of the text.
        put: Takes each answer.
    """
    house = House(settings)
    house.prepare_database()
    async with running_dialogue(settings, wait=True) as dialogue:
        conversation = house.conversation(dialogue)
        for line in lines:
            language = line.get("lang") if line.get("lang") in house.shelf.catalogue.languages else None
            session = pseudonym("ask", secrets.token_hex(8), key=b"")
            if language is not None:
                await house.sessions.put(session, Session(language=language))
            answer = await conversation.reply(Inbound(session=session, text=line["text"]))
            understood = answer.understood
            topic = understood.topic if understood else None
            put(
                {
                    "id": line.get("id"),
                    "topic": topic or ("fuera-de-alcance" if answer.suggestions else None),
                    "confidence": round(understood.confidence, 4) if understood else 1.0 if answer.danger else 0.0,
                    "language": answer.language,
                    "emergency": answer.danger,
                    "fallback": bool(answer.suggestions),
                    "suggestions": list(answer.suggestions),
                    "card": answer.card,
                    "answer": "\n\n".join(plain(reply.body) for reply in answer.replies),
                }
            )
