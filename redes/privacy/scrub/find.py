"""From a text to its personal data, and to the text without it."""

from collections.abc import Iterator

from redes.privacy.scrub.names import find_names
from redes.privacy.scrub.public import is_public
from redes.privacy.scrub.spans import Scrubbed, Span
from redes.privacy.scrub.structured import find_structured
from redes.privacy.scrub.tagger import Reading
from redes.privacy.scrub.unruled import find_unruled
from redes.privacy.scrub.words import fold


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Where a text holds personal data, in the order of the text, without overlaps."""
    folded = fold(text)
    findings = find_structured(text, folded)
    read = Reading(text, folded, findings)
    findings.add_all(list(find_unruled(read)))
    findings.add_all(list(find_names(read, findings)))
    return tuple(span for span in findings.spans() if not is_public(folded, span))


def find_forms(text: str) -> tuple[Span, ...]:
    """Where a text holds what has the form of an identifier; nobody's name, and nothing that only its sentence tells."""
    folded = fold(text)
    return tuple(span for span in find_structured(text, folded).spans() if not is_public(folded, span))


def scrub(text: str) -> Scrubbed:
    """A text with its personal data replaced by its kind in brackets: ``me llamo [nombre]``."""
    spans = find_personal_data(text)
    return Scrubbed(text="".join(_pieces(text, spans)), spans=spans)


def _pieces(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    position = 0
    for span in spans:
        yield text[position : span.start]
        yield f"[{span.type}]"
        position = span.end
    yield text[position:]
