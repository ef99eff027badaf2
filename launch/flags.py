"""Flags beyond the chat: where the conversation puts them, and what the reviewer reads of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.shelf import Shelf
from redes.calendar import today
from redes.flags.filing import file_flag, set_words
from redes.flags.flag import Flag, FlagId
from redes.flags.keeping import UnitOfWork
from redes.flags.reading import answer_of, case_of
from redes.flags.states import Reason
from redes.flags.subject import Subject
from redes.followup.ground import Ground
from redes.followup.proposals import tell_author, words_passed_on
from redes.privacy.seal import Sealer

if TYPE_CHECKING:  # it makes the flags' box
    from launch.house import House


@dataclass(frozen=True, slots=True)
class StoredFlags:
    """Takes the flags of conversations into the database.

    Attributes:
        unit_of_work: Makes a transaction.
        sealer: Seals words.
    """

    unit_of_work: Callable[[], UnitOfWork]
    sealer: Sealer

    def file(self, subject: Subject, reason: Reason, language: str) -> FlagId:
        """Keep a flag."""
        return file_flag(subject, reason, language=language, uow=self.unit_of_work(), today=today())

    def set_words(self, flag_id: FlagId, words: str | None) -> None:
        """Keep the words of a flag, or forget them (None)."""
        set_words(flag_id, words, uow=self.unit_of_work(), seal=self.sealer.seal)


def proposed(house: "House", flag: Flag) -> str | None:
    """What somebody proposed, of a flag that a coordinator passed on; None for any other, or once it was taken back."""
    return words_passed_on(flag, uow=house.unit_of_work(), vault=house.vault)


def tell_proposer(house: "House", flag: Flag) -> bool:
    """Tell the author of a proposal what the reviewer made of it; whether there was anything to tell.

    Raises:
        redes.reports.keeping.ChangedMeanwhile: A coordinator was at it at the same moment; try again.
        redes.reports.keeping.StoreUnavailable: She was not told.
    """
    ground = Ground(house.shelf.catalogue, {})
    return tell_author(
        flag,
        ground=ground,
        uow=house.unit_of_work(),
        vault=house.vault,
        retention=house.settings.retention,
        today=today(),
    )


def flag_json(
    flag: Flag, shelf: Shelf, *, sealer: Sealer | None, proposal: Callable[[Flag], str | None] = lambda _: None
) -> dict[str, Any]:
    """A flag for its reviewer.

    Args:
        flag: The flag.
        shelf: Tells what the answer is called now and whether it has changed.
        sealer: Opens the words; None leaves them sealed and out.
        proposal: Reads what was proposed, for a flag that comes from a proposal.
    """
    about = flag.subject
    answer = answer_of(about, shelf.catalogue, shelf.law.rulebook.rules)
    row = {
        "id": flag.id,
        "week": flag.week.isoformat(),
        "state": flag.state,
        "kind": about.kind,
        "subject": about.id,
        "title": answer.title,
        "version": about.version,
        "changed_since": answer.changed,
        "reason": flag.reason,
        "case": dict(case_of(about)) or None,
        "language": flag.language,
        "guarded_by": flag.guarded_by,
        "note": flag.note,
    }
    if sealer is not None:
        row["words"] = proposal(flag) if flag.words is None else sealer.open(flag.words)
    return row


def flag_lines(row: dict[str, Any]) -> Iterator[str]:
    """A flag as lines to read."""
    for key, value in row.items():
        if isinstance(value, dict):
            shown = " · ".join(f"{fact}: {said}" for fact, said in value.items())
        else:
            shown = "-" if value is None else str(value)
        yield f"{key + ':':<15}{shown}"
