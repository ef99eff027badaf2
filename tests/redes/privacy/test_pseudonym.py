import string

from redes.privacy.pseudonym import pseudonym

KEY = b"k" * 32


def test_somebody_keeps_one_pseudonym_on_a_channel():
    assert pseudonym("telegram", "123456", key=KEY) == pseudonym("telegram", "123456", key=KEY)


def test_channel_person_and_key_each_change_the_pseudonym():
    pseudonyms = {
        pseudonym("telegram", "123456", key=KEY),
        pseudonym("web", "123456", key=KEY),
        pseudonym("telegram", "123457", key=KEY),
        pseudonym("telegram", "123456", key=b"l" * 32),
    }

    assert len(pseudonyms) == 4


def test_a_pseudonym_is_32_hexadecimal_digits_without_the_identity():
    found = pseudonym("telegram", "123456", key=KEY)

    assert len(found) == 32
    assert set(found) <= set(string.hexdigits.lower())
    assert "123456" not in found
