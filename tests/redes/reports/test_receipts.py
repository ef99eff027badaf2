import random
import string

import pytest
from makers import CHEAP

from redes.reports.receipts import Receipts, looks_like_receipt, read_receipt


def _digits(receipt: str) -> str:
    return receipt.replace(" ", "")


def test_a_receipt_is_five_groups_of_four_digits():
    receipt = CHEAP.new()

    assert [len(group) for group in receipt.split(" ")] == [4] * 5
    assert set(receipt) <= set(string.digits + " ")


def test_a_receipt_reads_back_as_itself():
    receipts = [CHEAP.new() for _ in range(100)]

    assert [read_receipt(receipt) for receipt in receipts] == receipts


def test_a_receipt_holds_63_random_bits(monkeypatch):
    drawn = []
    monkeypatch.setattr("redes.reports.receipts.secrets.choice", lambda choices: drawn.append(choices) or "7")

    receipt = CHEAP.new()

    assert drawn == ["0123456789"] * 19
    assert (10**19).bit_length() - 1 == 63
    assert _digits(receipt)[:19] == "7" * 19


def test_receipts_do_not_repeat():
    assert len({CHEAP.new() for _ in range(1000)}) == 1000


SAMPLES = [Receipts(b"p", cost=2).new() for _ in range(20)]


def test_the_check_digit_finds_every_wrong_digit():
    missed = [
        (receipt, place, digit)
        for receipt in SAMPLES
        for place in range(20)
        for digit in string.digits
        if digit != _digits(receipt)[place]
        and read_receipt(_digits(receipt)[:place] + digit + _digits(receipt)[place + 1 :]) is not None
    ]

    assert missed == []


def test_the_check_digit_finds_every_swap_of_neighbours():
    missed = []
    for receipt in SAMPLES:
        digits = _digits(receipt)
        for place in range(19):
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            if swapped != digits and read_receipt(swapped) is not None:
                missed.append((receipt, place))

    assert missed == []


def test_the_check_digit_tells_every_pair_of_digits_from_its_swap():
    # Damm's property itself, for all states and all pairs: no luck of the samples is involved.
    from redes.reports.receipts import _check_digit

    starts = {_check_digit(prefix): prefix for prefix in map(str, range(1000))}
    missed = [
        (start, a, b)
        for start in starts.values()
        for a in string.digits
        for b in string.digits
        if a != b and _check_digit(start + a + b) == _check_digit(start + b + a)
    ]

    assert len(starts) == 10
    assert missed == []


RECEIPT = "0012 5811 9380 5226 5512"
VALID = next(r for r in (RECEIPT[:-1] + d for d in string.digits) if read_receipt(r))


@pytest.mark.parametrize(
    "typed",
    [
        VALID,
        VALID.replace(" ", ""),
        VALID.replace(" ", "-"),
        f"  {VALID}.  ",
        VALID.replace(" ", " - "),
        VALID.replace(" ", "\n"),
        VALID.replace("0", "O"),
        VALID.replace("0", "o"),
        VALID.replace("1", "l"),
        VALID.replace("1", "I"),
        VALID.replace("1", "i"),
        VALID.replace("5", "S"),
        VALID.replace("5", "s"),
        VALID.replace("8", "B"),
        VALID.replace("2", "Z"),
        VALID.replace("2", "z"),
    ],
)
def test_spaces_dashes_and_look_alikes_are_tolerated(typed):
    assert read_receipt(typed) == VALID


@pytest.mark.parametrize(
    "typed", ["", "hola", VALID[:-1], VALID + "1", VALID[:-1] + "x", "mi código es " + VALID, "3001234567", "0" * 19]
)
def test_what_is_no_receipt_is_not_read_as_one(typed):
    assert read_receipt(typed) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (VALID, True),
        (VALID[:-1], True),
        ("es 4821 0937 5516 8240", True),
        ("123", False),
        ("3001234567", False),
        ("tengo una cita el 12/05/2026 a las 10:30 en el piso 12", False),
        ("1" * 27, False),
        ("", False),
    ],
)
def test_a_text_of_mostly_digits_was_meant_as_a_receipt(text, meant):
    assert looks_like_receipt(text) is meant


def test_a_hash_is_64_hexadecimal_digits_and_does_not_hold_the_receipt():
    hashed = CHEAP.hash(VALID)

    assert len(hashed) == 64
    assert set(hashed) <= set("0123456789abcdef")
    assert _digits(VALID) not in hashed


def test_a_hash_depends_on_digits_and_pepper_and_on_nothing_else():
    assert CHEAP.hash(VALID.replace(" ", "")) == CHEAP.hash(VALID)
    assert CHEAP.hash(VALID) != CHEAP.hash(SAMPLES[0])
    assert Receipts(b"another pepper", cost=2).hash(VALID) != CHEAP.hash(VALID)


def test_a_hash_is_as_slow_as_its_cost_says():
    assert Receipts(b"p", cost=4).hash(VALID) != Receipts(b"p", cost=2).hash(VALID)


def test_the_cost_in_use_runs_within_its_memory():
    assert len(Receipts(b"p").hash(VALID)) == 64


def test_any_19_digits_have_exactly_one_check_digit():
    random_digits = random.Random(0)  # the same on every run
    stems = ["".join(random_digits.choices(string.digits, k=19)) for _ in range(200)]

    assert [sum(read_receipt(stem + digit) is not None for digit in string.digits) for stem in stems] == [1] * 200
