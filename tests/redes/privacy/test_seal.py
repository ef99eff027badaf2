import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.privacy.seal import CannotOpen, Sealer

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.text())
def test_what_is_sealed_opens_again(text):
    sealer = Sealer(NEW)

    assert sealer.open(sealer.seal(text)) == text


def test_sealing_leaves_no_time_stamp():
    token = base64.urlsafe_b64decode(Sealer(NEW).seal("No me dejaron entrar."))

    version, time = token[:1], token[1:9]  # the Fernet specification's first two fields
    assert (version, time) == (b"\x80", bytes(8))


def test_the_sealed_form_does_not_hold_the_words_and_is_never_twice_the_same():
    once, again = Sealer(NEW).seal("MARKER"), Sealer(NEW).seal("MARKER")

    assert once != again
    assert b"MARKER" not in base64.urlsafe_b64decode(once)


def test_after_a_rotation_old_texts_open_and_new_ones_take_the_new_key():
    rotated = Sealer(NEW, OLD)

    assert rotated.open(Sealer(OLD).seal("antes")) == "antes"
    assert Sealer(NEW).open(rotated.seal("después")) == "después"


@pytest.mark.parametrize(
    "damage",
    [lambda sealed: sealed[:-4], lambda sealed: sealed[:20] + b"AAAA" + sealed[24:], lambda _: b"", lambda _: b"\xff"],
)
def test_a_damaged_text_cannot_be_opened(damage):
    sealer = Sealer(NEW)

    with pytest.raises(CannotOpen):
        sealer.open(damage(sealer.seal("No me dejaron entrar.")))


def test_another_key_opens_nothing_and_the_refusal_quotes_nothing():
    sealed = Sealer(OLD).seal("MARKER")

    with pytest.raises(CannotOpen) as refused:
        Sealer(NEW).open(sealed)

    assert str(refused.value) == "a sealed text cannot be opened with the keys at hand"
