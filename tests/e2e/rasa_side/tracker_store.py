"""Checks of the tracker store, to be run in Rasa's Python: ``python tracker_store.py``."""

import asyncio
import pathlib
import sys
import time
import types

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "nlu"), str(ROOT)]

from redes_nlu import quiet  # noqa: E402

quiet.hush()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet, UserUttered  # noqa: E402
from redes_nlu import tracker_store  # noqa: E402
from redes_nlu.tracker_store import IDLE_S, MOST, SessionTrackerStore  # noqa: E402

WORD = "palabracanariazzq"


def a_store():
    return SessionTrackerStore(Domain.load(str(ROOT / "domain")))


async def a_dialogue(store, session="s"):
    tracker = await store.get_or_create_tracker(session)
    tracker.update(UserUttered(WORD, {"name": "tema", "confidence": 1.0}))
    tracker.update(BotUttered(WORD))
    tracker.update(ActiveLoop("report_form"))
    tracker.update(SlotSet("requested_slot", "report_place"))
    tracker.update(SlotSet("report_barrier", "eco.deuda"))
    await store.save(tracker)
    return await store.retrieve(session)


async def keeps_the_state_of_a_dialogue_and_none_of_its_words():
    store = a_store()
    again = await a_dialogue(store)

    assert again.active_loop_name == "report_form"
    assert again.get_slot("report_barrier") == "eco.deuda"
    assert store.asking("s") == "report_place"
    assert WORD not in repr([e.as_dict() for e in again.events])
    assert WORD not in repr(store.__dict__)


async def forgets_a_dialogue_that_was_idle_for_a_day():
    now = time.monotonic()
    clock = [now]
    tracker_store.time = types.SimpleNamespace(monotonic=lambda: clock[0])
    store = a_store()
    await a_dialogue(store, "old")
    clock[0] = now + IDLE_S - 1
    assert await store.retrieve("old") is not None
    clock[0] = now + IDLE_S + 1
    assert await store.retrieve("old") is None
    assert await store.keys() == []


async def keeps_no_more_than_its_bound_and_the_longest_idle_go_first():
    store = a_store()
    kept = (await a_dialogue(store, "first")) and store._kept["first"]
    for number in range(MOST):
        store._kept[str(number)] = kept
    await a_dialogue(store, "last")

    keys = await store.keys()
    assert len(keys) == MOST
    assert "first" not in keys
    assert "last" in keys


CHECKS = [
    keeps_the_state_of_a_dialogue_and_none_of_its_words,
    keeps_no_more_than_its_bound_and_the_longest_idle_go_first,
    forgets_a_dialogue_that_was_idle_for_a_day,
]

if __name__ == "__main__":
    for check in CHECKS:
        asyncio.run(check())
        print(check.__name__)
