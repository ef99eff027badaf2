"""What a sentence denies: how far "no tengo", "sin" and their like reach."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from redes.content.phrases import PhraseBook, Token, rows_of
from redes.content.speech import Denial

Kind = Literal["lack", "no"]
"""``lack``: it is not there; ``no``: it is not so, or not wanted."""


class Denials:
    """Finds what is denied.

    Args:
        denial: How denials are said.
        fillers: Words a denial passes over.
    """

    def __init__(self, denial: Denial, fillers: Collection[str]) -> None:
        kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("lack", denial.lacking), ("no", denial.denying))
        self._before: PhraseBook[Kind] = PhraseBook(
            ((kind, rows_of(phrase, {}), ()) for kind, phrases in kinds for phrase in phrases), fillers
        )
        self._behind: PhraseBook[Kind] = PhraseBook(
            (("lack", rows_of(phrase, {}), ()) for phrase in denial.after), fillers
        )
        self._having = frozenset(denial.having)
        self._being = frozenset(denial.being)
        self._also = frozenset(denial.also)
        self._fillers = frozenset(fillers)

    def reach(self, tokens: Sequence[Token], names: Mapping[int, int]) -> list[Kind | None]:
        """By token: how a name that begins there is denied, or None.

        Args:
            tokens: The message.
            names: Index of the first token of a name -> index of its last.
        """
        reached: list[Kind | None] = [None] * len(tokens)
        state: Kind | None = None
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.mark and token.word not in self._also:
                state = None
            reached[at] = state
            denials = list(self._before.at(tokens, at))
            if denials or token.word in self._also:
                reached[at] = None  # a name that begins with its own denial ("ni papeles") says it once
            if state and token.word in self._also:
                at += 1
            elif denials:
                longest = max(denials, key=lambda match: match.length)
                state = longest.meaning
                at = longest.last + 1
            elif at in names:
                reached[at] = state or self._denied_behind(tokens, names[at] + 1)
                at = names[at] + 1
                state = state if at < len(tokens) and tokens[at].word in self._also else None
            else:
                state = self._carried(state, token.word)
                at += 1
        return reached

    def _carried(self, state: Kind | None, word: str) -> Kind | None:
        """What is left of a denial behind a word that is no name."""
        if state is None or word in self._also or word in self._fillers:
            return state
        if word in self._having:
            return "lack"
        return "no" if word in self._being else None

    def _denied_behind(self, tokens: Sequence[Token], at: int) -> Kind | None:
        """Whether what stands behind a name, up to the next sign, denies it: "EPS no tiene", "ppt: no"."""
        if at >= len(tokens):
            return None
        for match in self._behind.at(tokens, at):
            after = match.last + 1
            if after >= len(tokens) or tokens[after].mark:
                return match.meaning
        return None
