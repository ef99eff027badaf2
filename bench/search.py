"""How well and how fast the searches find: ``python -m bench.search``.

The lists in ``bench/queries/`` were written before the searches were tuned, in two halves: one to tune on, one to
measure on. A query counts as right when the first card (or kind of barrier) is the expected one.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml

from redes.content.barrier_search import BarrierSearch
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.content.schema import LANGUAGES, Audience, Language
from redes.content.search import Search
from redes.settings import ROOT

QUERIES = Path(__file__).parent / "queries"

HALVES = ("dev", "heldout")

_REPEATS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of one list of queries.

    Attributes:
        name: Which list.
        missed: Queries whose first result is another than expected.
        first: How many first results are right.
        in_three: How many right ones are among the first three.
        of: How many queries there are.
        milliseconds: How long each search took: the median of five times, because other programs share the machine.
    """

    name: str
    missed: tuple[str, ...]
    first: int
    in_three: int
    of: int
    milliseconds: tuple[float, ...]


def found_cards(catalogue: Catalogue, half: str) -> Iterator[Found]:
    """Results of the list of cards, a language at a time; each query is asked by whom its card speaks to."""
    search = Search(catalogue)
    lists: Mapping[Language, Any] = _read(f"search-{half}")
    for language in LANGUAGES:
        asked = []
        for entry in lists[language]:
            right = entry["card"] if isinstance(entry["card"], list) else [entry["card"]]
            audience = catalogue.cards[right[0]].audience
            asked.append((entry["q"], right, None if audience is Audience.TODOS else audience))
        yield _found(
            f"cards, {half}, {language}",
            [(query, right) for query, right, _ in asked],
            [
                lambda query=query, audience=audience, language=language: [
                    hit.card for hit in search.find(query, language=language, audience=audience)
                ]
                for query, _, audience in asked
            ],
        )


def found_barriers(catalogue: Catalogue, half: str) -> Found:
    """Results of the list of kinds of barrier."""
    search = BarrierSearch(catalogue)
    entries = _read(f"barriers-{half}")
    return _found(
        f"barriers, {half}",
        [(entry["q"], [entry["barrier"]]) for entry in entries],
        [lambda query=entry["q"]: search.find(query, limit=3) for entry in entries],
    )


def _found(name: str, asked: Sequence[tuple[str, list[str]]], finding: Iterable[Callable[[], Sequence[str]]]) -> Found:
    missed: list[str] = []
    times: list[float] = []
    first = in_three = 0
    for (query, right), find in zip(asked, finding, strict=True):
        took = []
        for _ in range(_REPEATS):
            began = time.perf_counter()
            results = find()
            took.append((time.perf_counter() - began) * 1000)
        times.append(median(took))
        in_three += any(result in right for result in results[:3])
        if results and results[0] in right:
            first += 1
        else:
            missed.append(query)
    return Found(
        name=name, missed=tuple(missed), first=first, in_three=in_three, of=len(asked), milliseconds=tuple(times)
    )


def _read(name: str) -> Any:
    return yaml.safe_load((QUERIES / f"{name}.yml").read_text(encoding="utf-8"))


def main() -> int:
    """Measure and tell, as a Markdown table; ``--missed`` also names the queries of the first half that missed."""
    catalogue = load(ROOT / "content")
    rows = [row for half in HALVES for row in (*found_cards(catalogue, half), found_barriers(catalogue, half))]
    print("| list | first right | in three | p50 ms | p99 ms |\n| --- | --- | --- | --- | --- |")
    for row in rows:
        p99 = quantiles(row.milliseconds, n=100)[98]
        print(
            f"| {row.name} | {row.first} of {row.of} | {row.in_three} of {row.of} "
            f"| {median(row.milliseconds):.2f} | {p99:.2f} |"
        )
    if "--missed" in sys.argv[1:]:
        for row in rows:
            if "dev" in row.name:  # the other half is not to be looked at
                print(f"\n{row.name}: {'; '.join(row.missed) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
