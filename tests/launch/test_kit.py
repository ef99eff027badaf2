"""``redes kit``: files in a folder, or a clear no."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from launch.cli import main


def kit(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(main, ["kit", *arguments], env={"REDES_DATA_DIR": str(data)})


def test_plan_slides_and_handout_are_written_each_as_pdf_and_to_edit(tmp_path: Path):
    done = kit("--minutes", "15", "--territory", "cucuta", "--out", str(tmp_path / "out"), data=tmp_path)

    assert (done.exit_code, done.stderr) == (0, "")
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {
        "plan-15.pdf",
        "plan-15.docx",
        "hoja-15.pdf",
        "hoja-15.docx",
        "diapositivas-15.pdf",
        "diapositivas-15.pptx",
    }
    assert {Path(line).name for line in done.stdout.splitlines()} == written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--ips", "nadie2026"), "there is no institution 'nadie2026' in content/ips/"),
        (("--territory", "atlantida"), "there is no territory 'atlantida' in content/territorios/; there are: "),
    ],
)
def test_what_is_not_there_gets_no_kit(tmp_path: Path, arguments: tuple[str, str], said: str):
    refused = kit("--minutes", "30", *arguments, "--out", str(tmp_path / "out"), data=tmp_path)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert said in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_length_that_no_session_has_is_bad_usage(tmp_path: Path):
    assert kit("--minutes", "45", data=tmp_path).exit_code == 2
