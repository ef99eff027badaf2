"""What is said: the table, the ratios, and whether the targets are met."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.messages import SideName
from bench.rounds import Round
from bench.spread import Spread, spread

TITLES: Mapping[SideName, str] = {"ours": "ours", "stock": "stock", "stock-utter": "stock, utter responses"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table.

    Attributes:
        name: Key in ``bench.json``.
        label: In the table, with its unit.
        of: The value in a round.
        more_is_better: Otherwise less is.
        digits: After the point.
    """

    name: str
    label: str
    of: Callable[[Round], float]
    more_is_better: bool = False
    digits: int = 1


MEASURES = (
    Measure(name="first_useful_s", label="first useful answer, s", of=lambda r: r.useful_s, digits=2),
    Measure(name="first_understood_s", label="first understood sentence, s", of=lambda r: r.understood_s, digits=2),
    Measure(name="p50_ms", label="one message, p50, ms", of=lambda r: r.p50_ms),
    Measure(name="p95_ms", label="one message, p95, ms", of=lambda r: r.p95_ms),
    Measure(name="p99_ms", label="one message, p99, ms", of=lambda r: r.p99_ms),
    Measure(name="rate_1", label="messages/s, 1 person", of=lambda r: r.rates[1], more_is_better=True),
    Measure(name="rate_8", label="messages/s, 8 people", of=lambda r: r.rates[8], more_is_better=True),
    Measure(name="rate_32", label="messages/s, 32 people", of=lambda r: r.rates[32], more_is_better=True),
    Measure(name="cpu_ms", label="processor time a message, ms", of=lambda r: r.cpu_ms),
    Measure(name="rest_mib", label="memory at rest, MiB (PSS)", of=lambda r: r.rest_mib, digits=0),
    Measure(name="after_mib", label="memory after the load, MiB (PSS)", of=lambda r: r.after_mib, digits=0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was promised, and what came of it.

    Attributes:
        promise: In words.
        measured: In words.
        met: Whether it is kept, by the medians.
    """

    promise: str
    measured: str
    met: bool


Summary = Mapping[SideName, Mapping[str, Spread]]
"""Side -> name of a measure -> its spread over the rounds."""


def summarise(rounds: Mapping[SideName, Sequence[Round]]) -> dict[SideName, dict[str, Spread]]:
    """Spreads of all measures over the rounds of each side."""
    return {
        side: {measure.name: spread([measure.of(one) for one in done]) for measure in MEASURES}
        for side, done in rounds.items()
    }


def advantage(ours: float, theirs: float, *, more_is_better: bool) -> float:
    """How many times better ours is; below 1 it is worse."""
    return ours / theirs if more_is_better else theirs / ours


def targets(summary: Summary) -> list[Target]:
    """The promises against the medians, once for each variant of stock."""

    def times(name: str, side: SideName) -> float:
        measure = next(m for m in MEASURES if m.name == name)
        ours, theirs = summary["ours"][name].median, summary[side][name].median
        return advantage(ours, theirs, more_is_better=measure.more_is_better)

    first = summary["ours"]["first_useful_s"].median
    made = [Target(promise="first useful answer within 3 s", measured=f"{first:.2f} s", met=first <= 3.0)]
    for side in summary:
        if side == "ours":
            continue
        title = TITLES[side]
        ahead = times("p50_ms", side)
        made.append(Target(promise=f"p50 at least 3x better ({title})", measured=f"{ahead:.1f}x", met=ahead >= 3))
        for people in (1, 8, 32):
            ahead = times(f"rate_{people}", side)
            promise = f"messages/s at least 3x, {people} at once ({title})"
            made.append(Target(promise=promise, measured=f"{ahead:.1f}x", met=ahead >= 3))
        for name, when in (("rest_mib", "at rest"), ("after_mib", "after the load")):
            ours, theirs = summary["ours"][name].median, summary[side][name].median
            measured = f"{ours:.0f} against {theirs:.0f} MiB"
            made.append(Target(promise=f"no more memory {when} ({title})", measured=measured, met=ours <= theirs))
    return made


def markdown(summary: Summary, training_s: Mapping[SideName, float], notes: Iterable[str]) -> str:
    """The whole report.

    Args:
        summary: What was measured.
        training_s: Seconds of a training, where it is known.
        notes: What a reader must know to judge the numbers, a line each.
    """
    sides = list(summary)
    others = [side for side in sides if side != "ours"]
    head = ["", *(TITLES[side] for side in sides), *(f"ours is better than {TITLES[s]}" for s in others)]
    lines = [_row(head), _row(["---"] + ["---:"] * (len(head) - 1))]
    for measure in MEASURES:
        spreads = [summary[side][measure.name] for side in sides]
        times = [
            advantage(
                summary["ours"][measure.name].median,
                summary[side][measure.name].median,
                more_is_better=measure.more_is_better,
            )
            for side in others
        ]
        cells = [_cell(one, measure.digits) for one in spreads]
        lines.append(_row([measure.label, *cells, *(f"{t:.2f}x" for t in times)]))
    trained = [f"{training_s[s]:.0f}" if s in training_s else "-" for s in sides]
    faster = [f"{training_s[s] / training_s['ours']:.1f}x" if s in training_s else "-" for s in others]
    lines.append(_row(["training, s", *trained, *faster]))
    lines += ["", "Medians of the rounds; in brackets the smallest and the largest.", ""]
    lines += [_row(["target", "measured", ""]), _row(["---", "---", "---"])]
    lines += [_row([t.promise, t.measured, "met" if t.met else "NOT MET"]) for t in targets(summary)]
    return "\n".join(["# Our stack beside stock Rasa", "", *lines, "", *(f"- {note}" for note in notes), ""])


def _cell(one: Spread, digits: int) -> str:
    return f"{one.median:.{digits}f} ({one.low:.{digits}f}-{one.high:.{digits}f})"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
