"""The coordinators' panel as routes that stand beside the web chat's.

Every module of :mod:`panel.pages` with a ``PAGE`` is a page: a new one is a new file there, a template, and its
words in ``panel/words``.
"""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import panel.pages
from panel.guard import endpoint
from panel.page import OpenView, Page, View
from panel.parts import Parts
from panel.words import word, words
from redes.calendar import COLOMBIA

_HERE = Path(__file__).parent


def find_pages() -> tuple[Page, ...]:
    """All pages, in the order of the menu."""
    modules = [import_module(f"panel.pages.{found.name}") for found in iter_modules(panel.pages.__path__)]
    pages: list[Page] = [module.PAGE for module in modules]
    return tuple(sorted(pages, key=lambda page: (page.order is None, page.order, page.name)))


def routes(parts: Parts) -> list[BaseRoute]:
    """Routes of the panel."""
    pages, environment = find_pages(), _environment(parts)
    found: list[BaseRoute] = []
    for page in pages:
        by_path: dict[str, dict[str, View | OpenView]] = {}
        for view in page.views:
            by_path.setdefault(view.path, {})[view.method] = view
        for path, views in by_path.items():
            found.append(Route(path, endpoint(parts, environment, page, views, pages), methods=list(views)))
    return [*found, Mount("/panel/static", StaticFiles(directory=_HERE / "static"), name="panel-static")]


def _environment(parts: Parts) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )

    def territory(territory_id: str) -> str:
        """What a territory is called."""
        found = parts.catalogue().territories.get(territory_id)
        return found.name if found else territory_id

    environment.globals.update(word=word, known_words=words())
    environment.filters.update(territory=territory, moment=_moment)
    return environment


def _moment(second: int) -> str:
    """A second since 1970 as day and minute in Colombia."""
    return datetime.fromtimestamp(second, UTC).astimezone(COLOMBIA).strftime("%d/%m/%Y %H:%M")
