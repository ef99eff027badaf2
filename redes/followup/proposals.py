"""What somebody proposes: a practice of her own, a change to a practice or to a card; and what came of it.

A proposal is a row like a report, with the same receipt, thread, key and day of erasure. Coordinators find it in a queue of
its own. They put it behind a commitment (:func:`redes.followup.commitments.make_commitment`), pass it on to who reviews the
content, or decline it with a reason; each of these its author reads with her receipt.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

from redes.content.catalogue import Catalogue
from redes.flags.flag import Flag, new_id
from redes.flags.keeping import Flags
from redes.flags.states import State as FlagState
from redes.flags.subject import Subject, card_subject, decalogo_subject, practice_subject
from redes.followup.ground import Ground
from redes.followup.noted import NotedReports
from redes.followup.review import Desk, ReviewWork
from redes.privacy.vault import Vault
from redes.reports import states
from redes.reports.keeping import UnitOfWork
from redes.reports.report import Reason, Report, ReportId, State, monday
from redes.reports.retention import Retention
from redes.reports.review import NoReason, Opened, open_story, put_in_state
from redes.reports.thread import NoSuchReport, ThreadFull, append, living

PASSED_ON = "propuesta.aviso.contenido"
"""What her author is told when a proposal goes to who reviews the content."""

_SETTLED: Mapping[FlagState, tuple[str, State]] = MappingProxyType(
    {"resuelta": ("propuesta.aviso.hecha", "resuelto"), "rechazada": ("propuesta.aviso.no-cambia", "en-mesa")}
)
"""Verdict of the reviewer -> the sentence its author reads, and where the proposal goes."""


class NotAProposal(NoSuchReport):
    """There is a report of this id, and it proposes nothing."""


class ProposalWork(ReviewWork, Protocol):
    """One transaction over proposals, flags and the audit log.

    Attributes:
        flags: Where what is passed on goes.
    """

    flags: Flags


class TellingWork(UnitOfWork, Protocol):
    """One transaction over proposals and flags.

    Attributes:
        flags: The flags.
    """

    flags: Flags


class _Noted(NotedReports[ProposalWork]):
    """A noted unit of work that holds flags too."""

    flags: Flags

    def _begun(self, work: ProposalWork) -> None:
        self.flags = work.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDesk:
    """What a coordinator does with proposals; all else (ask, answer, blot out) is the desk's.

    Attributes:
        desk: Who sits there.
        ground: The catalogue, for what is proposed and for the sentences its author reads.
        retention: How long narratives are kept in each state.
    """

    desk: Desk
    ground: Ground
    retention: Retention

    def read(self, report_id: ReportId, *, work: ReviewWork) -> Opened:
        """One proposal with its words; that it was opened is on record.

        Raises:
            NotAProposal: It is a report of what happened.
            redes.followup.accounts.Forbidden: It belongs to a territory that is not theirs.
            redes.reports.thread.NoSuchReport: There is none.
        """
        with work:
            found = work.reports.get(report_id)
        if found is not None and found.kind != "propuesta":
            raise NotAProposal("this report proposes nothing")
        return self.desk.read(report_id, work=work)

    def decline(
        self, report_id: ReportId, reason: Reason | None, text: str, *, seen: int, work: ProposalWork
    ) -> Report:
        """Put a proposal aside; its author reads the reason, and the words beside it.

        Args:
            report_id: Which.
            reason: Why, from the list.
            text: Why, in words.
            seen: The version that was read.
            work: Where it is kept.

        Raises:
            NoReason: There is none.
            redes.reports.thread.NothingSaid: There are no words.
            redes.reports.states.NotAllowed: It cannot be put aside from where it stands.
            redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        """
        if reason is None:
            raise NoReason("whoever declines a proposal says why")
        with self._noted(report_id, "descartar-propuesta", work) as noted:
            proposal = _proposal(report_id, noted)
            moved = states.moved(proposal.state, "descartado")
            self._say(text, proposal, noted)
            changed = put_in_state(
                living(report_id, noted), moved, reason, seen=seen, uow=noted, retention=self.retention
            )
            noted.commit()
        return changed

    def pass_on(self, report_id: ReportId, *, seen: int, work: ProposalWork) -> Flag:
        """Hand a proposal to who reviews the content, as a flag about what it would change.

        The flag holds no words: they are read in the proposal, as long as its author leaves it there.

        Raises:
            redes.reports.states.NotAllowed: It cannot go there from where it stands.
            redes.reports.thread.ThreadFull: Its author cannot be told.
            redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        """
        with self._noted(report_id, "pasar-propuesta", work) as noted:
            proposal = _proposal(report_id, noted)
            through = states.moved("nuevo", "en-mesa") if proposal.state == "nuevo" else proposal.state
            moved = states.moved(through, "con-compromiso")
            self._say(self.ground.say(proposal.language, PASSED_ON), proposal, noted)
            put_in_state(living(report_id, noted), moved, None, seen=seen, uow=noted, retention=self.retention)
            flag = Flag(
                id=new_id(),
                subject=subject_of(proposal, self.ground.catalogue),
                reason="propuesta",
                language=proposal.language,
                words=None,
                week=monday(self.desk.today),
                state="nueva",
                guarded_by=None,
                note=None,
                proposal=proposal.id,
            )
            noted.flags.add(flag)
            noted.commit()
        return flag

    def _say(self, text: str, proposal: Report, uow: UnitOfWork) -> None:
        thread = uow.threads.of(proposal.id)
        append(
            "mesa", "respuesta", text,
            report=proposal, thread=thread, uow=uow, vault=self.desk.vault, today=self.desk.today,
        )  # fmt: skip

    def _noted(self, report_id: ReportId, verb: str, work: ProposalWork) -> _Noted:
        self.desk.belongs(report_id, work)
        account, witness = self.desk.scope.account, self.desk.witness
        return _Noted(work, lambda one: witness.note(one, account, verb, f"reporte:{report_id}"))


def subject_of(proposal: Report, catalogue: Catalogue) -> Subject:
    """What a proposal would change: a card, a practice, or the decálogo itself, for a practice that is not there yet.

    A card or practice that is gone meanwhile leaves the decálogo, so that what was proposed is not lost.
    """
    card = catalogue.cards.get(proposal.card or "")
    if card is not None:
        return card_subject(card)
    practice = next((one for one in catalogue.decalogo.practices if one.number == proposal.practice), None)
    return decalogo_subject(catalogue) if practice is None else practice_subject(practice)


def words_passed_on(flag: Flag, *, uow: UnitOfWork, vault: Vault) -> str | None:
    """What was proposed, of a flag that a coordinator passed on; None for any other, and once its author took it back."""
    if flag.proposal is None:
        return None
    with uow:
        proposal, wrapped = uow.reports.get(ReportId(flag.proposal)), uow.keys.get(ReportId(flag.proposal))
    return None if proposal is None else open_story(proposal, wrapped, vault)


def tell_author(
    flag: Flag, *, ground: Ground, uow: TellingWork, vault: Vault, retention: Retention, today: date
) -> bool:
    """Tell the author of a proposal what the reviewer of the content made of it.

    Args:
        flag: As it was settled.
        ground: The catalogue, for the sentences.
        uow: Where the proposal is kept.
        vault: Seals the message.
        retention: How long narratives are kept in each state.
        today: The day.

    Returns:
        Whether there was anything to tell: it comes from a proposal that waits for this, and the verdict is final.

    Raises:
        redes.reports.keeping.ChangedMeanwhile: Somebody changed the proposal at the same moment; try again.
        redes.reports.keeping.StoreUnavailable: Nothing was told.
    """
    if flag.proposal is None or flag.state not in _SETTLED:
        return False
    sentence, to = _SETTLED[flag.state]
    with uow:
        proposal = uow.reports.get(ReportId(flag.proposal))
        if proposal is None or proposal.erased or proposal.state != "con-compromiso":
            return False
        text = ground.say(proposal.language, sentence, **({"motivo": flag.note or ""} if to == "en-mesa" else {}))
        thread = uow.threads.of(proposal.id)
        with contextlib.suppress(ThreadFull):  # its author still reads the state
            append("mesa", "respuesta", text, report=proposal, thread=thread, uow=uow, vault=vault, today=today)
        now = living(proposal.id, uow)
        put_in_state(now, states.moved(now.state, to), None, seen=now.version, uow=uow, retention=retention)
        uow.commit()
    return True


def _proposal(report_id: ReportId, uow: UnitOfWork) -> Report:
    found = living(report_id, uow)
    if found.kind != "propuesta":
        raise NotAProposal("this report proposes nothing")
    return found
