"""What rules tell the migrant: words for the counter, in five languages, each following the Spanish as it is now."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.content.schema import LANGUAGES
from redes.content.strict_yaml import ContentError
from redes.eligibility.check import check_law
from redes.eligibility.decide import Rulebook
from redes.eligibility.load import Law, load_law
from redes.eligibility.rule import Rule, RuleTranslation
from redes.eligibility.translation import TRANSLATED, spanish_version
from tests.redes.eligibility.makers import FIRST_DAY, make_rule

_CONTENT = Path(__file__).parents[3] / "content"
_MOST_WORDS = 25
"""Words of a sentence that somebody says who is nervous, or reads on an old phone."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(_CONTENT)


@pytest.fixture(scope="module")
def law(catalogue: Catalogue) -> Law:
    return load_law(_CONTENT / "reglas", catalogue.norms)


@pytest.fixture
def refused(tmp_path: Path, catalogue: Catalogue) -> Callable[[str, str], list[str]]:
    """Loads the rules with one text replaced in the English translations; gives what is wrong with them."""

    def load_with(old: str, new: str) -> list[str]:
        folder = Path(shutil.copytree(_CONTENT / "reglas", tmp_path / "content" / "reglas"))
        file = folder / "traducciones" / "en.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ContentError) as error:
            load_law(folder, catalogue.norms)
        return [f"{mistake.path}: {mistake.message}" for mistake in error.value.mistakes if mistake.line > 0]

    return load_with


def a_translation(rule: Rule, **given: str) -> RuleTranslation:
    """A translation that follows a rule as it is."""
    said = {part: f"In English: {getattr(rule, part)}" for part in TRANSLATED if getattr(rule, part) is not None}
    return RuleTranslation.model_validate(
        {"id": rule.id, "follows": spanish_version(rule), "state": "escrita"} | said | given
    )


def a_law(*rules: Rule, **translations: list[RuleTranslation]) -> Law:
    """Rules with their translations: language -> list."""
    by_key = {(language, t.id): t for language, listed in translations.items() for t in listed}
    return Law(rulebook=Rulebook(rules), invariants=(), situations=(), first_day=FIRST_DAY, translations=by_key)


def messages(law: Law) -> list[str]:
    return [finding.message for finding in check_law(law, offered=LANGUAGES)]


# The real rules


def test_every_rule_speaks_to_the_migrant_in_every_language_as_it_is_now(law: Law) -> None:
    assert check_law(law, offered=LANGUAGES) == []


def test_a_claim_cites_only_what_its_rule_stands_on(law: Law, catalogue: Catalogue) -> None:
    for rule in law.rulebook.rules:
        norms = [catalogue.norms[basis.norm] for basis in rule.basis]
        basis = {(number.group(), str(n.year)) for n in norms if (number := re.search(r"\d+", n.number))}
        cited = {(n.lstrip("0"), year) for n, year in re.findall(r"(\d+) de (\d{4})", rule.claim or "")}
        assert cited <= {(n.lstrip("0"), year) for n, year in basis}, rule.id


def test_a_claim_gives_its_reason_in_law(law: Law) -> None:
    for rule in law.rulebook.rules:
        if rule.claim is not None:
            assert re.search(r"\d{4}|Constitución", rule.claim), rule.id


def test_a_claim_has_short_sentences(law: Law) -> None:
    for rule in law.rulebook.rules:
        for sentence in re.split(r"(?<!\bart)(?<!\barts)[.?:] ", rule.claim or ""):
            assert len(sentence.split()) <= _MOST_WORDS, f"{rule.id}: {sentence}"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "es"])
def test_a_translation_cites_the_same_law_and_names_the_same_figures(law: Law, language: str) -> None:
    for rule in law.rulebook.rules:
        translation = law.translations[language, rule.id]
        for part in TRANSLATED:
            figures = sorted(re.findall(r"\d+", getattr(rule, part) or ""))
            assert sorted(re.findall(r"\d+", getattr(translation, part) or "")) == figures, f"{rule.id}: {part}"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "es"])
def test_a_translation_does_not_repeat_the_spanish(law: Law, language: str) -> None:
    for rule in law.rulebook.rules:
        assert law.translations[language, rule.id].for_person != rule.for_person, rule.id


@pytest.mark.parametrize(
    ("rules", "never"),
    [
        (("vih-tratamiento-para-todos",), ("VIH", "972")),
        (("its-salud-publica",), ("sexual", "ITS")),
        (("ive-gratuita-y-urgente",), ("IVE", "embarazo", "aborto")),
        (("violencia-sexual-es-urgencia", "violencia-de-genero-se-atiende"), ("sexual", "1719", "1257", "violencia")),
        (("victima-de-violencia-recuperacion",), ("violencia", "1257")),
        (("victima-de-trata-asistencia",), ("trata", "985")),
    ],
)
def test_what_others_in_the_queue_must_not_hear_is_not_in_a_claim(
    law: Law, rules: tuple[str, ...], never: tuple[str, ...]
) -> None:
    claims = {rule.id: rule.claim or "" for rule in law.rulebook.rules}
    for rule in rules:
        assert [word for word in never if re.search(rf"\b{word}\b", claims[rule], re.IGNORECASE)] == [], rule


# What the check says


def test_a_rule_that_says_whether_to_attend_needs_words_for_the_counter() -> None:
    owed = make_rule("atender", {"debe_atender": "si"})
    pays = make_rule("pagar", {"quien_paga": "eps"})
    claimed = make_rule("con-palabras", {"debe_atender": "si"}, claim="Pido que me valoren.")

    found = [message for message in messages(a_law(owed, pays, claimed)) if "claim" in message]

    assert found == ["rule 'atender' says whether care is owed and has no 'claim': what to say at the counter"]


def test_a_missing_translation_is_an_issue_that_tells_what_it_should_follow() -> None:
    rule = make_rule("pagar", {"quien_paga": "eps"})
    others = {language: [a_translation(rule)] for language in LANGUAGES if language not in ("es", "fr")}

    [finding] = check_law(a_law(rule, **others), offered=LANGUAGES)

    assert (finding.severity, finding.path) == ("issue", "content/reglas/traducciones/fr.yaml")
    assert finding.message == (
        f"rule 'pagar' is missing; Spanish is shown instead (follows: '{spanish_version(rule)}')"
    )


def test_a_translation_of_an_older_spanish_is_stale() -> None:
    before = make_rule("pagar", {"quien_paga": "eps"})
    now = before.model_copy(update={"for_person": "Usted no paga."})
    translations = {language: [a_translation(before)] for language in LANGUAGES if language != "es"}

    assert messages(a_law(before, **translations)) == []
    assert messages(a_law(now, **translations)) == [
        f"rule 'pagar' in {language} is stale: it follows {spanish_version(before)}, "
        f"the Spanish is now {spanish_version(now)}"
        for language in sorted(translations)
    ]


def test_a_translation_into_a_language_nobody_can_choose_is_told() -> None:
    rule = make_rule("pagar", {"quien_paga": "eps"})
    translations = {language: [a_translation(rule)] for language in (*LANGUAGES, "guc")}

    assert messages(a_law(rule, **translations)) == [
        "Spanish stands in the rules themselves; this is never shown",
        "nobody can choose the language 'guc'",
    ]


def test_the_version_of_the_spanish_changes_with_what_the_migrant_reads_only() -> None:
    rule = make_rule("una", {"debe_atender": "si"}, claim="Pido algo.", open_question="¿Qué decide?")

    changed = {part: spanish_version(rule.model_copy(update={part: "Otra cosa."})) for part in TRANSLATED}

    assert len({spanish_version(rule), *changed.values()}) == 4
    assert spanish_version(rule.model_copy(update={"sentence": "Otra cosa.", "caution": "Otra."})) == (
        spanish_version(rule)
    )


# What the rules are not loaded with


def test_a_translation_of_a_rule_that_does_not_exist_is_refused(refused: Callable[[str, str], list[str]]) -> None:
    assert refused("id: parto-siempre\n", "id: parto-nunca\n") == [
        "content/reglas/traducciones/en.yaml: translates the rule 'parto-nunca', which does not exist"
    ]


def test_a_rule_translated_twice_is_refused(refused: Callable[[str, str], list[str]]) -> None:
    [wrong] = refused("id: parto-siempre\n", "id: ive-gratuita-y-urgente\n")

    assert wrong == ("content/reglas/traducciones/en.yaml: translates the rule 'ive-gratuita-y-urgente' a second time")


def test_a_translation_that_says_fewer_things_is_refused(refused: Callable[[str, str], list[str]]) -> None:
    [wrong] = refused('  claim: "I am about to have my baby.', '  # claim: "I am about to have my baby.')

    assert wrong == (
        "content/reglas/traducciones/en.yaml: 'parto-siempre' does not say as many things as the Spanish: claim"
    )


def test_a_translation_with_an_unknown_key_is_refused_with_its_line(refused: Callable[[str, str], list[str]]) -> None:
    wrong = refused("  state: escrita\n", "  estado: escrita\n")

    assert len(wrong) == 2
    assert all(one.startswith("content/reglas/traducciones/en.yaml: ") for one in wrong)
    assert "estado" in " ".join(wrong)
