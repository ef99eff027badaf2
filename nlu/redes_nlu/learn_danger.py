"""Learn to tell danger from what only looks like it: ``make danger``.

The sentences stand in ``content/peligro/``; those of quiet topics in ``nlu/data/`` are harmless too. The result is
``redes/safety/weights.json``: whole numbers, asked without any library. ``--folds`` learns from four fifths of the
sentences at a time and tells how the rest is judged, for tuning; nothing is written. ``--folds all`` also prints what
was misjudged.
"""

import base64
import json
import random
import re
import sys
import zlib
from pathlib import Path
from zlib import crc32

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from redes.content.words import words
from redes.safety.features import BUCKETS, SIZES, Features, length, readable
from redes.safety.sources import CONCEPTS, ROOM, digest

OUTPUT = Path("redes/safety/weights.json")
DATA = Path("nlu/data")

# Topics whose sentences may tell of danger.
NOT_QUIET = frozenset(
    "urgencias crisis-suicida trata embarazo-parto ninez negacion-servicio-queja violencia-sexual-genero "
    "reportar-barrera salud-mental dialogo ive".split()
)
QUIET = "tranquilo"  # what is asked in those topics without any danger
FOLDS = 5
MODELS = 3
QUIET_WEIGHT = 0.6  # they are many, and far from danger
STRENGTH = 1.0  # of the weights: less is smoother
TELLING = 0.7  # how much louder is what stands far oftener on one side, between 0 and 1
# How loud each kind of feature is (words, pairs, pieces, concepts, together, near): what is loud is learnt first, and
# concepts carry over to words and languages that few sentences have.
LOUDNESS = np.repeat((1.0, 1.0, 0.9, 1.5, 0.3, 1.3), SIZES).astype(np.float32)


def main():
    """Learn and write, or tell how halves judge each other."""
    features = Features(yaml.safe_load((ROOM / CONCEPTS).read_text(encoding="utf-8")))
    sentences = authored()
    quiet = list(quiet_sentences())
    if "--folds" in sys.argv:
        fold(features, sentences, quiet, aloud="all" in sys.argv)
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
        for how, sentences in said["harmless"].items():
            pairs += [(sentence, None) for sentence in sentences if how != QUIET]
    return pairs


def quiet_sentences():
    """Sentences that are far from danger: of topics that tell of none, without their marks of facts, and calm ones of the others."""
    for path in sorted(p for p in ROOM.glob("*.yml") if p.name != CONCEPTS):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["harmless"].get(QUIET, ())
    for path in sorted(DATA.glob("*/*.yml")):
        if path.parent.name == "rules" or path.stem in NOT_QUIET:
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            for line in block["examples"].splitlines() if "intent" in block else ():
                yield re.sub(r"\[([^]]*)\][({][^)}]*[)}]", r"\1", line.strip("- ").strip())


def learn(features, pairs, quiet, *, kinds=True):
    """The two models: danger or not, and, if asked for, which.

    The first is the mean of several, each of which was shown other slips of the finger: one alone would change its mind about
    what is near its limit with every sentence that is added.
    """
    models = [learn_once(features, pairs, quiet, luck) for luck in range(MODELS)]
    danger, shown, dangers = models[0]
    danger.coef_ = np.mean([model.coef_ for model, _, _ in models], axis=0)
    danger.intercept_ = np.mean([model.intercept_ for model, _, _ in models], axis=0)
    if not kinds:
        return danger, None
    real = np.flatnonzero(dangers != "")
    kinds = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=5)
    return danger, kinds.fit(shown[real], dangers[real])


def learn_once(features, pairs, quiet, luck):
    """One model of danger or not; the windows of what was meant, and their dangers."""
    rows, dangers, weights = [], [], []
    for sentence, danger in pairs:
        once = slips(sentence, random.Random(f"{luck} {sentence}"))  # noqa: S311 - the same each time
        twice = slips(once, random.Random(f"{luck} {once}"))  # noqa: S311
        for said in (sentence, once, twice, re.sub("[¿?]", "", sentence)):
            # Of a long dangerous sentence the end is learnt: there most people come to what it is about.
            rows.append(seen(features, said)[-1])
            dangers.append(danger or "")
            weights.append(1.0)
    meant = len(rows)
    for sentence, danger in pairs:
        for window in seen(features, sentence)[:-1] if danger is None else ():
            rows.append(window)
            dangers.append("")
            weights.append(1.0)
    for sentence in quiet:
        for said in (sentence, slips(sentence, random.Random(f"{luck} {sentence}"))):  # noqa: S311
            for window in seen(
                features, said
            ):  # a long one must be quiet everywhere: the most dangerous window decides
                rows.append(window)
                dangers.append("")
                weights.append(QUIET_WEIGHT)
    shown = table(rows)
    dangers = np.array(dangers)
    louder = telling(shown, dangers != "", np.array(weights))
    danger = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=5)
    danger.fit(shown.multiply(louder).tocsr(), dangers != "", sample_weight=weights)
    danger.coef_ = danger.coef_ * louder
    return danger, shown[:meant], dangers[:meant]


def telling(shown, real, weights):
    """How loud each bucket is to the learner: by how much oftener it stands in danger than out of it, or the reverse.

    What is told this way generalises better from few and short sentences (Wang and Manning 2012, "Baselines and bigrams").
    """
    seen = (shown > 0).astype(np.float64)
    sides = [np.asarray(seen.T @ (weights * side)).ravel() + 1 for side in (real, ~real)]
    ratio = np.log((sides[0] / (weights * real).sum()) / (sides[1] / (weights * ~real).sum()))
    return TELLING * np.abs(ratio) + 1 - TELLING


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


def seen(features, sentence):
    """For each window of a sentence its buckets and its length."""
    shown = readable(sentence)
    said = features.said(words(shown), asks="?" in shown)
    return [(features.buckets(said, window), end - begin) for window, (begin, end) in enumerate(said.windows)]


def table(rows):
    """Windows as rows of how loud each bucket is."""
    columns = np.array([bucket for buckets, _ in rows for bucket in buckets], dtype=np.int64)
    counts = [len(buckets) for buckets, _ in rows]
    loud = LOUDNESS[columns] / np.repeat([length(count) for _, count in rows], counts).astype(np.float32)
    return csr_matrix((loud, columns, np.cumsum([0, *counts])), shape=(len(rows), BUCKETS))


def packed(weights, bias):
    """A model in whole numbers of one byte."""
    loud = weights * LOUDNESS
    scale = float(np.abs(loud).max()) / 127
    whole = np.rint(loud / scale).astype(np.int8)
    return {
        "weights": base64.b64encode(zlib.compress(whole.tobytes(), 9)).decode(),
        "scale": round(scale, 8),
        "bias": round(float(bias), 6),
    }


def fold(features, pairs, quiet, *, aloud):
    """Print how surely sentences that were not learnt are told apart, at several limits of sureness."""
    folds = np.array([crc32(sentence.encode()) % FOLDS for sentence, _ in pairs])
    quiet_folds = np.array([crc32(sentence.encode()) % FOLDS for sentence in quiet])
    sure, quiet_sure = np.zeros(len(pairs)), np.zeros(len(quiet))
    for out in range(FOLDS):
        learnt = [pair for pair, where in zip(pairs, folds, strict=True) if where != out]
        calm = [sentence for sentence, where in zip(quiet, quiet_folds, strict=True) if where != out]
        danger, _ = learn(features, learnt, calm, kinds=False)
        for at in np.flatnonzero(folds == out):
            sure[at] = max(danger.decision_function(table(seen(features, pairs[at][0]))))
        rest = np.flatnonzero(quiet_folds == out)
        quiet_sure[rest] = danger.decision_function(table([seen(features, quiet[at])[0] for at in rest]))
    real = np.array([kind is not None for _, kind in pairs])
    for limit in (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0):
        print(
            f"at {limit:+.1f} caught {np.mean(sure[real] > limit):.1%}, false alarms {np.mean(sure[~real] > limit):.1%}, "
            f"of quiet topics {np.mean(quiet_sure > limit):.1%}"
        )
    for at in np.argsort(sure) if aloud else ():
        if real[at] != (sure[at] > 0):
            print(f"{sure[at]:+.2f} {pairs[at][1] or '-':18}{pairs[at][0]}")


if __name__ == "__main__":
    main()
