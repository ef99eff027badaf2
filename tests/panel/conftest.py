"""A panel on a database of its own, with accounts to enter by."""

import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest
from browsing import Browser
from makers import a_report, a_vault
from starlette.applications import Starlette

from panel.app import routes
from panel.parts import Parts
from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.doors import Doors
from redes.eligibility.load import Law, load_law
from redes.flags.guards import check_guard
from redes.flags.reading import Review
from redes.followup.accounts import EVERYWHERE, Account, Role, machine
from redes.followup.audit import Witness
from redes.followup.crowds import Crowds
from redes.followup.held import Held
from redes.followup.invitations import hand_out_entry, invite
from redes.followup.tokens import Tokens
from redes.privacy.seal import Sealer
from redes.reports.report import Report
from redes.reports.retention import Retention
from redes.reports.review import Opened, read
from redes.settings import ROOT
from redes.store.engine import open_engine
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


@dataclass
class Clock:
    """A clock that stands still until it is told."""

    time: datetime = field(default=datetime(2024, 7, 4, 15, 30, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **given: float) -> None:
        self.time += timedelta(**given)


class World:
    """A panel, its accounts, and browsers to look at it."""

    def __init__(self, parts: Parts, clock: Clock) -> None:
        self.parts, self.clock = parts, clock
        self.app = Starlette(routes=routes(parts))
        self.scope = machine(parts.catalogue().territories)
        self.clients: list[httpx.AsyncClient] = []

    def browser(self, base: str = "http://localhost") -> Browser:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=base)
        self.clients.append(client)
        return Browser(client)

    def account(self, role: Role = "coordinator", *territories: str, label: str | None = None) -> Account:
        where = territories or (() if role in EVERYWHERE else ("cucuta",))
        account, _ = invite(
            scope=self.scope,
            role=role,
            territories=where,
            label=label or f"{role} {' '.join(where)}",
            work=self.parts.unit_of_work(),
            tokens=self.parts.tokens,
            witness=self.parts.witness,
        )
        return account

    def link(self, account: Account) -> str:
        _, secret = hand_out_entry(
            account.id,
            scope=self.scope,
            work=self.parts.unit_of_work(),
            tokens=self.parts.tokens,
            witness=self.parts.witness,
        )
        return f"/panel/entrar/{secret}"

    async def inside(self, account: Account) -> Browser:
        browser = self.browser()
        await browser.sends(self.link(account))
        return browser

    def report(self, story: str | None = "Me negaron la atención en la puerta", **given: object) -> Report:
        """A report from Cúcuta, unless it is told otherwise."""
        sealer, wrapped = self.parts.vault.new_key()
        name = uuid.uuid4().hex
        sealed = {} if story is None else {"story": sealer.seal(story)}
        report = a_report(
            **{"id": name, "receipt_hash": name * 2, "municipality": "54001", "story": None} | sealed | given
        )
        with self.parts.unit_of_work() as work:
            work.reports.add(report)
            work.keys.put(report.id, wrapped)
            work.commit()
        return report

    def kept(self, report: Report) -> Opened:
        return read(report.id, uow=self.parts.unit_of_work(), vault=self.parts.vault)

    def deeds(self) -> list[tuple[str, str]]:
        """Who did what, oldest first; what the command line did is left out."""
        with self.parts.unit_of_work() as work:
            return [(entry.account, entry.verb) for entry in work.audit.all() if entry.account != "maquina"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(ROOT / "content")


@pytest.fixture(scope="session")
def law(catalogue: Catalogue) -> Law:
    return load_law(ROOT / "content" / "reglas", catalogue.norms)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(tmp_path: Path, catalogue: Catalogue, law: Law, clock: Clock) -> Iterator[Parts]:
    engine = open_engine(f"sqlite:///{tmp_path / 'redes.sqlite'}")
    upgrade(engine)
    yield Parts(
        unit_of_work=lambda: SqlUnitOfWork(engine),
        catalogue=lambda: catalogue,
        tokens=Tokens(b"t" * 32),
        witness=Witness(b"w" * 32, clock),
        sealer=Sealer(b"s" * 32),
        vault=a_vault(tmp_path),
        retention=Retention(),
        doors=Doors(bot="redes_bot"),
        flags=Review(
            rules=lambda: law.rulebook.rules,
            open_words=Sealer(b"f" * 32).open,
            check_guard=partial(check_guard, content=ROOT / "content", root=ROOT),
        ),
        harsh=lambda story: "DURO" in story,
        crowds=Crowds(Held(lambda: clock().date())),
        base="http://localhost",
    )
    engine.dispose()


@pytest.fixture
async def world(parts: Parts, clock: Clock) -> AsyncIterator[World]:
    one = World(parts, clock)
    yield one
    for client in one.clients:
        await client.aclose()


@pytest.fixture
def coordinator(world: World) -> Account:
    """The seat of a coordinator of Cúcuta."""
    return world.account("coordinator", "cucuta", label="Referente")


@pytest.fixture
async def browser(world: World, coordinator: Account) -> Browser:
    """A browser in which she is in."""
    return await world.inside(coordinator)
