"""Rasa's actions with trackers as rasa-sdk makes them."""

from collections.abc import Callable
from typing import Any

import pytest
from makers import a_draft
from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.report_form import (
    ALL_SLOTS,
    Again,
    AskConsent,
    AskGroups,
    Back,
    Cancel,
    FileReport,
    ValidateReportForm,
    forget,
    make_actions,
)
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.dialogue import (
    REPORT_SLOTS,
    SKIPPED,
    Ask,
    Directive,
    OfferBarriers,
    Preview,
    Say,
    ShowReceipt,
    ShowTopic,
    parse_directive,
)
from redes.reports.draft import Draft
from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Receipt
from redes.settings import ROOT

RECEIPT = Receipt("6538 5539 6860 8171 6051")
FULL = {
    "report_barrier": "urg.puerta",
    "report_place": "05001",
    "report_groups": ["gestante"],
    "report_groups_done": "listo",
    "report_story": "Me echaron.",
    "report_consent": "si",
}


def a_basic_draft(**given):
    """What the form asks for so far."""
    return a_draft(**dict.fromkeys(("service", "ips", "rule", "when", "urgent_now", "voice")) | given)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "content")


@pytest.fixture
def form(catalogue: Catalogue) -> ValidateReportForm:
    return ValidateReportForm(lambda: catalogue)


def a_tracker(intent: str = "informar", *, confidence: float = 0.9, language: str = "es", **slots: Any) -> Tracker:
    """A tracker as Rasa sends it after a message understood as an intent."""
    return Tracker.from_dict(
        {
            "sender_id": "a" * 32,
            "slots": dict.fromkeys((*ALL_SLOTS, "requested_slot")) | slots,
            "latest_message": {
                "intent": {"name": intent, "confidence": confidence},
                "intent_ranking": [],
                "entities": [],
                "text": "",
                "metadata": {"language": language},
            },
            "events": [],
            "active_loop": {"name": "report_form"},
            "latest_action_name": "action_listen",
        }
    )


def shown(dispatcher: CollectingDispatcher) -> list[Directive]:
    return [parse_directive(message["custom"]) for message in dispatcher.messages]


def validated(
    form: ValidateReportForm, slot: str, value: str, tracker: Tracker | None = None
) -> tuple[dict[str, Any], list[Directive]]:
    """What a slot becomes, and what is shown."""
    dispatcher = CollectingDispatcher()
    validate: Callable[..., dict[str, Any]] = getattr(form, f"validate_{slot}")
    return validate(value, dispatcher, tracker or a_tracker(requested_slot=slot), {}), shown(dispatcher)


async def ran(action: Any, tracker: Tracker) -> tuple[list[Any], list[Directive]]:
    """Events of an action, and what it shows."""
    dispatcher = CollectingDispatcher()
    return await action.run(dispatcher, tracker, {}), shown(dispatcher)


# Barrier


def test_a_picked_barrier_is_taken(form: ValidateReportForm, catalogue: Catalogue):
    calm = next(b.id for b in catalogue.barriers.values() if not b.care_now)

    assert validated(form, "report_barrier", calm) == ({"report_barrier": calm}, [])


def test_a_barrier_that_may_need_care_now_says_first_what_to_do(form: ValidateReportForm, catalogue: Catalogue):
    urgent = next(b.id for b in catalogue.barriers.values() if b.care_now)

    assert validated(form, "report_barrier", urgent) == (
        {"report_barrier": urgent},
        [Say(text="reporte.barrera-ahora")],
    )


def test_a_barrier_told_in_words_is_offered_and_not_guessed(form: ValidateReportForm):
    value, directives = validated(form, "report_barrier", "el guarda no me dejó entrar sin EPS a triage")

    [offered] = directives
    assert value == {"report_barrier": None}
    assert isinstance(offered, OfferBarriers)
    assert "urg.puerta" in offered.barriers
    assert len(offered.barriers) <= 3


def test_words_like_no_barrier_are_said_so(form: ValidateReportForm):
    assert validated(form, "report_barrier", "xqzw") == (
        {"report_barrier": None},
        [Say(text="reporte.no-se-parece")],
    )


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(form: ValidateReportForm):
    asks = a_tracker("privacidad-datos", requested_slot="report_barrier")

    for slot in ("report_barrier", "report_place", "report_groups_done", "report_story"):
        assert validated(form, slot, "¿esto es anónimo?", asks) == (
            {slot: None},
            [ShowTopic(topic="privacidad-datos")],
        )


def test_a_question_that_was_hardly_understood_is_no_interruption(form: ValidateReportForm):
    unsure = a_tracker("privacidad-datos", confidence=0.05, requested_slot="report_place")

    assert validated(form, "report_place", "¿qqq zzz?", unsure) == (
        {"report_place": None},
        [Say(text="reporte.lugar-no-encontrado")],
    )


# Place


@pytest.mark.parametrize(
    ("typed", "code"),
    [("05001", "05001"), ("Medellín", "05001"), ("en medellin", "05001"), ("cucuta", "54001"), (SKIPPED, SKIPPED)],
)
def test_a_place_is_a_code_or_a_name_or_left_out(form: ValidateReportForm, typed: str, code: str):
    assert validated(form, "report_place", typed) == ({"report_place": code}, [])


def test_a_place_can_be_left_out_in_words(form: ValidateReportForm):
    skips = a_tracker("omitir", requested_slot="report_place")

    assert validated(form, "report_place", "prefiero no decirlo", skips) == ({"report_place": SKIPPED}, [])


def test_an_unknown_place_is_said_so(form: ValidateReportForm):
    assert validated(form, "report_place", "99999") == (
        {"report_place": None},
        [Say(text="reporte.lugar-no-encontrado")],
    )


# Groups


def test_groups_are_gathered_without_repeats(form: ValidateReportForm):
    one = a_tracker(report_groups=["menor"])

    picked = [validated(form, "report_groups_done", value, one) for value in ("gestante", "menor")]

    assert picked == [
        ({"report_groups_done": None, "report_groups": ["gestante", "menor"]}, []),
        ({"report_groups_done": None, "report_groups": ["menor"]}, []),
    ]


@pytest.mark.parametrize(("value", "intent"), [(SKIPPED, "pulsar"), ("ya está", "omitir"), ("nadie más", "negar")])
def test_the_list_of_groups_ends_when_she_says_so(form: ValidateReportForm, value: str, intent: str):
    assert validated(form, "report_groups_done", value, a_tracker(intent)) == ({"report_groups_done": "listo"}, [])


def test_an_unknown_group_is_asked_for_again(form: ValidateReportForm):
    assert validated(form, "report_groups_done", "marcianos") == ({"report_groups_done": None}, [])


# Story


@pytest.mark.parametrize("story", ["Me echaron.", "No.", "a" * 3000])
def test_a_story_is_kept_word_by_word(form: ValidateReportForm, story: str):
    assert validated(form, "report_story", story) == ({"report_story": story}, [])


def test_a_story_can_be_left_out(form: ValidateReportForm):
    skips = a_tracker("omitir", requested_slot="report_story")

    assert validated(form, "report_story", SKIPPED) == ({"report_story": SKIPPED}, [])
    assert validated(form, "report_story", "no quiero contar", skips) == ({"report_story": SKIPPED}, [])


def test_a_long_story_is_a_story_whatever_it_was_understood_as(form: ValidateReportForm):
    story = "¿Qué más le cuento? Llegamos de noche, nadie nos atendió y al final nos pidieron pagar antes de entrar."

    for intent in ("omitir", "privacidad-datos", "cancelar"):
        assert validated(form, "report_story", story, a_tracker(intent)) == ({"report_story": story}, [])


# Consent


@pytest.mark.parametrize(
    ("value", "intent", "kept"),
    [("si", "pulsar", "si"), ("no", "pulsar", "no"), ("claro", "afirmar", "si"), ("mejor no", "negar", "no")],
)
def test_consent_is_yes_or_no_pressed_or_typed(form: ValidateReportForm, value: str, intent: str, kept: str):
    asked = a_tracker(intent, requested_slot="report_consent")

    assert validated(form, "report_consent", value, asked) == ({"report_consent": kept}, [])


def test_anything_else_is_no_consent(form: ValidateReportForm):
    assert validated(form, "report_consent", "quizás") == (
        {"report_consent": None},
        [Say(text="reporte.responda-si-o-no")],
    )


@pytest.mark.parametrize("asked", [slot for slot in REPORT_SLOTS if slot != "report_consent"])
def test_consent_counts_only_below_the_preview(form: ValidateReportForm, asked: str):
    pressed_an_old_button = a_tracker("pulsar", requested_slot=asked)

    assert validated(form, "report_consent", "si", pressed_an_old_button) == ({"report_consent": None}, [])


# The form as Rasa calls it


async def test_the_form_checks_what_was_filled_and_only_that(form: ValidateReportForm):
    tracker = a_tracker(requested_slot="report_place", report_place="medellin", report_barrier="urg.puerta")
    tracker.events = [{"event": "user"}, {"event": "slot", "name": "report_place", "value": "medellin"}]
    domain = {
        "forms": {"report_form": {"required_slots": list(REPORT_SLOTS)}},
        "slots": {slot: {} for slot in REPORT_SLOTS},
    }

    events = await form.run(CollectingDispatcher(), tracker, domain)

    assert [event for event in events if event["name"] != "requested_slot"] == [SlotSet("report_place", "05001")]


# The other actions


async def test_groups_are_asked_for_with_those_chosen():
    assert await ran(AskGroups(), a_tracker(report_groups=["menor"])) == (
        [],
        [Ask(slot="report_groups_done", chosen=("menor",))],
    )


async def test_consent_is_asked_for_with_all_that_would_be_kept():
    events, directives = await ran(AskConsent(), a_tracker(**FULL))

    assert (events, directives) == ([], [Preview(draft=a_basic_draft(story="Me echaron."))])


async def test_what_was_left_out_is_left_out_of_the_preview():
    skipped = FULL | {"report_place": SKIPPED, "report_groups": None, "report_story": SKIPPED}

    _, directives = await ran(AskConsent(), a_tracker(**skipped))

    assert directives == [Preview(draft=Draft(barrier="urg.puerta"))]


async def test_a_report_with_consent_is_filed_and_then_forgotten():
    filed = []

    def file(draft: Draft, language: str) -> Receipt:
        filed.append((draft, language))
        return RECEIPT

    events, directives = await ran(FileReport(file), a_tracker(language="fr", **FULL))

    assert filed == [(a_basic_draft(story="Me echaron."), "fr")]
    assert directives == [ShowReceipt(receipt=RECEIPT)]
    assert events == forget()


@pytest.mark.parametrize("consent", ["no", None, "SI", "quizás"])
async def test_nothing_is_filed_without_consent(consent: str | None):
    def file(draft: Draft, language: str) -> Receipt:
        raise AssertionError

    events, directives = await ran(FileReport(file), a_tracker(**FULL | {"report_consent": consent}))

    assert directives == [Say(text="reporte.no-guardado")]
    assert events == forget()


async def test_a_report_that_could_not_be_kept_can_be_tried_again():
    def file(draft: Draft, language: str) -> Receipt:
        raise StoreUnavailable

    events, directives = await ran(FileReport(file), a_tracker(**FULL))

    assert directives == [Say(text="reporte.no-tomado")]
    assert events == [SlotSet("report_consent", None), FollowupAction("report_form")]


def test_forgetting_empties_every_slot():
    assert forget() == [SlotSet(slot, None) for slot in (*REPORT_SLOTS, "report_groups", "requested_slot")]


@pytest.mark.parametrize(
    ("asked", "taken_back"),
    [
        ("report_barrier", ["report_barrier"]),
        ("report_place", ["report_barrier"]),
        ("report_groups_done", ["report_place"]),
        ("report_story", ["report_groups_done", "report_groups"]),
        ("report_consent", ["report_story"]),
        (None, ["report_barrier"]),
    ],
)
async def test_a_step_back_takes_the_last_answer_back(asked: str | None, taken_back: list[str]):
    assert await ran(Back(), a_tracker(requested_slot=asked)) == ([SlotSet(slot, None) for slot in taken_back], [])


async def test_the_kinds_of_barrier_can_be_seen_again():
    assert await ran(Again(), a_tracker(**FULL)) == ([SlotSet("report_barrier", None)], [])


async def test_leaving_ends_the_form_and_forgets_what_was_told():
    events, directives = await ran(Cancel(), a_tracker(**FULL))

    assert directives == [Say(text="reporte.cancelado")]
    assert events == [{"event": "active_loop", "name": None, "timestamp": None}, *forget()]


def test_the_actions_are_those_the_domain_names(catalogue: Catalogue):
    from actions.server import read_domain

    made = make_actions(catalogue=lambda: catalogue, file=lambda *_: RECEIPT)

    assert sorted(action.name() for action in made) == sorted(read_domain(ROOT / "domain")["actions"])
