"""The authored shape of the poster «conozca sus derechos»: a few rights in a few words, each with its norms and its card.

Like :mod:`redes.content.schema`, these docstrings are the authors' reference. What is printed stays on a wall for years, so
only what is settled stands here, and nothing is printed once a review is overdue.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from redes.content.schema import LANGUAGES, Authored, Basis, Language, Slug

Few = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=44)]
"""A few words that are read from across a room."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
"""One line or two on a poster."""


class Right(Authored):
    """A right, as it stands on a wall.

    Attributes:
        card: The card that tells of it; what its button opens.
        name: Language -> what it is about.
        says: Language -> what somebody may count on.
        basis: Norms it stands on; never empty.
    """

    card: Slug
    name: Mapping[Language, Few]
    says: Mapping[Language, Line]
    basis: tuple[Basis, ...] = Field(min_length=1)


class RightsPoster(Authored):
    """The poster: ``content/carteles/conozca-sus-derechos.yaml``, in all languages of the program.

    Attributes:
        reviewed_on, review_by: As on a card. A poster under review is not printed.
        title: Language -> what it is called.
        lead: Language -> for whom it is.
        emergency: Language -> what to do when a life is in danger.
        scan: Language -> what the code is for.
        rights: 5 to 7, the most urgent first.
    """

    reviewed_on: date
    review_by: date
    title: Mapping[Language, Few]
    lead: Mapping[Language, Line]
    emergency: Mapping[Language, Line]
    scan: Mapping[Language, Line]
    rights: tuple[Right, ...] = Field(min_length=5, max_length=7)

    @model_validator(mode="after")
    def _speaks_every_language(self) -> "RightsPoster":
        if self.review_by <= self.reviewed_on:
            raise ValueError("'review_by' must come after 'reviewed_on'")
        said = {"title": self.title, "lead": self.lead, "emergency": self.emergency, "scan": self.scan}
        for right in self.rights:
            said |= {f"the name of '{right.card}'": right.name, f"what '{right.card}' says": right.says}
        for what, words in said.items():
            missing = [language for language in LANGUAGES if language not in words]
            if missing:
                raise ValueError(f"{what} is missing in {', '.join(missing)}; a poster is not half translated")
        return self

    @property
    def bases(self) -> tuple[Basis, ...]:
        """All norms it stands on."""
        return tuple(basis for right in self.rights for basis in right.basis)
