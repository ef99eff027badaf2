"""Where real things are plugged in: from settings to a conversation, to use cases, to actions.

Each program of the house (the faces, the action server, the commands) is made here and nowhere else.
"""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine

from bot.conversation import Conversation, Shelf
from bot.pictures import Pictures
from bot.sessions import MemorySessions, RedisSessions, Sessions
from bot.understanding import Dialogue
from launch.flags import StoredFlags
from launch.shelves import Shelves
from redes.calendar import today
from redes.doors import Doors
from redes.eligibility.counter_code import PURPOSE as COUNTER
from redes.eligibility.counter_code import CounterCodes
from redes.pictures.gallery import Gallery
from redes.privacy.keys import derive, load_or_make_secret
from redes.privacy.seal import Sealer
from redes.reports.draft import Draft
from redes.reports.intake import file_report, find_report
from redes.reports.receipts import Receipts
from redes.reports.report import Receipt, Report
from redes.settings import Settings
from redes.store.engine import open_engine
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


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
    def sealer(self) -> Sealer:
        """Seals stories."""
        return Sealer(self.key("story/1"))

    @cached_property
    def flag_sealer(self) -> Sealer:
        """Seals the words of flags; who may open them may not open stories."""
        return Sealer(self.key("flag/1"))

    def unit_of_work(self) -> SqlUnitOfWork:
        """One transaction on the database."""
        return SqlUnitOfWork(self.engine)

    @cached_property
    def shelves(self) -> Shelves:
        """Holds the catalogue in force."""
        return Shelves(self.settings)

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
        return Pictures(gallery=Gallery(), doors=self.doors, codes=codes, today=today)

    @cached_property
    def sessions(self) -> Sessions:
        """What is remembered of conversations."""
        if self.settings.redis_url is None:
            return MemorySessions()
        from redis.asyncio import Redis

        return RedisSessions(Redis.from_url(self.settings.redis_url.get_secret_value(), decode_responses=True))

    def conversation(self, dialogue: Dialogue) -> Conversation:
        """The conversation that all faces talk to."""
        return Conversation(
            shelf=lambda: self.shelf,
            dialogue=dialogue,
            sessions=self.sessions,
            find_report=self.find_report,
            flags=StoredFlags(self.unit_of_work, self.flag_sealer),
            today=today,
            pictures=self.pictures,
        )

    def find_report(self, receipt: Receipt) -> Report | None:
        """The report of a receipt."""
        return find_report(receipt, uow=self.unit_of_work(), receipts=self.receipts)

    def file_report(self, draft: Draft, language: str) -> Receipt:
        """Keep a confirmed report."""
        return file_report(
            draft,
            language=language,
            uow=self.unit_of_work(),
            receipts=self.receipts,
            seal=self.sealer.seal,
            today=today(),
        )
