"""What must hold of the training: its law is cited, its links lead somewhere, its screens fit, its forms are balanced."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from redes.content.catalogue import Catalogue, Place
from redes.content.check_size import LONGEST_MESSAGE, say, section, size_of
from redes.content.citation import norm_name
from redes.content.finding import Finding, error, place_of
from redes.content.lessons import Construct, Form, Item, Module, Source, Theme
from redes.content.prose import SPEAKS_OF_LAW, lesson_lines, situation_lines
from redes.content.schema import LANGUAGES, Basis, Language
from redes.eligibility.facts import BadFacts, make_facts

REVIEWED_AT_ONCE = 5
"""Items whose answers are explained in one message."""


def lessons_state_law_with_a_norm(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """A lesson or a situation that speaks of rights, duties or prices cites a norm."""
    for module in catalogue.modules.values():
        place = place_of(catalogue, f"module:{module.id}")
        told = [
            *((f"lesson '{lesson.title}'", lesson_lines(lesson), lesson.basis) for lesson in module.lessons),
            ("situation", situation_lines(module), module.situation.basis),
        ]
        for who, lines, basis in told:
            found = None if basis else SPEAKS_OF_LAW.search("\n".join(lines))
            if found is not None:
                yield error(
                    place, f"the {who} of '{module.id}' states law ('{found[0]}') and cites no norm; fill 'basis'"
                )


def every_barrier_has_a_module(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """What a module answers can be reported, and what can be reported is answered by a module."""
    families = {category.id for category in catalogue.categories}
    for module in catalogue.modules.values():
        for one in module.answers:
            if one not in families and one not in catalogue.barriers:
                yield error(
                    place_of(catalogue, f"module:{module.id}"),
                    f"'{module.id}' answers '{one}', which is no barrier and no family in content/barreras/",
                )
    answered = {one for module in catalogue.modules.values() for one in module.answers}
    for category in catalogue.categories:
        for barrier in category.barriers:
            if category.id not in answered and barrier.id not in answered and catalogue.modules:
                yield error(
                    place_of(catalogue, f"category:{category.id}"),
                    f"no module answers '{barrier.id}'; list it, or '{category.id}', under 'answers' of one",
                )


def lessons_lead_somewhere(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """The case that a module prepares for can be asked."""
    for module in catalogue.modules.values():
        try:
            make_facts(module.case)
        except BadFacts as refused:
            yield error(
                place_of(catalogue, f"module:{module.id}"), f"the case of '{module.id}' cannot be asked: {refused}"
            )


def lessons_fit_a_message(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """Every screen of the training fits one message in every language."""
    for module in catalogue.modules.values():
        size = max(module_size(catalogue, module, language) for language in LANGUAGES)
        if size > LONGEST_MESSAGE:
            yield error(
                place_of(catalogue, f"module:{module.id}"),
                f"a screen of '{module.id}' takes up to {size} characters; a message takes {LONGEST_MESSAGE}",
            )
    for form in get_args(Form) if catalogue.exam else ():
        size = max(review_size(catalogue, form, language) for language in LANGUAGES)
        if size > LONGEST_MESSAGE:
            yield error(
                place_of(catalogue, "exam:exam"),
                f"the answers of form {form} take up to {size} characters, {REVIEWED_AT_ONCE} at once; "
                f"a message takes {LONGEST_MESSAGE}",
            )


def ips_belong_to_a_territory(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """An institution that learns together is in a municipality of its territory."""
    for ips in catalogue.ips.values():
        place = place_of(catalogue, f"ips:{ips.id}")
        territory = catalogue.territories.get(ips.territory)
        if territory is None:
            yield error(place, f"'{ips.id}' is of '{ips.territory}', which is not in content/territorios/")
        elif ips.municipality not in {m.code for m in territory.municipalities}:
            yield error(place, f"'{ips.id}' is in {ips.municipality}, no municipality of '{ips.territory}'")


def every_theme_is_taught_and_tested(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """There is a module about every theme, and a test that measures every construct equally often."""
    folder = Place("content/capacitacion", 0)
    for theme in get_args(Theme):
        if theme not in catalogue.modules:
            yield error(folder, f"there is no module '{theme}'; add it to content/capacitacion/modulos/")
    if catalogue.exam is None:
        yield error(folder, "there is no test; add content/capacitacion/prueba/prueba.yaml")
        return
    counted = Counter(item.measures for item in catalogue.exam.form("A"))  # form B measures the same, number by number
    often = {construct: counted[construct] for construct in get_args(Construct)}
    if len(set(often.values())) > 1:
        told = ", ".join(f"{construct} {times}" for construct, times in often.items())
        yield error(
            place_of(catalogue, "exam:exam"), f"a form measures its constructs unequally ({told}); balance its items"
        )


def module_size(catalogue: Catalogue, module: Module, language: Language) -> int:
    """What the largest screen of a module takes at most of a message, in UTF-16 units."""
    frame = [
        module.title,
        module.aim,
        "10/10",
        *(say(catalogue, language, key) for key in _FRAME),
        *(f"{source.says} {source.url or ''}" for source in module.sources),
        *(norm_name(norm) + "; " for basis in module.bases if (norm := catalogue.norms.get(basis.norm))),
    ]
    situation = module.situation
    screens = [
        *(
            [lesson.title, *lesson.text, *section(catalogue, language, "ficha.diga", lesson.say)]
            for lesson in module.lessons
        ),
        [*situation.story, *(f"A. {choice.says}" for choice in situation.choices)],
        *([choice.says, choice.feedback] for choice in situation.choices),
    ]
    bases = [
        *(_support(catalogue, language, lesson.basis) for lesson in module.lessons),
        *(_support(catalogue, language, situation.basis) for _ in range(1 + len(situation.choices))),
    ]
    return max(size_of([*frame, *screen, *basis]) for screen, basis in zip(screens, bases, strict=True))


def review_size(catalogue: Catalogue, form: Form, language: Language) -> int:
    """What the largest screen of explained answers takes at most of a message, in UTF-16 units."""
    assert catalogue.exam is not None
    items = catalogue.exam.form(form)
    frame = [say(catalogue, language, key) for key in _FRAME]
    pages = [items[first : first + REVIEWED_AT_ONCE] for first in range(0, len(items), REVIEWED_AT_ONCE)]
    return max(
        size_of([*frame, *(line for item in page for line in _explained(catalogue, language, item))]) for page in pages
    )


def _explained(catalogue: Catalogue, language: Language, item: Item) -> list[str]:
    longest = max(item.options, key=len)
    return [
        f"10. {item.question}",
        *(
            f"{say(catalogue, language, key)} {longest}"
            for key in ("capacitacion.su-respuesta", "capacitacion.correcta")
        ),
        item.explanation,
        *_support(catalogue, language, item.basis, item.sources),
    ]


_FRAME = (
    "ficha.en-revision",
    "ficha.revisada",
    "capacitacion.solo-en-espanol",
    "capacitacion.propuesta",
    "capacitacion.respuestas",
    "capacitacion.que-haria",
)


def _support(
    catalogue: Catalogue, language: Language, basis: Iterable[Basis], sources: Iterable[Source] = ()
) -> list[str]:
    norms = [
        f"{norm_name(norm)}, {one.at or ''} {one.says or ''}; "
        for one in basis
        if (norm := catalogue.norms.get(one.norm)) is not None
    ]
    return [say(catalogue, language, "capacitacion.base"), *norms, *(f"{one.says} {one.url or ''}" for one in sources)]
