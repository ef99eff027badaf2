"""Pictures and files by their addresses, and the buttons that lead to them."""

import re
from datetime import timedelta

import pytest
from looking import opened, scanned, text_of
from scripted import TODAY, BlankGallery, a_conversation, a_dialogue, pressed, the_pictures, typed

from bot.presses import Press
from bot.replies import Reply
from bot.screens.counter import counter_reply
from bot.shelf import Shelf
from bot.voice import Voice
from redes.doors import Doors
from redes.eligibility.case_code import Case, encode
from redes.eligibility.facts import make_facts
from redes.pictures.gallery import Busy

CASE = make_facts({"servicio": "urgencia", "documento": "sin-documento"})


class FullGallery(BlankGallery):
    """A gallery before which too many stand in line."""

    async def pictures(self, template: str, data: str) -> tuple[bytes, ...]:
        raise Busy("too many")

    async def pdf(self, template: str, data: str) -> bytes:
        raise Busy("too many")


async def a_counter_card(shelf: Shelf, language: str = "es", **given: object) -> Reply:
    """The counter card of an emergency."""
    verdict = shelf.law.rulebook.decide(CASE, on=TODAY)
    voice = Voice(shelf.catalogue, language)  # type: ignore[arg-type]
    return await counter_reply(voice, verdict, CASE, TODAY, pictures=the_pictures(shelf, **given))


def code_of(card: Reply) -> str:
    """The code in the address of a card."""
    return card.attachments[0].path.rpartition("/")[2].removesuffix(".png")


async def test_a_pressed_picture_comes_with_what_it_shows_in_words(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue()).reply(pressed("picture", "urgencias-migrante"))

    [reply] = answer.replies
    title = voice.catalogue.cards["urgencias-migrante"].title
    total = len(reply.attachments)
    assert [one.alt for one in reply.attachments] == [f"{title} ({n}/{total})" for n in range(1, total + 1)]
    assert {opened(one.data).width for one in reply.attachments} == {1080}


async def test_a_picture_speaks_the_language_of_who_asks(shelf: Shelf):
    conversation = a_conversation(shelf, a_dialogue())

    answer = await conversation.reply(pressed("picture", "urgencias-migrante", language="ht"))

    translated = Voice(shelf.catalogue, "ht").card(shelf.catalogue.cards["urgencias-migrante"])
    assert answer.replies[0].attachments[0].alt.startswith(translated.title)


async def test_the_same_stands_at_its_address(shelf: Shelf):
    pictures = the_pictures(shelf)
    conversation = a_conversation(shelf, a_dialogue(), pictures=pictures)

    for press in (
        pressed("picture", "urgencias-migrante"),
        pressed("picture-practice", "3"),
        pressed("city-file", "cucuta"),
        pressed("city-file", "nacional"),
    ):
        [reply] = (await conversation.reply(press)).replies
        for one in reply.attachments:
            again = await pictures.at(re.sub("^/(picture|file)/", "", one.path), shelf.catalogue)
            assert again == one


@pytest.mark.parametrize(
    "path",
    [
        "",
        "card/es/no-existe/1.png",
        "card/es/urgencias-migrante/9.png",
        "card/xx/urgencias-migrante/1.png",
        "card/es/../../etc/1.png",
        "practice/es/11/1.png",
        "practice/es/0/1.png",
        "city/es/atlantida.pdf",
        "city/es/resto.pdf",
        "counter/2GYSV2BSNT00000000.png",
        "counter/" + "0" * 36 + ".pdf",
        "counter/.png",
    ],
)
async def test_an_address_of_nothing_leads_nowhere(shelf: Shelf, path: str):
    assert await the_pictures(shelf, gallery=BlankGallery()).at(path, shelf.catalogue) is None


async def test_a_button_for_what_does_not_exist_is_an_old_button(shelf: Shelf, voice: Voice):
    conversation = a_conversation(shelf, a_dialogue(), pictures=the_pictures(shelf, gallery=BlankGallery()))

    for press in ("picture", "picture-practice", "city-file", "share", "share-practice", "share-city"):
        answer = await conversation.reply(pressed(press, "nada"))
        assert answer.replies[0].body == voice.say("error.boton-viejo")


async def test_when_too_many_wait_it_is_said(shelf: Shelf, voice: Voice):
    conversation = a_conversation(shelf, a_dialogue(), pictures=the_pictures(shelf, gallery=FullGallery()))

    answers = [
        await conversation.reply(pressed(*one)) for one in (("picture", "urgencias-migrante"), ("city-file", "cali"))
    ]

    assert {answer.replies[0].body for answer in answers} == {voice.say("imagen.no-pudo")}
    assert (await a_counter_card(shelf, gallery=FullGallery())).body == voice.say("tarjeta.no-pudo")


async def test_a_counter_card_is_a_picture_and_a_page_in_spanish_whoever_asks(shelf: Shelf):
    reply = await a_counter_card(shelf, "fr")

    picture, page = reply.attachments
    assert Voice(shelf.catalogue, "fr").say("tarjeta.en-espanol") in reply.body
    assert scanned(picture.data) == [f"https://redes.example.org/v/{code_of(reply)}"]
    assert "Sí: debe atender" in " ".join(text_of(page.data))


async def test_a_counter_card_is_made_again_from_its_code_alone(shelf: Shelf):
    first = await a_counter_card(shelf)

    again = [await the_pictures(shelf).at(one.path.split("/", 2)[2], shelf.catalogue) for one in first.attachments]

    assert tuple(again) == first.attachments


async def test_a_scanned_code_tells_the_bot_that_the_card_stands(shelf: Shelf, voice: Voice):
    code = code_of(await a_counter_card(shelf, gallery=BlankGallery()))
    conversation = a_conversation(shelf, a_dialogue())

    scanned_, written = (
        await conversation.reply(pressed("verify", code.lower())),
        await conversation.reply(typed(" ".join(re.findall("....", code.lower())))),
    )

    assert scanned_ == written
    body = scanned_.replies[0].body
    assert body.startswith(f"**{voice.say('codigo.vigente')}**")
    assert shelf.law.rulebook.decide(CASE, on=TODAY).answers["debe_atender"].because.sentence in body
    assert "Ley Estatutaria 1751 de 2015" in body


async def test_a_code_that_was_typed_never_reaches_rasa(shelf: Shelf):
    dialogue = a_dialogue()
    code = code_of(await a_counter_card(shelf, gallery=BlankGallery()))

    await a_conversation(shelf, dialogue).reply(typed(code))

    assert dialogue.texts == []


async def test_a_slip_and_a_forgery_are_told_apart(shelf: Shelf, voice: Voice):
    conversation = a_conversation(shelf, a_dialogue())
    code = code_of(await a_counter_card(shelf, gallery=BlankGallery()))
    forged = await conversation.reply(pressed("verify", "0" * 36))  # its check sign fits, its tag does not

    slip = await conversation.reply(pressed("verify", code[1:] + code[:1]))

    assert slip.replies[0].body == voice.say("codigo.mal-escrito")
    assert forged.replies[0].body == voice.say("codigo.falso")


async def test_a_stale_card_shows_the_answer_of_today(shelf: Shelf, voice: Voice):
    pictures = the_pictures(shelf)
    verdict = shelf.law.rulebook.decide(CASE, on=TODAY)
    other = make_facts({"servicio": "vacunacion"})
    # The card claims rules that do not answer this case today, as after a change of the law.
    code = pictures.codes.make(shelf.law.rulebook.decide(other, on=TODAY), CASE, TODAY - timedelta(days=90))

    answer = await a_conversation(shelf, a_dialogue(), pictures=pictures).reply(pressed("verify", code.lower()))

    body = answer.replies[0].body
    assert body.startswith(f"**{voice.say('codigo.vencida')}**")
    assert verdict.answers["debe_atender"].because.sentence in body
    assert await pictures.at(f"counter/{code}.png", shelf.catalogue) is None


async def test_who_gives_no_code_is_asked_for_it(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue()).reply(pressed("verify"))

    assert answer.replies[0].body == voice.say("codigo.pida")


async def test_a_card_names_the_bot_as_soon_as_telegram_has_said_its_name(shelf: Shelf):
    doors = Doors()
    conversation = a_conversation(shelf, a_dialogue(), pictures=the_pictures(shelf, doors=doors))

    before = (await conversation.reply(pressed("share", "urgencias-migrante"))).replies[0].body
    doors.learn_bot("RedesBot")
    after = (await conversation.reply(pressed("share", "urgencias-migrante"))).replies[0].body

    assert "t.me" not in before
    assert after.endswith("[t.me/RedesBot](https://t.me/RedesBot)")


async def test_the_button_of_a_case_gives_its_card_and_leads_back(shelf: Shelf):
    letters = "m" + encode(Case({"servicio": "urgencia", "documento": "sin-documento"}))

    answer = await a_conversation(shelf, a_dialogue()).reply(pressed("case-card", letters))

    [reply] = answer.replies
    assert reply.attachments == (await a_counter_card(shelf)).attachments
    assert Press("case", letters) in [button.press for row in reply.buttons for button in row]


async def test_the_card_of_a_case_that_cannot_be_is_the_case_itself(shelf: Shelf):
    conversation = a_conversation(shelf, a_dialogue())
    letters = "p" + encode(Case({"grupo:menor": "si", "grupo:persona-mayor": "si"}))

    card, case = [await conversation.reply(pressed(kind, letters)) for kind in ("case-card", "case")]

    assert card.replies == case.replies
