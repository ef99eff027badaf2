"""What an editor should still do to the rules: what a migrant is told, in which languages, and whether it is current.

What would mislead stops :func:`redes.eligibility.load.load_law`; here is what may wait.
"""

from collections.abc import Collection, Iterator

from redes.content.catalogue import Place
from redes.content.finding import Finding
from redes.content.schema import LANGUAGES
from redes.eligibility.load import Law
from redes.eligibility.translation import spanish_version

_FOLDER = "content/reglas"


def check_law(law: Law, *, offered: Collection[str]) -> list[Finding]:
    """Rules without words for the counter, and translations that are missing, stale or never shown.

    Args:
        law: The rules.
        offered: The languages that people can choose.

    Returns:
        Issues only, in order of file and line.
    """
    return sorted((*_claims(law), *_translations(law), *_never_shown(law, offered)))


def _claims(law: Law) -> Iterator[Finding]:
    for rule in law.rulebook.rules:
        if rule.then.debe_atender is not None and rule.claim is None:
            yield _issue(
                law.places.get(f"rule:{rule.id}", Place(_FOLDER, 0)),
                f"rule '{rule.id}' says whether care is owed and has no 'claim': what to say at the counter",
            )


def _translations(law: Law) -> Iterator[Finding]:
    for language in (language for language in LANGUAGES if language != "es"):
        for rule in law.rulebook.rules:
            current = spanish_version(rule)
            translation = law.translations.get((language, rule.id))
            if translation is None:
                yield _issue(
                    _file(language), f"rule '{rule.id}' is missing; Spanish is shown instead (follows: '{current}')"
                )
            elif translation.follows != current:
                yield _issue(
                    law.places.get(f"translation:{language}:{rule.id}", _file(language)),
                    f"rule '{rule.id}' in {language} is stale: it follows {translation.follows}, "
                    f"the Spanish is now {current}",
                )


def _never_shown(law: Law, offered: Collection[str]) -> Iterator[Finding]:
    for language in sorted({language for language, _ in law.translations} - set(offered)):
        yield _issue(_file(language), f"nobody can choose the language '{language}'")
    if any(language == "es" for language, _ in law.translations):
        yield _issue(_file("es"), "Spanish stands in the rules themselves; this is never shown")


def _file(language: str) -> Place:
    return Place(f"{_FOLDER}/traducciones/{language}.yaml", 1)


def _issue(place: Place, message: str) -> Finding:
    return Finding(place.path, place.line, "issue", message)
