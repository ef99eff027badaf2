"""The decálogo as a poster: ten practices on an A3 page, to be read from three metres, and a code that opens the bot."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from redes.content.freshness import why_practice_stale
from redes.content.lessons import Ips
from redes.doors import Doors
from redes.errors import RedesError
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import printable
from redes.pictures.words import Words


class UnderReview(RedesError):
    """A practice is under review: what hangs on a wall cannot say so the day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterSheet:
    """What is typeset.

    Attributes:
        brand: Who speaks.
        title: What this is.
        practices: Of each its title and a sentence to say, in order.
        lines: What it is, whose it is and when it was reviewed.
        address: Where to ask more, as one reads it; None when no door is known.
        qr: The same as a QR code (SVG).
    """

    brand: str
    title: str
    practices: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    address: str | None
    qr: str | None

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def poster_sheet(words: Words, *, today: date, doors: Doors, ips: Ips | None = None) -> PosterSheet:
    """The poster of the decálogo.

    Args:
        words: Speaks Spanish, as the decálogo is written.
        today: The day, for reviews.
        doors: Where the program is reached.
        ips: Whose wall it is for; its code is in the QR when a bot is known, so that who scans it joins.

    Raises:
        UnderReview: A practice may no longer be shown.
    """
    decalogo = words.catalogue.decalogo
    stale = [p.number for p in decalogo.practices if why_practice_stale(p, words.catalogue, today=today)]
    if stale:
        raise UnderReview(f"practices under review: {', '.join(map(str, stale))}; review them before printing")
    link = doors.joining(ips.id) if ips else doors.link
    return PosterSheet(
        brand=words.say("web.titulo"),
        title=printable(decalogo.title),
        practices=tuple((printable(p.title), f"«{printable(p.say[0])}»") for p in decalogo.practices),
        lines=(
            *((printable(ips.name),) if ips else ()),
            *((words.say("decalogo.propuesta"),) if decalogo.status == "propuesta" else ()),
            words.say("ficha.revisada", dia=words.day(decalogo.reviewed_on)),
        ),
        address=words.say("imagen.pregunte", direccion=doors.shown) if doors.shown else None,
        qr=qr_svg(link) if link else None,
    )
