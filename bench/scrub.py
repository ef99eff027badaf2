"""How much personal data the scrubber finds, and what else it takes: ``python -m bench.scrub [--presidio]``.

The narratives of ``bench/heldout/`` were written by people who did not write the scrubber, and the tagger learns from none
of them. The misses in ``development.jsonl`` have been read, so it is a set for development; those in ``blind.jsonl`` were read by
nobody, and tell what a new text may expect.
Counted as its users would:

- an identifier is caught when 90% of its letters and digits are gone (an address told in words: 80%);
- a name is caught when every word of it is gone, whoever's name the scrubber took it for;
- what was clean is every character outside the marked spans.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from redes.privacy.scrub.training.marked import read_marked

_HERE = Path(__file__).parent
BLIND = _HERE / "heldout" / "blind.jsonl"
DEVELOPMENT = _HERE / "heldout" / "development.jsonl"
_OUTPUT = _HERE.parent / "output" / "bench"
NAMES = frozenset({"nombre", "nombre-de-tercero"})
_ENOUGH = {"direccion": 0.8}
_PRESIDIO = "presidio-analyzer==2.2.366"

Pieces = Sequence[tuple[int, int, str]]
"""Start, end (exclusive) and kind of what was taken out of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """A text of a set.

    Attributes:
        id: Its file and line.
        lang: Language code.
        kind: How it is written: ``clean``, ``noisy`` or ``voice``.
        text: The words.
        spans: What is personal in it.
    """

    id: str
    lang: str
    kind: str
    text: str
    spans: Pieces


@dataclass(slots=True)
class Tally:
    """What one side did on the set.

    Attributes:
        caught: What is counted (a kind, a language and a group, ...) -> how many were caught.
        whole: Same, gone to the last letter and digit.
        all: Same -> how many there are.
        clean: Language or way of writing -> clean characters.
        lost: Same -> clean characters that were removed.
        missed: Narrative and span that were not caught.
        times_ms: Of each narrative.
    """

    caught: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Narrative, tuple[int, int, str]]] = field(default_factory=list)
    times_ms: list[float] = field(default_factory=list)


def read_narratives(path: Path = BLIND) -> list[Narrative]:
    """A set in its order; also one that is learnt from."""
    return [
        Narrative(id=f"{path.stem}:{one.line}", lang=one.lang, kind=one.style, text=one.text, spans=one.spans)
        for one in read_marked(path)
    ]


def tally(narratives: Iterable[Narrative], found: Iterable[tuple[Pieces, float]]) -> Tally:
    """Count what was caught and what was lost.

    Args:
        narratives: The set.
        found: For each, what was taken out and the milliseconds it took.
    """
    counts = Tally()
    for narrative, (pieces, took) in zip(narratives, found, strict=True):
        text = narrative.text
        gone = [False] * len(text)
        for start, end, _ in pieces:
            gone[start:end] = [True] * (end - start)
        clean = [True] * len(text)
        for start, end, kind in narrative.spans:
            clean[start:end] = [False] * (end - start)
            matter = [gone[i] for i in range(start, end) if text[i].isalnum()]
            share = sum(matter) / len(matter)
            is_name = kind in NAMES
            caught = share == 1 if is_name else share >= _ENOUGH.get(kind, 0.9)
            group = "names" if is_name else "identifiers"
            for key in (kind, group, f"{narrative.lang} {group}", f"{narrative.kind} {group}"):
                counts.all[key] += 1
                counts.caught[key] += caught
                counts.whole[key] += share == 1
            if not caught:
                counts.missed.append((narrative, (start, end, kind)))
        for key in ("all", narrative.lang, narrative.kind):
            counts.clean[key] += sum(clean)
            counts.lost[key] += sum(1 for i in range(len(text)) if clean[i] and gone[i])
        counts.times_ms.append(took)
    return counts


def run_ours(narratives: Sequence[Narrative]) -> list[tuple[Pieces, float]]:
    """What the program takes out; loaded and warm, as in a running program."""
    from redes.privacy.scrub import find_personal_data

    return timed(
        [n.text for n in narratives], lambda text: [(s.start, s.end, s.type) for s in find_personal_data(text)]
    )


def timed(texts: Sequence[str], find: Callable[[str], Pieces]) -> list[tuple[Pieces, float]]:
    """Pieces and milliseconds of the processor for each text, the quickest of three: the machine is not alone."""
    find(texts[0])
    found = []
    for text in texts:
        best = float("inf")
        pieces: Pieces = ()
        for _ in range(3):
            begin = time.thread_time()
            pieces = find(text)
            best = min(best, 1000 * (time.thread_time() - begin))
        found.append((pieces, best))
    return found


def run_presidio(narratives: Sequence[Narrative]) -> list[tuple[Pieces, float]]:
    """Presidio in an environment of its own, which is made for it: it is no part of this program."""
    command = [
        _uv(),
        "run",
        "--quiet",
        "--no-project",
        "--python",
        "3.11",
        "--with",
        _PRESIDIO,
        str(_HERE / "presidio_side.py"),
    ]
    lines = "".join(json.dumps({"lang": n.lang, "text": n.text}) + "\n" for n in narratives)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"Presidio could not be run: {done.stderr[-2000:]}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [([(s, e, k) for s, e, k in answer["pieces"]], answer["ms"]) for answer in answers]


def _uv() -> str:
    return shutil.which("uv") or str(_HERE.parent / ".tools" / "bin" / "uv")


def markdown(sides: Mapping[str, Tally]) -> str:
    """The sides beside each other."""
    first = next(iter(sides.values()))
    keys = [*sorted(k for k in first.all if k[0].isalpha() and " " not in k and k not in ("identifiers", "names"))]
    grouped = [
        *sorted(k for k in first.all if k.endswith(" identifiers")),
        *sorted(k for k in first.all if k.endswith(" names")),
    ]
    head = "| caught | of | " + " | ".join(sides) + " |\n|---|--:|" + "--:|" * len(sides) + "\n"
    rows = [
        _row(
            key,
            str(first.all[key]),
            [
                f"{100 * t.caught[key] / t.all[key]:.1f} % (whole {100 * t.whole[key] / t.all[key]:.1f})"
                for t in sides.values()
            ],
        )
        for key in ("identifiers", "names", *keys, *grouped)
    ]
    lost = [
        _row(
            f"clean characters removed, {key}",
            str(first.clean[key]),
            [f"{100 * t.lost[key] / t.clean[key]:.2f} %" for t in sides.values()],
        )
        for key in sorted(first.clean)
    ]
    times = [
        _row(f"a message, p{share}, ms", "", [f"{_quantile(t.times_ms, share / 100):.2f}" for t in sides.values()])
        for share in (50, 99)
    ]
    return head + "".join([*rows, *lost, *times])


def _row(label: str, of: str, cells: Iterable[str]) -> str:
    return f"| {label} | {of} | " + " | ".join(cells) + " |\n"


def _quantile(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and keep it in ``output/bench/scrub.md``."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.scrub", description="The scrubber on narratives whose personal data is known."
    )
    parser.add_argument("--presidio", action="store_true", help="Presidio beside it (installed for the occasion)")
    parser.add_argument("--set", type=Path, default=BLIND, help="another set of the same shape")
    parser.add_argument("--misses", action="store_true", help="list what was missed, and what was removed besides")
    chosen = parser.parse_args(arguments)

    narratives = read_narratives(chosen.set)
    sides = {"ours": tally(narratives, run_ours(narratives))}
    if chosen.presidio:
        sides["Presidio, pattern recognisers, no NER model"] = tally(narratives, run_presidio(narratives))
    said = markdown(sides)
    _OUTPUT.mkdir(parents=True, exist_ok=True)
    (_OUTPUT / "scrub.md").write_text(said, encoding="utf-8")
    print(said, end="")
    if chosen.misses:
        _list_misses(narratives, sides["ours"])
    return 0


def _list_misses(narratives: Sequence[Narrative], ours: Tally) -> None:
    for narrative, (start, end, kind) in ours.missed:
        print(f"MISSED {kind}: «{narrative.text[start:end]}» in {narrative.id} {narrative.text}", file=sys.stderr)
    lost: dict[str, list[str]] = defaultdict(list)
    for narrative, (pieces, _) in zip(narratives, run_ours(narratives), strict=True):
        marked = {i for start, end, _ in narrative.spans for i in range(start, end)}
        for start, end, kind in pieces:
            extra = "".join(c for i, c in enumerate(narrative.text[start:end], start) if i not in marked).strip()
            if extra:
                lost[narrative.id].append(f"{kind} «{narrative.text[start:end]}»")
    for name, extras in lost.items():
        print(f"LOST {name}: {', '.join(extras)}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
