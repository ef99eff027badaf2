"""«Conozca sus derechos» on a wall and on a telephone, in each language: a few rights, and a code that opens them."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from redes.content.freshness import why_rights_stale
from redes.content.lessons import Ips
from redes.content.rights import RightsPoster
from redes.doors import Doors
from redes.pictures.poster import UnderReview
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import Foot, Sheet, block, printable, runs
from redes.pictures.words import Words, norm_names

_MOST_NORMS = 12
"""Norms that are named at the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsSheet:
    """What is typeset.

    Attributes:
        lang: Its language.
        press: Whether it is for a printing house: with bleed and crop marks round the A3 page.
        brand: Who speaks.
        title: What this is.
        lead: For whom.
        rights: Of each its name and what it says, in order.
        emergency: What to do when a life is in danger.
        scan: What the code is for.
        lines: Whose wall, what it rests on, when it was reviewed.
        address: The door as one reads it; None when none is known.
        qr: The code (SVG); None when no door is known.
    """

    lang: str
    press: bool
    brand: str
    title: str
    lead: str
    rights: tuple[tuple[str, str], ...]
    emergency: str
    scan: str
    lines: tuple[str, ...]
    address: str | None
    qr: str | None

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def rights_sheet(
    words: Words, *, today: date, doors: Doors, ips: Ips | None = None, press: bool = False
) -> RightsSheet:
    """The poster in a language.

    Args:
        words: Speaks the language.
        today: The day, for reviews.
        doors: Where the program is reached.
        ips: Whose wall it is for; its code is in the QR, so that who scans it can tell what happened there.
        press: Whether it is for a printing house.

    Raises:
        UnderReview: It may no longer be shown.
    """
    poster, language = _fresh(words, today), words.language
    link = doors.rights(language, ips.id if ips else None)
    return RightsSheet(
        lang=language,
        press=press,
        brand=words.say("web.titulo"),
        title=printable(poster.title[language]),
        lead=printable(poster.lead[language]),
        rights=tuple((printable(r.name[language]), printable(r.says[language])) for r in poster.rights),
        emergency=printable(poster.emergency[language]),
        scan=printable(poster.scan[language]),
        lines=(*((printable(ips.name),) if ips else ()), *(printable(line) for line in _foot(words, poster))),
        address=doors.shown,
        qr=qr_svg(link) if link else None,
    )


def rights_picture(words: Words, *, today: date, doors: Doors) -> Sheet:
    """The same for a telephone, to be handed on.

    Raises:
        UnderReview: It may no longer be shown.
    """
    poster, language = _fresh(words, today), words.language
    link = doors.rights(language)
    return Sheet(
        lang=language,
        paper="phone",
        brand=words.say("web.titulo"),
        kicker=printable(poster.lead[language]),
        title=printable(poster.title[language]),
        blocks=(
            *(part for right in poster.rights for part in block("text", right.name[language], [right.says[language]])),
            *block("note", None, [f"**{poster.emergency[language]}**"]),
        ),
        foot=Foot(
            lines=tuple(map(runs, _foot(words, poster))),
            address=runs(f"{poster.scan[language]} {doors.shown}") if doors.shown else None,
            qr=qr_svg(link) if link else None,
        ),
    )


def _fresh(words: Words, today: date) -> RightsPoster:
    poster = words.catalogue.rights
    if poster is None:
        raise UnderReview("there is no poster of rights in content/carteles/")
    if why_rights_stale(poster, words.catalogue, today=today):
        raise UnderReview("the poster of rights is under review; review it before printing")
    return poster


def _foot(words: Words, poster: RightsPoster) -> tuple[str, str]:
    return (
        words.say("imagen.base", normas=norm_names(words, poster.bases, most=_MOST_NORMS)),
        words.say("compartir.revisado", dia=words.day(poster.reviewed_on)),
    )
