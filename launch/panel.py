"""The panel plugged in, and what the command line does to its accounts."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import partial

from bot.coordinators import Dashboard, Picture
from launch.house import House
from launch.mesas import INVENTED, ground_of
from panel.parts import Parts
from redes.content.schema import Language
from redes.flags.guards import check_guard
from redes.flags.reading import Review
from redes.followup.accounts import Account, Role, Scope, machine, scope_of
from redes.followup.audit import Entry, Verdict, Witness
from redes.followup.ground import Ground
from redes.followup.invitations import ask_for_entry, disable, hand_out_entry, invite, tie
from redes.followup.review import Desk, places_of
from redes.followup.tokens import Tokens
from redes.privacy.pseudonym import SessionKey
from redes.privacy.seal import Sealer
from redes.seeing.chart import charts, headline
from redes.seeing.drawing import png
from redes.settings import ROOT

SPAN = 12
"""Months that the dashboard in a chat looks back."""


def witness_of(house: House) -> Witness:
    """Who writes the audit log."""
    return Witness(house.key("audit/1"), _now)


def parts_of(house: House) -> Parts:
    """What the panel is made of."""
    settings = house.settings
    own = f"http://{_host(settings.http_host)}:{settings.http_port}"
    return Parts(
        unit_of_work=house.unit_of_work,
        catalogue=lambda: house.shelf.catalogue,
        tokens=Tokens(house.key("panel/1")),
        witness=witness_of(house),
        sealer=Sealer(house.key("second-step/1")),
        vault=house.vault,
        retention=settings.retention,
        doors=house.doors,
        flags=Review(
            rules=lambda: house.shelf.law.rulebook.rules,
            open_words=house.flag_sealer.open,
            check_guard=partial(check_guard, content=settings.content_dir, root=ROOT),
        ),
        harsh=lambda story: house.shelf.dangers.detect(story) is not None,
        crowds=house.crowds,
        base=settings.public_url or own,
        rules=lambda: ground_of(house).rules,
        show_allies=house.shelves.show_allies,
        invented=(settings.data_dir / INVENTED).exists,
        seeing=house.seeing,
    )


class Coordinators:
    """What Telegram asks of the panel (:class:`bot.coordinators.CoordinatorDoor`).

    Args:
        parts: The panel's.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def entry(self, session: SessionKey) -> str | None:
        """Address of a one-time link for the account that a chat is tied to; None when it is tied to none."""
        parts = self._parts
        secret = ask_for_entry(session, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
        return None if secret is None else parts.entry_address(secret)

    def waiting(self, session: SessionKey) -> int | None:
        """How many reports wait in the territories of a chat's account; None when it is tied to none that reviews."""
        parts, catalogue, scope = self._parts, self._parts.catalogue(), self._scope(session)
        if scope is None:
            return None
        desk = Desk(
            scope=scope, places=places_of(catalogue), witness=parts.witness, vault=parts.vault, today=parts.today
        )
        return desk.waiting(work=parts.unit_of_work()) if scope.may("review") else None

    def dashboard(self, session: SessionKey, language: Language) -> Dashboard | None:
        """The dashboard for a chat's account; None when it has no territory, or is tied to none."""
        parts, scope = self._parts, self._scope(session)
        ground = Ground(parts.catalogue(), parts.rules())
        mine = [one for one in ground.mesas() if scope is not None and scope.may("counts", one)]
        if scope is None or not mine:
            return None
        territory = None if len(mine) == len(ground.mesas()) else mine[0]
        board = parts.seeing.board(
            territory, SPAN, scope=scope, ground=ground, uow=parts.unit_of_work(), today=parts.today
        )
        drawn = {one.name: one for one in charts(board, ground, language) if not one.empty}
        foot = ground.say(language, "tablero.inventado" if parts.invented() else "tablero.pie")
        pictures = []
        # Telegram makes tall pictures small, so the long list of families is a picture of its own.
        for names in (("meses", "espera"), ("categorias",)):
            together = tuple(drawn[name] for name in names if name in drawn)
            if together:
                described = " ".join(one.described for one in together)
                pictures.append(Picture(name=names[0], png=png(together, foot), described=described))
        return Dashboard(
            place=ground.say(language, "tablero.todos") if territory is None else ground.territory(territory),
            sentences=headline(board, ground, language),
            pictures=tuple(pictures),
        )

    def _scope(self, session: SessionKey) -> Scope | None:
        """What the account of a chat may ask for; None when there is none."""
        parts = self._parts
        with parts.unit_of_work() as work:
            account = work.accounts.by_telegram(parts.tokens.chat(session))
        return None if account is None or account.disabled else scope_of(account, parts.catalogue().territories)

    def tie(self, session: SessionKey, code: str) -> str | None:
        """Tie a chat to the account whose code it shows; the account's label, or None."""
        parts = self._parts
        account = tie(session, code, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness)
        return None if account is None else account.label


class Seats:
    """Accounts, as the command line sees them.

    Args:
        house: The house.
    """

    def __init__(self, house: House) -> None:
        house.prepare_database()
        self._house = house
        self._parts = parts_of(house)
        self._scope = machine(house.shelf.catalogue.territories)

    def invite(self, role: Role, territories: Collection[str], label: str, language: str) -> str:
        """Make an account; the address of its invitation. Raises as :func:`redes.followup.invitations.invite`."""
        parts = self._parts
        _, secret = invite(
            scope=self._scope,
            role=role,
            territories=territories,
            label=label,
            language=language,
            work=parts.unit_of_work(),
            tokens=parts.tokens,
            witness=parts.witness,
        )
        return parts.entry_address(secret)

    def login(self, name: str) -> str:
        """Address of a link to enter. Raises as :func:`redes.followup.invitations.hand_out_entry`."""
        parts = self._parts
        _, secret = hand_out_entry(
            name, scope=self._scope, work=parts.unit_of_work(), tokens=parts.tokens, witness=parts.witness
        )
        return parts.entry_address(secret)

    def disable(self, name: str) -> Account:
        """Shut an account. Raises as :func:`redes.followup.invitations.disable`."""
        return disable(name, scope=self._scope, work=self._parts.unit_of_work(), witness=self._parts.witness)

    def all(self) -> tuple[Account, ...]:
        """All accounts by label."""
        with self._house.unit_of_work() as work:
            return work.accounts.all()

    def entries(self) -> Iterator[Entry]:
        """The audit log, oldest first."""
        with self._house.unit_of_work() as work:
            yield from work.audit.all()

    def verify(self) -> Verdict:
        """Look over the chain of the audit log."""
        with self._house.unit_of_work() as work:
            return self._parts.witness.verify(work.audit.all(), work.audit.head())


def _host(host: str) -> str:
    """A host as it stands in an address; an address that means all of them is reached by the loopback one."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not listened on
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _now() -> datetime:
    return datetime.now(UTC)
