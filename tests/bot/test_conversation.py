"""Text in, replies out: what comes first, what never reaches the dialogue, what is said when it is down."""

from datetime import date

import pytest
from makers import a_draft
from scripted import (
    ANA,
    EVA,
    RECEIPT,
    TODAY,
    MemoryReports,
    ScriptedDialogue,
    a_conversation,
    a_dialogue,
    pressed,
    sent,
    typed,
    understood,
)

from bot.conversation import LONGEST_TEXT
from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import cards, danger, decalogo, menu, receipt, report
from bot.sessions import IDLE_S, MemorySessions, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.voice import Voice
from redes.content.nearest import nearby
from redes.dialogue import Ask, Say, ShowFallback, ShowTopic


def say(voice: Voice, key: str, **blanks: str) -> Reply:
    """A sentence over the way back to the menu."""
    return Reply(body=voice.say(key, **blanks), buttons=(menu.menu_row(voice),))


def report_row(voice: Voice) -> tuple[Button, ...]:
    return (Button(label=voice.say("boton.reportar"), press=Press("report")), *menu.menu_row(voice))


# What is typed


async def test_a_question_is_answered_by_the_card_of_its_topic(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    dialogue.script["me duele una muela"] = understood(ShowTopic(), topic="medicamentos")
    card = shelf.catalogue.cards["medicamentos-migrante"]

    answer = await a_conversation(shelf, dialogue).reply(typed("me duele una muela"))

    assert answer == Answer(
        replies=(cards.card_reply(voice, card, today=TODAY),),
        understood=dialogue.script["me duele una muela"],
        card=card.id,
    )


async def test_the_card_speaks_to_who_the_person_said_she_is(shelf: Shelf, dialogue: ScriptedDialogue):
    dialogue.script["triage"] = understood(ShowTopic(), topic="urgencias")
    conversation = a_conversation(shelf, dialogue)

    answered = []
    for role in ("migrante", "ips", "mesa"):
        await conversation.reply(pressed("role", role))
        answered.append((await conversation.reply(typed("triage"))).card)

    assert answered == ["urgencias-migrante", "urgencias-personal", "urgencias-personal"]


async def test_a_leading_slash_never_reaches_the_dialogue(shelf: Shelf, dialogue: ScriptedDialogue):
    conversation = a_conversation(shelf, dialogue)
    for text in ("/reportar-barrera{}", "//set", " / / x", "/", "/\n/"):
        await conversation.reply(typed(text))

    assert dialogue.texts == ["reportar-barrera{}", "set", "x", "?", "?"]


async def test_personal_data_leaves_the_text_before_the_dialogue_sees_it(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    text = "mi cédula es 1032456789 y mi celular 3004567890, ¿me atienden?"

    answer = await a_conversation(shelf, dialogue).reply(typed(text))

    assert dialogue.texts == ["mi cédula es [documento] y mi celular [telefono], ¿me atienden?"]
    assert answer.replies[0] == Reply(body=voice.say("privacidad.borramos"))
    assert len(answer.replies) == 2


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u3000"])
async def test_an_empty_message_is_answered_and_goes_no_further(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, text: str
):
    answer = await a_conversation(shelf, dialogue).reply(typed(text))

    assert answer == Answer(replies=(say(voice, "error.vacio"),))
    assert dialogue.texts == []


@pytest.mark.parametrize("length", [LONGEST_TEXT + 1, 10_000])
async def test_a_text_too_long_is_refused_kindly_and_whole(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, length: int
):
    answer = await a_conversation(shelf, dialogue).reply(typed("a" * length))

    assert answer == Answer(replies=(say(voice, "error.largo", maximo="3000"),))
    assert dialogue.texts == []


async def test_the_longest_text_is_read(shelf: Shelf, dialogue: ScriptedDialogue):
    await a_conversation(shelf, dialogue).reply(typed("ab " * 1000))

    assert dialogue.texts == ["ab " * 1000]


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "sticker", "file", "contact", "edited", "other", "old-button", "group"]
)
async def test_what_cannot_be_read_is_said_so_with_a_way_on(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, kind: str
):
    answer = await a_conversation(shelf, dialogue).reply(sent(unreadable=kind))

    assert answer == Answer(replies=(say(voice, f"error.{kind}"),))


async def test_a_place_on_the_map_is_answered_by_the_directory(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    answer = await a_conversation(shelf, dialogue).reply(sent(location=(4.6, -74.1)))

    assert answer == Answer(replies=(menu.around(voice, nearby(shelf.catalogue, (4.6, -74.1))),))


async def test_what_was_not_understood_gets_the_three_nearest_topics(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    ranking = (
        ("fuera-de-alcance", 0.3),
        ("vacunacion", 0.2),
        ("informar", 0.15),
        ("ninez", 0.1),
        ("pep", 0.05),
        ("ive", 0.01),
    )
    dialogue.otherwise = understood(ShowFallback(), ranking=ranking)

    answer = await a_conversation(shelf, dialogue).reply(typed("qwerty"))

    nearest = ("vacunacion", "ninez", "pep")
    none_fits = (Button(label=voice.say("boton.ninguna"), press=Press("none-fits")),)
    offered = Reply(body=voice.say("alcance.no-entendi"), buttons=(*menu.topic_rows(voice, nearest), none_fits))
    assert answer == Answer(replies=(offered,), understood=dialogue.otherwise, suggestions=nearest)


@pytest.mark.parametrize("directives", [(), (ShowTopic(),), (ShowTopic(topic="no-existe"),)])
async def test_a_dialogue_without_an_answer_is_as_good_as_not_understood(
    shelf: Shelf, dialogue: ScriptedDialogue, directives: tuple[ShowTopic, ...]
):
    dialogue.otherwise = understood(*directives, ranking=(("pep", 0.4),), topic="no-existe")

    answer = await a_conversation(shelf, dialogue).reply(typed("hm"))

    assert answer.suggestions == ("pep",)
    assert len(answer.replies) == 1


@pytest.mark.parametrize(
    ("topic", "screen"),
    [
        ("decalogo", lambda voice: decalogo.overview(voice, today=TODAY)),
        ("ayuda-menu", lambda voice: menu.menu(voice, None)),
        ("cambiar-idioma", menu.languages),
        ("saludo", menu.welcome),
        ("directorio-donde-acudir", menu.national_lines),
        ("estado-de-mi-reporte", lambda voice: say(voice, "recibo.pida")),
    ],
)
async def test_some_topics_are_screens_of_their_own(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice, topic: str, screen
):
    dialogue.otherwise = understood(ShowTopic(), topic=topic)

    answer = await a_conversation(shelf, dialogue).reply(typed("algo"))

    assert answer.replies == (screen(voice),)


# Danger


async def test_danger_is_answered_before_the_dialogue_is_asked(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    answer = await a_conversation(shelf, dialogue).reply(typed("no puedo respirar"))

    medica = next(d for d in shelf.catalogue.dangers if d.kind == "medica")
    assert answer == Answer(replies=(danger.danger_reply(voice, medica),), danger="medica")
    assert dialogue.texts == []


async def test_danger_is_answered_the_same_while_the_dialogue_is_down(shelf: Shelf):
    up, down = a_dialogue(), a_dialogue(up=False)

    answers = [await a_conversation(shelf, one).reply(typed("me quiero matar")) for one in (up, down)]

    assert answers[0] == answers[1]
    assert answers[0].danger == "suicidio"


async def test_danger_leaves_the_form_where_it_was(shelf: Shelf, dialogue: ScriptedDialogue):
    sessions = MemorySessions()
    await sessions.put(ANA, Session(asking="report_place", boot="boot-1"))

    await a_conversation(shelf, dialogue, sessions=sessions).reply(typed("no puedo respirar"))

    assert await sessions.get(ANA) == Session(asking="report_place", boot="boot-1")


async def test_danger_in_a_story_is_kept_as_her_words_and_answered_first(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    sessions = MemorySessions()
    await sessions.put(ANA, Session(asking="report_story", boot="boot-1"))
    story = "les dije que no puedo respirar y me echaron"
    dialogue.script[story] = understood(Say(text="reporte.responda-si-o-no"), asking="report_consent")

    answer = await a_conversation(shelf, dialogue, sessions=sessions).reply(typed(story))

    found = shelf.dangers.detect(story)
    assert found is not None
    assert dialogue.texts == [story]
    assert answer.danger == found.kind
    assert answer.replies == (
        danger.danger_reply(voice, found),
        Reply(body=voice.say("reporte.responda-si-o-no")),
    )


# Receipts


async def test_a_typed_receipt_tells_the_state_and_never_reaches_the_dialogue(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    reports = MemoryReports()
    code = reports.file(a_draft(), "es", ANA)
    filed = reports.find(code, ANA)
    assert filed is not None

    conversation = a_conversation(shelf, dialogue, reports=reports)
    answers = [await conversation.reply(typed(text)) for text in (code, code.replace(" ", "-"), f" {code}\n")]

    assert answers == [Answer(replies=(receipt.state(voice, filed, ()),))] * 3
    assert dialogue.texts == []


async def test_a_receipt_nobody_has_and_one_with_a_slip_are_told_apart(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    conversation = a_conversation(shelf, dialogue)

    unknown = await conversation.reply(typed(RECEIPT))
    slip = await conversation.reply(typed(RECEIPT[:-1] + "2"))

    assert unknown == Answer(replies=(say(voice, "recibo.no-existe"),))
    assert slip == Answer(replies=(say(voice, "recibo.mal-escrito"),))
    assert dialogue.texts == []


async def test_a_database_that_is_away_is_said_so(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    answer = await a_conversation(shelf, dialogue, reports=MemoryReports(away=True)).reply(typed(RECEIPT))

    assert answer == Answer(replies=(say(voice, "error.base-de-datos"),))


async def test_a_receipt_is_read_while_the_dialogue_is_down(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue(up=False)).reply(typed(RECEIPT))

    assert answer == Answer(replies=(say(voice, "recibo.no-existe"),))


# While the dialogue is down


async def test_search_answers_while_the_dialogue_is_down_and_says_so(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue(up=False)).reply(typed("tuberculosis"))

    card = shelf.catalogue.cards["tuberculosis-migrante"]
    first, second = answer.replies
    assert first == Reply(body=voice.say("rasa.busqueda"))
    assert second == cards.card_reply(voice, card, today=TODAY)
    assert (answer.card, answer.understood, answer.later) == (card.id, None, None)


async def test_search_that_is_not_sure_offers_what_is_alike(shelf: Shelf, voice: Voice):
    query = "quiero saber del perro azul con permiso"

    answer = await a_conversation(shelf, a_dialogue(up=False)).reply(typed(query))

    [offered] = answer.replies
    assert offered.body == voice.say("rasa.busqueda-parecidos")
    assert 1 <= len(answer.suggestions) <= 3
    assert [row[0].press for row in offered.buttons] == [
        *(Press("topic", topic) for topic in answer.suggestions),
        Press("none-fits"),
    ]


async def test_search_that_finds_nothing_shows_the_menu(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue(up=False)).reply(typed("xqzw"))

    assert answer == Answer(replies=(Reply(body=voice.say("rasa.busqueda")), menu.menu(voice, None)))


async def test_a_text_for_the_form_while_the_dialogue_is_down_says_that_the_form_is_gone(shelf: Shelf, voice: Voice):
    sessions = MemorySessions()
    await sessions.put(ANA, Session(language="es", asking="report_place", boot="boot-1"))

    answer = await a_conversation(shelf, a_dialogue(up=False), sessions=sessions).reply(typed("Cúcuta"))

    assert answer == Answer(replies=(Reply(body=voice.say("reporte.interrumpido"), buttons=(report_row(voice),)),))
    assert await sessions.get(ANA) == Session(language="es")


# What is remembered


async def test_the_dialogue_is_told_the_language_and_a_choice_wins_over_the_channel(
    shelf: Shelf, dialogue: ScriptedDialogue
):
    conversation = a_conversation(shelf, dialogue)

    await conversation.reply(typed("a"))
    await conversation.reply(typed("b", language="pt"))
    await conversation.reply(pressed("language", "fr", language="pt"))
    await conversation.reply(typed("c", language="pt"))

    assert dialogue.languages == ["es", "pt", "fr"]


async def test_one_person_is_not_another(shelf: Shelf, dialogue: ScriptedDialogue):
    sessions = MemorySessions()
    conversation = a_conversation(shelf, dialogue, sessions=sessions)

    await conversation.reply(pressed("role", "mesa"))

    assert (await sessions.get(ANA), await sessions.get(EVA)) == (Session(role="mesa"), Session())


async def test_who_writes_every_day_is_not_forgotten(shelf: Shelf, dialogue: ScriptedDialogue):
    now = [0.0]
    sessions = MemorySessions(clock=lambda: now[0])
    conversation = a_conversation(shelf, dialogue, sessions=sessions)
    await conversation.reply(pressed("language", "fr"))

    for _ in range(3):
        now[0] += IDLE_S - 60
        await conversation.reply(pressed("menu"))

    assert await sessions.get(ANA) == Session(language="fr")


async def test_nothing_is_remembered_of_who_only_looked(shelf: Shelf, dialogue: ScriptedDialogue):
    kept = []

    class Watched(MemorySessions):
        async def put(self, key, session):
            kept.append(session)

    conversation = a_conversation(shelf, dialogue, sessions=Watched())
    for inbound in (pressed("start"), pressed("menu"), typed("hola"), pressed("contacts")):
        await conversation.reply(inbound)

    assert kept == []


async def test_a_card_that_is_overdue_says_so(shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice):
    conversation = a_conversation(shelf, dialogue, today=lambda: date(2099, 1, 1))
    card = shelf.catalogue.cards["urgencias-migrante"]

    answer = await conversation.reply(pressed("card", card.id))

    warning = voice.say("ficha.en-revision", dia=voice.day(card.review_by))
    assert answer.replies[0].body.startswith(warning)


# Directives


async def test_a_sentence_that_ends_the_matter_has_a_way_on_and_one_inside_the_form_waits_for_its_question(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    inside = (Say(text="reporte.lugar-no-encontrado"), Ask(slot="report_place"))
    dialogue.script |= {
        "fin": understood(Say(text="reporte.cancelado")),
        "dentro": understood(*inside, asking="report_place"),
    }
    conversation = a_conversation(shelf, dialogue)

    ended = await conversation.reply(typed("fin"))
    going_on = await conversation.reply(typed("dentro"))

    assert ended.replies == (say(voice, "reporte.cancelado"),)
    assert going_on.replies == (
        Reply(body=voice.say("reporte.lugar-no-encontrado")),
        report.ask(voice, "report_place"),
    )


async def test_beside_an_answer_to_danger_stands_what_was_asked_in_case_nobody_is_in_danger(
    shelf: Shelf, dialogue: ScriptedDialogue, voice: Voice
):
    answer = await a_conversation(shelf, dialogue).reply(
        typed("no puedo respirar de la rabia con la encuesta del sisbén")
    )

    [reply] = answer.replies
    asked = [button.press for row in reply.buttons for button in row if button.press and button.press.kind == "card"]
    assert answer.danger == "medica"
    assert [shelf.catalogue.topic_of[press.value] for press in asked] == ["sisben"]


async def test_beside_a_danger_that_tells_of_nothing_else_no_other_answer_stands(
    shelf: Shelf, dialogue: ScriptedDialogue
):
    answer = await a_conversation(shelf, dialogue).reply(typed("no puedo respirar"))

    [reply] = answer.replies
    assert not [button for row in reply.buttons for button in row if button.press and button.press.kind == "card"]
