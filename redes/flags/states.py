"""The words for what is wrong with an answer and for what was made of it."""

from typing import Literal, get_args

Reason = Literal["norma-cambio", "dato-errado", "no-se-entiende", "no-responde", "otra", "propuesta"]
"""What is wrong: the norm changed, a fact or a phone is wrong, it cannot be understood, it answers another question. Or
nothing is, and somebody proposed a change that a coordinator passed on."""

State = Literal["nueva", "aceptada", "rechazada", "resuelta"]
"""Where a flag is: not looked at, right and being worked on, not right, mended and guarded by a test."""

Verdict = Literal["aceptada", "rechazada", "resuelta"]
"""States a reviewer can give; ``nueva`` is nobody's verdict."""

STATES: tuple[State, ...] = get_args(State)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
