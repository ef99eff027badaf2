"""The audit log: what was done in the panel, by which account, to what; append-only, chained by keyed hashes.

Each entry's seal is an HMAC over the seal before it and its own content. The key stands outside the
database, so that who changes a row there cannot seal the rest anew; a seal that was printed and put away
shows when the end was cut off. It is about those who coordinate, so it keeps the minute; of reports it
names the random id only.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from redes.calendar import COLOMBIA
from redes.followup.accounts import AccountId

START = "0" * 64
"""The seal before the first entry."""

_VERB = re.compile(r"[a-z]+(-[a-z]+)*")
_SUBJECT = re.compile(r"[a-z0-9:._-]{0,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done.

    Attributes:
        number: From 1, without gaps.
        at: Minute in Colombia, ``2026-11-22 03:10``.
        account: Who did it.
        verb: What was done: lower-case words joined by hyphens, in Spanish (``abrir-reporte``); up to 40 characters.
        subject: To what: an id of the house (``reporte:1f…``), never words of anybody; may be empty.
        seal: 64 hexadecimal digits, see the module.
    """

    number: int
    at: str
    account: AccountId
    verb: str
    subject: str
    seal: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain.

    Attributes:
        number: Of the last entry; 0 when there is none.
        seal: Its seal.
    """

    number: int
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look over the whole chain found.

    Attributes:
        entries: How many entries are whole, from the first on.
        broken: Number of the first entry that was changed, taken out or put in; None when the chain holds.
        head: The end of the part that holds.
    """

    entries: int
    broken: int | None
    head: Head


class AuditLog(Protocol):
    """Where entries are kept; ``redes.store`` answers it."""

    def take_turn(self) -> Head:
        """The end of the chain, held until the transaction ends: two who write at once stand in line."""

    def add(self, entry: Entry) -> None:
        """Keep the next entry."""

    def head(self) -> Head:
        """The end of the chain as it was noted with the last entry."""

    def all(self) -> Iterator[Entry]:
        """All entries, oldest first."""

    def latest(self, count: int, *, before: int | None = None, account: AccountId | None = None) -> tuple[Entry, ...]:
        """Entries, newest first: those with a smaller number than ``before``, of one account when it is given."""


class Holder(Protocol):
    """A unit of work that has an audit log."""

    audit: AuditLog


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes down what is done, in the transaction in which it is done: neither is there without the other.

    Attributes:
        key: 32 bytes, from :func:`redes.privacy.keys.derive`, purpose ``audit/1``.
        now: The time, with its zone.
    """

    key: bytes
    now: Callable[[], datetime]

    def note(self, work: Holder, account: AccountId, verb: str, subject: str = "") -> None:
        """Add an entry to the log, inside a unit of work.

        Args:
            work: The open unit of work.
            account: Who did it.
            verb: See :class:`Entry`.
            subject: See :class:`Entry`.

        Raises:
            ValueError: Verb or subject could hold somebody's words.
        """
        if not _VERB.fullmatch(verb) or len(verb) > 40 or not _SUBJECT.fullmatch(subject):
            raise ValueError("verb and subject of an audit entry are ids, not words")
        head = work.audit.take_turn()
        number, at = head.number + 1, self.now().astimezone(COLOMBIA).strftime("%Y-%m-%d %H:%M")
        work.audit.add(
            Entry(
                number=number,
                at=at,
                account=account,
                verb=verb,
                subject=subject,
                seal=_seal(self.key, head.seal, (number, at, account, verb, subject)),
            )
        )

    def verify(self, entries: Iterable[Entry], noted: Head) -> Verdict:
        """Look over the whole chain.

        Args:
            entries: All, oldest first; they are gone through one by one.
            noted: The end as the store noted it: an end that was cut off shows by it.
        """
        head = Head(0, START)
        for entry in entries:
            expected = _seal(self.key, head.seal, (head.number + 1, entry.at, entry.account, entry.verb, entry.subject))
            if entry.number != head.number + 1 or not hmac.compare_digest(entry.seal, expected):
                return Verdict(entries=head.number, broken=head.number + 1, head=head)
            head = Head(entry.number, entry.seal)
        return Verdict(entries=head.number, broken=None if head == noted else head.number + 1, head=head)


def _seal(key: bytes, before: str, content: tuple[int, str, str, str, str]) -> str:
    return hmac.new(key, json.dumps([before, *content]).encode(), hashlib.sha256).hexdigest()
