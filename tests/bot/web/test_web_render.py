from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presses import Press
from bot.replies import Attachment, Button, Reply
from bot.web.render import to_html, to_json

ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "a"}


class Reader(HTMLParser):
    """Reads HTML as a browser does; keeps elements, links and text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.open: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_body_is_made_of_paragraphs_lists_and_links():
    body = "**Hola**\nsiga\n\n- uno\n- dos\n\n1. tres\nLlame al [123](tel:123)"

    assert str(to_html(body)) == (
        "<p><strong>Hola</strong><br>siga</p><ul><li>uno</li><li>dos</li></ul><ol><li>tres</li></ol>"
        '<p>Llame al <a href="tel:123">123</a></p>'
    )


def test_a_bare_address_is_shown_by_its_host_and_opens_apart():
    assert str(to_html("https://www.minsalud.gov.co/a?b=1&c=2")) == (
        '<p><a href="https://www.minsalud.gov.co/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">'
        "minsalud.gov.co</a></p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "- <img src=x onerror=alert(1)>",
        "**<b>**",
        '[x" onmouseover="y](https://example.org)',
        "[<i>](https://example.org)",
        "&lt;script&gt;",
        "'\"`",
    ],
)
def test_what_is_typed_or_authored_is_escaped(hostile: str):
    read = Reader(str(to_html(hostile)))

    assert read.elements <= ALLOWED
    assert read.attributes <= {"href", "target", "rel"}
    assert read.open == []


@pytest.mark.parametrize(
    "body",
    [
        "[x](javascript:alert(1))",
        "javascript:alert(1)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](vbscript:1)",
        "[x](//evil.example)",
        "[x](/chat/leave)",
    ],
)
def test_only_web_and_telephone_addresses_become_links(body: str):
    assert Reader(str(to_html(body))).links == []


def test_a_quotation_mark_cannot_end_an_address():
    read = Reader(str(to_html('[x](https://a.b/"onclick="y) [x](tel:1\'2)')))

    assert read.attributes <= {"href", "target", "rel"}
    assert read.links == ['https://a.b/"onclick="y', "tel:1'2"]


@given(st.text(st.sampled_from("ab<>&\"'*[]()\n-1. :/htpsjavcrl") | st.characters(codec="utf-8"), max_size=200))
def test_no_body_makes_any_other_element_or_address(body: str):
    read = Reader(str(to_html(body)))

    assert read.elements <= ALLOWED
    assert [link for link in read.links if not link.startswith(("http://", "https://", "tel:"))] == []
    assert read.open == []


def test_a_reply_is_data_for_the_page_and_for_programs():
    reply = Reply(
        body="**Sí** & no",
        buttons=(
            (Button(label="<Menú>", press=Press("menu")),),
            (Button(label="Ver", url="https://example.org"),),
        ),
        protected=True,
        attachments=(
            Attachment(
                kind="image", name="a-1.png", mime="image/png", alt="Una <ficha>", path="/picture/a/1.png", data=b"abc"
            ),
        ),
    )

    assert to_json(reply) == {
        "html": "<p><strong>Sí</strong> &amp; no</p>",
        "text": "Sí & no",
        "buttons": [[{"label": "<Menú>", "press": "menu"}], [{"label": "Ver", "url": "https://example.org"}]],
        "protected": True,
        "attachments": [
            {"kind": "image", "name": "a-1.png", "alt": "Una <ficha>", "url": "/picture/a/1.png", "bytes": 3}
        ],
    }
