"""A strict Bot API server for whole-program tests. See README.md."""

from .calls import Call
from .entities import Formatted
from .errors import Refusal
from .flood import FloodLimits, Violation
from .pulse import ManualClock
from .seen import Attachment, Button, Seen
from .telegram_server import TelegramServer
from .users import PIXEL, Asked, Group, User

__all__ = [
    "PIXEL",
    "Asked",
    "Attachment",
    "Button",
    "Call",
    "FloodLimits",
    "Formatted",
    "Group",
    "ManualClock",
    "Refusal",
    "Seen",
    "TelegramServer",
    "User",
    "Violation",
]
