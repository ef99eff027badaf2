import json
import re
from pathlib import Path

from bench.messages import JOURNEY, TEXTS, bodies, walk, whole_list
from bench.stock import SLOTS
from bot.presses import parse_press
from bot.web.app import ChatMessage
from redes.dialogue import DETAIL


def test_the_list_holds_sixty_messages_and_a_journey():
    assert len(set(TEXTS)) == len(TEXTS) >= 60
    assert [act for act in whole_list() if act in JOURNEY] == list(JOURNEY)


def test_no_message_stands_in_the_training_data():
    root = Path(__file__).parents[2]
    seen = {
        line.removeprefix("    - ").strip().casefold()
        for path in (root / "nlu" / "data" / "es").glob("*.yml")
        for line in re.findall(r"^    - .*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert [text for text in TEXTS if text.casefold() in seen] == []


def test_a_person_finishes_a_journey_once_begun():
    for person in range(32):
        acts = walk(person, 32, 8)

        assert len(acts) >= 8
        assert acts.count(JOURNEY[0]) == acts.count(JOURNEY[-1])


def test_many_people_together_go_through_the_whole_list():
    assert {act for person in range(32) for act in walk(person, 32, 8)} == set(whole_list())


def test_every_press_of_the_journey_is_one_of_ours():
    pressed = [parse_press(act.press) for act in JOURNEY if act.press]

    assert None not in pressed
    assert [press.slot for press in pressed if press and press.slot] == ["report_barrier", "report_place", DETAIL]


def test_every_payload_of_the_journey_fills_a_slot_of_the_stock_form():
    filled = [next(iter(json.loads(a.payload.removeprefix("/informar")))) for a in JOURNEY if "{" in a.payload]

    assert filled == [slot for slot in SLOTS if slot != "report_story"]


def test_each_person_is_a_session_of_her_own_that_our_web_chat_accepts():
    sent = bodies("ours", [walk(person, 8, 4) for person in range(8)], "7f")
    messages = [ChatMessage.model_validate_json(body) for of in sent for body in of]

    assert len({message.session for message in messages}) == 8
    assert all(message.session for message in messages)


def test_stock_gets_a_sender_and_a_message():
    assert json.loads(bodies("stock", [[JOURNEY[0]]], "7f")[0][0]) == {
        "sender": "bench-person-7f-000000",
        "message": "/reportar-barrera",
    }
