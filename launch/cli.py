"""The command line: ``redes``. Results go to standard output, everything else to standard error.

Exit status: 0 done, 1 said no, 2 used wrongly.
"""

import asyncio
import dataclasses
import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from redes.calendar import today
from redes.errors import RedesError
from redes.logs import set_up_logs
from redes.settings import read_settings


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


@main.command()
def run() -> None:
    """Start everything: Rasa, actions, web chat and panel; Telegram when a token is set."""
    from launch.run import run as run_house

    set_up_logs()
    asyncio.run(run_house(read_settings()))


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
    """Validate the catalogue: shapes, links, citations, review dates, languages."""
    from redes.content.check import check
    from redes.content.load import load

    settings = read_settings()
    catalogue = load(settings.content_dir)
    findings = check(catalogue, today=today())
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


@main.group()
def db() -> None:
    """The database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema up to date."""
    _house().prepare_database()
    click.echo("the schema is up to date")


@main.group()
def reports() -> None:
    """Barrier reports, for whoever administers this machine."""


@reports.command("list")
@click.option("--stories", is_flag=True, help="Open the sealed stories too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def reports_list(stories: bool, as_json: bool) -> None:
    """List what came in, newest week first. Never shows receipts or their hashes."""
    house = _house()
    catalogue = house.shelf.catalogue
    with house.unit_of_work() as work:
        for report in work.reports.all():
            place = catalogue.municipalities.get(report.municipality or "")
            barrier = catalogue.barriers.get(report.barrier)
            row: dict[str, Any] = {
                "week": report.week.isoformat(),
                "state": report.state,
                "barrier": report.barrier,
                "name": barrier.name if barrier else report.barrier,
                "place": place[1].name if place else None,
                "groups": list(report.groups),
                "language": report.language,
            }
            if stories:
                row["story"] = None if report.story is None else house.sealer.open(report.story)
            if as_json:
                _print_json(row)
            else:
                groups = ", ".join(report.groups) or "-"
                click.echo(f"{row['week']}  {report.state:<14} {row['place'] or '-':<18} {groups:<24} {row['name']}")
                if row.get("story"):
                    click.echo(f"    {row['story']}")


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
