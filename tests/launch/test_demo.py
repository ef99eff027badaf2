import json

import httpx
import pytest
from browsing import Browser, links
from click.testing import CliRunner
from starlette.applications import Starlette

from launch.cli import main
from launch.demo import NotEmpty, play_demo
from launch.house import House
from launch.panel import Seats, parts_of
from panel.app import routes
from redes.calendar import today
from redes.flags.flag import Flag
from redes.followup.accounts import machine
from redes.followup.invitations import hand_out_entry
from redes.reminding.duty import duties
from redes.reports.review import open_story
from redes.reports.thread import read_thread
from redes.settings import Settings
from redes.training.progress import Learner, Progress

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
    assert len([one for one in reports if one.kind != "propuesta"]) == 60
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


def test_a_database_in_which_somebody_learned_is_left_alone(tmp_path):
    house = House(Settings(_env_file=None, data_dir=tmp_path))
    house.prepare_database()
    with house.unit_of_work() as work:
        work.training.put(Progress(learner=Learner("a" * 32), exam="0" * 8, first="A", week=today()))
        work.commit()

    with pytest.raises(NotEmpty):
        play_demo(house, reports=10, seed=1, until=today())


@pytest.fixture(scope="module")
def living(tmp_path_factory) -> House:
    """A house in which an invented year was played."""
    house = House(Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("demo")))
    play_demo(house, reports=600, seed=2026, until=today())
    return house


def test_joined_reports_were_asked_about_replied_to_and_answered(living):
    with living.unit_of_work() as work:
        reports = [one for one in work.reports.all() if one.kind == "barrera"]
        joined = work.matters.sizes([one.id for one in reports])
    said = [one for report in reports for one in read_thread(report.id, uow=living.unit_of_work(), vault=living.vault)]

    assert set(joined.values()) == {4}
    assert {(one.author, one.act) for one in said} >= {
        ("mesa", "pregunta"), ("autor", "respuesta"), ("mesa", "respuesta"), ("autor", "se-resolvio"),
        ("autor", "sigue-igual"),
    }  # fmt: skip


def test_proposals_wait_were_accepted_passed_on_and_declined_and_say_that_they_are_invented(living):
    with living.unit_of_work() as work:
        proposals = [one for one in work.reports.all() if one.kind == "propuesta"]
        stories = [open_story(one, work.keys.get(one.id), living.vault) for one in proposals]
        flags: list[Flag] = list(work.flags.all())

    assert {one.state for one in proposals} == {"nuevo", "en-revision", "con-compromiso", "descartado"}
    assert [one for one in stories if not one.startswith("[Inventado] ")] == []
    assert {one.state for one in flags} == {"nueva", "aceptada", "rechazada"}
    assert {one.subject.kind for one in flags} == {"card", "rule", "practice", "danger", "directory"}
    assert {one.proposal for one in flags} - {None} <= {one.id for one in proposals}
    words = [living.flag_sealer.open(one.words) for one in flags if one.words]
    assert words
    assert [one for one in words if not one.startswith("[Inventado] ")] == []


def test_somebody_is_on_call_in_some_territories_and_nobody_in_others(living):
    catalogue = living.shelf.catalogue
    with living.unit_of_work() as work:
        seat = next(one for one in work.accounts.all() if one.role == "coordinator")
    everywhere = machine(catalogue.territories)
    scope = type(everywhere)(account=seat.id, role="coordinator", territories=everywhere.territories)

    cucuta, bogota, medellin, cali = duties(
        ["cucuta", "bogota-soacha", "medellin", "cali"],
        scope=scope,
        uow=living.unit_of_work(),
        catalogue=catalogue,
        today=today(),
    )

    assert all((*cucuta.week, *bogota.week))
    assert (len(medellin.asked), medellin.on_call) == (1, ())
    assert cali.asked == ()


@pytest.mark.parametrize(
    ("label", "paths"),
    [
        (
            "Coordinación de Cúcuta (inventada)",
            ("/revisar", "/propuestas", "/mesas", "/mesas/cucuta", "/mesas/cucuta/agenda", "/mesas/cucuta/planes",
             "/mesas/cucuta/red", "/mesas/cucuta/reunion", "/capacitacion", "/turno"),
        ),
        ("Observatorio (inventado)", ("/capacitacion",)),
        ("Administración (inventada)", ("/cuentas", "/auditoria", "/capacitacion", "/marcas")),
        ("Revisión jurídica (inventada)", ("/marcas",)),
    ],
)  # fmt: skip
async def test_every_page_of_every_role_is_alive_and_says_that_it_is_invented(living, label, paths):
    parts = parts_of(living)
    account = next(one for one in Seats(living).all() if one.label == label)
    _, secret = hand_out_entry(
        account.id,
        scope=machine(living.shelf.catalogue.territories),
        work=living.unit_of_work(),
        tokens=parts.tokens,
        witness=parts.witness,
    )
    transport = httpx.ASGITransport(Starlette(routes=routes(parts)))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        browser = Browser(client)
        await browser.sends(f"/panel/entrar/{secret}")
        for path in ("", *paths):
            page = await browser.opens(f"/panel{path}")

            assert (path, page.status_code, 'class="empty"' in page.text) == (path, 200, False)
            assert "todo lo que dice aquí es inventado" in page.text
            if path in ("/revisar", "/propuestas", "/marcas"):
                inner = links(page, f"/panel{path}/")[:3]
                assert [(await browser.opens(one)).status_code for one in inner] == [200] * 3
