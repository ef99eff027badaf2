"""Flags beyond the chat: where the conversation puts them, and what the reviewer reads of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.shelf import Shelf
from redes.calendar import today
from redes.eligibility.case_code import decode
from redes.flags.filing import file_flag, set_words
from redes.flags.flag import Flag, FlagId
from redes.flags.keeping import UnitOfWork
from redes.flags.states import Reason
from redes.flags.subject import Subject, subject_now
from redes.privacy.seal import Sealer


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


def flag_json(flag: Flag, shelf: Shelf, *, sealer: Sealer | None) -> dict[str, Any]:
    """A flag for its reviewer.

    Args:
        flag: The flag.
        shelf: Tells what the answer is called now and whether it has changed.
        sealer: Opens the words; None leaves them sealed and out.
    """
    about = flag.subject
    now = subject_now(shelf.catalogue, shelf.law.rulebook.rules, about.kind, about.id)
    row = {
        "id": flag.id,
        "week": flag.week.isoformat(),
        "state": flag.state,
        "kind": about.kind,
        "subject": about.id,
        "title": _title(about, shelf),
        "version": about.version,
        "changed_since": None if now is None else now.version != about.version,
        "reason": flag.reason,
        "case": None if about.case is None else _case(about.case),
        "language": flag.language,
        "guarded_by": flag.guarded_by,
        "note": flag.note,
    }
    if sealer is not None:
        row["words"] = None if flag.words is None else sealer.open(flag.words)
    return row


def flag_lines(row: dict[str, Any]) -> Iterator[str]:
    """A flag as lines to read."""
    for key, value in row.items():
        if isinstance(value, dict):
            shown = " · ".join(f"{fact}: {said}" for fact, said in value.items())
        else:
            shown = "-" if value is None else str(value)
        yield f"{key + ':':<15}{shown}"


def _title(about: Subject, shelf: Shelf) -> str | None:
    """What the answer is called in Spanish; None when it is called nothing or is gone."""
    match about.kind:
        case "card":
            card = shelf.catalogue.cards.get(about.id)
            return None if card is None else card.title
        case "rule":
            return next((rule.title for rule in shelf.law.rulebook.rules if rule.id == about.id), None)
        case "practice":
            return next((p.title for p in shelf.catalogue.decalogo.practices if p.id == about.id), None)
    return None


def _case(letters: str) -> dict[str, str]:
    """The case a rule was asked about, in the words of the contracts; what the person does not know is ``?``."""
    case = decode(letters[1:])
    if case is None:
        return {"case": letters}
    told = {"voice": "migrante" if letters[0] == "m" else "personal"}
    return told | dict(case.known) | dict.fromkeys(sorted(case.unsure), "?")
