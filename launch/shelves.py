"""The catalogue in force, and how a new one takes its place while people are being answered."""

import asyncio
import logging
import signal
from collections.abc import Callable, Collection

from bot.shelf import Shelf
from redes.calendar import today
from redes.content.catalogue import Catalogue
from redes.content.check import check
from redes.content.load import load
from redes.content.strict_yaml import ContentError, Mistake
from redes.eligibility.load import load_law
from redes.followup.allies import with_allies
from redes.followup.ally import Ally
from redes.settings import Settings

logger = logging.getLogger(__name__)


class Shelves:
    """Holds one shelf, whole and checked; a new one replaces it in one step or not at all.

    Args:
        settings: Where the content is.
        allies: Reads the networks that coordinators keep, of the territories it is given.

    Raises:
        ContentError: The first catalogue is wrong: there is nothing to fall back on.
    """

    def __init__(
        self, settings: Settings, allies: Callable[[Collection[str]], tuple[Ally, ...]] = lambda _: ()
    ) -> None:
        self._settings = settings
        self._allies = allies
        self._shown: tuple[Ally, ...] = ()
        self._authored = self.current = read_shelf(settings)
        self.refused: tuple[Mistake, ...] = ()

    def show_allies(self) -> bool:
        """Take the networks as they are kept now into the directory in force.

        Cheap, so it is called at each change and now and then, since another machine may have changed something.

        Returns:
            Whether they were others than before.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer; what was shown stays.
        """
        now = self._allies(self._authored.catalogue.territories)
        if now == self._shown:
            return False
        self._shown = now
        self.current = _with_allies(self._authored, now)
        return True

    def reload(self) -> bool:
        """Take what is in the files now.

        A catalogue with mistakes is refused: all of them are logged, each with file and line, and the one in
        force stays. To be called outside the event loop: it takes seconds.

        Returns:
            Whether the files were taken.
        """
        try:
            shelf = read_shelf(self._settings)
            shelf.warm_up()
        except ContentError as refused:
            self.refused = tuple(refused.mistakes)
            for mistake in self.refused:
                logger.error("content not taken: %s", mistake)
            logger.error("version %s of the content stays in force", self.current.catalogue.version)
            return False
        self._authored, self.refused = shelf, ()
        self.current = _with_allies(shelf, self._shown)
        logger.warning("version %s of the content is in force", shelf.catalogue.version)
        return True

    def reload_on_hangup(self, after: Callable[[], None] = lambda: None) -> None:
        """Reload on SIGHUP, one after the other. To be called inside the running loop.

        Args:
            after: Called in the loop when a new catalogue is in force.
        """
        loop = asyncio.get_running_loop()
        one_at_a_time = asyncio.Lock()
        running: set[asyncio.Task[None]] = set()

        async def again() -> None:
            async with one_at_a_time:
                if await asyncio.to_thread(self.reload):
                    after()

        def start() -> None:
            task = loop.create_task(again(), name="reload")
            running.add(task)
            task.add_done_callback(running.discard)

        loop.add_signal_handler(signal.SIGHUP, start)


def _with_allies(shelf: Shelf, allies: tuple[Ally, ...]) -> Shelf:
    """A shelf with networks in its directory; its indices, which know no directory, are kept."""
    if not allies:
        return shelf
    shown = Shelf(with_allies(shelf.catalogue, allies), shelf.law)
    shown.__dict__.update({name: made for name, made in shelf.__dict__.items() if name not in ("catalogue", "law")})
    return shown


def read_shelf(settings: Settings) -> Shelf:
    """A shelf from the files.

    Raises:
        ContentError: They cannot be trusted; all mistakes at once.
    """
    catalogue = checked_catalogue(settings)
    return Shelf(catalogue, load_law(settings.content_dir / "reglas", catalogue.norms))


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
