"""A report while it is told: what is known so far, what is asked next, and how one goes back."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from redes.errors import RedesError
from redes.reports.draft import Draft, Id
from redes.reports.report import Kind, Voice, When

LONGEST_STORY = 6000
"""Characters of a story; it may be told in several messages."""

Question = Literal[
    "report_barrier",
    "report_practice",
    "report_place",
    "report_service",
    "report_ips",
    "report_when",
    "report_groups_done",
    "report_story",
    "report_urgent",
    "report_consent",
]
"""What can be asked."""

Detail = Literal["about", "place", "service", "ips", "when", "groups", "story", "rewrite", "urgent"]
"""What may be added or changed once the report can be looked at."""

_ASKS: dict[Detail, Question] = {
    "place": "report_place",
    "service": "report_service",
    "ips": "report_ips",
    "when": "report_when",
    "groups": "report_groups_done",
    "story": "report_story",
    "rewrite": "report_story",
    "urgent": "report_urgent",
}


class StoryFull(RedesError):
    """The story would become longer than what is kept."""


class Telling(BaseModel):
    """What somebody has told so far; never changed, each step makes a new one.

    Attributes:
        kind: A barrier, or a compliment for a good practice.
        barrier: Id of a kind of barrier.
        practice: Number of a practice of the decálogo.
        municipality: DIVIPOLA code, or None when not told.
        place_told: Whether the place was told or left out, so that it is not asked again.
        service: Value of the vocabulary ``servicio``, or None.
        ips: Id of a directory entry, or None.
        rule: Id of the eligibility rule from whose answer she came, or None.
        when: How long ago, or None.
        urgent_now: Whether somebody needs care now, or None.
        voice: Staff or migrant, or None.
        groups: Differential groups, sorted.
        story: Scrubbed words, or None.
        detail: What she wants to add or change at the moment, or None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = "barrera"
    barrier: Id | None = None
    practice: int | None = Field(default=None, ge=1, le=10)
    municipality: str | None = None
    place_told: bool = False
    service: Id | None = None
    ips: Id | None = None
    rule: Id | None = None
    when: When | None = None
    urgent_now: bool | None = None
    voice: Voice | None = None
    groups: tuple[str, ...] = ()
    story: str | None = None
    detail: Detail | None = None

    @property
    def question(self) -> Question:
        """What is asked next: what a report cannot do without, the detail she chose, and at last her consent."""
        about: Question = "report_practice" if self.kind == "buena-practica" else "report_barrier"
        if self.detail is not None:
            return _ASKS.get(self.detail, about)
        if self.barrier is None and self.practice is None:
            return about
        return "report_consent" if self.place_told else "report_place"

    def draft(self) -> Draft:
        """What would be kept.

        Raises:
            pydantic.ValidationError: It is not told yet what the report is about.
        """
        return Draft(**self.model_dump(exclude={"place_told", "detail"}))

    def but(self, **told: object) -> Self:
        """The same with other values; a detail that was asked for is answered by that."""
        return self.model_validate(self.model_dump() | {"detail": None} | told)

    def at(self, municipality: str | None) -> Self:
        """Told where, or that she does not say; an institution of before may be elsewhere and is left out."""
        stays = self.municipality in (None, municipality)
        return self.but(municipality=municipality, place_told=True, ips=self.ips if stays else None)

    def told_more(self, words: str) -> Self:
        """With more of the story, or with another one when she asked to write it again.

        Raises:
            StoryFull: It would be too long.
        """
        kept = None if self.detail == "rewrite" else self.story
        story = "\n".join(filter(None, (kept, words.strip())))
        if len(story) > LONGEST_STORY:
            raise StoryFull(f"a story has {LONGEST_STORY} characters at most")
        return self.but(story=story or None)

    def back(self) -> Self:
        """One step back: a detail is left as it was, else the last question is open again."""
        if self.detail is not None:
            return self.but()
        if self.place_told:
            return self.but(place_told=False, municipality=None, ips=None)
        return self.but(barrier=None, practice=None)
