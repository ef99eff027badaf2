"""«Esta respuesta está mal»: from the button to the row, without Rasa and without a word of who pressed it."""

import dataclasses
from datetime import timedelta

import pytest
from scripted import ANA, EVA, TODAY, ScriptedFlags, a_conversation, a_dialogue, asks, understood

from bot.conversation import Conversation
from bot.flagging import MOST_A_DAY
from bot.inbound import Inbound
from bot.presses import LONGEST, Press, parse_press
from bot.replies import Reply
from bot.screens import cards, danger, decalogo, flag, menu
from bot.screens.counter import standing_reply
from bot.screens.flag_button import DIGITS, flag_press
from bot.sessions import MemorySessions, Session
from bot.shelf import Shelf
from bot.turn.answer import Answer
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.nearest import nearby
from redes.dialogue import ShowTopic
from redes.eligibility.case_code import Case, encode
from redes.eligibility.counter_code import CounterCase, Standing
from redes.eligibility.facts import make_facts
from redes.flags.states import Reason
from redes.flags.subject import (
    Subject,
    card_subject,
    danger_subject,
    directory_subject,
    practice_subject,
    rule_subject,
)
from redes.privacy.pseudonym import SessionKey

CARD = "urgencias-migrante"
FULLEST = "p" + "s0d2a2n1t4g1o1b1c1f1h1i1j1k1l1m1p1q1r1uzvz"
"""A case of which everything was asked."""


class Talk:
    """One person, several messages, a dialogue that is down unless it is given."""

    def __init__(self, shelf: Shelf, *, who: SessionKey = ANA, flags: ScriptedFlags | None = None, **given):
        self.flags = flags or ScriptedFlags()
        self.sessions = MemorySessions()
        self.who = who
        self.day = TODAY
        arguments = {"dialogue": a_dialogue(up=False)} | given
        self.conversation: Conversation = a_conversation(
            shelf,
            arguments.pop("dialogue"),
            sessions=self.sessions,
            flags=self.flags,
            today=lambda: self.day,
            **arguments,
        )

    async def answer(self, **what) -> Answer:
        return await self.conversation.reply(Inbound(session=self.who, **what))

    async def says(self, text: str) -> Reply:
        return (await self.answer(text=text)).replies[-1]

    async def presses(self, press: Press) -> Reply:
        again = parse_press(press.data)
        assert again == press
        [reply] = (await self.answer(press=again)).replies
        return reply

    async def flags_it(self, subject: Subject, reason: Reason = "dato-errado") -> Reply:
        question = await self.presses(flag_press(subject))
        [press] = [b.press for row in question.buttons for b in row if b.press == flag_press(subject, reason)]
        return await self.presses(press)


def of_card(shelf: Shelf, card: str = CARD) -> Subject:
    return card_subject(shelf.catalogue.cards[card])


def presses_of(reply: Reply) -> list[Press]:
    return [button.press for row in reply.buttons for button in row if button.press]


# The button


async def test_it_stands_under_every_answer(shelf: Shelf, voice: Voice):
    catalogue, talk = shelf.catalogue, Talk(shelf)
    law = [card for card in catalogue.cards.values() if card.states_law]
    shown = [
        *((cards.card_reply(voice, card, today=TODAY), card_subject(card)) for card in law),
        *((cards.basis_reply(voice, card, today=TODAY), card_subject(card)) for card in law),
        *((decalogo.practice_reply(voice, p, today=TODAY), practice_subject(p)) for p in catalogue.decalogo.practices),
        *((danger.danger_reply(voice, d), danger_subject(catalogue, d)) for d in catalogue.dangers),
        (menu.national_lines(voice), directory_subject(catalogue, "nacional")),
        *((menu.directory(voice, t), directory_subject(catalogue, t)) for t in catalogue.territories),
        *(
            (menu.place(voice, code), directory_subject(catalogue, t.id))
            for code, (t, _) in catalogue.municipalities.items()
        ),
    ]
    around = nearby(catalogue, (7.8939, -72.5078))
    assert around is not None
    shown.append((menu.around(voice, around), directory_subject(catalogue, "cucuta")))
    for kind in ("case", "case-why"):
        case = await talk.presses(Press(kind, "ps0d1"))  # type: ignore[arg-type]
        [press] = [press for press in presses_of(case) if press.kind == "flag"]
        shown.append((case, _asked(shelf, press)))

    assert [reply.body[:60] for reply, subject in shown if flag_press(subject) not in presses_of(reply)] == []
    assert len(law) > 60


async def test_it_stands_under_what_the_code_of_a_counter_card_says(shelf: Shelf, voice: Voice):
    facts = make_facts({"servicio": "urgencia", "documento": "sin-documento"})
    standing = Standing(
        case=CounterCase(known=facts.known, day=TODAY, rules=0, content=0),
        facts=facts,
        verdict=shelf.law.rulebook.decide(facts, on=TODAY),
        current=True,
        content_changed=False,
    )

    shown = standing_reply(voice, standing, today=TODAY)

    [press] = [press for press in presses_of(shown) if press.kind == "flag"]
    assert (_asked(shelf, press).kind, _asked(shelf, press).case) == ("rule", "p" + encode(Case(facts.known)))


def _asked(shelf: Shelf, press: Press) -> Subject:
    read = flag.read_flag(Voice(shelf.catalogue, "es"), shelf.law, press.value, today=TODAY)
    assert read is not None
    return read[0]


async def test_talk_that_states_no_law_has_no_such_button(shelf: Shelf, voice: Voice):
    thanks = cards.card_reply(voice, shelf.catalogue.cards["agradecimiento-todos"], today=TODAY)

    assert [press for press in presses_of(thanks) if press.flags] == []


def test_every_button_fits_telegram_and_comes_back_as_the_answer_and_the_reason(shelf: Shelf, voice: Voice):
    catalogue = shelf.catalogue
    longest = catalogue.cards[CARD].model_copy(update={"id": "c" * 52})
    subjects = [
        *(card_subject(card) for card in catalogue.cards.values()),
        *(practice_subject(practice) for practice in catalogue.decalogo.practices),
        *(danger_subject(catalogue, one) for one in catalogue.dangers),
        *(directory_subject(catalogue, scope) for scope in ("nacional", *catalogue.territories)),
        _asked(shelf, flag_press(rule_subject(shelf.law.rulebook.rules[0], FULLEST))),
    ]
    reasons: tuple[Reason | None, ...] = (None, *DIGITS)

    read = [
        (s, r, flag.read_flag(voice, shelf.law, flag_press(s, r).value, today=TODAY)) for s in subjects for r in reasons
    ]

    assert [found for s, r, found in read if found != (s, r) and s.kind != "rule"] == []
    assert [
        press.data
        for s in (*subjects, card_subject(longest))
        for r in reasons
        if parse_press((press := flag_press(s, r)).data) != press or len(press.data.encode()) > LONGEST
    ] == []


@pytest.mark.parametrize(
    "value",
    ["", "c", "c0no-existe.0123", "c9urgencias-migrante.0123", "c0urgencias-migrante", "x0urgencias-migrante.0123",
     "c0urgencias-migrante.zzzz", "r0ps.0123", "r0pf0h0.0123", "p0no-existe.0123", "p01.0123", "d0no-existe.0123",
     "t0atlantis.0123"],
)  # fmt: skip
async def test_a_button_for_no_answer_is_said_to_be_old_and_files_nothing(shelf: Shelf, value: str):
    talk = Talk(shelf)

    reply = await talk.presses(Press("flag", value))

    assert reply.body == shelf.catalogue.texts["es"].texts["error.boton-viejo"]
    assert talk.flags.kept == []


# The way to the row


async def test_two_taps_file_a_flag_that_says_what_is_wrong_with_which_answer_in_which_week(shelf: Shelf, voice: Voice):
    talk = Talk(shelf)

    thanks = await talk.flags_it(of_card(shelf), "norma-cambio")

    [kept] = talk.flags.kept
    assert dataclasses.replace(kept, id="") == dataclasses.replace(
        kept,
        id="",
        subject=of_card(shelf),
        reason="norma-cambio",
        language="es",
        words=None,
        week=TODAY - timedelta(days=5),
        state="nueva",
    )
    assert thanks == flag.filed(voice)


@pytest.mark.parametrize("reason", DIGITS)
async def test_every_reason_is_offered_and_filed(shelf: Shelf, reason: Reason):
    talk = Talk(shelf)

    await talk.flags_it(of_card(shelf), reason)

    assert [kept.reason for kept in talk.flags.kept] == [reason]


async def test_a_wrong_answer_to_a_case_is_filed_with_its_rule_and_its_facts(shelf: Shelf):
    talk = Talk(shelf)
    shown = await talk.presses(Press("case", "ms0d1"))
    [press] = [press for press in presses_of(shown) if press.kind == "flag"]
    subject = _asked(shelf, press)

    await talk.flags_it(subject)

    [kept] = talk.flags.kept
    assert (kept.subject.kind, kept.subject.case) == ("rule", "ms0d1")
    assert kept.subject.id in {rule.id for rule in shelf.law.rulebook.rules}


async def test_the_way_back_leads_to_the_answer(shelf: Shelf, voice: Voice):
    catalogue = shelf.catalogue
    ways = {
        of_card(shelf): Press("card", CARD),
        practice_subject(catalogue.decalogo.practices[2]): Press("practice", "3"),
        danger_subject(catalogue, catalogue.dangers[0]): Press("menu"),
        directory_subject(catalogue, "nacional"): Press("contacts"),
        directory_subject(catalogue, "cali"): Press("contacts", "cali"),
        rule_subject(shelf.law.rulebook.rules[0], "ps0"): Press("case", "ps0"),
    }

    assert {s: presses_of(flag.ask_reason(voice, s))[-1] for s in ways} == ways


async def test_a_flag_against_an_older_wording_does_not_count_against_the_new_one(shelf: Shelf):
    talk, now = Talk(shelf), of_card(shelf)
    older = dataclasses.replace(now, version="0000ffff")

    await talk.flags_it(older)

    assert [kept.subject for kept in talk.flags.kept] == [dataclasses.replace(now, version="0000")]


async def test_a_second_tap_on_the_same_reason_is_the_same_flag(shelf: Shelf):
    talk = Talk(shelf)
    first = await talk.flags_it(of_card(shelf))

    again = await talk.presses(flag_press(of_card(shelf), "dato-errado"))

    assert again == first
    assert len(talk.flags.kept) == 1


async def test_in_another_language_the_flag_says_which(shelf: Shelf):
    talk = Talk(shelf)
    await talk.presses(Press("language", "ht"))

    thanks = await talk.flags_it(of_card(shelf))

    assert thanks == flag.filed(Voice(shelf.catalogue, "ht"))
    assert [kept.language for kept in talk.flags.kept] == ["ht"]


# Words


async def test_the_next_message_is_its_words_scrubbed_and_shown_as_they_were_kept(shelf: Shelf):
    dialogue = a_dialogue()
    talk = Talk(shelf, dialogue=dialogue)
    await talk.flags_it(of_card(shelf))

    shown = await talk.says("el teléfono no existe, me llamo Ana Pérez y mi correo es ana@example.org")

    [kept] = talk.flags.kept
    words = kept.words.decode()
    assert "el teléfono no existe" in words
    assert ("Pérez" in words, "ana@example.org" in words) == (False, False)
    assert f"«{words}»" in shown.body
    assert shown.protected
    assert dialogue.texts == []


async def test_words_can_be_taken_back_as_long_as_nothing_else_is_done(shelf: Shelf, voice: Voice):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf))
    await talk.says("el teléfono no existe")

    taken_back = await talk.presses(Press("flag-unsay"))
    again = await talk.presses(Press("flag-unsay"))

    assert taken_back.body == voice.say("marca.palabras-borradas")
    assert again.body == voice.say("error.boton-viejo")
    assert [kept.words for kept in talk.flags.kept] == [None]


async def test_after_the_words_the_next_message_is_a_question_again(shelf: Shelf):
    dialogue = a_dialogue({"cómo pongo una tutela": understood(ShowTopic(), topic="tutela")})
    talk = Talk(shelf, dialogue=dialogue)
    await talk.flags_it(of_card(shelf))
    await talk.says("no se entiende")

    answer = await talk.answer(text="cómo pongo una tutela")

    assert answer.card == "tutela-migrante"
    assert [kept.words for kept in talk.flags.kept] == [b"no se entiende"]


@pytest.mark.parametrize(
    "something_else",
    [{"press": Press("flag-done")}, {"press": Press("menu")}, {"press": Press("card", CARD)}, {"text": "/buscar tutela"},
     {"text": "6538 5539 6860 8171 6051"}],
    ids=str,
)  # fmt: skip
async def test_who_does_something_else_adds_no_words_and_is_no_longer_tied_to_the_flag(shelf: Shelf, something_else):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf))

    await talk.answer(**something_else)
    await talk.says("cómo pongo una tutela")

    [kept] = talk.flags.kept
    session = await talk.sessions.get(ANA)
    assert kept.words is None
    assert kept.id not in repr(session)


async def test_words_of_another_person_are_not_taken(shelf: Shelf):
    ana = Talk(shelf)
    await ana.flags_it(of_card(shelf))

    await ana.conversation.reply(Inbound(session=EVA, text="cómo pongo una tutela"))

    assert [kept.words for kept in ana.flags.kept] == [None]


async def test_words_that_are_too_long_are_refused_whole_and_shorter_ones_taken(shelf: Shelf, voice: Voice):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf))

    refused = await talk.says("a" * 501)
    await talk.says("b" * 500)

    assert refused.body == voice.say("marca.palabras-largas", maximo="500")
    assert [kept.words for kept in talk.flags.kept] == [b"b" * 500]


async def test_words_that_tell_of_danger_are_kept_and_answered_as_danger_first(shelf: Shelf):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf), "no-responde")

    answer = await talk.answer(text="no responde, me quiero matar")

    assert answer.danger == "suicidio"
    assert len(answer.replies) == 2
    assert answer.replies[0].body.startswith("**")
    assert [kept.words for kept in talk.flags.kept] == [b"no responde, me quiero matar"]


async def test_a_flag_in_the_middle_of_a_report_leaves_the_form_where_it_was(shelf: Shelf):
    dialogue = a_dialogue({"Cúcuta": asks("report_groups_done")})
    talk = Talk(shelf, dialogue=dialogue)
    await talk.sessions.put(ANA, Session(asking="report_place", boot="boot-1"))
    await talk.flags_it(of_card(shelf))
    await talk.says("no se entiende")

    await talk.says("Cúcuta")

    assert dialogue.texts == ["Cúcuta"]
    assert (await talk.sessions.get(ANA)).asking == "report_groups_done"


# Too much, and nowhere to put it


async def test_who_flags_too_often_is_thanked_and_asked_to_go_on_tomorrow(shelf: Shelf, voice: Voice):
    talk = Talk(shelf)
    wrong = list(shelf.catalogue.cards)[: MOST_A_DAY + 1]
    replies = [await talk.flags_it(of_card(shelf, card)) for card in wrong]

    assert [reply.body for reply in replies[-2:]] == [flag.filed(voice).body, voice.say("marca.muchas")]
    assert len(talk.flags.kept) == MOST_A_DAY

    talk.day += timedelta(days=1)
    await talk.flags_it(of_card(shelf, wrong[-1]))
    assert len(talk.flags.kept) == MOST_A_DAY + 1


async def test_what_one_person_flags_is_not_counted_for_another(shelf: Shelf):
    flags = ScriptedFlags()
    for card in list(shelf.catalogue.cards)[:MOST_A_DAY]:
        await Talk(shelf, flags=flags).flags_it(of_card(shelf, card))

    await Talk(shelf, flags=flags, who=EVA).flags_it(of_card(shelf))

    assert len(flags.kept) == MOST_A_DAY + 1


async def test_while_the_database_is_away_she_is_told_that_nothing_was_kept(shelf: Shelf, voice: Voice):
    talk = Talk(shelf, flags=ScriptedFlags(away=True))

    reply = await talk.flags_it(of_card(shelf))

    assert reply.body == voice.say("marca.no-guardada")
    assert await talk.sessions.get(ANA) == Session()
    talk.flags.away = False
    await talk.flags_it(of_card(shelf))
    assert len(talk.flags.kept) == 1


async def test_words_that_could_not_be_kept_can_be_sent_again(shelf: Shelf, voice: Voice):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf))
    talk.flags.away = True
    refused = await talk.says("no se entiende")
    talk.flags.away = False
    await talk.says("no se entiende")

    assert refused.body == voice.say("marca.no-guardada")
    assert [kept.words for kept in talk.flags.kept] == [b"no se entiende"]


async def test_neither_words_nor_flags_reach_the_logs(shelf: Shelf, loud_logs):
    talk = Talk(shelf)
    await talk.flags_it(of_card(shelf))
    await talk.says("MARKER no se entiende")

    assert [secret for secret in ("MARKER", talk.flags.kept[0].id, ANA) if secret in loud_logs.text] == []


def test_reasons_are_short_enough_for_a_phone_in_every_language(catalogue: Catalogue):
    labels = {
        (language, key): sentence
        for language, texts in catalogue.texts.items()
        for key, sentence in texts.texts.items()
        if key.startswith("marca.razon.") or key == "boton.esta-mal"
    }

    assert [key for key, label in labels.items() if len(label) > (14 if key[1] == "boton.esta-mal" else 45)] == []
