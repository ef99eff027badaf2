"""What is remembered of a conversation for a day: language, role, where the dialogue stands.

In memory, or in Redis when several machines share the work. Never on disk: even a pseudonym beside
a language and a time would be one fact too many.
"""

import dataclasses
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from redes.content.schema import Language
from redes.privacy.pseudonym import SessionKey
from redes.privacy.seal import CannotOpen, Sealer

if TYPE_CHECKING:  # half a second to import, for those who do not use it
    from redis.asyncio import Redis

IDLE_S = 24 * 3600
"""Seconds after which an idle session is forgotten."""

Role = Literal["migrante", "ips", "mesa"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """What is remembered of somebody's flags: the last one, for as long as she may add words, and how many on a day.

    Attributes:
        about: What the button of the last flag carried, so that a second tap on it files no second flag.
        flag: Id of that flag; None once she does something else.
        waits: Whether the next message that is typed is taken as its words.
        day: ISO day on which they are counted.
        count: Flags on that day.
    """

    about: str
    flag: str | None
    waits: bool
    day: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The report whose receipt she showed, for as long as she is at it.

    Attributes:
        report: Its id, which is neither its receipt nor a hash of it.
        until: Seconds since the epoch at which it closes: a phone is handed on, or found.
        waits: What the next message that is typed is taken as; None: nothing.
    """

    report: str
    until: float
    waits: Literal["aporte", "respuesta"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal that is not kept yet.

    Attributes:
        about: What the button that began it carried: what would be changed.
        waits: What the next message that is typed is taken as; None: nothing.
        words: What she wrote, scrubbed; None until then.
        municipality: DIVIPOLA code of where it is for, or None.
    """

    about: str
    waits: Literal["palabras", "lugar"] | None = "palabras"
    words: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is remembered.

    Attributes:
        language: Chosen by the person; None follows what she writes.
        heard: In which language she wrote last, when that could be told; None until then, and the channel's counts.
        role: Chosen by the person; None until she has.
        asking: The slot of the report that waits for an answer; None outside the form.
        boot: Which start of Rasa holds the dialogue; a different one has forgotten it.
        case: The case shown last, as its button carries it, so that «¿y si tiene PPT?» changes one fact of it.
        shown: The card that answered last, so that «no entendí» and «¿y dónde queda?» are about it.
        flagged: Flags of the day; None when there were none.
        opened: The report that she is looking at; None when there is none.
        copying: Whether a receipt was just shown, and she is asked to type it once to be sure.
        proposed: The proposal she is writing; None when there is none.
        naming: Whether the next message that is typed is the name for a certificate.
    """

    language: Language | None = None
    heard: Language | None = None
    role: Role | None = None
    asking: str | None = None
    boot: str | None = None
    case: str | None = None
    shown: str | None = None
    flagged: Flagged | None = None
    opened: Opened | None = None
    copying: bool = False
    naming: bool = False
    proposed: Proposed | None = None


class Sessions(Protocol):
    """Where sessions are remembered."""

    async def get(self, key: SessionKey) -> Session:
        """The session, or an empty one."""

    async def put(self, key: SessionKey, session: Session) -> None:
        """Remember it for another day."""


class MemorySessions:
    """Sessions of one process.

    Args:
        most: How many are kept; the longest idle ones go first.
        clock: Seconds on a clock that never goes back.
    """

    def __init__(self, *, most: int = 50_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: OrderedDict[SessionKey, tuple[float, Session]] = OrderedDict()
        self._most = most
        self._clock = clock

    async def get(self, key: SessionKey) -> Session:
        self._forget_idle()
        _, session = self._kept.get(key, (0.0, Session()))
        return session

    async def put(self, key: SessionKey, session: Session) -> None:
        self._kept[key] = (self._clock(), session)
        self._kept.move_to_end(key)
        self._forget_idle()

    def _forget_idle(self) -> None:
        oldest = self._clock() - IDLE_S
        while self._kept:
            key, (seen, _) = next(iter(self._kept.items()))
            if seen >= oldest and len(self._kept) <= self._most:
                return
            del self._kept[key]


class RedisSessions:
    """Sessions shared by several processes; Redis forgets them by itself.

    Args:
        redis: Client, with ``decode_responses``.
        sealer: Seals what is remembered: Redis may write to its disk, and a session can hold words for a while.
    """

    def __init__(self, redis: "Redis", sealer: Sealer) -> None:
        self._redis = redis
        self._sealer = sealer

    async def get(self, key: SessionKey) -> Session:
        kept = await self._redis.get(f"redes:session:{key}")
        if kept is None:
            return Session()
        try:
            opened = self._sealer.open(str(kept).encode())
        except CannotOpen:  # of another secret, or of before sessions were sealed
            return Session()
        session = Session(**json.loads(opened))
        if isinstance(session.flagged, dict):  # JSON tells no dataclass from an object
            session = dataclasses.replace(session, flagged=Flagged(**session.flagged))
        if isinstance(session.opened, dict):
            session = dataclasses.replace(session, opened=Opened(**session.opened))
        if isinstance(session.proposed, dict):
            session = dataclasses.replace(session, proposed=Proposed(**session.proposed))
        return session

    async def put(self, key: SessionKey, session: Session) -> None:
        sealed = self._sealer.seal(json.dumps(dataclasses.asdict(session))).decode("ascii")
        await self._redis.set(f"redes:session:{key}", sealed, ex=IDLE_S)
