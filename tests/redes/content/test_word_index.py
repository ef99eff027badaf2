import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.content.word_index import Said, WordIndex

TEXTS = {
    "vacunas": [Said("Vacunas", 8, names=True), Said("Vacune a sus hijos en cualquier puesto.", 1)],
    "tutela": [Said("Poner una tutela", 8, names=True), Said("Un juez decide en diez días.", 1)],
    "salvoconducto": [Said("Salvoconducto SC-2", 8, names=True), Said("Lo da la cancillería.", 1)],
    "sin-papeles": [Said("sin PPT", 5, names=True), Said("Pida la cita.", 1)],
    "ppt": [Said("PPT", 8, names=True), Said("PPT en trámite", 8)],
}
INDEX = WordIndex(TEXTS, language="es")


def best(query: str, index: WordIndex = INDEX) -> str | None:
    found = index.find(query)
    return max(found, key=lambda name: found[name]) if found else None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("vacunación", "vacunas"),
        ("me vacunaron", "vacunas"),
        ("bakunas", "vacunas"),
        ("vaucnas", "vacunas"),
        ("VACUNAAAAS", "vacunas"),
        ("salvo conducto", "salvoconducto"),
        ("salboconducto", "salvoconducto"),
        ("SC", "salvoconducto"),
        ("jueces", "tutela"),
        ("sita", "sin-papeles"),
    ],
)
def test_a_word_is_found_bent_heard_mistyped_parted_or_as_a_sigla(query, text):
    assert best(query) == text


def test_a_query_that_names_a_text_word_for_word_wins_over_one_that_shares_its_words():
    assert best("ppt") == "ppt"
    assert best("sin ppt") == "sin-papeles"


@pytest.mark.parametrize("query", ["", "de la que", "¿?", "xyzzyx", "ox", "1234"])
def test_words_that_no_text_holds_find_nothing(query):
    assert INDEX.find(query) == {}


def test_what_the_scrubber_left_in_the_place_of_a_name_is_no_word():
    index = WordIndex({"datos": [Said("El nombre está mal en el documento.", 5)]}, language="es")

    assert index.find("me llamo [nombre], mi cédula es [documento]") == {}
    assert best("mi nombre", index) == "datos"


def test_a_sigla_is_neither_heard_nor_mistyped():
    index = WordIndex({"its": [Said("ITS", 5)], "ce": [Said("CE", 5)]}, language="es")

    assert index.find("hits") == {}
    assert index.find("itz") == {}
    assert set(index.find("ce")) == {"ce"}


def test_a_rare_word_weighs_more_than_one_that_stands_everywhere():
    index = WordIndex(
        {
            "a": [Said("cita médica", 5)],
            "b": [Said("cita perdida", 5)],
            "c": [Said("cita de control", 5)],
            "d": [Said("dentista", 5)],
        },
        language="es",
    )

    found = index.find("cita dentista")

    assert found["d"] > found["a"] == found["b"] == found["c"]


def test_texts_of_one_family_do_not_make_a_word_common():
    texts = {"1": [Said("tos", 5)], "2": [Said("tos", 5)], "3": [Said("fiebre", 5)]}

    apart = WordIndex(texts, language="es").find("tos fiebre")
    kin = WordIndex(texts, language="es", families={"1": "x", "2": "x"}).find("tos fiebre")

    assert apart["1"] < apart["3"]
    assert kin["1"] == kin["3"]


def test_a_word_that_fits_everybody_decides_nothing_beside_another():
    index = WordIndex({"a": [Said("venezolanos", 8)], "b": [Said("parto", 2)], "c": [Said("otro", 2)]}, language="es")

    assert best("parto venezolana", index) == "b"
    assert best("venezolano", index) == "a"


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("en", "Appointments", "appointment"),
        ("pt", "Vacinas", "vacinar"),
        ("fr", "Vaccinations", "vacciné"),
        ("ht", "Vaksinasyon", "vaksinasyon"),
    ],
)
def test_words_are_bent_as_their_language_bends_them(language, text, query):
    index = WordIndex({"x": [Said(text, 5)], "y": [Said("autre", 5)]}, language=language)

    assert best(query, index) == "x"


def test_a_second_occurrence_adds_less_than_the_first():
    def share(times: int) -> float:
        texts = {"a": [Said("cita", 4)] * times, "b": [Said("otra", 4)]}
        return WordIndex(texts, language="es").find("cita")["a"]

    assert share(2) > share(1)
    assert share(3) - share(2) < share(2) - share(1)


@given(st.text(max_size=200))
def test_any_text_may_be_asked_and_shares_are_more_than_nothing(query):
    assert [share for share in INDEX.find(query).values() if not 0 < share < 2] == []


def test_an_empty_index_finds_nothing():
    assert WordIndex({}, language="es").find("vacunas") == {}
