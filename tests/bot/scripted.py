"""The dialogue as a script, and people's words in: what the conversation is tested with."""

import asyncio
import atexit
import dataclasses
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from makers import CHEAP, a_vault

from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.pictures import Pictures
from bot.presses import Press
from bot.sessions import MemorySessions
from bot.shelf import Shelf
from bot.understanding import NotUp, Understood
from redes.content.lessons import Exam
from redes.dialogue import SKIPPED, Ask, Directive, Preview, Say, ShowFallback, ShowReceipt
from redes.doors import Doors
from redes.eligibility.counter_code import CounterCodes
from redes.flags.filing import file_flag, set_words
from redes.flags.flag import Flag, FlagId
from redes.flags.states import Reason
from redes.flags.subject import Subject
from redes.followup.promised import PromiseTold, promises_about
from redes.pictures.gallery import Gallery
from redes.privacy.pseudonym import SessionKey
from redes.privacy.vault import Vault
from redes.reminding.subscription import Kind, Wish
from redes.reports import thread
from redes.reports.draft import Draft, fingerprint
from redes.reports.guesses import Guesses
from redes.reports.intake import file_report, find_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.limits import Limits
from redes.reports.message import Said
from redes.reports.report import Receipt, Report, ReportId
from redes.reports.report import Voice as TellerVoice
from redes.reports.retention import Retention
from redes.reports.telling import Telling
from redes.store.memory import MemoryUnitOfWork
from redes.training.certificate import CertificateCodes
from redes.training.learning import answer_item, forget, join_ips, open_screen, progress_of
from redes.training.local import Reported
from redes.training.progress import Learner, Moment, Progress
from redes.training.room_book import RoomBook

ANA = SessionKey("a" * 32)
EVA = SessionKey("e" * 32)
TODAY = date(2026, 11, 21)
ERASE_ON = date(2028, 11, 20)
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
        voices: Who it was told that the person is.
        patience: Seconds it was waited for.
    """

    script: dict[str, Understood] = field(default_factory=dict)
    otherwise: Understood = field(default_factory=lambda: understood(ShowFallback()))
    texts: list[str] = field(default_factory=list)
    intents: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    voices: list[TellerVoice | None] = field(default_factory=list)
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

    async def send_text(
        self, session: SessionKey, text: str, *, language: str, voice: TellerVoice | None = None
    ) -> Understood:
        if not self.up:
            raise NotUp
        self.texts.append(text)
        self.voices.append(voice)
        self.languages.append(language)
        return self.script.get(text, self.otherwise)

    async def send_intent(
        self,
        session: SessionKey,
        intent: str,
        slots: Mapping[str, str],
        *,
        language: str,
        voice: TellerVoice | None = None,
    ) -> Understood:
        if not self.up:
            raise NotUp
        self.voices.append(voice)
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


def the_form(draft: Draft) -> dict[str, Understood]:
    """The report form as a script: each answer leads to the next question, or to the preview."""
    shown = understood(Preview(draft=draft), asking="report_consent")
    groups = Telling(groups=draft.groups, story=draft.story, detail="groups")
    return {
        "reportar-barrera": asks("report_barrier"),
        "atras": asks("report_place"),
        "cancelar": understood(Say(text="reporte.cancelado")),
        "report_given": asks("report_barrier"),
        "report_barrier": asks("report_place", told=Telling(barrier=draft.barrier)),
        "report_practice": asks("report_place", told=Telling(kind="buena-practica", practice=1)),
        "report_place": shown,
        "report_detail": shown,
        "report_detail=about": asks("report_barrier"),
        "report_detail=place": asks("report_place"),
        "report_detail=service": asks("report_service"),
        "report_detail=ips": asks("report_ips", told=Telling(municipality=draft.municipality)),
        "report_detail=when": asks("report_when"),
        "report_detail=groups": asks("report_groups_done", told=groups),
        "report_detail=story": asks("report_story"),
        "report_detail=rewrite": asks("report_story", told=Telling(story=draft.story, detail="rewrite")),
        "report_detail=urgent": asks("report_urgent"),
        "report_service": shown,
        "report_ips": shown,
        "report_when": shown,
        "report_urgent": shown,
        "report_groups_done": asks("report_groups_done", told=groups),
        f"report_groups_done={SKIPPED}": shown,
        "report_story": shown,
        f"report_consent=si.{fingerprint(draft)}": understood(
            ShowReceipt(receipt=RECEIPT, barrier=draft.barrier, municipality=draft.municipality)
        ),
        "report_consent=no": understood(Say(text="reporte.no-guardado")),
    }


@cache
def one_vault() -> Vault:
    """A vault for all tests of a run; its keyring goes with the process."""
    folder = Path(mkdtemp(prefix="redes-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return a_vault(folder)


@dataclass
class MemoryReports:
    """Reports in memory, kept by the use cases of the house and found by receipts that are quick to hash.

    Attributes:
        uow: Where they are.
        guesses: Slows down who guesses.
        limits: Limits floods.
        away: Whether the database does not answer.
    """

    uow: MemoryUnitOfWork = field(default_factory=MemoryUnitOfWork)
    guesses: Guesses = field(default_factory=lambda: Guesses(lambda: 0.0))
    limits: Limits = field(default_factory=Limits)
    away: bool = False

    @property
    def vault(self) -> Vault:
        return one_vault()

    def _work(self) -> MemoryUnitOfWork:
        if self.away:
            raise StoreUnavailable("away")
        return self.uow

    def file(self, draft: Draft, language: str, by: str) -> Receipt:
        uow = self._work()
        self.limits.admit(by, today=TODAY)
        receipt = file_report(
            draft, language=language, uow=uow, receipts=CHEAP, vault=self.vault, retention=Retention(), today=TODAY
        )
        self.limits.filed(by, draft.story, today=TODAY)
        return receipt

    def find(self, receipt: Receipt, by: str) -> Report | None:
        return find_report(receipt, uow=self._work(), receipts=CHEAP, guesses=self.guesses, by=by)

    def look(self, report_id: ReportId) -> tuple[Report, tuple[Said, ...]]:
        uow = self._work()
        with uow:
            report = thread.living(report_id, uow)
        return report, thread.read_thread(report_id, uow=uow, vault=self.vault)

    def promised(self, report_id: ReportId) -> tuple[PromiseTold, ...]:
        return promises_about(report_id, uow=self._work(), today=TODAY)

    def add(self, report_id: ReportId, text: str) -> None:
        thread.add_message(report_id, text, uow=self._work(), vault=self.vault, today=TODAY)

    def answer(self, report_id: ReportId, text: str) -> None:
        thread.answer_question(report_id, text, uow=self._work(), vault=self.vault, today=TODAY)

    def same(self, report_id: ReportId) -> None:
        thread.still_the_same(report_id, uow=self._work(), vault=self.vault, today=TODAY)

    def solved(self, report_id: ReportId) -> None:
        thread.is_solved(report_id, uow=self._work(), vault=self.vault, today=TODAY)

    def withdraw(self, report_id: ReportId) -> None:
        report, _ = self.look(report_id)
        thread.withdraw(report, uow=self._work(), today=TODAY)

    def erase_on(self) -> date:
        return ERASE_ON


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
        barriers: What was published, wherever she works.
    """

    uow: MemoryUnitOfWork = field(default_factory=MemoryUnitOfWork)
    today: date = TODAY
    away: bool = False
    barriers: Reported = field(default_factory=Reported)

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

    def reported(self, territory: str | None) -> Reported:
        self._there()
        return dataclasses.replace(self.barriers, territory=territory)

    def _there(self) -> MemoryUnitOfWork:
        if self.away:
            raise StoreUnavailable("away")
        return self.uow


@dataclass
class ScriptedReminders:
    """What people asked to be reminded of, in a dictionary: a conversation never sees more of it.

    Attributes:
        kept: Session and kind -> wish.
        away: Whether the database does not answer.
    """

    kept: dict[tuple[SessionKey, Kind], Wish] = field(default_factory=dict)
    away: bool = False

    def of(self, session: SessionKey) -> tuple[Wish, ...]:
        self._there()
        return tuple(wish for (who, _), wish in sorted(self.kept.items()) if who == session)

    def stop(self, session: SessionKey, kind: Kind | None = None) -> bool:
        self._there()
        gone = [key for key in self.kept if key[0] == session and kind in (None, key[1])]
        for key in gone:
            del self.kept[key]
        return bool(gone)

    def _there(self) -> None:
        if self.away:
            raise StoreUnavailable("away")


def the_rooms(uow: MemoryUnitOfWork | None = None, **given: Any) -> RoomBook:
    """Rooms in memory, kept by the use cases that ship, on a clock that stands still."""
    kept = uow or MemoryUnitOfWork()
    default: dict[str, Any] = {
        "unit_of_work": lambda: kept,
        "key": b"r" * 32,
        "clock": lambda: 1_795_000_000.0,
        "today": lambda: TODAY,
        "wipe": lambda: None,
    }
    return RoomBook(**default | given)


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
    """A conversation in which no report was filed yet."""
    default: dict[str, Any] = {
        "sessions": MemorySessions(),
        "reports": MemoryReports(),
        "flags": ScriptedFlags(),
        "training": ScriptedTraining(),
        "reminders": ScriptedReminders(),
        "rooms": the_rooms(),
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
