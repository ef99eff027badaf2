"""How well the topic model does on training sentences left out, and under which thresholds it should say so.

Run as ``python -m redes_nlu.cross_validate`` from the checkout: the place to choose settings and thresholds, since the held-out
sentences are for measuring only. What it finds is lower than what ``make eval`` finds: these sentences were written to differ.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from typing import List, Optional, Sequence, Text, Tuple

import yaml
from sklearn.model_selection import StratifiedKFold

from redes_nlu.evaluation_scores import Judged, by, figures
from redes_nlu.lexicon import Lexicon, read_lexicon
from redes_nlu.topic_model import Settings, TopicModel, train

DATA = Path("nlu/data")
LEXICON = Path("nlu/lexicon")
THRESHOLDS = ((0.3, 0.08), (0.35, 0.08), (0.4, 0.1), (0.45, 0.1), (0.5, 0.1), (0.5, 0.15), (0.55, 0.2))
SHOWN = ("top1", "answered_right", "answered_wrong", "unsure", "offered", "outside_answered")

Sentence = Tuple[Text, Text, Text]
"""Text, topic, language."""


def main(arguments: Sequence[Text]) -> int:
    """Train on all parts but one, look at the one, and tell the figures under several thresholds.

    Returns:
        Exit status: 0, whatever was found.
    """
    parser = argparse.ArgumentParser(prog="python -m redes_nlu.cross_validate", description="Sentences left out.")
    parser.add_argument(
        "--parts", type=int, default=4, help="into how many parts the sentences go (default %(default)s)"
    )
    parser.add_argument("--looked-at", type=int, help="how many of them are left out in turn (default: all)")
    chosen = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    lexicon = Lexicon(read_lexicon(LEXICON))
    ranked = leave_out(read_sentences(DATA), lexicon, Settings(), chosen.parts, chosen.looked_at)
    print(f"{'':<14}" + "".join(f"{name:>18}" for name in SHOWN))
    for threshold, ambiguity in THRESHOLDS:
        for language, judged in by(decided(ranked, threshold, ambiguity), "language").items():
            told = figures(judged)
            cells = "".join(f"{'-' if told[name] is None else format(told[name], '.3f'):>18}" for name in SHOWN)
            print(f"{threshold:<5} {ambiguity:<5} {language}{cells}")
    return 0


def read_sentences(folder: Path) -> List[Sentence]:
    """The training sentences.

    Args:
        folder: Holds a folder for each language, with Rasa's YAML.
    """
    return [
        (line[2:], block["intent"], path.parent.name)
        for path in sorted(folder.glob("??/*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def leave_out(
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    settings: Settings,
    parts: int,
    looked_at: Optional[int] = None,
) -> List[Tuple[Sentence, Sequence[Tuple[Text, float]]]]:
    """What is made of each sentence by a model that has not seen it.

    Args:
        sentences: All; each part has its share of every topic in every language.
        lexicon: The concepts.
        settings: Of the model.
        parts: Into how many parts the sentences go.
        looked_at: How many of the parts are left out in turn; all when None.

    Returns:
        Sentence and its topics, best first with their probability.
    """
    strata = [f"{topic} {language}" for _, topic, language in sentences]
    cut = StratifiedKFold(parts, shuffle=True, random_state=settings.seed)
    found = []
    for kept, left in list(cut.split(sentences, strata))[:looked_at]:
        seen = [sentences[at] for at in kept]
        model: TopicModel = train([text for text, _, _ in seen], [topic for _, topic, _ in seen], lexicon, settings)
        found += [(sentences[at], model.rank(sentences[at][0])) for at in left]
    return found


def decided(
    ranked: Sequence[Tuple[Sentence, Sequence[Tuple[Text, float]]]], threshold: float, ambiguity: float
) -> List[Judged]:
    """What is answered under thresholds, as Rasa's FallbackClassifier decides it.

    Args:
        ranked: Of :func:`leave_out`.
        threshold: A likeliest topic below it is not answered, 0 to 1.
        ambiguity: Nor is one that leads the second by less.
    """
    judged = []
    for (_, topic, language), ranking in ranked:
        (best, sure), (_, second) = ranking[:2]
        answered = None if sure < threshold or sure - second < ambiguity else best
        judged.append(Judged(topic, language, "", "", answered, ranking, 0.0))
    return judged


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
