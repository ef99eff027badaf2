"""Deleting what is kept of a person, and forgetting the conversation."""

import contextlib

from bot.replies import Reply
from bot.screens import menu, trace
from bot.sessions import Session
from bot.training import forgotten
from bot.turn.answer import Answer, only
from bot.turn.asking import Asking
from bot.turn.desks import Desks
from bot.turn.state import Turn
from bot.understanding import NotUp
from redes.reports.keeping import StoreUnavailable


class Forgetting:
    """«Borrar rastro» and ``/olvidame``."""

    def __init__(self, turn: Turn, desks: Desks, asking: Asking) -> None:
        self.turn = turn
        self.desks = desks
        self.asking = asking

    async def forget(self, value: str) -> Reply:
        """All that is kept of a person under a pseudonym goes: her training, her session, a report she has not sent."""
        if value != "si":
            return trace.ask(self.turn.voice, reminders=self.turn.inbound.reachable)
        try:
            there_was = await self._forget_learning()
        except StoreUnavailable:
            return self.turn.say("olvido.no-pudo", menu.menu_row(self.turn.voice))
        stopped = await self.desks.reminders.stop_all()
        if stopped is None:
            return self.turn.say("olvido.no-pudo", menu.menu_row(self.turn.voice))
        there_was = there_was or stopped or self.turn.session != Session()
        await self._leave()
        return forgotten(self.turn.voice, there_was=there_was)

    async def erase(self, *, everything: bool) -> Answer:
        """Forget this conversation, or all that is kept of her too; the face deletes what it can of the chat.

        When what is kept cannot be deleted now, the chat stays as well: an empty one would say that nothing is left.
        """
        if everything:
            try:
                await self._forget_learning()
            except StoreUnavailable:
                return only(self.turn.say("olvido.no-pudo", menu.menu_row(self.turn.voice)))
        stopped = await self.desks.reminders.stop_all()
        if everything and stopped is None:
            return only(self.turn.say("olvido.no-pudo", menu.menu_row(self.turn.voice)))
        await self._leave()
        done = trace.erased(self.turn.voice, everything=everything, reminders_stopped=stopped)
        return Answer(replies=(done,), erase=True)

    async def _forget_learning(self) -> bool:
        """Progress and open rooms go; whether there was any. Raises :class:`StoreUnavailable`."""
        return await self.desks.training.forget() | await self.desks.rooms.forget()

    async def _leave(self) -> None:
        """Forget the session, and the report that was not sent."""
        if self.turn.session.asking is not None:
            with contextlib.suppress(NotUp):  # a dialogue that is down has forgotten already
                await self.asking.cancel()
        self.turn.session = Session()
