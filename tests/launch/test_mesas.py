from click.testing import CliRunner

from launch.cli import main


def packet(tmp_path, monkeypatch, *args):
    monkeypatch.setenv("REDES_DATA_DIR", str(tmp_path / "data"))
    return CliRunner().invoke(main, ["mesa", "packet", *args, "--out", str(tmp_path / "out")])


def test_one_command_writes_paper_spreadsheet_and_minutes(tmp_path, monkeypatch):
    done = packet(tmp_path, monkeypatch, "cucuta")

    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [(name.split("-")[0], name.rpartition(".")[2]) for name in written] == [
        ("acta", "docx"),
        ("paquete", "pdf"),
        ("paquete", "xlsx"),
    ]
    assert sorted(line.rpartition("/")[2] for line in done.stdout.splitlines()) == written


def test_a_territory_without_a_mesa_is_refused(tmp_path, monkeypatch):
    done = packet(tmp_path, monkeypatch, "resto")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "no such mesa" in done.stderr
    assert not (tmp_path / "out").exists()
