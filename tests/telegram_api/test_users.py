"""What people do and see; how texts look after Telegram has read them."""

from __future__ import annotations

import pytest

from . import TelegramServer, User
from .conftest import Ask
from .html_style import parse_html
from .markdown_style import parse_markdown_v2

SI_NO = {
    "inline_keyboard": [
        [{"text": "Sí", "callback_data": "si"}, {"text": "No", "callback_data": "no"}],
        [{"text": "Leer", "url": "https://example.org"}],
    ]
}


async def test_a_missing_button_names_those_that_are_there(ana: User, ask: Ask) -> None:
    await ask("sendMessage", chat_id=ana.id, text="x", reply_markup=SI_NO)

    with pytest.raises(AssertionError, match=r"no button 'Quizás' .*\['Sí', 'No', 'Leer'\]"):
        await ana.presses("Quizás")
    with pytest.raises(AssertionError, match="is no callback button"):
        await ana.presses("Leer")


async def test_a_button_is_pressed_by_text_or_data_on_the_newest_message(ana: User, ask: Ask) -> None:
    for _ in range(2):
        await ask("sendMessage", chat_id=ana.id, text="x", reply_markup=SI_NO)

    await ana.presses("No")
    await ana.presses("si")
    presses = [update["callback_query"] for update in (await ask("getUpdates"))["result"]]

    assert [press["data"] for press in presses] == ["no", "si"]
    assert {press["message"]["message_id"] for press in presses} == {ana.screen[-1].message_id}
    assert len({press["chat_instance"] for press in presses}) == 1


async def test_the_reply_keyboard_is_there_until_it_is_removed(ana: User, ask: Ask) -> None:
    place = [{"text": "Mi lugar", "request_location": True}]
    await ask("sendMessage", chat_id=ana.id, text="x", reply_markup={"keyboard": [["Menú"], place]})
    await ask("sendMessage", chat_id=ana.id, text="y")

    press = await ana.presses("Menú")
    with pytest.raises(AssertionError, match=r"shares_location\(\)"):
        await ana.presses("Mi lugar")
    await ask("sendMessage", chat_id=ana.id, text="z", reply_markup={"remove_keyboard": True})

    assert press.sent == ana.screen[-2]
    assert ana.screen[-2].text == "Menú"
    with pytest.raises(AssertionError, match="no button 'Menú'"):
        await ana.presses("Menú")


async def test_receives_gives_exactly_what_was_asked_for_and_says_what_is_missing(ana: User, ask: Ask) -> None:
    for text in "abc":
        await ask("sendMessage", chat_id=ana.id, text=text)

    first = await ana.receives(2)
    rest = await ana.settled()

    assert [seen.text for seen in first + rest] == ["a", "b", "c"]
    with pytest.raises(AssertionError, match=r"0 of 1 messages came within"):
        await ana.receives(timeout_s=0.05)


async def test_what_was_received_stays_as_it_was_while_the_screen_moves_on(ana: User, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=ana.id, text="a", disable_notification=True)
    place = {"chat_id": ana.id, "message_id": sent["result"]["message_id"]}
    await ask("editMessageText", **place, text="b")

    [seen] = await ana.receives()
    now = ana.screen[-1]
    await ask("deleteMessage", **place)

    assert (seen.text, seen.edited, seen.silent) == ("a", False, True)
    assert (now.text, now.edited) == ("b", True)
    assert [seen.text for seen in ana.screen] == ["/start"]


async def test_a_long_text_goes_out_in_pieces_as_from_an_app(ana: User, ask: Ask) -> None:
    await ana.sends("🙂" * 3000)

    assert [len(seen.text) for seen in ana.screen[1:]] == [2048, 952]


async def test_quiet_says_what_still_moves(ana: User, telegram: TelegramServer) -> None:
    await ana.sends("nadie escucha")

    with pytest.raises(AssertionError, match=r"updates not confirmed \[870000002\]"):
        await telegram.quiet(settle_s=0.02, timeout_s=0.1)


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        ("<strong>a</strong> &amp; &#241; &lt;", "a & ñ <", "<b>a</b> &amp; ñ &lt;"),
        (
            '<b>a<i>b</i></b><a href="https://x.org/?a=1&amp;b=2">c</a>',
            "abc",
            '<b>a<i>b</i></b><a href="https://x.org/?a=1&amp;b=2">c</a>',
        ),
        (
            '<pre><code class="language-python">x</code></pre><code>y</code>',
            "xy",
            '<pre><code class="language-python">x</code></pre><code>y</code>',
        ),
        ("<blockquote expandable>a</blockquote>", "a", "<blockquote expandable>a</blockquote>"),
        ('<span class="tg-spoiler">a</span><del>b</>', "ab", "<tg-spoiler>a</tg-spoiler><s>b</s>"),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍",
         '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'),
        ('<a href="tg://user?id=42">a</a>', "a", '<a href="tg://user?id=42">a</a>'),
        ("\n <b> a</b> \n", "a", "<b>a</b>"),
        ("🙂<u>a</u>", "🙂a", "🙂<u>a</u>"),
        ("<b></b>a", "a", "a"),
    ],
)  # fmt: skip
async def test_html_is_shown_as_a_person_reads_it(ana: User, ask: Ask, source: str, text: str, html: str) -> None:
    await ask("sendMessage", chat_id=ana.id, text=source, parse_mode="HTML")

    [seen] = await ana.receives()

    assert (seen.text, seen.html) == (text, html)


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        ("*a _b_* ~c~ \\.", "a b c .", "<b>a <i>b</i></b> <s>c</s> ."),
        ("__a__ ||b|| [c](https://x.org)", "a b c",
         '<u>a</u> <tg-spoiler>b</tg-spoiler> <a href="https://x.org">c</a>'),
        ("```python\nx = 1\n``` `y.`", "x = 1\n y.",
         '<pre><code class="language-python">x = 1\n</code></pre> <code>y.</code>'),
        (">a\n>b\nc", "a\nb\nc", "<blockquote>a\nb\n</blockquote>c"),
    ],
)  # fmt: skip
async def test_markdown_is_shown_as_a_person_reads_it(ana: User, ask: Ask, source: str, text: str, html: str) -> None:
    await ask("sendMessage", chat_id=ana.id, text=source, parse_mode="MarkdownV2")

    [seen] = await ana.receives()

    assert (seen.text, seen.html) == (text, html)


async def test_what_no_author_can_have_meant_is_noted(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    await ask("sendMessage", chat_id=ana.id, text='a&nbsp;<a href="http://localhost">b</a>', parse_mode="HTML")

    [seen] = await ana.receives()

    assert seen.text == "a&nbsp;b"
    assert telegram.oddities == [
        "Telegram has no HTML entity &nbsp;: it is shown as it is written",
        "Telegram drops a link with a wrong address; the text stays",
    ]


def test_entities_are_counted_in_utf16() -> None:
    html = parse_html("🙂<b>a🙂</b>").entities
    markdown = parse_markdown_v2("🙂*a🙂*").entities

    assert html == markdown == ({"type": "bold", "offset": 2, "length": 3},)


async def test_copies_and_forwards_arrive(ana: User, telegram: TelegramServer, ask: Ask) -> None:
    eva = telegram.user(first_name="Eva")
    await eva.starts()
    original = await ana.sends_photo("mire")
    which = {"chat_id": eva.id, "from_chat_id": ana.id, "message_id": original.message_id}

    copied = await ask("copyMessage", **which, caption="vea", reply_markup=SI_NO)
    forwarded = await ask("forwardMessage", **which)
    [copy, forward] = await eva.receives(2)

    assert copied["result"] == {"message_id": copy.message_id}
    assert (copy.text, copy.labels) == ("vea", [["Sí", "No"], ["Leer"]])
    assert (forward.text, forward.photo) == ("mire", original.photo)
    assert forwarded["result"]["forward_origin"]["sender_user"]["first_name"] == "Ana"


async def test_who_blocked_the_bot_cannot_write_but_start_again(ana: User, ask: Ask) -> None:
    await ana.blocks_bot()

    with pytest.raises(AssertionError, match="unblocks_bot"):
        await ana.sends("hola")
    await ana.starts()

    kinds = [min(update) for update in (await ask("getUpdates"))["result"]]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]
    assert (await ask("sendMessage", chat_id=ana.id, text="hola"))["ok"]


async def test_a_bot_may_not_begin_with_somebody_it_only_met_in_a_group(telegram: TelegramServer, ask: Ask) -> None:
    eva, group = telegram.user(), telegram.group()
    await eva.sends("/ayuda", in_chat=group)

    answer = await ask("sendMessage", chat_id=eva.id, text="x")

    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
