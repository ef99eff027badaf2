"""What a rule tells the migrant, in her language, and what she says at the counter."""

import dataclasses
from datetime import date

import pytest

from bot.screens.case import View, case_reply
from bot.screens.claim import claim_section
from bot.voice import RuleWords, Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import LANGUAGES, Language
from redes.eligibility.case_code import Case
from redes.eligibility.load import Law, load_law
from redes.eligibility.rule import Rule
from redes.settings import ROOT


@pytest.fixture(scope="module")
def law(catalogue: Catalogue) -> Law:
    return load_law(ROOT / "content" / "reglas", catalogue.norms)


@pytest.fixture
def rule(law: Law) -> Rule:
    """One with all three parts."""
    return next(r for r in law.rulebook.rules if r.id == "caso-sin-regla-propia")


def test_spanish_is_said_as_the_rule_has_it(voice: Voice, law: Law, rule: Rule):
    assert voice.rule_words(law, rule) == RuleWords(
        for_person=rule.for_person,
        claim=rule.claim,
        claim_in_spanish=rule.claim,
        open_question=rule.open_question,
        in_spanish=False,
    )


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "es"])
def test_a_translated_rule_speaks_the_language_and_keeps_its_spanish_claim(
    catalogue: Catalogue, law: Law, rule: Rule, language: Language
):
    translated = law.translations[language, rule.id]

    assert Voice(catalogue, language).rule_words(law, rule) == RuleWords(
        for_person=translated.for_person,
        claim=translated.claim,
        claim_in_spanish=rule.claim,
        open_question=translated.open_question,
        in_spanish=False,
    )


def test_a_rule_that_is_not_translated_is_told_in_spanish_and_says_so(catalogue: Catalogue, law: Law, rule: Rule):
    untranslated = dataclasses.replace(law, translations={})

    words = Voice(catalogue, "ht").rule_words(untranslated, rule)

    assert (words.for_person, words.claim, words.in_spanish) == (rule.for_person, rule.claim, True)


# The counter


def test_in_spanish_the_claim_stands_alone(voice: Voice, law: Law, rule: Rule):
    shown = claim_section(voice, voice.rule_words(law, rule), certain=True)

    assert shown == f"**Puede decir en la ventanilla**\n- «{rule.claim}»"


def test_who_speaks_no_spanish_gets_the_spanish_to_show_and_what_it_means(catalogue: Catalogue, law: Law, rule: Rule):
    voice = Voice(catalogue, "fr")
    words = voice.rule_words(law, rule)

    shown = claim_section(voice, words, certain=True)

    assert shown.split("\n")[1:] == [f"- «{rule.claim}»", f"- Cela veut dire : {words.claim}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_rule_is_in_doubt_nothing_is_claimed_that_was_not_said(
    catalogue: Catalogue, law: Law, rule: Rule, language: Language
):
    voice = Voice(catalogue, language)

    shown = claim_section(voice, voice.rule_words(law, rule), certain=False)

    assert shown.split("\n")[1] == f"- «{catalogue.texts['es'].texts['caso.diga-usted']}»"
    assert (rule.claim or "") not in shown


def test_a_rule_without_words_for_the_counter_gets_those_that_hold_for_every_case(voice: Voice, law: Law):
    silent = next(r for r in law.rulebook.rules if r.claim is None)

    shown = claim_section(voice, voice.rule_words(law, silent), certain=True)

    assert shown == claim_section(voice, voice.rule_words(law, silent), certain=False)


# In the answer to a case


def told(catalogue: Catalogue, law: Law, language: Language, **known: str) -> str:
    """What a migrant is told of a case."""
    return case_reply(Voice(catalogue, language), law, View(Case(known), own=True), today=date(2026, 11, 21)).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_migrant_is_told_her_right_and_what_to_say_in_her_language(
    catalogue: Catalogue, law: Law, language: Language
):
    rule = next(r for r in law.rulebook.rules if r.id == "control-prenatal-sin-papeles")
    words = Voice(catalogue, language).rule_words(law, rule)

    body = told(catalogue, law, language, servicio="control-prenatal", documento="ppt-vencido")

    assert words.for_person in body
    assert f"«{rule.claim}»" in body
    assert words.claim is not None
    assert words.claim in body


def test_a_claim_that_holds_whatever_is_still_unknown_is_given_at_once(catalogue: Catalogue, law: Law, rule: Rule):
    facts = {"servicio": "consulta-externa", "documento": "sin-documento", "afiliacion": "no-afiliado"}

    assert f"«{rule.claim}»" in told(catalogue, law, "es", **facts)


def test_a_claim_of_what_was_not_said_is_not_put_into_her_mouth(catalogue: Catalogue, law: Law):
    doubtful = next(r for r in law.rulebook.rules if r.id == "ppt-vencido-validar-antes")
    voice = Voice(catalogue, "es")

    said = claim_section(voice, voice.rule_words(law, doubtful), certain=False)

    assert (doubtful.claim or "") not in said
    assert catalogue.texts["es"].texts["caso.diga-usted"] in said
