"""«¿Debo atender?» in the conversation: answered at once, asked one thing at a time, changed by a word."""

from collections.abc import Iterator

import pytest
from scripted import ANA, a_conversation, a_dialogue, understood

from bot.inbound import Inbound
from bot.presses import LONGEST, Press, parse_press
from bot.replies import Button, Reply
from bot.screens.case import read_view
from bot.shelf import Shelf
from redes.dialogue import ShowFallback, ShowTopic

STAFF = "gestante venezolana con ppt vencido sin eps viene a control prenatal, ¿debo atender?"


def buttons(reply: Reply) -> Iterator[Button]:
    return (button for row in reply.buttons for button in row)


def pressed_with(reply: Reply, label: str) -> Press:
    [press] = [b.press for b in buttons(reply) if b.label == label and b.press]
    return press


def case_of(reply: Reply) -> dict[str, str]:
    """The case that the answer's buttons carry."""
    press = next(b.press for b in buttons(reply) if b.press and b.press.kind == "case-facts")
    view = read_view(press.value)
    assert view is not None
    return dict(view.case.known)


class Talk:
    """One person, several messages."""

    def __init__(self, shelf: Shelf, **given):
        self.dialogue = a_dialogue(**given)
        self.conversation = a_conversation(shelf, self.dialogue)

    async def says(self, text: str) -> Reply:
        [*_, reply] = (await self.conversation.reply(Inbound(session=ANA, text=text))).replies
        return reply

    async def presses(self, press: Press) -> Reply:
        again = parse_press(press.data)
        assert again == press
        [reply] = (await self.conversation.reply(Inbound(session=ANA, press=again))).replies
        return reply


def knows(topic: str, *texts: str) -> dict:
    return {text: understood(ShowTopic(), topic=topic) for text in texts}


async def test_a_case_in_a_sentence_is_answered_at_once_in_the_voice_for_staff(shelf: Shelf):
    reply = await Talk(shelf, script=knows("embarazo-parto", STAFF)).says(STAFF)

    assert "✅ Sí: debe atender." in reply.body
    assert "no puede exigirlo antes de atender" in reply.body
    assert "Resolución" in reply.body or "Sentencia" in reply.body
    assert case_of(reply) == {
        "servicio": "control-prenatal",
        "documento": "ppt-vencido",
        "afiliacion": "no-afiliado",
        "grupo:gestante": "si",
        "nacionalidad": "venezolana",
    }


async def test_the_person_herself_is_told_her_right_and_what_to_say(shelf: Shelf):
    text = "estoy embarazada no tengo papeles ni eps y necesito mi control prenatal"
    reply = await Talk(shelf, script=knows("embarazo-parto", text)).says(text)

    assert "✅ Sí: le deben atender." in reply.body
    assert "Usted tiene derecho" in reply.body
    assert "Puede decir en la ventanilla" in reply.body


@pytest.mark.parametrize("topic", ["tutela", "negacion-servicio-queja", "ppt-tramite"])
async def test_a_question_about_something_else_is_not_turned_into_a_case(shelf: Shelf, topic: str):
    answer = await a_conversation(shelf, a_dialogue(knows(topic, STAFF))).reply(Inbound(session=ANA, text=STAFF))

    assert answer.card is not None
    assert shelf.catalogue.topic_of[answer.card] == topic


async def test_a_case_is_answered_though_its_topic_was_not_understood(shelf: Shelf):
    reply = await Talk(shelf, script={STAFF: understood(ShowFallback())}).says(STAFF)

    assert "✅ Sí: debe atender." in reply.body


async def test_a_case_is_answered_while_rasa_loads(shelf: Shelf):
    reply = await Talk(shelf, up=False).says(STAFF)

    assert "✅ Sí: debe atender." in reply.body


async def test_and_if_changes_one_fact_of_the_case_before(shelf: Shelf):
    talk = Talk(shelf, script=knows("embarazo-parto", STAFF))
    before = case_of(await talk.says(STAFF))

    after = await talk.says("¿y si tiene el PPT en trámite?")

    assert case_of(after) == before | {"documento": "ppt-en-tramite"}
    assert talk.dialogue.texts == [STAFF]  # it was answered without Rasa


async def test_a_typed_answer_to_the_question_is_taken_as_the_pressed_one(shelf: Shelf):
    talk = Talk(shelf)
    await talk.presses(Press("case", "p"))
    asked = await talk.presses(Press("case", "ps" + "i"))  # consulta externa
    assert "**" in asked.body

    after = await talk.says("ppt vigente")

    assert case_of(after)["documento"] == "ppt-vigente"


async def test_another_answer_in_between_ends_the_case(shelf: Shelf):
    talk = Talk(shelf, script=knows("embarazo-parto", STAFF) | knows("tutela", "cómo pongo una tutela"))
    await talk.says(STAFF)
    await talk.says("cómo pongo una tutela")

    await talk.says("¿y si tiene el PPT en trámite?")

    assert talk.dialogue.texts[-1] == "¿y si tiene el PPT en trámite?"


async def test_from_the_menu_each_question_has_a_way_for_who_does_not_know_and_ends_in_an_answer(shelf: Shelf):
    talk = Talk(shelf)
    reply = await talk.presses(Press("case", "p"))
    asked = 0
    while any(b.label == "No sé" for b in buttons(reply)):
        reply = await talk.presses(pressed_with(reply, "No sé"))
        asked += 1
        assert asked < 10, "it goes on asking"

    assert asked >= 2
    assert "Base:" in reply.body


async def test_a_case_that_cannot_be_is_said_as_such_with_a_way_to_mend_it(shelf: Shelf):
    talk = Talk(shelf)
    reply = await talk.presses(Press("case", "ps0f0h0"))  # a newborn who is an older person

    assert "no pueden ir juntos" in reply.body
    change = await talk.presses(pressed_with(reply, "Cambiar un dato"))
    asked = await talk.presses(pressed_with(change, "Persona mayor: Sí"))
    mended = await talk.presses(pressed_with(asked, "No"))
    assert "✅ Sí: debe atender." in mended.body


@pytest.mark.parametrize("value", ["", "x", "ps", "psz9", "pzz", "m" + "s0" * 3, "case"])
async def test_a_button_that_carries_no_case_is_said_to_be_old(shelf: Shelf, value: str):
    reply = await Talk(shelf).presses(Press("case", value))

    assert reply.body == shelf.catalogue.texts["es"].texts["error.boton-viejo"]


async def test_every_button_of_a_case_fits_telegram(shelf: Shelf):
    talk = Talk(shelf)
    fullest = "ps" + "i" + "d2a2n1t4g1o1b1c1f1h1i1j1k1l1m1p1q1r1uzvz"
    for kind in ("case", "case-facts", "case-why"):
        reply = await talk.presses(Press(kind, fullest))  # type: ignore[arg-type]
        assert all(len(b.press.data.encode()) <= LONGEST for b in buttons(reply) if b.press)
        assert len(reply.body) < 4096


async def test_the_report_button_carries_the_rule_that_was_broken(shelf: Shelf):
    reply = await Talk(shelf, script=knows("embarazo-parto", STAFF)).says(STAFF)

    [report] = [b.press for b in buttons(reply) if b.press and b.press.kind == "report"]
    assert report.value in {rule.id for rule in shelf.law.rulebook.rules}


async def test_a_changed_fact_is_told_in_the_voice_of_the_answer_before(shelf: Shelf):
    talk = Talk(shelf, script=knows("embarazo-parto", STAFF))
    await talk.says(STAFF)

    assert "✅ Sí: debe atender." in (await talk.says("¿y si tiene el PPT en trámite?")).body


async def test_the_words_of_an_admission_are_a_receptionists(shelf: Shelf):
    arrives = "gestante venezolana con ppt vencido sin eps viene a control"

    reply = await Talk(shelf, script=knows("embarazo-parto", arrives)).says(arrives)

    assert "✅ Sí: debe atender." in reply.body
