"""What people proposed in the invented year, and what the mesas made of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from redes.content.catalogue import Catalogue
from redes.demo.desks import DeskWork
from redes.demo.script import Proposed, Script
from redes.flags.keeping import Flags
from redes.followup.commitments import Undertaking, make_commitment
from redes.followup.ground import Ground
from redes.followup.proposals import ProposalDesk
from redes.followup.review import Desk
from redes.privacy.vault import Vault
from redes.reports.report import ReceiptHash, Report, ReportId, monday
from redes.reports.retention import Retention

_TERM = timedelta(weeks=9)


class ProposingWork(DeskWork, Protocol):
    """One transaction over proposals, promises and flags.

    Attributes:
        flags: Where what is passed on goes.
    """

    flags: Flags


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """Proposals and their fates.

    Attributes:
        script: What they are made of.
        ground: The catalogue.
        uow: Makes a transaction.
        vault: Seals their words.
        retention: How long they are kept.
        until: The last day of the year.
    """

    script: Script
    ground: Ground
    uow: Callable[[], ProposingWork]
    vault: Vault
    retention: Retention
    until: date

    def make(self, territory: str, desk: Desk, *, seed: int) -> None:
        """Propose, and decide, in one territory.

        Args:
            territory: Its mesa has its organisations already.
            desk: Whose coordinator decides.
            seed: The same seed gives the same ids and weeks.
        """
        chance = random.Random(f"{seed} {territory}")  # noqa: S311 - nothing here is secret
        here = [one for one in self.script.proposals if territory in (one.where or (territory,))]
        for proposed in here:
            self._decide(territory, desk, self._file(territory, proposed, chance), proposed)

    def _file(self, territory: str, proposed: Proposed, chance: random.Random) -> Report:
        week = monday(self.until) - timedelta(weeks=chance.randint(0, 9))
        sealer, wrapped = self.vault.new_key()
        filed = Report(
            id=ReportId(f"{chance.getrandbits(128):032x}"),
            receipt_hash=ReceiptHash(f"{chance.getrandbits(256):064x}"),
            week=week,
            erase_on=self.retention.erase_on(week),
            kind="propuesta",
            queue="normal",
            voice=proposed.voice,
            barrier=None,
            practice=proposed.practice,
            card=_known(proposed.card, self.ground.catalogue),
            municipality=self.ground.catalogue.territories[territory].municipalities[0].code,
            service=None,
            ips=None,
            rule=None,
            when=None,
            urgent_now=None,
            groups=(),
            story=sealer.seal(f"{self.script.mark} {proposed.text}"),
            state="nuevo",
            reason=None,
            language="es",
            version=1,
        )
        with self.uow() as work:
            work.reports.add(filed)
            work.keys.put(filed.id, wrapped)
            work.commit()
        return filed

    def _decide(self, territory: str, desk: Desk, filed: Report, proposed: Proposed) -> None:
        proposals = ProposalDesk(desk=desk, ground=self.ground, retention=self.retention)
        match proposed.fate:
            case "en-revision":
                desk.set_state(filed.id, "en-revision", seen=1, work=self.uow(), retention=self.retention)
            case "pregunta":
                desk.ask(filed.id, self.script.talk.question, seen=1, work=self.uow())
            case "contenido":
                proposals.pass_on(filed.id, seen=1, work=self.uow())
            case "declinada":
                proposals.decline(filed.id, "otra", proposed.why, seen=1, work=self.uow())
            case "compromiso":
                self._promise(territory, desk, filed, proposed)

    def _promise(self, territory: str, desk: Desk, filed: Report, proposed: Proposed) -> None:
        with self.uow() as work:
            mesa = work.followup.mesas.get(territory)
        assert mesa is not None
        make_commitment(
            territory,
            Undertaking(
                organisation=mesa.organisations[0].id,
                what=proposed.text,
                due=self.until + _TERM,
                practices=() if proposed.practice is None else (proposed.practice,),
            ),
            [filed.id],
            scope=desk.scope,
            ground=self.ground,
            uow=self.uow(),
            retention=self.retention,
            today=self.until,
        )


def _known(card: str | None, catalogue: Catalogue) -> str | None:
    return card if card in catalogue.cards else None
