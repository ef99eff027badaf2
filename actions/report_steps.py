"""The steps around the answers of the report form: it begins, asks, goes back, is left, and is filed."""

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.report_form import OFFERED, SHOWN, Hearing, ValidateReportForm, kept, show, telling_of
from redes.dialogue import DETAIL, GIVEN, KEPT, REPORT_FORM, REPORT_SLOTS, Ask, Preview, Say, ShowReceipt
from redes.reports.draft import Draft, fingerprint
from redes.reports.keeping import StoreUnavailable
from redes.reports.limits import TooManyReports
from redes.reports.report import Receipt
from redes.reports.telling import Question, Telling

ALL_SLOTS = (*REPORT_SLOTS, KEPT, GIVEN, DETAIL, OFFERED, SHOWN)

File = Callable[[Draft, str, str], Receipt]
"""Keeps a draft told in a language under a pseudonym, and returns its receipt."""


class Begin(Action):
    """Begins a report, with what is known already; inside one, shows the kinds of barrier again.

    What she was asking about when she came (a rule, an institution), and what her first sentence states, need not
    be asked again: it is shown to her before anything is kept.
    """

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def name(self) -> str:
        return "action_report_begin"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        given = tracker.get_slot(GIVEN)
        offered: tuple[str, ...] = ()
        if (tracker.active_loop or {}).get("name") == REPORT_FORM and given is None:
            telling = telling_of(tracker).but(barrier=None, practice=None)
        else:
            voice = (tracker.latest_message.get("metadata") or {}).get("voice")
            telling = Telling.model_validate({"voice": voice} | json.loads(given or "{}"))
            said = str(tracker.latest_message.get("text") or "")
            if said and self._hearing.ears.refused(said):
                heard = self._hearing.ears.hear(said, telling)
                telling, offered = heard.telling, heard.barriers
        return [*_set(kept(telling)), SlotSet(GIVEN, None), SlotSet(OFFERED, list(offered) or None)]


class AskFor(Action):
    """Asks one question of the form, with what was told so far and what fits her words.

    Args:
        question: Which.
    """

    def __init__(self, question: Question) -> None:
        self._question = question

    def name(self) -> str:
        return f"action_ask_{self._question}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        offered = tuple(tracker.get_slot(OFFERED) or ())
        show(dispatcher, Ask(slot=self._question, told=telling_of(tracker), offered=offered))
        return [SlotSet(OFFERED, None)]


class AskConsent(Action):
    """Shows what would be kept."""

    def name(self) -> str:
        return "action_ask_report_consent"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        draft = telling_of(tracker).draft()
        show(dispatcher, Preview(draft=draft))
        return [SlotSet(SHOWN, fingerprint(draft))]


class FileReport(Action):
    """Files the report on consent, and only then hands the receipt out."""

    def __init__(self, file: File) -> None:
        self._file = file

    def name(self) -> str:
        return "action_file_report"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        if tracker.get_slot("report_consent") != "si":
            show(dispatcher, Say(text="reporte.no-guardado"))
            return forget()
        draft = telling_of(tracker).draft()
        try:
            # The slow hash and the durable commit take tens of milliseconds: other people go on meanwhile.
            receipt = await asyncio.to_thread(self._file, draft, _language(tracker), str(tracker.sender_id))
        except StoreUnavailable:
            show(dispatcher, Say(text="reporte.no-tomado"))
            return [SlotSet("report_consent", None), FollowupAction(REPORT_FORM)]
        except TooManyReports:
            show(dispatcher, Say(text="reporte.muchos"))
            return forget()
        show(dispatcher, ShowReceipt(receipt=receipt, barrier=draft.barrier, municipality=draft.municipality))
        return forget()


class Back(Action):
    """Goes one step back."""

    def name(self) -> str:
        return "action_report_back"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        return _set(kept(telling_of(tracker).back()))


class Cancel(Action):
    """Leaves the form and forgets what was told."""

    def name(self) -> str:
        return "action_cancel_report"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        show(dispatcher, Say(text="reporte.cancelado"))
        return [{"event": "active_loop", "name": None, "timestamp": None}, *forget()]


def forget() -> list[EventType]:
    """Events that empty the form: what was told is not held longer than needed."""
    return [SlotSet(slot, None) for slot in (*ALL_SLOTS, REQUESTED_SLOT)]


def make_actions(*, hearing: Hearing, file: File) -> Iterable[Action]:
    """All actions of the program.

    Args:
        hearing: Hears what is told.
        file: Keeps a draft.
    """
    return (
        Begin(hearing),
        ValidateReportForm(hearing),
        *(AskFor(question) for question in REPORT_SLOTS if question != "report_consent"),
        AskConsent(),
        FileReport(file),
        Back(),
        Cancel(),
    )


def _set(slots: dict[str, Any]) -> list[EventType]:
    return [SlotSet(slot, value) for slot, value in slots.items()]


def _language(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("metadata") or {}).get("language", "es"))
