import pytest
from makers import a_card, a_catalogue, a_contact, a_practice, a_topic

from redes.content.catalogue import Catalogue
from redes.eligibility.load import load_law
from redes.flags.subject import (
    card_subject,
    danger_subject,
    directory_subject,
    practice_subject,
    rule_subject,
    subject_now,
)
from redes.settings import ROOT


@pytest.fixture(scope="module")
def rules(real: Catalogue):
    return load_law(ROOT / "content" / "reglas", real.norms).rulebook.rules


def test_every_answer_is_found_again_by_kind_and_id(real: Catalogue, rules):
    subjects = [
        *(card_subject(card) for card in real.cards.values()),
        *(rule_subject(rule, None) for rule in rules),
        *(practice_subject(practice) for practice in real.decalogo.practices),
        *(danger_subject(real, danger) for danger in real.dangers),
        *(directory_subject(real, scope) for scope in ("nacional", *real.territories)),
    ]

    assert [subject_now(real, rules, s.kind, s.id) for s in subjects] == subjects
    assert {len(s.version) for s in subjects} == {8}
    assert len({(s.kind, s.version) for s in subjects if s.kind != "directory"}) == sum(
        s.kind != "directory" for s in subjects
    )


@pytest.mark.parametrize("kind", ["card", "rule", "practice", "danger", "directory"])
def test_what_is_not_in_the_catalogue_is_nothing(real: Catalogue, rules, kind):
    assert subject_now(real, rules, kind, "no-existe") is None


def test_another_word_is_another_version():
    assert card_subject(a_card(answer="Uno.")).version != card_subject(a_card(answer="Dos.")).version
    assert practice_subject(a_practice(why="Uno.")).version != practice_subject(a_practice(why="Dos.")).version


def test_another_phone_is_another_version_of_its_directory_only():
    before = a_catalogue(contacts=[a_contact(phone="123")])
    after = a_catalogue(contacts=[a_contact(phone="106")])

    assert directory_subject(before, "nacional").version != directory_subject(after, "nacional").version
    assert directory_subject(before, "cucuta") == directory_subject(after, "cucuta")


def test_a_rule_is_another_version_when_its_conditions_change_and_not_its_words(rules):
    rule = rules[0]
    changed = rule.model_copy(update={"when": {"servicio": ("urgencia",), "documento": ("cc",)}})

    assert rule_subject(changed, "ps0").version != rule_subject(rule, "ps0").version


def test_what_a_reviewer_notes_for_herself_does_not_change_the_version_of_a_card():
    plain = a_card()

    assert card_subject(a_card(caution="Ojo.")) == card_subject(plain)
    assert a_topic("urgencias", plain).cards == (plain,)
