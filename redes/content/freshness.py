"""Whether a text may still be relied on: its review and those of its norms are not overdue, and its law is still law.

Pure: the day is an argument. What is shown of a text that is no longer fresh is decided by the faces.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from redes.content.catalogue import Catalogue
from redes.content.lessons import Exam, Module
from redes.content.rights import RightsPoster
from redes.content.schema import Basis, Card, Norm, Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOverdue:
    """The day by which somebody was to compare the text with its norms has come.

    Attributes:
        since: That day.
    """

    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NormEnded:
    """A norm that the text stands on is not law today.

    Attributes:
        norm: Its id.
        since: First day without it; None when the day is not known, or when the norm has not begun.
    """

    norm: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NormUnread:
    """The day has come by which somebody was to compare a norm that the text stands on with its source.

    Attributes:
        norm: Its id.
        since: That day.
    """

    norm: str
    since: date


Reason = ReviewOverdue | NormEnded | NormUnread


def why_stale(card: Card, catalogue: Catalogue, *, today: date) -> tuple[Reason, ...]:
    """Why a card is under review, the overdue review first; empty when it is fresh."""
    return _reasons(card.review_by, card.basis, catalogue, today)


def why_practice_stale(practice: Practice, catalogue: Catalogue, *, today: date) -> tuple[Reason, ...]:
    """The same for a practice, which is reviewed together with its decálogo."""
    return _reasons(catalogue.decalogo.review_by, practice.basis, catalogue, today)


def why_lesson_stale(
    module: Module, basis: Iterable[Basis], catalogue: Catalogue, *, today: date
) -> tuple[Reason, ...]:
    """The same for a lesson or situation of a module, by its own norms; a module is reviewed as a whole."""
    return _reasons(module.review_by, basis, catalogue, today)


def why_exam_stale(exam: Exam, catalogue: Catalogue, *, today: date) -> tuple[Reason, ...]:
    """The same for the test, which is judged as a whole: without one of its items it would be another test."""
    return _reasons(exam.review_by, (basis for item in exam.items for basis in item.basis), catalogue, today)


def why_rights_stale(poster: RightsPoster, catalogue: Catalogue, *, today: date) -> tuple[Reason, ...]:
    """The same for the poster of rights, which hangs as a whole."""
    return _reasons(poster.review_by, poster.bases, catalogue, today)


def ended_since(norm: Norm, reviewed_on: date, *, today: date) -> bool:
    """Whether a norm was law on the day of a review and has ended since.

    Then nobody erred: time passed. An end whose day is not known is not such a case.
    """
    return norm.in_force(reviewed_on) and norm.until is not None and norm.until < today


def _reasons(review_by: date, bases: Iterable[Basis], catalogue: Catalogue, today: date) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if review_by <= today:
        reasons.append(ReviewOverdue(since=review_by))
    for norm_id in dict.fromkeys(basis.norm for basis in bases):
        norm = catalogue.norms.get(norm_id)  # one that is missing is an error of the check
        if norm is not None and not norm.in_force(today):
            since = None if norm.until is None or norm.until >= today else norm.until + timedelta(days=1)
            reasons.append(NormEnded(norm=norm_id, since=since))
        elif norm is not None and norm.due <= today:
            reasons.append(NormUnread(norm=norm_id, since=norm.due))
    return tuple(reasons)
