"""Which messages can be deleted is remembered in memory only, and for as long as Telegram deletes them."""

from scripted import ANA, EVA

from bot.telegram.trace import DELETABLE_S, MOST_MESSAGES, Trace


def test_the_messages_of_a_chat_are_handed_out_once():
    trace = Trace(clock=lambda: 0.0)
    trace.saw(ANA, 3, 1)
    trace.saw(EVA, 9)
    trace.saw(ANA, 2, 3)

    assert [trace.take(ANA), trace.take(ANA), trace.take(EVA)] == [[1, 2, 3], [], [9]]


def test_what_telegram_would_not_delete_any_more_is_forgotten():
    now = [0.0]
    trace = Trace(clock=lambda: now[0])
    trace.saw(ANA, 1)
    trace.saw(EVA, 5)
    now[0] = DELETABLE_S
    trace.saw(ANA, 2)
    now[0] += 1

    assert [trace.take(ANA), trace.take(EVA)] == [[2], []]


def test_a_chat_without_end_keeps_its_latest_messages():
    trace = Trace(clock=lambda: 0.0)
    trace.saw(ANA, *range(MOST_MESSAGES + 5))

    assert trace.take(ANA) == list(range(5, MOST_MESSAGES + 5))
