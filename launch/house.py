"""Where real things are plugged in: from settings to a conversation, to use cases, to actions.

Each program of the house (the faces, the action server, the commands) is made here and nowhere else.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Engine

from bot.conversation import Conversation
from bot.pictures import Pictures
from bot.sessions import MemorySessions, RedisSessions, Sessions
from bot.shelf import Shelf
from bot.understanding import Dialogue
from launch.flags import StoredFlags
from launch.learning import StoredTraining
from launch.reminding import StoredReminders
from launch.reports import StoredReports
from launch.shelves import Shelves
from redes.calendar import today
from redes.doors import Doors
from redes.eligibility.counter_code import PURPOSE as COUNTER
from redes.eligibility.counter_code import CounterCodes
from redes.followup.ally import Ally
from redes.followup.crowds import Crowds
from redes.followup.held import Held
from redes.followup.tokens import Tokens
from redes.pictures.gallery import Gallery
from redes.privacy.keyring import Keyring
from redes.privacy.keys import derive, load_or_make_secret
from redes.privacy.seal import Sealer
from redes.privacy.vault import Vault
from redes.reminding.emergency import is_refused_emergency
from redes.reports.abuse import Insults
from redes.reports.draft import Draft
from redes.reports.guesses import Guesses
from redes.reports.intake import file_report, find_report
from redes.reports.known import only_known
from redes.reports.limits import Limits
from redes.reports.receipts import Receipts
from redes.reports.rekey import EVERY, settle_keyring, turn_keyring
from redes.reports.report import Receipt, Report, monday
from redes.reports.retention import purge
from redes.reports.spool import Spool, take_in
from redes.reports.thread import withdraw
from redes.seeing.seeing import Seeing
from redes.settings import Settings
from redes.store.engine import open_engine, wipe
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork
from redes.training.certificate import PURPOSE as CERTIFICATE
from redes.training.certificate import CertificateCodes
from redes.training.learning import purge as purge_progress
from redes.training.local import reported_in
from redes.training.room_book import RoomBook


@dataclass(frozen=True)
class House:
    """The parts that all programs share, made when first used.

    Attributes:
        settings: What the person who runs it chose.
    """

    settings: Settings

    @cached_property
    def secret(self) -> bytes:
        """Root of all keys."""
        if self.settings.secret_key is not None:
            return self.settings.secret_key.get_secret_value().encode()
        return load_or_make_secret(self.settings.data_dir / "secret.key")

    def key(self, purpose: str) -> bytes:
        """A key for one purpose."""
        return derive(self.secret, purpose)

    @cached_property
    def engine(self) -> Engine:
        """The database."""
        return open_engine(self.settings.sqlalchemy_url)

    def prepare_database(self) -> None:
        """Bring the schema up to date."""
        upgrade(self.engine)

    @cached_property
    def receipts(self) -> Receipts:
        """Makes and hashes receipts."""
        return Receipts(self.key("receipt/1"))

    @cached_property
    def vault(self) -> Vault:
        """Seals each report with a key of its own."""
        keyring = Keyring(self.settings.data_dir / "keyring.json", secret=self.secret, today=today())
        return Vault(keyring, before=Sealer(self.key("story/1")))

    @cached_property
    def spool(self) -> Spool:
        """Where reports wait while the database is away."""
        return Spool(self.settings.data_dir / "spool", vault=self.vault)

    @cached_property
    def guesses(self) -> Guesses:
        """Slows down who guesses receipts."""
        return Guesses(time.monotonic)

    @cached_property
    def limits(self) -> Limits:
        """Limits floods and finds copies."""
        return Limits()

    @cached_property
    def flag_sealer(self) -> Sealer:
        """Seals the words of flags; who may open them may not open stories."""
        return Sealer(self.key("flag/1"))

    def unit_of_work(self) -> SqlUnitOfWork:
        """One transaction on the database."""
        return SqlUnitOfWork(self.engine, self.held)

    @cached_property
    def held(self) -> Held:
        """What was counted today for the mesas."""
        return Held(today)

    @cached_property
    def crowds(self) -> Crowds:
        """How many reports are alike, as counted today."""
        return Crowds(self.held)

    @cached_property
    def seeing(self) -> Seeing:
        """The dashboard, with what it remembers."""
        return Seeing()

    @cached_property
    def shelves(self) -> Shelves:
        """Holds the catalogue in force."""
        return Shelves(self.settings, self._allies)

    def _allies(self, territories: Collection[str]) -> tuple[Ally, ...]:
        """The networks that coordinators keep."""
        with self.unit_of_work() as work:
            return work.followup.allies.of(territories)

    @property
    def shelf(self) -> Shelf:
        """The catalogue in force."""
        return self.shelves.current

    @cached_property
    def doors(self) -> Doors:
        """Where people outside reach this program."""
        return Doors(public_url=self.settings.public_url)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures, files and counter cards."""
        codes = CounterCodes(self.key(COUNTER), law=lambda: self.shelf.law, catalogue=lambda: self.shelf.catalogue)
        return Pictures(
            gallery=Gallery(),
            doors=self.doors,
            codes=codes,
            certificates=CertificateCodes(self.key(CERTIFICATE)),
            today=today,
        )

    @cached_property
    def sessions(self) -> Sessions:
        """What is remembered of conversations."""
        if self.settings.redis_url is None:
            return MemorySessions()
        from redis.asyncio import Redis

        redis = Redis.from_url(self.settings.redis_url.get_secret_value(), decode_responses=True)
        return RedisSessions(redis, Sealer(self.key("session/1")))

    @cached_property
    def rooms(self) -> RoomBook:
        """Quizzes in a room."""
        return RoomBook(
            unit_of_work=self.unit_of_work,
            key=self.key("room/1"),
            clock=time.time,
            today=today,
            wipe=lambda: wipe(self.engine),
        )

    def conversation(self, dialogue: Dialogue) -> Conversation:
        """The conversation that all faces talk to."""
        return Conversation(
            shelf=lambda: self.shelf,
            dialogue=dialogue,
            sessions=self.sessions,
            reports=StoredReports(self),
            flags=StoredFlags(self.unit_of_work, self.flag_sealer),
            training=self.training,
            rooms=self.rooms,
            today=today,
            reminders=self.reminders,
            pictures=self.pictures,
        )

    @cached_property
    def training(self) -> StoredTraining:
        """Where progress in the training is kept."""
        return StoredTraining(
            self.unit_of_work,
            self.key("training/1"),
            wipe=lambda: wipe(self.engine),
            reports=lambda where: reported_in(self.seeing.record(self.unit_of_work()), self.shelf.catalogue, where),
        )

    @cached_property
    def reminders(self) -> StoredReminders:
        """What people asked to be reminded of, and where they are written to."""
        return StoredReminders(
            unit_of_work=self.unit_of_work,
            key=self.key("reminder/1"),
            vault=self.vault,
            seat_of=Tokens(self.key("panel/1")).chat,
            wipe=lambda: wipe(self.engine),
        )

    def find_report(self, receipt: Receipt, by: str = "") -> Report | None:
        """The report of a receipt.

        Args:
            receipt: As read.
            by: Pseudonym of who asks.

        Raises:
            redes.reports.guesses.TooManyGuesses: Too many wrong ones.
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        return find_report(
            receipt,
            uow=self.unit_of_work(),
            receipts=self.receipts,
            spool=self.spool,
            guesses=self.guesses if by else None,
            by=by,
        )

    def file_report(self, draft: Draft, language: str, by: str | None = None) -> Receipt:
        """Keep a confirmed report.

        Args:
            draft: What she agreed to have kept; what the catalogue does not know is left out.
            language: In which she told it.
            by: Pseudonym of its author, for the daily limit; held in memory only. None: no limit.

        Raises:
            redes.reports.limits.TooManyReports: This pseudonym filed enough today.
            redes.reports.keeping.StoreUnavailable: Nothing was kept.
        """
        day, shelf = today(), self.shelf
        if by is not None:
            self.limits.admit(by, today=day)
        insults = Insults(shelf.catalogue.talk).only(draft.story)
        receipt = file_report(
            only_known(draft, shelf.catalogue),
            language=language,
            uow=self.unit_of_work(),
            receipts=self.receipts,
            vault=self.vault,
            retention=self.settings.retention,
            today=day,
            queue="abuso" if insults else self.limits.queue(draft.story, today=day),
            spool=self.spool,
            wakes=self._wakes,
        )
        self.limits.filed(by or "", draft.story, today=day)
        return receipt

    def erase_on(self) -> date:
        """Day of erasure of a report that is filed today."""
        return self.settings.retention.erase_on(monday(today()))

    def withdraw(self, report: Report) -> None:
        """Take a report back for its author; nothing of it is left where it can be wiped.

        Raises:
            redes.reports.keeping.StoreUnavailable: It may still be there.
        """
        withdraw(report, uow=self.unit_of_work(), today=today(), spool=self.spool)
        wipe(self.engine)

    def take_in(self) -> int:
        """Bring what waits in the spool into the database; how many reports.

        Raises:
            redes.reports.keeping.StoreUnavailable: It is still away.
        """
        return take_in(uow=self.unit_of_work(), spool=self.spool, wakes=self._wakes)

    def _wakes(self, report: Report) -> bool:
        return is_refused_emergency(report, self.shelf.catalogue)

    def purge(self) -> int:
        """Erase narratives whose day has come; how many.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        erased = purge(uow=self.unit_of_work(), today=today())
        if erased:
            wipe(self.engine)
        return erased

    def forget_old_progress(self) -> int:
        """Delete the training progress of those who have not learned for a year; how many.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        gone = purge_progress(uow=self.unit_of_work(), today=today())
        if gone:
            wipe(self.engine)
        return gone

    def care_for_keyring(self) -> None:
        """Turn the keyring when it is time to, and destroy old keys whose grace is over.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        day = today()
        if self.vault.keyring.newest_since() + EVERY <= day:
            turn_keyring(uow=self.unit_of_work(), vault=self.vault, today=day)
        elif len(self.vault.keyring.keys()) > 1:
            settle_keyring(uow=self.unit_of_work(), vault=self.vault, today=day)
