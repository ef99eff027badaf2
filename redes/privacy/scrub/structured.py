"""Everything personal that has a form: where and how somebody is reached, and by what number she is known."""

from redes.privacy.scrub.addresses import find_addresses
from redes.privacy.scrub.dates import find_dates
from redes.privacy.scrub.identifiers import find_identifiers
from redes.privacy.scrub.online import find_online
from redes.privacy.scrub.plates import find_plates
from redes.privacy.scrub.spans import Findings


def find_structured(text: str, folded: str) -> Findings:
    """Identifiers of a text; whatever can be read in two ways goes to the more telling one.

    Args:
        text: As it was written.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
    """
    findings = Findings(len(text))
    findings.add_all(find_online(folded))
    findings.add_all((start, end, "direccion") for start, end in find_addresses(folded))
    dates = list(find_dates(folded))
    findings.add_all((date.start, date.end, "fecha-nacimiento") for date in dates if date.birth)
    findings.add_all((start, end, "placa") for start, end in find_plates(text, folded))
    findings.add_all(find_identifiers(text, folded, dates))
    return findings
