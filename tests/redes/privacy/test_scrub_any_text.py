"""Whatever arrives as text is read: half characters, pictures, other alphabets, very long ones."""

import time

import pytest

from redes.privacy.scrub import find_personal_data, scrub

NAMED = "soy Yorgelis Marcano, cédula 12345678"


@pytest.mark.parametrize(
    "around",
    [
        "\ud800",
        "\udfff\ud800",
        "😀",
        "👩🏽‍⚕️",
        "\u0645\u0631\u062d\u0628\u0627 ",
        "\u200f",
        "\x00",
        "日本語",
        "\u200b",
        "🇨🇴",
        "\n\n",
        "a\u0301 ",
    ],
    ids=ascii,
)
def test_personal_data_is_found_beside_whatever_a_keyboard_sends(around):
    text = f"{around} {NAMED} {around}"

    scrubbed = scrub(text)

    assert scrubbed.text == f"{around} soy [nombre], cédula [documento] {around}"


@pytest.mark.parametrize("text", ["", " ", "\ud800", "😀" * 50, "؟" * 50, "\x00", "....", "é" * 300])
def test_a_text_without_words_stays_as_it_is(text):
    assert scrub(text).text == text


def test_a_name_is_found_at_the_end_of_a_story_of_ten_thousand_characters():
    story = ("me duele la cabeza y no me dieron cita en el hospital " * 200)[:9_960] + " " + NAMED

    assert [span.type for span in find_personal_data(story)] == ["nombre", "documento"]


@pytest.mark.parametrize(
    "piece",
    ["a-", "v-1", "a1-", "a.", "@a", "1.", "calle 1 1 ", "vivo en ", "soy ana de cali ", "uno ", "😀", "\ud800"],
    ids=ascii,
)
def test_a_text_of_ten_thousand_characters_keeps_the_scrubber_busy_for_a_moment_only(piece):
    message = (piece * 10_000)[:10_000]

    assert min(took(message) for _ in range(2)) < 1


def took(text):
    begin = time.thread_time()
    scrub(text)
    return time.thread_time() - begin
