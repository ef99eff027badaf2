"""An author is told everything at once: what cannot be read, and what is wrong with the rest."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from makers import THURSDAY, a_card, a_catalogue, write_content

from redes.content.check import check_folder
from redes.content.strict_yaml import ContentError
from redes.settings import ROOT

CUTOFF = date(2026, 11, 21)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the catalogue that ships."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; the line it stands on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def test_eleven_different_mistakes_are_told_at_once_each_with_its_file_and_line(content: Path):
    rights = content / "derechos"
    mistakes = {
        "an unknown key": ("derechos/tutela.yaml", change(rights / "tutela.yaml", "    title:", "    titel:")),
        "a key twice": ("derechos/pep.yaml", change(rights / "pep.yaml", "label:", "topic: pep\nlabel:")),
        "no YAML": ("derechos/ive.yaml", change(rights / "ive.yaml", "label:", "\tlabel:")),
        "a field of the wrong kind": (
            "normas/leyes.yaml",
            change(content / "normas" / "leyes.yaml", "year: 2012", "year: dosmil"),
        ),
        "an id twice": (
            "directorio/santa-marta.yaml",
            change(content / "directorio" / "santa-marta.yaml", "- id: sma-secretaria", "- id: nac-123"),
        ),
    }
    # These are found on what can be read; their places are those of the values they belong to.
    change(rights / "sisben.yaml", "next: [regimen-subsidiado-migrante,", "next: [no-existe,")
    mistakes["a dead link"] = ("derechos/sisben.yaml", line_of(rights / "sisben.yaml", "- id: sisben-migrante"))
    change(rights / "lgbtiq.yaml", "- norm: ", "- norm: ley-9-1999\n      - norm: ")
    mistakes["an unknown norm"] = ("derechos/lgbtiq.yaml", line_of(rights / "lgbtiq.yaml", "- id: lgbtiq-migrante"))
    change(rights / "trata.yaml", "Marque 123.", "Marque 199 o 3001234567.")
    mistakes["a phone"] = ("derechos/trata.yaml", line_of(rights / "trata.yaml", "- id: trata-migrante"))
    change(content / "traducciones" / "en" / "trata.yaml", "  bring:", "  avoid:")
    mistakes["half a translation"] = (
        "traducciones/en/trata.yaml",
        line_of(content / "traducciones" / "en" / "trata.yaml", "- id: trata-migrante"),
    )
    change(content / "reglas" / "vacunacion.yaml", "tier: ", "tier: divina # ")
    change(
        rights / "vacunacion.yaml",
        "answer: >-\n",
        "answer: >-\n      " + "Institucionalización interadministrativa. " * 9 + "\n",
    )
    mistakes["hard prose"] = (
        "derechos/vacunacion.yaml",
        line_of(rights / "vacunacion.yaml", "- id: vacunacion-migrante"),
    )

    mistakes["a rule"] = ("reglas/vacunacion.yaml", line_of(content / "reglas" / "vacunacion.yaml", "tier: divina"))

    findings = check_folder(content, today=CUTOFF)[1]
    errors = {(f.path.removeprefix("content/"), f.line) for f in findings if f.severity == "error"}

    assert len(mistakes) == 11
    assert {what: where for what, where in mistakes.items() if where not in errors} == {}
    assert findings == sorted(findings)


def test_what_names_something_that_cannot_be_read_is_not_told_as_a_mistake(content: Path):
    before = {str(finding) for finding in check_folder(content, today=CUTOFF)[1]}
    change(content / "derechos" / "tutela.yaml", "    audience:", "   audience:")
    change(content / "derechos" / "pep.yaml", "label:", "\tlabel:")

    findings = check_folder(content, today=CUTOFF)[1]

    assert {f.path for f in findings if f.severity == "error" and str(f) not in before} == {
        "content/derechos/tutela.yaml",
        "content/derechos/pep.yaml",
    }


def test_a_folder_without_mistakes_is_checked_as_a_whole(tmp_path: Path):
    folder = write_content(tmp_path / "content", a_catalogue(cards=[a_card(), a_card(id="urgencias-oculta")]))

    [finding] = check_folder(folder, today=THURSDAY)[1]

    assert re.match(r"content/derechos/urgencias\.yaml:\d+: error: nobody can reach", str(finding))


def test_a_folder_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(ContentError):
        check_folder(tmp_path / "nada", today=THURSDAY)
