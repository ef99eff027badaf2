"""Reminders and alerts plugged in: where the conversation keeps them, and who sends them while ``redes run`` runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.reminders import Delivery
from bot.replies import Reply
from bot.screens import reminders as screens
from bot.voice import Voice
from redes.calendar import COLOMBIA
from redes.content.catalogue import Catalogue
from redes.errors import RedesError
from redes.logs import kind_and_place
from redes.privacy.pseudonym import SessionKey, pseudonym
from redes.privacy.vault import Vault
from redes.reminding import delivery
from redes.reminding.delivery import Taken, week_number
from redes.reminding.emergency import hand_out
from redes.reminding.keeping import UnitOfWork
from redes.reminding.subscribing import stop, subscribe, subscriptions_of
from redes.reminding.subscription import Kind, Subscriber, Wish
from redes.training.certificate import open_modules
from redes.training.progress import Learner

if TYPE_CHECKING:  # it makes this
    from launch.house import House

logger = logging.getLogger(__name__)

ALERTS_EVERY_S = 2.0
"""Seconds between two looks for alerts: whoever files a report may be another process."""

REMINDERS_EVERY_S = 30.0
"""Seconds between two looks for reminders."""


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReminders:
    """Keeps what people asked for (:class:`bot.reminders.ReminderBook`, :class:`bot.reminders.AddressBook`).

    Attributes:
        unit_of_work: Makes a transaction.
        key: Turns a session into a subscriber, and nothing else.
        vault: Seals addresses.
        seat_of: By which pseudonym accounts are tied to the chat of a session.
        wipe: Lets go of the old versions of what was deleted.
        now: The time.
    """

    unit_of_work: Callable[[], UnitOfWork]
    key: bytes = field(repr=False)
    vault: Vault
    seat_of: Callable[[SessionKey], str]
    wipe: Callable[[], None]
    now: Callable[[], datetime] = utc_now

    def of(self, session: SessionKey) -> tuple[Wish, ...]:
        """What somebody asked for, by kind."""
        return tuple(one.wish for one in subscriptions_of(self._who(session), uow=self.unit_of_work()))

    def stop(self, session: SessionKey, kind: Kind | None = None) -> bool:
        """Delete it, of one kind or all, with the address; whether there was anything."""
        there = stop(self._who(session), kind, uow=self.unit_of_work())
        if there:
            self.wipe()
        return there

    def keep(self, session: SessionKey, chat: int, wish: Wish, language: str) -> None:
        """Keep a wish and a chat. Raises as :func:`redes.reminding.subscribing.subscribe`."""
        subscribe(
            wish,
            self._who(session),
            chat,
            language=language,
            seat=self.seat_of(session),
            uow=self.unit_of_work(),
            vault=self.vault,
            now=self.now(),
        )

    def _who(self, session: SessionKey) -> Subscriber:
        return Subscriber(pseudonym("reminder", session, key=self.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Postman:
    """Sends what is due, by the channel that can write first.

    Attributes:
        book: What people asked for.
        catalogue: The catalogue in force.
        write: Sends one message to a chat.
        session_of: Pseudonym of a chat.
        learner_of: Under which pseudonym the progress of a session is kept.
    """

    book: StoredReminders
    catalogue: Callable[[], Catalogue]
    write: Callable[[int, Reply], Awaitable[Delivery]]
    session_of: Callable[[int], SessionKey]
    learner_of: Callable[[SessionKey], Learner]

    async def alerts(self) -> int:
        """Send the alerts that wait; how many arrived.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer; they wait on.
        """
        taken = await asyncio.to_thread(self._alerts_taken)
        return sum(await asyncio.gather(*map(self._alert, taken)))

    async def reminders(self) -> int:
        """Send the reminders that are due, one after the other; how many arrived.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer; the rest is sent in the next round.
        """
        uow, now, arrived = self.book.unit_of_work(), self.book.now(), 0
        due = delivery.take_reminders(uow=self.book.unit_of_work(), vault=self.book.vault, now=now)
        while (taken := await asyncio.to_thread(next, due, None)) is not None:
            reply = await asyncio.to_thread(self._reminder, taken)
            if reply is None:
                continue
            match await self.write(taken.chat, reply):
                case "sent":
                    arrived += 1
                case "gone":
                    await asyncio.to_thread(self._end, taken)
                case "away":
                    await asyncio.to_thread(delivery.give_back, taken, uow=uow, now=now)
                    return arrived  # the others would wait as long; they are due in the next round too
        return arrived

    def _alerts_taken(self) -> list[Taken]:
        now, catalogue = self.book.now(), self.catalogue()
        hand_out(uow=self.book.unit_of_work(), catalogue=catalogue, today=now.astimezone(COLOMBIA).date())
        return list(delivery.take_alerts(uow=self.book.unit_of_work(), vault=self.book.vault, now=now))

    async def _alert(self, taken: Taken) -> bool:
        notice = taken.notice
        assert notice is not None
        uow = self.book.unit_of_work()
        reply = await asyncio.to_thread(self._alert_reply, taken)
        if reply is None:
            return False
        came = await self.write(taken.chat, reply)
        if came == "gone":
            await asyncio.to_thread(self._end, taken)
        elif came in ("away", "unknown"):
            await asyncio.to_thread(delivery.put_off, notice, uow=uow, now=self.book.now())
        else:
            await asyncio.to_thread(delivery.delivered, notice, uow=uow)
        return came == "sent"

    def _alert_reply(self, taken: Taken) -> Reply | None:
        """The message; None when there is nobody to tell any more: with the seat its alerts end."""
        assert taken.notice is not None
        territory = taken.notice.territory
        uow = self.book.unit_of_work()
        scope = delivery.scope_now(taken.subscription, self._tied(taken), uow=uow, catalogue=self.catalogue())
        if scope is None:
            self._end(taken)
            return None
        if not scope.may("review", territory):  # the territory is not hers any more, or is gone
            delivery.delivered(taken.notice, uow=uow)
            return None
        name = self.catalogue().territories[territory].name
        return screens.refused_emergency(self._voice(taken), name, taken.notice.count)

    def _reminder(self, taken: Taken) -> Reply | None:
        """The message; None when there is nothing to say this time, or nobody to say it to."""
        voice, today = self._voice(taken), self.book.now().astimezone(COLOMBIA).date()
        match taken.subscription.wish.kind:
            case "practica-semanal":
                practices = self.catalogue().decalogo.practices
                return screens.practice_of_the_week(voice, practices[week_number(today) % len(practices)], today=today)
            case "capacitacion":
                return self._training(taken, voice)
        return self._promises(taken, voice)

    def _training(self, taken: Taken, voice: Voice) -> Reply:
        """Where she left off: what she began comes before what she did not."""
        learner = self.learner_of(self.session_of(taken.chat))
        with self.book.unit_of_work() as work:
            progress = work.training.find(learner)
        modules = list(self.catalogue().modules.values())
        left = modules if progress is None else open_modules(progress, modules)
        if left:
            begun = [one for one in left if progress is not None and one.id in progress.lessons]
            return screens.training_goes_on(voice, (begun or left)[0])
        if progress is not None and not progress.is_over("salida"):
            return screens.training_goes_on(voice, None)
        self._end(taken)
        return screens.training_done(voice)

    def _promises(self, taken: Taken, voice: Voice) -> Reply | None:
        uow, catalogue, today = self.book.unit_of_work(), self.catalogue(), self.book.now().astimezone(COLOMBIA).date()
        scope = delivery.scope_now(taken.subscription, self._tied(taken), uow=uow, catalogue=catalogue)
        if scope is None:
            self._end(taken)
            return None
        of = []
        for territory in catalogue.territories.values():
            terms = (
                delivery.terms_of(territory.id, uow=uow, today=today) if scope.may("follow-up", territory.id) else ()
            )
            if terms:
                of.append((territory.name, terms))
        return screens.promises(voice, of) if of else None

    def _end(self, taken: Taken) -> None:
        delivery.end(taken.subscription, uow=self.book.unit_of_work())
        self.book.wipe()

    def _tied(self, taken: Taken) -> str:
        return self.book.seat_of(self.session_of(taken.chat))

    def _voice(self, taken: Taken) -> Voice:
        language = taken.subscription.language
        return Voice(self.catalogue(), language if language in self.catalogue().languages else "es")


def postman_of(house: "House", write: Callable[[int, Reply], Awaitable[Delivery]]) -> Postman:
    """Who sends what is due in Telegram."""
    key = house.key("pseudonym/1")
    return Postman(
        book=house.reminders,
        catalogue=lambda: house.shelf.catalogue,
        write=write,
        session_of=lambda chat: pseudonym("telegram", str(chat), key=key),
        learner_of=house.training.learner,
    )


async def keep_delivering(
    postman: Postman, *, alerts_every_s: float = ALERTS_EVERY_S, reminders_every_s: float = REMINDERS_EVERY_S
) -> None:
    """Send what is due until cancelled. Thousands of reminders do not hold up an alert."""
    await asyncio.gather(
        _again_and_again(postman.alerts, alerts_every_s), _again_and_again(postman.reminders, reminders_every_s)
    )


async def _again_and_again(send: Callable[[], Awaitable[int]], every_s: float) -> None:
    while True:
        try:
            await send()  # how many is not logged: the line's time would be that of a report
        except RedesError as failed:
            logger.warning("what is due could not be sent: %s", kind_and_place(failed))
        except Exception as failed:  # noqa: BLE001 - an edge: the next round must come
            logger.error("what is due could not be sent: %s", kind_and_place(failed))
        await asyncio.sleep(every_s)
