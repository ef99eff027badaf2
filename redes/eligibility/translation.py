"""What of a rule is translated, and which Spanish a translation follows."""

from redes.content.translation import version_of
from redes.eligibility.rule import Rule, RuleTranslation

TRANSLATED = ("for_person", "claim", "open_question")
"""Parts of a rule that the migrant reads; the others speak to staff, in Spanish."""


def spanish_version(rule: Rule) -> str:
    """Version of what a rule tells the migrant in Spanish: 8 hexadecimal digits that change when any word does."""
    return version_of(getattr(rule, part) for part in TRANSLATED)


def unlike_parts(rule: Rule, translation: RuleTranslation) -> list[str]:
    """Parts that only one of the two has."""
    return [part for part in TRANSLATED if (getattr(rule, part) is None) != (getattr(translation, part) is None)]
