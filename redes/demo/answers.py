"""Answers that somebody said are wrong, in the invented year, and what the reviewer made of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from redes.content.catalogue import Catalogue
from redes.demo.script import Flagged, Script
from redes.eligibility.case_code import Case, encode
from redes.eligibility.rule import Rule
from redes.flags.filing import file_flag, set_words
from redes.flags.keeping import UnitOfWork
from redes.flags.review import settle_flag
from redes.flags.subject import Subject, subject_now

_OLD = "00000000"
"""Version of a wording that never was."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The queue of answers.

    Attributes:
        script: What it is made of.
        catalogue: Whose answers.
        rules: The rules in force.
        uow: Makes a transaction.
        seal: Encrypts words.
        until: The last day of the year.
    """

    script: Script
    catalogue: Catalogue
    rules: Iterable[Rule]
    uow: Callable[[], UnitOfWork]
    seal: Callable[[str], bytes]
    until: date

    def flag(self) -> int:
        """Raise and settle them; how many. What the catalogue no longer has is left out."""
        rules, made = tuple(self.rules), 0
        for number, flagged in enumerate(self.script.flags):
            subject = self._subject(flagged, rules)
            if subject is None:
                continue
            day = self.until - timedelta(weeks=number % 5)
            flag = file_flag(subject, flagged.reason, language="es", uow=self.uow(), today=day)
            if flagged.words is not None:
                set_words(flag, f"{self.script.mark} {flagged.words}", uow=self.uow(), seal=self.seal)
            if flagged.fate != "nueva":
                settle_flag(
                    flag, flagged.fate, guarded_by=None, note=flagged.note, uow=self.uow(), check_guard=_no_guard
                )
            made += 1
        return made

    def _subject(self, flagged: Flagged, rules: tuple[Rule, ...]) -> Subject | None:
        now = subject_now(self.catalogue, rules, flagged.kind, flagged.id)
        if now is None:
            return None
        case = f"p{encode(Case(known=dict(flagged.case)))}" if flagged.case else None
        return replace(now, case=case, version=_OLD if flagged.old else now.version)


def _no_guard(_: str) -> None:
    """Nothing here is resolved, so no test is named."""
