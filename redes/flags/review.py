"""What the legal reviewer does with a flag."""

from collections.abc import Callable
from dataclasses import replace

from redes.errors import RedesError
from redes.flags.flag import Flag, FlagId
from redes.flags.keeping import UnitOfWork
from redes.flags.states import State, Verdict
from redes.reports.keeping import ChangedMeanwhile

LONGEST_GUARD = 300
LONGEST_NOTE = 1000


class NoSuchFlag(RedesError):
    """There is no flag of this id."""


class BadVerdict(RedesError):
    """The verdict says too little, too much, or names a test that does not exist."""


def settle_flag(
    flag_id: FlagId,
    verdict: Verdict,
    *,
    guarded_by: str | None,
    note: str | None,
    uow: UnitOfWork,
    check_guard: Callable[[str], None],
    seen: State | None = None,
) -> Flag:
    """Give a flag its verdict; a later one takes the place of an earlier one. A last one ends what somebody added in words.

    Args:
        flag_id: The flag.
        verdict: Resolved asks for the guard, rejected for a note: whoever reads it later must learn why.
        guarded_by: The test that now fails should the mistake come back; only with ``resuelta``.
        note: The reviewer's answer; None keeps an earlier one.
        uow: Where it is kept.
        check_guard: Raises when a text names no test that exists.
        seen: The state that was read; None gives the verdict whatever it is.

    Returns:
        The flag as it is now kept.

    Raises:
        NoSuchFlag: There is none.
        BadVerdict: Something is missing or does not belong.
        redes.flags.guards.NoGuard: ``guarded_by`` names no test.
        redes.reports.keeping.ChangedMeanwhile: Somebody else gave a verdict since ``seen``; it stands.
        redes.reports.keeping.StoreUnavailable: The database did not answer; nothing changed.
    """
    guarded_by, note = _written(guarded_by), _written(note)
    if (verdict == "resuelta") != (guarded_by is not None):
        raise BadVerdict("a flag is resolved by the test that now guards it: give --guarded-by with resuelta, only")
    if len(guarded_by or "") > LONGEST_GUARD or len(note or "") > LONGEST_NOTE:
        raise BadVerdict(f"a guard takes {LONGEST_GUARD} characters, a note {LONGEST_NOTE}")
    if guarded_by is not None:
        check_guard(guarded_by)
    with uow:
        flag = uow.flags.find(flag_id)
        if flag is None:
            raise NoSuchFlag(f"there is no flag '{flag_id}'; see: redes flags list")
        if seen not in (None, flag.state):
            raise ChangedMeanwhile("somebody else gave this flag a verdict meanwhile; read it again")
        note = note or flag.note
        if verdict == "rechazada" and note is None:
            raise BadVerdict("say in --note why it is rejected")
        words = flag.words if verdict == "aceptada" else None
        settled = replace(flag, state=verdict, guarded_by=guarded_by, note=note, words=words)
        uow.flags.replace(settled)
        uow.commit()
    return settled


def _written(text: str | None) -> str | None:
    """A text without space around it, or None when nothing is left."""
    return (text or "").strip() or None
