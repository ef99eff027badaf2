"""Rasa's actions with trackers as rasa-sdk makes them."""

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.report_form import OFFERED, SHOWN, Hearing, ValidateReportForm, kept
from actions.report_steps import ALL_SLOTS, AskConsent, AskFor, Back, Begin, Cancel, FileReport, forget, make_actions
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.dialogue import (
    DETAIL,
    GIVEN,
    KEPT,
    REPORT_SLOTS,
    SKIPPED,
    Ask,
    Directive,
    Preview,
    Say,
    ShowDanger,
    ShowReceipt,
    ShowTopic,
    parse_directive,
)
from redes.reports.draft import Draft, fingerprint
from redes.reports.keeping import StoreUnavailable
from redes.reports.limits import TooManyReports
from redes.reports.report import Receipt
from redes.reports.telling import LONGEST_STORY, Telling
from redes.settings import ROOT

RECEIPT = Receipt("6538 5539 6860 8171 6051")
FULL = Telling(
    barrier="urg.puerta", municipality="05001", place_told=True, groups=("gestante",), story="Me echaron.", when="hoy"
)
AGREED = f"si.{fingerprint(FULL.draft())}"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "content")


@pytest.fixture(scope="module")
def hearing(catalogue: Catalogue) -> Hearing:
    return Hearing(lambda: catalogue)


@pytest.fixture
def form(hearing: Hearing) -> ValidateReportForm:
    return ValidateReportForm(hearing)


def a_tracker(
    intent: str = "informar",
    *,
    told: Telling | None = None,
    confidence: float = 0.9,
    language: str = "es",
    text: str = "",
    inside: bool = True,
    voice: str | None = None,
    **slots: Any,
) -> Tracker:
    """A tracker as Rasa sends it after a message understood as an intent."""
    held = dict.fromkeys((*ALL_SLOTS, "requested_slot")) | kept(told or Telling()) | slots
    return Tracker.from_dict(
        {
            "sender_id": "a" * 32,
            "slots": held,
            "latest_message": {
                "intent": {"name": intent, "confidence": confidence},
                "intent_ranking": [],
                "entities": [],
                "text": text,
                "metadata": {"language": language, "voice": voice},
            },
            "events": [],
            "active_loop": {"name": "report_form"} if inside else {},
            "latest_action_name": "action_listen",
        }
    )


def shown(dispatcher: CollectingDispatcher) -> list[Directive]:
    return [parse_directive(message["custom"]) for message in dispatcher.messages]


def validated(
    form: ValidateReportForm, slot: str, value: str, tracker: Tracker | None = None
) -> tuple[dict[str, Any], list[Directive]]:
    """What slots become, and what is shown."""
    dispatcher = CollectingDispatcher()
    validate: Callable[..., dict[str, Any]] = getattr(form, f"validate_{slot}")
    return validate(value, dispatcher, tracker or a_tracker(requested_slot=slot), {}), shown(dispatcher)


def told_after(form: ValidateReportForm, slot: str, value: str, before: Telling | None = None, **given: Any) -> Telling:
    """What is told after an answer that is taken; nothing is said beside it."""
    slots, directives = validated(form, slot, value, a_tracker(told=before, requested_slot=slot, **given))
    assert directives == []
    assert slots[slot] is None
    return Telling.model_validate(slots[KEPT])


async def ran(action: Any, tracker: Tracker) -> tuple[list[Any], list[Directive]]:
    """Events of an action, and what it shows."""
    dispatcher = CollectingDispatcher()
    return await action.run(dispatcher, tracker, {}), shown(dispatcher)


async def begun(hearing: Hearing, tracker: Tracker) -> tuple[Telling, list[str] | None]:
    """What a report begins with: what is known, and the kinds of barrier that are offered."""
    events, _ = await ran(Begin(hearing), tracker)
    slots = {event["name"]: event["value"] for event in events}
    assert slots[GIVEN] is None
    return Telling.model_validate(slots[KEPT]), slots[OFFERED]


# How it begins


async def test_a_report_begins_with_who_tells_it_and_nothing_else(hearing: Hearing):
    old = a_tracker("reportar-barrera", told=FULL, inside=False, voice="staff")

    assert await begun(hearing, old) == (Telling(voice="staff"), None)


async def test_what_she_came_from_need_not_be_told_again(hearing: Hearing):
    given = json.dumps({"rule": "urgencia-sin-requisitos", "service": "urgencia", "groups": ["gestante"]})

    told, _ = await begun(hearing, a_tracker("reportar-barrera", inside=False, **{GIVEN: given}))

    assert told == Telling(rule="urgencia-sin-requisitos", service="urgencia", groups=("gestante",))


async def test_her_first_sentence_is_read_and_the_barriers_it_fits_are_offered(hearing: Hearing):
    said = (
        "quiero reportar que ayer en Cúcuta me pidieron el permiso para el parto y no me atendieron, estoy embarazada"
    )

    told, offered = await begun(hearing, a_tracker("reportar-barrera", inside=False, text=said))

    assert (told.municipality, told.place_told, told.when, told.service) == ("54001", True, "esta-semana", "parto")
    assert told.groups == ("gestante",)
    assert told.story == said
    assert offered


async def test_a_wish_to_report_is_no_story(hearing: Hearing):
    asks = a_tracker("reportar-barrera", inside=False, text="quiero reportar una barrera por favor, gracias")

    assert await begun(hearing, asks) == (Telling(), None)


async def test_inside_a_report_the_kinds_are_shown_again_and_the_rest_stays(hearing: Hearing):
    told, _ = await begun(hearing, a_tracker("reportar-barrera", told=FULL))

    assert told == FULL.but(barrier=None)


async def test_a_report_begun_at_an_institution_throws_an_unfinished_one_away(hearing: Hearing):
    told, _ = await begun(hearing, a_tracker("reportar-barrera", told=FULL, **{GIVEN: json.dumps({"ips": "cuc-huem"})}))

    assert told == Telling(ips="cuc-huem")


# Barrier and practice


def test_a_picked_barrier_is_taken(form: ValidateReportForm, catalogue: Catalogue):
    calm = next(b.id for b in catalogue.barriers.values() if not b.care_now)

    assert told_after(form, "report_barrier", calm) == Telling(barrier=calm)


def test_a_barrier_that_may_need_care_now_says_first_what_to_do(form: ValidateReportForm, catalogue: Catalogue):
    urgent = next(b.id for b in catalogue.barriers.values() if b.care_now)

    slots, directives = validated(form, "report_barrier", urgent)

    assert slots == {"report_barrier": None, **kept(Telling(barrier=urgent))}
    assert directives == [Say(text="reporte.barrera-ahora")]


def test_a_barrier_told_in_words_is_offered_and_not_guessed(form: ValidateReportForm):
    slots, directives = validated(form, "report_barrier", "el guarda no me dejó entrar sin EPS a triage")

    assert directives == []
    assert "urg.puerta" in slots[OFFERED]
    assert len(slots[OFFERED]) <= 3
    assert Telling.model_validate(slots[KEPT]).barrier is None


def test_what_the_words_state_need_not_be_asked(form: ValidateReportForm):
    slots, _ = validated(
        form, "report_barrier", "hoy en Soledad me cobraron la consulta de mi hijo que es menor de edad"
    )

    told = Telling.model_validate(slots[KEPT])
    assert (told.municipality, told.when, "menor" in told.groups) == ("08758", "hoy", True)
    assert told.story == "hoy en Soledad me cobraron la consulta de mi hijo que es menor de edad"


def test_few_words_are_a_kind_of_barrier_and_no_story(form: ValidateReportForm):
    slots, _ = validated(form, "report_barrier", "no me dejaron entrar")

    assert Telling.model_validate(slots[KEPT]).story is None


@pytest.mark.parametrize("words", ["xqzw", "🙂🙂🙂", "", "我不能进去"])
def test_words_like_no_barrier_are_said_so(form: ValidateReportForm, words: str):
    slots, directives = validated(form, "report_barrier", words)

    assert slots == {"report_barrier": None}
    assert directives == ([Say(text="reporte.no-se-parece")] if words else [])


def test_a_practice_is_picked_by_its_number(form: ValidateReportForm):
    praise = Telling(kind="buena-practica")

    assert told_after(form, "report_practice", "3", praise) == Telling(kind="buena-practica", practice=3)
    assert validated(form, "report_practice", "la once") == (
        {"report_practice": None},
        [Say(text="reporte.elija-practica")],
    )


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(form: ValidateReportForm):
    for slot in REPORT_SLOTS:
        asks = a_tracker("privacidad-datos", told=FULL, requested_slot=slot)

        slots, directives = validated(form, slot, "¿esto es anónimo?", asks)

        assert slots[slot] is None
        assert KEPT not in slots
        assert directives == [ShowTopic(topic="privacidad-datos")]


def test_a_question_that_was_hardly_understood_is_no_interruption(form: ValidateReportForm):
    unsure = a_tracker("privacidad-datos", confidence=0.05, requested_slot="report_place")

    assert validated(form, "report_place", "¿qqq zzz?", unsure) == (
        {"report_place": None},
        [Say(text="reporte.lugar-no-encontrado")],
    )


# Place


@pytest.mark.parametrize(
    ("typed", "code"),
    [("05001", "05001"), ("Medellín", "05001"), ("en medellin", "05001"), ("cucuta", "54001"), (SKIPPED, None)],
)
def test_a_place_is_a_code_or_a_name_or_left_out(form: ValidateReportForm, typed: str, code: str | None):
    assert told_after(form, "report_place", typed) == Telling(municipality=code, place_told=True)


def test_a_place_can_be_left_out_in_words(form: ValidateReportForm):
    assert told_after(form, "report_place", "prefiero no decirlo", intent="omitir") == Telling(place_told=True)


@pytest.mark.parametrize("typed", ["99999", "🙂", "北京", '=HYPERLINK("http://x")'])
def test_an_unknown_place_is_said_so(form: ValidateReportForm, typed: str):
    assert validated(form, "report_place", typed) == (
        {"report_place": None},
        [Say(text="reporte.lugar-no-encontrado")],
    )


def test_another_place_has_other_institutions(form: ValidateReportForm):
    there = Telling(municipality="54001", place_told=True, ips="cuc-huem")

    assert told_after(form, "report_place", "54001", there).ips == "cuc-huem"
    assert told_after(form, "report_place", "05001", there).ips is None


# Details


ABOUT = Telling(barrier="urg.puerta", municipality="54001", place_told=True)


@pytest.mark.parametrize(
    ("detail", "slot", "answer", "told"),
    [
        ("service", "report_service", "parto", {"service": "parto"}),
        ("service", "report_service", "iba a vacunar a mi bebé", {"service": "vacunacion"}),
        ("service", "report_service", SKIPPED, {"service": None}),
        ("ips", "report_ips", "cuc-huem", {"ips": "cuc-huem"}),
        ("ips", "report_ips", "el herasmo meos", {"ips": "cuc-huem"}),
        ("ips", "report_ips", SKIPPED, {"ips": None}),
        ("when", "report_when", "este-mes", {"when": "este-mes"}),
        ("when", "report_when", "ayer", {"when": "esta-semana"}),
        ("when", "report_when", SKIPPED, {"when": None}),
        ("urgent", "report_urgent", "no", {"urgent_now": False}),
        ("urgent", "report_urgent", SKIPPED, {"urgent_now": None}),
        ("story", "report_story", "Me echaron.", {"story": "Me echaron."}),
        ("story", "report_story", '=HYPERLINK("http://x")', {"story": '=HYPERLINK("http://x")'}),
    ],
)
def test_a_detail_is_added_and_the_report_can_be_looked_at_again(
    form: ValidateReportForm, detail: Any, slot: str, answer: str, told: dict[str, Any]
):
    after = told_after(form, slot, answer, ABOUT.but(detail=detail))

    assert after == ABOUT.but(**told)
    assert after.question == "report_consent"


@pytest.mark.parametrize(
    ("slot", "typed", "answer"),
    [
        ("report_ips", "Clínica de los Milagros de Marte", "reporte.ips-no-encontrada"),
        ("report_when", "el 3 de diciembre de 2099", "reporte.cuando-no-entendi"),
        ("report_when", "pasado mañana", "reporte.cuando-no-entendi"),
        ("report_service", "xqzw", "reporte.servicio-no-entendi"),
        ("report_groups_done", "marcianos", "reporte.grupo-no-entendi"),
        ("report_urgent", "xqzw", "reporte.responda-urgente"),
        ("report_story", "🙂🙂🙂", "reporte.relato-sin-palabras"),
    ],
)
def test_what_cannot_be_taken_is_said_so_and_takes_nothing_away(
    form: ValidateReportForm, slot: str, typed: str, answer: str
):
    slots, directives = validated(form, slot, typed, a_tracker(told=FULL, requested_slot=slot))

    assert directives == [Say(text=answer)]
    assert slots[slot] is None
    assert KEPT not in slots


def test_institutions_that_sound_alike_are_offered(form: ValidateReportForm):
    cali = a_tracker(
        told=Telling(barrier="urg.puerta", municipality="76001", place_told=True), requested_slot="report_ips"
    )

    slots, directives = validated(form, "report_ips", "ESE de cali", cali)

    assert directives == []
    assert len(slots[OFFERED]) > 1
    assert KEPT not in slots


@pytest.mark.parametrize(("value", "intent"), [("si", "pulsar"), ("sí, ya", "afirmar")])
def test_who_needs_care_now_is_told_first_what_to_do(form: ValidateReportForm, value: str, intent: str):
    slots, directives = validated(form, "report_urgent", value, a_tracker(intent, told=ABOUT))

    assert directives == [ShowDanger(kind="medica")]
    assert Telling.model_validate(slots[KEPT]) == ABOUT.but(urgent_now=True)


def test_groups_are_gathered_without_repeats_until_she_is_done(form: ValidateReportForm):
    one = ABOUT.but(groups=("menor",), detail="groups")

    picked = [told_after(form, "report_groups_done", value, one).groups for value in ("gestante", "menor")]
    done = [
        told_after(form, "report_groups_done", value, one, intent=intent)
        for value, intent in ((SKIPPED, "pulsar"), ("ya está", "omitir"), ("nadie más", "negar"))
    ]

    assert picked == [("gestante", "menor"), ("menor",)]
    assert done == [ABOUT.but(groups=("menor",))] * 3


@pytest.mark.parametrize("detail", get_args(Telling.model_fields["detail"].annotation)[0].__args__)
def test_each_detail_is_asked_for_and_left_without_a_loss(form: ValidateReportForm, detail: str):
    slots, _ = validated(form, DETAIL, detail, a_tracker(told=FULL))

    asking = Telling.model_validate(slots[KEPT])
    assert asking.question in REPORT_SLOTS
    assert asking.question != "report_consent"
    assert asking.back() == FULL


def test_a_detail_of_nothing_is_not_asked_for(form: ValidateReportForm):
    assert validated(form, DETAIL, "when", a_tracker()) == ({DETAIL: None}, [])
    assert told_after(form, DETAIL, "review", FULL) == FULL


# Story


def test_a_story_may_be_told_in_several_messages_and_written_again(form: ValidateReportForm):
    more = told_after(form, "report_story", "Era de noche.", FULL.but(detail="story"))
    again = told_after(form, "report_story", "No entramos.", more.but(detail="rewrite"))
    gone = told_after(form, "report_story", SKIPPED, again.but(detail="rewrite"))

    assert [more.story, again.story, gone.story] == ["Me echaron.\nEra de noche.", "No entramos.", None]


def test_a_story_can_be_left_out_in_words(form: ValidateReportForm):
    asked = FULL.but(detail="story")

    assert told_after(form, "report_story", "no quiero contar", asked, intent="omitir") == FULL


def test_a_long_story_is_a_story_whatever_it_was_understood_as(form: ValidateReportForm):
    story = "¿Qué más le cuento? Llegamos de noche, nadie nos atendió y al final nos pidieron pagar antes de entrar."

    for intent in ("omitir", "privacidad-datos", "cancelar"):
        assert told_after(form, "report_story", story, ABOUT.but(detail="story"), intent=intent).story == story


def test_a_story_without_end_is_said_so_and_what_was_told_stays(form: ValidateReportForm):
    full = a_tracker(told=FULL.but(detail="story"), requested_slot="report_story")

    slots, directives = validated(form, "report_story", "a" * LONGEST_STORY, full)

    assert directives == [Say(text="reporte.relato-lleno")]
    assert Telling.model_validate(slots[KEPT]) == FULL


# Consent


def asked_for_consent(intent: str = "pulsar", **given: Any) -> Tracker:
    default = {"told": FULL, "requested_slot": "report_consent", SHOWN: fingerprint(FULL.draft())}
    return a_tracker(intent, **default | given)


@pytest.mark.parametrize(
    ("value", "intent", "answer"),
    [(AGREED, "pulsar", "si"), ("no", "pulsar", "no"), ("claro", "afirmar", "si"), ("mejor no", "negar", "no")],
)
def test_consent_is_yes_or_no_pressed_or_typed(form: ValidateReportForm, value: str, intent: str, answer: str):
    assert validated(form, "report_consent", value, asked_for_consent(intent)) == ({"report_consent": answer}, [])


def test_anything_else_is_no_consent(form: ValidateReportForm):
    assert validated(form, "report_consent", "quizás", asked_for_consent("informar")) == (
        {"report_consent": None},
        [Say(text="reporte.responda-si-o-no")],
    )


@pytest.mark.parametrize(
    "changed", [{"story": "Otra cosa."}, {"municipality": None}, {"groups": ()}, {"when": "antes"}]
)
def test_a_yes_below_an_older_preview_is_no_consent_to_what_is_there_now(
    form: ValidateReportForm, changed: dict[str, Any]
):
    now = asked_for_consent(told=FULL.but(**changed))

    assert validated(form, "report_consent", AGREED, now) == (
        {"report_consent": None},
        [Say(text="reporte.vista-vieja")],
    )


def test_a_bare_yes_of_a_forged_button_is_no_consent(form: ValidateReportForm):
    assert validated(form, "report_consent", "si", asked_for_consent()) == (
        {"report_consent": None},
        [Say(text="reporte.vista-vieja")],
    )


def test_a_typed_yes_counts_for_the_preview_that_was_shown_last(form: ValidateReportForm):
    unseen = asked_for_consent("afirmar", **{SHOWN: "f" * 12})

    assert validated(form, "report_consent", "sí", unseen) == (
        {"report_consent": None},
        [Say(text="reporte.vista-vieja")],
    )


def test_consent_is_taken_only_while_it_is_asked_for(form: ValidateReportForm):
    early = asked_for_consent(requested_slot="report_story")

    assert validated(form, "report_consent", AGREED, early) == ({"report_consent": None}, [])


# The form as a whole


async def next_question(form: ValidateReportForm, told: Telling, **slots: Any) -> str | None:
    asked = await form.next_requested_slot(CollectingDispatcher(), a_tracker(told=told, **slots), {})
    return asked["value"]


async def test_it_asks_for_what_a_report_cannot_do_without_and_then_shows_it(form: ValidateReportForm):
    told = [Telling(), Telling(barrier="urg.puerta"), ABOUT, Telling(kind="buena-practica")]

    assert [await next_question(form, one) for one in told] == [
        "report_barrier",
        "report_place",
        "report_consent",
        "report_practice",
    ]


@pytest.mark.parametrize("answer", ["si", "no"])
async def test_it_ends_with_her_decision(form: ValidateReportForm, answer: str):
    assert await next_question(form, FULL, report_consent=answer) is None


async def test_what_is_typed_is_checked_when_rasa_asks_for_it(form: ValidateReportForm):
    tracker = a_tracker(told=Telling(barrier="urg.puerta"), requested_slot="report_place", report_place="medellin")
    tracker.events = [{"event": "user"}, {"event": "slot", "name": "report_place", "value": "medellin"}]
    domain = {
        "forms": {"report_form": {"required_slots": list(REPORT_SLOTS)}},
        "slots": {slot: {} for slot in REPORT_SLOTS},
    }

    events = await form.run(CollectingDispatcher(), tracker, domain)

    assert events == [
        SlotSet("report_place", None),
        SlotSet(KEPT, {"barrier": "urg.puerta", "municipality": "05001", "place_told": True}),
        SlotSet("requested_slot", "report_consent"),
    ]


# The other actions


async def test_a_question_comes_with_what_was_told_and_what_fits_her_words():
    tracker = a_tracker(told=FULL, **{OFFERED: ["urg.puerta"]})

    assert await ran(AskFor("report_barrier"), tracker) == (
        [SlotSet(OFFERED, None)],
        [Ask(slot="report_barrier", told=FULL, offered=("urg.puerta",))],
    )


async def test_consent_is_asked_for_with_all_that_would_be_kept():
    draft = Draft(barrier="urg.puerta", municipality="05001", groups=("gestante",), story="Me echaron.", when="hoy")

    events, directives = await ran(AskConsent(), a_tracker(told=FULL))

    assert (events, directives) == ([SlotSet(SHOWN, fingerprint(draft))], [Preview(draft=draft)])


async def test_a_report_with_consent_is_filed_and_then_forgotten():
    filed = []

    def file(draft: Draft, language: str, by: str) -> Receipt:
        filed.append((draft, language, by))
        return RECEIPT

    events, directives = await ran(FileReport(file), a_tracker(told=FULL, language="fr", report_consent="si"))

    assert filed == [(FULL.draft(), "fr", "a" * 32)]
    assert directives == [ShowReceipt(receipt=RECEIPT, barrier="urg.puerta", municipality="05001")]
    assert events == forget()


@pytest.mark.parametrize("consent", ["no", None, "SI", "quizás"])
async def test_nothing_is_filed_without_consent(consent: str | None):
    def file(draft: Draft, language: str, by: str) -> Receipt:
        raise AssertionError

    events, directives = await ran(FileReport(file), a_tracker(told=FULL, report_consent=consent))

    assert directives == [Say(text="reporte.no-guardado")]
    assert events == forget()


async def test_a_report_that_could_not_be_kept_can_be_tried_again():
    def file(draft: Draft, language: str, by: str) -> Receipt:
        raise StoreUnavailable

    events, directives = await ran(FileReport(file), a_tracker(told=FULL, report_consent="si"))

    assert directives == [Say(text="reporte.no-tomado")]
    assert events == [SlotSet("report_consent", None), FollowupAction("report_form")]


async def test_who_filed_enough_for_a_day_is_told_so():
    def file(draft: Draft, language: str, by: str) -> Receipt:
        raise TooManyReports

    assert await ran(FileReport(file), a_tracker(told=FULL, report_consent="si")) == (
        forget(),
        [Say(text="reporte.muchos")],
    )


def test_forgetting_empties_every_slot():
    assert {event["name"] for event in forget()} == {*ALL_SLOTS, "requested_slot"}
    assert {event["value"] for event in forget()} == {None}


@pytest.mark.parametrize(
    ("told", "back"),
    [
        (Telling(), Telling()),
        (Telling(barrier="urg.puerta"), Telling()),
        (FULL, FULL.but(place_told=False, municipality=None)),
        (FULL.but(detail="story"), FULL),
    ],
    ids=["the first question", "place", "preview", "detail"],
)
async def test_a_step_back_opens_the_last_question_again(told: Telling, back: Telling):
    assert await ran(Back(), a_tracker(told=told)) == ([SlotSet(KEPT, kept(back)[KEPT])], [])


async def test_leaving_ends_the_form_and_forgets_what_was_told():
    events, directives = await ran(Cancel(), a_tracker(told=FULL))

    assert directives == [Say(text="reporte.cancelado")]
    assert events == [{"event": "active_loop", "name": None, "timestamp": None}, *forget()]


def test_the_actions_are_those_the_domain_names(hearing: Hearing):
    from actions.server import read_domain

    made = make_actions(hearing=hearing, file=lambda *_: RECEIPT)

    assert sorted(action.name() for action in made) == sorted(read_domain(ROOT / "domain")["actions"])


def test_the_domain_has_a_slot_for_all_that_the_form_remembers():
    from actions.server import read_domain

    assert {*ALL_SLOTS} == {slot for slot in read_domain(ROOT / "domain")["slots"] if slot.startswith("report_")}


def test_another_catalogue_is_heard_with_other_ears(catalogue: Catalogue):
    catalogues = [catalogue, catalogue, load(ROOT / "content")]
    now = iter(catalogues)
    hearing = Hearing(lambda: next(now))

    heard = [hearing.ears.catalogue for _ in catalogues]

    assert [a is b for a, b in zip(heard, catalogues, strict=True)] == [True, True, True]
