"""The panel's door. Until somebody is invited it says who may enter, and shows no number."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

_PAGES = Jinja2Templates(env=Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True))


def routes() -> list[Route]:
    """Routes of the panel, to stand beside the web chat's."""
    return [Route("/panel", closed), Route("/panel/", closed)]


async def closed(request: Request) -> Response:
    """Nobody is let in without an invitation, and none has been given on this machine."""
    return _PAGES.TemplateResponse(request, "closed.html", status_code=403)
