"""Personal data leaves a text here, before anything else reads or keeps it."""

from redes.privacy.scrub.find import find_forms, find_personal_data, scrub
from redes.privacy.scrub.spans import Kind, Scrubbed, Span

__all__ = ["Kind", "Scrubbed", "Span", "find_forms", "find_personal_data", "scrub"]
