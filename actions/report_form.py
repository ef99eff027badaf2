"""The report form: each answer is checked against the catalogue, each way out is open.

Thin by design: slots in, a call of ``redes``, directives out. What is said stands in ``content/textos``.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from redes.content.barrier_search import BarrierSearch
from redes.content.catalogue import Catalogue
from redes.content.place_search import PlaceSearch
from redes.dialogue import (
    REPORT_FORM,
    REPORT_SLOTS,
    SKIPPED,
    Ask,
    Directive,
    OfferBarriers,
    Preview,
    Say,
    ShowReceipt,
    ShowTopic,
)
from redes.reports.draft import Draft
from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Receipt

ALL_SLOTS = (*REPORT_SLOTS, "report_groups")

_SURE = 0.25
_QUESTION_STARTS = frozenset(
    [
        "que",
        "qué",
        "como",
        "cómo",
        "cual",
        "cuál",
        "quien",
        "quién",
        "donde",
        "dónde",
        "cuando",
        "cuándo",
        "puedo",
        "esto",
        "es",
        "what",
        "how",
        "who",
        "is",
        "can",
        "where",
        "o",
        "quem",
        "onde",
        "posso",
        "qui",
        "comment",
        "quoi",
        "est",
        "kisa",
        "kijan",
        "ki",
        "eske",
    ]
)


def show(dispatcher: CollectingDispatcher, *directives: Directive) -> None:
    """Hand directives to the conversation."""
    for directive in directives:
        dispatcher.utter_message(json_message=directive.model_dump(mode="json"))


class ValidateReportForm(FormValidationAction):
    """Checks each answer of the form."""

    def __init__(self, catalogue: Callable[[], Catalogue]) -> None:
        self._catalogue = catalogue
        self._barriers: BarrierSearch | None = None
        self._places: PlaceSearch | None = None

    def name(self) -> str:
        return f"validate_{REPORT_FORM}"

    def validate_report_barrier(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A kind of barrier: picked, or found in the person's words and offered to be picked."""
        catalogue = self._catalogue()
        if value in catalogue.barriers:
            if catalogue.barriers[value].care_now:
                show(dispatcher, Say(text="reporte.barrera-ahora"))
            return {"report_barrier": value}
        if self._interrupted(value, dispatcher, tracker):
            return {"report_barrier": None}
        if self._barriers is None:
            self._barriers = BarrierSearch(catalogue)
        found = self._barriers.find(value, limit=3)
        if found:
            show(dispatcher, OfferBarriers(barriers=found))
        else:
            show(dispatcher, Say(text="reporte.no-se-parece"))
        return {"report_barrier": None}

    def validate_report_place(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A municipality: picked, or typed with slips; or left out."""
        catalogue = self._catalogue()
        if value == SKIPPED or value in catalogue.municipalities:
            return {"report_place": value}
        if self._places is None:
            self._places = PlaceSearch(catalogue)
        code = self._places.find(value)
        if code is not None:
            return {"report_place": code}
        if _skips(tracker):
            return {"report_place": SKIPPED}
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.lugar-no-encontrado"))
        return {"report_place": None}

    def validate_report_groups_done(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """One more group, or the end of the list."""
        terms = self._catalogue().vocabularies["grupo"].terms
        chosen: list[str] = list(tracker.get_slot("report_groups") or [])
        picked = next((t.value for t in terms if value == t.value or value.casefold() in t.names), None)
        if picked is not None:
            return {"report_groups_done": None, "report_groups": sorted({*chosen, picked})}
        if value == SKIPPED or _skips(tracker) or _intent(tracker) == "negar":
            return {"report_groups_done": "listo"}
        self._interrupted(value, dispatcher, tracker)
        return {"report_groups_done": None}

    def validate_report_story(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Free words, already scrubbed; a short question in between is answered, not kept."""
        if value == SKIPPED or (_skips(tracker) and len(value) < 40):
            return {"report_story": SKIPPED}
        if len(value) < 80 and self._interrupted(value, dispatcher, tracker):
            return {"report_story": None}
        return {"report_story": value}

    def validate_report_consent(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Yes or no, pressed or typed; anything else is no answer.

        Consent counts only while it is asked for, below the preview: the button of an older preview
        would have something kept that she has not seen.
        """
        if tracker.get_slot("requested_slot") != "report_consent":
            return {"report_consent": None}
        if value in ("si", "no"):
            return {"report_consent": value}
        typed = {"afirmar": "si", "negar": "no"}.get(_intent(tracker) or "")
        if typed is None and not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.responda-si-o-no"))
        return {"report_consent": typed}

    def _interrupted(self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
        """Answer a question asked in the middle of the form ("¿esto es anónimo?"); the form goes on."""
        topic = _intent(tracker)
        asks = "?" in value or value.casefold().lstrip("¿ ").split(" ")[0] in _QUESTION_STARTS
        if not asks or topic not in self._catalogue().topics or topic == "reportar-barrera":
            return False
        if float(tracker.latest_message["intent"].get("confidence") or 0.0) < _SURE:
            return False
        show(dispatcher, ShowTopic(topic=topic))
        return True


class AskGroups(Action):
    """Asks for differential groups, with those already chosen."""

    def name(self) -> str:
        return "action_ask_report_groups_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        show(dispatcher, Ask(slot="report_groups_done", chosen=tuple(tracker.get_slot("report_groups") or ())))
        return []


class AskConsent(Action):
    """Shows what would be kept."""

    def name(self) -> str:
        return "action_ask_report_consent"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        show(dispatcher, Preview(draft=draft_of(tracker)))
        return []


class FileReport(Action):
    """Files the report on consent, and only then hands the receipt out."""

    def __init__(self, file: Callable[[Draft, str], Receipt]) -> None:
        self._file = file

    def name(self) -> str:
        return "action_file_report"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        if tracker.get_slot("report_consent") != "si":
            show(dispatcher, Say(text="reporte.no-guardado"))
            return forget()
        try:
            # The slow hash and the durable commit take tens of milliseconds: other people go on meanwhile.
            receipt = await asyncio.to_thread(self._file, draft_of(tracker), _language(tracker))
        except StoreUnavailable:
            show(dispatcher, Say(text="reporte.no-tomado"))
            return [SlotSet("report_consent", None), FollowupAction(REPORT_FORM)]
        show(dispatcher, ShowReceipt(receipt=receipt))
        return forget()


class Back(Action):
    """Takes the last answer back."""

    def name(self) -> str:
        return "action_report_back"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        asked = tracker.get_slot("requested_slot")
        position = REPORT_SLOTS.index(asked) if asked in REPORT_SLOTS else 0
        previous = REPORT_SLOTS[max(0, position - 1)]
        events: list[EventType] = [SlotSet(previous, None)]
        if previous == "report_groups_done":
            events.append(SlotSet("report_groups", None))
        return events


class Again(Action):
    """Shows the kinds of barrier again."""

    def name(self) -> str:
        return "action_report_again"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        return [SlotSet("report_barrier", None)]


class Cancel(Action):
    """Leaves the form and forgets what was told."""

    def name(self) -> str:
        return "action_cancel_report"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        show(dispatcher, Say(text="reporte.cancelado"))
        return [{"event": "active_loop", "name": None, "timestamp": None}, *forget()]


def draft_of(tracker: Tracker) -> Draft:
    """What the slots hold, as a draft."""

    def told(slot: str) -> str | None:
        value = tracker.get_slot(slot)
        return None if value in (None, SKIPPED) else str(value)

    return Draft(
        barrier=str(tracker.get_slot("report_barrier")),
        municipality=told("report_place"),
        groups=tuple(tracker.get_slot("report_groups") or ()),
        story=told("report_story"),
    )


def forget() -> list[EventType]:
    """Events that empty the form: what was told is not held longer than needed."""
    return [SlotSet(slot, None) for slot in (*ALL_SLOTS, "requested_slot")]


def make_actions(*, catalogue: Callable[[], Catalogue], file: Callable[[Draft, str], Receipt]) -> Iterable[Action]:
    """All actions of the program.

    Args:
        catalogue: Gives the catalogue in force.
        file: Keeps a draft told in a language, and returns its receipt.
    """
    return (
        ValidateReportForm(catalogue),
        AskGroups(),
        AskConsent(),
        FileReport(file),
        Back(),
        Again(),
        Cancel(),
    )


def _intent(tracker: Tracker) -> str | None:
    """What the last message was understood as: a topic, or an intent that the rules tell apart.

    Also when the fallback stepped in: inside a form the best guess is worth more than none.
    """
    message = tracker.latest_message
    name = message.get("topic") or message["intent"].get("name")
    if name != "nlu_fallback":
        return None if name is None else str(name)
    ranking = [r["name"] for r in message.get("intent_ranking", []) if r["name"] != "nlu_fallback"]
    return ranking[0] if ranking else None


def _skips(tracker: Tracker) -> bool:
    return _intent(tracker) == "omitir"


def _language(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("metadata") or {}).get("language", "es"))
