"""Plain words are counted: syllables, words a sentence, abbreviations that nobody explained."""

import subprocess
import sys

import nltk
import pytest
from makers import THURSDAY, a_card, a_catalogue, a_practice, a_short_form
from makers import a_decalogo as the_decalogo

from redes.content.check import check
from redes.content.prose import card_lines, hardest, readability, sentences, word_count
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.translation import spanish_version

PLAIN = "Vaya a la puerta y pida que le vean. Diga qué le duele y desde cuándo."
HARD = (
    "La institucionalización progresiva de procedimientos administrativos interinstitucionales obstaculiza "
    "sistemáticamente la continuidad asistencial."
)
MIDDLING = "La recepción recibe al paciente, registra su documento y avisa al médico. Después le asigna una camilla."


def told(*cards, **catalogue) -> list[str]:
    return [finding.message for finding in check(a_catalogue(cards=cards, **catalogue), today=THURSDAY)]


def true_index(syllables: int, words: int, sentences: int) -> float:
    return 206.835 - 62.3 * syllables / words - words / sentences


def test_the_index_does_not_flatter_a_text_whose_syllables_were_counted_by_hand():
    # Va-ya a la puer-ta y pi-da que le ve-an (13 in 9 words). Di-ga qué le due-le y des-de cuán-do (12 in 7 words).
    assert word_count(PLAIN) == 16
    assert readability([PLAIN]) <= true_index(25, 16, 2)
    assert readability([PLAIN]) > 80


def test_the_end_of_a_line_is_the_end_of_a_sentence():
    assert readability(["Vaya a la puerta del hospital", "Pida que le vean ahora"]) == readability(
        ["Vaya a la puerta del hospital. Pida que le vean ahora."]
    )


def test_hard_prose_is_an_error_with_its_figure_and_its_hardest_sentences_first():
    card = a_card(answer=PLAIN, steps=[MIDDLING, HARD])

    [message] = told(card)

    assert message.startswith("card 'urgencias-migrante' reads at ")
    assert f"at least 65 is wanted; shorten first: «{HARD}» / " in message


def test_staff_may_be_given_harder_prose_than_migrants():
    lines = {"answer": MIDDLING}

    assert 55 <= readability([MIDDLING]) < 65
    assert told(a_card(audience="personal", **lines)) == []
    assert [" reads at " in message for message in told(a_card(audience="migrante", **lines))] == [True]
    assert [" reads at " in message for message in told(a_card(audience="todos", **lines))] == [True]


def test_practices_are_read_by_staff():
    practices = [a_practice(n, **({"why": HARD, "idea": HARD} if n == 7 else {})) for n in range(1, 11)]

    [message] = told(decalogo=the_decalogo(practices=practices))

    assert message.startswith("practice 7 reads at ")
    assert "at least 55 is wanted" in message


@pytest.mark.parametrize(("audience", "most"), [("migrante", 25), ("todos", 25), ("personal", 35)])
def test_a_sentence_has_so_many_words_and_no_more(audience, most):
    def sentence(words):
        return "Ya " + "ve " * (words - 2) + "él."

    long = sentence(most + 1)
    assert told(a_card(audience=audience, answer=sentence(most))) == []
    assert told(a_card(audience=audience, answer=long)) == [
        f"card 'urgencias-migrante' has a sentence of {most + 1} words, at most {most} are read well: «{long}»"
    ]


def test_sentences_end_at_stops_also_inside_quotation_marks():
    assert list(sentences(["Diga: «Pido triage.» Espere. ¿Nada? **Insista** a las 3.30", "Vuelva"])) == [
        "Diga: «Pido triage.»",
        "Espere.",
        "¿Nada?",
        "Insista a las 3.30",
        "Vuelva",
    ]


def test_the_hardest_sentences_come_first():
    assert hardest([PLAIN, HARD, MIDDLING], count=2)[0] == HARD


@pytest.mark.parametrize(
    "answer",
    [
        "Pida una EPS (su aseguradora de salud). Su EPS paga.",
        "Su aseguradora de salud (EPS) paga. La EPS no cobra.",
        "Diga «EPS» (su aseguradora). La EPS paga.",
        "Si tiene un PEP-Tutor (permiso de quien cuida a un niño), llévelo.",
        "Lleve el SC-2 (un permiso provisional).",
        "Es el triage IV. No pague.",
    ],
)
def test_an_abbreviation_that_is_explained_where_it_first_stands_is_plain(answer):
    assert told(a_card(answer=answer)) == []


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ({"answer": "La EPS paga. Su EPS (su aseguradora) no cobra."}, "EPS"),
        ({"answer": "Vaya.", "steps": ["Su EPS paga.", "La EPS (su aseguradora) no cobra."]}, "EPS"),
        ({"answer": "Vaya (ya) a su EPS."}, "EPS"),
        ({"answer": "Lleve el PEP-Tutor si lo tiene."}, "PEP"),
        ({"title": "Su EPS paga", "answer": "Vaya."}, "EPS"),
        ({"answer": "Vaya.", "basis": [{"norm": "ley-1-2020", "says": "La IVE es libre."}]}, "IVE"),
    ],
)
def test_an_abbreviation_that_is_not_explained_where_it_first_stands_is_an_error(said, form):
    [message] = told(a_card(**said))

    assert message.startswith(f"'urgencias-migrante' in es does not say what {form} means where it first uses it; ")


def test_the_title_may_use_what_the_text_explains_and_the_basis_what_the_card_has_explained():
    basis = [{"norm": "ley-1-2020", "says": "La IVE es libre."}]

    assert (
        told(a_card(title="Sobre la IVE", answer="Puede interrumpir un embarazo (IVE) si lo pide.", basis=basis)) == []
    )


def test_what_readers_meet_every_day_needs_no_explanation_and_a_card_for_both_needs_both():
    short = a_short_form(known_to=["personal"])
    both = a_short_form(known_to=["personal", "migrante"])

    def found(audience, form):
        return len(told(a_card(audience=audience, answer="La EPS paga."), short_forms=[form]))

    assert {a: found(a, short) for a in ("migrante", "personal", "todos")} == {"migrante": 1, "personal": 0, "todos": 1}
    assert {a: found(a, both) for a in ("migrante", "personal", "todos")} == {"migrante": 0, "personal": 0, "todos": 0}


def test_a_translation_explains_in_its_own_words_and_the_finding_offers_some():
    card = a_card(answer="Su EPS (su aseguradora) paga.")
    short = a_short_form(means={"es": "su aseguradora", "en": "your health insurer"})

    def found(answer):
        said = CardTranslation(id=card.id, follows=spanish_version(card), state="escrita", title="Title", answer=answer)
        translation = TopicTranslation(topic="urgencias", label="ER", cards=[said])
        return told(card, short_forms=[short], translations={("ht", "urgencias"): translation})

    assert found("EPS ou (asirans sante) peye.") == []
    [message] = found("EPS ou peye.")
    assert message == (
        "'urgencias-migrante' in ht does not say what EPS means where it first uses it; "
        "write 'EPS (su aseguradora)', or add it to content/siglas/"
    )


def test_a_program_that_starts_does_not_judge_style():
    assert check(a_catalogue(cards=[a_card(answer=HARD)]), today=THURSDAY, for_editors=False) == []


def test_starting_does_not_load_the_library_that_counts_syllables():
    program = (
        "import sys; from launch.shelves import checked_catalogue; from redes.settings import Settings;"
        "checked_catalogue(Settings(_env_file=None)); sys.exit('textstat' in sys.modules or 'nltk' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_counting_syllables_downloads_nothing(monkeypatch):
    monkeypatch.setattr(nltk, "download", lambda *_, **__: pytest.fail("it went to the network"))

    assert readability(["Palabras que nadie contó todavía, zumbambico."]) > 0


def test_every_card_that_ships_is_scored_with_room_to_the_bar(real):
    scores = {card.id: readability(card_lines(card)) for card in real.cards.values()}

    assert min(scores[card.id] for card in real.cards.values() if card.audience != "personal") >= 65
    assert min(scores.values()) >= 55
