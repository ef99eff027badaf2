"""How well facts are read from sentences: ``python -m bench.facts FILE...``.

A file holds one object a line: ``{"text": "...", "hechos": {...}}``, facts as the contracts write them, ``grupos`` a
list. A fact that no line of a file labels is not counted in it. Counted are pairs of fact and value: *precision* is the share of those read that are right, *recall* the share
of the right ones that are read. *Exact* is the share of sentences with all facts right and none besides. Both are also
given *closed*: with what follows from the facts by law (who comes for prenatal care is pregnant), as the engine sees it.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redes.content.load import load
from redes.eligibility.facts import BadFacts, imply
from redes.eligibility.said import FactReader
from redes.privacy.scrub import scrub

_CONTENT = Path(__file__).parents[1] / "content"

Pair = tuple[str, str]
"""Fact and value; a group stated is ``("grupos", "gestante")``."""


@dataclass
class Tally:
    """Counts over sentences.

    Attributes:
        right, read, expected: Fact -> number of pairs.
        exact, sentences: Numbers of sentences.
    """

    right: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    sentences: int = 0

    def add(self, read: set[Pair], expected: set[Pair]) -> None:
        """Count one sentence."""
        self.sentences += 1
        self.exact += read == expected
        self.right.update(fact for fact, _ in read & expected)
        self.read.update(fact for fact, _ in read)
        self.expected.update(fact for fact, _ in expected)

    def rows(self) -> Iterable[tuple[str, float, float, float, int]]:
        """Fact, precision, recall, F1 and expected pairs; the last row is of all facts."""
        for fact in [*sorted({*self.read, *self.expected}), "all"]:
            counts = [sum(c.values()) if fact == "all" else c[fact] for c in (self.right, self.read, self.expected)]
            right, read, expected = counts
            precision = right / read if read else 1.0
            recall = right / expected if expected else 1.0
            f1 = 2 * right / (read + expected) if read + expected else 1.0
            yield fact, precision, recall, f1, expected


def pairs(facts: Mapping[str, Any]) -> set[Pair]:
    """Facts as the contracts write them, as pairs."""
    return {
        (fact, str(one))
        for fact, value in facts.items()
        for one in (value if isinstance(value, list) else [value])
        if one is not None
    }


def closed(facts: set[Pair]) -> set[Pair]:
    """Pairs with all that follows from them; those that exclude each other stay as they are."""
    known = {
        f"grupo:{value}" if fact == "grupos" else fact: "si" if fact == "grupos" else value for fact, value in facts
    }
    try:
        known = imply(known)
    except BadFacts:
        return facts
    return {
        ("grupos", fact.removeprefix("grupo:")) if fact.startswith("grupo:") else (fact, value)
        for fact, value in known.items()
        if not (fact.startswith("grupo:") and value == "no")
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Score files and print a table for each."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.facts", description="Facts in sentences, held against labels."
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true", help="also list what was read wrongly (not for held-out files)")
    chosen = parser.parse_args(arguments)
    reader = FactReader(load(_CONTENT))
    for path in chosen.files:
        said, followed, took = Tally(), Tally(), []
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        labelled = {fact for row in rows for fact in row["hechos"]}
        for row in rows:
            text = scrub(row["text"]).text
            started = time.perf_counter()
            facts = reader.read(text).as_contract()
            took.append(time.perf_counter() - started)
            read = pairs({fact: value for fact, value in facts.items() if fact in labelled})
            expected = pairs(row["hechos"])
            said.add(read, expected)
            followed.add(closed(read), closed(expected))
            if chosen.wrong and read != expected:
                print(f"{row['text']}\n    not read {sorted(expected - read)}; wrongly read {sorted(read - expected)}")
        _tell(path, said, followed, sorted(took))
    return 0


def _tell(path: Path, said: Tally, followed: Tally, took: list[float]) -> None:
    print(f"\n{path.name}: {said.sentences} sentences")
    print(f"{'fact':16} {'precision':>9} {'recall':>7} {'F1':>6} {'n':>5}   closed F1")
    closed_f1 = {fact: f1 for fact, _, _, f1, _ in followed.rows()}
    for fact, precision, recall, f1, number in said.rows():
        print(f"{fact:16} {precision:9.1%} {recall:7.1%} {f1:6.1%} {number:5}   {closed_f1.get(fact, f1):6.1%}")
    print(f"exact {said.exact / said.sentences:.1%}, closed {followed.exact / followed.sentences:.1%}")
    print(f"{took[len(took) // 2] * 1e6:.0f} µs a sentence (median), {took[-1] * 1e6:.0f} µs at most")


if __name__ == "__main__":
    raise SystemExit(main())
