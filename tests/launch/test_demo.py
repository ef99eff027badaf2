import json

import pytest
from click.testing import CliRunner

from launch.cli import main
from launch.demo import NotEmpty, play_demo
from launch.house import House
from redes.reports.review import open_story
from redes.settings import Settings

UNTIL_ARGS = ["demo", "--reports", "60", "--seed", "1"]


def test_a_newcomer_gets_a_living_year_in_one_command(tmp_path, monkeypatch):
    monkeypatch.setenv("REDES_DATA_DIR", str(tmp_path / "data"))

    done = CliRunner().invoke(main, UNTIL_ARGS)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("60 invented reports, ")
    assert json.loads((tmp_path / "data" / "demo.json").read_text())["invented"] is True
    house = House(Settings(_env_file=None, data_dir=tmp_path / "data"))
    with house.unit_of_work() as work:
        reports = list(work.reports.all())
        stories = [open_story(report, work.keys.get(report.id), house.vault) for report in reports]
    assert len(reports) == 60
    assert all(story.startswith("[Inventado] ") for story in stories if story)
    assert any(stories)

    again = CliRunner().invoke(main, UNTIL_ARGS)
    assert again.exit_code == 1
    assert "the database is not empty" in again.stderr


def test_a_database_in_which_people_told_something_is_left_alone(tmp_path):
    from makers import THURSDAY, a_draft

    house = House(Settings(_env_file=None, data_dir=tmp_path))
    house.prepare_database()
    house.file_report(a_draft(), "es")

    with pytest.raises(NotEmpty):
        play_demo(house, reports=10, seed=1, until=THURSDAY)

    with house.unit_of_work() as work:
        assert len(list(work.reports.all())) == 1
    assert not (tmp_path / "demo.json").exists()
