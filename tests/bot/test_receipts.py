"""The holder of a receipt: what she sees and does, without the dialogue, and what is not remembered of it."""

import dataclasses

import pytest
from makers import THURSDAY, a_draft, a_report
from mesa_makers import OF_MEDELLIN, an_organisation, an_undertaking, some_ground
from scripted import ANA, ERASE_ON, EVA, RECEIPT, MemoryReports, a_conversation, a_dialogue, the_form

from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.presses import Press
from bot.receipts import OPEN_S
from bot.replies import Reply
from bot.screens import receipt as screens
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.voice import Voice
from redes.followup.commitments import make_commitment
from redes.followup.promised import PromiseTold, Standing
from redes.privacy.pseudonym import SessionKey
from redes.reports import review
from redes.reports.draft import fingerprint
from redes.reports.guesses import FREE
from redes.reports.report import Receipt, Report
from redes.reports.retention import Retention
from redes.reports.thread import LONGEST, MOST


class Holder:
    """Somebody who filed a report and holds its receipt; the dialogue is down."""

    def __init__(self, shelf: Shelf, who: SessionKey = ANA, reports: MemoryReports | None = None) -> None:
        self.reports = reports or MemoryReports()
        self.receipt = self.reports.file(a_draft(), "es", who)
        self.who = who
        self.now = 0.0
        self.sessions = MemorySessions()
        self.conversation: Conversation = a_conversation(
            shelf,
            a_dialogue(up=False),
            reports=self.reports,
            sessions=self.sessions,
            clock=lambda: self.now,
        )

    async def says(self, text: str) -> tuple[Reply, ...]:
        return (await self.conversation.reply(Inbound(session=self.who, text=text))).replies

    async def presses(self, kind: str, own: str | None = None) -> Reply:
        value = screens.tag(self.report.id) if own is None else own
        press = Press(kind, value)  # type: ignore[arg-type]
        return (await self.conversation.reply(Inbound(session=self.who, press=press))).replies[-1]

    @property
    def report(self) -> Report:
        found = self.reports.find(self.receipt, EVA)
        assert found is not None
        return found

    def asked(self, text: str) -> None:
        """The mesa asks her something."""
        review.ask(
            self.report.id, text, seen=self.report.version, uow=self.reports.uow, vault=self.reports.vault, today=THURSDAY
        )  # fmt: skip


@pytest.fixture
def ana(shelf: Shelf) -> Holder:
    return Holder(shelf)


def kinds(reply: Reply) -> list[str]:
    return [b.press.kind for row in reply.buttons for b in row if b.press]


async def test_a_receipt_shows_the_state_the_day_of_erasure_and_what_can_be_done(ana: Holder, voice: Voice):
    [shown] = await ana.says(ana.receipt)

    assert voice.say("estado.nuevo") in shown.body
    assert voice.day(ana.report.erase_on) in shown.body
    assert kinds(shown) == ["mine-add", "mine-same", "mine-solved", "mine-withdraw", "mine-close", "formal"]
    assert shown.protected


@pytest.mark.parametrize(
    "slip", [lambda r: r.replace(" ", ""), lambda r: r.replace("0", "O").replace("1", "l"), lambda r: f"\t{r}.\n"]
)
async def test_a_receipt_is_read_in_spite_of_spaces_and_look_alikes(ana: Holder, voice: Voice, slip):
    [shown] = await ana.says(slip(ana.receipt))

    assert voice.say("estado.nuevo") in shown.body


async def test_something_is_added_without_personal_data_and_shown_to_her(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)
    await ana.presses("mine-add")

    said, state = await ana.says("volvió a pasar, me llamo Yuleisy Canaria")

    assert said == Reply(body="«volvió a pasar, me llamo [nombre]»", protected=True)
    assert voice.say("hilo.guardado") in state.body
    assert "volvió a pasar, me llamo [nombre]" in state.body


async def test_danger_in_what_is_added_is_answered_first_and_the_words_are_kept(ana: Holder):
    await ana.says(ana.receipt)
    await ana.presses("mine-add")

    answer = await ana.conversation.reply(Inbound(session=ANA, text="mi hijo está convulsionando ahora mismo"))

    assert answer.danger == "pediatrica"
    assert "convulsionando" in answer.replies[-1].body


async def test_a_question_of_the_mesa_is_shown_and_answered(ana: Holder, voice: Voice):
    ana.asked("¿Fue en la puerta o en la caja?")
    [shown] = await ana.says(ana.receipt)
    assert voice.say("hilo.le-preguntan") in shown.body
    assert "¿Fue en la puerta o en la caja?" in shown.body

    await ana.presses("mine-answer")
    _, state = await ana.says("en la caja")

    assert "mine-answer" not in kinds(state)
    assert voice.say("hilo.respuesta") in state.body
    await ana.presses("mine-answer")
    assert (await ana.says("otra cosa"))[0].body == voice.say("hilo.sin-pregunta")


async def test_nothing_changed_opens_a_closed_report_and_solved_closes_it(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)

    solved = await ana.presses("mine-solved")
    same = await ana.presses("mine-same")

    assert voice.say("estado.resuelto") in solved.body
    assert voice.say("estado.en-revision") in same.body
    assert ana.report.state == "en-revision"


async def test_a_report_is_taken_back_after_she_is_asked_and_then_it_is_gone(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)

    question = await ana.presses("mine-withdraw")
    assert kinds(question) == ["mine-withdrawn", "mine"]
    own = screens.tag(ana.report.id)
    done = await ana.presses("mine-withdrawn", own)

    assert done.body == voice.say("hilo.retirado")
    assert ana.reports.find(ana.receipt, EVA) is None
    assert (await ana.says(ana.receipt))[0].body == voice.say("recibo.no-existe")
    assert (await ana.presses("mine-add", own)).body == voice.say("recibo.otra-vez")


@pytest.mark.parametrize("kind", ["mine", "mine-add", "mine-answer", "mine-same", "mine-solved", "mine-withdrawn"])
async def test_a_button_of_another_report_does_nothing(ana: Holder, voice: Voice, kind: str):
    await ana.says(ana.receipt)

    assert (await ana.presses(kind, "00000000")).body == voice.say("recibo.otra-vez")
    assert (ana.report.state, ana.report.version) == ("nuevo", 1)


@pytest.mark.parametrize("kind", ["mine-add", "mine-solved", "mine-withdrawn"])
async def test_a_phone_that_is_found_later_opens_nothing(ana: Holder, voice: Voice, kind: str):
    await ana.says(ana.receipt)
    ana.now = OPEN_S + 1

    assert (await ana.presses(kind)).body == voice.say("recibo.otra-vez")
    assert ana.report.state == "nuevo"


async def test_words_that_come_too_late_are_not_kept(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)
    await ana.presses("mine-add")
    ana.now = OPEN_S + 1

    assert (await ana.says("algo más"))[0].body == voice.say("recibo.otra-vez")
    assert ana.reports.look(ana.report.id)[1] == ()


@pytest.mark.parametrize("elsewhere", [Press("menu"), Press("mine-close")])
async def test_which_report_was_hers_is_forgotten_once_she_does_something_else(ana: Holder, elsewhere: Press):
    await ana.says(ana.receipt)
    press = dataclasses.replace(elsewhere, value=screens.tag(ana.report.id)) if elsewhere.kind != "menu" else elsewhere

    await ana.conversation.reply(Inbound(session=ANA, press=press))

    assert await ana.sessions.get(ANA) == Session()


async def test_words_for_nobody_are_a_question_again(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)

    answer = await ana.conversation.reply(Inbound(session=ANA, text="tuberculosis"))

    assert answer.card == "tuberculosis-migrante"
    assert ana.reports.look(ana.report.id)[1] == ()


async def test_who_guesses_is_slowed_down_and_told_for_how_long(shelf: Shelf, voice: Voice):
    conversation = a_conversation(shelf, a_dialogue(up=False))

    told = [await conversation.reply(Inbound(session=ANA, text=RECEIPT)) for _ in range(FREE + 1)]
    other = await conversation.reply(Inbound(session=EVA, text=RECEIPT))

    assert [answer.replies[0].body for answer in told[-2:]] == [
        voice.say("recibo.no-existe"),
        voice.say("recibo.espere", minutos="1"),
    ]
    assert other.replies[0].body == voice.say("recibo.no-existe")


async def test_a_database_that_is_away_is_said_so_and_her_words_may_come_again(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)
    await ana.presses("mine-add")

    ana.reports.away = True
    [away] = await ana.says("volvió a pasar")
    ana.reports.away = False
    said, _ = await ana.says("volvió a pasar")

    assert away.body == voice.say("hilo.no-guardado")
    assert said.body == "«volvió a pasar»"


async def test_a_report_that_could_not_be_taken_back_is_said_to_be_still_there(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)
    own = screens.tag(ana.report.id)
    ana.reports.away = True

    assert (await ana.presses("mine-withdrawn", own)).body == voice.say("hilo.no-retirado")


async def test_what_does_not_fit_is_said_so(ana: Holder, voice: Voice):
    for number in range(MOST):
        ana.reports.add(ana.report.id, f"uno más, el {number}")
    [shown] = await ana.says(ana.receipt)
    assert "mine-add" not in kinds(shown)

    assert (await ana.presses("mine-same")).body == voice.say("hilo.lleno")


async def test_a_message_that_is_too_long_is_said_so_and_asked_for_again(ana: Holder, voice: Voice):
    await ana.says(ana.receipt)
    await ana.presses("mine-add")

    [long] = await ana.says("a " * LONGEST)
    said, _ = await ana.says("lo principal")

    assert long.body == voice.say("error.largo", maximo="3000")
    assert said.body == "«lo principal»"


# The receipt just shown


async def a_fresh_receipt(shelf: Shelf) -> tuple[Conversation, Receipt, tuple[Reply, ...]]:
    reports, draft = MemoryReports(), a_draft()
    code = reports.file(draft, "es", ANA)
    script = the_form(draft)
    agreed = f"report_consent=si.{fingerprint(draft)}"
    [directive] = script[agreed].directives
    script[agreed] = dataclasses.replace(script[agreed], directives=(directive.model_copy(update={"receipt": code}),))
    sessions = MemorySessions()
    await sessions.put(ANA, Session(asking="report_consent", boot="boot-1"))
    conversation = a_conversation(shelf, a_dialogue(script), reports=reports, sessions=sessions)
    agree = Press("set", f"si.{fingerprint(draft)}", "report_consent")
    return conversation, code, (await conversation.reply(Inbound(session=ANA, press=agree))).replies


async def test_a_receipt_says_that_it_is_the_key_and_when_all_is_erased_and_is_asked_back(shelf: Shelf, voice: Voice):
    _, code, (shown, asked) = await a_fresh_receipt(shelf)

    told = (code, voice.say("recibo.llave"), voice.day(ERASE_ON), voice.say("recibo.no-es-queja"))
    assert [one for one in told if one not in shown.body] == []
    assert asked.body == voice.say("recibo.copie")


async def test_a_receipt_that_was_copied_well_is_said_so_once(shelf: Shelf, voice: Voice):
    conversation, code, _ = await a_fresh_receipt(shelf)

    first, second = [await conversation.reply(Inbound(session=ANA, text=code)) for _ in range(2)]

    assert first.replies[0].body == voice.say("recibo.bien-copiado")
    assert voice.say("estado.nuevo") in second.replies[0].body


@pytest.mark.parametrize("wrong", [RECEIPT, RECEIPT[:-1] + "2"])
async def test_a_receipt_that_was_copied_badly_is_asked_for_again(shelf: Shelf, voice: Voice, wrong: str):
    conversation, code, _ = await a_fresh_receipt(shelf)

    bad = await conversation.reply(Inbound(session=ANA, text=wrong))
    good = await conversation.reply(Inbound(session=ANA, text=code))

    assert bad.replies[0].body == voice.say("recibo.mal-copiado")
    assert good.replies[0].body == voice.say("recibo.bien-copiado")


async def test_asking_it_back_can_be_left(shelf: Shelf, voice: Voice):
    conversation, code, _ = await a_fresh_receipt(shelf)

    left = await conversation.reply(Inbound(session=ANA, press=Press("mine-copied")))
    later = await conversation.reply(Inbound(session=ANA, text=code))

    assert isinstance(left, Answer)
    assert left.replies[0].body == voice.say("recibo.guarde")
    assert voice.say("estado.nuevo") in later.replies[0].body


@pytest.mark.parametrize("standing", ["pendiente", "tarde", "cumplido", "no-cumplido"])
async def test_she_reads_who_promised_what_about_her_report(voice: Voice, standing: Standing):
    made = PromiseTold(who="Secretaría de Salud", what="Capacitar a la portería", due=ERASE_ON, standing=standing)

    shown = screens.state(voice, a_report(state="con-compromiso"), (), (made,)).body

    assert voice.say("promesa.titulo") in shown
    assert voice.say(f"promesa.{standing}", quien=made.who, que=made.what, dia=voice.day(ERASE_ON)) in shown


async def test_what_the_mesa_promised_is_shown_to_who_holds_the_receipt(ana: Holder, voice: Voice):
    report = ana.report
    uow = ana.reports.uow
    told = an_undertaking(organisation=an_organisation(uow))
    given = {"scope": OF_MEDELLIN, "ground": some_ground(), "retention": Retention()}
    make_commitment("medellin", told, [report.id], uow=uow, today=THURSDAY, **given)

    [shown] = await ana.says(ana.receipt)

    assert told.what in shown.body
