from pathlib import Path

import pytest
import yaml

from bench.stock import (
    INSIDE_A_FORM,
    Material,
    card_text,
    config,
    digest,
    domain,
    intents_of,
    rules,
    stories,
    write_project,
)

DEFAULT = """
recipe: default.v1
assistant_id: placeholder_default
language: en
pipeline: [{name: WhitespaceTokenizer}, {name: DIETClassifier, epochs: 100}]
policies: [{name: RulePolicy}]
"""


@pytest.fixture
def material(tmp_path):
    file = tmp_path / "nlu.yml"
    topics = ["saludo", "despedida", "agradecimiento", "ppt-vencido", "urgencias", "reportar-barrera"]
    topics += ["afiliacion-como", "afiliacion-documentos", "cobro-copagos", *INSIDE_A_FORM]
    file.write_text(yaml.safe_dump({"nlu": [{"intent": t, "examples": "- a\n- b\n"} for t in topics]}))
    return Material(
        cards={"saludo": "Hola", "ppt-vencido": "Vaya igual"},
        barriers=("urg.papeles",),
        places={"54001": "54001"},
        nlu_files=(file,),
        default_config=DEFAULT,
    )


def actions_of(steps):
    return [step["action"] for step in steps if "action" in step]


def test_the_default_configuration_is_taken_as_it_is_but_for_the_language():
    made = config(DEFAULT)

    assert made == yaml.safe_load(DEFAULT) | {"language": "es", "assistant_id": "stock"}


def test_only_the_epochs_of_the_intent_classifier_can_be_shortened():
    assert config(DEFAULT, 4)["pipeline"][1] == {"name": "DIETClassifier", "epochs": 4}


@pytest.mark.parametrize("variant", ["stock", "stock-utter"])
def test_every_intent_has_a_rule_and_every_action_exists(material, variant):
    intents = intents_of(material.nlu_files)
    made = domain(intents, material.cards, variant)
    ruled = rules(intents, variant)
    known = {*made["actions"], *made["responses"], *made["forms"], "action_deactivate_loop"}

    assert {step["intent"] for rule in ruled for step in rule["steps"] if "intent" in step} == {
        *intents,
        "nlu_fallback",
    }
    assert {a for part in (ruled, stories(variant)) for each in part for a in actions_of(each["steps"])} <= known


def test_the_stories_agree_with_the_rules(material):
    ruled = {
        rule["steps"][0]["intent"]: rule["steps"][1]["action"]
        for rule in rules(intents_of(material.nlu_files), "stock-utter")
        if "intent" in rule["steps"][0]
    }

    for story in stories("stock-utter"):
        for asked, answered in zip(story["steps"][::2], story["steps"][1::2], strict=True):
            assert ruled[asked["intent"]] == answered["action"]


def test_the_digest_changes_with_what_the_model_is_trained_on(material):
    before = digest(material, "stock", 4)

    assert digest(material, "stock", 5) != before
    assert digest(material, "stock-utter", 4) != before
    material.nlu_files[0].write_text("nlu: []")
    assert digest(material, "stock", 4) != before


def test_a_project_is_whole(material, tmp_path):
    folder = tmp_path / "project"
    write_project(folder, material, "stock", 4)

    language = material.nlu_files[0].parent.name
    written = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert written == {
        "actions/__init__.py", "actions/actions.py", "actions/known.json", "config.yml", "credentials.yml",
        f"data/nlu/{language}-nlu.yml", "data/rules.yml", "data/stories.yml", "domain.yml", "endpoints.yml",
    }  # fmt: skip
    assert yaml.safe_load(Path(folder / "credentials.yml").read_text()) == {"rest": None}


def test_a_card_becomes_plain_text():
    assert card_text({"title": "T", "answer": "A\n", "steps": ["uno", "dos"]}) == "T\nA\n1. uno\n2. dos"
