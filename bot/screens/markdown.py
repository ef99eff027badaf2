"""Pieces of the small Markdown subset that replies are written in."""

from collections.abc import Iterable, Sequence


def bold(text: str) -> str:
    """Text in bold; marks inside it would end it too early and are taken out."""
    return f"**{text.replace('*', '')}**"


def bullets(lines: Iterable[str]) -> str:
    """A list without order."""
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    """A list in order, from 1."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def section(heading: str, lines: Sequence[str], *, ordered: bool = False) -> str:
    """A heading over a list, or nothing when the list is empty."""
    if not lines:
        return ""
    return f"{bold(heading)}\n{numbered(lines) if ordered else bullets(lines)}"


def paragraphs(parts: Iterable[str]) -> str:
    """Parts with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
