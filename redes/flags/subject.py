"""What a flag is about: which answer, and in which wording.

The version is of what was read when the flag was raised. So a reviewer sees at once whether a text has changed since,
and no flag against an old wording counts against the new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from redes.content.catalogue import Catalogue
from redes.content.schema import Authored, Card, Danger, Practice
from redes.content.translation import spanish_version, version_of
from redes.eligibility.rule import Rule

SubjectKind = Literal["card", "rule", "practice", "danger", "directory", "decalogo"]

NATIONAL = "nacional"
"""The scope of the national lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An answer that somebody can say is wrong.

    Attributes:
        kind: What gave the answer; ``decalogo`` is all of it, for a practice that somebody proposes.
        id: Its id in the catalogue; of a directory the territory's, or ``nacional``.
        version: 8 hexadecimal digits: of a card's Spanish text (:func:`~redes.content.translation.spanish_version`), of a
            danger's sentences, of the whole entry else. Only the first 4 when that wording is no longer in force.
        case: For a rule: the case it answered, as its button carries it: the letter of the voice, then the letters of
            :mod:`redes.eligibility.case_code`. None for anything else.
    """

    kind: SubjectKind
    id: str
    version: str
    case: str | None = None


def card_subject(card: Card) -> Subject:
    """A card."""
    return Subject(kind="card", id=card.id, version=spanish_version(card))


def rule_subject(rule: Rule, case: str | None) -> Subject:
    """The rule that says whether care is owed, with the case it was asked about."""
    return Subject(kind="rule", id=rule.id, version=_version_of_all([rule]), case=case)


def practice_subject(practice: Practice) -> Subject:
    """A practice of the decálogo."""
    return Subject(kind="practice", id=practice.id, version=_version_of_all([practice]))


def danger_subject(catalogue: Catalogue, danger: Danger) -> Subject:
    """The answer to a danger: its sentences and whom it names."""
    spanish = catalogue.texts["es"].texts
    said = [spanish[key] for key in (f"peligro.{danger.kind}", f"peligro.{danger.kind}-diga")]
    return Subject(kind="danger", id=danger.kind, version=version_of([*said, danger.contacts]))


def directory_subject(catalogue: Catalogue, scope: str) -> Subject:
    """The directory of a territory, or the national lines."""
    return Subject(kind="directory", id=scope, version=_version_of_all(catalogue.contacts_of(scope)))


def decalogo_subject(catalogue: Catalogue) -> Subject:
    """The decálogo as a whole."""
    return Subject(kind="decalogo", id="decalogo", version=_version_of_all(catalogue.decalogo.practices))


def subject_now(catalogue: Catalogue, rules: Iterable[Rule], kind: SubjectKind, id_: str) -> Subject | None:
    """An answer as it is in force, without a case; None when there is none of this id (any more)."""
    match kind:
        case "card":
            card = catalogue.cards.get(id_)
            return None if card is None else card_subject(card)
        case "rule":
            return next((rule_subject(rule, None) for rule in rules if rule.id == id_), None)
        case "practice":
            return next((practice_subject(p) for p in catalogue.decalogo.practices if p.id == id_), None)
        case "danger":
            return next((danger_subject(catalogue, d) for d in catalogue.dangers if d.kind == id_), None)
        case "directory":
            known = id_ == NATIONAL or id_ in catalogue.territories
            return directory_subject(catalogue, id_) if known else None
        case "decalogo":
            return decalogo_subject(catalogue)


def _version_of_all(entries: Iterable[Authored]) -> str:
    """Version of authored entries as a whole: what an answer says and what it follows from."""
    return version_of([entry.model_dump_json() for entry in entries])
