"""``redes run``: everything, until told to stop."""

import asyncio
import logging
import signal
import sys

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from bot.shelf import Shelf
from bot.understanding import RasaDialogue
from bot.web.app import WebFace
from launch.children import dialogue_servers
from launch.house import House
from launch.panel import Coordinators, parts_of
from launch.reminding import keep_delivering, postman_of
from launch.supervisor import Supervisor, require_free
from launch.training import model_path, train
from launch.upkeep import keep_up
from panel import app as panel
from redes.settings import Settings
from redes.store.schema import is_current

logger = logging.getLogger(__name__)


async def run(settings: Settings) -> None:
    """Start the house and keep it until SIGTERM or SIGINT; on SIGHUP the content is read anew.

    The faces answer from the first second. The model is trained meanwhile when it must be, and Rasa
    joins when it is up.

    Raises:
        RedesError: A port is taken, the content is wrong, the database is away, the token is refused.
    """
    if settings.http_port:
        require_free(settings.http_host, settings.http_port)
    house = House(settings)
    house.prepare_database()
    shelf = house.shelf

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    servers = dialogue_servers(settings, model_path(settings.data_dir))
    dialogue = RasaDialogue(servers.url, servers.token)
    dialogue.start()
    conversation = house.conversation(dialogue)
    supervisor = Supervisor(servers.children)

    # Rasa learns from nlu/ alone, so only the actions must follow what content/ says.
    house.shelves.reload_on_hangup(lambda: supervisor.pass_on(signal.SIGHUP, to="actions"))

    panel_parts = parts_of(house)
    telegram = None
    if settings.telegram_token is not None:
        # Half a second to import: not spent by whoever does not use it.
        from bot.telegram.app import TelegramApp

        telegram = TelegramApp(
            conversation=conversation,
            catalogue=shelf.catalogue,
            token=settings.telegram_token.get_secret_value(),
            base_url=settings.telegram_base_url,
            webhook_url=settings.telegram_webhook_url,
            key=house.key("pseudonym/1"),
            known_as=house.doors.learn_bot,
            coordinators=Coordinators(panel_parts),
            addresses=house.reminders,
        )

    async def ready() -> dict[str, bool]:
        return {
            "content": True,
            "content_current": not house.shelves.refused,
            "database": await asyncio.to_thread(_database_answers, house),
            "rasa": dialogue.up,
        }

    web = WebFace(
        conversation=conversation,
        shelf=lambda: house.shelf,
        key=house.key("pseudonym/1"),
        ready=ready,
        more=[*panel.routes(panel_parts), *(telegram.routes() if telegram else ())],
    )
    server = _Server(
        uvicorn.Config(
            web.app(),
            host=settings.http_host,
            port=settings.http_port,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
        )
    )
    serving = asyncio.create_task(server.serve(), name="web")
    starting: asyncio.Task[None] | None = None
    telegram_starting: asyncio.Task[None] | None = None
    delivering: asyncio.Task[None] | None = None
    try:
        await _listening(server, serving)
        # Only now: the children's imports would take the processor from the first answer.
        starting = asyncio.create_task(
            _train_and_start(settings, shelf, supervisor, own=bool(servers.children)), name="train"
        )
        _tell(f"Web: http://{settings.http_host}:{server.port}/   (Ctrl+C para salir)")
        if telegram is not None:
            telegram_starting = asyncio.create_task(telegram.start(), name="telegram")
            delivering = asyncio.create_task(keep_delivering(postman_of(house, telegram.write)), name="delivering")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        telling = asyncio.create_task(_tell_when_up(dialogue), name="tell")
        upkeep = asyncio.create_task(keep_up(house), name="upkeep")
        watched: set[asyncio.Task[object]] = {stopping, serving, starting, *filter(None, [telegram_starting])}
        while not stopping.done() and not serving.done():
            done, watched = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # what went wrong while starting ends the program, with its message
        stopping.cancel()
        telling.cancel()
        upkeep.cancel()
    finally:
        if delivering is not None:
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
        if telegram is not None:
            if telegram_starting is not None and not telegram_starting.done():
                telegram_starting.cancel()
                await asyncio.gather(telegram_starting, return_exceptions=True)
            await telegram.stop()
        await web.close()
        house.pictures.gallery.close()
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        if starting is not None:
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
        await supervisor.stop()
        await dialogue.close()


async def _train_and_start(settings: Settings, shelf: Shelf, supervisor: Supervisor, *, own: bool) -> None:
    await asyncio.to_thread(shelf.warm_up)
    if own:
        await asyncio.to_thread(train, settings.data_dir, quiet=False)
        supervisor.start()


async def _listening(server: "_Server", serving: asyncio.Task[None]) -> None:
    while not server.started:
        if serving.done():
            serving.result()
            raise SystemExit(1)
        await asyncio.sleep(0.01)


async def _tell_when_up(dialogue: RasaDialogue) -> None:
    while not await dialogue.wait_until_up(600.0):
        pass
    _tell("Rasa: listo. El bot entiende frases completas.")


def _database_answers(house: House) -> bool:
    try:
        return is_current(house.engine)
    except SQLAlchemyError:
        return False


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling: the house stops in its own order."""

    def install_signal_handlers(self) -> None:
        """Left to the house."""

    @property
    def port(self) -> int:
        """The port it listens on; chosen by the system when 0 was asked for."""
        return int(self.servers[0].sockets[0].getsockname()[1])
