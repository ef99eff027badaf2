"""The training in the conversation: what is read and answered is kept under a pseudonym, and forgotten on request.

None of it needs the dialogue. Modules are shown even when the database is away; only answers must be durable before the next
question comes.
"""

import asyncio
import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from bot.pictures import Pictures
from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import exam as exam_screens
from bot.screens import training
from bot.screens.cards import under_review
from bot.screens.exam import Answered, read_answer, read_moment
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.content.freshness import why_exam_stale
from redes.content.lessons import ITEMS, Exam, Module
from redes.pictures.gallery import Busy
from redes.privacy.pseudonym import SessionKey
from redes.reports.keeping import StoreUnavailable
from redes.training.certificate import CertificateCodes, NotCertified, certified, open_modules, read_name
from redes.training.local import Reported, next_up
from redes.training.progress import EntryFirst, Moment, Progress

T = TypeVar("T")

_TYPED = re.compile(r"\s*ips[\s_-]+([a-z]{3,12}\d{2,4})\s*", re.IGNORECASE)


class TrainingBook(Protocol):
    """Where progress is kept. Each call takes milliseconds and may raise :class:`StoreUnavailable`: nothing was kept."""

    def find(self, session: SessionKey, exam: Exam) -> Progress:
        """How far somebody is; one who has done nothing yet is at the beginning."""

    def answer(self, session: SessionKey, exam: Exam, moment: Moment, number: int, option: int) -> Progress:
        """Keep an answer, unless the item has one already or it is not its turn.

        Raises:
            EntryFirst: The entry test comes before it.
        """

    def open(self, session: SessionKey, exam: Exam, theme: str, screen: int) -> None:
        """Keep that a screen of a module was opened."""

    def join(self, session: SessionKey, exam: Exam, ips: str | None) -> Progress:
        """Count the progress with an institution, or with none."""

    def forget(self, session: SessionKey) -> bool:
        """Delete all of it; whether there was anything."""

    def reported(self, territory: str | None) -> Reported:
        """What was published of the barriers of a territory, or of the country (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDesk:
    """The training of one conversation.

    Attributes:
        book: Where its progress is kept.
        voice: Speaks to the person.
        session: Whose conversation it is.
        today: The day.
    """

    book: TrainingBook
    voice: Voice
    session: SessionKey
    today: date

    async def pressed(self, press: Press) -> Reply | None:
        """A button of the training; None when what it names does not exist (any more).

        ``forget`` and ``certificate`` are the caller's: they change the session.
        """
        exam = self.voice.catalogue.exam
        if exam is None:
            return None
        try:
            match press.kind:
                case "training":
                    return await self._home(exam)
                case "lesson":
                    return await self._lesson(exam, press.value)
                case "decide":
                    return await self._decide(exam, press.value)
                case "test" | "answer" | "answers":
                    return await self._tested(exam, press)
                case "ips":
                    return await self._join(exam, press.value)
                case "ips-leave":
                    await self._kept(lambda: self.book.join(self.session, exam, None))
                    return self._say("ips.salio")
        except StoreUnavailable:
            return self._say("prueba.no-guardada")
        except EntryFirst:
            start = Button(label=self.voice.say("boton.empezar-entrada"), press=Press("test", "entrada"))
            return self._say("prueba.salida-antes", (start,))
        return None

    async def certificate(self) -> tuple[Reply, bool]:
        """The question for the name, or what is missing; whether the name was asked for."""
        exam = self.voice.catalogue.exam
        modules = list(self.voice.catalogue.modules.values())
        if exam is None:
            return self._say("error.boton-viejo"), False
        try:
            progress = await self._kept(lambda: self.book.find(self.session, exam))
        except StoreUnavailable:
            return self._say("constancia.ahora-no"), False
        if certified(progress, exam, modules, today=self.today) is not None:
            return self._say("constancia.nombre"), True
        still = open_modules(progress, modules)
        rows = [(Button(label=module.label, press=Press("lesson", module.id)),) for module in still]
        tests = (
            () if progress.is_over("salida") else (Button(label=self.voice.say("boton.prueba"), press=Press("test")),)
        )
        return self._say("constancia.falta", *rows, *([tests] if tests else [])), False

    async def named(self, text: str, pictures: Pictures) -> tuple[Reply, bool]:
        """The certificate with the name that was typed; whether the name is still to be typed."""
        exam, name = self.voice.catalogue.exam, read_name(text)
        if name is None or exam is None:
            return self._say("constancia.nombre-no"), exam is not None
        try:
            progress = await self._kept(lambda: self.book.find(self.session, exam))
            modules = list(self.voice.catalogue.modules.values())
            what = certified(progress, exam, modules, today=self.today)
            if what is None:  # the test has changed since she was asked
                return await self.certificate()
            file = await pictures.certificate(self.voice, what, name)
        except (StoreUnavailable, Busy):
            return self._say("constancia.ahora-no"), False
        return dataclasses.replace(self._say("constancia.lista"), attachments=(file,)), False

    def verified(self, code: str, name: str, codes: CertificateCodes) -> Reply:
        """Whether a certificate is ours, and what it says."""
        try:
            said = codes.check(code, name)
        except NotCertified:
            return self._say("constancia.no-vale")
        return self._say(
            "constancia.vale",
            dia=self.voice.day(said.week),
            modulos=str(said.modules),
            antes=str(said.entry),
            despues=str(said.exit),
            total=str(ITEMS),
        )

    async def forget(self) -> bool:
        """Delete the progress; whether there was any.

        Raises:
            StoreUnavailable: It may still be there.
        """
        return await self._kept(lambda: self.book.forget(self.session))

    async def _home(self, exam: Exam) -> Reply:
        try:
            progress = await self._kept(lambda: self.book.find(self.session, exam))
            ips = self.voice.catalogue.ips.get(progress.ips or "")
            reported = await self._kept(lambda: self.book.reported(ips.territory if ips else None))
        except StoreUnavailable:
            return training.home(self.voice, None)
        fitting = next_up(progress, exam, self.voice.catalogue.modules.values(), reported)
        return training.home(self.voice, progress, fitting, reported)

    async def _lesson(self, exam: Exam, value: str) -> Reply | None:
        module, number = self._named(value)
        if module is None:
            return None
        reply = training.lesson_reply(self.voice, module, 1 if number is None else number, today=self.today)
        if reply is not None:
            await self._note(exam, module, 1 if number is None else number)
        return reply

    async def _decide(self, exam: Exam, value: str) -> Reply | None:
        module, index = self._named(value)
        if module is None:
            return None
        if index is None:
            return training.situation_reply(self.voice, module, today=self.today)
        reply = training.feedback_reply(self.voice, module, index, today=self.today)
        if reply is not None:
            await self._note(exam, module, len(module.lessons) + 1)
        return reply

    def _named(self, value: str) -> tuple[Module | None, int | None]:
        """The module and the number that a button carries."""
        theme, _, number = value.partition(".")
        module = next((m for m in self.voice.catalogue.modules.values() if m.id == theme), None)
        if number and not (number.isascii() and number.isdigit() and len(number) == 1):
            return None, None
        return module, int(number) if number else None

    async def _note(self, exam: Exam, module: Module, screen: int) -> None:
        """Keep that a screen was opened; who reads is not disturbed when that cannot be kept."""
        try:
            await self._kept(lambda: self.book.open(self.session, exam, module.id, screen))
        except StoreUnavailable:
            return

    async def _tested(self, exam: Exam, press: Press) -> Reply | None:
        reasons = why_exam_stale(exam, self.voice.catalogue, today=self.today)
        if reasons:
            said = f"{under_review(self.voice, reasons)}\n\n{self.voice.say('prueba.en-revision')}"
            return Reply(body=said, buttons=(training.training_row(self.voice),))
        if press.kind == "answer":
            given = read_answer(press.value)
            return None if given is None else await self._answer(exam, given)
        progress = await self._kept(lambda: self.book.find(self.session, exam))
        if press.kind == "answers":
            name, _, page = press.value.partition(".")
            moment = read_moment(name)
            if moment is None or page not in ("1", "2"):
                return None
            shown = exam_screens.answers_reply(self.voice, progress, exam, moment, int(page))
            return shown or exam_screens.overview(self.voice, progress)
        if not press.value:
            return exam_screens.overview(self.voice, progress)
        moment = read_moment(press.value)
        return None if moment is None else exam_screens.question_reply(self.voice, progress, exam, moment)

    async def _answer(self, exam: Exam, given: Answered) -> Reply:
        before = await self._kept(lambda: self.book.find(self.session, exam))
        if given.exam != before.exam:
            return exam_screens.question_reply(
                self.voice, before, exam, "entrada", note=self.voice.say("prueba.cambio")
            )
        after = await self._kept(lambda: self.book.answer(self.session, exam, given.moment, given.number, given.option))
        again = after.answers(given.moment) == before.answers(given.moment)
        note = self.voice.say("prueba.ya-contestada") if again else ""
        return exam_screens.question_reply(self.voice, after, exam, given.moment, note=note)

    async def _join(self, exam: Exam, code: str) -> Reply:
        if not code:
            return self._say("ips.pida")
        ips = self.voice.catalogue.ips.get(code)
        if ips is None:
            return self._say("ips.no-existe")
        await self._kept(lambda: self.book.join(self.session, exam, code))
        leave = Button(label=self.voice.say("boton.salir-ips"), press=Press("ips-leave"))
        return self._say("ips.unida", (leave,), ips=ips.name)

    async def _kept(self, what: Callable[[], T]) -> T:
        # The database takes milliseconds; other conversations go on meanwhile.
        return await asyncio.to_thread(what)

    def _say(self, key: str, *rows: tuple[Button, ...], **blanks: str) -> Reply:
        return Reply(body=self.voice.say(key, **blanks), buttons=(*rows, training.training_row(self.voice)))


def typed_code(text: str, known: frozenset[str]) -> str | None:
    """The code of an institution in what was typed, or None: ``IPS-norte2026``, or a code that exists, alone."""
    found = _TYPED.fullmatch(text)
    if found is not None:
        return found[1].lower()
    alone = text.strip().lower()
    return alone if alone in known else None


def forgotten(voice: Voice, *, there_was: bool) -> Reply:
    """That it was deleted."""
    return Reply(body=voice.say("olvido.hecho" if there_was else "olvido.nada"), buttons=(menu_row(voice),))
