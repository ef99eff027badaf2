"""A flag at rest: what is wrong with an answer, and nothing of who said so."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import NewType

from redes.flags.states import Reason, State
from redes.flags.subject import Subject

FlagId = NewType("FlagId", str)
"""12 random hexadecimal digits; drawn by lot, so that they tell nothing of the order of arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One flag.

    Attributes:
        id: See :data:`FlagId`.
        subject: Which answer, in which wording.
        reason: What is wrong with it.
        language: In which it was read; a translation can be wrong where the Spanish is right.
        words: What the person added, scrubbed and then sealed; None when she added nothing.
        week: Monday of the ISO week in which it was raised. Day and hour are not kept.
        state: Where it is on its way.
        guarded_by: The test that fails should the mistake come back, see :mod:`redes.flags.guards`; given exactly when
            the flag is resolved.
        note: The reviewer's answer; None while there is none.
        proposal: Id of the proposal that a coordinator passed on, or None. What it proposes is read there, and nowhere else
            once its author takes it back.
    """

    id: FlagId
    subject: Subject
    reason: Reason
    language: str
    words: bytes | None
    week: date
    state: State
    guarded_by: str | None
    note: str | None
    proposal: str | None = None


def new_id() -> FlagId:
    """A fresh id."""
    return FlagId(secrets.token_hex(6))
