from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presses import LONGEST, Doing, Erasing, Flagging, Learning, Press, Reading, Receiving, parse_press
from redes.content.catalogue import Catalogue
from redes.dialogue import DETAIL, REPORT_SLOTS, SKIPPED
from redes.eligibility.facts import SERVICES
from redes.reports.telling import Detail

KINDS = (
    *get_args(Reading),
    *get_args(Doing),
    *get_args(Flagging),
    *get_args(Learning),
    *get_args(Receiving),
    *get_args(Erasing),
)


def test_every_press_the_catalogue_can_lead_to_comes_back_whole_within_64_bytes(catalogue: Catalogue):
    presses = [
        *(Press(kind) for kind in KINDS if kind != "set"),
        *(Press("topic", topic) for topic in catalogue.topics),
        *(Press(kind, card) for kind in ("card", "basis") for card in catalogue.cards),
        *(Press(kind, str(number)) for kind in ("practice", "practice-basis") for number in range(1, 11)),
        *(Press("section", section.id) for section in catalogue.menu.sections),
        *(Press("category", category.id) for category in catalogue.categories),
        *(Press(kind, territory) for kind in ("territory", "contacts") for territory in catalogue.territories),
        *(Press("language", language) for language in catalogue.texts),
        *(Press("set", barrier, "report_barrier") for barrier in catalogue.barriers),
        *(Press("set", code, "report_place") for code in catalogue.municipalities),
        *(Press("set", term.value, "report_groups_done") for term in catalogue.vocabularies["grupo"].terms),
        *(Press("set", SKIPPED, slot) for slot in REPORT_SLOTS),
        *(Press("set", service, "report_service") for service in SERVICES),
        *(Press("set", contact, "report_ips") for contact in catalogue.contacts),
        *(Press("report-at", contact) for contact in catalogue.contacts),
        *(Press("set", detail, DETAIL) for detail in get_args(Detail)),
        *(Press("set", answer, "report_consent") for answer in ("si." + "f" * 12, "no")),
        *(Press("formal", f"{barrier}.05001") for barrier in catalogue.barriers),
    ]

    carried = [press.data for press in presses]

    assert [parse_press(data) for data in carried] == presses
    assert [data for data in carried if len(data.encode()) > LONGEST] == []


@pytest.mark.parametrize(
    "forged",
    [
        "",
        ":",
        "menu:",
        "drop",
        "MENU",
        " menu",
        "menu\n",
        "topic:../../etc",
        "topic:Urgencias",
        "topic:a b",
        "topic:-a",
        "topic:ñ",
        "topic:²",
        "card:<script>",
        "card:{0}",
        "set",
        "set:",
        "set:0",
        "set:0=",
        "set:11=x",
        "set:-1=x",
        "set:00=x",
        "set:٠=x",
        "set:report_barrier=x",
        "set:0=a=b",
        "set:0=/reportar",
        "set:3=Me llamo Ana",
        "topic:" + "a" * 59,
        "\ud800",
        "topic:\udfff",
    ],
)
def test_what_no_button_of_ours_carries_is_refused(forged: str):
    # a trailing colon is the one thing that is read kindly: it names nothing more than the kind does
    assert parse_press(forged) == (Press("menu") if forged == "menu:" else None)


def test_the_longest_press_that_fits_is_read_and_one_byte_more_is_not():
    fits = "topic:" + "a" * 58

    assert parse_press(fits) == Press("topic", "a" * 58)
    assert parse_press(fits + "a") is None


@given(st.text(st.characters(codec=None), max_size=80) | st.from_regex(r"[a-z-]{0,12}:?[0-9]?=?[a-z0-9.-]{0,60}"))
def test_any_text_is_refused_or_stands_for_a_press_that_stands_for_itself(data: str):
    press = parse_press(data)

    assert press is None or parse_press(press.data) == press
    assert press is None or press.kind in KINDS


@given(st.sampled_from(KINDS), st.from_regex(r"[a-z0-9][a-z0-9.-]{0,40}", fullmatch=True))
def test_any_press_that_can_be_made_comes_back(kind: str, value: str):
    press = Press("set", value, "report_place") if kind == "set" else Press(kind, value)  # type: ignore[arg-type]

    assert parse_press(press.data) == press


def test_only_presses_that_do_something_move_the_dialogue():
    moving = {kind for kind in KINDS if Press(kind).moves_dialogue}  # type: ignore[arg-type]

    assert moving == {"report", "report-at", "praise", "status", "cancel", "back", "set"}


def test_the_buttons_that_say_an_answer_is_wrong_are_told_apart():
    assert {kind for kind in KINDS if Press(kind).flags} == {"flag", "flag-done", "flag-unsay"}  # type: ignore[arg-type]


def test_the_number_that_stands_for_a_slot_in_old_buttons_keeps_its_meaning():
    slots = ["report_barrier", "report_place", "report_groups_done", "report_story", "report_consent"]

    assert [parse_press(f"set:{number}=a") for number in range(5)] == [Press("set", "a", slot) for slot in slots]
    assert {press.slot for n in range(11) if (press := parse_press(f"set:{n}=a"))} == {*REPORT_SLOTS, DETAIL}
