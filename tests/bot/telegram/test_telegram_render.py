import html

from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram_api.entities import utf16_len
from telegram_api.html_style import parse_html

from bot.presses import Press
from bot.replies import Button, Reply
from bot.telegram.render import to_telegram

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def texts(body: str) -> list[str]:
    return [part["text"] for part in to_telegram(Reply(body=body))]


def test_a_reply_is_one_message_with_its_buttons_and_without_a_preview():
    reply = Reply(
        body="**Hola** & <adiós>\n\n- uno\n2. dos",
        buttons=((Button(label="Menú", press=Press("menu")), Button(label="Ver", url="https://example.org")),),
    )

    assert to_telegram(reply) == [
        {
            "text": "<b>Hola</b> &amp; &lt;adiós&gt;\n\n• uno\n2. dos",
            "parse_mode": "HTML",
            "reply_markup": InlineKeyboardMarkup(
                [
                    [
                        InlineKeyboardButton("Menú", callback_data="menu"),
                        InlineKeyboardButton("Ver", url="https://example.org"),
                    ]
                ]
            ),
            "protect_content": False,
            "link_preview_options": NO_PREVIEW,
        }
    ]


def test_a_reply_without_buttons_has_no_keyboard():
    assert [part["reply_markup"] for part in to_telegram(Reply(body="a"))] == [None]


def test_every_part_of_a_protected_reply_is_protected_and_only_the_last_has_the_buttons():
    menu = ((Button(label="Menú", press=Press("menu")),),)

    parts = to_telegram(Reply(body="\n\n".join(["palabra " * 100] * 12), buttons=menu, protected=True))

    assert len(parts) > 1
    assert [part["protect_content"] for part in parts] == [True] * len(parts)
    assert [part["reply_markup"] is not None for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [part["link_preview_options"] for part in parts] == [NO_PREVIEW] * len(parts)


def test_a_long_body_is_parted_between_paragraphs():
    paragraphs = [f"{number} " + "x" * 1200 for number in range(7)]

    parts = texts("\n\n".join(paragraphs))

    assert parts == ["\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:6]), paragraphs[6]]


def test_one_line_longer_than_a_message_is_cut_and_loses_nothing():
    story = "😀" * 3000

    parts = texts(f"- **Relato**: {story}")

    assert sum(part.count("😀") for part in parts) == 3000
    assert max(map(utf16_len, parts)) <= 4096


def test_a_line_of_many_short_pieces_is_cut_as_well():
    story = "😀**😀**" * 1500

    parts = [parse_html(text).text for text in texts(story)]

    assert sum(part.count("😀") for part in parts) == 3000
    assert max(map(utf16_len, parts)) <= 4096


def test_a_link_with_a_text_longer_than_a_message_is_cut_as_well():
    parts = [parse_html(text).text for text in texts("[" + "😀" * 3000 + "](https://example.org/)")]

    assert sum(part.count("😀") for part in parts) == 3000
    assert max(map(utf16_len, parts)) <= 4096


def test_a_bare_address_is_shown_by_its_host_and_a_phone_number_stays_text():
    [text] = texts('[123](tel:123) https://www.minsalud.gov.co/a?b="1"&c https://example.org/a?b=1&c=2')

    assert text == (
        '123 <a href="https://www.minsalud.gov.co/a?b=">minsalud.gov.co</a>"1"&amp;c '
        '<a href="https://example.org/a?b=1&amp;c=2">example.org</a>'
    )


def test_what_looks_like_html_stays_text():
    typed = '<b onclick="x">&lt;</b><script>alert(1)</script>'

    [text] = texts(typed)

    assert html.unescape(text) == typed
    assert parse_html(text).entities == ()


@given(
    st.text(
        st.sampled_from("ab <>&\"'*[]()😀\n-1. ") | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        min_size=1,
        max_size=6000,
    )
)
def test_any_body_with_words_becomes_messages_that_telegram_takes(body: str):
    parts = [parse_html(text) for text in texts("A" + body)]

    assert [part.text for part in parts if not 0 < utf16_len(part.text) <= 4096] == []
