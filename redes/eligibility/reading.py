"""What was read from a sentence, and which readings stay when they compete.

The facts are those of one patient. When a sentence speaks of a mother (or of an older person) and of a child, the
service decides whose they are; else whoever is brought ("traigo a mi hijo", "mi hijo tiene..."); else the person
who is pregnant. The groups of the other person are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redes.eligibility.facts import DOMAIN, possible

_CHILD_SERVICES = frozenset(["nino-control", "recien-nacido", "vacunacion"])
"""Services whose patient is the child when a sentence speaks of a child and of somebody else."""

_MOTHER_SERVICES = frozenset(["control-prenatal", "parto", "puerperio", "ive", "anticoncepcion"])
"""Services whose patient is the woman."""

_CHILDREN = frozenset(["grupo:menor", "grupo:recien-nacido"])
_GROWN = frozenset(["grupo:gestante", "grupo:persona-mayor"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One fact read.

    Attributes:
        fact: As in the engine, groups as ``grupo:gestante``.
        value: Its value.
        start, end: The words it stands on, in code points of the text; end is one past the last.
        sure: False when it is only the most likely meaning: "PPT" alone for one in force, "mi hijo" for a minor.
        small: Whether it tells of a small child.
    """

    fact: str
    value: str
    start: int
    end: int
    sure: bool = True
    small: bool = False


def groups(candidates: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """Groups go together; of one that is both stated and denied the surer stays, and of two guesses the ``si``."""
    newborn = any(reading.fact == "grupo:recien-nacido" for reading in candidates)
    candidates = [c for c in candidates if not (newborn and c.fact == "grupo:menor" and not c.sure)]  # said already
    kept: list[Reading] = []
    for fact in dict.fromkeys(reading.fact for reading in candidates):
        of_it = [reading for reading in candidates if reading.fact == fact]
        sure = {reading.value for reading in of_it if reading.sure}
        values = sure or {reading.value for reading in of_it}
        value = "si" if not sure and "si" in values else next(iter(values)) if len(values) == 1 else None
        kept += [reading for reading in of_it if reading.value == value]
    return kept, [reading for reading in candidates if reading not in kept]


def best(candidates: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The first value, with every phrase that says it, and what it wins over."""
    if not candidates:
        return [], []
    value = candidates[0].value
    return [c for c in candidates if c.value == value], [c for c in candidates if c.value != value]


def of_one_patient(readings: list[Reading], *, brings: bool) -> tuple[list[Reading], list[Reading]]:
    """Readings of the patient, and those of whoever comes along (see the module)."""
    stated = {reading.fact for reading in readings if reading.value == "si"}
    small = all(reading.small for reading in readings if reading.fact == "grupo:menor")
    if not (stated & _CHILDREN and stated & _GROWN and small):
        return readings, []
    service = next((reading.value for reading in readings if reading.fact == "servicio"), "")
    if service in _MOTHER_SERVICES:
        leaving = _CHILDREN
    elif service in _CHILD_SERVICES or brings or "grupo:gestante" not in stated:
        leaving = _GROWN
    else:
        leaving = _CHILDREN
    return [r for r in readings if r.fact not in leaving], [r for r in readings if r.fact in leaving]


def fitting(readings: Iterable[Reading]) -> tuple[dict[str, str], list[Reading], list[Reading]]:
    """Facts that can be true together, the surer first; what they stand on; what contradicts them."""
    of_the_law = [reading for reading in readings if reading.fact in DOMAIN]
    known = {reading.fact: reading.value for reading in of_the_law}
    if all(known[reading.fact] == reading.value for reading in of_the_law) and possible(known):
        return known, of_the_law, []
    known = {}
    kept: list[Reading] = []
    lost: list[Reading] = []
    for reading in sorted(of_the_law, key=lambda one: (not one.sure, one.fact.startswith("grupo:"))):
        if known.get(reading.fact, reading.value) == reading.value and possible({**known, reading.fact: reading.value}):
            known[reading.fact] = reading.value
            kept.append(reading)
        else:
            lost.append(reading)
    return known, kept, lost
