"""How fast the rules of «¿debo atender?» answer, explain and are proved: ``python -m bench.law``.

Nothing is kept from one decision to the next, so that each is timed as if it were the first of its kind; only the
day's rules are compiled before, as when the program has started.
"""

import itertools
import json
import sys
import timeit
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from bench.sides import ROOT
from bench.spread import percentile
from redes.calendar import today
from redes.content.load import load
from redes.eligibility.explain import explain
from redes.eligibility.facts import DOMAIN, Facts, make_facts
from redes.eligibility.load import Law, facts_of, load_law
from redes.eligibility.verify import prove

_REPEATS = 5

Case = tuple[Facts, date]


def main() -> int:
    """Measure, print a line a figure, and keep them in ``output/bench/law.json``.

    Returns:
        Exit status: 0, whatever was found; what misses its target is named.
    """
    catalogue = load(ROOT / "content")
    law = load_law(ROOT / "content" / "reglas", catalogue.norms)
    compiling_s = timeit.timeit(lambda: law.rulebook.table(today()), number=1)
    figures: dict[str, float] = {"compiling a day's rules, ms": compiling_s * 1e3}
    cases = {
        "decision, situations": _situations(law),
        "decision, all facts known": _known(),
        "decision, many unknown": _unknown(),
    }
    for name, some in cases.items():
        taken = _timed(some, lambda facts, day: law.rulebook.decide(facts, on=day).missing)
        figures |= _spread(name, [seconds * 1e6 for seconds in taken], "us")
    taken = _timed(_situations(law)[::5], lambda facts, day: explain(law.rulebook, facts, on=day), number=1)
    figures |= _spread("explanation", [seconds * 1e3 for seconds in taken], "ms")
    figures["proof, s"] = timeit.timeit(
        lambda: prove(law.rulebook, law.invariants, catalogue.norms, since=law.first_day), number=1
    )
    for name, value in figures.items():
        print(f"{name:<40} {value:8.1f}")
    folder = ROOT / "output" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "law.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    missed = [name for name, limit in _TARGETS.items() if figures[name] > limit]
    print(f"missed: {', '.join(missed)}" if missed else "all targets met: a decision under 50 us, the proof under 60 s")
    return 0


_TARGETS: Mapping[str, float] = {
    "decision, situations, p99 us": 50,
    "decision, all facts known, p99 us": 50,
    "decision, many unknown, p99 us": 50,
    "proof, s": 60,
}


def _situations(law: Law) -> list[Case]:
    told = map(facts_of, law.situations)
    return [(facts, day or today()) for facts, day in told]


def _known() -> list[Case]:
    rest = {fact: "no" for fact, values in DOMAIN.items() if values == ("si", "no")} | {"triage": "V"}
    pairs = itertools.product(DOMAIN["servicio"], DOMAIN["afiliacion"])
    groups: list[str] = []
    papers = {"documento": "sin-documento", "nacionalidad": "otra"}
    told = [rest | papers | {"servicio": service, "afiliacion": insured} for service, insured in pairs]
    plain = [{fact: value for fact, value in one.items() if not fact.startswith("grupo:")} for one in told]
    return [(make_facts(one, groups=groups), today()) for one in plain]


def _unknown() -> list[Case]:
    """Nothing known, one fact known, and service and document known: the cases with the most left to ask."""
    told: list[dict[str, str]] = [{}]
    told += [{fact: value} for fact, values in DOMAIN.items() for value in values]
    told += [{"servicio": s, "documento": d} for s in DOMAIN["servicio"] for d in DOMAIN["documento"]]
    return [(make_facts(one), today()) for one in told]


def _timed(cases: Sequence[Case], act: Callable[[Facts, date], object], number: int = 20) -> list[float]:
    """Seconds each case takes, the best of some tries: what the machine's other work adds is not ours."""
    return [min(timeit.repeat(partial(act, *case), number=number, repeat=_REPEATS)) / number for case in cases]


def _spread(name: str, values: Sequence[float], unit: str) -> dict[str, float]:
    return {
        f"{name}, p50 {unit}": percentile(values, 50),
        f"{name}, p99 {unit}": percentile(values, 99),
        f"{name}, max {unit}": max(values),
    }


if __name__ == "__main__":
    sys.exit(main())
