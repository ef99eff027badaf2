"""The screen that a room looks at: the code to come in, each situation, and how the room voted. No script, no cookie.

It refreshes by itself, which who needs it to stand still can switch off (``?quieta=1``). Whoever has the code may look: it
shows nothing of anybody.
"""

import asyncio
import base64
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.screens.room import heading, tally_lines
from bot.screens.training import LETTERS
from bot.shelf import Shelf
from bot.voice import Voice
from redes.content.schema import Language
from redes.doors import Doors
from redes.pictures.qr import qr_svg
from redes.reports.keeping import StoreUnavailable
from redes.training.room import read_code, shares, spelled
from redes.training.room_book import RoomBook
from redes.training.rooms import NoRoom

EVERY_S = 4
"""Seconds between two looks of a screen."""


class RoomPage:
    """The page ``/sala/CODE``.

    Args:
        rooms: Where rooms are kept.
        shelf: The catalogue in force.
        pages: Templates.
        doors: Where people come in.
        language_of: In which language the screen is read.
    """

    def __init__(
        self,
        *,
        rooms: RoomBook,
        shelf: Callable[[], Shelf],
        pages: Jinja2Templates,
        doors: Doors,
        language_of: Callable[[Request], Language],
    ) -> None:
        self._rooms = rooms
        self._shelf = shelf
        self._pages = pages
        self._doors = doors
        self._language_of = language_of

    def routes(self) -> list[Route]:
        """Where the page is."""
        return [Route("/sala/{code}", self.screen)]

    async def screen(self, request: Request) -> Response:
        """The room as it is now; 404 for one that is not there, or no longer."""
        catalogue = self._shelf().catalogue
        voice = Voice(catalogue, self._language_of(request))
        code = read_code(request.path_params["code"][:20])
        still = request.query_params.get("quieta") == "1"
        data: dict[str, Any] = {
            "voice": voice,
            "every_s": None if still else EVERY_S,
            "still": still,
            "code": code,
            "view": None,
            "said": voice.say("sala.no-existe"),
        }
        if code is None:
            return self._pages.TemplateResponse(request, "room.html", data, status_code=404)
        try:
            view = await asyncio.to_thread(self._rooms.look, code, None, catalogue.modules)
        except NoRoom:
            return self._pages.TemplateResponse(request, "room.html", data, status_code=404)
        except StoreUnavailable:
            data["said"] = voice.say("sala.no-se-pudo")
            return self._pages.TemplateResponse(request, "room.html", data, status_code=503)
        situation = catalogue.modules[view.room.themes[view.room.index]].situation
        link = self._doors.room(code)
        bars = list(zip(tally_lines(voice, view), shares(view.tally), strict=True)) if view.tally is not None else None
        data |= {
            "view": view,
            "spelled": spelled(code),
            "address": link.partition("://")[2] if link else None,
            "qr": base64.b64encode(qr_svg(link).encode()).decode() if link else None,
            "heading": heading(voice, view),
            "situation": situation,
            "choices": list(zip(LETTERS, situation.choices, strict=False)),
            "bars": bars,
        }
        return self._pages.TemplateResponse(request, "room.html", data)
