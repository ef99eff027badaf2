"""The command line: ``redes``. Results go to standard output, everything else to standard error.

Exit status: 0 done, 1 said no, 2 used wrongly.
"""

import asyncio
import dataclasses
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from launch.panel_cli import panel
from redes.calendar import today
from redes.errors import RedesError
from redes.flags.states import STATES, VERDICTS, State, Verdict
from redes.logs import set_up_logs
from redes.settings import read_settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Refusals(click.Group):
    """Turns what the house refuses into a clear line and exit status 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except RedesError as refused:
            click.echo(str(refused), err=True)
            context.exit(1)


@click.group(cls=_Refusals, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="redes")
def main() -> None:
    """Guidance, rights and anonymous barrier reports for migrant health care in Colombia."""


main.add_command(panel)

_BOT_NAME = click.option("--bot", metavar="NAME", help="The bot's name on Telegram without @, for the QR code.")


def _written_to(folder: str) -> Callable[[_Command], _Command]:
    """The option ``--out`` of a command that writes files, with its usual folder."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(folder),
        show_default=True,
        help="Folder to write into; made when missing.",
    )


@main.command()
def run() -> None:
    """Start everything: Rasa, actions, web chat and panel; Telegram when a token is set."""
    from launch.run import run as run_house
    from launch.running import noted

    set_up_logs()
    settings = read_settings()
    with noted(settings.data_dir):
        asyncio.run(run_house(settings))


@main.command()
def chat() -> None:
    """Talk to it in the terminal."""
    from launch.terminal import chat as talk

    set_up_logs()
    asyncio.run(talk(read_settings()))


@main.command()
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line in, one out.")
def ask(jsonl: bool) -> None:
    """Understanding and answer for each line of standard input; each line is a new session."""
    from launch.ask import ask_all

    set_up_logs()
    asyncio.run(ask_all(read_settings(), _objects("text"), _print_json))


@main.command()
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line in, one out.")
def scrub(jsonl: bool) -> None:
    """Remove personal data from each line of standard input."""
    from redes.privacy.scrub import scrub as take_out

    for line in _objects("text"):
        scrubbed = take_out(line["text"])
        spans = [dataclasses.asdict(span) for span in scrubbed.spans]
        _print_json({"id": line.get("id"), "text": scrubbed.text, "spans": spans})


@main.command()
def train() -> None:
    """Train the Rasa model; does nothing when nothing changed."""
    from launch.training import train as make_model

    path, made = make_model(read_settings().data_dir, quiet=not sys.stderr.isatty())
    click.echo(f"{'trained' if made else 'up to date'}: {path}")


@main.group()
def content() -> None:
    """The catalogue."""


@content.command("check")
def content_check() -> None:
    """Validate the catalogue: shapes, links, citations, review dates, readability, languages. Tells all at once."""
    from redes.content.check import check_folder

    catalogue, findings = check_folder(read_settings().content_dir, today=today())
    for finding in findings:
        click.echo(str(finding))
    errors = sum(f.severity == "error" for f in findings)
    click.echo(
        f"{len(catalogue.topics)} topics, {len(catalogue.cards)} cards, {len(catalogue.norms)} norms, "
        f"{len(catalogue.contacts)} directory entries, {len(catalogue.texts)} languages: "
        f"{errors} errors, {len(findings) - errors} issues"
    )
    if errors:
        sys.exit(1)


@content.command("reload")
def content_reload() -> None:
    """Have the running program read the content anew, if it is right; nobody is interrupted."""
    from launch.running import running_pid
    from launch.shelves import read_shelf

    settings = read_settings()
    version = read_shelf(settings).catalogue.version
    pid = running_pid(settings.data_dir)
    if pid is None:
        raise click.ClickException(f"no program runs on {settings.data_dir}; start it with: redes run")
    os.kill(pid, signal.SIGHUP)
    click.echo(f"version {version} was handed to the running program")


@content.command("report")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/review"),
    show_default=True,
    help="Folder to write into; made when missing.",
)
def content_report(out: Path) -> None:
    """Write review.html and review.csv: all a lawyer or a mesa needs to review the catalogue."""
    from redes.content.check import check_folder
    from redes.content.review import review
    from redes.content.review_page import review_csv, review_html
    from redes.content.strict_yaml import ContentError
    from redes.eligibility.load import load_law

    folder = read_settings().content_dir
    catalogue, findings = check_folder(folder, today=today())
    try:
        rules = load_law(folder / "reglas", catalogue.norms).rulebook.rules
    except ContentError:  # told among the findings; the page is needed most when something is wrong
        rules = ()
    gathered = review(catalogue, today=today(), rules=rules, findings=findings)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "review.html").write_text(review_html(gathered), encoding="utf-8")
        (out / "review.csv").write_text(review_csv(gathered), encoding="utf-8-sig", newline="")
    except OSError as refused:
        raise click.ClickException(f"cannot write into {out}: {refused.strerror}") from None
    click.echo(f"{out / 'review.html'}\n{out / 'review.csv'}")
    click.echo(
        f"{len(gathered.cards)} cards, {len(gathered.practices)} practices, {len(gathered.rules)} rules, {len(gathered.norms)} norms: "
        f"{len(gathered.stale)} under review, {len(gathered.findings)} findings"
    )


@main.group()
def directory() -> None:
    """The directory of places to go and lines to call."""


@directory.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--territory", "territory_id", required=True, metavar="ID", help="Whose list it is, such as cucuta.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; content/directorio/ID-importado.yaml when not given.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be written and refused, and write nothing.")
def directory_import(file: Path, territory_id: str, out: Path | None, dry_run: bool) -> None:
    """Take a territory's own list, or a REPS export, as CSV; says which rows it refused and why."""
    from redes.content.directory_import import import_list, told
    from redes.content.load import load

    folder = read_settings().content_dir
    catalogue = load(folder)
    territory = catalogue.territories.get(territory_id)
    if territory is None:
        raise click.BadParameter(f"is one of {', '.join(catalogue.territories)}", param_hint="--territory")
    out = out or folder / "directorio" / f"{territory.id}-importado.yaml"
    earlier = f"{folder.name}/{out.resolve().relative_to(folder)}" if out.resolve().is_relative_to(folder) else ""
    imported = import_list(
        file.read_bytes(),
        territory=territory,
        territories=catalogue.territories.values(),
        known=[c for c in catalogue.contacts.values() if catalogue.places[f"contact:{c.id}"].path != earlier],
        today=today(),
    )
    for line in told(imported):
        click.echo(line)
    if not imported.entries:
        raise click.ClickException("no row could be written; nothing was changed")
    if dry_run:
        click.echo(f"dry run: {out} was not touched")
        return
    _write_directory(out, imported.entries, territory)
    click.echo(str(out))


def _write_directory(out: Path, entries: Any, territory: Any) -> None:
    """Write the file whole or not at all: a running program may be reading it."""
    from redes.content.directory_import import to_yaml

    half = out.with_name(out.name + ".half")
    try:
        half.write_text(to_yaml(entries, territory=territory, today=today()), encoding="utf-8")
        half.replace(out)
    except OSError as refused:
        raise click.ClickException(f"cannot write {out}: {refused.strerror}") from None


@main.group()
def db() -> None:
    """The database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema up to date."""
    _house().prepare_database()
    click.echo("the schema is up to date")


@main.command()
@click.option(
    "--reports", "count", type=click.IntRange(1, 10_000_000), default=12_000, show_default=True, help="How many."
)
@click.option("--seed", type=int, default=2026, show_default=True, help="The same seed gives the same year.")
def demo(count: int, seed: int) -> None:
    """Fill an empty database with an invented year of seven territories, to see a living panel.

    Nothing of it happened, and every narrative says so. A database that holds something is left alone.
    """
    from launch.demo import play_demo

    house = _house()
    quiet = not sys.stderr.isatty()
    with click.progressbar(length=count, label="reports", file=sys.stderr, hidden=quiet) as bar:
        commitments = play_demo(
            house, reports=count, seed=seed, until=today(), progress=lambda kept: bar.update(kept - bar.pos)
        )
    click.echo(f"{count} invented reports, {commitments} invented commitments in {house.settings.data_dir}")
    click.echo(
        "its seats: redes panel accounts; to enter as one: redes panel login LABEL, while redes run runs", err=True
    )


@main.group()
def mesa() -> None:
    """What the mesa of a territory needs on its table."""


@mesa.command("packet")
@click.argument("territory")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/mesa"),
    show_default=True,
    help="Folder to write into; made when missing.",
)
@click.option(
    "--story", "stories", multiple=True, metavar="ID", help="A report whose narrative is printed; no others are."
)
def mesa_packet(territory: str, out: Path, stories: tuple[str, ...]) -> None:
    """Write the packet of a mesa: a PDF to print, a spreadsheet, the minutes as a document to edit.

    TERRITORY is an id such as cucuta. The packet is for its next meeting, if one is called.
    """
    from launch.mesas import write_packet

    for path in write_packet(_house(), territory, out=out, stories=stories):
        click.echo(str(path))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--with-keys", is_flag=True, help="Take secret.key and keyring.json along: whoever has the file reads all."
)
def backup(file: Path, with_keys: bool) -> None:
    """Write everything in the database into FILE, one archive that SQLite and PostgreSQL take alike.

    Without --with-keys nobody can read a narrative in it; keep secret.key and keyring.json apart, as docs/privacy.md says.
    """
    from launch.backup import save

    for line in save(_house(), file, with_keys=with_keys):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring an archive of `redes backup` into an empty database, and prove that all of it came."""
    from launch.backup import bring_back

    for line in bring_back(_house(), file):
        click.echo(line)


@main.group()
def reports() -> None:
    """Barrier reports, for whoever administers this machine."""


@reports.command("list")
@click.option("--stories", is_flag=True, help="Open the sealed stories too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def reports_list(stories: bool, as_json: bool) -> None:
    """List what came in, newest week first. Never shows receipts or their hashes."""
    from redes.reports.review import open_story

    house = _house()
    catalogue = house.shelf.catalogue
    with house.unit_of_work() as work:
        for report in work.reports.all():
            place = catalogue.municipalities.get(report.municipality or "")
            barrier = catalogue.barriers.get(report.barrier or "")
            row: dict[str, Any] = {
                "week": report.week.isoformat(),
                "state": report.state,
                "kind": report.kind,
                "queue": report.queue,
                "barrier": report.barrier,
                "practice": report.practice,
                "card": report.card,
                "name": barrier.name
                if barrier
                else report.barrier or report.card or f"decálogo {report.practice or ''}".strip(),
                "place": place[1].name if place else None,
                "groups": list(report.groups),
                "language": report.language,
            }
            if stories:
                row["story"] = open_story(report, work.keys.get(report.id), house.vault)
            if as_json:
                _print_json(row)
            else:
                groups = ", ".join(report.groups) or "-"
                click.echo(f"{row['week']}  {report.state:<14} {row['place'] or '-':<18} {groups:<24} {row['name']}")
                if row.get("story"):
                    click.echo(f"    {row['story']}")


@main.group()
def privacy() -> None:
    """What is kept about people: as little as can be, and not for long."""


@privacy.command("audit")
@click.option("--with-stories", is_flag=True, help="Open sealed narratives and messages too, where their key is there.")
def privacy_audit(with_stories: bool) -> None:
    """Print what is kept and for how long, and look for personal data where none may be. Status 1 when found."""
    from launch.privacy import inventory, suspects

    house = _house()
    house.prepare_database()
    for line in inventory(house):
        click.echo(line)
    found = list(suspects(house, with_stories=with_stories))
    for suspect in found:
        click.echo(f"looks personal: {suspect.place}: {suspect.kind}")
    click.echo(f"{len(found)} places look personal" if found else "nothing looks personal")
    if found:
        sys.exit(1)


@privacy.command("purge")
def privacy_purge() -> None:
    """Erase the narratives whose day has come; counts stay. `redes run` does it every day."""
    house = _house()
    house.prepare_database()
    click.echo(f"{house.purge()} narratives erased")


@privacy.command("rotate-keys")
def privacy_rotate_keys() -> None:
    """Turn the keyring: seal every report's key anew. `redes run` does it every 30 days.

    Older backups open no narrative from then on, once the old key's week of grace is over. Make a backup of the
    database now, and copy keyring.json apart from it, over its last copy.
    """
    from redes.reports.rekey import turn_keyring

    house = _house()
    house.prepare_database()
    done = turn_keyring(uow=house.unit_of_work(), vault=house.vault, today=today())
    click.echo(f"{done.sealed} keys sealed anew, {done.destroyed} old keys of the ring destroyed")
    if done.lost:
        raise click.ClickException(f"{done.lost} reports cannot be opened with this keyring; restore its copy")


@main.command()
@click.option("--months", type=click.IntRange(1, 240), default=12, show_default=True, help="How many closed months.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the data and their dictionary (datapackage.json); without it the data go to standard output.",
)
def export(months: int, form: Literal["csv", "json"], out: Path | None) -> None:
    """Write the published counts as open data: no small number in them, nor anything that gives one away.

    A month closes a week after its last week. It is counted once, and stays as it was published.
    """
    from launch import publishing

    house = _house()
    house.prepare_database()
    record = publishing.record_of(house)
    if out is None:
        for piece in publishing.export(record, months, form):
            click.echo(piece.encode(), nl=False)
    else:
        for written in publishing.write(house, record, months, form, out):
            click.echo(str(written))


@main.command()
@_written_to("output/poster")
@_BOT_NAME
@click.option("--ips", "ips_code", metavar="CODE", help="For the wall of an institution of content/ips/.")
def poster(out: Path, bot: str | None, ips_code: str | None) -> None:
    """Write the decálogo and «conozca sus derechos» in five languages: A3 posters, and pictures for phones."""
    from launch.posters import write_posters

    for path in write_posters(_house(), out, bot=bot, ips_code=ips_code):
        click.echo(str(path))


@main.command()
@click.option("--at", metavar="ID", required=True, help="Of the institution: its entry in content/directorio/.")
@_written_to("output/poster")
@_BOT_NAME
def sign(at: str, out: Path, bot: str | None) -> None:
    """Write a table tent for one institution: «Cuéntenos qué pasó aquí», with a code that opens the report there."""
    from launch.signs import write_sign

    for path in write_sign(_house(), out, at=at, bot=bot):
        click.echo(str(path))


@main.command()
@click.option("--minutes", type=click.Choice(["15", "30", "60"]), required=True, help="How long the session takes.")
@_written_to("output/kit")
@_BOT_NAME
@click.option("--territory", metavar="ID", help="Where it is held: the handout says where to refer to there.")
@click.option("--ips", "ips_code", metavar="CODE", help="For the staff of an institution of content/ips/.")
def kit(minutes: str, out: Path, bot: str | None, territory: str | None, ips_code: str | None) -> None:
    """Write what a replicator needs: plan, slides and handout, as PDF and to edit (DOCX, PPTX)."""
    from launch.kit import write_kit

    for path in write_kit(_house(), out, minutes=int(minutes), bot=bot, territory=territory, ips_code=ips_code):
        click.echo(str(path))


@main.group()
def training() -> None:
    """Modules and tests for staff; `redes train` is something else, it makes Rasa's model."""


@training.command("report")
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
def training_report(jsonl: bool) -> None:
    """What the training changed, by construct and institution, and how well its test measures. No names, no small groups."""
    from launch.learning import attendance_lines, attendance_rows, evaluation_lines, evaluation_rows
    from redes.training.evaluation import evaluate

    house = _house()
    house.prepare_database()
    exam = house.shelf.catalogue.exam
    if exam is None:
        raise click.ClickException("there is no test in content/capacitacion/prueba/")
    with house.unit_of_work() as work:
        found, came = evaluate(work.training.all(), exam), work.rooms.attendance()
    if jsonl:
        for row in (*evaluation_rows(found), *attendance_rows(came)):
            _print_json(row)
    else:
        for line in (*evaluation_lines(found), *attendance_lines(came)):
            click.echo(line)


@main.group()
def flags() -> None:
    """What people said is wrong with an answer, for the legal reviewer."""


@flags.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those in one state.")
@click.option("--jsonl", is_flag=True, help="One JSON object a line, words included.")
def flags_list(state: State | None, jsonl: bool) -> None:
    """List the flags, newest week first."""
    from launch.flags import flag_json, proposed

    house = _house()
    with house.unit_of_work() as work:
        for flag in work.flags.all(state):
            sealer = house.flag_sealer if jsonl else None
            row = flag_json(flag, house.shelf, sealer=sealer, proposal=partial(proposed, house))
            if jsonl:
                _print_json(row)
                continue
            words = "+words" if flag.words or flag.proposal else ""
            changed = "text changed since" if row["changed_since"] else ""
            click.echo(
                f"{row['id']}  {row['week']}  {row['state']:<9}  {row['reason']:<14}  {row['kind']}:{row['subject']}  "
                f"{words}  {changed}".rstrip()
            )


@flags.command("show")
@click.argument("flag_id", metavar="ID")
def flags_show(flag_id: str) -> None:
    """Show one flag with the case it was about and the words of its author."""
    from launch.flags import flag_json, flag_lines, proposed

    house = _house()
    with house.unit_of_work() as work:
        flag = work.flags.find(flag_id)
    if flag is None:
        raise click.ClickException(f"there is no flag '{flag_id}'; see: redes flags list")
    row = flag_json(flag, house.shelf, sealer=house.flag_sealer, proposal=partial(proposed, house))
    for line in flag_lines(row):
        click.echo(line)


@flags.command("resolve")
@click.argument("flag_id", metavar="ID")
@click.option("--state", type=click.Choice(VERDICTS), default="resuelta", show_default=True, help="The verdict.")
@click.option(
    "--guarded-by",
    metavar="TEST",
    help="With resuelta: the test that fails should the mistake come back, "
    'such as "content/reglas/situaciones/urgencias.yml: NAME" or "tests/FILE.py::test_NAME".',
)
@click.option("--note", metavar="TEXT", help="The answer to it; with rechazada the reason.")
def flags_resolve(flag_id: str, state: Verdict, guarded_by: str | None, note: str | None) -> None:
    """Give a flag its verdict; a later verdict takes the place of an earlier one."""
    from launch.flags import tell_proposer
    from redes.flags.flag import FlagId
    from redes.flags.guards import check_guard
    from redes.flags.review import settle_flag
    from redes.settings import ROOT

    house = _house()
    flag = settle_flag(
        FlagId(flag_id),
        state,
        guarded_by=guarded_by,
        note=note,
        uow=house.unit_of_work(),
        check_guard=partial(check_guard, content=house.settings.content_dir, root=ROOT),
    )
    told = "; who proposed it reads so with her receipt" if tell_proposer(house, flag) else ""
    click.echo(f"{flag.id}: {flag.state}" + (f", guarded by {flag.guarded_by}" if flag.guarded_by else "") + told)


def _house() -> Any:
    from launch.house import House

    set_up_logs()
    return House(read_settings())


def _objects(*required: str) -> Iterator[dict[str, Any]]:
    """JSON objects from standard input.

    A line that is none ends the command with status 2 and names the line, not its content.
    """
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):  # also bytes that are no UTF-8, and ten thousand brackets
            raise click.UsageError(f"line {number} of standard input is not JSON") from None
        if not isinstance(value, dict) or any(not isinstance(value.get(key), str) for key in required):
            raise click.UsageError(f"line {number} of standard input must be an object with text under {required}")
        yield value


def _print_json(value: dict[str, Any]) -> None:
    line = json.dumps(value, ensure_ascii=False)
    if any("\ud800" <= character <= "\udfff" for character in line):
        line = json.dumps(value)  # half a character: JSON can spell it, UTF-8 cannot
    print(line, flush=True)


@main.group()
def eligibility() -> None:
    """The rules of "¿debo atender?"."""


@eligibility.command("verify")
def eligibility_verify() -> None:
    """Prove the rules complete and free of contradictions over the whole domain, and the invariants."""
    from launch.law import law_of
    from redes.eligibility.verify import prove

    catalogue, law = law_of(read_settings())
    started = time.perf_counter()
    proof = prove(law.rulebook, law.invariants, catalogue.norms, since=law.first_day)
    for flaw in proof.flaws:
        click.echo(f"{flaw.kind}: {flaw.subject}: {flaw.message}")
    click.echo(
        f"{len(law.rulebook.rules)} rules, {len(law.invariants)} invariants, {len(proof.days)} days on which the law "
        f"changes, {proof.leaves} kinds of cases told apart: "
        f"{'proved' if proof.holds else f'{len(proof.flaws)} flaws'} in {time.perf_counter() - started:.1f} s"
    )
    if not proof.holds:
        sys.exit(1)


@main.command()
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line in, one out.")
@click.option(
    "--explain", is_flag=True, help="Add `explicacion`: why these rules, which ones lost, and what would change it."
)
def check(jsonl: bool, explain: bool) -> None:
    """Eligibility for each line of standard input: must they attend, who pays, on what basis."""
    from launch.law import check_one, law_of
    from redes.eligibility.said import FactReader

    catalogue, law = law_of(read_settings())
    reader = FactReader(catalogue)
    texts = catalogue.texts["es"].texts
    for line in _objects():
        _print_json(check_one(law, line, today=today(), texts=texts, reader=reader, with_explanation=explain))
