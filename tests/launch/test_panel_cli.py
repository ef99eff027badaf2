"""``redes panel``: accounts and the audit log on the command line, and the panel of a real house."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result
from makers import a_report
from PIL import Image
from starlette.applications import Starlette

from launch.cli import main
from launch.house import House
from launch.panel import Coordinators, parts_of
from launch.publishing import record_of
from panel.app import routes
from redes.calendar import today
from redes.doors import Doors
from redes.followup.accounts import scope_of
from redes.followup.invitations import offer_tie
from redes.privacy.pseudonym import SessionKey
from redes.reports.draft import Draft
from redes.reports.report import monday
from redes.settings import read_settings

pytestmark = pytest.mark.usefixtures("logs_as_before")
CHAT = SessionKey("c" * 32)


@pytest.fixture
def redes(tmp_path: Path):
    def run(*arguments: str, **environment: str) -> Result:
        settings = {"REDES_DATA_DIR": str(tmp_path)} | environment
        return CliRunner().invoke(main, ["panel", *arguments], env=settings)

    return run


@pytest.fixture
def house(tmp_path: Path):
    one = House(read_settings(data_dir=tmp_path, _env_file=None))
    one.prepare_database()
    yield one
    one.engine.dispose()


def client_of(house: House) -> httpx.AsyncClient:
    app = Starlette(routes=routes(parts_of(house)))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8080")


async def test_the_first_administrator_is_invited_here_and_gets_in(redes, house):
    invited = redes("invite", "--role", "administrator", "--label", "Quien administra")

    link = invited.stdout.strip()
    assert (invited.exit_code, invited.stderr) == (0, "")
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/panel/entrar/[\w-]{32}", link)
    async with client_of(house) as client:
        await client.post(link)
        assert "Quien administra" in (await client.get("/panel")).text


def test_links_begin_where_people_outside_reach_the_program(redes):
    invited = redes("invite", "--role", "administrator", "--label", "Ana", REDES_PUBLIC_URL="https://redes.example/")

    assert invited.stdout.startswith("https://redes.example/panel/entrar/")


async def test_a_link_to_enter_is_made_for_a_label(redes, house):
    redes("invite", "--role", "coordinator", "--territory", "cucuta", "--territory", "cali", "--label", "Referente")

    link = redes("login", "referente").stdout.strip()

    async with client_of(house) as client:
        assert (await client.post(link)).status_code == 303


def test_accounts_are_listed_and_shut(redes):
    redes("invite", "--role", "analyst", "--territory", "cali", "--label", "Observatorio")

    [row] = [json.loads(line) for line in redes("accounts", "--jsonl").stdout.splitlines()]
    shut = redes("disable", row["id"])

    assert (row["label"], row["role"], row["territories"], row["disabled"]) == (
        "Observatorio",
        "analyst",
        ["cali"],
        False,
    )
    assert shut.stdout == f"{row['id']}: disabled\n"
    assert redes("accounts").stdout.split() == [row["id"], "analyst", "cali", "Observatorio", "disabled"]
    assert redes("login", "Observatorio").exit_code == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("invite", "--role", "coordinator", "--label", "Ana"), "one territory at least"),
        (("invite", "--role", "analyst", "--territory", "atlantis", "--label", "Ana"), "no such territory: atlantis"),
        (("login", "nadie"), "see: redes panel accounts"),
        (("disable", "nadie"), "see: redes panel accounts"),
    ],
)
def test_what_does_not_go_is_said_with_what_to_do(redes, wrong, said):
    refused = redes(*wrong)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert said in refused.stderr


def test_the_log_is_printed_and_looked_over(redes, house):
    from sqlalchemy import text

    for label in ("Una", "Otra", "Tercera"):
        redes("invite", "--role", "administrator", "--label", label)
    entries = [json.loads(line) for line in redes("audit").stdout.splitlines()]
    whole = redes("audit", "--verify")
    with house.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_refuses_update"))
        connection.execute(text("UPDATE audit SET verb = 'entrar' WHERE number = 2"))
    broken = redes("audit", "--verify")

    assert [(entry["number"], entry["verb"]) for entry in entries] == [(n, "invitar") for n in (1, 2, 3)]
    assert whole.stdout == f"3 entries hold; head 3:{entries[-1]['seal']}\n"
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "broken at entry 2" in broken.stderr


async def test_a_chat_is_tied_in_the_panel_and_gets_links_from_then_on(redes, house):
    house.doors.learn_bot("redes_bot")
    door = Coordinators(parts_of(house))
    link = redes("invite", "--role", "administrator", "--label", "Ana").stdout.strip()
    async with client_of(house) as client:
        await client.post(link)
        token = re.search(r'name="csrf" value="(\w+)"', (await client.get("/panel")).text)[1]
        page = (await client.post("/panel/telegram", data={"csrf": token})).text
        code = re.search(r"https://t\.me/redes_bot\?start=panel_([\w-]+)", page)[1]

        assert door.entry(CHAT) is None
        assert door.tie(CHAT, "x" * 32) is None
        assert door.tie(CHAT, code) == "Ana"

        assert (await client.post(door.entry(CHAT))).status_code == 303


def test_a_chat_is_told_how_many_reports_wait_in_its_territories_if_its_account_reviews(redes, house):
    door, parts = Coordinators(parts_of(house)), parts_of(house)
    for code in ("54001", "54001", "05001", "76001"):
        house.file_report(Draft(barrier="urg.puerta", municipality=code), "es")

    for role, territories, count in (("coordinator", ("cucuta", "cali"), 3), ("analyst", ("cucuta",), None)):
        where = [part for territory in territories for part in ("--territory", territory)]
        redes("invite", "--role", role, *where, "--label", role)
        with house.unit_of_work() as work:
            account = next(one for one in work.accounts.all() if one.label == role)
        scope = scope_of(account, house.shelf.catalogue.territories)
        code = offer_tie(scope, work=house.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
        assert door.tie(CHAT, code) == role
        assert door.waiting(CHAT) == count
    assert door.waiting(SessionKey("d" * 32)) is None


def test_a_chat_is_shown_the_dashboard_of_its_territory(redes, house):
    door, parts = Coordinators(parts_of(house)), parts_of(house)
    week = monday(today()) - timedelta(weeks=10)
    with house.unit_of_work() as work:
        for one in range(130):
            work.reports.add(a_report(receipt_hash=f"{one:064x}", id=f"{one:032x}", municipality="54001", week=week))
        work.commit()
    record_of(house)
    redes("invite", "--role", "analyst", "--territory", "cucuta", "--label", "Observatorio")
    with house.unit_of_work() as work:
        [account] = work.accounts.all()
    scope = scope_of(account, house.shelf.catalogue.territories)
    assert door.dashboard(CHAT, "es") is None
    door.tie(CHAT, offer_tie(scope, work=house.unit_of_work(), tokens=parts.tokens, witness=parts.witness))

    shown = door.dashboard(CHAT, "es")

    assert shown.place == "Cúcuta"
    assert shown.sentences[-1] == "Ningún compromiso ni acción de plan está atrasado."
    assert [one.name for one in shown.pictures] == ["meses"]
    assert shown.pictures[0].described.startswith("Reportes por mes. Lo más alto: ")
    with Image.open(io.BytesIO(shown.pictures[0].png)) as drawn:
        assert (drawn.format, drawn.width) == ("PNG", 1080)


def test_links_of_a_server_that_listens_everywhere_lead_to_this_machine(tmp_path):
    for host, shown in (("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("::1", "[::1]"), ("10.0.0.7", "10.0.0.7")):
        house = House(read_settings(data_dir=tmp_path, http_host=host, http_port=81, _env_file=None))

        assert parts_of(house).base == f"http://{shown}:81"
        assert parts_of(house).doors == Doors()
