"""What the panel is made of: handed over by the start-up, so that a page names no setting and opens no file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from redes.calendar import COLOMBIA
from redes.content.catalogue import Catalogue
from redes.doors import Doors
from redes.flags.reading import Review
from redes.followup.audit import Witness
from redes.followup.crowds import Crowds
from redes.followup.tokens import Tokens
from redes.privacy.seal import Sealer
from redes.privacy.vault import Vault
from redes.reports.retention import Retention
from redes.seeing.seeing import Seeing
from redes.store.work import SqlUnitOfWork
from redes.training.figures import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The house, as far as the panel needs it.

    Attributes:
        unit_of_work: Makes one transaction on the database.
        catalogue: The catalogue in force.
        tokens: Makes and hashes secrets.
        witness: Writes the audit log; tells the time.
        sealer: Seals the secrets of second steps.
        vault: Opens and seals narratives and threads.
        retention: How long narratives are kept.
        doors: Where people reach this program.
        flags: What the reviewer of flags works with.
        harsh: Whether a narrative may be hard to read; it is folded then.
        crowds: How coarsely a report is told; what it remembers serves all visitors.
        base: Address before ``/panel``, without a slash at its end.
        rules: Id -> title of the rules of law in force.
        show_allies: Has the directory in force show the networks as they are kept now.
        invented: Whether what the database holds is a demonstration.
        seeing: The dashboard; what it remembers serves all visitors.
        training: The figures of the training; likewise.
    """

    unit_of_work: Callable[[], SqlUnitOfWork]
    catalogue: Callable[[], Catalogue]
    tokens: Tokens
    witness: Witness
    sealer: Sealer
    vault: Vault
    retention: Retention
    doors: Doors
    flags: Review
    harsh: Callable[[str], bool]
    crowds: Crowds
    base: str
    rules: Callable[[], Mapping[str, str]] = dict
    show_allies: Callable[[], object] = bool
    invented: Callable[[], bool] = bool
    seeing: Seeing = field(default_factory=Seeing)
    training: Figures = field(default_factory=Figures)

    @property
    def now(self) -> datetime:
        """The time in Colombia."""
        return self.witness.now().astimezone(COLOMBIA)

    @property
    def today(self) -> date:
        """The day in Colombia."""
        return self.now.date()

    def entry_address(self, secret: str) -> str:
        """Where a one-time link leads."""
        return f"{self.base}/panel/entrar/{secret}"
