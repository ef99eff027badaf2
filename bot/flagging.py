"""«Esta respuesta está mal» in the conversation: three steps, none of which needs the dialogue.

What is wrong is filed as soon as it is chosen. The next message may be its words; anything else that is pressed means
that there are none.
"""

import asyncio
import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.presses import Press
from bot.replies import Reply
from bot.screens import flag
from bot.sessions import Flagged, Session
from bot.voice import Voice
from redes.eligibility.load import Law
from redes.flags.filing import LONGEST_WORDS
from redes.flags.flag import FlagId
from redes.flags.states import Reason
from redes.flags.subject import Subject
from redes.reports.keeping import StoreUnavailable

MOST_A_DAY = 5
"""Flags of one conversation on one day; enough for who reads with care, too few to bury the reviewer."""


class FlagBox(Protocol):
    """Where flags go. Each call takes tens of milliseconds and may raise :class:`StoreUnavailable`: nothing was kept."""

    def file(self, subject: Subject, reason: Reason, language: str) -> FlagId:
        """Keep a flag."""

    def set_words(self, flag_id: FlagId, words: str | None) -> None:
        """Keep the words of a flag, or forget them (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagDesk:
    """Takes flags of one conversation.

    Attributes:
        box: Where they go.
        voice: Speaks to the person.
        law: The rules, to find the one that answered a case.
        today: The day.
    """

    box: FlagBox
    voice: Voice
    law: Law
    today: date

    async def pressed(self, press: Press, session: Session) -> tuple[Reply | None, Session]:
        """A button of a flag; None when what it names does not exist (any more)."""
        match press.kind:
            case "flag-done":
                return flag.said(self.voice, "marca.sin-palabras"), moved_on(session)
            case "flag-unsay":
                return await self._unsay(session)
        read = flag.read_flag(self.voice, self.law, press.value, today=self.today)
        if read is None:
            return None, moved_on(session)
        subject, reason = read
        if reason is None:
            return flag.ask_reason(self.voice, subject), moved_on(session)
        return await self._file(subject, reason, press.value, session)

    async def told(self, words: str, session: Session) -> tuple[Reply, Session]:
        """The words of the flag that waits for them.

        Args:
            words: What was typed, scrubbed.
            session: One in which a flag waits.
        """
        flagged = session.flagged
        assert flagged is not None
        assert flagged.flag is not None
        if len(words) > LONGEST_WORDS:
            return flag.said(self.voice, "marca.palabras-largas", maximo=str(LONGEST_WORDS)), session
        try:
            await asyncio.to_thread(self.box.set_words, FlagId(flagged.flag), words)
        except StoreUnavailable:
            return flag.said(self.voice, "marca.no-guardada"), session
        # Which flag it was is known until she does something else, so that she can take her words back.
        kept = dataclasses.replace(session, flagged=dataclasses.replace(flagged, waits=False))
        return flag.words_kept(self.voice, words), kept

    async def _file(self, subject: Subject, reason: Reason, about: str, session: Session) -> tuple[Reply, Session]:
        before, day = session.flagged, self.today.isoformat()
        count = before.count if before is not None and before.day == day else 0
        if before is not None and before.about == about and before.day == day:
            # Tapped twice: it is one flag.
            return flag.filed(self.voice) if before.waits else flag.said(self.voice, "marca.gracias"), session
        if count >= MOST_A_DAY:
            return flag.said(self.voice, "marca.muchas"), moved_on(session)
        try:
            flag_id = await asyncio.to_thread(self.box.file, subject, reason, self.voice.language)
        except StoreUnavailable:
            return flag.said(self.voice, "marca.no-guardada"), moved_on(session)
        now = Flagged(about=about, flag=flag_id, waits=True, day=day, count=count + 1)
        return flag.filed(self.voice), dataclasses.replace(session, flagged=now)

    async def _unsay(self, session: Session) -> tuple[Reply, Session]:
        flagged = session.flagged
        if flagged is None or flagged.flag is None:
            return flag.said(self.voice, "error.boton-viejo"), session
        try:
            await asyncio.to_thread(self.box.set_words, FlagId(flagged.flag), None)
        except StoreUnavailable:
            return flag.said(self.voice, "marca.no-guardada"), session
        return flag.said(self.voice, "marca.palabras-borradas"), moved_on(session)


def waits_for_words(session: Session) -> bool:
    """Whether the next message that is typed is the words of a flag."""
    return session.flagged is not None and session.flagged.waits


def moved_on(session: Session) -> Session:
    """The session of somebody who does something else: what she types is no longer taken as words, and which flag
    was hers is forgotten.
    """
    if session.flagged is None or session.flagged.flag is None:
        return session
    return dataclasses.replace(session, flagged=dataclasses.replace(session.flagged, flag=None, waits=False))
