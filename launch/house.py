"""Where real things are plugged in: from settings to a conversation, to use cases, to actions.

Each program of the house (the faces, the action server, the commands) is made here and nowhere else.
"""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine

from bot.conversation import Conversation, Shelf
from bot.sessions import MemorySessions, RedisSessions, Sessions
from bot.understanding import Dialogue
from redes.calendar import today
from redes.content.catalogue import Catalogue
from redes.content.check import check
from redes.content.load import load
from redes.content.strict_yaml import ContentError, Mistake
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

    def unit_of_work(self) -> SqlUnitOfWork:
        """One transaction on the database."""
        return SqlUnitOfWork(self.engine)

    @cached_property
    def shelf(self) -> Shelf:
        """The catalogue in force."""
        return Shelf(checked_catalogue(self.settings))

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
            today=today,
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


def checked_catalogue(settings: Settings) -> Catalogue:
    """The catalogue, if it can be trusted.

    Raises:
        ContentError: A file is wrong, or what they say together is; all mistakes at once.
    """
    catalogue = load(settings.content_dir)
    errors = [f for f in check(catalogue, today=today(), for_editors=False) if f.severity == "error"]
    if errors:
        raise ContentError([Mistake(f.path, f.line, f.message) for f in errors])
    return catalogue
