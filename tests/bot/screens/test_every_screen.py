"""Walk through everything that can be reached from the menu, in all languages, by pressing every button."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import get_args

import pytest
from makers import a_draft, a_progress, a_report
from scripted import (
    ANA,
    ERASE_ON,
    RECEIPT,
    TODAY,
    BlankGallery,
    a_conversation,
    a_dialogue,
    pressed,
    the_form,
    the_pictures,
)
from telegram_api.entities import utf16_len
from telegram_api.html_style import parse_html

from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.screens import cards, danger, decalogo, exam, preview, propose, receipt, report, training
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.telegram.render import to_telegram
from bot.voice import Voice
from bot.web.render import to_json
from redes.content.catalogue import Catalogue
from redes.content.check_lessons import module_size, review_size
from redes.content.check_size import card_size, practice_size
from redes.content.schema import LANGUAGES, Language
from redes.reports.draft import Draft
from redes.reports.message import Said
from redes.reports.report import Reason, State
from redes.reports.telling import Telling

DRAFT = a_draft(story="😀 Me **echaron**.\n\n- sin [nada](https://example.org)\n" + "palabra " * 300)


A_PROPOSAL = {"kind": "propuesta", "barrier": None, "card": "urgencias-migrante"}

A_THREAD = (
    Said(number=1, author="mesa", act="pregunta", text="¿En qué caja?\n\n**Gracias**", week=TODAY),
    Said(number=2, author="autor", act="respuesta", text="palabra " * 500, week=TODAY),
    Said(number=3, author="autor", act="sigue-igual", text=None, week=TODAY),
    Said(number=4, author="mesa", act="pregunta", text=None, week=TODAY),
)

ENDLESS = {
    "case": 40,
    "case-ask": 40,
    "case-facts": 10,
    "case-why": 20,
    "case-card": 3,
    "flag": 40,
    "flag-done": 5,
    "formal": 20,
    "remind": 60,
    "remind-yes": 20,
    "room-open": 3,
    "room-next": 40,
    "room-see": 20,
    "room-close": 10,
}
"""Kinds of presses of which there are more than anybody can walk -> how many are walked."""


async def walk(shelf: Shelf, language: Language) -> dict[Press, tuple[Reply, ...]]:
    """Every press that can be reached -> what it shows."""
    dialogue, sessions = a_dialogue(the_form(DRAFT)), MemorySessions()
    conversation = a_conversation(
        shelf, dialogue, sessions=sessions, pictures=the_pictures(shelf, gallery=BlankGallery())
    )
    seen: dict[Press, tuple[Reply, ...]] = {}
    met: Counter[str] = Counter()
    to_press = [Press("start"), Press("menu"), *(Press(kind) for kind in ("languages", "privacy", "help", "status"))]
    while to_press:
        press = to_press.pop()
        if press in seen or met[press.kind] >= ENDLESS.get(press.kind, 10_000):
            continue
        met[press.kind] += 1
        asking = press.slot or ("report_place" if press.kind in ("back", "cancel") else None)
        await sessions.put(ANA, Session(language=language, asking=asking, boot="boot-1"))
        answer = await conversation.reply(Inbound(session=ANA, press=press, reachable=True))
        assert answer.later is None
        seen[press] = answer.replies
        to_press += [
            button.press for reply in answer.replies for row in reply.buttons for button in row if button.press
        ]
    return seen


def misfits(replies: Iterable[Reply]) -> list[str]:
    """What Telegram would refuse, and replies without a way on."""
    wrong = []
    for reply in replies:
        parts = to_telegram(reply)
        buttons = [button for row in reply.buttons for button in row]
        read = [parse_html(part["text"]) for part in parts]
        checks = {
            "too long": all(0 < utf16_len(part.text) <= 4096 for part in read),
            "odd html": all(not part.oddities for part in read),
            "too many buttons": len(buttons) <= 100 and all(1 <= len(row) <= 8 for row in reply.buttons),
            "label": all(0 < len(button.label.strip()) <= 64 for button in buttons),
            "one action": all((button.press is None) != (button.url is None) for button in buttons),
            "data": all(parse_press(b.press.data) == b.press for b in buttons if b.press),
            "bytes": all(len(b.press.data.encode()) <= 64 for b in buttons if b.press),
            "dead end": bool(buttons),
            "unfilled blank": "{" not in reply.body and not re.search(r"None(?! of)", reply.body),
            "marks left over": "**" not in to_json(reply)["text"],
        }
        wrong += [f"{name}: {reply.body[:60]!r}" for name, right in checks.items() if not right]
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_is_reached_fits_telegram_and_has_a_way_on(shelf: Shelf, language: Language):
    shown = await walk(shelf, language)

    catalogue = shelf.catalogue
    assert misfits(reply for replies in shown.values() for reply in replies) == []
    assert {press.value for press in shown if press.kind == "section"} == {s.id for s in catalogue.menu.sections}
    assert {press.value for press in shown if press.kind == "category"} == {c.id for c in catalogue.categories}
    assert {press.value for press in shown if press.kind == "territory"} == set(catalogue.territories)
    assert {press.value for press in shown if press.kind == "practice"} == {str(n) for n in range(1, 11)}
    assert {press.value.partition(".")[0] for press in shown if press.kind == "decide"} == set(catalogue.modules)
    assert {press.value.partition(".")[0] for press in shown if press.kind == "answer"} == {
        f"{moment}{number}" for moment in "es" for number in range(1, 11)
    }
    assert {press.value for press in shown if press.slot == "report_barrier"} == set(catalogue.barriers)
    old_button = Voice(catalogue, language).say("error.boton-viejo")
    assert [press for press, replies in shown.items() if replies[0].body == old_button] == []


async def test_every_kind_of_button_is_met_on_the_way(shelf: Shelf):
    shown = await walk(shelf, "es")

    kinds = {press.kind for press in shown}

    assert kinds == {
        "start", "role", "menu", "section", "topic", "card", "basis", "decalogo", "practice", "practice-basis", "simple",
        "languages", "language", "category", "territory", "privacy", "help", "contacts",
        "case", "case-ask", "case-facts", "case-why", "case-card", "flag", "flag-done",
        "report", "praise", "status", "cancel", "back", "set", "details", "formal", "mine-copied", "erase", "erase-now",
        "share", "share-practice", "share-city", "picture", "picture-practice", "city-file",
        "propose", "propose-no",
        "training", "lesson", "decide", "test", "answer", "answers", "ips", "forget", "certificate",
        "reminders", "remind", "remind-yes", "remind-stop",
        "kit", "room", "room-open", "room-in", "room-see", "room-next", "room-close",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_card_with_its_basis_fits_telegram_and_has_a_way_on(catalogue: Catalogue, language: Language):
    voice = Voice(catalogue, language)

    shown = [
        screen(voice, card, today=TODAY)
        for card in catalogue.cards.values()
        for screen in (cards.card_reply, cards.basis_reply)
        if screen is cards.card_reply or card.basis
    ]

    assert misfits(shown) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_of_the_content_never_takes_a_screen_for_smaller_than_it_is(catalogue: Catalogue, language: Language):
    voice, far = Voice(catalogue, language), date(2099, 1, 1)
    shown = (
        [
            (card_size(catalogue, card, language), cards.card_reply(voice, card, today=day))
            for card in catalogue.cards.values()
            for day in (TODAY, far)
        ]
        + [
            (module_size(catalogue, module, language), screen)
            for module in catalogue.modules.values()
            for day in (TODAY, far)
            for screen in (
                *(training.lesson_reply(voice, module, number + 1, today=day) for number in range(len(module.lessons))),
                training.situation_reply(voice, module, today=day),
                *(training.feedback_reply(voice, module, n, today=day) for n in range(len(module.situation.choices))),
            )
        ]
        + [
            (review_size(catalogue, form, language), exam.answers_reply(voice, done, catalogue.exam, moment, page))
            for form, moment in (("A", "entrada"), ("B", "salida"))
            for answers in ((option,) * 10 for option in range(3))
            for done in [a_progress(first="A", entry=answers, exit=answers)]
            for page in (1, 2)
        ]
        + [
            (practice_size(catalogue, practice, language), decalogo.practice_reply(voice, practice, today=day))
            for practice in catalogue.decalogo.practices
            for day in (TODAY, far)
        ]
    )

    sizes = [(bound, [utf16_len(parse_html(p["text"]).text) for p in to_telegram(reply)]) for bound, reply in shown]

    assert [(bound, parts) for bound, parts in sizes if len(parts) != 1 or parts[0] > bound] == []


async def test_every_card_can_be_reached_by_buttons_or_is_a_topic_of_conversation(shelf: Shelf):
    shown = await walk(shelf, "es")
    bodies = {reply.body for replies in shown.values() for reply in replies}
    voice = Voice(shelf.catalogue, "es")

    hidden = [
        card.id
        for card in shelf.catalogue.cards.values()
        if card.states_law and cards.card_reply(voice, card, today=TODAY).body not in bodies
    ]

    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_states_and_groups_fit_telegram_and_have_a_way_on(catalogue: Catalogue, language: Language):
    voice = Voice(catalogue, language)
    groups = tuple(term.value for term in catalogue.vocabularies["grupo"].terms)

    shown = [
        *(danger.danger_reply(voice, one) for one in catalogue.dangers),
        *(
            receipt.state(voice, a_report(state=state, reason=reason), said)
            for state, reason in (
                *((one, None) for one in ("nuevo", "en-revision", "en-mesa", "con-compromiso", "resuelto")),
                *(("descartado", one) for one in get_args(Reason)),
            )
            for said in ((), A_THREAD, A_THREAD * 20)
        ),
        *(report.ask(voice, "report_groups_done", Telling(groups=groups[:n])) for n in range(len(groups) + 1)),
        *(report.ask(voice, "report_ips", Telling(municipality=code)) for code in catalogue.municipalities),
        report.ask(voice, "report_ips", offered=tuple(catalogue.contacts)[:4]),
        report.ask(voice, "report_barrier", Telling(ips=next(iter(catalogue.contacts)), service="parto")),
        report.barriers(voice, ()),
        receipt.ask_words(voice, "ab" * 16, "aporte"),
        receipt.ask_words(voice, "ab" * 16, "respuesta"),
        receipt.ask_withdrawal(voice, "ab" * 16),
        *receipt.receipt(voice, RECEIPT, erase_on=ERASE_ON, barrier="urg.puerta", municipality="05001"),
        preview.preview(voice, a_draft(story="😀" * 6000, groups=groups), erase_on=ERASE_ON),
        preview.preview(voice, Draft(kind="buena-practica", practice=3), erase_on=ERASE_ON),
        *(
            receipt.state(voice, a_report(state=state, reason=reason, **A_PROPOSAL), A_THREAD)
            for state in get_args(State)
            for reason in (get_args(Reason) if state == "descartado" else (None,))
        ),
        *(
            propose.preview(voice, Draft(kind="propuesta", story="😀" * propose.LONGEST, **about), erase_on=ERASE_ON)
            for about in ({}, {"practice": 10}, {"card": "urgencias-migrante", "municipality": "54001"})
        ),
        *(propose.ask_municipality(voice, t.id) for t in catalogue.territories.values() if t.mesa),
        propose.ask_territory(voice, note="No."),
        *propose.receipt(voice, RECEIPT, erase_on=ERASE_ON),
    ]

    assert misfits(shown) == []


def test_danger_names_whom_to_call_as_the_clinician_ordered_it(catalogue: Catalogue, voice: Voice):
    for one in catalogue.dangers:
        body = danger.danger_reply(voice, one).body

        positions = [body.find(catalogue.contacts[contact].name) for contact in one.contacts]

        assert positions == sorted(positions), one.kind
        assert -1 not in positions, one.kind


async def test_a_screen_in_another_language_is_in_that_language(shelf: Shelf):
    conversation = a_conversation(shelf, a_dialogue())

    answers = {
        language: (await conversation.reply(pressed("help", language=language))).replies[0].body
        for language in LANGUAGES
    }

    assert len(set(answers.values())) == len(LANGUAGES)
