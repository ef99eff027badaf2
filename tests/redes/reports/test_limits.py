from datetime import timedelta

import pytest
from makers import THURSDAY

from redes.content.schema import Talk
from redes.reports.abuse import Insults
from redes.reports.guesses import (
    BURST,
    FIRST_WAIT_S,
    FORGOTTEN_S,
    FREE,
    LONGEST_WAIT_S,
    PER_SECOND,
    Guesses,
    TooManyGuesses,
)
from redes.reports.limits import A_DAY, COPIES, Limits, TooManyReports


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def wait(guesses, by="ana"):
    try:
        guesses.begin(by)
    except TooManyGuesses as slowed:
        return slowed.wait_s
    return 0


def test_each_wrong_receipt_doubles_the_wait_up_to_an_hour():
    clock = Clock()
    guesses, waits = Guesses(clock), []

    for _ in range(FREE + 10):
        waits.append(wait(guesses))
        clock.now += waits[-1]
        guesses.end("ana", right=False)

    doubled = [min(FIRST_WAIT_S * 2**n, LONGEST_WAIT_S) for n in range(10)]
    assert waits == [0] * FREE + doubled


def test_a_right_receipt_does_not_forgive_the_wrong_ones_before():
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(FREE):
        guesses.end("ana", right=False)

    clock.now = FIRST_WAIT_S
    guesses.begin("ana")
    guesses.end("ana", right=True)
    guesses.begin("ana")
    guesses.end("ana", right=False)

    assert wait(guesses) == 2 * FIRST_WAIT_S


def test_a_day_without_a_wrong_one_forgets_all():
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(FREE + 3):
        guesses.end("ana", right=False)

    clock.now = FORGOTTEN_S + 1

    assert wait(guesses) == 0
    guesses.end("ana", right=False)
    assert wait(guesses) == 0


def test_all_people_together_are_slowed_down_too():
    clock = Clock()
    guesses = Guesses(clock)

    for number in range(int(BURST)):
        guesses.begin(f"somebody {number}")

    assert wait(guesses, "one more") == 1 / PER_SECOND
    clock.now = 1 / PER_SECOND
    assert wait(guesses, "one more") == 0


def test_the_memory_of_guesses_holds_no_pseudonym():
    guesses = Guesses(Clock())
    guesses.end("ana", right=False)

    assert "ana" not in repr(vars(guesses))


def test_a_pseudonym_files_a_few_reports_a_day_and_others_are_not_touched():
    limits = Limits()

    for _ in range(A_DAY):
        limits.admit("ana", today=THURSDAY)
        limits.filed("ana", None, today=THURSDAY)

    with pytest.raises(TooManyReports):
        limits.admit("ana", today=THURSDAY)
    limits.admit("luis", today=THURSDAY)
    limits.admit("ana", today=THURSDAY + timedelta(1))


def test_the_same_words_again_and_again_look_copied_whoever_sends_them():
    limits, queues = Limits(), []

    for number in range(COPIES + 1):
        queues.append(limits.queue("El guarda NO me dejó entrar al hospital!", today=THURSDAY))
        limits.filed(f"somebody {number}", "el guarda no me dejo entrar al hospital", today=THURSDAY)

    assert queues == ["normal"] * (COPIES - 1) + ["abuso"] * 2
    assert limits.queue("el guarda no me dejo entrar al hospital", today=THURSDAY + timedelta(1)) == "normal"


def test_what_everybody_may_say_and_saying_nothing_are_no_copies():
    limits = Limits()
    for _ in range(10):
        limits.filed("ana", "no me atendieron", today=THURSDAY)
        limits.filed("ana", None, today=THURSDAY)

    assert limits.queue("No me atendieron", today=THURSDAY) == "normal"
    assert limits.queue(None, today=THURSDAY) == "normal"


@pytest.mark.parametrize(
    "text",
    ["hijueputas", "Son unos MALPARIDOS", "váyanse a la mierda", "fuck you all", "you are all idiots!!!",
     "filhos da puta", "bande de connards", "yo tout se kochon", "putaaaa"],
)  # fmt: skip
def test_insults_alone_wait_apart(real, text):
    assert Insults(real.talk).only(text)


@pytest.mark.parametrize(
    "text",
    [None, "", "!!!", "no me atendieron", "hijueputas, no me dejaron entrar a urgencias", "me dijeron puta en la caja",
     "the fucking guard did not let me in", "o vigia me chamou de merda e mandou embora", "le vigile m'a traité de con",
     "sekirite a rele m chyen epi l mete m deyò", "a la que sigue", "son todos"],
)  # fmt: skip
def test_who_tells_something_is_heard_however_angry(real, text):
    assert not Insults(real.talk).only(text)


def test_without_a_list_nothing_is_an_insult():
    assert not Insults(Talk()).only("idiota")
