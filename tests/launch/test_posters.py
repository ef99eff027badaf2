"""``redes poster``: files in a folder, or a clear no."""

from pathlib import Path

from click.testing import CliRunner, Result

from launch.cli import main


def poster(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(main, ["poster", *arguments], env={"REDES_DATA_DIR": str(data)})


def test_an_institution_that_is_not_there_gets_no_poster(tmp_path: Path):
    refused = poster("--out", str(tmp_path / "out"), "--ips", "nadie2026", data=tmp_path)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "there is no institution 'nadie2026' in content/ips/" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_the_poster_and_the_ten_pictures_are_written(tmp_path: Path):
    done = poster("--out", str(tmp_path / "out"), data=tmp_path)

    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert done.exit_code == 0
    assert {Path(line).name for line in done.stdout.splitlines()} == written
    for language in ("es", "en", "pt", "fr", "ht"):
        wanted = {f"derechos-{language}-a3.pdf", f"derechos-{language}-a3-imprenta.pdf", f"derechos-{language}.png"}
        assert wanted <= written
    assert {"decalogo-a3.pdf", "decalogo-a3.png"} <= written
    assert {name[:11] for name in written if name.startswith("practica")} == {f"practica-{n:02}" for n in range(1, 11)}
