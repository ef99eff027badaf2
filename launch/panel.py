"""The panel plugged in, and what the command line does to its accounts."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from launch.house import House
from launch.mesas import INVENTED, ground_of
from panel.parts import Parts
from redes.followup.accounts import Account, Role, machine, scope_of
from redes.followup.audit import Entry, Verdict, Witness
from redes.followup.invitations import ask_for_entry, disable, hand_out_entry, invite, tie
from redes.followup.review import Desk, places_of
from redes.followup.tokens import Tokens
from redes.privacy.pseudonym import SessionKey
from redes.privacy.seal import Sealer


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
        harsh=lambda story: house.shelf.dangers.detect(story) is not None,
        base=settings.public_url or own,
        rules=lambda: ground_of(house).rules,
        show_allies=house.shelves.show_allies,
        invented=(settings.data_dir / INVENTED).exists,
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
        parts, catalogue = self._parts, self._parts.catalogue()
        with parts.unit_of_work() as work:
            account = work.accounts.by_telegram(parts.tokens.chat(session))
        if account is None or account.disabled:
            return None
        scope = scope_of(account, catalogue.territories)
        desk = Desk(
            scope=scope, places=places_of(catalogue), witness=parts.witness, vault=parts.vault, today=parts.today
        )
        return desk.waiting(work=parts.unit_of_work()) if scope.may("review") else None

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
