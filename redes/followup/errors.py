"""What this room refuses. Each refusal names the sentence that its reader is told, in ``content/textos``."""

from collections.abc import Mapping

from redes.errors import RedesError
from redes.reports.keeping import ChangedMeanwhile


class FollowupError(RedesError):
    """Something was refused and nothing was changed.

    Attributes:
        key: The sentence of ``content/textos`` for whoever can act.
        blanks: What fills its blanks; never words of a report.
    """

    def __init__(self, message: str, key: str, **blanks: str) -> None:
        super().__init__(message)
        self.key = key
        self.blanks: Mapping[str, str] = blanks


class NotYours(FollowupError):
    """The territory is another's, or the role may not do this."""


class NotThere(FollowupError):
    """There is no such thing, or not in this territory."""


class NoSuchStep(FollowupError):
    """There is no such step from where it stands."""


class Incomplete(FollowupError):
    """Something that is needed is missing, or does not fit."""


class NamesAPerson(FollowupError):
    """A text holds what would lead to a person."""


CHANGED = "mesa.error.cambio"
"""What somebody is told whose page was older than what is kept."""


def told(error: FollowupError | ChangedMeanwhile, texts: Mapping[str, str]) -> str:
    """A refusal as a sentence for its reader.

    Args:
        error: What was refused.
        texts: Key -> sentence, of the reader's language.
    """
    if isinstance(error, ChangedMeanwhile):
        return texts[CHANGED]
    return texts[error.key].format(**{name: _named(value, texts) for name, value in error.blanks.items()})


def _named(value: str, texts: Mapping[str, str]) -> str:
    """What a state is called; anything else is its own name."""
    return texts.get(f"mesa.estado.{value}") or texts.get(f"mesa.reunion.{value}") or value
