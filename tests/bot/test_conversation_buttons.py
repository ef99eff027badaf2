"""Buttons in, replies out: what works without the dialogue, what waits for it, what is refused."""

import json

import pytest
from makers import a_draft
from scripted import (
    ANA,
    ERASE_ON,
    RECEIPT,
    TODAY,
    a_conversation,
    a_dialogue,
    asks,
    pressed,
    the_form,
    typed,
    understood,
)
from test_conversation import report_row, say

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import cards, menu, preview, receipt, report
from bot.screens.case import View
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.turn.asking import PATIENCE_S
from bot.voice import Voice
from redes.dialogue import DETAIL, GIVEN, REPORT_SLOTS, Ask, ShowTopic
from redes.eligibility.case_code import Case
from redes.reports.draft import fingerprint
from redes.reports.telling import Telling

DRAFT = a_draft()
NEXT_BOOT = "boot-2"


async def sessions_with(**remembered: str) -> MemorySessions:
    sessions = MemorySessions()
    await sessions.put(ANA, Session(**remembered))  # type: ignore[arg-type]
    return sessions


def old_button(voice: Voice) -> Answer:
    return Answer(replies=(say(voice, "error.boton-viejo"),))


# Buttons that only read


@pytest.mark.parametrize(
    "data",
    [
        ("start",),
        ("menu",),
        ("section", "papeles"),
        ("topic", "urgencias"),
        ("card", "urgencias-personal"),
        ("basis", "urgencias-migrante"),
        ("decalogo",),
        ("practice", "10"),
        ("practice-basis", "1"),
        ("languages",),
        ("language", "ht"),
        ("role", "mesa"),
        ("category", "urg"),
        ("territory", "medellin"),
        ("territory", "resto"),
        ("contacts",),
        ("contacts", "medellin"),
        ("privacy",),
        ("help",),
        ("none-fits",),
        ("status",),
    ],
    ids=":".join,
)
async def test_a_button_that_reads_shows_the_same_while_the_dialogue_is_down(
    shelf: Shelf, voice: Voice, data: tuple[str, ...]
):
    up, down = a_dialogue(), a_dialogue(up=False)

    answers = [await a_conversation(shelf, one).reply(pressed(*data)) for one in (up, down)]

    assert answers[0] == answers[1]
    assert answers[0] != old_button(voice)
    assert answers[0].later is None
    assert up.intents == []


@pytest.mark.parametrize(
    "data",
    [
        ("card", "no-existe"),
        ("card",),
        ("basis", "no-existe"),
        ("topic", "no-existe"),
        ("topic",),
        ("section", "no-existe"),
        ("role", "admin"),
        ("role",),
        ("language", "xx"),
        ("language",),
        ("practice", "0"),
        ("practice", "11"),
        ("practice", "uno"),
        ("practice-basis", "99"),
        ("category", "no-existe"),
        ("territory", "no-existe"),
        ("contacts", "no-existe"),
    ],
    ids=":".join,
)
async def test_a_button_for_what_does_not_exist_gets_a_clear_answer_and_is_not_remembered(
    shelf: Shelf, voice: Voice, data: tuple[str, ...]
):
    sessions = MemorySessions()

    answer = await a_conversation(shelf, a_dialogue(), sessions=sessions).reply(pressed(*data))

    assert answer == old_button(voice)
    assert await sessions.get(ANA) == Session()


async def test_a_chosen_role_and_language_are_remembered(shelf: Shelf):
    sessions = MemorySessions()
    conversation = a_conversation(shelf, a_dialogue(), sessions=sessions)

    chosen_language = await conversation.reply(pressed("language", "fr"))
    chosen_role = await conversation.reply(pressed("role", "ips"))

    french = Voice(shelf.catalogue, "fr")
    assert chosen_language.replies == (menu.welcome(french),)
    assert chosen_role.replies == (menu.menu(french, "ips"),)
    assert await sessions.get(ANA) == Session(language="fr", role="ips")


async def test_where_nothing_fits_there_are_other_ways(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue()).reply(pressed("none-fits"))

    ways = (
        Button(label=voice.say("boton.donde-acudir"), press=Press("contacts")),
        Button(label=voice.topic("hablar-con-humano"), press=Press("topic", "hablar-con-humano")),
        Button(label=voice.say("boton.menu"), press=Press("menu")),
    )
    assert answer == Answer(replies=(Reply(body=voice.say("alcance.ninguna"), buttons=(ways,)),))


# The report, button by button


async def test_a_typical_report_takes_five_taps_from_the_menu_and_ends_in_a_receipt(shelf: Shelf, voice: Voice):
    dialogue, sessions = a_dialogue(the_form(DRAFT)), MemorySessions()
    conversation = a_conversation(shelf, dialogue, sessions=sessions)
    steps = [
        pressed("report"),
        pressed("category", "urg"),
        pressed("set", "urg.puerta", "report_barrier"),
        pressed("set", "05001", "report_place"),
        pressed("set", f"si.{fingerprint(DRAFT)}", "report_consent"),
    ]

    shown, asked = [], []
    for step in steps:
        shown += (await conversation.reply(step)).replies
        asked.append((await sessions.get(ANA)).asking)

    assert shown == [
        report.ask(voice, "report_barrier"),
        report.category(voice, "urg"),
        report.ask(voice, "report_place", Telling(barrier="urg.puerta")),
        preview.preview(voice, DRAFT, erase_on=ERASE_ON),
        *receipt.receipt(voice, RECEIPT, erase_on=ERASE_ON, barrier="urg.puerta", municipality="05001"),
    ]
    assert asked == ["report_barrier", "report_barrier", "report_place", "report_consent", None]
    assert dialogue.intents == [
        ("reportar-barrera", {}),
        ("pulsar", {"report_barrier": "urg.puerta"}),
        ("pulsar", {"report_place": "05001"}),
        ("pulsar", {"report_consent": f"si.{fingerprint(DRAFT)}"}),
    ]


async def test_who_tells_is_known_by_the_role_she_chose(shelf: Shelf):
    dialogue = a_dialogue(the_form(DRAFT))
    conversation = a_conversation(shelf, dialogue)
    for role in ("ips", "mesa", "migrante"):
        await conversation.reply(pressed("role", role))
        await conversation.reply(pressed("report"))
    await a_conversation(shelf, dialogue).reply(typed("quiero reportar"))

    assert dialogue.voices == ["staff", "staff", "migrante", None]


async def test_a_report_from_an_answer_carries_its_rule_and_what_was_told_for_it(shelf: Shelf):
    dialogue = a_dialogue(the_form(DRAFT))
    conversation = a_conversation(shelf, dialogue)
    case = View(Case({"servicio": "parto", "grupo:gestante": "si", "grupo:menor": "no"}), own=True)
    answer = (await conversation.reply(pressed("case", case.letters))).replies[0]
    [press] = [b.press for row in answer.buttons for b in row if b.press and b.press.kind == "report"]

    await conversation.reply(pressed(press.kind, press.value))

    [(intent, slots)] = dialogue.intents
    assert intent == "reportar-barrera"
    assert json.loads(slots[GIVEN]) == {"rule": press.value, "service": "parto", "groups": ["gestante"]}


async def test_a_report_at_an_institution_and_a_compliment_begin_with_what_is_known(shelf: Shelf):
    dialogue = a_dialogue(the_form(DRAFT))
    conversation = a_conversation(shelf, dialogue)
    place = next(c for c in shelf.catalogue.contacts.values() if c.municipality)

    await conversation.reply(pressed("report-at", place.id))
    await conversation.reply(pressed("praise"))

    assert [json.loads(slots[GIVEN]) for _, slots in dialogue.intents] == [
        {"ips": place.id, "municipality": place.municipality, "place_told": True},
        {"kind": "buena-practica"},
    ]


async def test_a_link_to_an_institution_that_is_gone_is_said_so(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue(the_form(DRAFT))

    assert await a_conversation(shelf, dialogue).reply(pressed("report-at", "no-existe")) == old_button(voice)
    assert dialogue.intents == []


async def test_a_preview_and_a_receipt_are_protected_and_a_question_is_not(voice: Voice):
    kept, _ = receipt.receipt(voice, RECEIPT, erase_on=ERASE_ON, barrier=None, municipality=None)
    shown = (preview.preview(voice, DRAFT, erase_on=ERASE_ON), kept, report.ask(voice, "report_story"))

    assert [reply.protected for reply in shown] == [True, True, False]


async def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(shelf: Shelf, voice: Voice):
    both = (ShowTopic(topic="privacidad-datos"), Ask(slot="report_place"))
    dialogue = a_dialogue({"¿es anónimo?": understood(*both, asking="report_place")})
    sessions = await sessions_with(asking="report_place", boot="boot-1")

    answer = await a_conversation(shelf, dialogue, sessions=sessions).reply(typed("¿es anónimo?"))

    assert len(answer.replies) == 2
    assert answer.replies[1] == report.ask(voice, "report_place")


async def test_a_reading_button_in_the_middle_leaves_the_form_where_it_was(shelf: Shelf):
    sessions = await sessions_with(asking="report_place", boot="boot-1")

    await a_conversation(shelf, a_dialogue(), sessions=sessions).reply(pressed("menu"))

    assert await sessions.get(ANA) == Session(asking="report_place", boot="boot-1")


async def test_a_kind_of_barrier_picked_outside_the_form_begins_one(shelf: Shelf):
    dialogue = a_dialogue({"report_barrier": asks("report_place")})

    await a_conversation(shelf, dialogue).reply(pressed("set", "urg.puerta", "report_barrier"))

    assert dialogue.intents == [("reportar-barrera", {"report_barrier": "urg.puerta"})]


@pytest.mark.parametrize(
    "data",
    [
        ("back",),
        *(("set", "si", slot) for slot in (*REPORT_SLOTS, DETAIL) if slot != "report_barrier"),
    ],
    ids=":".join,
)
async def test_an_answer_nobody_asked_for_is_said_so_and_not_passed_on(
    shelf: Shelf, voice: Voice, data: tuple[str, ...]
):
    dialogue = a_dialogue()

    answer = await a_conversation(shelf, dialogue).reply(pressed(*data))

    assert answer == Answer(replies=(Reply(body=voice.say("reporte.sin-curso"), buttons=(report_row(voice),)),))
    assert dialogue.intents == []


async def test_there_may_be_nothing_to_cancel(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue()

    answer = await a_conversation(shelf, dialogue).reply(pressed("cancel"))

    assert answer == Answer(replies=(say(voice, "reporte.nada-que-cancelar"),))
    assert dialogue.intents == []


# When Rasa was started anew


@pytest.mark.parametrize("inbound", [typed("Cúcuta"), pressed("set", "05001", "report_place")], ids=["text", "press"])
async def test_a_form_that_a_new_start_of_rasa_forgot_is_said_to_be_gone(shelf: Shelf, voice: Voice, inbound):
    dialogue = a_dialogue()
    dialogue.otherwise = understood(ShowTopic(), topic="directorio-donde-acudir", boot=NEXT_BOOT)
    sessions = await sessions_with(role="ips", asking="report_place", boot="boot-1")

    answer = await a_conversation(shelf, dialogue, sessions=sessions).reply(inbound)

    assert answer.replies == (Reply(body=voice.say("reporte.interrumpido"), buttons=(report_row(voice),)),)
    assert await sessions.get(ANA) == Session(role="ips")


async def test_outside_a_form_a_new_start_of_rasa_is_not_noticed(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue()
    conversation = a_conversation(shelf, dialogue)
    await conversation.reply(typed("hola"))
    dialogue.otherwise = understood(ShowTopic(), topic="tutela", boot=NEXT_BOOT)

    answer = await conversation.reply(typed("tutela"))

    assert answer.card == "tutela-migrante"


# While the dialogue is down


async def test_a_button_that_needs_the_dialogue_is_served_when_it_is_up(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)
    sessions = MemorySessions()

    answer = await a_conversation(shelf, dialogue, sessions=sessions).reply(pressed("report"))
    assert answer.replies == (say(voice, "rasa.espere"),)
    assert answer.later is not None
    dialogue.is_up.set()
    late = await answer.later

    assert late == (report.ask(voice, "report_barrier"),)
    assert dialogue.patience == [PATIENCE_S]
    assert await sessions.get(ANA) == Session(asking="report_barrier", boot="boot-1")


async def test_what_is_chosen_while_waiting_is_not_lost(shelf: Shelf):
    dialogue = a_dialogue({"reportar-barrera": asks("report_barrier")}, up=False)
    sessions = MemorySessions()
    conversation = a_conversation(shelf, dialogue, sessions=sessions)

    waiting = await conversation.reply(pressed("report"))
    await conversation.reply(pressed("role", "ips"))
    dialogue.is_up.set()
    assert waiting.later is not None
    await waiting.later

    assert await sessions.get(ANA) == Session(role="ips", asking="report_barrier", boot="boot-1")


async def test_waiting_ends_with_a_plain_word_when_the_dialogue_does_not_come(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue(up=False)

    answer = await a_conversation(shelf, dialogue).reply(pressed("report"))
    dialogue.given_up.set()
    assert answer.later is not None

    assert await answer.later == (say(voice, "rasa.no-pudo"),)


async def test_a_dialogue_that_goes_away_again_while_it_was_waited_for_is_said_so(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue(up=False)
    answer = await a_conversation(shelf, dialogue).reply(pressed("report"))
    assert answer.later is not None

    async def up_for_a_moment(_: float) -> bool:
        return True

    dialogue.wait_until_up = up_for_a_moment  # type: ignore[method-assign]

    assert await answer.later == (say(voice, "rasa.no-pudo"),)


async def test_leaving_needs_no_dialogue(shelf: Shelf, voice: Voice):
    sessions = await sessions_with(language="es", asking="report_story", boot="boot-1")
    conversation = a_conversation(shelf, a_dialogue(up=False), sessions=sessions)

    answer = await conversation.reply(pressed("cancel"))

    assert answer == Answer(replies=(say(voice, "reporte.cancelado"),))
    assert await sessions.get(ANA) == Session(language="es")


# Cards and their neighbours


async def test_a_topic_button_shows_the_card_for_the_role(shelf: Shelf, voice: Voice):
    conversation = a_conversation(shelf, a_dialogue(), sessions=await sessions_with(role="ips"))

    answer = await conversation.reply(pressed("topic", "urgencias"))

    card = shelf.catalogue.cards["urgencias-personal"]
    assert answer.replies == (cards.card_reply(voice, card, today=TODAY),)
