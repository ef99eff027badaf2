"""Directory entries of a place that fit a need."""

from redes.content.catalogue import Catalogue
from redes.content.schema import Contact, Topic


def serving(catalogue: Catalogue, code: str, need: Topic) -> tuple[Contact, ...]:
    """Entries that serve a need of somebody in a municipality.

    Args:
        catalogue: Whose directory.
        code: DIVIPOLA code of a municipality of the catalogue.
        need: What is needed.

    Returns:
        Those of the very municipality first, then those of its territory whose municipality is another or not
        known, then those of the whole country; else in the order of their authors. The rest of the country is
        no neighbourhood: there only the very municipality counts as near. Empty when nothing fits.
    """
    territory, _ = catalogue.municipalities[code]
    near = [entry for entry in catalogue.contacts_of(territory.id) if territory.mesa or entry.municipality == code]
    near.sort(key=lambda entry: entry.municipality != code)
    return tuple(entry for entry in [*near, *catalogue.contacts_of("nacional")] if need in entry.topics)
