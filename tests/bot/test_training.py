"""The training in the chat: read, decided, tested, resumed, compared and forgotten, all of it without Rasa."""

import dataclasses
import io
import re
from datetime import date, timedelta

import pytest
from makers import an_ips
from pypdf import PdfReader
from scripted import ANA, EVA, TODAY, ScriptedTraining, a_conversation, a_dialogue, asks, understood

from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.replies import Reply
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.voice import Voice
from redes.content.lessons import ITEMS, Exam
from redes.dialogue import REPORT_SLOTS, Say, ShowTopic
from redes.privacy.pseudonym import SessionKey
from redes.training.evaluation import evaluate
from redes.training.local import Reported
from redes.training.progress import Moment, Progress, exam_version


class Class:
    """One person who learns, with a dialogue that is down unless one is given."""

    def __init__(self, shelf: Shelf, *, who=ANA, language=None, ips=(), dialogue=None, book=None, sessions=None):
        catalogue = dataclasses.replace(shelf.catalogue, ips={one.id: one for one in ips})
        self.shelf = Shelf(catalogue, shelf.law)
        self.who = who
        self.language = language
        self.book = book or ScriptedTraining()
        self.sessions = sessions or MemorySessions()
        self.day = TODAY
        self.conversation: Conversation = a_conversation(
            self.shelf,
            dialogue or a_dialogue(up=False),
            training=self.book,
            sessions=self.sessions,
            today=lambda: self.day,
        )

    @property
    def exam(self) -> Exam:
        assert self.shelf.catalogue.exam is not None
        return self.shelf.catalogue.exam

    @property
    def progress(self) -> Progress:
        return self.book.find(self.who, self.exam)

    async def press(self, kind: str, value: str = "") -> Reply:
        press = Press(kind, value)  # type: ignore[arg-type]
        assert parse_press(press.data) == press
        inbound = Inbound(session=self.who, press=press, language=self.language)
        [reply] = (await self.conversation.reply(inbound)).replies
        return reply

    async def type(self, text: str) -> Reply:
        answer = await self.conversation.reply(Inbound(session=self.who, text=text, language=self.language))
        return answer.replies[-1]

    async def answer(self, moment: Moment, number: int, option: int, *, version: str | None = None) -> Reply:
        return await self.press("answer", f"{moment[0]}{number}.{option}.{version or exam_version(self.exam)}")

    async def take(self, moment: Moment, *, right: int = ITEMS, upto: int = ITEMS) -> Reply:
        """Answers a test: so many items right, the others wrong."""
        reply = await self.press("test", moment)
        for item in self.exam.form(self.progress.form(moment))[:upto]:
            option = item.correct if item.number <= right else (item.correct + 1) % len(item.options)
            reply = await self.answer(moment, item.number, option)
        return reply


@pytest.fixture
def ana(shelf: Shelf) -> Class:
    return Class(shelf)


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def presses(reply: Reply) -> list[Press]:
    return [button.press for row in reply.buttons for button in row if button.press]


# Modules


async def test_the_topic_of_the_training_opens_it_with_all_modules(shelf: Shelf):
    dialogue = a_dialogue(
        {"quiero capacitarme": understood(ShowTopic(topic="capacitacion-quiz"), topic="capacitacion-quiz")}
    )

    reply = await Class(shelf, dialogue=dialogue).type("quiero capacitarme")

    assert [press.value for press in presses(reply) if press.kind == "lesson"] == list(shelf.catalogue.modules)
    assert Press("test") in presses(reply)


async def test_a_button_to_the_card_of_the_training_opens_the_training(ana: Class):
    assert Press("test") in presses(await ana.press("card", "capacitacion-quiz-todos"))


async def test_a_module_is_read_card_by_card_to_its_situation(ana: Class):
    module = ana.shelf.catalogue.modules["genero"]

    shown = [await ana.press("lesson", f"genero.{number}") for number in range(1, len(module.lessons) + 1)]

    assert [lesson.title in reply.body for lesson, reply in zip(module.lessons, shown, strict=True)] == [True] * 5
    assert [Press("lesson", f"genero.{number + 1}") in presses(shown[number - 1]) for number in range(1, 5)] == [
        True
    ] * 4
    assert Press("decide", "genero") in presses(shown[-1])
    assert "Resolución 459 de 2012" in shown[1].body


async def test_every_choice_has_its_own_feedback_and_leads_to_the_practice_and_the_case(ana: Class):
    for module in ana.shelf.catalogue.modules.values():
        for index, choice in enumerate(module.situation.choices):
            reply = await ana.press("decide", f"{module.id}.{index}")

            assert choice.feedback in reply.body
            assert Press("practice", str(module.practice)) in presses(reply)
            assert module.question in labels(reply)
            assert (Press("decide", module.id) in presses(reply)) is not choice.right


async def test_the_case_of_every_module_is_answered(ana: Class):
    for module in ana.shelf.catalogue.modules.values():
        reply = await ana.press("decide", f"{module.id}.0")
        case = next(press for press in presses(reply) if press.kind == "case")

        assert "Sí: debe atender" in (await ana.press("case", case.value)).body, module.id


async def test_a_module_that_was_decided_is_ticked_off(ana: Class):
    await ana.press("lesson", "genero")
    before = labels(await ana.press("training"))
    await ana.press("decide", "genero.0")
    after = labels(await ana.press("training"))

    assert "Género y diversidad" in before
    assert "✓ Género y diversidad" in after


@pytest.mark.parametrize("value", ["genero.0", "genero.9", "genero.12", "magia", "magia.1", "genero.x"])
async def test_a_card_that_does_not_exist_is_an_old_button(ana: Class, voice: Voice, value: str):
    for kind in ("lesson", "decide"):
        if (kind, value) != ("decide", "genero.0"):
            assert (await ana.press(kind, value)).body == voice.say("error.boton-viejo")


async def test_what_speaks_of_law_shows_its_safe_part_when_its_review_is_overdue(ana: Class, voice: Voice):
    module = ana.shelf.catalogue.modules["genero"]
    ana.day = module.review_by
    plain, law = module.lessons[0], module.lessons[1]

    shown = [await ana.press("lesson", "genero.1"), await ana.press("lesson", "genero.2")]

    assert plain.text[0] in shown[0].body
    assert law.text[0] not in shown[1].body
    assert voice.say("ficha.urgencia-siempre") in shown[1].body
    assert all("⚠️" in reply.body for reply in shown)


async def test_modules_are_read_while_the_database_is_away(ana: Class):
    ana.book.away = True

    shown = [await ana.press("training"), await ana.press("lesson", "genero"), await ana.press("decide", "genero.0")]

    assert [len(presses(reply)) > 1 for reply in shown] == [True] * 3
    ana.book.away = False
    assert ana.book.kept == []


async def test_in_other_languages_it_says_that_the_lessons_are_in_spanish(shelf: Shelf):
    for language in ("en", "pt", "fr", "ht"):
        learner, voice = Class(shelf, language=language), Voice(shelf.catalogue, language)

        shown = [
            await learner.press("training"),
            await learner.press("lesson", "rutas"),
            await learner.press("test", "entrada"),
        ]

        assert [voice.say("capacitacion.solo-en-espanol") in reply.body for reply in shown] == [True] * 3


# The test


async def test_no_word_on_right_or_wrong_is_said_inside_the_test_and_all_of_it_after(ana: Class):
    inside = [await ana.press("test", "entrada")]
    items = ana.exam.form(ana.progress.first)
    inside += [await ana.answer("entrada", item.number, item.correct) for item in items[:-1]]
    over = await ana.answer("entrada", 10, items[-1].correct)
    pages = [await ana.press("answers", f"entrada.{page}") for page in (1, 2)]

    assert [reply.body for reply in inside if any(item.explanation in reply.body for item in items)] == []
    assert [reply.body for reply in inside if "✓" in reply.body or "Acertó" in reply.body] == []
    assert "Acertó 10 de 10." in over.body
    assert [item.explanation in pages[(item.number - 1) // 5].body for item in items] == [True] * 10


async def test_answers_are_not_shown_before_the_test_is_over(ana: Class):
    await ana.take("entrada", upto=9)

    reply = await ana.press("answers", "entrada.1")

    assert [item.explanation for item in ana.exam.items if item.explanation in reply.body] == []


async def test_both_forms_come_first_for_about_as_many_people(shelf: Shelf):
    exam = Class(shelf).exam
    book = ScriptedTraining()

    firsts = [book.find(f"{number:032x}", exam).first for number in range(400)]  # type: ignore[arg-type]

    assert 160 < firsts.count("A") < 240
    assert firsts == [book.find(f"{number:032x}", exam).first for number in range(400)]  # type: ignore[arg-type]


async def test_the_exit_test_is_the_other_form_and_the_gain_is_shown(ana: Class):
    await ana.take("entrada", right=4)
    first = ana.progress.first
    question = await ana.press("test", "salida")
    over = await ana.take("salida", right=9)

    other = "B" if first == "A" else "A"
    assert ana.exam.form(other)[0].question in question.body
    assert "Entró con 4 de 10 y salió con 9. Subió 5." in over.body
    assert "derechos: antes 2, ahora 2, de 2" in over.body
    assert "género: antes 2, ahora 2, de 2" in over.body
    assert "inclusión: antes 0, ahora 2, de 2" in over.body


@pytest.mark.parametrize(("after", "said"), [(4, "Quedó igual."), (3, "Bajó 1.")])
async def test_no_gain_or_a_loss_is_said_plainly(ana: Class, after: int, said: str):
    await ana.take("entrada", right=4)

    assert said in (await ana.take("salida", right=after)).body


async def test_modules_are_proposed_for_what_went_wrong_and_the_reason_is_said(ana: Class):
    over = await ana.take("entrada", right=8)

    assert "Las normas, porque en normas y rutas acertó 0 de 2" in over.body
    assert [press.value for press in presses(over) if press.kind == "lesson"] == ["normas", "rutas"]


async def test_what_is_reported_where_she_works_is_proposed_first_and_the_reason_is_said(shelf: Shelf):
    learner = Class(shelf, ips=(an_ips(id="norte24", territory="cucuta", municipality="54001"),))
    learner.book.barriers = Reported(counts={"dis": 40, "gen": 10})
    await learner.press("ips", "norte24")

    home = await learner.press("training")

    assert "en Cúcuta se reporta «Discriminación y xenofobia», al menos 40 veces" in home.body
    assert [p.value for p in presses(home) if p.kind == "lesson"][:2] == ["xenofobia", "derechos-humanos"]


async def test_what_is_reported_in_the_whole_country_says_so_and_both_reasons_are_said(ana: Class, voice: Voice):
    ana.book.barriers = Reported(counts={"aut": 40})
    await ana.take("entrada", right=8)

    home = await ana.press("training")

    assert f"en {voice.say('capacitacion.todo-el-pais')} se reporta" in home.body
    assert "en normas y rutas acertó 0 de 2" in home.body
    assert presses(home)[0] == Press("lesson", "rutas")


async def test_of_nothing_reported_and_nothing_tested_no_module_is_put_before_the_others(ana: Class, voice: Voice):
    home = await ana.press("training")

    assert voice.say("prueba.le-propongo") not in home.body


async def test_a_test_left_in_the_middle_goes_on_a_week_later_where_it_was(ana: Class):
    await ana.take("entrada", upto=3)
    ana.sessions = MemorySessions()  # the session of a day is long forgotten
    later = Class(Shelf(ana.shelf.catalogue, ana.shelf.law), book=ana.book)
    later.day = ana.book.today = TODAY + timedelta(days=7)

    overview = await later.press("test")
    question = await later.press("test", "entrada")

    assert "Va en la pregunta 4 de 10." in overview.body
    assert Press("test", "entrada") in presses(overview)
    assert later.exam.form(later.progress.first)[3].question in question.body


async def test_the_exit_before_the_entry_is_refused_and_says_what_comes_first(ana: Class, voice: Voice):
    await ana.take("entrada", upto=3)

    shown = [await ana.press("test", "salida"), await ana.answer("salida", 1, 0)]

    assert [reply.body for reply in shown] == [voice.say("prueba.salida-antes")] * 2
    assert all(Press("test", "entrada") in presses(reply) for reply in shown)
    assert (len(ana.progress.entry), ana.progress.exit) == (3, ())


async def test_the_same_item_pressed_twice_counts_once_with_its_first_answer(ana: Class, voice: Voice):
    await ana.take("entrada", upto=3)
    before = ana.progress

    again = await ana.answer("entrada", 2, 2)

    assert ana.progress == before
    assert voice.say("prueba.ya-contestada") in again.body
    assert ana.exam.form(before.first)[3].question in again.body


async def test_an_item_whose_turn_has_not_come_and_an_option_that_does_not_exist_change_nothing(ana: Class):
    await ana.press("test", "entrada")
    long = next(item for item in ana.exam.form(ana.progress.first) if item.number == 1)

    await ana.answer("entrada", 7, 0)
    await ana.answer("entrada", 1, len(long.options))

    assert ana.progress.entry == ()


async def test_a_button_of_a_test_that_has_changed_since_answers_nothing(ana: Class, voice: Voice):
    reply = await ana.answer("entrada", 1, 0, version="00000000")

    assert voice.say("prueba.cambio") in reply.body
    assert ana.progress.entry == ()


async def test_a_test_of_which_an_item_is_under_review_is_not_given(ana: Class, voice: Voice):
    await ana.take("entrada", upto=2)
    ana.day = ana.exam.review_by

    shown = [await ana.press("test"), await ana.press("test", "entrada"), await ana.answer("entrada", 3, 0)]

    assert [voice.say("prueba.en-revision") in reply.body for reply in shown] == [True] * 3
    assert len(ana.progress.entry) == 2


async def test_an_answer_that_could_not_be_kept_is_told_and_can_be_given_again(ana: Class, voice: Voice):
    await ana.take("entrada", upto=2)
    ana.book.away = True
    refused = await ana.answer("entrada", 3, 0)
    ana.book.away = False
    await ana.answer("entrada", 3, 1)

    assert refused.body == voice.say("prueba.no-guardada")
    assert ana.progress.entry[2:] == (1,)


async def test_two_people_have_a_progress_each(ana: Class):
    eva = Class(ana.shelf, who=EVA, book=ana.book)
    await ana.take("entrada", upto=5)
    await eva.take("entrada", upto=2)

    assert (len(ana.progress.entry), len(eva.progress.entry)) == (5, 2)


# The institution


@pytest.mark.parametrize("typed", ["IPS-norte24", "ips norte24", "ips_NORTE24 ", "norte24"])
async def test_an_institution_is_joined_by_its_code(shelf: Shelf, typed: str):
    learner = Class(shelf, ips=[an_ips()])

    reply = await learner.type(typed)

    assert "IPS de prueba" in reply.body
    assert learner.progress.ips == "norte24"
    assert "IPS de prueba" in (await learner.press("training")).body


async def test_an_institution_is_joined_by_its_link_and_left_again(shelf: Shelf):
    learner = Class(shelf, ips=[an_ips()])
    await learner.press("ips", "norte24")
    joined = learner.progress.ips

    await learner.press("ips-leave")

    assert (joined, learner.progress.ips) == ("norte24", None)


async def test_an_unknown_code_is_refused_kindly_and_leaves_things_as_they_are(shelf: Shelf, voice: Voice):
    learner = Class(shelf, ips=[an_ips()])
    await learner.press("ips", "norte24")

    shown = [await learner.type("IPS-sur2025"), await learner.press("ips", "sur2025")]

    assert [reply.body for reply in shown] == [voice.say("ips.no-existe")] * 2
    assert learner.progress.ips == "norte24"


# The certificate


async def finish(learner: Class, *, right: int = 9) -> None:
    await learner.take("entrada", right=4)
    for theme in learner.shelf.catalogue.modules:
        await learner.press("decide", f"{theme}.0")
    await learner.take("salida", right=right)


async def test_a_whole_training_ends_in_a_certificate_with_the_name_that_is_typed(ana: Class, voice: Voice):
    await finish(ana)
    asked = await ana.press("certificate")

    given = await ana.type("  María  Ñustes de O’Brien ")

    assert asked.body == voice.say("constancia.nombre")
    assert given.body == voice.say("constancia.lista")
    [file] = given.attachments
    page = " ".join(PdfReader(io.BytesIO(file.data)).pages[0].extract_text().split())
    assert "María Ñustes de O’Brien" in page
    assert "Prueba de entrada: 4 de 10. Prueba de salida: 9 de 10." in page
    assert file.href.startswith("data:application/pdf;base64,")


async def test_the_code_on_a_certificate_is_checked_together_with_the_name(ana: Class, voice: Voice):
    await finish(ana)
    await ana.press("certificate")
    [file] = (await ana.type("Ana Ruiz")).attachments
    code = re.search(r"CERT(?:-[0-9A-Z]{4}){4}", PdfReader(io.BytesIO(file.data)).pages[0].extract_text())[0]
    anybody = Class(ana.shelf, who=EVA)

    right, wrong, alone = [await anybody.type(f"{code.lower()} {name}") for name in ("ANA RUIZ", "Eva Ruiz", "")]

    assert "es auténtica" in right.body
    assert "Prueba de entrada: 4 de 10; de salida: 9 de 10." in right.body
    assert [wrong.body, alone.body] == [voice.say("constancia.no-vale")] * 2


async def test_the_name_is_kept_nowhere(ana: Class):
    await finish(ana)
    await ana.press("certificate")
    await ana.type("Zunilda Canaria")

    session, gallery = await ana.sessions.get(ANA), ana.conversation.pictures.gallery
    kept = repr((ana.book.uow.__dict__, session, list(ana.book.kept), gallery._kept, gallery._at_work))

    assert "Zunilda" not in kept
    assert len(gallery._kept) == 0


async def test_a_certificate_says_what_is_missing(ana: Class, voice: Voice):
    await ana.take("entrada")
    await ana.press("decide", "genero.0")

    reply = await ana.press("certificate")

    assert reply.body == voice.say("constancia.falta")
    assert [press.value for press in presses(reply) if press.kind == "lesson"] == [
        theme for theme in ana.shelf.catalogue.modules if theme != "genero"
    ]
    assert Press("test") in presses(reply)
    assert (await ana.sessions.get(ANA)).naming is False


@pytest.mark.parametrize("typed", ["1234", "Ana <b>", "x", "Ana\u202eRuiz", "安娜 安娜", "A" * 61, "ana@correo.co"])
async def test_what_is_no_name_is_asked_for_again(ana: Class, voice: Voice, typed: str):
    await finish(ana)
    await ana.press("certificate")

    refused = await ana.type(typed)
    given = await ana.type("Ana Ruiz")

    assert refused.body == voice.say("constancia.nombre-no")
    assert len(given.attachments) == 1


async def test_what_is_typed_after_anything_else_is_no_name(ana: Class):
    await finish(ana)
    await ana.press("certificate")
    await ana.press("menu")

    assert (await ana.type("Ana Ruiz")).attachments == ()


async def test_danger_is_answered_even_where_a_name_is_waited_for(ana: Class):
    await finish(ana)
    await ana.press("certificate")

    reply = await ana.type("me quiero matar")

    assert reply.attachments == ()
    assert "123" in reply.body


# To be forgotten


async def test_who_wishes_to_be_forgotten_during_a_test_is_asked_once_and_then_nothing_is_left(
    ana: Class, voice: Voice
):
    await ana.press("role", "ips")
    await ana.take("entrada", upto=4)
    asked = await ana.press("forget")
    kept = len(ana.book.kept)

    done = await ana.press("forget", "si")

    assert voice.say("borrar.que-guardo") in asked.body
    assert kept == 1
    assert done.body == voice.say("olvido.hecho")
    assert ana.book.kept == []
    assert await ana.sessions.get(ANA) == Session()
    assert ana.progress.entry == ()


async def test_both_commands_lead_to_one_screen_that_says_what_each_does(ana: Class):
    erase, forget = await ana.press("erase"), await ana.press("forget")

    assert erase == forget
    assert [p for p in presses(erase) if p.kind != "menu"] == [
        Press("erase-now"), Press("forget", "si"), Press("erase-now", "todo"),
    ]  # fmt: skip


async def test_the_chat_alone_or_the_chat_with_what_is_kept_is_deleted(ana: Class):
    await ana.take("entrada", upto=2)

    chat = await ana.conversation.reply(Inbound(session=ANA, press=Press("erase-now")))
    left = len(ana.book.kept)
    both = await ana.conversation.reply(Inbound(session=ANA, press=Press("erase-now", "todo")))

    assert (chat.erase, left) == (True, 1)
    assert (both.erase, ana.book.kept) == (True, [])
    assert await ana.sessions.get(ANA) == Session()


async def test_when_what_is_kept_cannot_be_deleted_the_chat_stays_and_it_is_said(ana: Class, voice: Voice):
    await ana.take("entrada", upto=2)
    ana.book.away = True

    both = await ana.conversation.reply(Inbound(session=ANA, press=Press("erase-now", "todo")))

    assert both.erase is False
    assert both.replies[0].body == voice.say("olvido.no-pudo")


async def test_after_being_forgotten_an_old_button_of_the_test_counts_nothing_twice(ana: Class):
    await ana.take("entrada", upto=4)
    await ana.press("forget", "si")

    await ana.answer("entrada", 5, 0)

    assert ana.progress.entry == ()


async def test_figures_stay_right_whatever_people_press(shelf: Shelf, ana: Class):
    people = [Class(shelf, who=SessionKey(f"{n}" * 32), book=ana.book) for n in range(7)]
    for one in people[:5]:
        await one.take("entrada", right=4)
        await one.take("salida", right=6)
        await one.answer("salida", ITEMS, 0)  # pressed once more
    stopped, forgotten = people[5:]
    await stopped.take("entrada", upto=3)
    await stopped.take("salida", upto=0)  # the exit before the entry is over
    await stopped.press("ips", "nadie2026")
    await forgotten.take("entrada", right=4)
    await forgotten.take("salida", upto=5)
    await forgotten.press("forget", "si")

    found = evaluate(ana.book.kept, ana.exam)

    [whole] = [gain for gain in found.gains if gain.construct is None and gain.ips is None]
    assert (whole.people, whole.entry, whole.exit) == (5, pytest.approx(0.4), pytest.approx(0.6))
    assert len(ana.book.kept) == 6
    assert {one.ips for one in ana.book.kept} == {None}


async def test_being_forgotten_leaves_an_unfinished_report_too(shelf: Shelf):
    dialogue = a_dialogue(
        {"reportar-barrera": asks(REPORT_SLOTS[0]), "cancelar": understood(Say(text="reporte.cancelado"))}
    )
    learner = Class(shelf, dialogue=dialogue)
    await learner.press("report")

    await learner.press("forget", "si")

    assert [intent for intent, _ in dialogue.intents] == ["reportar-barrera", "cancelar"]
    assert await learner.sessions.get(ANA) == Session()


async def test_who_has_nothing_kept_is_told_so(ana: Class, voice: Voice):
    assert (await ana.press("forget", "si")).body == voice.say("olvido.nada")


async def test_a_wish_that_cannot_be_met_now_is_told(ana: Class, voice: Voice):
    await ana.take("entrada", upto=1)
    ana.book.away = True

    assert (await ana.press("forget", "si")).body == voice.say("olvido.no-pudo")


async def test_the_privacy_screen_tells_what_the_training_keeps(ana: Class, voice: Voice):
    reply = await ana.press("privacy")

    assert voice.say("privacidad.capacitacion") in reply.body
    assert Press("forget") in presses(reply)


def test_the_day_of_the_tests_is_before_the_next_review(shelf: Shelf):
    assert Class(shelf).exam.review_by > TODAY > date(2026, 1, 1)
