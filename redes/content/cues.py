"""What a sentence betrays by single words: who writes, that it follows the last answer, that it asks two things."""

import re
from collections.abc import Iterable

from redes.content.schema import Talk
from redes.content.words import words

_MOST_WORDS = 7
"""Words of a message that only follows an answer; a longer one says what it is about."""

_MOST_WORDS_WHERE = 5
_MOST_WORDS_OF_A_GREETING = 2
"""Behind a greeting so few words still greet: «hola, ¿cómo está?»."""

_FEWEST_WORDS = 2
"""Words of a question of its own, beside another in one message."""

_MOST_PARTS = 3
_END = re.compile(r"(?<=[?？])\s*|[\n;]+")


class Cues:
    """Looks for the words of ``content/conversacion``.

    Args:
        talk: The words.
    """

    def __init__(self, talk: Talk) -> None:
        self._staff = _phrases(talk.staff_words.values())
        self._follow_up = _phrases(talk.follow_up.values())
        self._not_understood = _phrases(talk.not_understood.values())
        self._greetings = tuple(phrase.split() for phrase in _phrases(talk.greetings.values()))
        self._where = _phrases(talk.where.values())
        self._joins = sorted(_phrases(talk.joins.values()), key=len, reverse=True)

    def of_staff(self, text: str) -> bool:
        """Whether somebody who works at an IPS wrote it."""
        said = _joined(words(text))
        return any(phrase in said for phrase in self._staff)

    def changes_a_fact(self, text: str) -> bool:
        """Whether it begins as one who changes a fact of the case before: «¿y si tiene el PPT en trámite?»."""
        said = _joined(words(text))
        return any(said.startswith(phrase) for phrase in self._follow_up)

    def asks_simpler(self, text: str) -> bool:
        """Whether the answer before was not understood."""
        said = words(text)
        return len(said) <= _MOST_WORDS and any(phrase in _joined(said) for phrase in self._not_understood)

    def asks_where(self, text: str) -> bool:
        """Whether it asks where to go for what the answer before was about."""
        said = words(text)
        return len(said) <= _MOST_WORDS_WHERE and any(_joined(said).startswith(phrase) for phrase in self._where)

    def after_greeting(self, text: str) -> str | None:
        """What a message says after its greeting; None when it begins with none, or says too little after it."""
        tokens = text.split()
        plain = [" ".join(words(token)) for token in tokens]
        at = 0
        while found := max((len(one) for one in self._greetings if plain[at : at + len(one)] == one), default=0):
            at += found
        rest = " ".join(tokens[at:])
        return rest if at and len(words(rest)) > _MOST_WORDS_OF_A_GREETING else None

    def questions(self, text: str) -> tuple[str, ...]:
        """The questions of one message, in order; the text alone when it seems to be one.

        Question marks, line ends and the words of ``joins`` part them. A part of one word is none.
        """
        parts = [part for sentence in _END.split(text) for part in self._parted(sentence)]
        parts = [part for part in parts if len(words(part)) >= _FEWEST_WORDS]
        return tuple(parts) if 1 < len(parts) <= _MOST_PARTS else (text,)

    def _parted(self, sentence: str) -> list[str]:
        """A sentence, parted where one of the joins stands; the join goes with the second part."""
        tokens = sentence.split()
        plain = [" ".join(words(token)) for token in tokens]
        for at in range(_FEWEST_WORDS, len(tokens) - 1):
            rest = _joined(" ".join(plain[at:]).split())
            if any(rest.startswith(join) for join in self._joins):
                return [" ".join(tokens[:at]), " ".join(tokens[at:])]
        return [sentence.strip()]


def _phrases(languages: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(_joined(words(phrase)) for phrases in languages for phrase in phrases)


def _joined(found: list[str]) -> str:
    """Words with a space on both sides, so that only whole ones are found."""
    return f" {' '.join(found)} "
