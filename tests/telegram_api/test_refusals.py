"""Each thing that Telegram refuses is refused here, in the same words."""

from __future__ import annotations

from typing import Any

import pytest

from . import ManualClock, TelegramServer, User
from .conftest import Ask

HTML_FAULTS = [
    ("<p>hola</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("ñ<br/>", 'Unsupported start tag "br/" at byte offset 2'),
    ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    ("<b>hola", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("hola</b>", "Unexpected end tag at byte offset 4"),
    ("hola <b", "Unclosed start tag at byte offset 5"),
    ("<b>hola</b", "Unclosed end tag at byte offset 7"),
    ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
    (
        "<a href>x</a>",
        'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    ),
    ("<a href=x_y>x</a>", "Unexpected end of name token at byte offset 8"),
    ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
]

MARKDOWN_FAULTS = [
    ("Hola.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("a-b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
    ("hola!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
    ("*hola", "Can't find end of Bold entity at byte offset 0"),
    ("`hola", "Can't find end of Code entity at byte offset 0"),
    ("[a](http://x.org", "Can't find end of a URL at byte offset 4"),
]

MARKUP_FAULTS: list[tuple[Any, str]] = [
    ([[{"text": "x", "callback_data": "ñ" * 33}]], "BUTTON_DATA_INVALID"),
    (
        [[{"text": "x", "callback_data": ""}]],
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        [[{"text": "x"}]],
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        [[{"text": "x", "callback_data": "a", "url": "https://x.org"}]],
        "can't parse inline keyboard button: exactly one action is allowed, found url and callback_data",
    ),
    ([[{"callback_data": "x"}]], "can't parse inline keyboard button: Can't find field \"text\""),
    ([[{"text": " ", "callback_data": "x"}]], "inline keyboard button text must be non-empty"),
    (
        [[{"text": "x", "url": "http://localhost:8000/"}]],
        "inline keyboard button URL 'http://localhost:8000/' is invalid: Wrong HTTP URL",
    ),
    (
        [[{"text": "x", "url": "tel:123"}]],
        "inline keyboard button URL 'tel:123' is invalid: Wrong HTTP URL",
    ),
    (
        [[{"text": "x", "url": "ftp://example.org"}]],
        "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
    ),
    (
        [[{"text": "x", "web_app": {"url": "http://x.org"}}]],
        "inline keyboard button Web App URL 'http://x.org' is invalid: Only HTTPS links are allowed",
    ),
    ([[{"text": "x", "callback_data": "x"}] * 8] * 13, "reply markup is too long"),
    ("x", 'field "inline_keyboard" must be of type Array'),
]

COMMAND_FAULTS: list[tuple[dict[str, str], str]] = [
    ({"command": "Ayuda", "description": "x"}, "BOT_COMMAND_INVALID"),
    ({"command": "añadir", "description": "x"}, "BOT_COMMAND_INVALID"),
    ({"command": "", "description": "x"}, "command must be non-empty"),
    ({"command": "a" * 33, "description": "x"}, "command length must not exceed 32"),
    ({"command": "a", "description": " "}, "command description must be non-empty"),
    ({"command": "a", "description": "x" * 257}, "command description length must not exceed 256"),
]


@pytest.mark.parametrize(("html", "words"), HTML_FAULTS)
async def test_wrong_html_is_refused(ana: User, ask: Ask, html: str, words: str) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text=html, parse_mode="HTML")

    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {words}",
    }


@pytest.mark.parametrize(("markdown", "words"), MARKDOWN_FAULTS)
async def test_wrong_markdown_is_refused(ana: User, ask: Ask, markdown: str, words: str) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text=markdown, parse_mode="MarkdownV2")

    assert answer["description"] == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(("keyboard", "words"), MARKUP_FAULTS)
async def test_a_wrong_keyboard_is_refused(ana: User, ask: Ask, keyboard: Any, words: str) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": keyboard})

    assert answer["description"] == f"Bad Request: {words}"
    assert len(ana.screen) == 1


async def test_callback_data_of_exactly_64_bytes_and_a_hundred_buttons_are_taken(ana: User, ask: Ask) -> None:
    button = {"text": "x", "callback_data": "ñ" * 32}

    long = await ask("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    short = {"text": "x", "callback_data": "x"}
    many = await ask("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": [[short] * 4] * 25})

    assert long["ok"] and many["ok"]


@pytest.mark.parametrize(
    ("keyboard", "words"),
    [
        ([], "reply keyboard must be non-empty: it has no button"),
        ([[""]], "keyboard button text must be non-empty"),
        ([["x"] * 10] * 31, "reply markup is too long"),
    ],
)
async def test_a_wrong_reply_keyboard_is_refused(ana: User, ask: Ask, keyboard: Any, words: str) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text="x", reply_markup={"keyboard": keyboard})

    assert answer["description"] == f"Bad Request: {words}"


@pytest.mark.parametrize("text", ["", None])
async def test_an_empty_text_is_refused(ana: User, ask: Ask, text: str | None) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text=text)

    assert answer["description"] == "Bad Request: message text is empty"


async def test_a_text_of_nothing_but_spaces_or_empty_tags_is_refused(ana: User, ask: Ask) -> None:
    spaces = await ask("sendMessage", chat_id=ana.id, text=" \n ")
    tags = await ask("sendMessage", chat_id=ana.id, text="<b></b>", parse_mode="HTML")

    assert [spaces["description"], tags["description"]] == ["Bad Request: text must be non-empty"] * 2


async def test_length_is_counted_in_utf16_after_parsing(ana: User, ask: Ask) -> None:
    fits = await ask("sendMessage", chat_id=ana.id, text=f"<b>{'🙂' * 2048}</b>", parse_mode="HTML")
    longer = await ask("sendMessage", chat_id=ana.id, text="🙂" * 2048 + "x")

    assert fits["ok"]
    assert longer["description"] == "Bad Request: message is too long"


async def test_a_caption_over_1024_is_refused(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    photo = (await ana.sends_photo()).raw["photo"][-1]["file_id"]

    fits = await ask("sendPhoto", chat_id=ana.id, photo=photo, caption="x" * 1024)
    longer = await ask("sendPhoto", chat_id=ana.id, photo=photo, caption="x" * 1025)

    assert fits["ok"]
    assert longer["description"] == "Bad Request: message caption is too long"


async def test_editing_to_the_same_text_and_buttons_is_refused(ana: User, ask: Ask) -> None:
    markup = {"inline_keyboard": [[{"text": "Sí", "callback_data": "si"}]]}
    sent = await ask("sendMessage", chat_id=ana.id, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    place = {"chat_id": ana.id, "message_id": sent["result"]["message_id"]}

    same = await ask("editMessageText", **place, text="<strong>x</strong>", parse_mode="HTML", reply_markup=markup)
    same_markup = await ask("editMessageReplyMarkup", **place, reply_markup=markup)
    bare = await ask("editMessageText", **place, text="<b>x</b>", parse_mode="HTML")

    assert same["description"] == same_markup["description"]
    assert same["description"].startswith("Bad Request: message is not modified: specified new message content")
    assert bare["ok"]
    assert ana.screen[-1].buttons == ()


async def test_what_is_not_there_can_be_neither_edited_nor_deleted_nor_answered(ana: User, ask: Ask) -> None:
    calls = [
        await ask("editMessageText", chat_id=ana.id, message_id=99, text="x"),
        await ask("editMessageReplyMarkup", chat_id=ana.id, message_id=99),
        await ask("deleteMessage", chat_id=ana.id, message_id=99),
        await ask("sendMessage", chat_id=ana.id, text="x", reply_parameters={"message_id": 99}),
        await ask("copyMessage", chat_id=ana.id, from_chat_id=ana.id, message_id=99),
        await ask("forwardMessage", chat_id=ana.id, from_chat_id=ana.id, message_id=99),
    ]

    assert [answer["description"] for answer in calls] == [
        "Bad Request: message to edit not found",
        "Bad Request: message to edit not found",
        "Bad Request: message to delete not found",
        "Bad Request: message to be replied not found",
        "Bad Request: message to copy not found",
        "Bad Request: message to forward not found",
    ]


async def test_a_reply_may_be_sent_without_its_message_when_told_so(ana: User, ask: Ask) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}

    answer = await ask("sendMessage", chat_id=ana.id, text="x", reply_parameters=reply)

    assert "reply_to_message" not in answer["result"]


async def test_only_own_messages_without_reply_keyboard_can_be_edited(ana: User, ask: Ask) -> None:
    keyboard = {"keyboard": [["Menú"]]}
    sent = await ask("sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard)

    hers = await ask("editMessageText", chat_id=ana.id, message_id=1, text="y")
    board = await ask("editMessageText", chat_id=ana.id, message_id=sent["result"]["message_id"], text="y")

    assert hers["description"] == board["description"] == "Bad Request: message can't be edited"


async def test_a_photo_has_no_text_to_edit_but_a_caption(ana: User, ask: Ask) -> None:
    photo = (await ana.sends_photo()).raw["photo"][-1]["file_id"]
    sent = await ask("sendPhoto", chat_id=ana.id, photo=photo, caption="a")
    place = {"chat_id": ana.id, "message_id": sent["result"]["message_id"]}

    text = await ask("editMessageText", **place, text="y")
    caption = await ask("editMessageCaption", **place, caption="b")

    assert text["description"] == "Bad Request: there is no text in the message to edit"
    assert caption["result"]["caption"] == "b"


async def test_an_old_message_can_no_longer_be_deleted(ana: User, ask: Ask, clock: ManualClock) -> None:
    clock.advance(48 * 3600 + 1)

    answer = await ask("deleteMessage", chat_id=ana.id, message_id=1)

    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(
    ana: User, telegram: TelegramServer, ask: Ask
) -> None:
    plain, led = telegram.group(), telegram.group(bot_is_admin=True)
    first = await ana.sends("x", in_chat=plain)
    second = await ana.sends("x", in_chat=led)

    refused = await ask("deleteMessage", chat_id=plain.id, message_id=first.message_id)
    done = await ask("deleteMessage", chat_id=led.id, message_id=second.message_id)

    assert refused["description"] == "Bad Request: message can't be deleted"
    assert done["ok"] and led.screen == []


async def test_deleting_many_passes_over_what_is_not_there(ana: User, ask: Ask) -> None:
    answer = await ask("deleteMessages", chat_id=ana.id, message_ids=[1, 98, 99])
    too_many = await ask("deleteMessages", chat_id=ana.id, message_ids=list(range(1, 102)))

    assert answer["result"] is True and ana.screen == []
    assert too_many["description"] == "Bad Request: too many message identifiers specified"


async def test_a_bot_cannot_write_to_strangers_nor_to_nobody(telegram: TelegramServer, ask: Ask) -> None:
    stranger = telegram.user()

    answers = [await ask("sendMessage", chat_id=chat, text="x") for chat in (stranger.id, 1, -5, "@nadie")]
    none = await ask("sendMessage", text="x")

    assert {answer["description"] for answer in answers} == {"Bad Request: chat not found"}
    assert none["description"] == "Bad Request: chat_id is empty"


async def test_a_bot_cannot_write_where_it_was_shut_out(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    eva, group, left = telegram.user(), telegram.group(), telegram.group()
    await eva.starts()
    await ana.blocks_bot()
    await eva.deletes_account()
    await ana.removes_bot_from(group)
    await ask("leaveChat", chat_id=left.id)

    answers = [await ask("sendMessage", chat_id=place.id, text="x") for place in (ana, eva, group, left)]
    await ana.unblocks_bot()
    again = await ask("sendMessage", chat_id=ana.id, text="x")

    assert [(a["error_code"], a["description"]) for a in answers] == [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: bot is not a member of the supergroup chat"),
    ]
    assert again["ok"]


async def test_a_query_is_answered_once_in_time_and_by_its_own_id(ana: User, ask: Ask, clock: ManualClock) -> None:
    press, late = await ana.presses_old("x"), await ana.presses_old("y")

    first = await ask("answerCallbackQuery", callback_query_id=press.query.id)
    second = await ask("answerCallbackQuery", callback_query_id=press.query.id)
    unknown = await ask("answerCallbackQuery", callback_query_id="1")
    clock.advance(16)
    old = await ask("answerCallbackQuery", callback_query_id=late.query.id)

    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert first["ok"]
    assert [answer["description"] for answer in (second, unknown, old)] == [words] * 3


async def test_an_alert_over_200_characters_is_refused(ana: User, ask: Ask) -> None:
    press = await ana.presses_old("x")

    answer = await ask("answerCallbackQuery", callback_query_id=press.query.id, text="x" * 201)

    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"


async def test_inline_results_need_distinct_ids_and_whole_texts(ana: User, ask: Ask) -> None:
    asked = await ana.inline_query("x")

    def article(name: str, text: str = "x") -> dict[str, Any]:
        content = {"message_text": text, "parse_mode": "HTML"}
        return {"type": "article", "id": name, "title": "x", "input_message_content": content}

    cases = [
        [article("1")] * 2,
        [article("x" * 65)],
        [article("1", "<p>")],
        [article("1", "x" * 4097)],
        [article(str(n)) for n in range(51)],
    ]
    answers = [await ask("answerInlineQuery", inline_query_id=asked.query.id, results=case) for case in cases]
    good = await ask("answerInlineQuery", inline_query_id=asked.query.id, results=[article("1")])

    assert [answer["description"] for answer in answers] == [
        "Bad Request: RESULT_ID_DUPLICATE",
        "Bad Request: RESULT_ID_INVALID",
        'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0',
        "Bad Request: message is too long",
        "Bad Request: RESULTS_TOO_MUCH",
    ]
    assert good["ok"]


async def test_the_button_above_inline_results_needs_a_text_and_one_thing_to_do(ana: User, ask: Ask) -> None:
    asked = await ana.inline_query("x")
    cases = [
        {"text": "", "start_parameter": "x"},
        {"text": "x"},
        {"text": "x", "start_parameter": "ñ"},
        {"text": "x", "start_parameter": "x" * 65},
    ]

    answers = [
        await ask("answerInlineQuery", inline_query_id=asked.query.id, results=[], button=button) for button in cases
    ]
    good = await ask(
        "answerInlineQuery", inline_query_id=asked.query.id, results=[], button={"text": "x", "start_parameter": "x"}
    )

    assert [answer["description"] for answer in answers] == [
        "Bad Request: can't parse inline query results button: Can't find field \"text\"",
        "Bad Request: can't parse inline query results button: exactly one action is allowed",
        "Bad Request: START_PARAM_INVALID",
        "Bad Request: START_PARAM_INVALID",
    ]
    assert good["ok"]


async def test_inline_answers_say_how_long_they_last_and_where_they_go_on_within_limits(ana: User, ask: Ask) -> None:
    asked = await ana.inline_query("x")

    forever = await ask("answerInlineQuery", inline_query_id=asked.query.id, results=[], cache_time=-1)
    endless = await ask("answerInlineQuery", inline_query_id=asked.query.id, results=[], next_offset="x" * 65)

    assert forever["description"] == "Bad Request: CACHE_TIME_INVALID"
    assert endless["description"] == "Bad Request: NEXT_OFFSET_INVALID"


@pytest.mark.parametrize(("command", "words"), COMMAND_FAULTS)
async def test_a_wrong_command_is_refused(ask: Ask, command: dict[str, str], words: str) -> None:
    answer = await ask("setMyCommands", commands=[command])

    assert answer["description"] == f"Bad Request: {words}"


async def test_more_than_a_hundred_commands_and_a_wrong_language_are_refused(ask: Ask) -> None:
    many = await ask("setMyCommands", commands=[{"command": f"c{n}", "description": "x"} for n in range(101)])
    language = await ask("setMyCommands", commands=[], language_code="es-CO")

    assert many["description"] == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    assert language["description"] == "Bad Request: invalid language code specified"


@pytest.mark.parametrize(
    ("method", "parameter", "limit"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_a_text_about_the_bot_has_a_limit(ask: Ask, method: str, parameter: str, limit: int) -> None:
    fits = await ask(method, **{parameter: "x" * limit})
    longer = await ask(method, **{parameter: "x" * (limit + 1)})

    assert fits["ok"]
    assert longer["error_code"] == 400


async def test_parameters_for_things_the_bot_has_not_are_refused(ana: User, ask: Ask) -> None:
    extras: list[dict[str, Any]] = [
        {"allow_paid_broadcast": True},
        {"business_connection_id": "x"},
        {"message_thread_id": 7},
        {"message_effect_id": "x"},
        {"link_preview_options": {"url": "nada"}},
        {"parse_mode": "RTF"},
    ]

    answers = [await ask("sendMessage", chat_id=ana.id, text="x", **extra) for extra in extras]

    assert [answer["description"] for answer in answers] == [
        "Bad Request: FLOODSKIP_NOT_ALLOWED",
        "Bad Request: business connection not found",
        "Bad Request: message thread not found",
        "Bad Request: EFFECT_ID_INVALID",
        "Bad Request: WEBPAGE_URL_INVALID",
        "Bad Request: unsupported parse_mode",
    ]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (
            {"type": "bold", "offset": 9, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        (
            {"type": "bold", "offset": 0, "length": 9},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        ({"type": "nada", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": "nada"},
            "entity URL 'nada' is invalid: Wrong HTTP URL",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
    ],
)
async def test_a_wrong_entity_is_refused(ana: User, ask: Ask, entity: dict[str, Any], words: str) -> None:
    answer = await ask("sendMessage", chat_id=ana.id, text="hola", entities=[entity])

    assert answer["description"] == f"Bad Request: {words}"


async def test_a_place_off_the_earth_and_an_unknown_action_are_refused(ana: User, ask: Ask) -> None:
    place = await ask("sendLocation", chat_id=ana.id, latitude=91, longitude=0)
    action = await ask("sendChatAction", chat_id=ana.id, action="thinking")
    typing = await ask("sendChatAction", chat_id=ana.id, action="typing")

    assert not place["ok"]
    assert action["description"] == "Bad Request: wrong parameter action in request"
    assert typing["ok"] and ana.chat.actions == ["typing"]


async def test_protected_messages_can_be_neither_copied_nor_forwarded(ana: User, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=ana.id, text="x", protect_content=True)
    which = {"chat_id": ana.id, "from_chat_id": ana.id, "message_id": sent["result"]["message_id"]}

    copied, forwarded = await ask("copyMessage", **which), await ask("forwardMessage", **which)

    assert copied["description"] == "Bad Request: the message can't be copied"
    assert forwarded["description"] == "Bad Request: the message can't be forwarded"


async def test_every_refusal_is_recorded_with_its_call(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    await ask("sendMessage", chat_id=ana.id, text="bien")
    await ask("sendMessage", chat_id=ana.id, text="<p>", parse_mode="HTML")

    [call] = telegram.refusals

    assert (call.method, call.status, call.parameters["text"]) == ("sendMessage", 400, "<p>")
    assert [call.status for call in telegram.calls] == [200, 400]
