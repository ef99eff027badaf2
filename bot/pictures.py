"""Pictures and files as the faces hand them out, each with an address at which it can be made again.

The address says all that a picture is made of (language and card, territory, counter code), so the web face
serves it without anything having been stored for anybody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.replies import Attachment
from bot.screens.decalogo import practice_of
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import Card, Language, Practice
from redes.doors import Doors
from redes.eligibility.counter_code import Code, CounterCodes, Mistyped, NotOurs
from redes.eligibility.decide import Verdict
from redes.eligibility.facts import Facts
from redes.pictures.card import card_sheet, practice_sheet
from redes.pictures.certificate import certificate_sheet
from redes.pictures.counter import counter_sheet
from redes.pictures.directory import directory_sheet
from redes.pictures.gallery import Gallery
from redes.pictures.sheet import Sheet, printable
from redes.training.certificate import CertificateCodes, Certified

_PNG, _PDF = "image/png", "application/pdf"
_PAGE = re.compile(r"(card|practice)/([a-z]{2})/([a-z0-9.-]{1,64})/([1-9])\.png")
_CITY = re.compile(r"city/([a-z]{2})/([a-z0-9.-]{1,64})\.pdf")
_COUNTER = re.compile(r"counter/([0-9A-Z]{1,48})\.(png|pdf)")


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Makes what can be sent along.

    Attributes:
        gallery: Typesets and keeps.
        doors: Where the program is reached from outside.
        codes: Makes and reads the codes of counter cards.
        certificates: The same for certificates of the training.
        today: The day, for reviews and validity.
    """

    gallery: Gallery
    doors: Doors
    codes: CounterCodes
    certificates: CertificateCodes
    today: Callable[[], date]

    async def card(self, voice: Voice, card: Card) -> tuple[Attachment, ...]:
        """A card, one to three pictures.

        Raises:
            Busy: Too many are waiting.
        """
        sheet = card_sheet(voice, card, today=self.today(), doors=self.doors)
        return await self._pages(sheet, "card", voice.language, card.id)

    async def practice(self, voice: Voice, practice: Practice) -> tuple[Attachment, ...]:
        """A practice of the decálogo, likewise."""
        sheet = practice_sheet(voice, practice, today=self.today(), doors=self.doors)
        return await self._pages(sheet, "practice", voice.language, str(practice.number))

    async def city_file(self, voice: Voice, scope: str) -> Attachment | None:
        """The directory of a territory as one file to keep; None when there is nothing to put into it.

        Raises:
            Busy: Too many are waiting.
        """
        sheet = directory_sheet(voice, scope, doors=self.doors)
        if sheet is None:
            return None
        return Attachment(
            kind="document",
            name=f"directorio-{scope}.pdf",
            mime=_PDF,
            alt=sheet.title,
            path=f"/file/city/{voice.language}/{scope}.pdf",
            data=await self.gallery.pdf("sheet", sheet.to_json()),
        )

    async def counter(
        self, catalogue: Catalogue, verdict: Verdict, facts: Facts, day: date
    ) -> tuple[Attachment, Attachment]:
        """The counter card of a case: a picture for the phone and a page to print.

        Raises:
            Busy: Too many are waiting.
            ValueError: No card can be made for the day.
        """
        return await self._counter(catalogue, verdict, facts, day, self.codes.make(verdict, facts, day))

    async def certificate(self, voice: Voice, certified: Certified, name: str) -> Attachment:
        """The certificate of the training, made for this moment and kept nowhere.

        Raises:
            Busy: Too many are waiting.
        """
        code = self.certificates.make(certified, name)
        sheet = certificate_sheet(Voice(voice.catalogue, "es"), certified, name, code, doors=self.doors)
        return Attachment(
            kind="document",
            name="constancia.pdf",
            mime=_PDF,
            alt=voice.say("constancia.titulo"),
            path="",
            data=await self.gallery.pdf_unkept("certificate", sheet.to_json()),
        )

    async def at(self, path: str, catalogue: Catalogue) -> Attachment | None:
        """What stands at an address of the web face; None when nothing does.

        Args:
            path: Behind ``/picture/`` or ``/file/``.
            catalogue: The catalogue in force.

        Raises:
            Busy: Too many are waiting.
        """
        if match := _PAGE.fullmatch(path):
            kind, language, name, page = match.groups()
            pages = await self._named(kind, _voice(catalogue, language), name)
            return pages[int(page) - 1] if int(page) <= len(pages) else None
        if match := _CITY.fullmatch(path):
            voice = _voice(catalogue, match[1])
            return await self.city_file(voice, match[2]) if voice else None
        if match := _COUNTER.fullmatch(path):
            return await self._counter_again(catalogue, match[1], match[2])
        return None

    async def _named(self, kind: str, voice: Voice | None, name: str) -> tuple[Attachment, ...]:
        if voice is None:
            return ()
        if kind == "card":
            card = voice.catalogue.cards.get(name)
            return await self.card(voice, card) if card else ()
        practice = practice_of(voice, name)
        return await self.practice(voice, practice) if practice else ()

    async def _pages(self, sheet: Sheet, kind: str, language: Language, name: str) -> tuple[Attachment, ...]:
        pages = await self.gallery.pictures("sheet", sheet.to_json())
        return tuple(
            Attachment(
                kind="image",
                name=f"{name}-{number}.png",
                mime=_PNG,
                alt=sheet.title + (f" ({number}/{len(pages)})" if len(pages) > 1 else ""),
                path=f"/picture/{kind}/{language}/{name}/{number}.png",
                data=page,
            )
            for number, page in enumerate(pages, start=1)
        )

    async def _counter_again(self, catalogue: Catalogue, text: str, form: str) -> Attachment | None:
        """A counter card from its code alone; None when the code is not ours or its answer no longer stands."""
        try:
            standing = self.codes.look_up(text, today=self.today())
        except (Mistyped, NotOurs):
            return None
        if not standing.current or standing.verdict is None or standing.facts is None:
            return None
        code = Code(text)
        both = await self._counter(catalogue, standing.verdict, standing.facts, standing.case.day, code)
        return both[0 if form == "png" else 1]

    async def _counter(
        self, catalogue: Catalogue, verdict: Verdict, facts: Facts, day: date, code: Code
    ) -> tuple[Attachment, Attachment]:
        voice = Voice(catalogue, "es")
        phone = counter_sheet(voice, verdict, facts, day=day, code=code, doors=self.doors, paper="phone")
        letter = counter_sheet(voice, verdict, facts, day=day, code=code, doors=self.doors, paper="letter")
        alt = voice.say("tarjeta.alt", veredicto=printable(phone.verdict))
        picture, *_ = await self.gallery.pictures("counter", phone.to_json())
        page = await self.gallery.pdf("counter", letter.to_json())
        return (
            Attachment(
                kind="image",
                name="tarjeta.png",
                mime=_PNG,
                alt=alt,
                path=f"/picture/counter/{code}.png",
                data=picture,
            ),
            Attachment(
                kind="document",
                name="tarjeta.pdf",
                mime=_PDF,
                alt=alt,
                path=f"/file/counter/{code}.pdf",
                data=page,
            ),
        )


def _voice(catalogue: Catalogue, language: str) -> Voice | None:
    known = next((one for one in catalogue.languages if one == language), None)
    return Voice(catalogue, known) if known else None
