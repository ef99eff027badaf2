"""Actions of the stock project, for rasa_sdk's own server. Copied there as ``actions/actions.py``.

As the guides of Rasa write them: a card is looked up and uttered as text, the form's answers are looked
up, a filed report is one committed row in SQLite.
"""

import json
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Action, Tracker

_HERE = Path(__file__).parent
KNOWN: dict[str, Any] = json.loads((_HERE / "known.json").read_text(encoding="utf-8"))
SLOTS = ("report_barrier", "report_place", "report_groups", "report_story", "report_consent")


class ActionAnswerTopic(Action):
    """Utters the card of the topic just understood."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_topic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:  # noqa: ARG002
        """Look the card up."""
        topic = tracker.latest_message["intent"]["name"]
        dispatcher.utter_message(text=KNOWN["cards"].get(topic, KNOWN["unknown"]))
        return []


class ValidateReportForm(FormValidationAction):
    """Checks each answer of the form."""

    def name(self) -> str:
        """Name in the domain."""
        return "validate_report_form"

    def validate_report_barrier(self, value: str, dispatcher: CollectingDispatcher, *_: Any) -> dict[str, Any]:
        """A kind of barrier that exists."""
        if value in KNOWN["barriers"]:
            return {"report_barrier": value}
        dispatcher.utter_message(text="No conozco esa barrera.")
        return {"report_barrier": None}

    def validate_report_place(self, value: str, dispatcher: CollectingDispatcher, *_: Any) -> dict[str, Any]:
        """A municipality that exists, by code or name."""
        code = KNOWN["places"].get(value.casefold())
        if code is None:
            dispatcher.utter_message(text="No encontré ese lugar.")
        return {"report_place": code}

    def validate_report_consent(self, value: str, dispatcher: CollectingDispatcher, *_: Any) -> dict[str, Any]:
        """Yes or no."""
        if value in ("si", "no"):
            return {"report_consent": value}
        dispatcher.utter_message(text="Responda sí o no.")
        return {"report_consent": None}


class AskConsent(Action):
    """Shows what would be kept."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_report_consent"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:  # noqa: ARG002
        """Utter the preview."""
        told = "\n".join(f"- {slot}: {tracker.get_slot(slot)}" for slot in SLOTS[:-1])
        dispatcher.utter_message(text=f"Esto guardaríamos:\n{told}\n¿Lo guardamos?")
        return []


class FileReport(Action):
    """Keeps the report: one row, committed."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_file_report"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:  # noqa: ARG002
        """Insert the row, utter its receipt, empty the form."""
        if tracker.get_slot("report_consent") == "si":
            receipt = secrets.token_hex(8)
            base = sqlite3.connect(_HERE / "reports.sqlite")
            with base:
                base.execute(
                    "create table if not exists report (receipt text primary key, barrier, place, groups, story)"
                )
                row = [receipt, *(tracker.get_slot(slot) for slot in SLOTS[:-1])]
                base.execute("insert into report values (?, ?, ?, ?, ?)", row)
            base.close()
            dispatcher.utter_message(text=f"Guardado. Su código: {receipt}")
        else:
            dispatcher.utter_message(text="No se guardó nada.")
        return [SlotSet(slot, None) for slot in SLOTS]
