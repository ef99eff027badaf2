"""A report that holds nothing but insults waits apart; one that tells something besides does not.

People who were turned away are angry, and their words are theirs. The words stand in
``content/conversacion/``, where they can be mended.
"""

from redes.content.schema import Talk
from redes.content.words import words


class Insults:
    """Looks whether a text holds insults only.

    Args:
        talk: The words.
    """

    def __init__(self, talk: Talk) -> None:
        self._insults = frozenset(w for listed in talk.insults.values() for word in listed for w in words(word))
        self._around = frozenset(w for listed in talk.around_insults.values() for word in listed for w in words(word))

    def only(self, text: str | None) -> bool:
        """Whether a text is insults and the small words around them, and nothing else."""
        said = words(text or "")
        insults = sum(word in self._insults for word in said)
        return insults > 0 and all(word in self._insults or word in self._around for word in said)
