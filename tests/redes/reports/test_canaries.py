"""Fifty kinds of personal data in five languages go through the library; then every byte that it wrote is looked at."""

from pathlib import Path

import canaries
import pgserver
import pytest
from makers import CHEAP, THURSDAY, a_draft, a_vault

from redes.reports.intake import file_report, find_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.retention import Retention
from redes.reports.spool import Spool
from redes.reports.thread import add_message, withdraw
from redes.settings import Settings
from redes.store.engine import open_engine
from redes.store.memory import MemoryUnitOfWork
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


class Away(MemoryUnitOfWork):
    def commit(self) -> None:
        raise StoreUnavailable("away")


def found_in(
    folder: Path, secrets: list[str], *, known: frozenset[tuple[Path, int]] = frozenset()
) -> list[tuple[str, str]]:
    """(file, secret) of each secret that stands in a file in any of its forms; files as they were known are left out."""
    wanted = {form: secret for secret in secrets for form in canaries.forms(secret)}
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and (path, path.stat().st_mtime_ns) not in known:
            content = path.read_bytes()
            found |= {(str(path.relative_to(folder)), secret) for form, secret in wanted.items() if form in content}
    return sorted(found)


def everything_goes_through(uow, vault, spool) -> list[str]:
    """File all stories as they are told, the scrubber set aside; add to threads, spool, take back; returns receipts."""
    receipts = []
    for number, ((_, language), story) in enumerate(canaries.stories().items()):
        given = {"language": language, "receipts": CHEAP, "vault": vault, "retention": Retention(), "today": THURSDAY}
        receipts.append(file_report(a_draft(story=story), uow=uow, **given))
        if number % 5 == 0:
            file_report(a_draft(story=story), uow=Away(), spool=spool, **given)
            report = find_report(receipts[-1], uow=uow, receipts=CHEAP)
            add_message(report.id, story, uow=uow, vault=vault, today=THURSDAY)
            withdraw(report, uow=uow, today=THURSDAY)
    return receipts


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_byte_on_disk_and_no_line_of_the_log_gives_anybody_away(tmp_path, loud_logs, kind):
    folder = tmp_path / "data"
    folder.mkdir()
    vault = a_vault(folder)
    url = f"sqlite:///{folder / 'redes.sqlite'}"
    if kind == "postgresql":
        server = pgserver.get_server(folder / "pg", cleanup_mode="stop")
        url = Settings(_env_file=None, database_url=server.get_uri()).sqlalchemy_url
    engine = open_engine(url)
    upgrade(engine)

    known = frozenset((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))

    receipts = everything_goes_through(SqlUnitOfWork(engine), vault, Spool(folder / "spool", vault=vault))

    secrets = [*canaries.KINDS.values(), receipts[0], receipts[-1], receipts[-1].replace(" ", "")]
    before = found_in(folder, secrets, known=known)  # the write-ahead log is full
    engine.dispose()
    if kind == "postgresql":
        server.cleanup()
    assert (before, found_in(folder, secrets, known=known)) == ([], [])
    assert [secret for secret in secrets if secret in loud_logs.text] == []


def test_the_search_itself_finds_what_stands_in_clear(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\0\1Zulimar Canariota\0")
    (tmp_path / "b.json").write_text('{"who": "Jo\\u00e3o Gon\\u00e7alves da Cruz"}')

    assert found_in(tmp_path, list(canaries.KINDS.values())) == [
        ("a.bin", "Zulimar Canariota"),
        ("b.json", "João Gonçalves da Cruz"),
    ]


def test_there_are_fifty_kinds_in_five_languages():
    assert (len(canaries.KINDS), len(canaries.SENTENCES), len(canaries.stories())) == (50, 5, 250)
