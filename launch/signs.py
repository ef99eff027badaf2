"""``redes sign``: what stands on an institution's counter, written into a folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.voice import Voice
from launch.house import House
from launch.posters import CannotWrite, write_file
from redes.doors import Doors
from redes.pictures.sign import sign_sheet
from redes.pictures.typeset import pages, pdf


def write_sign(house: House, out: Path, *, at: str, bot: str | None) -> Iterator[Path]:
    """Write the table tent of an institution, as PDF and as a picture; their paths, each once it is there.

    Raises:
        CannotWrite: The directory has no such entry, or the folder cannot be written.
        redes.pictures.sign.NoDoor: Nothing is known that the code could open.
    """
    catalogue = house.shelf.catalogue
    place = catalogue.contacts.get(at)
    if place is None:
        raise CannotWrite(f"there is no entry '{at}' in content/directorio/")
    voices = {language: Voice(catalogue, language) for language in catalogue.languages}
    doors = Doors(public_url=house.settings.public_url, bot=bot)
    sheet = sign_sheet(voices, place, doors=doors).to_json()
    yield write_file(out / f"cuentenos-{at}.pdf", pdf("sign", sheet))
    yield write_file(out / f"cuentenos-{at}.png", pages("sign", sheet)[0])
