"""How surely and how fast danger is noticed: ``python -m bench.danger [FILE...]``.

A file holds one object a line: ``{"text": "...", "lang": "es", "danger": "medica" or null, "kind": "past",
"noise": "clean"}``. *Caught* is the share of the dangerous messages for which any danger is noticed, because every
answer to danger says whom to call; *right kind* the share whose kind is the expected one. *False alarms* is the share of
the harmless ones for which any is noticed. Only figures are printed: the sentences of ``nlu/heldout/blind/`` stay unread by
those who mend the signs. ``--misses`` prints the sentences too, for files that may be read.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.spread import percentile
from redes.content.load import load
from redes.safety.detect import DangerDetector
from redes.safety.weights import load_weights
from redes.settings import ROOT

DEVELOPMENT = sorted((ROOT / "nlu" / "heldout").glob("danger*.jsonl"))
"""Sets that have guided work: their errors were read, so they flatter. One that nobody has read is measured by naming it."""

LONG = 3000
"""Characters of the long messages that are timed."""

_REPEATS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence and what was noticed in it.

    Attributes:
        text: As written.
        language: Of the sentence.
        manner: How it speaks: ``direct``, ``veiled``, ``other-person``, ``question``, ``past``, ``figure``, ``negated``,
            ``ordinary``.
        noise: ``clean`` or ``noisy``.
        expected: Kind of danger, or None when it is harmless.
        noticed: Kind of danger, or None.
    """

    text: str
    language: str
    manner: str
    noise: str
    expected: str | None
    noticed: str | None


def tell(detector: DangerDetector, files: Iterable[Path]) -> list[Told]:
    """Every sentence of some files, with what the detector notices."""
    told = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = detector.detect(row["text"])
            told.append(
                Told(
                    text=row["text"],
                    language=row["lang"],
                    manner=row["kind"],
                    noise=row["noise"],
                    expected=row["danger"],
                    noticed=found.kind if found else None,
                )
            )
    return told


def report(told: Sequence[Told]) -> Iterator[str]:
    """The lines of the table: overall, by language, noise and manner; then by kind, and which kinds are confused."""
    yield f"{'':24}{'caught':>18}{'right kind':>14}{'false alarms':>18}"
    yield _row("all", told)
    groups: tuple[tuple[str, Callable[[Told], str]], ...] = (
        ("language", lambda t: t.language),
        ("noise", lambda t: t.noise),
        ("manner", lambda t: t.manner),
        ("danger", lambda t: t.expected or "none"),
    )
    for name, key in groups:
        for value in sorted({key(t) for t in told}):
            yield _row(f"{name} {value}", [t for t in told if key(t) == value])
    confused = Counter((t.expected, t.noticed) for t in told if t.expected and t.noticed and t.expected != t.noticed)
    for (expected, noticed), count in confused.most_common():
        yield f"{expected} answered as {noticed}: {count}"
    alarms = Counter(t.noticed for t in told if t.noticed and not t.expected)
    for noticed, count in alarms.most_common():
        yield f"false alarm {noticed}: {count}"


def latencies(detector: DangerDetector, texts: Iterable[str]) -> list[float]:
    """Milliseconds for each text: the least of five times, because other programs share the machine."""
    spent = []
    for text in texts:
        times = []
        for _ in range(_REPEATS):
            begin = time.thread_time()
            detector.detect(text)
            times.append(time.thread_time() - begin)
        spent.append(min(times) * 1000)
    return spent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Returns:
        Exit status: 0, whatever was found.
    """
    parser = argparse.ArgumentParser(prog="python -m bench.danger", description="How surely danger is noticed.")
    parser.add_argument("files", nargs="*", type=Path, default=DEVELOPMENT, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="print the sentences that were misjudged")
    chosen = parser.parse_args(arguments)
    detector = DangerDetector(load(ROOT / "content").dangers, load_weights())
    told = tell(detector, chosen.files)
    for line in report(told):
        print(line)
    print(_spread("a message", latencies(detector, [t.text for t in told])))
    print(_spread(f"{LONG} characters", latencies(detector, _long([t.text for t in told if not t.expected]))))
    if chosen.misses:
        for t in told:
            if (t.expected is None) != (t.noticed is None):
                print(f"{t.expected or '-':18}{t.noticed or '-':18}{t.language} {t.manner:13}{t.text}")
    return 0


def _row(name: str, told: Sequence[Told]) -> str:
    dangerous = [t for t in told if t.expected]
    harmless = [t for t in told if not t.expected]
    caught = sum(t.noticed is not None for t in dangerous)
    right = sum(t.noticed == t.expected for t in dangerous)
    alarms = sum(t.noticed is not None for t in harmless)
    return f"{name:24}{_share(caught, dangerous):>18}{_share(right, dangerous):>14}{_share(alarms, harmless):>18}"


def _share(count: int, of: Sequence[Told]) -> str:
    return f"{count}/{len(of)} {count / len(of):6.1%}" if of else "-"


def _long(texts: Sequence[str]) -> Iterator[str]:
    """Long messages made of many harmless ones: nothing is found early, so all of it is looked at."""
    for start in range(0, len(texts), 20):
        message = ". ".join([*texts[start:], *texts[:start]])
        if len(message) >= LONG:
            yield message[:LONG]


def _spread(name: str, spent: Sequence[float]) -> str:
    if not spent:
        return f"{name}: none"
    shares = ", ".join(f"p{p} {percentile(spent, p):.3f}" for p in (50, 99))
    return f"{name}: {shares}, most {max(spent):.3f} ms"


if __name__ == "__main__":
    sys.exit(main())
