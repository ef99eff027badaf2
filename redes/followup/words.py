"""What may be written about a mesa's work: short, and about organisations, never about persons."""

from redes.followup.errors import Incomplete, NamesAPerson
from redes.privacy.scrub import find_personal_data

_OF_PERSONS = frozenset({"documento", "telefono", "correo", "fecha-nacimiento", "historia-clinica", "cuenta-bancaria"})
"""Kinds of data that no organisation needs here. Names are not among them: hospitals bear the names of persons."""


def checked(text: str, *, most: int, least: int = 1) -> str:
    """A text as it is kept, without spaces around it.

    Args:
        text: As somebody wrote it.
        most: Characters it may have.
        least: Characters it must have.

    Raises:
        Incomplete: It is too short or too long.
        NamesAPerson: It holds a telephone, a document or the like.
    """
    said = text.strip()
    if len(said) < least:
        raise Incomplete("a text is missing", "mesa.error.falta-texto")
    if len(said) > most:
        raise Incomplete(f"a text is longer than {most} characters", "mesa.error.muy-largo", numero=str(most))
    kinds = sorted({span.type for span in find_personal_data(said)} & _OF_PERSONS)
    if kinds:
        raise NamesAPerson(f"a text holds personal data: {', '.join(kinds)}", "mesa.error.persona")
    return said
