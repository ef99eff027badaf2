"""What a button carries: a short text that comes back when it is pressed.

It comes back from the person's device, so it is read like any input: a modified client can send
what it likes. What it names must exist; what it may do is listed here. A press of the kind ``do``
reaches the dialogue; all others are served without Rasa.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from redes.dialogue import DETAIL

Reading = Literal[
    "start",
    "role",
    "menu",
    "section",
    "topic",
    "card",
    "basis",
    "decalogo",
    "practice",
    "practice-basis",
    "languages",
    "language",
    "rights",
    "category",
    "territory",
    "privacy",
    "help",
    "none-fits",
    "simple",
    "near",
    "contacts",
    "case",
    "case-ask",
    "case-facts",
    "case-why",
    "case-card",
    "share",
    "share-practice",
    "share-city",
    "picture",
    "picture-practice",
    "city-file",
    "verify",
    "details",
    "formal",
    "erase",
]
"""Kinds of presses that only read."""

Doing = Literal[
    "report",
    "report-at",
    "praise",
    "status",
    "cancel",
    "back",
    "set",
]
"""Kinds of presses that move the dialogue."""

Flagging = Literal[
    "flag",
    "flag-done",
    "flag-unsay",
]
"""Kinds of presses that tell the reviewers that an answer is wrong (:mod:`bot.flagging`)."""

Learning = Literal[
    "training",
    "lesson",
    "decide",
    "test",
    "answer",
    "answers",
    "ips",
    "ips-leave",
    "certificate",
    "forget",
]
"""Kinds of presses of the training, whose progress is kept (:mod:`bot.training`)."""

Rooming = Literal[
    "kit",
    "room",
    "room-open",
    "room-in",
    "room-post",
    "room-see",
    "room-vote",
    "room-next",
    "room-close",
]
"""Kinds of presses of a quiz in a room (:mod:`bot.rooms`)."""

Receiving = Literal[
    "mine",
    "mine-add",
    "mine-answer",
    "mine-same",
    "mine-solved",
    "mine-withdraw",
    "mine-withdrawn",
    "mine-close",
    "mine-copied",
]
"""Kinds of presses of who holds a receipt (:mod:`bot.receipts`)."""

Reminding = Literal[
    "reminders",
    "remind",
    "remind-yes",
    "remind-stop",
]
"""Kinds of presses of the reminders (:mod:`bot.reminders`)."""

Coordinating = Literal["panel"]
"""The press that asks for the way into the panel; only Telegram knows who has an account (:mod:`bot.coordinators`)."""

Proposing = Literal[
    "propose",
    "propose-in",
    "propose-at",
    "propose-again",
    "propose-yes",
    "propose-no",
]
"""Kinds of presses of who proposes a practice or a change (:mod:`bot.proposing`)."""

Erasing = Literal["erase-now"]
"""The press that has the traces of a conversation deleted."""

LONGEST = 64
"""Bytes of Telegram's callback data."""

_READING = frozenset(get_args(Reading))
_DOING = frozenset(get_args(Doing))
_FLAGGING = frozenset(get_args(Flagging))
_LEARNING = frozenset(get_args(Learning))
_ROOMING = frozenset(get_args(Rooming))
_RECEIVING = frozenset(get_args(Receiving))
_PROPOSING = frozenset(get_args(Proposing))
_REMINDING = frozenset(get_args(Reminding))
_KINDS = (
    _READING
    | _DOING
    | _FLAGGING
    | _LEARNING
    | _RECEIVING
    | _REMINDING
    | _ROOMING
    | _PROPOSING
    | frozenset(get_args(Coordinating))
    | frozenset(get_args(Erasing))
)

_CODED = (
    "report_barrier",
    "report_place",
    "report_groups_done",
    "report_story",
    "report_consent",
    "report_practice",
    "report_service",
    "report_ips",
    "report_when",
    "report_urgent",
    DETAIL,
)
"""Slots by the number that stands for them in a button. A number keeps its meaning: old buttons stand in chats for years."""
_VALUE = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button.

    Attributes:
        kind: What it does.
        value: What with; empty when nothing.
        slot: For ``set``: the slot of the report that the value fills.
    """

    kind: Reading | Doing | Flagging | Learning | Rooming | Receiving | Reminding | Proposing | Coordinating | Erasing
    value: str = ""
    slot: str = ""

    @property
    def moves_dialogue(self) -> bool:
        """Whether Rasa must see it."""
        return self.kind in _DOING

    @property
    def flags(self) -> bool:
        """Whether it says that an answer is wrong."""
        return self.kind in _FLAGGING

    @property
    def learns(self) -> bool:
        """Whether it belongs to the training."""
        return self.kind in _LEARNING

    @property
    def in_room(self) -> bool:
        """Whether it belongs to a quiz in a room."""
        return self.kind in _ROOMING

    @property
    def holds_receipt(self) -> bool:
        """Whether it is about the report whose receipt was shown."""
        return self.kind in _RECEIVING

    @property
    def reminds(self) -> bool:
        """Whether it is about what the bot says by itself."""
        return self.kind in _REMINDING

    @property
    def proposes(self) -> bool:
        """Whether it belongs to a proposal."""
        return self.kind in _PROPOSING

    @property
    def data(self) -> str:
        """The text a button carries, at most 64 bytes."""
        if self.kind == "set":
            return f"set:{_CODED.index(self.slot)}={self.value}"
        return f"{self.kind}:{self.value}" if self.value else self.kind


def parse_press(data: str) -> Press | None:
    """The press that a text stands for, or None when it stands for none."""
    if len(data.encode(errors="surrogatepass")) > LONGEST:
        return None
    kind, _, value = data.partition(":")
    if kind == "set":
        index, equals, value = value.partition("=")
        if not equals or index not in map(str, range(len(_CODED))) or not _VALUE.fullmatch(value):
            return None
        return Press("set", value, _CODED[int(index)])
    if kind not in _KINDS or (value and not _VALUE.fullmatch(value)):
        return None
    return Press(kind, value)  # type: ignore[arg-type]  # checked by the line above
