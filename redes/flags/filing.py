"""From a press on «Está mal» to a durable flag.

The flag is kept as soon as its reason is chosen: most people say no more, and what they said must not be lost.
Words come later, if at all.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from redes.flags.flag import Flag, FlagId, new_id
from redes.flags.keeping import UnitOfWork
from redes.flags.states import Reason
from redes.flags.subject import Subject
from redes.reports.report import monday

LONGEST_WORDS = 500
"""Characters a person may add."""


def file_flag(subject: Subject, reason: Reason, *, language: str, uow: UnitOfWork, today: date) -> FlagId:
    """Keep a flag.

    Args:
        subject: Which answer is wrong.
        reason: What is wrong with it.
        language: In which it was read.
        uow: Where to keep it.
        today: Day on which it was raised; only its week is kept.

    Returns:
        Its id, once it is durable. Whoever holds it may add words; it is not for the person to keep.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept; she must be told so.
    """
    flag = Flag(
        id=new_id(),
        subject=subject,
        reason=reason,
        language=language,
        words=None,
        week=monday(today),
        state="nueva",
        guarded_by=None,
        note=None,
    )
    with uow:
        uow.flags.add(flag)
        uow.commit()
    return flag.id


def set_words(flag_id: FlagId, words: str | None, *, uow: UnitOfWork, seal: Callable[[str], bytes]) -> None:
    """Keep what a person adds to her flag, or forget it again (None). A flag that is gone or judged takes nothing.

    Args:
        flag_id: Her flag.
        words: Already scrubbed, at most :data:`LONGEST_WORDS` characters.
        uow: Where it is kept.
        seal: Encrypts them.

    Raises:
        redes.reports.keeping.StoreUnavailable: Nothing was kept; she must be told so.
    """
    with uow:
        flag = uow.flags.find(flag_id)
        if flag is not None and (words is None or flag.state in ("nueva", "aceptada")):
            uow.flags.replace(replace(flag, words=None if words is None else seal(words)))
            uow.commit()
