"""Ways to reach institutions that the catalogue publishes: they are nobody's personal data."""

from functools import cache
from importlib.resources import files

from redes.privacy.scrub.spans import Span

_DATA = files("redes.privacy.scrub") / "data" / "public.txt"
_PREFIXES = ("57", "0057")
_SHORTEST_PHONE = 7


@cache
def _published() -> frozenset[str]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def key(folded: str) -> str:
    """A way to reach somebody without its blanks and signs: ``(601) 426 11 11`` and ``6014261111`` are one."""
    return "".join(character for character in folded if character.isalnum())


def is_public(folded: str, span: Span) -> bool:
    """Whether what was found in a folded text is in the catalogue."""
    found = key(folded[span.start : span.end])
    if found in _published():
        return True
    without = (found.removeprefix(prefix) for prefix in _PREFIXES)
    return found.isdigit() and any(len(rest) >= _SHORTEST_PHONE and rest in _published() for rest in without)
