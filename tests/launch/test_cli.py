"""The command line: results on standard output, everything else on standard error, 0, 1 or 2 at the end."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from makers import a_progress

from launch.cli import main
from launch.flags import StoredFlags
from redes.settings import ROOT


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """All commands, with those that hold others."""
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)
        else:
            yield (*above, name)


pytestmark = pytest.mark.usefixtures("logs_as_before")


def redes(*arguments: str, stdin: str | bytes = "", **environment: str) -> Result:
    settings = {f"REDES_{name.upper()}": value for name, value in environment.items()}
    return CliRunner().invoke(main, arguments, input=stdin, env=settings)


@pytest.mark.parametrize("command", list(commands(main)), ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]):
    for flag in ("--help", "-h"):
        result = redes(*command, flag)

        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith(f"Usage: main {' '.join(command)}".rstrip())
        assert len(result.stdout.splitlines()) >= 5


@pytest.mark.parametrize(
    "command", [("nada",), ("content", "nada"), ("scrub", "--nada"), ("ask",), ("scrub",)], ids=" ".join
)
def test_wrong_use_is_said_on_standard_error_with_status_2(command: tuple[str, ...]):
    result = redes(*command)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error:" in result.stderr


# scrub


def test_personal_data_is_taken_out_line_by_line():
    lines = [{"id": "a", "text": "mi correo es ana@example.org"}, {"id": 2, "text": "ñ 😀"}, {"text": ""}]

    result = redes("scrub", "--jsonl", stdin="\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines))

    assert (result.exit_code, result.stderr) == (0, "")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "a", "text": "mi correo es [correo]", "spans": [{"start": 13, "end": 28, "type": "correo"}]},
        {"id": 2, "text": "ñ 😀", "spans": []},
        {"id": None, "text": "", "spans": []},
    ]
    assert "ñ 😀" in result.stdout


@pytest.mark.parametrize(
    "bad",
    [
        b"{MARCA",
        b"[1]",
        b'"MARCA"',
        b"null",
        b'{"id": "MARCA"}',
        b'{"text": 1}',
        b'{"text": "\xff\xfe"}',
        b"[" * 100_000,
    ],
    ids=lambda line: repr(line[:12]),
)
def test_a_bad_line_ends_the_command_names_the_line_and_does_not_repeat_it(bad: bytes):
    result = redes("scrub", "--jsonl", stdin=b'{"text": "uno"}\n\n' + bad + b'\n{"text": "dos"}\n')

    assert result.exit_code == 2
    assert "line 3 of standard input" in result.stderr
    assert "MARCA" not in result.stderr
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["uno"]


def test_half_a_character_is_written_as_json_can_spell_it():
    result = redes("scrub", "--jsonl", stdin='{"text": "a \\ud83d"}')

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"id": None, "text": "a \ud83d", "spans": []}


# content check


def test_the_catalogue_that_ships_has_no_errors():
    result = redes("content", "check")

    assert (result.exit_code, result.stderr) == (0, "")
    assert ": 0 errors," in result.stdout.splitlines()[-1]


@pytest.fixture
def a_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def test_a_catalogue_with_a_wrong_shape_is_refused_with_file_and_line(a_copy: Path):
    card = a_copy / "derechos" / "tutela.yaml"
    lines = card.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.strip().startswith("title:"))
    lines[line - 1] = lines[line - 1].replace("title:", "titel:")
    card.write_text("\n".join(lines) + "\n", encoding="utf-8")

    result = redes("content", "check", content_dir=str(a_copy))

    assert (result.exit_code, result.stderr) == (1, "")
    assert [found for found in result.stdout.splitlines() if found.startswith(f"content/derechos/tutela.yaml:{line}: ")]


def test_a_catalogue_with_a_wrong_link_is_refused_with_file_and_line(a_copy: Path):
    card = a_copy / "derechos" / "tutela.yaml"
    text = card.read_text(encoding="utf-8")
    norm = text.split("norm: ", 1)[1].split()[0].strip("{},")
    card.write_text(text.replace(f"norm: {norm}", "norm: ley-9999-2099", 1), encoding="utf-8")

    result = redes("content", "check", content_dir=str(a_copy))

    [error] = [line for line in result.stdout.splitlines() if ": error: " in line]
    assert result.exit_code == 1
    assert error.startswith("content/derechos/tutela.yaml:")
    assert "ley-9999-2099" in error


def test_a_rule_whose_spanish_changed_is_told_as_stale_in_every_other_language(a_copy: Path):
    rules = a_copy / "reglas" / "ive.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("Usted tiene derecho a la IVE", "Usted tiene hoy derecho a la IVE"), encoding="utf-8")

    result = redes("content", "check", content_dir=str(a_copy))

    stale = [line for line in result.stdout.splitlines() if "ive-gratuita-y-urgente" in line]
    assert [line.split(":")[0] for line in stale] == [
        f"content/reglas/traducciones/{language}.yaml" for language in ("en", "fr", "ht", "pt")
    ]
    assert all(": issue: " in line and "is stale" in line for line in stale)


def test_a_folder_that_is_no_catalogue_is_refused_with_the_name_of_the_setting(tmp_path: Path):
    result = redes("content", "check", content_dir=str(tmp_path / "nada"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "REDES_CONTENT_DIR" in result.stderr


# Settings and data


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("http_port", "99999"),
        ("http_port", "MARCA"),
        ("telegram_token", "MARCA"),
        ("secret_key", "MARCA"),
        ("rasa_url", "MARCA"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_it_and_does_not_repeat_its_value(name: str, value: str):
    result = redes("content", "check", **{name: value})

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"REDES_{name.upper()}: ")
    assert "MARCA" not in result.stderr


def test_the_database_is_made_and_an_empty_one_lists_no_reports(tmp_path: Path):
    made = redes("db", "upgrade", data_dir=str(tmp_path))
    again = redes("db", "upgrade", data_dir=str(tmp_path))
    listed = redes("reports", "list", "--json", data_dir=str(tmp_path))

    assert [(r.exit_code, r.stdout) for r in (made, again)] == [(0, "the schema is up to date\n")] * 2
    assert (listed.exit_code, listed.stdout) == (0, "")


def test_a_report_is_listed_without_receipt_or_hash(tmp_path: Path):
    from launch.house import House
    from redes.reports.draft import Draft
    from redes.settings import read_settings

    house = House(read_settings(data_dir=tmp_path))
    house.prepare_database()
    receipt = house.file_report(Draft(barrier="urg.puerta", municipality="05001", story="MARCA"), "es")
    found = house.find_report(receipt)
    house.engine.dispose()

    short = redes("reports", "list", "--json", data_dir=str(tmp_path))
    whole = redes("reports", "list", "--stories", data_dir=str(tmp_path))

    assert found is not None
    row = json.loads(short.stdout)
    assert (row["place"], row["barrier"], row["state"]) == ("Medellín", "urg.puerta", "nuevo")
    assert "story" not in row
    assert "MARCA" in whole.stdout
    for secret in (receipt, receipt.replace(" ", ""), found.receipt_hash):
        assert secret not in short.stdout + whole.stdout


# Flags


@pytest.fixture
def flagged(tmp_path: Path) -> tuple[Path, list[str]]:
    """A data folder with a flag on a card, with words, and one on a case; their ids."""
    from launch.house import House
    from redes.flags.subject import Subject, card_subject
    from redes.settings import read_settings

    house = House(read_settings(data_dir=tmp_path))
    house.prepare_database()
    box = StoredFlags(house.unit_of_work, house.flag_sealer)
    of_card = box.file(card_subject(house.shelf.catalogue.cards["tutela-migrante"]), "dato-errado", "fr")
    box.set_words(of_card, "MARCA")
    rule = house.shelf.law.rulebook.rules[0]
    of_case = box.file(Subject(kind="rule", id=rule.id, version="0000", case="ps0dz"), "norma-cambio", "es")
    house.engine.dispose()
    return tmp_path, [of_card, of_case]


def test_flags_are_listed_with_what_a_reviewer_needs_and_nothing_of_who_raised_them(flagged):
    folder, ids = flagged

    listed = redes("flags", "list", "--jsonl", data_dir=str(folder))
    short = redes("flags", "list", "--state", "nueva", data_dir=str(folder))
    none = redes("flags", "list", "--state", "resuelta", data_dir=str(folder))

    rows = {row["id"]: row for row in map(json.loads, listed.stdout.splitlines())}
    of_card, of_case = (rows[i] for i in ids)
    assert set(of_card) == {
        "id", "week", "state", "kind", "subject", "title", "version", "changed_since", "reason", "case", "language",
        "guarded_by", "note", "words",
    }  # fmt: skip
    assert (of_card["subject"], of_card["changed_since"], of_card["words"]) == ("tutela-migrante", False, "MARCA")
    assert (of_case["changed_since"], of_case["words"]) == (True, None)
    assert of_case["case"] == {"voice": "personal", "servicio": "urgencia", "documento": "?"}
    assert [line.split()[0] for line in short.stdout.splitlines()] == sorted(
        ids, key=lambda i: (rows[i]["kind"], rows[i]["subject"])
    )
    assert "MARCA" not in short.stdout
    assert (none.exit_code, none.stdout) == (0, "")


def test_a_flag_is_shown_with_its_words_and_one_that_is_not_there_is_refused(flagged):
    folder, ids = flagged

    shown = redes("flags", "show", ids[0], data_dir=str(folder))
    missing = redes("flags", "show", "0" * 12, data_dir=str(folder))

    assert "words:         MARCA" in shown.stdout.splitlines()
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "redes flags list" in missing.stderr


def test_a_flag_is_resolved_by_a_test_that_exists_only(flagged):
    folder, [of_card, _] = flagged
    guard = "content/reglas/invariantes.yaml: urgencia-para-todos"

    without = redes("flags", "resolve", of_card, data_dir=str(folder))
    wrong = redes("flags", "resolve", of_card, "--guarded-by", guard + "-no", data_dir=str(folder))
    right = redes("flags", "resolve", of_card, "--guarded-by", guard, "--note", "Corregido.", data_dir=str(folder))
    [row] = [
        json.loads(line)
        for line in redes("flags", "list", "--state", "resuelta", "--jsonl", data_dir=str(folder)).stdout.splitlines()
    ]

    assert [(r.exit_code, r.stdout) for r in (without, wrong)] == [(1, "")] * 2
    assert (right.exit_code, right.stdout) == (0, f"{of_card}: resuelta, guarded by {guard}\n")
    assert (row["id"], row["guarded_by"], row["note"]) == (of_card, guard, "Corregido.")


def test_a_proposal_that_was_passed_on_is_read_and_settled_and_its_author_learns_of_it(tmp_path: Path):
    from launch.house import House
    from launch.panel import parts_of
    from redes.followup.accounts import machine, scope_of
    from redes.followup.ground import Ground
    from redes.followup.invitations import invite
    from redes.followup.proposals import ProposalDesk
    from redes.followup.review import Desk, places_of
    from redes.reports.draft import Draft
    from redes.reports.thread import read_thread
    from redes.settings import read_settings

    house = House(read_settings(data_dir=tmp_path))
    house.prepare_database()
    receipt = house.file_report(Draft(kind="propuesta", card="tutela-migrante", story="MARCA"), "es")
    report = house.find_report(receipt)
    assert report is not None
    parts, catalogue = parts_of(house), house.shelf.catalogue
    account, _ = invite(
        scope=machine(catalogue.territories),
        role="coordinator",
        territories=("resto",),
        label="Referente",
        work=house.unit_of_work(),
        tokens=parts.tokens,
        witness=parts.witness,
    )
    scope = scope_of(account, catalogue.territories)
    desk = Desk(scope=scope, places=places_of(catalogue), witness=parts.witness, vault=house.vault, today=parts.today)
    proposals = ProposalDesk(desk=desk, ground=Ground(catalogue, {}), retention=parts.retention)
    flag = proposals.pass_on(report.id, seen=1, work=house.unit_of_work())

    listed = redes("flags", "list", data_dir=str(tmp_path)).stdout
    shown = redes("flags", "show", flag.id, data_dir=str(tmp_path)).stdout.splitlines()
    settled = redes("flags", "resolve", flag.id, "--state", "rechazada", "--note", "No.", data_dir=str(tmp_path))

    assert "propuesta" in listed
    assert "MARCA" not in listed
    assert "words:         MARCA" in shown
    assert settled.stdout == f"{flag.id}: rechazada; who proposed it reads so with her receipt\n"
    _, answered = read_thread(report.id, uow=house.unit_of_work(), vault=house.vault)
    assert answered.text == catalogue.texts["es"].texts["propuesta.aviso.no-cambia"].format(motivo="No.")
    house.withdraw(report)
    gone = redes("flags", "show", flag.id, data_dir=str(tmp_path)).stdout
    assert "MARCA" not in gone
    house.engine.dispose()


# privacy


@pytest.fixture
def a_house(tmp_path: Path):
    """A house with one report whose story says MARCA."""
    from launch.house import House
    from redes.reports.draft import Draft
    from redes.settings import read_settings

    house = House(read_settings(data_dir=tmp_path))
    house.prepare_database()
    house.__dict__["receipt"] = house.file_report(Draft(barrier="urg.puerta", story="MARCA"), "es")
    yield house
    house.engine.dispose()


def test_an_audit_tells_what_is_kept_and_for_how_long_and_that_nothing_looks_personal(a_house, tmp_path: Path):
    result = redes("privacy", "audit", "--with-stories", data_dir=str(tmp_path), retention_months="24, descartado=6")

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "table report: 1 rows; narrative 24 months (descartado: 6 months); the count stays" in lines
    assert lines[-1] == "nothing looks personal"
    assert "MARCA" not in result.stdout


def test_an_audit_says_no_and_where_without_repeating_what_it_found(a_house, tmp_path: Path):
    (tmp_path / "old.log").write_text("12:00 ana.perez@correo.co wrote\n")

    result = redes("privacy", "audit", data_dir=str(tmp_path))

    assert result.exit_code == 1
    assert "looks personal: old.log:1: correo" in result.stdout.splitlines()
    assert "ana.perez" not in result.stdout + result.stderr


def test_an_audit_excuses_the_answers_of_a_test_where_they_are_kept_and_nowhere_else(a_house, tmp_path: Path):
    with a_house.unit_of_work() as work:
        work.training.put(a_progress(entry=(0, 1, 2, 3, 0, 1, 2, 3, 0, 1), exit=(3, 2, 1, 0, 3, 2, 1)))
        work.commit()
    before = redes("privacy", "audit", data_dir=str(tmp_path))
    (tmp_path / "old.log").write_text("llame al 0123012301\n")

    after = redes("privacy", "audit", data_dir=str(tmp_path))

    assert (before.exit_code, before.stdout.splitlines()[-1]) == (0, "nothing looks personal")
    assert after.exit_code == 1
    assert "looks personal: old.log:1: telefono" in after.stdout.splitlines()


def test_keys_are_turned_and_stories_still_open(a_house, tmp_path: Path):
    turned = redes("privacy", "rotate-keys", data_dir=str(tmp_path))
    listed = redes("reports", "list", "--stories", data_dir=str(tmp_path))

    assert turned.stdout == "1 keys sealed anew, 0 old keys of the ring destroyed\n"
    assert "MARCA" in listed.stdout


def test_another_keyring_is_told_and_costs_no_story(a_house, tmp_path: Path):
    ring = tmp_path / "keyring.json"
    kept = ring.rename(tmp_path / "kept.json")

    turned = redes("privacy", "rotate-keys", data_dir=str(tmp_path))
    kept.replace(ring)

    assert (turned.exit_code, "1 reports cannot be opened" in turned.stderr) == (1, True)
    assert "MARCA" in redes("reports", "list", "--stories", data_dir=str(tmp_path)).stdout


def test_a_purge_erases_what_is_due_only(a_house, tmp_path: Path):
    from sqlalchemy import text

    early = redes("privacy", "purge", data_dir=str(tmp_path))
    with a_house.engine.begin() as connection:
        connection.execute(text("UPDATE report SET erase_on = '2020-01-01'"))
    due = redes("privacy", "purge", data_dir=str(tmp_path))

    assert (early.stdout, due.stdout) == ("0 narratives erased\n", "1 narratives erased\n")
    assert a_house.find_report(a_house.receipt) is None


def test_a_house_limits_floods_sorts_insults_and_keeps_ids_of_the_catalogue_only(a_house):
    from redes.reports.draft import Draft
    from redes.reports.limits import A_DAY, TooManyReports

    for _ in range(A_DAY):
        receipt = a_house.file_report(
            Draft(barrier="urg.puerta", ips="no-existe", service="nada", municipality="99999", story="hijueputas"),
            "es",
            by="ana",
        )

    found = a_house.find_report(receipt, by="ana")
    assert (found.queue, found.ips, found.service, found.municipality) == ("abuso", None, None, None)
    assert found.erase_on == a_house.erase_on()
    with pytest.raises(TooManyReports):
        a_house.file_report(Draft(barrier="urg.puerta"), "es", by="ana")


def test_what_waits_comes_in_when_the_house_is_looked_after(a_house, tmp_path: Path):
    from launch.upkeep import _once
    from redes.calendar import today
    from redes.reports.draft import Draft

    a_house.engine.dispose()  # what stands in the write-ahead log goes into the file that is taken away
    (tmp_path / "redes.sqlite").rename(tmp_path / "gone.sqlite")
    receipt = a_house.file_report(Draft(barrier="urg.puerta", story="MARCA"), "es")
    a_house.engine.dispose()
    for path in tmp_path.glob("redes.sqlite*"):
        path.unlink()
    (tmp_path / "gone.sqlite").rename(tmp_path / "redes.sqlite")

    assert a_house.find_report(receipt) is not None
    assert [_once(a_house, None), _once(a_house, today())] == [today(), today()]

    assert list(a_house.spool.waiting()) == []
    a_house.withdraw(a_house.find_report(receipt))
    assert a_house.find_report(receipt) is None
