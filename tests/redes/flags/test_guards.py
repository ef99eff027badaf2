import pytest

from redes.flags.guards import NoGuard, check_guard
from redes.settings import ROOT


@pytest.fixture
def house(tmp_path):
    files = {
        "content/reglas/situaciones/urgencias.yml": "- name: sin papeles\n  given: {servicio: urgencia}\n",
        "content/reglas/situaciones/rota.yml": "- name: [\n",
        "content/reglas/invariantes.yaml": "- id: urgencia-para-todos\n",
        "content/reglas/ive.yaml": "- id: ive\n",
        "tests/redes/test_uno.py": "def helper():\n    pass\n\n\ndef test_uno():\n    pass\n\n\nasync def test_dos():\n    pass\n",
        "nlu/heldout/facts.es.jsonl": '{"text": "soy ana: ¿qué hago?"}\n\n{"id": "x1", "text": "b"}\n',
        "nlu/heldout/rota.jsonl": "{\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "guard",
    [
        "content/reglas/situaciones/urgencias.yml: sin papeles",
        "content/reglas/situaciones/urgencias.yml:sin papeles",
        "content/reglas/invariantes.yaml: urgencia-para-todos",
        "tests/redes/test_uno.py::test_uno",
        "tests/redes/test_uno.py::test_dos",
        "nlu/heldout/facts.es.jsonl: soy ana: ¿qué hago?",
        "nlu/heldout/facts.es.jsonl: x1",
    ],
)
def test_a_test_that_exists_is_a_guard(house, guard):
    check_guard(guard, content=house / "content", root=house)


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("lo revisé yo", "is no guard"),
        ("content/reglas/ive.yaml: ive", "is no guard"),
        ("content/reglas/situaciones/../ive.yaml: ive", "is no guard"),
        ("tests/redes/test_uno.py::helper", "is no guard"),
        ("tests/../test_uno.py::test_uno", "is no guard"),
        ("content/reglas/situaciones/urgencias.yml: otra", "'otra' does not stand"),
        ("content/reglas/situaciones/nada.yml: sin papeles", "cannot be read"),
        ("content/reglas/situaciones/rota.yml: sin papeles", "cannot be read"),
        ("tests/redes/test_uno.py::test_tres", "'test_tres' does not stand"),
        ("tests/redes/test_nada.py::test_uno", "cannot be read"),
        ("nlu/heldout/facts.es.jsonl: c", "'c' does not stand"),
        ("nlu/heldout/rota.jsonl: a", "cannot be read"),
    ],
)
def test_what_names_no_test_is_refused_with_the_reason(house, guard, said):
    with pytest.raises(NoGuard, match=said):
        check_guard(guard, content=house / "content", root=house)


def test_situations_and_tests_of_this_checkout_can_be_guards():
    for guard in (
        "content/reglas/invariantes.yaml: urgencia-para-todos",
        "tests/redes/flags/test_guards.py::test_a_test_that_exists_is_a_guard",
    ):
        check_guard(guard, content=ROOT / "content", root=ROOT)
