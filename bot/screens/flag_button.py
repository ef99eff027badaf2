"""The button «Está mal» under an answer.

It carries the answer and the wording that was read, so that an old message can still be said to be wrong:
``flag:<letter of the kind><digit of the reason><id or case>.<4 digits of the version>``, 64 bytes at most.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.presses import Press
from bot.replies import Button
from bot.voice import Voice
from redes.flags.states import Reason
from redes.flags.subject import Subject, SubjectKind

LETTERS: Mapping[SubjectKind, str] = MappingProxyType(
    {"card": "c", "rule": "r", "practice": "p", "danger": "d", "directory": "t"}
)
DIGITS: Mapping[Reason, str] = MappingProxyType(
    {"norma-cambio": "1", "dato-errado": "2", "no-se-entiende": "3", "no-responde": "4", "otra": "5"}
)
_NO_REASON_YET = "0"


def flag_button(voice: Voice, subject: Subject) -> Button:
    """Says that an answer is wrong."""
    return Button(label=voice.say("boton.esta-mal"), press=flag_press(subject))


def flag_press(subject: Subject, reason: Reason | None = None) -> Press:
    """Says that an answer is wrong, and what is wrong with it when a reason is given."""
    digit = _NO_REASON_YET if reason is None else DIGITS[reason]
    return Press("flag", f"{LETTERS[subject.kind]}{digit}{subject.case or subject.id}.{subject.version[:4]}")
