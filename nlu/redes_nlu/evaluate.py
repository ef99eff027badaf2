"""Understanding measured on held-out sentences: ``python -m redes_nlu.evaluate MODEL [--diet]``.

The served model answers, thresholds and all, through the way a message takes (``channel``). Only figures are told:
who reads held-out sentences can no longer write training sentences, and no number would mean anything after that.
Writes ``output/eval/index.html`` and ``figures.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Sequence, Text

from redes_nlu import evaluation_page, quiet
from redes_nlu.evaluation_scores import Judged, by, calibration_error, confusions, figures, quantile, reliability

HELDOUT = Path("nlu/heldout/blind")
"""Written last, by others than the training sentences; ``nlu/heldout`` itself has guided work since it was written."""
OUTPUT = Path("output/eval")
CHOICES = 10
DIET_EPOCHS = 20

Parse = Callable[[Text], Mapping[Text, Any]]


def main(arguments: Sequence[Text]) -> int:
    """Measure and tell.

    Returns:
        Exit status: 0, whatever was found.
    """
    parser = argparse.ArgumentParser(prog="python -m redes_nlu.evaluate", description="Understanding, measured.")
    parser.add_argument("model", help="the trained model's archive")
    parser.add_argument(
        "--diet", action="store_true", help="also train and measure stock DIET on the same data (hours)"
    )
    parser.add_argument("--epochs", type=int, default=DIET_EPOCHS, help="of stock DIET (default %(default)s)")
    parser.add_argument("--heldout", type=Path, default=HELDOUT, help="folder of sentences (default %(default)s)")
    chosen = parser.parse_args(arguments)
    if not Path(chosen.model).is_file():
        parser.error(f"there is no {chosen.model}: Rasa would take another model and say nothing")
    quiet.hush()
    sides = {"redes": judge(_served(chosen.model), chosen.heldout)}
    if chosen.diet:
        with tempfile.TemporaryDirectory() as folder:
            sides["diet"] = judge(_served(_train_diet(folder, chosen.epochs)), chosen.heldout)
    told = {name: summary(judged) for name, judged in sides.items()}
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / "figures.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    evaluation_page.write(OUTPUT / "index.html", told)
    print(evaluation_page.table(told))
    print(f"{OUTPUT / 'index.html'}")
    return 0


def judge(parse: Parse, heldout: Path) -> List[Judged]:
    """What a model makes of the held-out sentences.

    Args:
        parse: Understands a text as the channel does: ``topic`` (None when unsure) and ``ranking``.
        heldout: Folder with ``topics.<language>.jsonl``.
    """
    judged = []
    for path in sorted(heldout.glob("topics.*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            began = time.perf_counter()
            understood = parse(row["text"])
            judged.append(
                Judged(
                    topic=row["topic"],
                    language=path.name.split(".")[1],
                    noise=row["noise"],
                    voice=row["voice"],
                    answered=understood["topic"],
                    ranking=understood["ranking"],
                    ms=(time.perf_counter() - began) * 1000,
                )
            )
    return judged


def summary(judged: Sequence[Judged]) -> Dict[Text, Any]:
    """All figures of a model, ready for JSON."""
    languages = by(judged, "language")
    return {
        "all": figures(judged),
        "languages": {name: figures(held) for name, held in languages.items()},
        "noise": {
            f"{language} {noise}": figures(rows)
            for language, held in languages.items()
            for noise, rows in by(held, "noise").items()
        },
        "writers": {name: figures(held) for name, held in by(judged, "voice").items()},
        "topics": {
            name: {"es": figures(by(held, "language").get("es", [])), "all": figures(held)}
            for name, held in by(judged, "topic").items()
        },
        "confusions": confusions(judged, 40),
        "reliability": reliability(judged),
        "calibration_error": calibration_error(judged),
        "ms": {"p50": quantile([one.ms for one in judged], 0.5), "p95": quantile([one.ms for one in judged], 0.95)},
    }


def _served(model: Text) -> Parse:
    """The way from a text to its topic in the served model."""
    from rasa.core.agent import Agent

    from redes_nlu.channel import _parse_text, _understanding

    agent = Agent.load(model)

    def parse(text: Text) -> Mapping[Text, Any]:
        topic, _, ranking = _understanding(_parse_text(agent, text))
        return {"topic": topic, "ranking": ranking[:CHOICES]}

    parse("hola")  # what is made at the first message is not a message's time
    return parse


def _train_diet(folder: Text, epochs: int) -> Text:
    """Rasa's default pipeline trained on our data.

    Args:
        folder: Where the model goes.
        epochs: Of DIET; Rasa's default of 100 takes hours on two cores.

    Returns:
        Path of the model's archive.
    """
    import rasa

    config = Path(folder) / "config.yml"
    ours = Path("config.yml").read_text(encoding="utf-8")
    policies = ours[ours.index("policies:") :]
    config.write_text(
        "recipe: default.v1\nassistant_id: diet\nlanguage: es\npipeline:\n"
        "  - name: WhitespaceTokenizer\n  - name: RegexFeaturizer\n  - name: LexicalSyntacticFeaturizer\n"
        "  - name: CountVectorsFeaturizer\n"
        "  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}\n"
        f"  - {{name: DIETClassifier, epochs: {epochs}, constrain_similarities: true, random_seed: 1}}\n"
        "  - {name: FallbackClassifier, threshold: 0.3, ambiguity_threshold: 0.1}\n" + policies,
        encoding="utf-8",
    )
    trained = rasa.train(
        domain="domain", config=str(config), training_files=["nlu/data"], output=folder, force_training=True
    )
    if trained.model is None:
        raise SystemExit("stock DIET could not be trained")
    return str(trained.model)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
