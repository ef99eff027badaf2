"""From what somebody writes to a case: a new one, or the one before with facts changed."""

from collections.abc import Mapping

from redes.content.cues import Cues
from redes.content.words import words
from redes.eligibility.case_code import Case
from redes.eligibility.facts import BadFacts, make_facts

_MOST_WORDS = 8
"""Words of an answer to a question that was asked with buttons; a longer text is a message of its own."""


def is_case(known: Mapping[str, str]) -> bool:
    """Whether facts make a case: a service, and a document or an affiliation.

    Less than that is a question about a topic, and its card answers it better.
    """
    return "servicio" in known and ("documento" in known or "afiliacion" in known)


def continued(before: Case, text: str, known: Mapping[str, str], *, cues: Cues) -> Case | None:
    """The case before with the facts that a message changes, or None when it is a message of its own.

    Args:
        before: The case shown last.
        text: What was written.
        known: Facts read from it.
        cues: Tells how a changed fact begins.
    """
    if not known:
        return None
    if not cues.changes_a_fact(text):
        # Without such a beginning it is an answer to the question that stands, or it is about somebody else.
        asks_anew = "servicio" in known and "servicio" in before.known
        if asks_anew or is_case(known) or len(words(text)) > _MOST_WORDS:
            return None
    return _agreeing(before, known)


def _agreeing(before: Case, known: Mapping[str, str]) -> Case:
    """The case with new facts; older ones that exclude them give way."""
    case = before.told_all(dict(known))
    for fact in [f for f in before.known if f not in known]:
        try:
            make_facts(case.known)
        except BadFacts:
            case = Case({f: v for f, v in case.known.items() if f != fact}, case.unsure)
    return case
