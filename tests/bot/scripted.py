"""The dialogue as a script, and people's words in: what the conversation is tested with."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.conversation import Conversation, Shelf
from bot.inbound import Inbound
from bot.pictures import Pictures
from bot.presses import Press
from bot.sessions import MemorySessions
from bot.understanding import NotUp, Understood
from redes.content.lessons import Exam
from redes.dialogue import REPORT_SLOTS, SKIPPED, Ask, Directive, Preview, Say, ShowFallback, ShowReceipt
from redes.doors import Doors
from redes.eligibility.counter_code import CounterCodes
from redes.flags.filing import file_flag, set_words
from redes.flags.flag import Flag, FlagId
from redes.flags.states import Reason
from redes.flags.subject import Subject
from redes.pictures.gallery import Gallery
from redes.privacy.pseudonym import SessionKey
from redes.reports.draft import Draft
from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Receipt
from redes.store.memory import MemoryUnitOfWork
from redes.training.certificate import CertificateCodes
from redes.training.learning import answer_item, forget, join_ips, open_screen, progress_of
from redes.training.progress import Learner, Moment, Progress

ANA = SessionKey("a" * 32)
EVA = SessionKey("e" * 32)
TODAY = date(2026, 11, 21)
RECEIPT = Receipt("6538 5539 6860 8171 6051")


def understood(*directives: Directive, **given: Any) -> Understood:
    """What Rasa made of a message: by default nothing to show, no form, the first boot."""
    default: dict[str, Any] = {"topic": None, "confidence": 0.9, "ranking": (), "asking": None, "boot": "boot-1"}
    return Understood(directives=directives, **default | given)


@dataclass
class ScriptedDialogue:
    """A dialogue that answers by a script and keeps what reached it.

    Attributes:
        script: Text, intent, or ``slot=value`` of a pressed button -> what Rasa makes of it.
        otherwise: What it makes of anything else.
        texts: Texts that reached it.
        intents: Intents and slots that reached it.
        languages: Languages it was told.
        patience: Seconds it was waited for.
    """

    script: dict[str, Understood] = field(default_factory=dict)
    otherwise: Understood = field(default_factory=lambda: understood(ShowFallback()))
    texts: list[str] = field(default_factory=list)
    intents: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    patience: list[float] = field(default_factory=list)
    is_up: asyncio.Event = field(default_factory=asyncio.Event)
    given_up: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def up(self) -> bool:
        return self.is_up.is_set()

    async def wait_until_up(self, timeout_s: float) -> bool:
        """Until the test says that it is up, or that the time ran out."""
        self.patience.append(timeout_s)
        waits = [asyncio.ensure_future(event.wait()) for event in (self.is_up, self.given_up)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
        return self.up

    async def send_text(self, session: SessionKey, text: str, *, language: str) -> Understood:
        if not self.up:
            raise NotUp
        self.texts.append(text)
        self.languages.append(language)
        return self.script.get(text, self.otherwise)

    async def send_intent(
        self, session: SessionKey, intent: str, slots: Mapping[str, str], *, language: str
    ) -> Understood:
        if not self.up:
            raise NotUp
        self.intents.append((intent, dict(slots)))
        self.languages.append(language)
        for slot, value in slots.items():
            return self.script.get(f"{slot}={value}") or self.script.get(slot) or self.otherwise
        return self.script.get(intent, self.otherwise)


def a_dialogue(script: dict[str, Understood] | None = None, *, up: bool = True) -> ScriptedDialogue:
    """A dialogue, up unless said otherwise."""
    dialogue = ScriptedDialogue(script or {})
    if up:
        dialogue.is_up.set()
    return dialogue


def asks(slot: str, **given: Any) -> Understood:
    """Rasa asks for a slot of the report."""
    return understood(Ask(slot=slot, **given), asking=slot)


def the_form(draft: Draft, groups: tuple[str, ...]) -> dict[str, Understood]:
    """The report form as a script: each answer leads to the next question."""
    barrier, place, more_groups, story, consent = REPORT_SLOTS
    return {
        "reportar-barrera": asks(barrier),
        "atras": asks(place),
        "cancelar": understood(Say(text="reporte.cancelado")),
        barrier: asks(place),
        place: asks(more_groups),
        more_groups: asks(more_groups, chosen=groups),
        f"{more_groups}={SKIPPED}": asks(story),
        story: understood(Preview(draft=draft), asking=consent),
        f"{consent}=si": understood(ShowReceipt(receipt=RECEIPT)),
        f"{consent}=no": understood(Say(text="reporte.no-guardado")),
    }


@dataclass
class ScriptedFlags:
    """Flags in memory, kept as the real ones are but for the seal, which only turns text into bytes.

    Attributes:
        uow: Where they are.
        away: Whether the database does not answer.
    """

    uow: MemoryUnitOfWork = field(default_factory=MemoryUnitOfWork)
    away: bool = False

    @property
    def kept(self) -> list[Flag]:
        return list(self.uow.flags.all())

    def file(self, subject: Subject, reason: Reason, language: str) -> FlagId:
        if self.away:
            raise StoreUnavailable("away")
        return file_flag(subject, reason, language=language, uow=self.uow, today=TODAY)

    def set_words(self, flag_id: FlagId, words: str | None) -> None:
        if self.away:
            raise StoreUnavailable("away")
        set_words(flag_id, words, uow=self.uow, seal=str.encode)


@dataclass
class ScriptedTraining:
    """Progress in memory, kept by the use cases that ship; the session is the learner.

    Attributes:
        uow: Where it is.
        today: The day.
        away: Whether the database does not answer.
    """

    uow: MemoryUnitOfWork = field(default_factory=MemoryUnitOfWork)
    today: date = TODAY
    away: bool = False

    @property
    def kept(self) -> list[Progress]:
        return list(self.uow.training.all())

    def find(self, session: SessionKey, exam: Exam) -> Progress:
        return progress_of(Learner(session), exam, uow=self._there(), today=self.today)

    def answer(self, session: SessionKey, exam: Exam, moment: Moment, number: int, option: int) -> Progress:
        return answer_item(Learner(session), exam, moment, number, option, uow=self._there(), today=self.today)

    def open(self, session: SessionKey, exam: Exam, theme: str, screen: int) -> None:
        open_screen(Learner(session), exam, theme, screen, uow=self._there(), today=self.today)

    def join(self, session: SessionKey, exam: Exam, ips: str | None) -> Progress:
        return join_ips(Learner(session), exam, ips, uow=self._there(), today=self.today)

    def forget(self, session: SessionKey) -> bool:
        return forget(Learner(session), uow=self._there())

    def _there(self) -> MemoryUnitOfWork:
        if self.away:
            raise StoreUnavailable("away")
        return self.uow


class BlankGallery(Gallery):
    """A gallery that hands out blank paper at once, where only what leads to a picture is looked at."""

    async def pictures(self, template: str, data: str) -> tuple[bytes, ...]:
        return (b"a picture", b"another")

    async def pdf(self, template: str, data: str) -> bytes:
        return b"a file"


def the_pictures(shelf: Shelf, **given: Any) -> Pictures:
    """Pictures and counter codes over the rules that ship."""
    default: dict[str, Any] = {
        "gallery": Gallery(),
        "doors": Doors(public_url="https://redes.example.org", bot="RedesBot"),
        "codes": CounterCodes(b"k" * 32, law=lambda: shelf.law, catalogue=lambda: shelf.catalogue),
        "certificates": CertificateCodes(b"c" * 32),
        "today": lambda: TODAY,
    }
    return Pictures(**default | given)


def a_conversation(shelf: Shelf, dialogue: ScriptedDialogue, **given: Any) -> Conversation:
    """A conversation in which no report is found."""
    default: dict[str, Any] = {
        "sessions": MemorySessions(),
        "find_report": lambda _: None,
        "flags": ScriptedFlags(),
        "training": ScriptedTraining(),
        "today": lambda: TODAY,
        "pictures": the_pictures(shelf),
    }
    return Conversation(shelf=lambda: shelf, dialogue=dialogue, **default | given)


def typed(text: str, **given: Any) -> Inbound:
    """Ana types."""
    return Inbound(**{"session": ANA, "text": text} | given)


def pressed(kind: str, value: str = "", slot: str = "", **given: Any) -> Inbound:
    """Ana presses a button."""
    return Inbound(**{"session": ANA, "press": Press(kind, value, slot)} | given)  # type: ignore[arg-type]


def sent(**what: Any) -> Inbound:
    """Ana sends something that is neither text nor a button."""
    return Inbound(**{"session": ANA} | what)
