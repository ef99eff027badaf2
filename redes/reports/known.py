"""A draft without what the catalogue does not know: where an id is kept, nobody's words can stand."""

from redes.content.catalogue import Catalogue
from redes.eligibility.facts import SERVICES
from redes.reports.draft import Draft


def only_known(draft: Draft, catalogue: Catalogue) -> Draft:
    """A draft whose place, service, institution, card and groups are the catalogue's.

    The rule keeps its form of an id: rules come and go, and a report speaks of the one it was told by.

    Args:
        draft: As told.
        catalogue: In force.
    """
    groups = {
        term.value for vocabulary in [catalogue.vocabularies.get("grupo")] if vocabulary for term in vocabulary.terms
    }
    return draft.model_copy(
        update={
            "municipality": draft.municipality if draft.municipality in catalogue.municipalities else None,
            "service": draft.service if draft.service in SERVICES else None,
            "ips": draft.ips if draft.ips in catalogue.contacts else None,
            "card": draft.card if draft.card in catalogue.cards else None,
            "groups": tuple(group for group in draft.groups if group in groups),
        }
    )
