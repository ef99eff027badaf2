"""What a sentence betrays by single words: that staff is writing, or that a fact of the last case changes."""

from collections.abc import Iterable

from redes.content.schema import Talk
from redes.content.words import words


class Cues:
    """Looks for the words of ``content/conversacion``.

    Args:
        talk: The words.
    """

    def __init__(self, talk: Talk) -> None:
        self._staff = _phrases(talk.staff_words.values())
        self._follow_up = _phrases(talk.follow_up.values())

    def of_staff(self, text: str) -> bool:
        """Whether somebody who works at an IPS wrote it."""
        said = _joined(words(text))
        return any(phrase in said for phrase in self._staff)

    def changes_a_fact(self, text: str) -> bool:
        """Whether it begins as one who changes a fact of the case before: «¿y si tiene el PPT en trámite?»."""
        said = _joined(words(text))
        return any(said.startswith(phrase) for phrase in self._follow_up)


def _phrases(languages: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(_joined(words(phrase)) for phrases in languages for phrase in phrases)


def _joined(found: list[str]) -> str:
    """Words with a space on both sides, so that only whole ones are found."""
    return f" {' '.join(found)} "
