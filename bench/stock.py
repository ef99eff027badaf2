"""The project compared with: what ``rasa init`` of 3.6.21 gives, on our own training data.

Pipeline and policies are the package's own defaults, read from the package. Each topic has a rule. Three
short stories stand beside the rules, as ``rasa init`` brings three: without any story the two learned
policies have nothing to learn from and do not take part.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

Variant = Literal["stock", "stock-utter"]
"""Topics answered by a custom action, or by responses of the domain."""

INSIDE_A_FORM = ("informar", "cancelar", "atras", "omitir", "afirmar", "negar")
"""Intents of our data that are no topics."""

REPORT = "reportar-barrera"
SLOTS = ("report_barrier", "report_place", "report_groups", "report_story", "report_consent")

DEFAULT_EPOCHS = 100
"""Epochs of the intent classifier in the package's default configuration."""

_DEFAULT_CONFIG = Path("rasa/engine/recipes/config_files/default_config.yml")
UNKNOWN = "No entendí. ¿Me lo dice de otra manera?"
"""What the stock side says when it did not understand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What both sides are made of.

    Attributes:
        cards: Topic -> text of its card for migrants.
        barriers: Ids of kinds of barrier.
        places: Code or name of a municipality, casefolded -> code.
        nlu_files: Training sentences, one file a topic.
        default_config: Rasa's default configuration, as the package has it.
    """

    cards: Mapping[str, str]
    barriers: tuple[str, ...]
    places: Mapping[str, str]
    nlu_files: tuple[Path, ...]
    default_config: str


def read_material(root: Path) -> Material:
    """Read a checkout's data.

    Args:
        root: The checkout.
    """
    site = next((root / "nlu" / ".venv" / "lib").glob("python3.*")) / "site-packages"
    places: dict[str, str] = {}
    for path in sorted((root / "content" / "territorios").rglob("*.y*ml")):
        places |= dict(_municipalities(yaml.safe_load(path.read_text(encoding="utf-8"))))
    barriers = [
        barrier["id"]
        for path in sorted((root / "content" / "barreras").glob("*.y*ml"))
        for family in yaml.safe_load(path.read_text(encoding="utf-8"))
        for barrier in family["barriers"]
    ]
    topics = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted((root / "content/derechos").glob("*.y*ml"))]
    return Material(
        cards={topic["topic"]: card_text(topic["cards"][0]) for topic in topics},
        barriers=tuple(barriers),
        places=places,
        nlu_files=tuple(sorted(p for p in (root / "nlu" / "data").glob("*/*.yml") if p.parent.name != "rules")),
        default_config=(site / _DEFAULT_CONFIG).read_text(encoding="utf-8"),
    )


def card_text(card: Mapping[str, Any]) -> str:
    """A card as the plain text of a stock bot."""
    steps = [f"{number}. {step}" for number, step in enumerate(card.get("steps") or (), 1)]
    return "\n".join([card["title"], str(card["answer"]).strip(), *steps])


def _municipalities(node: Any) -> Iterable[tuple[str, str]]:
    """Codes and names of all municipalities in a file of territories, whatever its nesting."""
    if isinstance(node, dict):
        if "code" in node and "name" in node:
            yield str(node["code"]), str(node["code"])
            yield str(node["name"]).casefold(), str(node["code"])
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _municipalities(part)


def intents_of(nlu_files: Iterable[Path]) -> list[str]:
    """Intents that the training files name, sorted."""
    return sorted(
        {
            block["intent"]
            for path in nlu_files
            for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
            if "intent" in block
        }
    )


def config(default_config: str, epochs: int = DEFAULT_EPOCHS) -> dict[str, Any]:
    """Rasa's default configuration, for Spanish.

    Args:
        default_config: As the package has it.
        epochs: Of the intent classifier, the only long part of the training. Its default makes the stock
            project as it is; fewer make a model of the same shape, hence the same cost of an answer.
    """
    made: dict[str, Any] = yaml.safe_load(default_config) | {"language": "es", "assistant_id": "stock"}
    for component in made["pipeline"]:
        if component["name"] == "DIETClassifier":
            component["epochs"] = epochs
    return made


def domain(intents: Iterable[str], cards: Mapping[str, str], variant: Variant) -> dict[str, Any]:
    """The domain: every intent, the form's slots, the responses."""
    topics = [i for i in intents if i not in INSIDE_A_FORM]
    responses: dict[str, list[dict[str, Any]]] = {
        "utter_default": [{"text": UNKNOWN}],
        "utter_cancelled": [{"text": "Listo, no se guardó nada."}],
        "utter_nothing_to_cancel": [{"text": "No hay nada que cancelar."}],
        "utter_ask_report_barrier": [{"text": "¿Qué le pasó?"}],
        "utter_ask_report_place": [{"text": "¿En qué municipio fue?"}],
        "utter_ask_report_groups": [{"text": "¿A quién le pasó?"}],
        "utter_ask_report_story": [{"text": "Cuente con sus palabras, o salte esta pregunta."}],
    }
    actions = ["validate_report_form", "action_ask_report_consent", "action_file_report"]
    if variant == "stock-utter":
        responses |= {f"utter_{topic}": [{"text": cards.get(topic, UNKNOWN)}] for topic in topics if topic != REPORT}
    else:
        actions.append("action_answer_topic")
    return {
        "version": "3.1",
        "intents": [*intents],
        "entities": list(SLOTS),
        "slots": {slot: _slot(slot) for slot in SLOTS},
        "forms": {"report_form": {"required_slots": list(SLOTS)}},
        "responses": responses,
        "actions": actions,
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _slot(slot: str) -> dict[str, Any]:
    typed = {
        "type": "from_text",
        "not_intent": ["cancelar", "atras"],
        "conditions": [{"active_loop": "report_form", "requested_slot": slot}],
    }
    return {
        "type": "text",
        "influence_conversation": False,
        "mappings": [{"type": "from_entity", "entity": slot}, typed],
    }


def rules(intents: Iterable[str], variant: Variant) -> list[dict[str, Any]]:
    """One rule a topic, and those of the form."""

    def answer(topic: str) -> str:
        return f"utter_{topic}" if variant == "stock-utter" else "action_answer_topic"

    in_form = [{"active_loop": "report_form"}]
    made: list[dict[str, Any]] = [
        {"rule": f"answer {topic}", "steps": [{"intent": topic}, {"action": answer(topic)}]}
        for topic in intents
        if topic not in INSIDE_A_FORM and topic != REPORT
    ]
    outside = ("nlu_fallback", *(i for i in INSIDE_A_FORM if i != "cancelar"))
    made += [{"rule": f"{i} is not understood", "steps": [{"intent": i}, {"action": "utter_default"}]} for i in outside]
    made += [
        {"rule": "nothing to cancel", "steps": [{"intent": "cancelar"}, {"action": "utter_nothing_to_cancel"}]},
        {
            "rule": "a report begins",
            "steps": [{"intent": REPORT}, {"action": "report_form"}, {"active_loop": "report_form"}],
        },
        {
            "rule": "a finished form is filed",
            "condition": in_form,
            "steps": [
                {"action": "report_form"},
                {"active_loop": None},
                {"slot_was_set": [{"requested_slot": None}]},
                {"action": "action_file_report"},
            ],
        },
        {
            "rule": "a report is left",
            "condition": in_form,
            "steps": [
                {"intent": "cancelar"},
                {"action": "utter_cancelled"},
                {"action": "action_deactivate_loop"},
                {"active_loop": None},
            ],
        },
    ]
    return made


def stories(variant: Variant) -> list[dict[str, Any]]:
    """Three stories of three turns, the size of those that ``rasa init`` brings."""
    turns = (
        ("saludo", "ppt-vencido", "agradecimiento"),
        ("saludo", "urgencias", "cobro-copagos", "despedida"),
        ("saludo", "afiliacion-como", "afiliacion-documentos", "despedida"),
    )
    return [
        {
            "story": f"path {number}",
            "steps": [
                step
                for topic in path
                for step in (
                    {"intent": topic},
                    {"action": f"utter_{topic}" if variant == "stock-utter" else "action_answer_topic"},
                )
            ],
        }
        for number, path in enumerate(turns, 1)
    ]


def ingredients(material: Material, variant: Variant, epochs: int) -> dict[str, Any]:
    """File name -> data of what a stock model is trained on, besides the training sentences."""
    intents = intents_of(material.nlu_files)
    return {
        "config.yml": config(material.default_config, epochs),
        "domain.yml": domain(intents, material.cards, variant),
        "data/rules.yml": {"version": "3.1", "rules": rules(intents, variant)},
        "data/stories.yml": {"version": "3.1", "stories": stories(variant)},
    }


def digest(material: Material, variant: Variant, epochs: int) -> str:
    """Changes when anything does that the stock model is trained on; 16 hexadecimal digits."""
    made = hashlib.sha256(json.dumps(ingredients(material, variant, epochs), sort_keys=True).encode())
    for path in material.nlu_files:
        made.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:16]


def write_project(folder: Path, material: Material, variant: Variant, epochs: int) -> None:
    """Write the project's files; what Rasa made there before (models, cache) stays.

    Args:
        folder: Where.
        material: Of what.
        variant: How topics are answered.
        epochs: Of the intent classifier.
    """
    (folder / "data" / "nlu").mkdir(parents=True, exist_ok=True)
    (folder / "actions").mkdir(exist_ok=True)
    for path in material.nlu_files:
        shutil.copyfile(path, folder / "data" / "nlu" / f"{path.parent.name}-{path.name}")
    shutil.copyfile(Path(__file__).with_name("stock_actions.py"), folder / "actions" / "actions.py")
    (folder / "actions" / "__init__.py").touch()
    known = {"cards": dict(material.cards), "places": dict(material.places), "barriers": material.barriers}
    (folder / "actions" / "known.json").write_text(json.dumps({**known, "unknown": UNKNOWN}), encoding="utf-8")
    for name, data in ingredients(material, variant, epochs).items():
        _dump(folder / name, data)
    _dump(folder / "credentials.yml", {"rest": None})
    _dump(folder / "endpoints.yml", {"action_endpoint": {"url": "${STOCK_ACTIONS_URL}"}})


def _dump(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")
