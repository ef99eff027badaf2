import asyncio
import inspect
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.telegram.processor import ChatOrder

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def update(number: int, chat: int | None = 1) -> Update:
    if chat is None:
        return Update(number)
    return Update(number, message=Message(number, NOON, Chat(chat, Chat.PRIVATE), text="hola"))


class Work:
    """Work on updates that begins when its turn has come and ends when the test lets it.

    Attributes:
        begun: Names of pieces begun, in order.
        ended: Names of pieces that ended, in order.
    """

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self._gates: dict[str, asyncio.Event] = {}

    async def piece(self, name: str) -> None:
        self.begun.append(name)
        await self._gates.setdefault(name, asyncio.Event()).wait()
        self.ended.append(name)

    def let(self, *names: str) -> None:
        for name in names:
            self._gates.setdefault(name, asyncio.Event()).set()


async def turns() -> None:
    """Let everything that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


def hand(order: ChatOrder, one: object, work) -> asyncio.Task[None]:
    return asyncio.create_task(order.process_update(one, work))


async def test_updates_of_one_chat_are_worked_on_one_after_the_other():
    order, work = ChatOrder(), Work()
    tasks = [hand(order, update(number), work.piece(f"{number}")) for number in (1, 2, 3)]

    await turns()
    at_first = list(work.begun)
    work.let("3", "2")
    await turns()
    still = list(work.begun)
    work.let("1")
    await asyncio.gather(*tasks)

    assert (at_first, still) == (["1"], ["1"])
    assert work.ended == ["1", "2", "3"]


async def test_different_chats_do_not_wait_for_each_other():
    order, work = ChatOrder(), Work()
    tasks = [hand(order, update(number, chat=number), work.piece(f"{number}")) for number in (1, 2, 3)]

    await turns()
    begun = list(work.begun)
    work.let("1", "2", "3")
    await asyncio.gather(*tasks)

    assert begun == ["1", "2", "3"]


async def test_a_chat_that_floods_takes_one_place_and_nobody_waits_for_it():
    order, work = ChatOrder(at_once=2), Work()
    flood = [hand(order, update(number), work.piece(f"flood-{number}")) for number in range(500)]
    other = hand(order, update(1000, chat=2), work.piece("other"))

    await turns()
    begun = list(work.begun)
    work.let("other")
    await other
    work.let(*(f"flood-{number}" for number in range(500)))
    await asyncio.gather(*flood)

    assert begun == ["flood-0", "other"]
    assert work.ended == ["other", *(f"flood-{number}" for number in range(500))]


async def test_an_update_that_is_delivered_twice_is_worked_on_once_and_leaves_no_coroutine_behind():
    order, work = ChatOrder(), Work()
    work.let("first", "again")

    await order.process_update(update(7), work.piece("first"))
    dropped = work.piece("again")
    await order.process_update(update(7), dropped)

    assert work.ended == ["first"]
    assert inspect.getcoroutinestate(dropped) == inspect.CORO_CLOSED


async def test_an_update_is_not_delivered_twice_while_the_first_is_at_work():
    order, work = ChatOrder(), Work()
    first = hand(order, update(7), work.piece("first"))
    await turns()

    await order.process_update(update(7), work.piece("again"))
    work.let("first")
    await first

    assert work.ended == ["first"]


async def test_work_that_fails_lets_the_next_in_its_chat_go_on():
    order, work = ChatOrder(), Work()
    work.let("next")

    async def fails() -> None:
        raise ValueError

    tasks = [hand(order, update(1), fails()), hand(order, update(2), work.piece("next"))]
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [ValueError, type(None)]
    assert work.ended == ["next"]


async def test_what_belongs_to_no_chat_is_worked_on_too():
    order, work = ChatOrder(), Work()
    work.let("no chat", "no update")

    await order.process_update(update(1, chat=None), work.piece("no chat"))
    await order.process_update("something else", work.piece("no update"))

    assert work.ended == ["no chat", "no update"]


async def test_nothing_is_remembered_of_a_chat_when_its_work_is_done():
    order, work = ChatOrder(), Work()
    work.let("1", "2")

    await asyncio.gather(*(order.process_update(update(n, chat=n), work.piece(str(n))) for n in (1, 2)))

    assert order._turns == {}
