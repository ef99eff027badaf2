"""The catalogue in force, and how a new one takes its place while people are being answered."""

import asyncio
import logging
import signal
from collections.abc import Callable

from bot.conversation import Shelf
from redes.calendar import today
from redes.content.catalogue import Catalogue
from redes.content.check import check
from redes.content.load import load
from redes.content.strict_yaml import ContentError, Mistake
from redes.eligibility.load import load_law
from redes.settings import Settings

logger = logging.getLogger(__name__)


class Shelves:
    """Holds one shelf, whole and checked; a new one replaces it in one step or not at all.

    Args:
        settings: Where the content is.

    Raises:
        ContentError: The first catalogue is wrong: there is nothing to fall back on.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.current = read_shelf(settings)
        self.refused: tuple[Mistake, ...] = ()

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
        self.current, self.refused = shelf, ()
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
