"""The directory of a territory as one file to keep: pages of the size of a phone, numbers that can be tapped."""

import re
from collections.abc import Iterator

from redes.content.schema import Contact
from redes.doors import Doors
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import Entry, Foot, Row, Sheet, block, printable, runs
from redes.pictures.words import Words

NATIONAL = "nacional"
"""The scope of the national lines."""


def directory_sheet(words: Words, scope: str, *, doors: Doors) -> Sheet | None:
    """The entries of a territory and below them the national lines.

    Args:
        words: Who speaks.
        scope: Id of the territory, or ``nacional``.
        doors: Where the program is reached.

    Returns:
        The sheet; None when there is no such territory or it has no entries.
    """
    entries = list(words.catalogue.contacts_of(scope))
    territory = words.catalogue.territories.get(scope)
    if not entries or (territory is None and scope != NATIONAL):
        return None
    lines = [] if scope == NATIONAL else list(words.catalogue.contacts_of(NATIONAL))
    title = words.say("directorio.de", lugar=territory.name) if territory else words.say("directorio.nacional")
    return Sheet(
        lang=words.language,
        paper="booklet",
        brand=words.say("web.titulo"),
        kicker=words.say("archivo.para-guardar"),
        title=printable(title),
        blocks=(
            *block("lead", None, [words.say("archivo.emergencia")]),
            *(_entry(words, contact) for contact in entries),
            *(block("note", None, [words.say("directorio.nacional")]) if lines else ()),
            *(_entry(words, contact) for contact in lines),
        ),
        foot=Foot(
            lines=(runs(words.say("archivo.aviso")),),
            address=runs(words.say("imagen.pregunte", direccion=doors.shown)) if doors.shown else None,
            qr=qr_svg(doors.link) if doors.link else None,
        ),
    )


def _entry(words: Words, contact: Contact) -> Entry:
    return Entry(heading=printable(contact.name) or "·", rows=tuple(_rows(words, contact)))


def _rows(words: Words, contact: Contact) -> Iterator[Row]:
    yield Row(runs=runs(contact.offers))
    if contact.phone:
        yield Row(runs=runs(words.say("archivo.telefono", valor=contact.phone)), link=_tel(contact.phone))
    for key, value in (
        ("archivo.direccion", contact.address),
        ("archivo.horario", contact.hours),
        ("archivo.canales", contact.channels),
        ("directorio.ojo", contact.caution),
    ):
        if value:
            yield Row(runs=runs(words.say(key, valor=value)))
    if contact.source_date:
        yield Row(runs=runs(words.say("directorio.fuente", fecha=contact.source_date)))


def _tel(phone: str) -> str | None:
    """What is dialled when one number is tapped; None when there are several."""
    digits = re.sub(r"[\s.()-]", "", phone)
    return f"tel:{digits}" if re.fullmatch(r"\+?\d{3,13}", digits) else None
