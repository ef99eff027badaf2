"""Proposals in the conversation: a practice of one's own, or a change to a practice or a card. None of it needs the dialogue.

Words, place, preview, consent, receipt: nothing is kept before the yes, and the receipt comes after the commit, as for
a report.
"""

import asyncio
import dataclasses
from dataclasses import dataclass
from typing import Literal

from bot.presses import Press
from bot.receipts import ReportBox
from bot.replies import Reply
from bot.screens import propose
from bot.screens.propose import About
from bot.sessions import Proposed, Session
from bot.voice import Voice
from redes.content.place_search import PlaceSearch
from redes.content.words import words
from redes.privacy.pseudonym import SessionKey
from redes.reports.draft import Draft, fingerprint
from redes.reports.keeping import StoreUnavailable
from redes.reports.limits import TooManyReports
from redes.reports.report import Voice as Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDesk:
    """Takes the proposals of one conversation.

    Attributes:
        box: Where they are kept: among the reports.
        voice: Speaks to the person.
        by: Pseudonym of who proposes, for the daily limit.
        teller: Staff or migrant, as she said; None when she has not.
        places: Finds the place that is typed.
    """

    box: ReportBox
    voice: Voice
    by: SessionKey
    teller: Teller | None
    places: PlaceSearch

    async def pressed(self, press: Press, session: Session) -> tuple[tuple[Reply, ...], Session]:
        """A button of a proposal."""
        if press.kind == "propose":
            return self._begin(press.value, session)
        if press.kind == "propose-no":
            return (self._say("propuesta.no-guardada"),), left(session)
        now = session.proposed
        about = None if now is None else propose.read_about(self.voice, now.about)
        if now is None or about is None or (now.words is None and press.kind != "propose-again"):
            return (self._say("propuesta.ya-no-esta"),), left(session)
        match press.kind:
            case "propose-in":
                asked = propose.ask_municipality(self.voice, press.value)
                return ((asked,), session) if asked else self._placed(None, now, about, session)
            case "propose-at":
                return self._placed(press.value, now, about, session)
            case "propose-again":
                return (propose.ask_words(self.voice, about),), _with(session, now, waits="palabras", words=None)
        return await self._consented(press.value, now, about, session)

    def told(self, text: str, session: Session) -> tuple[Reply, Session]:
        """The words of the proposal, or the place it is for.

        Args:
            text: What was typed, scrubbed.
            session: One in which a proposal waits for words.
        """
        now = session.proposed
        assert now is not None
        about = propose.read_about(self.voice, now.about)
        if about is None:
            return self._say("propuesta.ya-no-esta"), left(session)
        if now.waits == "lugar":
            code = self.places.find(text)
            if code is None:
                return propose.ask_territory(self.voice, note=self.voice.say("propuesta.lugar-no")), session
            (reply,), session = self._placed(code, now, about, session)
            return reply, session
        if not words(text):
            return propose.ask_words(self.voice, about, note=self.voice.say("propuesta.sin-palabras")), session
        if len(text) > propose.LONGEST:
            note = self.voice.say("propuesta.larga", maximo=str(propose.LONGEST))
            return propose.ask_words(self.voice, about, note=note), session
        return propose.ask_territory(self.voice), _with(session, now, waits="lugar", words=text.strip())

    def _begin(self, value: str, session: Session) -> tuple[tuple[Reply, ...], Session]:
        about = propose.read_about(self.voice, value)
        if about is None:
            return (self._say("error.boton-viejo"),), left(session)
        return (propose.ask_words(self.voice, about),), dataclasses.replace(session, proposed=Proposed(about=value))

    def _placed(self, code: str | None, now: Proposed, about: About, session: Session) -> tuple[tuple[Reply], Session]:
        """Told where, or that she does not say; what would be kept is shown."""
        known = code if code in self.voice.catalogue.municipalities else None
        session = _with(session, now, waits=None, municipality=known)
        assert session.proposed is not None
        draft = self._draft(session.proposed, about)
        return (propose.preview(self.voice, draft, erase_on=self.box.erase_on()),), session

    async def _consented(
        self, seen: str, now: Proposed, about: About, session: Session
    ) -> tuple[tuple[Reply, ...], Session]:
        draft = self._draft(now, about)
        if seen != fingerprint(draft):  # the yes of an earlier preview
            return (propose.preview(self.voice, draft, erase_on=self.box.erase_on()),), session
        try:
            receipt = await asyncio.to_thread(self.box.file, draft, self.voice.language, self.by)
        except TooManyReports:
            return (self._say("propuesta.muchas"),), left(session)
        except StoreUnavailable:
            # It waits: the same button tries again.
            shown = propose.preview(self.voice, draft, erase_on=self.box.erase_on())
            return (
                dataclasses.replace(shown, body=self.voice.say("propuesta.ahora-no") + "\n\n" + shown.body),
            ), session
        kept = dataclasses.replace(left(session), copying=True)
        return propose.receipt(self.voice, receipt, erase_on=self.box.erase_on()), kept

    def _draft(self, now: Proposed, about: About) -> Draft:
        return Draft(
            kind="propuesta",
            practice=about.practice,
            card=about.card,
            municipality=now.municipality,
            voice=self.teller,
            story=now.words,
        )

    def _say(self, key: str) -> Reply:
        return propose.said(self.voice, key)


def waits_for_words(session: Session) -> bool:
    """Whether the next message that is typed belongs to a proposal."""
    return session.proposed is not None and session.proposed.waits is not None


def left(session: Session) -> Session:
    """The session of somebody who does something else: what she was writing is forgotten."""
    return session if session.proposed is None else dataclasses.replace(session, proposed=None)


def _with(
    session: Session,
    now: Proposed,
    *,
    waits: Literal["palabras", "lugar"] | None,
    words: str | None = "",
    municipality: str | None = None,
) -> Session:
    """The session with the proposal a step further; words that are empty stay as they are."""
    kept = now.words if words == "" else words
    changed = dataclasses.replace(now, waits=waits, words=kept, municipality=municipality)
    return dataclasses.replace(session, proposed=changed)
