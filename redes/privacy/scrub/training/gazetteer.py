"""Names that Faker knows, beside those written by hand: ``make gazetteer`` writes ``listed-given.txt`` and ``listed-surnames.txt``.

Faker (MIT) has lists of the commonest names of many countries. It is installed for the occasion only, in a fixed
version, so that the lists are the same every time. Words of every day and of places are left out: where a name is hard
to tell, the lists written by hand decide whether it is one.
"""

import importlib
from collections.abc import Iterator

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.training.material import DATA, lines
from redes.privacy.scrub.words import fold, fold_word, split

COUNTRIES = {
    "es": "es_CO es_ES es_MX es_AR es_CL",
    "en": "en_US en_NG ha_NG yo_NG ig_NG tw_GH en_KE",
    "fr": "fr_FR fr_DZ",
    "pt": "pt_BR pt_PT",
}
"""Language -> locales of Faker whose people write in it."""

_SHORTEST = 4
_FILES = {"given.txt": "first_name", "surnames.txt": "last_name"}
"""List written by hand -> what Faker calls such names."""


def main() -> int:
    """Write both lists, a heading for each language."""
    everyday = lexicon.common_words() | lexicon.places()
    for file, field in _FILES.items():
        parts = []
        known = {fold_word(name) for line in lines(DATA / file) for name in line.split()}
        for language, locales in COUNTRIES.items():
            found = {name for locale in locales.split() for name in _names(locale, field)}
            fresh = sorted(name for name in found - known - everyday if len(name) >= _SHORTEST)
            known.update(fresh)
            parts.append(f"# {language}\n{' '.join(fresh)}\n")
        head = "# Names of Faker (MIT licence), folded. Made by make gazetteer; do not edit.\n\n"
        (DATA / f"listed-{file}").write_text(head + "".join(parts), encoding="utf-8")
    return 0


def _names(locale: str, field: str) -> Iterator[str]:
    """Every word of the names a locale has under a field."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        listed = getattr(provider, attribute)
        if attribute.startswith(field) and isinstance(listed, (tuple, list, dict)):
            for name in listed:
                yield from (word.plain for word in split(fold(name)) if word.plain.isalpha())


if __name__ == "__main__":
    raise SystemExit(main())
