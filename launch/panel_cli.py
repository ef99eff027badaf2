"""``redes panel``: accounts and the audit log, for who administers the machine."""

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, get_args

import click

from redes.followup.accounts import Role
from redes.logs import set_up_logs
from redes.settings import read_settings

if TYPE_CHECKING:
    from launch.panel import Seats


@click.group("panel")
def panel() -> None:
    """The coordinators' panel: who may enter, and what was done there."""


@panel.command("invite")
@click.option("--role", type=click.Choice(get_args(Role)), required=True, help="What the account may do.")
@click.option("--territory", "territories", multiple=True, metavar="ID", help="Id of a territory; may be repeated.")
@click.option("--label", required=True, help="What colleagues call it; shown in the audit log.")
@click.option("--language", default="es", show_default=True, help="Language of the bot's messages to it.")
def invite(role: Role, territories: tuple[str, ...], label: str, language: str) -> None:
    """Make an account and print the link of its invitation: good once, for seven days."""
    click.echo(_seats().invite(role, territories, label, language))


@panel.command("login")
@click.argument("name", metavar="LABEL|ID")
def login(name: str) -> None:
    """Print a link to enter for an account: good once, for five minutes."""
    click.echo(_seats().login(name))


@panel.command("accounts")
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
def accounts(jsonl: bool) -> None:
    """List the accounts."""
    for account in _seats().all():
        row = {
            "id": account.id,
            "label": account.label,
            "role": account.role,
            "territories": list(account.territories),
            "since": account.since.isoformat(),
            "telegram": account.telegram is not None,
            "second_step": account.second_step is not None,
            "disabled": account.disabled,
        }
        if jsonl:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            where = ", ".join(account.territories) or "-"
            shut = "  disabled" if account.disabled else ""
            click.echo(f"{account.id}  {account.role:<13}  {where:<24}  {account.label}{shut}")


@panel.command("disable")
@click.argument("name", metavar="LABEL|ID")
def disable(name: str) -> None:
    """Shut an account: its sessions end, its links are void. What it did stays in the audit log."""
    account = _seats().disable(name)
    click.echo(f"{account.id}: disabled")


@panel.command("audit")
@click.option("--verify", is_flag=True, help="Look over the chain; status 1 when it is broken.")
def audit(verify: bool) -> None:
    """Print the audit log, one JSON object a line; or look whether somebody tampered with it."""
    seats = _seats()
    if not verify:
        for entry in seats.entries():
            click.echo(json.dumps(dataclasses.asdict(entry), ensure_ascii=False))
        return
    verdict = seats.verify()
    if verdict.broken is not None:
        click.echo(f"broken at entry {verdict.broken}; the {verdict.entries} before it hold", err=True)
        sys.exit(1)
    click.echo(f"{verdict.entries} entries hold; head {verdict.head.number}:{verdict.head.seal}")


def _seats() -> "Seats":
    from launch.house import House
    from launch.panel import Seats

    set_up_logs()
    return Seats(House(read_settings()))
