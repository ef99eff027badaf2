"""A flag as its reviewer reads it: what the answer is called now, what it says, and whether it has changed since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from redes.content.catalogue import Catalogue
from redes.eligibility.case_code import decode
from redes.eligibility.rule import Rule
from redes.flags.flag import Flag
from redes.flags.subject import NATIONAL, Subject, subject_now


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer works with beside the catalogue.

    Attributes:
        rules: The rules of eligibility in force.
        open_words: Opens what somebody added; raises :class:`redes.privacy.seal.CannotOpen`.
        check_guard: Raises :class:`redes.flags.guards.NoGuard` when a text names no test that exists.
    """

    rules: Callable[[], Iterable[Rule]]
    open_words: Callable[[bytes], str] = field(repr=False)
    check_guard: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer a flag is about, as it is in force.

    Attributes:
        title: What it is called in Spanish; None when it is called nothing or is gone.
        text: What it says in Spanish; None where that is more than a text.
        changed: Whether its wording is another than the one that was read; None when it is gone.
    """

    title: str | None
    text: str | None
    changed: bool | None


def answer_of(about: Subject, catalogue: Catalogue, rules: Iterable[Rule]) -> Answer:
    """What a subject is now."""
    rules = tuple(rules)
    now = subject_now(catalogue, rules, about.kind, about.id)
    title, text = _said(about, catalogue, rules)
    return Answer(title=title, text=text, changed=None if now is None else now.version != about.version)


def case_of(about: Subject) -> Mapping[str, str]:
    """The case a rule was asked about, in the words of the contracts; what the person does not know is ``?``. Else empty."""
    if about.case is None:
        return {}
    case = decode(about.case[1:])
    if case is None:
        return {"case": about.case}
    told = {"voice": "migrante" if about.case[0] == "m" else "personal"}
    return told | dict(case.known) | dict.fromkeys(sorted(case.unsure), "?")


def by_subject(flags: Iterable[Flag]) -> tuple[tuple[Flag, ...], ...]:
    """Flags of one answer together, the oldest week first; the answer with most of them first."""
    together: dict[tuple[str, str], list[Flag]] = {}
    for flag in flags:
        together.setdefault((flag.subject.kind, flag.subject.id), []).append(flag)
    groups = (tuple(sorted(group, key=lambda one: (one.week, one.id))) for group in together.values())
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0].week, group[0].subject.id)))


def _said(about: Subject, catalogue: Catalogue, rules: Iterable[Rule]) -> tuple[str | None, str | None]:
    match about.kind:
        case "card":
            card = catalogue.cards.get(about.id)
            return (card.title, card.answer) if card else (None, None)
        case "rule":
            return next(((rule.title, None) for rule in rules if rule.id == about.id), (None, None))
        case "practice":
            practices = catalogue.decalogo.practices
            return next(((one.title, one.idea) for one in practices if one.id == about.id), (None, None))
        case "danger":
            spanish = catalogue.texts["es"].texts
            return None, spanish.get(f"peligro.{about.id}")
        case "directory":
            territory = catalogue.territories.get(about.id)
            return (territory.name if territory and about.id != NATIONAL else None), None
        case "decalogo":
            return catalogue.decalogo.title, None
