"""What follows an answer: told more simply, where to go for it, for whom else; and several questions in one message."""

import pytest
from scripted import ANA, TODAY, ScriptedDialogue, a_conversation, a_dialogue, pressed, typed, understood

from bot.inbound import Inbound
from bot.presses import Press, parse_press
from bot.screens import again, cards, menu
from bot.shelf import Shelf
from bot.voice import Voice
from redes.content.serving import serving
from redes.dialogue import ShowFallback, ShowTopic

VACCINES = "¿vacunan a mi bebé?"
PAPERS = "¿cómo saco el ppt?"


@pytest.fixture
def dialogue() -> ScriptedDialogue:
    return a_dialogue(
        script={
            VACCINES: understood(ShowTopic(), topic="vacunacion"),
            PAPERS: understood(ShowTopic(), topic="ppt-tramite"),
            "hola, ¿cómo está?": understood(ShowTopic(), topic="saludo"),
        }
    )


async def said(shelf: Shelf, dialogue: ScriptedDialogue, *messages: str) -> tuple:
    """The replies to the last of several messages of one person who said she is a migrant."""
    conversation = a_conversation(shelf, dialogue)
    await conversation.reply(pressed("role", "migrante"))
    for message in messages[:-1]:
        await conversation.reply(typed(message))
    return (await conversation.reply(typed(messages[-1]))).replies


@pytest.mark.parametrize(
    "message", ["no entendí", "No le entiendo :(", "más fácil por favor", "explíqueme mejor", "como así?"]
)
async def test_whoever_did_not_understand_is_told_the_same_card_more_simply(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, message: str
):
    card = shelf.catalogue.cards["vacunacion-migrante"]

    [reply] = await said(shelf, dialogue, VACCINES, message)

    assert reply == again.simpler(voice, card, today=TODAY)
    assert len(reply.body) < len(cards.card_reply(voice, card, today=TODAY).body)


async def test_thanks_between_leaves_the_answer_in_mind(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    dialogue.script["gracias"] = understood(ShowTopic(), topic="agradecimiento")

    [reply] = await said(shelf, dialogue, VACCINES, "gracias", "no entendí")

    assert reply == again.simpler(voice, shelf.catalogue.cards["vacunacion-migrante"], today=TODAY)


async def test_without_an_answer_before_it_the_dialogue_decides(shelf: Shelf, dialogue: ScriptedDialogue):
    await said(shelf, dialogue, "no entendí")

    assert dialogue.texts == ["no entendí"]


async def test_a_case_too_is_told_in_short(shelf: Shelf, dialogue: ScriptedDialogue):
    whole = "estoy embarazada, tengo el ppt vencido, ¿me hacen el control prenatal?"
    dialogue.script[whole] = understood(ShowTopic(), topic="embarazo-parto")

    [reply] = await said(shelf, dialogue, whole, "no entiendo")

    assert "✅ Sí: le deben atender." in reply.body
    assert len(reply.body) < 900


async def test_where_asks_for_the_city_and_the_city_shows_what_fits(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    [asked] = await said(shelf, dialogue, PAPERS, "¿y dónde queda?")
    [there] = await said(shelf, dialogue, PAPERS, "¿y dónde queda?", "en Cúcuta")

    assert asked == again.which_city(voice, "ppt-tramite")
    assert there == menu.serving(voice, "54001", serving(shelf.catalogue, "54001", "ppt-tramite"))


async def test_where_nothing_fits_the_whole_directory_of_the_city_is_shown(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    assert serving(shelf.catalogue, "54001", "vacunacion") == ()

    [there] = await said(shelf, dialogue, VACCINES, "Cúcuta")

    assert there == menu.place(voice, "54001")


async def test_every_city_button_of_every_topic_leads_somewhere(shelf: Shelf, voice: Voice):
    presses = [
        button.press
        for topic in shelf.catalogue.topics
        for row in again.which_city(voice, topic).buttons
        for button in row
        if button.press and button.press.kind == "near"
    ]

    assert all(parse_press(press.data) == press for press in presses)
    assert all(again.near(voice, press.value) is not None for press in presses)
    assert again.near(voice, "vacunacion.atlantida") is None
    assert again.near(voice, "nada.cucuta") is None


async def test_for_whom_else_is_answered_by_the_topic_of_that_group(shelf: Shelf, dialogue: ScriptedDialogue):
    conversation = a_conversation(shelf, dialogue)
    await conversation.reply(pressed("role", "migrante"))
    await conversation.reply(typed(PAPERS))

    answer = await conversation.reply(typed("¿y para mi hijo de 8 años?"))

    assert answer.replies[0].body.splitlines()[0] == f"**{shelf.catalogue.cards['ninez-migrante'].title}**"


async def test_two_questions_in_one_message_are_answered_in_turn(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    count, first, second = await said(shelf, dialogue, f"{VACCINES} {PAPERS}")

    assert count.body == voice.say("seguir.varias")
    assert first == cards.card_reply(voice, shelf.catalogue.cards["vacunacion-migrante"], today=TODAY)
    assert second == cards.card_reply(voice, shelf.catalogue.cards["ppt-tramite-migrante"], today=TODAY)


@pytest.mark.parametrize(
    "message", [f"hola, ¿cómo está? {VACCINES}", f"{VACCINES} ¿sí?", f"{VACCINES} ¿algo que no se sabe?"]
)
async def test_a_greeting_or_a_part_not_understood_makes_no_second_question(
    shelf: Shelf, dialogue: ScriptedDialogue, message: str
):
    dialogue.script[message] = understood(ShowTopic(), topic="vacunacion")
    dialogue.otherwise = understood(ShowFallback(), ranking=(("urgencias", 0.2),))

    replies = await said(shelf, dialogue, message)

    assert len(replies) == 1
    assert dialogue.texts[-1] == message


async def test_a_report_that_begins_in_a_message_ends_the_questions(shelf: Shelf, dialogue: ScriptedDialogue):
    dialogue.script["¿quiero reportar?"] = understood(asking="report_barrier", topic="reportar-barrera")
    conversation = a_conversation(shelf, dialogue)

    await conversation.reply(Inbound(session=ANA, text=f"¿quiero reportar? {VACCINES}"))

    assert dialogue.texts == ["¿quiero reportar?"]


def test_the_words_for_two_questions_part_a_message_where_they_stand(shelf: Shelf):
    parted = shelf.cues.questions

    assert parted("necesito vacunar a mi bebe y tambien quiero saber como sacar el ppt") == (
        "necesito vacunar a mi bebe",
        "y tambien quiero saber como sacar el ppt",
    )
    assert parted("I need a vaccine and also how do I join an EPS") == (
        "I need a vaccine",
        "and also how do I join an EPS",
    )
    assert parted("tengo fiebre y tos") == ("tengo fiebre y tos",)
    assert parted("¿me atienden? ¿sí? ¿cuánto vale? ¿y la eps? ¿y el ppt?")[0].startswith("¿me atienden? ¿sí?")


def test_the_groups_that_are_answered_exist(shelf: Shelf):
    known = {term.value for term in shelf.catalogue.vocabularies["grupo"].terms}

    assert set(shelf.catalogue.talk.group_topics) <= known


def test_a_simpler_card_keeps_its_alarm_signs_and_whom_to_call(shelf: Shelf, voice: Voice):
    card = shelf.catalogue.cards["embarazo-parto-migrante"]

    body = again.simpler(voice, card, today=TODAY).body

    assert all(sign in body for sign in voice.card(card).alarm)
    assert shelf.catalogue.contacts[card.contacts[0]].name in body
    assert Press("card", card.id) in [b.press for row in again.simpler(voice, card, today=TODAY).buttons for b in row]


@pytest.mark.parametrize("message", ["Medellín", "en medellin"])
async def test_the_name_of_a_place_alone_opens_its_directory_with_nothing_answered_before(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, message: str
):
    [reply] = await said(shelf, dialogue, message)

    assert (reply, dialogue.texts) == (menu.place(voice, "05001"), [])


async def test_a_case_too_is_followed_by_where_to_go_for_it(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    whole = "estoy embarazada, tengo el ppt vencido, ¿me atienden el parto?"
    dialogue.script[whole] = understood(ShowTopic(), topic="embarazo-parto")

    [asked] = await said(shelf, dialogue, whole, "¿y dónde queda?")
    [told] = await said(shelf, dialogue, whole, "¿y dónde queda?", "en Cúcuta")

    assert asked == again.which_city(voice, "embarazo-parto")
    assert told == menu.serving(voice, "54001", serving(shelf.catalogue, "54001", "embarazo-parto"))


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "and for my son"), ("pt", "e pro meu filho"), ("fr", "et pour mon fils"), ("ht", "e pou pitit mwen")],
)
async def test_for_whom_else_is_asked_in_each_language(
    shelf: Shelf, dialogue: ScriptedDialogue, language: str, message: str
):
    conversation = a_conversation(shelf, dialogue)
    for one in (pressed("role", "migrante"), pressed("language", language), typed(VACCINES)):
        await conversation.reply(one)

    answer = await conversation.reply(typed(message))

    child = shelf.catalogue.cards["ninez-migrante"]
    assert answer.replies == (cards.card_reply(Voice(shelf.catalogue, language), child, today=TODAY),)


async def test_what_follows_a_greeting_is_answered_and_not_the_greeting(shelf: Shelf, dialogue: ScriptedDialogue):
    greeted = "bonjou, eske yap vaksinen bebe m"
    dialogue.script[greeted] = understood(ShowTopic(), topic="saludo")
    dialogue.script["eske yap vaksinen bebe m"] = understood(ShowTopic(), topic="vacunacion")
    conversation = a_conversation(shelf, dialogue)
    await conversation.reply(pressed("role", "migrante"))

    answer = await conversation.reply(typed(greeted))

    assert (answer.card, dialogue.texts) == ("vacunacion-migrante", [greeted, "eske yap vaksinen bebe m"])


async def test_a_greeting_alone_is_greeted_back(shelf: Shelf, dialogue: ScriptedDialogue):
    await said(shelf, dialogue, "hola, ¿cómo está?")

    assert dialogue.texts == ["hola, ¿cómo está?"]
