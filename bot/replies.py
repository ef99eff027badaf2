"""What the conversation answers with: data that every face can render."""

import base64
from dataclasses import dataclass, field
from typing import Literal

from bot.presses import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press.

    Attributes:
        label: At most 60 characters; a phone shows about 30 in a row of one.
        press: What it does, or None when it opens ``url``.
        url: Address to open, or None.
    """

    label: str
    press: Press | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or a file that comes with a message.

    Attributes:
        kind: A picture to be seen at once, or a document to be kept.
        name: File name.
        mime: Its type.
        alt: What it shows, in words, for those who cannot see it; at most 200 characters.
        path: Where the web face makes the same again; begins with ``/``. Nothing is stored for it. Empty when it cannot be made
            again: it holds a name that nobody keeps, and no address may hold it either.
        data: Its bytes.
    """

    kind: Literal["image", "document"]
    name: str
    mime: str
    alt: str
    path: str
    data: bytes = field(repr=False)

    @property
    def href(self) -> str:
        """What a page links to: its path, or itself when it has none."""
        return self.path or f"data:{self.mime};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message to a person.

    Attributes:
        body: Text in a small Markdown subset: ``**bold**``, lines that begin with ``- `` or ``1. ``,
            empty lines between paragraphs. 1 to 4096 characters without the marks.
        buttons: Rows of buttons, top to bottom.
        protected: Must not be forwarded or saved by the channel, where it can prevent that: it holds
            a receipt or somebody's words.
        attachments: Pictures and files, shown before the body.
    """

    body: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    protected: bool = False
    attachments: tuple[Attachment, ...] = ()


def in_rows(buttons: list[Button], *, width: int = 1) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of a width; short labels only share a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
