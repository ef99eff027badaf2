"""A certificate's code says what it certifies, for one name, and nobody else can make one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.training.certificate import CertificateCodes, Certified, NotCertified, read_certificate, read_name

CODES = CertificateCodes(b"k" * 32)
SAID = Certified(week=date(2026, 11, 16), modules=8, entry=4, exit=10)


def signs(code: str) -> str:
    found = read_certificate(code)
    assert found is not None
    return found[0]


@given(st.integers(0, 32_767), st.integers(0, 15), st.integers(0, 10), st.integers(0, 10))
def test_a_code_says_what_was_certified(weeks: int, modules: int, entry: int, later: int):
    said = Certified(
        week=date.fromordinal(date(2024, 1, 1).toordinal() + 7 * weeks), modules=modules, entry=entry, exit=later
    )

    assert CODES.check(signs(CODES.make(said, "Ana")), "Ana") == said


def test_accents_capitals_and_spaces_of_the_name_do_not_matter():
    code = signs(CODES.make(SAID, "María Ñustes"))

    assert CODES.check(code, " MARIA  nustes") == SAID


def test_a_code_is_of_one_name_and_of_one_key():
    code = signs(CODES.make(SAID, "Ana Ruiz"))

    for codes, name in ((CODES, "Eva Ruiz"), (CODES, ""), (CertificateCodes(b"x" * 32), "Ana Ruiz")):
        with pytest.raises(NotCertified):
            codes.check(code, name)


@given(st.integers(0, 15), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_code_with_one_sign_changed_is_no_code(place: int, sign: str):
    code = signs(CODES.make(SAID, "Ana Ruiz"))
    if code[place] != sign:
        with pytest.raises(NotCertified):
            CODES.check(code[:place] + sign + code[place + 1 :], "Ana Ruiz")


def test_a_code_and_a_name_are_read_as_people_write_them():
    code = CODES.make(SAID, "Ana Ruiz")
    bare = code.removeprefix("CERT-").replace("-", "")

    for written in (f"{code} Ana Ruiz", f"{code.lower()}: Ana Ruiz", f"cert {bare} Ana Ruiz", f"CERT{bare}\nAna Ruiz"):
        assert read_certificate(written) == (bare, "Ana Ruiz")


@pytest.mark.parametrize(
    "text", ["certificado de nacido vivo", "CERT-12", "necesito un certificado", "IPS-norte24", ""]
)
def test_other_texts_are_no_code(text: str):
    assert read_certificate(text) is None


def test_a_name_is_of_latin_letters():
    assert read_name(" Jean-Pierre  d'Óñez Jr. ") == "Jean-Pierre d'Óñez Jr."
    assert [read_name(text) for text in ("Al", "Ana1", "Ana_", "Анна", "-Ana", "Ana; DROP", "A" * 61)] == [None] * 7
