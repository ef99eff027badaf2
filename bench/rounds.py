"""What is measured when: one round of a side is a start, a warm-up, loads of growing size, and a stop."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bench.client import Load
from bench.messages import Act, bodies, walk, whole_list
from bench.processes import Broken
from bench.sides import ROOT, Door, Ours, Stock
from bench.spread import percentile

FULL: Mapping[int, int] = {1: 144, 8: 40, 32: 16}
"""People at once -> messages of each."""

QUICK: Mapping[int, int] = {1: 72, 8: 16, 32: 8}

_REQUEST_LIMIT_S = 60.0
_LOAD_LIMIT_S = 240.0
_REST_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round of a side measured.

    Attributes:
        useful_s, understood_s: From the start of the program to its first useful answer, and to the first of
            the trained model.
        useful_is_right: Whether the first useful answer was the right one.
        p50_ms, p95_ms, p99_ms: Time of a message, one person at a time.
        rates: People at once -> useful answers a second.
        cpu_ms: Processor time of all the side's processes for a message, over all loads; what other
            programs on the machine do touches it least.
        rest_mib, after_mib: Memory after the warm-up, and after the loads.
        messages: Sent in the loads.
        failed: Of these, not answered usefully.
        not_understood: Of these, answered that they were not understood.
        neighbours: Load average of the machine when the round began.
    """

    useful_s: float
    understood_s: float
    useful_is_right: bool
    p50_ms: float
    p95_ms: float
    p99_ms: float
    rates: Mapping[int, float]
    cpu_ms: float
    rest_mib: float
    after_mib: float
    messages: int
    failed: int
    not_understood: int
    neighbours: float


def measure(side: Ours | Stock, sizes: Mapping[int, int]) -> Round:
    """Run one round of a side and stop it.

    Args:
        side: What to start.
        sizes: People at once -> messages of each; must name one person.

    Raises:
        Broken: It did not start, or answered nothing.
    """
    neighbours = os.getloadavg()[0]
    tag = f"{time.monotonic_ns():x}"
    try:
        programs, door, start = side.start()
        _load(side, door, [whole_list()], f"{tag}w")
        _load(side, door, [walk(person, 8, 4) for person in range(8)], f"{tag}x")
        time.sleep(_REST_S)
        rest_mib = programs.pss_mib()
        cpu_before = programs.cpu_s()
        loads = {
            people: _load(side, door, [walk(person, people, each) for person in range(people)], f"{tag}n{people}")
            for people, each in sizes.items()
        }
        messages = sum(len(load.latencies_ms) + load.failed for load in loads.values())
        return Round(
            useful_s=start.useful_s,
            understood_s=start.understood_s,
            useful_is_right=start.useful_is_right,
            p50_ms=percentile(loads[1].latencies_ms, 50),
            p95_ms=percentile(loads[1].latencies_ms, 95),
            p99_ms=percentile(loads[1].latencies_ms, 99),
            rates={people: len(load.latencies_ms) / load.seconds for people, load in loads.items()},
            cpu_ms=(programs.cpu_s() - cpu_before) * 1000 / messages,
            rest_mib=rest_mib,
            after_mib=programs.pss_mib(),
            messages=messages,
            failed=sum(load.failed for load in loads.values()),
            not_understood=sum(load.counted for load in loads.values()),
            neighbours=neighbours,
        )
    finally:
        side.stop()


def _load(side: Ours | Stock, door: Door, walks: list[list[Act]], tag: str) -> Load:
    plan = {
        "port": door.port,
        "path": door.path,
        "good": door.good,
        "bad": door.bad,
        "counted": door.not_understood,
        "bodies": bodies(side.name, walks, tag),
        "timeout_s": _REQUEST_LIMIT_S,
        "deadline_s": _LOAD_LIMIT_S,
    }
    asked = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=_LOAD_LIMIT_S + 30,
        check=False,
    )
    if asked.returncode != 0:
        raise Broken(f"the client failed:\n{asked.stderr[-1500:]}")
    load = Load(**json.loads(asked.stdout))
    if not load.latencies_ms:
        raise Broken(f"{side.name} gave no useful answer")
    return load
