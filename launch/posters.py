"""``redes poster``: what hangs on a wall, written into a folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.voice import Voice
from launch.house import House
from redes.calendar import today
from redes.doors import Doors
from redes.errors import RedesError
from redes.pictures.card import practice_sheet
from redes.pictures.poster import poster_sheet
from redes.pictures.typeset import pdf, pictures


class CannotWrite(RedesError):
    """A poster that nobody can have: an institution that is not there, or a folder that takes nothing."""


def write_posters(house: House, out: Path, *, bot: str | None, ips_code: str | None) -> Iterator[Path]:
    """Write the poster and the ten pictures; their paths, each once it is there.

    Raises:
        CannotWrite: There is no such institution, or the folder cannot be written.
        redes.pictures.poster.UnderReview: A practice may no longer be shown.
    """
    voice, day = Voice(house.shelf.catalogue, "es"), today()
    ips = voice.catalogue.ips.get(ips_code) if ips_code else None
    if ips_code and ips is None:
        raise CannotWrite(f"there is no institution '{ips_code}' in content/ips/")
    doors = Doors(public_url=house.settings.public_url, bot=bot)
    sheet = poster_sheet(voice, today=day, doors=doors, ips=ips).to_json()
    yield write_file(out / "decalogo-a3.pdf", pdf("poster", sheet))
    yield write_file(out / "decalogo-a3.png", pictures("poster", sheet)[0])
    for practice in voice.catalogue.decalogo.practices:
        pages = pictures("sheet", practice_sheet(voice, practice, today=day, doors=doors).to_json())
        for number, page in enumerate(pages, start=1):
            part = f"-{number}" if len(pages) > 1 else ""
            yield write_file(out / f"practica-{practice.number:02}{part}.png", page)


def write_file(path: Path, content: bytes) -> Path:
    """Write a file, and its folder when it is missing.

    Raises:
        CannotWrite: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as refused:
        raise CannotWrite(f"cannot write {path}: {refused.strerror}") from None
    return path
