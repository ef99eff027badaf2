from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import Line, Run, lines, plain


def test_a_body_is_read_line_by_line():
    body = "**Título**\n\nAntes de\n- uno\n- **dos** y más\n1. primero\n12. doceavo\nfin"

    read = list(lines(body))

    assert read == [
        Line("text", (Run("Título", bold=True),)),
        Line("space"),
        Line("text", (Run("Antes de"),)),
        Line("bullet", (Run("uno"),)),
        Line("bullet", (Run("dos", bold=True), Run(" y más"))),
        Line("number", (Run("primero"),), 1),
        Line("number", (Run("doceavo"),), 12),
        Line("text", (Run("fin"),)),
    ]


def test_a_named_link_and_a_bare_address_are_links_and_the_full_stop_is_not():
    [line] = lines("Vea [la línea](tel:123) o https://www.minsalud.gov.co/x?a=1.")

    assert line.runs == (
        Run("Vea "),
        Run("la línea", url="tel:123"),
        Run(" o "),
        Run("https://www.minsalud.gov.co/x?a=1", url="https://www.minsalud.gov.co/x?a=1"),
        Run("."),
    )


def test_a_link_inside_bold_is_both():
    [line] = lines("**llame al [123](tel:123)**")

    assert line.runs == (Run("llame al ", bold=True), Run("123", bold=True, url="tel:123"))


def test_an_address_inside_a_named_link_is_not_a_second_link():
    [line] = lines("[aquí](https://example.org/a)")

    assert line.runs == (Run("aquí", url="https://example.org/a"),)


def test_only_http_and_telephone_links_are_links():
    for body in ("[x](javascript:alert(1))", "[x](data:text/html,1)", "[x](/chat)", "[x](ftp://a.b)", "javascript:1"):
        [line] = lines(body)

        assert [run.url for run in line.runs if run.url is not None] == [], body
        assert plain(body) == body


def test_marks_without_a_partner_stay_as_they_are():
    assert plain("2 ** 3 y [a] (b)") == "2 ** 3 y [a] (b)"


def test_plain_text_keeps_the_signs_of_lists_and_loses_the_marks():
    assert plain("**A**\n\n- b [c](tel:1234)\n2. d") == "A\n\n- b c\n2. d"


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read_and_none_of_its_letters_is_lost(body: str):
    read = list(lines(body))

    assert len(read) == body.count("\n") + 1
    assert sorted(c for c in plain(body) if c.isalpha()) == sorted(
        c for line in read for run in line.runs for c in run.text if c.isalpha()
    )
