"""The command: ``python -m bench``. Progress to standard error, the report to standard output."""

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from bench.messages import JOURNEY, TEXTS, SideName
from bench.processes import Broken
from bench.rounds import FULL, QUICK, Round, measure
from bench.sides import ROOT, THREADS, Ours, Stock, StockModel, stock_model
from bench.stock import DEFAULT_EPOCHS, Variant, read_material, write_project
from bench.table import TITLES, markdown, summarise, targets

_OUTPUT = ROOT / "output" / "bench"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell.

    Returns:
        Exit status: 0 done, whatever was found; 1 could not measure; 130 interrupted.
    """
    chosen = _parser().parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with SIGINT ignored
        signal.signal(number, _interrupted)
    try:
        with tempfile.TemporaryDirectory(prefix="redes-bench-") as folder:
            _run(chosen, Path(folder))
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Our stack beside a stock Rasa project.")
    parser.add_argument("--quick", action="store_true", help="fewer messages; take an earlier stock model")
    parser.add_argument("--reuse", action="store_true", help="take an earlier stock model, if nothing in it changed")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side is started and measured")
    parser.add_argument(
        "--epochs",
        type=int,
        default=4,
        help="of the stock intent classifier (default %(default)s: the cost of an answer does not depend on it, "
        "and the default of Rasa takes hours on two cores)",
    )
    parser.add_argument(
        "--all", action="store_true", help="also stock with topics answered by responses; trained for itself"
    )
    return parser


def _run(chosen: argparse.Namespace, folder: Path) -> None:
    cache = _OUTPUT / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    sizes = QUICK if chosen.quick else FULL
    material = read_material(ROOT)

    models: dict[Variant, StockModel] = {}
    variants: tuple[Variant, ...] = ("stock", "stock-utter") if chosen.all else ("stock",)
    for variant in variants:
        _tell(f"{variant}: training, or taking an earlier model")
        reuse = chosen.quick or chosen.reuse
        models[variant] = stock_model(cache, material, variant, epochs=chosen.epochs, reuse=reuse)
        _tell(f"{variant}: {models[variant].seconds:.0f} s{' (in an earlier run)' if models[variant].reused else ''}")
    _tell("ours: training")
    ours = Ours(folder)
    training_s: dict[SideName, float] = {"ours": ours.train(), "stock": models["stock"].seconds_by_default}
    _tell(f"ours: {training_s['ours']:.0f} s")

    sides: list[Ours | Stock] = [ours]
    for variant, model in models.items():
        write_project(folder / variant, material, variant, chosen.epochs)
        sides.append(Stock(variant, folder / variant, model.path))
    rounds: dict[SideName, list[Round]] = {side.name: [] for side in sides}
    for number in range(chosen.rounds):
        first = number % len(sides)
        for side in sides[first:] + sides[:first]:
            one = measure(side, sizes)
            rounds[side.name].append(one)
            _tell(
                f"round {number + 1}, {side.name}: first answer {one.useful_s:.1f} s, understood {one.understood_s:.1f} "
                f"s, p50 {one.p50_ms:.1f} ms, "
                + ", ".join(f"{rate:.0f}/s at {people}" for people, rate in one.rates.items())
                + f", {one.after_mib:.0f} MiB, {one.failed} of {one.messages} failed"
            )
    _report(rounds, training_s, models, sizes, chosen.quick)


def _report(
    rounds: Mapping[SideName, Sequence[Round]],
    training_s: Mapping[SideName, float],
    models: Mapping[Variant, StockModel],
    sizes: Mapping[int, int],
    quick: bool,
) -> None:
    summary = summarise(rounds)
    notes = [*_conditions(rounds, sizes, quick), *_about_training(models)]
    said = markdown(summary, training_s, notes)
    (_OUTPUT / "bench.md").write_text(said, encoding="utf-8")
    data = {
        "summary": {side: {name: asdict(one) for name, one in of.items()} for side, of in summary.items()},
        "training_s": training_s,
        "targets": [asdict(target) for target in targets(summary)],
        "notes": notes,
        "rounds": {side: [asdict(one) for one in done] for side, done in rounds.items()},
    }
    (_OUTPUT / "bench.json").write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
    print(said)


def _conditions(rounds: Mapping[SideName, Sequence[Round]], sizes: Mapping[int, int], quick: bool) -> list[str]:
    loads = ", ".join(
        f"{people} people x {each}" if people > 1 else f"1 person x {each}" for people, each in sizes.items()
    )
    before = [f"{one.neighbours:.1f}" for done in rounds.values() for one in done]
    notes = [
        (
            f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, revision {_revision()}, {os.cpu_count()} cores "
            f"({_processor()}), load average before the rounds: {', '.join(before)}; other programs share the machine."
        ),
        (
            f"{len(next(iter(rounds.values())))} rounds, the sides taking turns; a round is a start, a warm-up, then "
            f"{loads} messages{' (--quick)' if quick else ''}: {len(TEXTS)} texts and a report of {len(JOURNEY)} steps."
        ),
        "All on loopback, one message sent when the last was answered, the client in a process of its own on the "
        "same cores. Threads on all sides: " + ", ".join(f"{name}={value}" for name, value in THREADS.items()) + ".",
        (
            "Ours scrubs, looks for danger, renders cards with buttons, seals the story and hashes the receipt with "
            "scrypt; stock utters plain text and inserts a plain row."
        ),
    ]
    wrong = sum(not one.useful_is_right for one in rounds["ours"])
    if wrong:
        notes.append(
            f"Ours: in {wrong} of {len(rounds['ours'])} starts the first card (found by search) was a wrong one."
        )
    for side, done in rounds.items():
        sent = sum(one.messages for one in done)
        lost = sum(one.failed for one in done)
        missed = sum(one.not_understood for one in done)
        notes.append(f"{TITLES[side]}: {lost} of {sent} messages failed; {missed / sent:.0%} were not understood.")
    return notes


def _about_training(models: Mapping[Variant, StockModel]) -> list[str]:
    stock = models["stock"]
    when = " in an earlier run" if stock.reused else ""
    told = f"Stock was trained{when} with {stock.epochs} epochs of its intent classifier in {stock.seconds:.0f} s"
    if stock.epochs != DEFAULT_EPOCHS and stock.epoch_s is not None:
        told += (
            f", {stock.epoch_s:.0f} s an epoch; the table shows what Rasa's {DEFAULT_EPOCHS} epochs would take, "
            "reckoned from that. The cost of an answer does not depend on the epochs; what is understood does"
        )
    return [told + ". Ours was trained in this run."]


def _revision() -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        git = shutil.which("git") or "git"
        command = [git, "-C", str(ROOT), "describe", "--always", "--dirty"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    return "unknown"


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _interrupted(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
