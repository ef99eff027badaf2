import pytest

from redes.content.phrases import HIDDEN, PhraseBook, rows_of, tokens_of

FILLERS = {"el", "la", "de", "me", "lo"}
WORDS = {"ppt": ("ppt", "permiso_temporal"), "vencido": ("venc*", "vto")}


def found(phrase, text, walls=()):
    book = PhraseBook([("it", rows_of(phrase, WORDS), walls)], FILLERS)
    tokens = tokens_of(text)
    return [" ".join(t.word for t in tokens[m.first : m.last + 1]) for m in book.find(tokens)]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("control prenatal", "viene a CONTROL prenatal", ["control prenatal"]),
        ("control prenatal", "control de la prenatal", ["control de la prenatal"]),
        ("control prenatal", "control niño prenatal", []),
        ("control prenatal", "control, prenatal", []),
        ("control|cita prenatal", "cita prenatal", ["cita prenatal"]),
        ("recien_nacid*|bebe", "un recién nacido, un bebé", ["recien nacido", "bebe"]),
        ("<ppt> ... <vencido>", "el ppt lo tengo ya vencidísimo", ["ppt lo tengo ya vencidisimo"]),
        ("<ppt> ... <vencido>", "permiso temporal: vto", ["permiso temporal vto"]),
        ("<ppt> ... <vencido>", "ppt y uno dos tres vencido", []),
        ("<ppt> ... <vencido>", "tengo ppt. Está vencido", []),
        ("ppt", "appt", []),
    ],
)
def test_a_phrase_is_found_over_fillers_and_gaps_and_not_over_the_end_of_a_sentence(phrase, text, matches):
    assert found(phrase, text) == matches


def test_a_gap_never_steps_over_a_wall():
    assert found("<ppt> ... <vencido>", "ppt y pasaporte vencido") == ["ppt y pasaporte vencido"]
    assert found("<ppt> ... <vencido>", "ppt y pasaporte vencido", walls={"pasaporte"}) == []


def test_tokens_know_where_they_stand_in_the_text():
    text = "Así: año 32sem, n'ai é"

    assert [text[token.start : token.end] for token in tokens_of(text)] == ["Así", "año", "32", "sem", "n", "ai", "é"]
    assert [token.mark for token in tokens_of(text)] == ["", ",", "", "", ",", "", ""]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("sin e.p.s. trae", ["", "", "", "", ""]),
        ("pte. con ppt", ["", "", ""]),
        ("afiliado? no. pide", ["", ".", "."]),
        ("tengo ppt. no eps", ["", "", ".", ""]),
        ("uno\ndos", ["", "."]),
    ],
)
def test_the_full_stop_of_an_abbreviation_ends_no_sentence(text, marks):
    assert [token.mark for token in tokens_of(text)] == marks


def test_the_roman_three_and_numbers_keep_their_repeated_signs():
    assert [token.word for token in tokens_of("triage III 1000 holaaa")] == ["triage", "iii", "1000", "hola"]


def test_personal_data_taken_out_is_no_word():
    assert [token.word for token in tokens_of("cédula [documento] vieja")] == ["cedula", HIDDEN, "vieja"]
