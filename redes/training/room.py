"""A quiz in a room: somebody who trains her colleagues asks, everybody answers on her own telephone, nobody is named.

Values and rules only; :mod:`redes.training.rooms` keeps them. A room lives for three hours at most. Who answered what is
held under a pseudonym of that room, so that one answer counts once, and is deleted with the room. What stays is how many
people of which post were there.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NewType, get_args

from redes.content.lessons import Module, Theme
from redes.training.evaluation import K

RoomCode = NewType("RoomCode", str)
"""Six signs, letters and digits in turn: ``k4t8r2``. No word, no number plate and no other code of the house has this form."""

Person = NewType("Person", str)
"""Pseudonym of somebody in one room, 32 hexadecimal digits: in another room she is another."""

Post = Literal["recepcion", "facturacion", "enfermeria", "medicina", "trabajo-social", "otro"]
"""Where somebody works; asked once, by a tap, and only counted."""

POSTS: tuple[Post, ...] = get_args(Post)

TOGETHER = "juntos"
"""What posts are called of which too few were there to tell each: they are told together."""

LIVES_S = 3 * 3600
"""Seconds after which a room is closed, whether somebody closed it or not."""

MOST_ROOMS = 2_000
"""Rooms that may be open at once."""

Phase = Literal["waiting", "asking", "showing"]

_LETTERS, _DIGITS = "bcdfghjkmnpqrstvwxz", "23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room.

    Attributes:
        code: What it is entered by.
        host: Pseudonym of who runs it, in this room.
        themes: Whose situations are decided, in order.
        step: Where it is: 0 while people come in, then an odd number while a situation is asked and an even one while
            its answer is shown.
        ends_at: Seconds since the epoch at which it is closed.
        ips: Institution that its attendance is counted for, or None.
    """

    code: RoomCode
    host: Person
    themes: tuple[Theme, ...]
    step: int = 0
    ends_at: int
    ips: str | None = None

    @property
    def phase(self) -> Phase:
        """What is going on."""
        if self.step == 0:
            return "waiting"
        return "asking" if self.step % 2 else "showing"

    @property
    def index(self) -> int:
        """Index of the situation that is asked or shown; 0 while people come in."""
        return max(self.step - 1, 0) // 2

    @property
    def is_at_its_end(self) -> bool:
        """Whether the answer of its last situation is shown."""
        return self.step >= 2 * len(self.themes)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A room as one person, or its screen, may see it.

    Attributes:
        room: The room.
        present: How many have said where they work.
        answered: How many have answered the situation that is asked or shown.
        tally: Answers by choice, in the order of the choices; None while it is asked, and when so few answered that it
            would be known who said what.
        hosts: Whether who looks runs it.
        post: Where who looks works; None before she said so.
        vote: Index of her choice in this situation, or None.
    """

    room: Room
    present: int
    answered: int
    tally: tuple[int, ...] | None
    hosts: bool = False
    post: Post | None = None
    vote: int | None = None


def new_code() -> RoomCode:
    """A code drawn by lot."""
    return RoomCode("".join(secrets.choice(_LETTERS) + secrets.choice(_DIGITS) for _ in range(3)))


def read_code(text: str) -> RoomCode | None:
    """The code in what was typed alone: capitals, spaces, hyphens and the word ``sala`` before it do not matter; else None."""
    signs = text.casefold().strip().removeprefix("sala")
    code = "".join(sign for sign in signs if sign not in " -_:.")
    if len(code) != 6 or len(signs) > 14:
        return None
    fits = all(sign in (_DIGITS if place % 2 else _LETTERS) for place, sign in enumerate(code))
    return RoomCode(code) if fits else None


def spelled(code: RoomCode) -> str:
    """A code as it is shown and read aloud: ``K4 T8 R2``."""
    return " ".join(code[i : i + 2] for i in range(0, 6, 2)).upper()


def tally_of(module: Module, votes: Mapping[int, int], *, k: int = K) -> tuple[int, ...] | None:
    """Answers by choice; None when fewer than ``k`` answered.

    They all sit in one room: of four answers somebody knows three, and the fourth is then known too. While a situation
    is asked nothing is shown at all, because a bar that grows points at whoever has just put down her telephone.
    """
    counted = tuple(votes.get(index, 0) for index in range(len(module.situation.choices)))
    return counted if sum(counted) >= k else None


def attendance_of(posts: Mapping[Post, int], *, k: int = K) -> dict[str, int]:
    """How many people of each post, with nothing in it from which a number under ``k`` can be reckoned.

    Posts of fewer than ``k`` people are told together, with the smallest of the others when they are too few even so.
    Of a room with fewer than ``k`` people nothing is told.
    """
    told: dict[str, int] = {post: posts[post] for post in POSTS if posts.get(post, 0) >= k}
    rest = sum(posts.values()) - sum(told.values())
    if 0 < rest < k and told:
        smallest = min(told, key=lambda post: told[post])
        rest += told.pop(smallest)
    if rest >= k:
        told[TOGETHER] = rest
    return told


def shares(tally: Sequence[int]) -> list[int]:
    """Percentages, whole numbers, of a tally that is not empty."""
    return [round(100 * count / sum(tally)) for count in tally]
