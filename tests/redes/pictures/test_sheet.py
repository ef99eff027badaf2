from hypothesis import given
from hypothesis import strategies as st

from redes.content.catalogue import Catalogue
from redes.pictures.sheet import Run, block, printable, runs


def test_pictograms_and_what_modifies_them_are_left_out():
    assert printable("🚨 Vaya ya") == "Vaya ya"
    assert printable("⚖️ Aún no está claro: ¿quién paga?") == "Aún no está claro: ¿quién paga?"


def test_letters_keep_their_accents_however_they_were_typed():
    assert printable("e\u0301 ñ ü œ «Lè w» Bogotá D.\u00a0C.") == "é ñ ü œ «Lè w» Bogotá D.\u00a0C."


def test_a_mark_that_the_typeface_lacks_is_dropped_and_the_letter_stays():
    assert printable("Xǐ'ān") == "Xi'ān"


def test_no_authored_letter_or_number_is_lost(real: Catalogue):
    texts = [texts.texts for texts in real.texts.values()]
    said = [sentence for one in texts for sentence in one.values()]
    said += [contact.model_dump_json() for contact in real.contacts.values()]
    said += [card.model_dump_json() for card in (*real.cards.values(), *real.card_translations.values())]
    said += [practice.model_dump_json() for practice in real.decalogo.practices]

    lost = {sign for text in said for sign in set(text) - set(printable(text)) if not sign.isspace()}

    assert {sign for sign in lost if sign.isalnum() or sign in "¿¡«»“”’…–—%$#@&/°"} == set()


def test_bold_is_a_piece_of_its_own_and_a_link_keeps_its_words():
    assert runs("Marque **123** o [aquí](https://example.org/x)") == (
        Run("Marque "),
        Run("123", bold=True),
        Run(" o aquí"),
    )


def test_a_long_address_may_be_broken_after_its_signs():
    (run,) = runs("correointernosns@supersalud.gov.co")

    assert run.text.replace("\u200b", "") == "correointernosns@supersalud.gov.co"
    assert max(map(len, run.text.split("\u200b"))) <= 17


def test_a_block_without_lines_is_none():
    assert block("list", "Título", ["", "🚨"]) == ()


@given(st.text())
def test_any_text_becomes_pieces_that_say_no_more_than_it_did(text: str):
    said = "".join(run.text for run in runs(text)).replace("\u200b", "")

    assert "\n" not in said
    assert len(said) <= 18 * len(text)  # one sign of the Arabic script is spelt out in eighteen
