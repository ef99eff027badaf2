"""The dialogue with the actions that ship, and rules of its own in the place of Rasa's: only understanding is scripted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from scripted import ScriptedDialogue

from actions.report_form import Hearing, ValidateReportForm
from actions.report_steps import ALL_SLOTS, File, make_actions
from bot.understanding import NotUp, Understood
from redes.content.catalogue import Catalogue
from redes.dialogue import REPORT_FORM, REPORT_SLOTS, parse_directive
from redes.privacy.pseudonym import SessionKey
from redes.reports.report import Voice as TellerVoice

_SLOTS = (*ALL_SLOTS, "requested_slot")


@dataclass
class FormDialogue(ScriptedDialogue):
    """A dialogue in which one person tells a report.

    Attributes:
        catalogue: In force.
        file: Keeps a report.
        intents_of: Text -> what it is understood as; anything else informs.
    """

    catalogue: Catalogue = field(kw_only=True)
    file: File = field(kw_only=True)
    intents_of: Mapping[str, str] = field(kw_only=True)

    def __post_init__(self) -> None:
        self.is_up.set()
        hearing = Hearing(lambda: self.catalogue)
        self._form = ValidateReportForm(hearing)
        self._actions = {action.name(): action for action in make_actions(hearing=hearing, file=self.file)}
        self._slots: dict[str, Any] = dict.fromkeys(_SLOTS)
        self._inside = False

    async def send_text(
        self, session: SessionKey, text: str, *, language: str, voice: TellerVoice | None = None
    ) -> Understood:
        self.texts.append(text)
        intent = self.intents_of.get(text, "informar")
        asked = self._slots["requested_slot"]
        answer = (
            {asked: text} if self._inside and asked and intent not in ("reportar-barrera", "cancelar", "atras") else {}
        )
        return await self._step(session, intent, answer, text=text, language=language, voice=voice)

    async def send_intent(
        self,
        session: SessionKey,
        intent: str,
        slots: Mapping[str, str],
        *,
        language: str,
        voice: TellerVoice | None = None,
    ) -> Understood:
        return await self._step(session, intent, dict(slots), text="", language=language, voice=voice)

    async def _step(
        self, session: SessionKey, intent: str, answer: dict[str, str], *, text: str, language: str, voice: Any
    ) -> Understood:
        if not self.up:
            raise NotUp
        out = CollectingDispatcher()

        def tracker() -> Tracker:
            message = {
                "intent": {"name": intent, "confidence": 0.9},
                "intent_ranking": [],
                "entities": [],
                "text": text,
            }
            return Tracker.from_dict(
                {
                    "sender_id": session,
                    "slots": dict(self._slots),
                    "latest_message": message | {"metadata": {"language": language, "voice": voice}},
                    "events": [],
                    "active_loop": {"name": REPORT_FORM} if self._inside else {},
                    "latest_action_name": "action_listen",
                }
            )

        async def run(name: str) -> None:
            for event in await self._actions[name].run(out, tracker(), {}):
                if event["event"] == "slot":
                    self._slots[event["name"]] = event["value"]
                elif event["event"] == "active_loop":
                    self._inside = False

        match intent:
            case "reportar-barrera":
                self._slots.update(answer)
                await run("action_report_begin")
                self._inside = True
            case "cancelar" if self._inside:
                await run("action_cancel_report")
            case "atras" if self._inside:
                await run("action_report_back")
            case _ if self._inside:
                for slot, value in answer.items():
                    self._slots.update(getattr(self._form, f"validate_{slot}")(value, out, tracker(), {}))
        if self._inside:
            event = await self._form.next_requested_slot(out, tracker(), {})
            self._slots["requested_slot"] = event["value"]
            if event["value"] is None:
                self._inside = False
                await run("action_file_report")
            else:
                await run(f"action_ask_{event['value']}")
        asking = self._slots["requested_slot"] if self._inside else None
        assert asking is None or asking in REPORT_SLOTS
        return Understood(
            topic=None if intent == "pulsar" else intent,
            confidence=0.9,
            ranking=(),
            directives=tuple(parse_directive(message["custom"]) for message in out.messages),
            asking=asking,
            boot="boot-1",
        )
