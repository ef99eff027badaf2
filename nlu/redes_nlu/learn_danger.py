"""Learn to tell danger from what only looks like it: ``make danger``.

The sentences stand in ``content/peligro/``; those of quiet topics in ``nlu/data/`` are harmless too. The result is
``redes/safety/weights.json``: whole numbers, asked without any library. ``--halves`` learns from every other sentence
and tells how the rest is judged, for tuning; nothing is written.
"""

import base64
import json
import random
import re
import sys
import zlib
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from redes.safety.features import BUCKETS, Features
from redes.safety.sources import CONCEPTS, ROOM, digest

OUTPUT = Path("redes/safety/weights.json")
DATA = Path("nlu/data")

# Topics whose sentences may tell of danger.
NOT_QUIET = frozenset(
    "urgencias crisis-suicida trata embarazo-parto ninez negacion-servicio-queja violencia-sexual-genero "
    "reportar-barrera salud-mental dialogo ive cancer-cronicas fuera-de-alcance hablar-con-humano".split()
)
QUIET_WEIGHT = 0.3  # they are many, and far from danger
STRENGTH = 0.2  # of the weights: less is smoother


def main():
    """Learn and write, or tell how halves judge each other."""
    features = Features(yaml.safe_load((ROOM / CONCEPTS).read_text(encoding="utf-8")))
    sentences = authored()
    quiet = list(quiet_sentences())
    if "--halves" in sys.argv:
        for half in (0, 1):
            danger, _ = learn(features, sentences[half::2], quiet)
            told(features, danger, sentences[1 - half :: 2])
        return
    danger, kinds = learn(features, sentences, quiet)
    OUTPUT.write_text(
        json.dumps(
            {
                "learnt_from": digest(),
                "concepts": features.concepts,
                "danger": packed(danger.coef_[0], danger.intercept_[0]),
                "kinds": {
                    str(kind): packed(weights, bias)
                    for kind, weights, bias in zip(kinds.classes_, kinds.coef_, kinds.intercept_, strict=True)
                },
            },
            ensure_ascii=False,
            indent=0,
        )
        + "\n",
        encoding="utf-8",
    )


def authored():
    """Pairs of a sentence and its danger, None when harmless."""
    pairs = []
    for path in sorted(p for p in ROOM.glob("*.yml") if p.name != CONCEPTS):
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind, sentences in said["danger"].items():
            pairs += [(sentence, kind) for sentence in sentences]
        for sentences in said["harmless"].values():
            pairs += [(sentence, None) for sentence in sentences]
    return pairs


def quiet_sentences():
    """Training sentences of topics that tell of no danger, without their marks of facts."""
    for path in sorted(DATA.glob("*/*.yml")):
        if path.parent.name == "rules" or path.stem in NOT_QUIET:
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            for line in block["examples"].splitlines() if "intent" in block else ():
                yield re.sub(r"\[([^]]*)\][({][^)}]*[)}]", r"\1", line.strip("- ").strip())


def learn(features, pairs, quiet):
    """The two models: danger or not, and which."""
    luck = random.Random(5)  # noqa: S311 - slips of the finger, the same each time
    windows, dangers, weights = [], [], []
    for sentence, danger in pairs:
        once = slips(sentence, luck)
        for said in (sentence, once, slips(once, luck), re.sub("[¿?]", "", sentence)):
            windows.append(features.buckets(features.said(said), 0))
            dangers.append(danger or "")
            weights.append(1.0)
    meant = len(windows)
    for sentence in quiet:
        windows.append(features.buckets(features.said(sentence), 0))
        dangers.append("")
        weights.append(QUIET_WEIGHT)
    shown = table(windows)
    dangers = np.array(dangers)
    model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=5)
    danger = model.fit(shown, dangers != "", sample_weight=weights)
    real = np.flatnonzero(dangers[:meant] != "")
    model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=5)
    return danger, model.fit(shown[real], dangers[real])


def slips(sentence, luck):
    """A sentence as hurried fingers write it: letters lost, swapped, doubled, mistaken; words run together."""
    letters = list(sentence)
    for _ in range(max(1, len(letters) // 14)):
        if len(letters) < 5:
            break
        at, what = luck.randrange(1, len(letters) - 1), luck.random()
        if what < 0.4:
            del letters[at]
        elif what < 0.6:
            letters[at], letters[at - 1] = letters[at - 1], letters[at]
        elif what < 0.75:
            letters.insert(at, letters[at])
        elif what < 0.9:
            letters[at] = luck.choice("aeiousnrlt")
        elif letters[at] == " ":
            del letters[at]
    return "".join(letters)


def table(windows):
    """Windows as rows of ones."""
    columns = [bucket for window in windows for bucket in window]
    ends = np.cumsum([0, *map(len, windows)])
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(windows), BUCKETS))


def packed(weights, bias):
    """A model in whole numbers of one byte."""
    scale = float(np.abs(weights).max()) / 127
    whole = np.rint(weights / scale).astype(np.int8)
    return {
        "weights": base64.b64encode(zlib.compress(whole.tobytes(), 9)).decode(),
        "scale": round(scale, 8),
        "bias": round(float(bias), 6),
    }


def sureness(features, danger, sentence):
    """The logit of the most dangerous window."""
    said = features.said(sentence)
    return max(danger.decision_function(table([features.buckets(said, w) for w in range(len(said.windows))])))


def told(features, danger, pairs):
    """Print how sentences that were not learnt are judged."""
    sure = np.array([sureness(features, danger, said) for said, _ in pairs])
    real = np.array([kind is not None for _, kind in pairs])
    print(f"caught {np.mean(sure[real] > 0):.1%}, false alarms {np.mean(sure[~real] > 0):.1%}")


if __name__ == "__main__":
    main()
