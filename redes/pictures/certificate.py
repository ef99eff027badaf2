"""The certificate of the training (*constancia*): one page to be printed, with the code to check it by.

It is made for the moment: the name on it is kept by nobody, so the page is not kept either.
"""

import json
from dataclasses import asdict, dataclass

from redes.content.lessons import ITEMS
from redes.doors import Doors
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import printable
from redes.pictures.words import Words
from redes.training.certificate import CertificateCode, Certified


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """What is typeset.

    Attributes:
        brand: Who speaks.
        title: What this is.
        to: What stands over the name.
        name: The name as it was typed.
        what: For what.
        results: Both tests in one line.
        week: When.
        notice: What it is not.
        check: How to check it.
        code: Its code.
        qr: Where to reach the bot, as a QR code (SVG); None when no door is known.
    """

    brand: str
    title: str
    to: str
    name: str
    what: str
    results: str
    week: str
    notice: str
    check: str
    code: str
    qr: str | None

    def to_json(self) -> str:
        """The sheet as its template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def certificate_sheet(
    words: Words, certified: Certified, name: str, code: CertificateCode, *, doors: Doors
) -> CertificateSheet:
    """The certificate of somebody.

    Args:
        words: Speaks Spanish: it is shown to Colombian institutions.
        certified: What it says.
        name: As it was typed.
        code: The code of both.
        doors: Where it can be checked.
    """
    total = str(ITEMS)
    return CertificateSheet(
        brand=words.say("web.titulo"),
        title=words.say("constancia.titulo"),
        to=words.say("constancia.a"),
        name=printable(name),
        what=words.say("constancia.que", modulos=str(certified.modules)),
        results=words.say("constancia.resultado", antes=str(certified.entry), despues=str(certified.exit), total=total),
        week=words.say("constancia.semana", dia=words.day(certified.week)),
        notice=words.say("constancia.aviso"),
        check=words.say("constancia.verifique"),
        code=code,
        qr=qr_svg(doors.link) if doors.link else None,
    )
