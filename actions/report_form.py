"""The answers of the report form: each is checked against the catalogue, and each may be a question instead.

Thin by design: slots in, a call of ``redes``, directives out. What is said stands in ``content/textos``. The slots
that are asked for hold an answer only until it is checked; what was told stands whole in one slot, so that an
answer that is refused, or interrupted, takes nothing away.
"""

from collections.abc import Callable
from typing import Any, get_args

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT, FormValidationAction
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from redes.content.catalogue import Catalogue
from redes.dialogue import DETAIL, KEPT, REPORT_FORM, SKIPPED, Directive, Say, ShowDanger, ShowTopic
from redes.eligibility.facts import SERVICES
from redes.reports.draft import fingerprint
from redes.reports.hearing import Ears
from redes.reports.report import When
from redes.reports.telling import Detail, StoryFull, Telling

OFFERED = "report_offered"
"""The slot with what fits her words, until it is asked for with the next question."""

SHOWN = "report_shown"
"""The slot with the fingerprint of the preview that stands last."""

_URGENT = "medica"
"""The danger that is answered when somebody needs care now and nothing more is known."""

_SURE = 0.25
_LONGEST_QUESTION = 80
"""Characters of what is taken for a question in between, where a story is told."""

_LONGEST_SKIP = 40

_QUESTION_STARTS = frozenset(
    (
        "que qué como cómo cual cuál quien quién donde dónde cuando cuándo puedo esto es what how who is can where "
        "o quem onde posso qui comment quoi est kisa kijan ki eske"
    ).split()
)

Slots = dict[str, Any]


class Hearing:
    """Ears over the catalogue in force.

    Args:
        catalogue: Gives it.
    """

    def __init__(self, catalogue: Callable[[], Catalogue]) -> None:
        self._catalogue = catalogue
        self._ears: Ears | None = None

    def warm_up(self) -> None:
        """Make now what the first answer would otherwise wait for."""
        _ = self.ears

    @property
    def ears(self) -> Ears:
        """Made anew when the catalogue is another one."""
        catalogue = self._catalogue()
        if self._ears is None or self._ears.catalogue is not catalogue:
            self._ears = Ears(catalogue)
        return self._ears

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self._catalogue()


class ValidateReportForm(FormValidationAction):
    """Checks each answer of the form."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def name(self) -> str:
        return f"validate_{REPORT_FORM}"

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> EventType:
        """What is asked next follows from what was told, not from which slots are full."""
        answered = tracker.get_slot("report_consent") in ("si", "no")
        return SlotSet(REQUESTED_SLOT, None if answered else telling_of(tracker).question)

    def validate_report_barrier(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """A kind of barrier: picked, or found in the person's words and offered to be picked."""
        told, barriers = telling_of(tracker), self._hearing.catalogue.barriers
        if value in barriers:
            if barriers[value].care_now and told.urgent_now is None:
                show(dispatcher, Say(text="reporte.barrera-ahora"))
            return _take("report_barrier", told.but(kind="barrera", barrier=value, practice=None))
        if not value or self._interrupted(value, dispatcher, tracker):
            return {"report_barrier": None}
        heard = self._hearing.ears.hear(value, told)
        if not heard.barriers:
            show(dispatcher, Say(text="reporte.no-se-parece"))
            return {"report_barrier": None}
        return _take("report_barrier", heard.telling.but(detail=told.detail)) | {OFFERED: list(heard.barriers)}

    def validate_report_practice(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """A practice of the decálogo, by its number."""
        numbers = {str(practice.number): practice.number for practice in self._hearing.catalogue.decalogo.practices}
        chosen = numbers.get(value.strip(" ."))
        if chosen is not None:
            return _take("report_practice", telling_of(tracker).but(practice=chosen, barrier=None))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.elija-practica"))
        return {"report_practice": None}

    def validate_report_place(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """A municipality: picked, or typed with slips; or left out."""
        told = telling_of(tracker)
        if value == SKIPPED:
            return _take("report_place", told.at(None))
        code = value if value in self._hearing.catalogue.municipalities else self._hearing.ears.place(value)
        if code is not None:
            return _take("report_place", told.at(code))
        if _skips(tracker):
            return _take("report_place", told.at(None))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.lugar-no-encontrado"))
        return {"report_place": None}

    def validate_report_service(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """A service: picked, or named; or left out."""
        told = telling_of(tracker)
        if value == SKIPPED or _skips(tracker):
            return _take("report_service", told.but(service=None))
        service = value if value in SERVICES else self._hearing.ears.service(value)
        if service is not None:
            return _take("report_service", told.but(service=service))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.servicio-no-entendi"))
        return {"report_service": None}

    def validate_report_ips(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """An institution of the directory: picked, or named with slips; another one, or none, is not kept."""
        told = telling_of(tracker)
        if value == SKIPPED or _skips(tracker):
            return _take("report_ips", told.but(ips=None))
        if value in self._hearing.catalogue.contacts:
            return _take("report_ips", told.but(ips=value))
        if self._interrupted(value, dispatcher, tracker):
            return {"report_ips": None}
        found = self._hearing.ears.institution(value, told.municipality)
        if found.sure:
            return _take("report_ips", told.but(ips=found.ids[0]))
        if not found.ids:
            show(dispatcher, Say(text="reporte.ips-no-encontrada"))
        return {"report_ips": None, OFFERED: list(found.ids) or None}

    def validate_report_when(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """How long ago: picked or said; what is still to come is refused."""
        told = telling_of(tracker)
        if value == SKIPPED or _skips(tracker):
            return _take("report_when", told.but(when=None))
        when = self._hearing.ears.when(value) if value not in get_args(When) else value
        if when is not None:
            return _take("report_when", told.but(when=when))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.cuando-no-entendi"))
        return {"report_when": None}

    def validate_report_groups_done(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """One more group, or the end of the list."""
        told = telling_of(tracker)
        if value == SKIPPED or _skips(tracker) or _intent(tracker) == "negar":
            return _take("report_groups_done", told.but())
        terms = self._hearing.catalogue.vocabularies["grupo"].terms
        picked = tuple(t.value for t in terms if value == t.value or value.casefold() in t.names)
        named = picked or self._hearing.ears.groups(value)
        if named:
            groups = tuple(sorted({*told.groups, *named}))
            return _take("report_groups_done", told.but(groups=groups, detail="groups"))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.grupo-no-entendi"))
        return {"report_groups_done": None}

    def validate_report_story(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """Free words, already scrubbed; a short question in between is answered, not kept."""
        told = telling_of(tracker)
        if value == SKIPPED:
            story = None if told.detail == "rewrite" else told.story
            return _take("report_story", told.but(story=story))
        if _skips(tracker) and len(value) < _LONGEST_SKIP:
            return _take("report_story", told.but())
        if len(value) < _LONGEST_QUESTION and self._interrupted(value, dispatcher, tracker):
            return {"report_story": None}
        if not any(character.isalnum() for character in value):
            show(dispatcher, Say(text="reporte.relato-sin-palabras"))
            return {"report_story": None}
        try:
            return _take("report_story", told.told_more(value))
        except StoryFull:
            show(dispatcher, Say(text="reporte.relato-lleno"))
            return _take("report_story", told.but())

    def validate_report_urgent(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """Whether somebody needs care now; if so, what to do comes before everything else."""
        told = telling_of(tracker)
        detail = None if told.detail == "urgent" else told.detail
        answer = {"afirmar": "si", "negar": "no"}.get(_intent(tracker) or "", value)
        if answer == "si":
            show(dispatcher, ShowDanger(kind=_URGENT))
            return _take("report_urgent", told.but(urgent_now=True, detail=detail))
        if answer == "no" or value == SKIPPED or _skips(tracker):
            return _take("report_urgent", told.but(urgent_now=False if answer == "no" else None, detail=detail))
        if not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.responda-urgente"))
        return {"report_urgent": None}

    def validate_report_detail(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """What she wants to add or change, once there is something to look at; anything else leads back to the preview."""
        told = telling_of(tracker)
        if told.barrier is None and told.practice is None:
            return {DETAIL: None}
        return _take(DETAIL, told.but(detail=value if value in get_args(Detail) else None))

    def validate_report_consent(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Slots:
        """Yes or no, pressed or typed; anything else is no answer.

        A yes counts for the preview it stands below and only while consent is asked for: the button of an
        older preview would have something kept that she does not see there.
        """
        if tracker.get_slot(REQUESTED_SLOT) != "report_consent":
            return {"report_consent": None}
        if value == "no":
            return {"report_consent": "no"}
        now = fingerprint(telling_of(tracker).draft())
        typed = {"afirmar": f"si.{tracker.get_slot(SHOWN)}", "negar": "no"}.get(_intent(tracker) or "")
        if typed == "no":
            return {"report_consent": "no"}
        if f"si.{now}" in (value, typed):
            return {"report_consent": "si"}
        if value.startswith("si.") or typed is not None or _intent(tracker) == "pulsar":
            show(dispatcher, Say(text="reporte.vista-vieja"))
        elif not self._interrupted(value, dispatcher, tracker):
            show(dispatcher, Say(text="reporte.responda-si-o-no"))
        return {"report_consent": None}

    def _interrupted(self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
        """Answer a question asked in the middle of the form ("¿esto es anónimo?"); the form goes on."""
        topic = _intent(tracker)
        asks = "?" in value or value.casefold().lstrip("¿ ").split(" ")[0] in _QUESTION_STARTS
        if not asks or topic not in self._hearing.catalogue.topics or topic == "reportar-barrera":
            return False
        if float(tracker.latest_message["intent"].get("confidence") or 0.0) < _SURE:
            return False
        show(dispatcher, ShowTopic(topic=topic))
        return True


def show(dispatcher: CollectingDispatcher, *directives: Directive) -> None:
    """Hand directives to the conversation."""
    for directive in directives:
        dispatcher.utter_message(json_message=directive.model_dump(mode="json"))


def telling_of(tracker: Tracker) -> Telling:
    """What was told so far."""
    return Telling.model_validate(tracker.get_slot(KEPT) or {})


def kept(telling: Telling) -> Slots:
    """The slot that holds what was told."""
    return {KEPT: telling.model_dump(mode="json", exclude_defaults=True)}


def _take(slot: str, telling: Telling) -> Slots:
    return {slot: None, **kept(telling)}


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
