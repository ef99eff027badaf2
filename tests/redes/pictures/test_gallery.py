import asyncio
import threading

import pytest

from redes.pictures import gallery as gallery_module
from redes.pictures.gallery import Busy, Gallery


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch):
    """Typesetting that is let go by the test, and what it was asked for."""

    class Hand:
        def __init__(self) -> None:
            self.asked: list[str] = []
            self.free = threading.Event()

        def make(self, template: str, data: str) -> tuple[bytes, ...]:
            self.free.wait(20)
            self.asked.append(data)
            if data == "bad":
                raise ValueError("bad")
            return (data.encode() * 10,)

    one = Hand()
    monkeypatch.setattr(gallery_module, "pictures", one.make)
    yield one
    one.free.set()


async def test_what_two_people_ask_for_at_once_is_made_once(hand):
    gallery = Gallery()

    both = [asyncio.ensure_future(gallery.pictures("sheet", "a")) for _ in range(2)]
    await asyncio.sleep(0)
    hand.free.set()

    assert await asyncio.gather(*both) == [(b"a" * 10,)] * 2
    assert hand.asked == ["a"]


async def test_what_was_made_is_kept_until_the_room_is_full(hand):
    hand.free.set()
    gallery = Gallery(room=25)

    for data in ("a", "b", "a", "c", "a", "b"):
        await gallery.pictures("sheet", data)

    assert hand.asked == ["a", "b", "c", "b"]


async def test_the_loop_goes_on_while_something_is_typeset(hand):
    gallery = Gallery()

    waiting = asyncio.ensure_future(gallery.pictures("sheet", "a"))
    await asyncio.sleep(0)
    went_on = not waiting.done()
    hand.free.set()

    assert went_on
    assert await waiting == (b"a" * 10,)


async def test_too_many_at_once_are_told_to_come_back(hand):
    gallery = Gallery(most_waiting=2)
    waiting = [asyncio.ensure_future(gallery.pictures("sheet", data)) for data in "ab"]
    await asyncio.sleep(0)

    with pytest.raises(Busy):
        await gallery.pictures("sheet", "c")
    hand.free.set()
    await asyncio.gather(*waiting)

    assert await gallery.pictures("sheet", "c") == (b"c" * 10,)


async def test_who_goes_away_takes_nothing_from_the_others(hand):
    gallery = Gallery()
    gone, stays = (asyncio.ensure_future(gallery.pictures("sheet", "a")) for _ in range(2))
    await asyncio.sleep(0)

    gone.cancel()
    await asyncio.sleep(0)
    hand.free.set()

    assert await stays == (b"a" * 10,)


async def test_a_failure_is_told_and_not_kept(hand):
    hand.free.set()
    gallery = Gallery()

    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            await gallery.pictures("sheet", "bad")

    assert hand.asked == ["bad", "bad"]
