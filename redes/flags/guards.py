"""The test that a resolved flag names: it must exist, or the mistake can come back unseen.

Three kinds are known: a situation or an invariant of the rules (``content/reglas/situaciones/urgencias.yml: name``),
a test of the program (``tests/redes/content/test_check_phones.py::test_name``), and a question of the held-out sets
that understanding is measured on (``nlu/heldout/facts.es.jsonl: text or id``).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from redes.content.strict_yaml import ContentError, read
from redes.errors import RedesError

_CASE = re.compile(r"content/(reglas/(?:situaciones/[\w.-]+\.yml|invariantes\.yaml)):\s*(.+)")
_TEST = re.compile(r"tests/((?:[\w-]+/)*[\w-]+\.py)::(test_\w+)")
_HELDOUT = re.compile(r"nlu/heldout/([\w.-]+\.jsonl):\s*(.+)")

FORMS = (
    "content/reglas/situaciones/FILE.yml: NAME, content/reglas/invariantes.yaml: ID, tests/FILE.py::test_NAME, "
    "nlu/heldout/FILE.jsonl: TEXT"
)
"""How a guard is written."""


class NoGuard(RedesError):
    """A text names no test that exists."""


def check_guard(guard: str, *, content: Path, root: Path) -> None:
    """Whether a text names a test that exists.

    Args:
        guard: As one of :data:`FORMS`.
        content: The folder of the catalogue.
        root: The folder of the program, with ``tests/`` and ``nlu/``.

    Raises:
        NoGuard: It names none; the message says why.
    """
    if found := _CASE.fullmatch(guard):
        names = _names_of_cases(content / found[1])
    elif found := _TEST.fullmatch(guard):
        names = _names_of_tests(root / "tests" / found[1])
    elif found := _HELDOUT.fullmatch(guard):
        names = _names_of_questions(root / "nlu" / "heldout" / found[1])
    else:
        raise NoGuard(f"'{guard}' is no guard; write one as {FORMS}")
    try:
        known = found[2] in set(names)
    except (OSError, ValueError, ContentError):
        raise NoGuard(f"the file of '{guard}' cannot be read") from None
    if not known:
        raise NoGuard(f"'{found[2]}' does not stand in the file that '{guard}' names")


def _names_of_cases(path: Path) -> Iterator[str]:
    data = read(path, shown_as=path.name).data
    for entry in data if isinstance(data, list) else []:
        if isinstance(entry, dict):
            yield str(entry.get("name") or entry.get("id"))


def _names_of_tests(path: Path) -> Iterator[str]:
    for found in re.finditer(r"^(?:async )?def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE):
        yield found[1]


def _names_of_questions(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            question = json.loads(line)
            yield from (str(question[key]) for key in ("text", "texto", "id") if key in question)
