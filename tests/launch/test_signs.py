"""``redes sign``: a table tent for one institution, or a clear no."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from launch.cli import main

HOSPITAL = "cuc-huem"


def sign(*arguments: str, data: Path, **settings: str) -> Result:
    environment = {"REDES_DATA_DIR": str(data)} | settings
    return CliRunner().invoke(main, ["sign", "--out", str(data / "out"), *arguments], env=environment)


def test_the_sign_of_an_institution_is_written_as_file_and_picture(tmp_path: Path):
    done = sign("--at", HOSPITAL, "--bot", "RedesBot", data=tmp_path)

    assert done.exit_code == 0, done.stderr
    file, picture = (Path(line) for line in done.stdout.splitlines())
    [page] = PdfReader(file).pages
    assert "Cuéntenos qué pasó aquí" in page.extract_text()
    assert f"t.me/RedesBot?start=r_{HOSPITAL}" in page.extract_text().replace("\n", "")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at", "no-existe", "--bot", "RedesBot"), "there is no entry 'no-existe' in content/directorio/"),
        (("--at", HOSPITAL), "the code would open nothing"),
    ],
)
def test_what_leads_nowhere_is_not_printed(tmp_path: Path, arguments, said):
    refused = sign(*arguments, data=tmp_path)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert said in refused.stderr
    assert not (tmp_path / "out").exists()
