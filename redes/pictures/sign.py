"""A table tent for one institution: «Cuéntenos qué pasó aquí», in five languages, with a code that opens the report there."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from redes.content.schema import Contact, Language
from redes.doors import Doors
from redes.errors import RedesError
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import printable
from redes.pictures.words import Words


class NoDoor(RedesError):
    """Neither the web chat's address nor the bot's name is known: there is nothing for the code to open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSheet:
    """What is typeset.

    Attributes:
        brand: Who speaks.
        title: What this is, in Spanish.
        place: What the institution is called.
        lines: What can be told, that it is anonymous, and what comes first when there is danger; in Spanish.
        others: (language, title, that it is anonymous), for every other language.
        address: What the code opens, as one types it.
        qr: The same as a QR code (SVG).
    """

    brand: str
    title: str
    place: str
    lines: tuple[str, ...]
    others: tuple[tuple[str, str, str], ...]
    address: str
    qr: str

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def sign_sheet(words: Mapping[Language, Words], place: Contact, *, doors: Doors) -> SignSheet:
    """The sign of one institution.

    Args:
        words: Language -> speaks it; Spanish is among them.
        place: Its entry in the directory.
        doors: Where the program is reached.

    Raises:
        NoDoor: Nothing is known that the code could open.
    """
    link = doors.report_at(place.id)
    if link is None:
        raise NoDoor("the code would open nothing; set REDES_PUBLIC_URL or give --bot")
    spanish = words["es"]
    return SignSheet(
        brand=printable(spanish.say("web.titulo")),
        title=printable(spanish.say("letrero.titulo")),
        place=printable(place.name),
        lines=tuple(printable(spanish.say(key)) for key in ("letrero.que", "letrero.anonimo", "letrero.peligro")),
        others=tuple(
            (language, printable(one.say("letrero.titulo")), printable(one.say("letrero.anonimo")))
            for language, one in words.items()
            if language != "es"
        ),
        address=link.partition("://")[2],
        qr=qr_svg(link),
    )
