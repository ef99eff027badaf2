"""Proposals in the conversation: from the button to the receipt, without Rasa, and what is kept of them."""

import pytest
from scripted import ANA, ERASE_ON, MemoryReports, a_conversation, a_dialogue

from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.screens import decalogo, flag
from bot.screens.propose import LONGEST, NOWHERE
from bot.screens.receipt import tag
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.voice import Voice
from redes.content.schema import LANGUAGES, Language
from redes.flags.subject import card_subject, practice_subject
from redes.reports import review
from redes.reports.limits import A_DAY
from redes.reports.receipts import read_receipt
from redes.reports.report import Report

CARD = "urgencias-migrante"
WORDS = "Poner un letrero en la entrada que diga que se atiende sin papeles."


class Proposer:
    """Ana, with a proposal; the dialogue is down."""

    def __init__(self, shelf: Shelf, *, language: Language = "es", **given) -> None:
        self.reports, self.sessions = MemoryReports(), MemorySessions()
        self.language = language
        self.conversation = a_conversation(
            shelf, a_dialogue(up=False), reports=self.reports, sessions=self.sessions, **given
        )

    async def answer(self, **what) -> Answer:
        return await self.conversation.reply(Inbound(session=ANA, language=self.language, **what))

    async def says(self, text: str) -> tuple[Reply, ...]:
        return (await self.answer(text=text)).replies

    async def presses(self, press: Press) -> tuple[Reply, ...]:
        assert parse_press(press.data) == press
        return (await self.answer(press=press)).replies

    async def to_the_preview(self, about: str = "practica", words: str = WORDS, place: str = "54001") -> Reply:
        await self.presses(Press("propose", about))
        await self.says(words)
        [shown] = await self.presses(Press("propose-at", place))
        return shown

    async def files(self, about: str = "practica", **given: str) -> tuple[Reply, ...]:
        return await self.presses(button(await self.to_the_preview(about, **given), "propose-yes"))

    @property
    def kept(self) -> list[Report]:
        with self.reports.uow as uow:
            return list(uow.reports.all())


@pytest.fixture
def ana(shelf: Shelf) -> Proposer:
    return Proposer(shelf)


def button(reply: Reply, kind: str) -> Press:
    return next(b.press for row in reply.buttons for b in row if b.press and b.press.kind == kind)


def presses_of(reply: Reply) -> list[Press]:
    return [b.press for row in reply.buttons for b in row if b.press]


def test_the_decalogo_offers_to_propose_a_practice_and_each_flag_a_change(shelf: Shelf, voice: Voice):
    card, practice = shelf.catalogue.cards[CARD], shelf.catalogue.decalogo.practices[2]

    assert Press("propose", "practica") in presses_of(decalogo.overview(voice, today=ERASE_ON))
    assert Press("propose", f"c.{CARD}") in presses_of(flag.ask_reason(voice, card_subject(card)))
    assert Press("propose", "p3") in presses_of(flag.ask_reason(voice, practice_subject(practice)))


def test_a_change_can_be_proposed_to_every_card(shelf: Shelf, voice: Voice):
    for card in shelf.catalogue.cards.values():
        press = button(flag.ask_reason(voice, card_subject(card)), "propose")
        assert parse_press(press.data) == press


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_proposal_is_written_looked_at_agreed_to_and_kept(shelf: Shelf, language: Language):
    ana = Proposer(shelf, language=language)
    await ana.sessions.put(ANA, Session(language=language, role="ips"))

    first, again = await ana.files()

    [kept] = ana.kept
    assert (kept.kind, kept.barrier, kept.practice, kept.card, kept.municipality, kept.voice, kept.language) == (
        "propuesta", None, None, None, "54001", "staff", language,
    )  # fmt: skip
    assert review.read(kept.id, uow=ana.reports.uow, vault=ana.reports.vault).story == WORDS
    code = next(line for line in first.body.replace("*", "").split("\n") if read_receipt(line))
    assert Voice(shelf.catalogue, language).say("recibo.copie") == again.body
    assert (await ana.says(code))[0].body == Voice(shelf.catalogue, language).say("recibo.bien-copiado")
    [shown] = await ana.says(code)
    assert Voice(shelf.catalogue, language).say("propuesta.estado-nuevo") in shown.body


@pytest.mark.parametrize(("about", "practice", "card"), [("p3", 3, None), (f"c.{CARD}", None, CARD)])
async def test_a_proposal_says_what_it_would_change(ana: Proposer, about, practice, card):
    await ana.files(about)

    [kept] = ana.kept
    assert (kept.practice, kept.card) == (practice, card)


async def test_nothing_is_kept_before_the_yes(ana: Proposer):
    shown = await ana.to_the_preview()

    assert ana.kept == []
    assert WORDS in shown.body
    [gone] = await ana.presses(Press("propose-no"))
    assert (await ana.sessions.get(ANA)).proposed is None
    assert ana.kept == []
    assert button(gone, "menu")


async def test_personal_data_leaves_before_it_is_shown_or_remembered(ana: Proposer, voice: Voice):
    shown = await ana.to_the_preview(words="Que llamen a Yulieth Carrasquero al 3001234567 si hay cupo.")

    session = await ana.sessions.get(ANA)
    assert session.proposed is not None
    for secret in ("Yulieth", "Carrasquero", "3001234567"):
        assert secret not in shown.body
        assert secret not in (session.proposed.words or "")
    assert voice.say("quitado.telefono") in shown.body
    assert shown.protected


async def test_the_place_may_be_typed_or_left_out(ana: Proposer):
    await ana.presses(Press("propose", "practica"))
    await ana.says(WORDS)
    [again] = await ana.says("en la luna")
    [shown] = await ana.says("Cúcuta")

    assert button(again, "propose-at") == Press("propose-at", NOWHERE)
    assert "Cúcuta" in shown.body
    await ana.files(place=NOWHERE)
    assert ana.kept[0].municipality is None


async def test_the_municipalities_of_a_territory_are_offered(ana: Proposer, shelf: Shelf):
    await ana.presses(Press("propose", "practica"))
    [asked] = await ana.says(WORDS)
    assert {p.value for p in presses_of(asked) if p.kind == "propose-in"} == set(shelf.catalogue.territories)

    [towns] = await ana.presses(Press("propose-in", "cucuta"))
    [shown] = await ana.presses(Press("propose-in", "resto"))

    assert {p.value for p in presses_of(towns) if p.kind == "propose-at"} == {
        NOWHERE, *(m.code for m in shelf.catalogue.territories["cucuta"].municipalities),
    }  # fmt: skip
    assert button(shown, "propose-yes")


@pytest.mark.parametrize("words", ["😀😀", "...", "x" * (LONGEST + 1)])
async def test_what_is_no_proposal_is_asked_for_again(ana: Proposer, words):
    await ana.presses(Press("propose", "practica"))

    [asked] = await ana.says(words)

    assert presses_of(asked) == [Press("propose-no")]
    assert [button(reply, "propose-in").kind for reply in await ana.says(WORDS)] == ["propose-in"]


async def test_the_yes_counts_for_the_preview_it_stands_below(ana: Proposer):
    old = button(await ana.to_the_preview(), "propose-yes")
    await ana.presses(Press("propose-again"))
    await ana.says("Otra cosa muy distinta.")
    await ana.presses(Press("propose-at", NOWHERE))

    [shown] = await ana.presses(old)

    assert ana.kept == []
    assert "Otra cosa muy distinta." in shown.body
    await ana.presses(button(shown, "propose-yes"))
    assert len(ana.kept) == 1


async def test_a_yes_pressed_twice_keeps_one_proposal(ana: Proposer, voice: Voice):
    yes = button(await ana.to_the_preview(), "propose-yes")

    await ana.presses(yes)
    [again] = await ana.presses(yes)

    assert len(ana.kept) == 1
    assert again.body == voice.say("propuesta.ya-no-esta")


@pytest.mark.parametrize("kind", ["propose-in", "propose-at", "propose-again", "propose-yes"])
async def test_a_button_of_a_proposal_that_is_gone_says_so(ana: Proposer, voice: Voice, kind):
    [said] = await ana.presses(Press(kind, "" if kind == "propose-again" else "54001"))

    assert said.body == voice.say("propuesta.ya-no-esta")
    assert button(said, "propose")


@pytest.mark.parametrize("about", ["", "p0", "p11", "p", "c.no-existe", "no-existe", "c."])
async def test_what_does_not_exist_cannot_be_changed(ana: Proposer, voice: Voice, about):
    [said] = await ana.presses(Press("propose", about))

    assert said.body == voice.say("error.boton-viejo")
    assert (await ana.sessions.get(ANA)).proposed is None


async def test_who_does_something_else_has_left_her_proposal(ana: Proposer):
    await ana.presses(Press("propose", "practica"))
    await ana.presses(Press("menu"))

    await ana.says(WORDS)

    assert (await ana.sessions.get(ANA)).proposed is None
    await ana.to_the_preview()
    await ana.says("¿Me pueden cobrar la urgencia?")
    assert (await ana.sessions.get(ANA)).proposed is None


async def test_danger_in_a_proposal_is_answered_first(ana: Proposer):
    await ana.presses(Press("propose", "practica"))

    answer = await ana.answer(text="Propongo que ayuden: mi bebé no respira y está morado")

    assert answer.danger is not None
    assert len(answer.replies) == 2
    assert button(answer.replies[1], "propose-in")


async def test_a_database_that_is_away_keeps_nothing_and_the_button_tries_again(ana: Proposer, voice: Voice):
    yes = button(await ana.to_the_preview(), "propose-yes")
    ana.reports.away = True
    [said] = await ana.presses(yes)
    ana.reports.away = False

    assert said.body.startswith(voice.say("propuesta.ahora-no"))
    await ana.presses(button(said, "propose-yes"))
    assert len(ana.kept) == 1


async def test_a_flood_of_proposals_is_stopped_for_the_day(ana: Proposer, voice: Voice):
    for n in range(A_DAY):
        await ana.files(words=f"Propuesta número {n}: más sillas.")

    [said] = await ana.files()

    assert said.body == voice.say("propuesta.muchas")
    assert len(ana.kept) == A_DAY


async def test_with_the_receipt_she_reads_the_answer_answers_and_takes_it_back(ana: Proposer, voice: Voice):
    first, _ = await ana.files(f"c.{CARD}")
    code = next(line for line in first.body.replace("*", "").split("\n") if read_receipt(line))
    await ana.presses(Press("mine-copied"))
    [kept] = ana.kept
    review.ask(kept.id, "¿En qué puerta?", seen=1, uow=ana.reports.uow, vault=ana.reports.vault, today=ERASE_ON)

    [shown] = await ana.says(code)
    own = tag(kept.id)

    assert "¿En qué puerta?" in shown.body
    assert [press.kind for press in presses_of(shown)] == ["mine-answer", "mine-add", "mine-withdraw", "mine-close"]
    await ana.presses(Press("mine-answer", own))
    assert "En la de urgencias." in (await ana.says("En la de urgencias."))[0].body
    await ana.presses(Press("mine-withdrawn", own))
    assert ana.kept == []
